#include "core/priors/suggest/suggest.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "core/priors/coverage/coverage_engine.hpp"
#include "core/priors/coverage/coverage_report.hpp"
#include "core/priors/suggest/suggest_search.hpp"

namespace priorscope {
namespace {

/// @param objects  at least one
SuggestFigures figuresOf(const PriorConfig& config, std::span<const CoverageObject> objects,
                         const Coverage& coverage) {
    SuggestFigures figures{.priors = config.count(),
                           .mean_best_iou = coverage.mean_best_iou.value(),
                           .recall = coverage.recall(coverage.threshold).value()};
    int classes = 0;
    for (const CoverageObject& object : objects) {
        classes = std::max(classes, object.label);
    }
    for (const ClassCoverage& each :
         coverageByClass(objects, coverage, static_cast<std::size_t>(classes), coverage.threshold)) {
        figures.worst_class_recall = std::min(figures.worst_class_recall, each.recall().value_or(1.0));
    }
    return figures;
}

}  // namespace

double SuggestFigures::of(SuggestAim aim) const {
    switch (aim) {
        case SuggestAim::mean_iou:
            return mean_best_iou;
        case SuggestAim::recall:
            return recall;
        case SuggestAim::worst_class:
            break;
    }
    return worst_class_recall;
}

std::optional<Suggestion> suggestPriors(std::span<const CoverageObject> objects, const PriorConfig& start,
                                        const SuggestOptions& options, std::stop_token stop,
                                        const SuggestProgressFn& progress) {
    throwOnProblems(Core::tr("suggesting priors"), options.validate());
    throwOnProblems(Core::tr("suggesting priors from %1").arg(start.name), start.validate());
    CoverageEngine engine(
        std::make_shared<const std::vector<CoverageObject>>(objects.begin(), objects.end()));
    const SuggestObjective objective(objects, options);
    if (objective.size() == 0) {
        throw Error({.action = Core::tr("suggesting priors"),
                     .reason = Core::tr("there are no objects to search with"),
                     .remedy = Core::tr("Choose another split or filter")});
    }
    const auto before = engine.update(start, options.threshold, stop);
    if (!before) {
        return std::nullopt;
    }
    SuggestSearch search(objective, start, options, stop, progress);
    Suggestion result{.config = start, .before = figuresOf(start, objects, *before), .after = {}};
    PriorConfig found = options.form == SuggestForm::free ? searchFree(search, start, result.curve)
                                                          : searchClassic(search, start, result.curve);
    const auto after = engine.update(found, options.threshold, stop);
    if (!after) {
        return std::nullopt;
    }
    result.steps = search.steps();
    result.after = figuresOf(found, objects, *after);
    result.is_improvement =
        result.after.of(options.aim) > result.before.of(options.aim) || !search.isWithin(start);
    if (result.is_improvement) {
        result.config = std::move(found);
    } else {
        result.after = result.before;
    }
    return result;
}

}  // namespace priorscope
