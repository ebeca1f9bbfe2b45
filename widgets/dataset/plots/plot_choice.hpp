// From what is chosen in a plot to the filter.
#pragma once

#include <QRect>
#include <QString>
#include <optional>
#include <vector>

#include "widgets/dataset/plots/plot_contents.hpp"

namespace priorscope {

/// What a choice in a plot asks of the filter.
struct PlotChoice {
    std::vector<FilterCondition> conditions{};
    std::vector<int> labels{};
    std::vector<int> together{};
    std::optional<QString> split{};
    QString split_before{};  ///< that was looked at when `split` was chosen
    QRect cells{};           ///< of the distribution

    bool isEmpty() const { return conditions.empty() && labels.empty() && together.empty() && !split; }
    /// Whether the filter and the split still have it.
    bool holdsIn(const Workbench& workbench) const;
};

/// The classes of the map of balance, in their order; sizes follow.
std::vector<int> balanceLabels(const SplitBalance& balance);

/// The classes of a plot by class, in the order of its columns: those with the most first.
std::vector<int> labelsByCount(const CountedCells& counts);

/// Where a choice stands among what is shown now; none: nowhere.
std::optional<QRect> cellsOf(PlotKind kind, const PlotChoice& choice, const PlotCells& shown,
                             const PlotCounts& counts);

/// @param cells  chosen of those that are shown
PlotChoice plotChoice(PlotKind kind, const PlotCells& shown, const QRect& cells, const PlotCounts& counts);

/// Replaces what the filter had of this kind. @param choice  empty: nothing in its place
void applyChoice(PlotKind kind, const PlotChoice& choice, Workbench& workbench);

}  // namespace priorscope
