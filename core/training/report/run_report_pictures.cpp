#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/xml_text.hpp"
#include "core/dataset/image_lookup.hpp"
#include "core/evaluation/class_mapping.hpp"
#include "core/evaluation/verdicts.hpp"
#include "core/image/draw.hpp"
#include "core/training/evaluation/split_detections.hpp"
#include "core/training/evaluation/watched_images.hpp"
#include "core/training/report/run_report_parts.hpp"

namespace priorscope::report {
namespace {

constexpr int kSide = 320;  ///< pixels of a picture, at most
constexpr double kMatchIou = 0.5;

// Okabe and Ito's colours, as the window has them on photographs.
constexpr Rgb kRight{0, 158, 115};
constexpr Rgb kWrong{230, 159, 0};
constexpr Rgb kMissed{255, 255, 255};

struct Judged {
    std::vector<DrawnBox> boxes{};
    int right = 0;
    int wrong = 0;
    int missed = 0;
};

Judged judged(const ImageRow& record, const WatchedImage& found, const ClassMapping& mapping) {
    const std::vector<Detection> detections = shownDetections(found, mapping);
    const ImageVerdicts verdicts = matchDetections(record, detections, matchOptions(kMatchIou, mapping));
    Judged result;
    for (std::size_t i = 0; i < detections.size(); ++i) {
        const Outcome outcome = verdicts.detections[i].outcome;
        const bool is_right = outcome == Outcome::true_positive;
        if (is_right || isFalsePositive(outcome)) {
            result.boxes.push_back({detections[i].box, {}, is_right ? kRight : kWrong});
            is_right ? ++result.right : ++result.wrong;
        }
    }
    for (std::size_t i = 0; i < verdicts.objects.size(); ++i) {
        if (verdicts.objects[i] == ObjectVerdict::missed) {
            result.boxes.push_back({record.objects[i].box, {}, kMissed});
            ++result.missed;
        }
    }
    return result;
}

/// The last evaluation of which pictures are kept, up to the best one; else the first.
std::optional<std::int64_t> stepOfPictures(const RunPage& page) {
    const std::vector<std::int64_t> steps = watchedSteps(page.run.folder);
    if (steps.empty()) {
        return std::nullopt;
    }
    const EvaluationRow* best = page.best();
    const auto after = best == nullptr ? steps.end() : std::ranges::upper_bound(steps, best->step);
    return after == steps.begin() ? steps.front() : *(after - 1);
}

std::string figureOf(const RunPage& page, const WatchedImage& found, const ClassMapping& mapping) {
    const std::string name = xmlText(found.id);
    const std::optional<std::size_t> index = imageNamed(*page.dataset, found.id);
    std::string picture;
    std::string counts;
    try {
        if (!index) {
            throw Error({.action = Core::tr("reading the image"), .reason = Core::tr("it is not there")});
        }
        const ImageRow record = page.dataset->images[*index];
        const Judged verdicts = judged(record, found, mapping);
        Image image = thumbnail(decodeImage(record.image_file, kSide, record.orientation), kSide);
        drawBoxes(image, verdicts.boxes);
        picture = imageElement(image, name);
        counts = page.said(Core::tr("%1 right, %2 wrong, %3 missed")
                               .arg(verdicts.right)
                               .arg(verdicts.wrong)
                               .arg(verdicts.missed));
    } catch (const Error&) {
        picture = element("p", page.said(Core::tr("The image cannot be read.")), "class=\"how\"");
    }
    return element("figure", picture + "<figcaption>" + name + "<br/><span class=\"how\">" + counts +
                                 "</span></figcaption>");
}

}  // namespace

std::optional<std::string> runPicturesPart(const RunPage& page, const std::stop_token& stop,
                                           const ProgressFn& progress) {
    const std::optional<std::int64_t> step = stepOfPictures(page);
    if (!step) {
        return std::string();
    }
    const std::string head = heading(
        page, Core::tr("Validation images"),
        Core::tr("What the weights of step %1 found with a score of %2 and over: right in green, wrong in "
                 "orange, missed objects in white.")
            .arg(*step)
            .arg(fixedText(kDrawnWatchedScore, 2)));
    if (page.dataset == nullptr) {
        return head + element("p", page.said(Core::tr("The dataset was not there when this page was made.")),
                              "class=\"warning\"");
    }
    const WatchedImages found = readWatchedImages(page.run.folder, *step, page.run.spec.classes.size());
    const ClassMapping mapping = mapClasses(page.run.spec.classes, page.dataset->classes);
    std::string pictures;
    for (std::size_t i = 0; i < found.images.size(); ++i) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        pictures += figureOf(page, found.images[i], mapping);
        if (progress) {
            progress({.done = static_cast<std::int64_t>(i) + 1,
                      .total = static_cast<std::int64_t>(found.images.size()),
                      .unit = "images"});
        }
    }
    return head + element("div", pictures, "class=\"pictures wider\"");
}

}  // namespace priorscope::report
