#include "core/training/run/run_comparison.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

namespace priorscope {
namespace {

/// A folder's name, or its path if the other one has the same name.
std::string datasetName(const std::string& folder, const std::string& other) {
    const std::string name = std::filesystem::path(folder).filename().string();
    return name.empty() || name == std::filesystem::path(other).filename().string() ? folder : name;
}

std::set<std::string> classesOf(const RunOverview& run) {
    return {run.spec.classes.begin(), run.spec.classes.end()};
}

}  // namespace

std::optional<Sentence> whyNotComparable(const RunOverview& baseline, const RunOverview& run) {
    for (const RunOverview* each : {&baseline, &run}) {
        if (each->evaluated_on.empty()) {
            return Core::tr("%1 is not evaluated while it trains").arg(each->name);
        }
    }
    if (classesOf(baseline) != classesOf(run)) {
        return Core::tr("%1 has other classes than %2").arg(run.name).arg(baseline.name);
    }
    for (const RunOverview* each : {&baseline, &run}) {
        if (each->val_fingerprint.empty()) {
            return Core::tr("%1 does not say which objects it is evaluated on").arg(each->name);
        }
    }
    if (baseline.val_fingerprint == run.val_fingerprint) {
        return std::nullopt;
    }
    const Sentence on = Core::tr("%1 is evaluated on %2, %3 on %4");
    if (baseline.options.dataset != run.options.dataset) {
        return on.arg(run.name)
            .arg(datasetName(run.options.dataset, baseline.options.dataset))
            .arg(baseline.name)
            .arg(datasetName(baseline.options.dataset, run.options.dataset));
    }
    if (baseline.evaluated_on != run.evaluated_on) {
        return on.arg(run.name).arg(run.evaluated_on).arg(baseline.name).arg(baseline.evaluated_on);
    }
    return Core::tr("the validation images or their objects have changed between %1 and %2")
        .arg(baseline.name)
        .arg(run.name);
}

const EvaluationRow* bestEvaluation(const std::vector<EvaluationRow>& evaluations) {
    const auto best = std::ranges::max_element(evaluations, {}, &EvaluationRow::map_voc07);
    return best == evaluations.end() || !best->map_voc07 ? nullptr : &*best;
}

const EvaluationRow* chosenEvaluation(const std::vector<EvaluationRow>& evaluations,
                                      EvaluationChoice choice) {
    if (choice == EvaluationChoice::best) {
        return bestEvaluation(evaluations);
    }
    const auto latest = std::find_if(evaluations.rbegin(), evaluations.rend(),
                                     [](const EvaluationRow& row) { return row.map_voc07.has_value(); });
    return latest == evaluations.rend() ? nullptr : &*latest;
}

std::optional<double> PairedPrecision::change() const {
    return before && after ? std::optional(*after - *before) : std::nullopt;
}

std::vector<PairedPrecision> pairedPrecisions(const ClassFigures& run,
                                              const std::optional<ClassFigures>& baseline) {
    std::vector<PairedPrecision> paired;
    for (std::size_t i = 0; i < run.classes.size(); ++i) {
        PairedPrecision each{.name = run.classes[i], .place = i};
        each.after = i < run.precisions.size() ? run.precisions[i] : std::nullopt;
        if (baseline) {
            const auto same = std::ranges::find(baseline->classes, each.name);
            const auto place = static_cast<std::size_t>(same - baseline->classes.begin());
            each.before = place < baseline->precisions.size() ? baseline->precisions[place] : std::nullopt;
        }
        paired.push_back(std::move(each));
    }
    return paired;
}

void sortPrecisions(std::vector<PairedPrecision>& classes, PrecisionOrder order) {
    const auto figure = [order](const PairedPrecision& each) {
        return order == PrecisionOrder::by_name     ? std::optional<double>()
               : order == PrecisionOrder::by_change ? each.change()
                                                    : each.after;
    };
    std::ranges::sort(classes, [&figure](const PairedPrecision& a, const PairedPrecision& b) {
        const auto key = [&figure](const PairedPrecision& each) {
            const std::optional<double> value = figure(each);
            return std::tuple(!value, value.value_or(0.0), std::string_view(each.name), each.place);
        };
        return key(a) < key(b);
    });
}

}  // namespace priorscope
