#include "widgets/training/watched/watched_sheet.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/dataset/image_lookup.hpp"
#include "core/evaluation/class_mapping.hpp"
#include "core/evaluation/verdicts.hpp"
#include "core/training/evaluation/split_detections.hpp"
#include "core/training/evaluation/watched_images.hpp"
#include "widgets/detect/outcomes.hpp"

namespace priorscope {
namespace {

constexpr double kMatchIou = 0.5;

void judge(WatchedCell& cell, const ImageRow& record, const std::vector<Detection>& detections,
           const MatchOptions& options) {
    const Theme& theme = Theme::onPhotograph();
    const ImageVerdicts verdicts = matchDetections(record, detections, options);
    for (std::size_t i = 0; i < verdicts.objects.size(); ++i) {
        if (verdicts.objects[i] == ObjectVerdict::missed) {
            const VerdictStyle style = theme.verdict(Verdict::missed);
            cell.boxes.push_back({.box = record.objects[i].box, .color = style.color, .line = style.line});
            ++cell.missed;
        }
    }
    for (std::size_t i = 0; i < detections.size(); ++i) {
        const Outcome outcome = verdicts.detections[i].outcome;
        const OutcomeStyle style = outcomeStyle(outcome, theme);
        cell.boxes.push_back({.box = detections[i].box, .color = style.color, .line = style.line});
        cell.right += outcome == Outcome::true_positive ? 1 : 0;
        cell.wrong += isFalsePositive(outcome) ? 1 : 0;
    }
}

}  // namespace

WatchedSheet watchedSheet(const WatchedRun& run, std::int64_t step, const Dataset& dataset) {
    const WatchedImages read = readWatchedImages(run.folder, step, run.classes.size());
    const ClassMapping mapping = mapClasses(run.classes, dataset.classes);
    const MatchOptions options = matchOptions(kMatchIou, mapping);
    WatchedSheet sheet{.step = read.step};
    for (const WatchedImage& each : read.images) {
        WatchedCell cell{.name = QString::fromStdString(each.id)};
        if (const std::optional<std::size_t> image = imageNamed(dataset, each.id)) {
            cell.image = static_cast<int>(*image);
            judge(cell, dataset.images[*image], shownDetections(each, mapping), options);
        }
        sheet.cells.push_back(std::move(cell));
    }
    return sheet;
}

}  // namespace priorscope
