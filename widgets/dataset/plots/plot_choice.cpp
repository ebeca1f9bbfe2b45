#include "widgets/dataset/plots/plot_choice.hpp"

#include <algorithm>
#include <cmath>

#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

FilterCondition range(FilterField field, std::optional<double> least, std::optional<double> below) {
    FilterCondition condition{.field = field};
    if (least) {
        condition.least = *least;
    }
    if (below) {
        condition.most = *below;
        condition.is_below = true;
    }
    return condition;
}

/// A range of each field between edges of its bins; the first and the last bin take what lies beyond.
std::vector<FilterCondition> rangesOf(PlotKind kind, const QRect& bins) {
    std::vector<FilterCondition> conditions;
    const std::vector<FilterField>& fields = plotKindInfo(kind).fields;
    const auto add = [&conditions](FilterField field, int first, int last, int count, const auto& edge) {
        const FilterCondition condition =
            range(field, first > 0 ? std::optional(edge(first)) : std::nullopt,
                  last + 1 < count ? std::optional(edge(last + 1)) : std::nullopt);
        if (std::isfinite(condition.least) || std::isfinite(condition.most)) {
            conditions.push_back(condition);
        }
    };
    const auto add_both = [&](int count, const auto& edge) {
        add(fields.at(0), bins.left(), bins.right(), count, edge);
        add(fields.at(1), bins.top(), bins.bottom(), count, edge);
    };
    const auto add_one = [&](const ValueBins& of) {
        add(fields.at(0), bins.left(), bins.right(), of.count(), [&of](int bin) { return of.edge(bin); });
    };
    constexpr int kPlaces = DatasetDistributions::kPlaces;
    switch (kind) {
        case PlotKind::sizes:
        case PlotKind::image_sizes:
            add_both(PixelBins::kCount, PixelBins::wholeEdge);
            break;
        case PlotKind::places:
            add_both(kPlaces, [](int cell) { return static_cast<double>(cell) / kPlaces; });
            break;
        case PlotKind::aspects:
            add_one(ValueBins::aspects());
            break;
        case PlotKind::shares:
            add_one(ValueBins::shares());
            break;
        case PlotKind::brightness:
            add_one(ValueBins::brightness());
            break;
        default:
            break;  // no ranges
    }
    return conditions;
}

PlotChoice choiceOfObjects(const QRect& cells) {
    FilterCondition objects{.field = FilterField::objects, .least = static_cast<double>(cells.left())};
    if (cells.right() < static_cast<int>(DatasetDistributions::kMostObjects)) {
        objects.most = cells.right();
    }
    return {.conditions = {objects}, .cells = cells};
}

/// One pair at a time.
PlotChoice choiceOfPair(const QPoint& cell, const std::vector<int>& labels) {
    PlotChoice choice{.together = {labels.at(static_cast<std::size_t>(cell.x())),
                                   labels.at(static_cast<std::size_t>(cell.y()))},
                      .cells = {cell, QSize(1, 1)}};
    std::sort(choice.together.begin(), choice.together.end());
    return choice;
}

/// One class or size of one split.
PlotChoice choiceOfBalance(const QPoint& cell, const SplitBalance& balance) {
    PlotChoice choice{
        .split = QString::fromStdString(balance.rows.at(static_cast<std::size_t>(cell.y())).split),
        .cells = {cell, QSize(1, 1)}};
    const std::vector<int> labels = balanceLabels(balance);
    const auto column = static_cast<std::size_t>(cell.x());
    if (column < labels.size()) {
        choice.labels = {labels[column]};
        return choice;
    }
    choice.conditions = {groupCondition(static_cast<ObjectGroup>(column - labels.size()))};
    return choice;
}

bool isByClass(PlotKind kind) {
    return kind == PlotKind::classes || kind == PlotKind::class_images;
}

PlotChoice choiceOfClass(const QPoint& cell, const CountedCells& counts) {
    return {.labels = {labelsByCount(counts).at(static_cast<std::size_t>(cell.x()))},
            .cells = {cell, QSize(1, 1)}};
}

}  // namespace

std::vector<int> labelsByCount(const CountedCells& counts) {
    std::vector<int> labels;
    for (std::size_t i = 0; i < counts.all.size(); ++i) {
        if (counts.all[i] > 0 || counts.shown[i] > 0) {
            labels.push_back(static_cast<int>(i) + 1);
        }
    }
    std::stable_sort(labels.begin(), labels.end(), [&counts](int a, int b) {
        return counts.all[static_cast<std::size_t>(a) - 1] > counts.all[static_cast<std::size_t>(b) - 1];
    });
    return labels;
}

std::vector<int> balanceLabels(const SplitBalance& balance) {
    std::vector<int> labels;
    for (std::size_t i = 0; i < balance.whole.of_label.size(); ++i) {
        if (balance.whole.of_label[i] > 0 && labels.size() < DatasetDistributions::kMostPairs) {
            labels.push_back(static_cast<int>(i) + 1);
        }
    }
    return labels;
}

bool PlotChoice::holdsIn(const Workbench& workbench) const {
    const ImageFilter& filter = workbench.filter();
    const auto is_there = [&filter](const FilterCondition& condition) {
        return std::find(filter.conditions.begin(), filter.conditions.end(), condition) !=
               filter.conditions.end();
    };
    return !isEmpty() && std::all_of(conditions.begin(), conditions.end(), is_there) &&
           (labels.empty() || labels == filter.labels) && (together.empty() || together == filter.together) &&
           (!split || *split == workbench.split());
}

PlotChoice plotChoice(PlotKind kind, const PlotCells& shown, const QRect& cells, const PlotCounts& counts) {
    if (kind == PlotKind::objects) {
        return choiceOfObjects(cells);
    }
    if (kind == PlotKind::pairs) {
        return choiceOfPair(cells.topLeft(), counts.distributions.pair_labels);
    }
    if (kind == PlotKind::balance) {
        return choiceOfBalance(cells.topLeft(), *counts.balance);
    }
    if (isByClass(kind)) {
        return choiceOfClass(cells.topLeft(),
                             counts.distributions.cells.at(*plotKindInfo(kind).distribution));
    }
    const QRect bins = cells.translated(shown.first);
    return {.conditions = rangesOf(kind, bins), .cells = bins};
}

std::optional<QRect> cellsOf(PlotKind kind, const PlotChoice& choice, const PlotCells& shown,
                             const PlotCounts& counts) {
    const QRect grid({0, 0}, shown.size);
    if (!shown.takes_one) {
        const QRect cells = choice.cells.translated(-shown.first).intersected(grid);
        return cells.isEmpty() ? std::nullopt : std::optional(cells);
    }
    const auto is_of = [&](const QPoint& cell) {
        const PlotChoice other = plotChoice(kind, shown, {cell, QSize(1, 1)}, counts);
        return other.conditions == choice.conditions && other.labels == choice.labels &&
               other.together == choice.together && other.split == choice.split;
    };
    if (grid.contains(choice.cells) && is_of(choice.cells.topLeft())) {
        return choice.cells;
    }
    for (int y = 0; y < grid.height(); ++y) {
        for (int x = 0; x < grid.width(); ++x) {
            if (is_of({x, y})) {
                return QRect(x, y, 1, 1);
            }
        }
    }
    return std::nullopt;
}

void applyChoice(PlotKind kind, const PlotChoice& choice, Workbench& workbench) {
    const std::vector<FilterField>& fields = plotKindInfo(kind).fields;
    ImageFilter filter = workbench.filter();
    std::erase_if(filter.conditions, [&fields](const FilterCondition& condition) {
        return std::find(fields.begin(), fields.end(), condition.field) != fields.end();
    });
    if (kind == PlotKind::pairs) {
        filter.together.clear();
    } else if (kind == PlotKind::balance || isByClass(kind)) {
        filter.labels = choice.labels;
    }
    filter.conditions.insert(filter.conditions.end(), choice.conditions.begin(), choice.conditions.end());
    if (!choice.together.empty()) {
        filter.together = choice.together;
    }
    workbench.choose(choice.split.value_or(workbench.split()), filter);
}

}  // namespace priorscope
