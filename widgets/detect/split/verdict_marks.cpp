#include "widgets/detect/split/verdict_marks.hpp"

#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/evaluation/rescoring/image_errors.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

constexpr int kPause_ms = 250;  ///< while a slider moves, nothing is told

constexpr std::pair<Outcome, const char*> kCauses[] = {{Outcome::classification, "classification"},
                                                       {Outcome::localization, "localization"},
                                                       {Outcome::both, "both"},
                                                       {Outcome::duplicate, "duplicate"},
                                                       {Outcome::background, "background"}};

}  // namespace

VerdictMarks::VerdictMarks(const LiveScores& scores, Workbench& workbench, QObject* parent)
    : QObject(parent), m_scores(scores), m_workbench(workbench) {
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause_ms);
    connect(&m_pause, &QTimer::timeout, this, &VerdictMarks::tell);
    connect(&scores, &LiveScores::countsChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&workbench, &Workbench::datasetChanged, &m_pause, qOverload<>(&QTimer::start));
}

void VerdictMarks::tell() {
    std::map<std::string, std::vector<bool>> marks;
    std::vector<double> counts;
    const auto& counted = m_scores.counted();
    const auto& dataset = m_workbench.dataset();
    if (!counted && dataset && dataset->root == m_told) {
        return;  // it was read again: what was told is of before
    }
    if (counted && counted->judged && dataset && counted->split->dataset == dataset) {
        m_told = dataset->root;
        const std::size_t size = dataset->images.size();
        counts.assign(size, std::numeric_limits<double>::quiet_NaN());
        const auto mark = [&](const char* name, std::size_t image) {
            std::vector<bool>& has = marks[name];
            has.resize(size);
            has[image] = true;
        };
        const std::vector<ImageErrors> errors =
            imageErrors(*counted->judged, counted->at.detection.min_score);
        const std::vector<std::size_t>& images = counted->split->detections.images;
        for (std::size_t i = 0; i < errors.size() && i < images.size(); ++i) {
            counts[images[i]] = errors[i].total();
            if (errors[i].total() == 0) {
                mark("right", images[i]);
            }
            if (errors[i].missed > 0) {
                mark("missed", images[i]);
            }
            for (const auto& [outcome, name] : kCauses) {
                if (errors[i].outcomes[static_cast<std::size_t>(outcome)] > 0) {
                    mark(name, images[i]);
                }
            }
        }
    }
    m_workbench.setMarks("verdict", std::move(marks));
    m_workbench.setErrors(std::move(counts));
}

}  // namespace priorscope
