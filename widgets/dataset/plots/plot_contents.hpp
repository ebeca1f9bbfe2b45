// From counts to what a plot shows.
#pragma once

#include <QString>
#include <memory>
#include <optional>

#include "core/dataset/split_balance.hpp"
#include "widgets/dataset/plots/count_plot.hpp"
#include "widgets/dataset/plots/plot_kinds.hpp"

namespace priorscope {

class Workbench;

/// What was counted.
struct PlotCounts {
    std::shared_ptr<const Dataset> dataset{};
    DatasetDistributions distributions{};
    std::optional<SplitBalance> balance{};
    std::int64_t images = 0;      ///< shown
    std::int64_t images_all = 0;  ///< of all, or of `against`
    QString against{};            ///< what the shown images are compared with; empty: all
    /// Of every object on both sides of a comparison, so that axes stay where the filter changes. Empty: as
    /// counted.
    std::map<Distribution, CountedCells> extent{};
};

/// @param counts  that have the kind
PlotCells plotCells(PlotKind kind, const PlotCounts& counts, const Workbench& workbench, const Theme& theme);

}  // namespace priorscope
