#include "widgets/training/compared/run_difference.hpp"

#include <QStringList>
#include <optional>

#include "core/training/run/option_differences.hpp"
#include "core/training/run/run_comparison.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/training/compared/difference_model.hpp"

namespace priorscope {
namespace {

/// -1: it has none.
int columnOf(const std::string& key) {
    if (key == "spec.name") {
        return RunTableModel::ModelColumn;
    }
    if (key == "spec.priors") {
        return RunTableModel::PriorsColumn;
    }
    if (key == "batch_size" || key == "accumulate") {
        return RunTableModel::BatchColumn;
    }
    return key == "learning_rate" ? RunTableModel::RateColumn : -1;
}

}  // namespace

RunDifference runDifference(const RunOverview& baseline, const RunOverview& run) {
    RunDifference difference;
    QStringList others;
    for (const OptionDifference& each : optionDifferences(baseline, run)) {
        if (const int column = columnOf(each.key); column >= 0) {
            difference.columns.push_back(column);
        } else {
            others << QStringLiteral("%1 %2").arg(labelText(each), sideText(each.after));
        }
    }
    difference.others = others.join(QStringLiteral(", "));
    if (const auto obstacle = whyNotComparable(baseline, run)) {
        difference.obstacle = sentenceText(*obstacle);
    } else {
        difference.before_map = baseline.summary.best_map;
    }
    return difference;
}

}  // namespace priorscope
