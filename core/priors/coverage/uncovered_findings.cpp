#include "core/priors/coverage/uncovered_findings.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/text/number_text.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/dataset/object_names.hpp"
#include "core/priors/coverage/coverage.hpp"

namespace priorscope {

std::optional<std::vector<DatasetIssue>> uncoveredFindings(const Dataset& dataset, const PriorConfig& config,
                                                           ResizeMode resize, float match_iou,
                                                           std::size_t most_told, const std::stop_token& stop,
                                                           const ProgressFn& progress, FoundImages* images) {
    const auto objects = coverageObjects(dataset, ImageSelection::ofSplit(dataset, ""), false, resize);
    const auto coverage = computeCoverage(objects, generatePriors(config), stop, progress);
    if (!coverage) {
        return std::nullopt;
    }
    std::vector<DatasetIssue> issues;
    std::size_t found = 0;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const float iou = coverage->best[i].iou;
        if (iou >= match_iou) {
            continue;
        }
        if (images != nullptr) {
            images->add(IssueKind::uncovered, objects[i].image, dataset.images.size());
        }
        if (++found > most_told) {
            continue;
        }
        issues.push_back(objectFinding(
            dataset, IssueKind::uncovered, objects[i].image, objects[i].object,
            Core::tr("No prior overlaps it by %1 or more; the best one by %2. Only that one learns "
                     "to find it. Priors shows which would.")
                .arg(numberText(std::round(100.0 * static_cast<double>(match_iou)) / 100.0))
                .arg(numberText(std::round(100.0 * static_cast<double>(iou)) / 100.0))));
    }
    if (found > most_told) {
        issues.push_back(restOfFindings(dataset, IssueKind::uncovered, found - most_told));
    }
    return issues;
}

std::optional<DatasetCheck> checkWithPriors(const Dataset& dataset, const LabelCheckOptions& labels,
                                            const std::optional<PriorConfig>& priors,
                                            const std::stop_token& stop, const ProgressFn& progress) {
    constexpr float kMatchIou = 0.5F;  // of every recipe
    auto check = checkEverything(dataset, labels, stop, progress);
    if (!check || !priors || !priors->validate().empty()) {
        return check;
    }
    const auto uncovered = uncoveredFindings(dataset, *priors, labels.resize, kMatchIou, labels.most_of_kind,
                                             stop, {}, &check->found);
    if (!uncovered) {
        return std::nullopt;
    }
    check->issues.insert(check->issues.end(), uncovered->begin(), uncovered->end());
    return check;
}

}  // namespace priorscope
