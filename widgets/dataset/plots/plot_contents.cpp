#include "widgets/dataset/plots/plot_contents.hpp"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "widgets/components/text.hpp"
#include "widgets/dataset/plots/plot_choice.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(PlotContents)
};

constexpr int kBins = PixelBins::kCount;
constexpr int kPlaces = DatasetDistributions::kPlaces;

bool isUsed(const CountedCells& counts, std::size_t cell) {
    return counts.all[cell] > 0 || counts.shown[cell] > 0;
}

/// The part of both logarithmic axes that has something, with a little room.
std::pair<int, int> usedSquare(const CountedCells& counts) {
    int first = kBins;
    int last = -1;
    for (int row = 0; row < kBins; ++row) {
        for (int column = 0; column < kBins; ++column) {
            if (isUsed(counts, static_cast<std::size_t>(row * kBins + column))) {
                first = std::min({first, row, column});
                last = std::max({last, row, column});
            }
        }
    }
    return last < 0 ? std::pair(8, 32) : std::pair(std::max(0, first - 1), std::min(kBins - 1, last + 1));
}

/// A bin in words.
QString pixelsText(int bin) {
    const auto least = std::llround(PixelBins::wholeEdge(bin));
    const auto beyond = std::llround(PixelBins::wholeEdge(bin + 1));
    return bin == 0              ? Texts::tr("under %1 px").arg(countText(beyond))
           : bin + 1 == kBins    ? Texts::tr("%1 px or more").arg(countText(least))
           : beyond - least <= 1 ? Texts::tr("%1 px").arg(countText(least))
                                 : Texts::tr("%1 to %2 px").arg(countText(least), countText(beyond - 1));
}

/// @param extent  whose cells are shown
PlotCells squareOfPixels(const CountedCells& counts, const CountedCells& extent, const QString& x_title,
                         const QString& y_title) {
    const auto [first, last] = usedSquare(extent);
    const int side = last - first + 1;
    PlotCells cells{.size = {side, side}, .first = {first, first}};
    for (int row = first; row <= last; ++row) {
        for (int column = first; column <= last; ++column) {
            const auto at = static_cast<std::size_t>(row * kBins + column);
            cells.counts.shown.push_back(counts.shown[at]);
            cells.counts.all.push_back(counts.all[at]);
        }
    }
    cells.x_title = x_title;
    cells.y_title = y_title;
    cells.rows_go_up = true;
    constexpr int kOctave = static_cast<int>(PixelBins::kPerOctave);
    const int step = side > 7 * kOctave ? 2 * kOctave : side > 2 * kOctave ? kOctave : 1;
    for (int bin = 0; bin <= kBins; bin += step) {
        const QString text = countText(std::llround(PixelBins::edge(bin)));
        const bool is_said = !cells.x_ticks.empty() && cells.x_ticks.back().second == text;
        if (bin >= first && bin <= last + 1 && !is_said) {
            cells.x_ticks.emplace_back(bin - first, text);
        }
    }
    cells.y_ticks = cells.x_ticks;
    cells.name = [first = first](const QPoint& cell) {
        return Texts::tr("%1 wide, %2 high").arg(pixelsText(first + cell.x()), pixelsText(first + cell.y()));
    };
    return cells;
}

/// Where boxes have an area, in a square of sides.
std::vector<PlotGuide> areaGuides(const PlotCells& cells) {
    std::vector<PlotGuide> guides;
    const auto side = static_cast<double>(cells.size.width());
    for (const double area : kObjectAreas) {
        // Of both sides' places the sum is the same.
        const double sum = std::log2(area / (PixelBins::kFirst * PixelBins::kFirst)) * PixelBins::kPerOctave -
                           2.0 * cells.first.x();
        if (sum > 0.0 && sum < 2.0 * side) {
            const double beyond = std::max(0.0, sum - side);
            guides.push_back({.from = {beyond, sum - beyond},
                              .to = {sum - beyond, beyond},
                              .label = countText(std::llround(std::sqrt(area))) + QStringLiteral("² px")});
        }
    }
    return guides;
}

PlotCells mapOfPlaces(const CountedCells& counts) {
    PlotCells cells{.size = {kPlaces, kPlaces}, .first = {}, .counts = counts};
    cells.x_title = Texts::tr("share of the image's width");
    cells.y_title = Texts::tr("of its height");
    for (const double share : {0.0, 0.5, 1.0}) {
        cells.x_ticks.emplace_back(share * kPlaces, figureText(share, share == 0.5 ? 1 : 0));
    }
    cells.y_ticks = cells.x_ticks;
    cells.name = [](const QPoint& cell) {
        return Texts::tr("%1 from the left, %2 from the top")
            .arg(figureText((cell.x() + 0.5) / kPlaces, 2), figureText((cell.y() + 0.5) / kPlaces, 2));
    };
    return cells;
}

PlotCells columnsOfObjects(const CountedCells& counts, const CountedCells& extent) {
    std::size_t used = counts.all.size();
    while (used > 0 && !isUsed(extent, used - 1)) {
        --used;
    }
    const bool has_beyond = used == counts.all.size();
    const auto count = static_cast<int>(used);
    PlotCells cells{.size = {count, used > 0 ? 1 : 0}, .first = {}, .counts = counts, .are_images = true};
    cells.counts.all.resize(used);
    cells.counts.shown.resize(used);
    cells.x_title = Texts::tr("objects of an image");
    const auto number = [count, has_beyond](int objects) {
        return QString::number(objects) +
               (has_beyond && objects + 1 == count ? QStringLiteral("+") : QString());
    };
    const int step = count <= 8 ? 1 : count <= 24 ? 5 : 10;
    for (int i = 0; i < count; i += step) {
        cells.x_ticks.emplace_back(i + 0.5, number(i));
    }
    cells.name = [number](const QPoint& cell) {
        return Texts::tr("%1 objects", "of an image").arg(number(cell.x()));
    };
    return cells;
}

QString edgeText(double edge) {
    return QLocale().toString(edge, 'g', 3);
}

/// @param extent  whose cells are shown
/// @param marks   values to be named on the axis
PlotCells columnsOfBins(const CountedCells& counts, const CountedCells& extent, const ValueBins& bins,
                        const std::vector<double>& marks, const QString& title) {
    int first = 0;
    int last = bins.count() - 1;
    while (first < last && !isUsed(extent, static_cast<std::size_t>(first))) {
        ++first;
    }
    while (last > first && !isUsed(extent, static_cast<std::size_t>(last))) {
        --last;
    }
    const bool is_empty = !isUsed(extent, static_cast<std::size_t>(first));
    const int count = is_empty ? 0 : last - first + 1;
    PlotCells cells{.size = {count, is_empty ? 0 : 1}, .first = {first, 0}};
    cells.counts.shown.assign(counts.shown.begin() + first, counts.shown.begin() + first + count);
    cells.counts.all.assign(counts.all.begin() + first, counts.all.begin() + first + count);
    cells.x_title = title;
    for (int bin = first; bin <= first + count; ++bin) {
        if (std::find(marks.begin(), marks.end(), bins.edge(bin)) != marks.end()) {
            cells.x_ticks.emplace_back(bin - first, edgeText(bins.edge(bin)));
        }
    }
    cells.name = [&bins, first](const QPoint& cell) {
        const int bin = first + cell.x();
        return bin == 0 ? Texts::tr("under %1").arg(edgeText(bins.edge(1)))
               : bin + 1 == bins.count()
                   ? Texts::tr("%1 or more").arg(edgeText(bins.edge(bin)))
                   : Texts::tr("%1 to %2").arg(edgeText(bins.edge(bin)), edgeText(bins.edge(bin + 1)));
    };
    return cells;
}

std::vector<QColor> swatchesOf(const std::vector<int>& labels, const Workbench& workbench,
                               const Theme& theme) {
    std::vector<QColor> colors;
    for (const int label : labels) {
        colors.push_back(workbench.classColor(theme, label));
    }
    return colors;
}

PlotCells mapOfPairs(const CountedCells& counts, const std::vector<int>& labels, const Workbench& workbench,
                     const Theme& theme) {
    const auto count = static_cast<int>(labels.size());
    PlotCells cells{.size = {count, count}, .first = {}, .counts = counts, .are_images = true};
    cells.x_title = workbench.dataset()->classes.size() > labels.size()
                        ? Texts::tr("the %1 classes with the most objects").arg(countText(count))
                        : Texts::tr("class");
    cells.y_title = Texts::tr("with class");
    const std::vector<QColor> colors = swatchesOf(labels, workbench, theme);
    cells.swatches = {colors, colors};
    QStringList names;
    for (const int label : labels) {
        names << workbench.className(label);
    }
    cells.name = [names](const QPoint& cell) {
        return cell.x() == cell.y() ? Texts::tr("%1 twice or more").arg(names[cell.x()])
                                    : Texts::tr("%1 with %2").arg(names[cell.x()], names[cell.y()]);
    };
    return cells;
}

PlotCells columnsOfClasses(const CountedCells& counts, const Workbench& workbench, const Theme& theme) {
    constexpr std::size_t kNamed = 12;
    const std::vector<int> labels = labelsByCount(counts);
    PlotCells cells{.size = {static_cast<int>(labels.size()), labels.empty() ? 0 : 1}};
    QStringList names;
    for (const int label : labels) {
        cells.counts.shown.push_back(counts.shown[static_cast<std::size_t>(label) - 1]);
        cells.counts.all.push_back(counts.all[static_cast<std::size_t>(label) - 1]);
        names << workbench.className(label);
        if (labels.size() <= kNamed) {
            cells.x_ticks.emplace_back(static_cast<double>(names.size()) - 0.5, names.back());
        }
    }
    cells.x_title = Texts::tr("class");
    cells.swatches = {swatchesOf(labels, workbench, theme)};
    cells.name = [names](const QPoint& cell) { return names[cell.x()]; };
    return cells;
}

QStringList sizeNames() {
    return {Texts::tr("small, under 32² px"), Texts::tr("medium"), Texts::tr("large, from 96² px on")};
}

PlotCells mapOfBalance(const SplitBalance& balance, const Workbench& workbench, const Theme& theme) {
    const std::vector<int> labels = balanceLabels(balance);
    const std::size_t columns = labels.size() + SplitBalance::kSizes;
    PlotCells cells{.size = {balance.whole.objects > 0 ? static_cast<int>(columns) : 0,
                             static_cast<int>(balance.rows.size())}};
    const auto objects = [&labels](const SplitBalance::Row& row, std::size_t column) {
        return column < labels.size() ? row.of_label[static_cast<std::size_t>(labels[column] - 1)]
                                      : row.of_size[column - labels.size()];
    };
    QStringList names;
    for (const int label : labels) {
        names << workbench.className(label);
    }
    names << sizeNames();
    QStringList texts;
    for (const SplitBalance::Row& row : balance.rows) {
        const QString split = QString::fromStdString(row.split);
        cells.y_ticks.emplace_back(static_cast<double>(cells.y_ticks.size()) + 0.5, split);
        for (std::size_t column = 0; column < columns; ++column) {
            const auto here = static_cast<double>(objects(row, column));
            const auto all = static_cast<double>(objects(balance.whole, column));
            const auto of_split = static_cast<double>(std::max<std::int64_t>(row.objects, 1));
            const auto of_all = static_cast<double>(std::max<std::int64_t>(balance.whole.objects, 1));
            cells.counts.shown.push_back(objects(row, column));
            cells.counts.all.push_back(objects(balance.whole, column));
            cells.leans.push_back(
                all == 0.0 || row.objects == 0
                    ? std::numeric_limits<float>::quiet_NaN()
                    : static_cast<float>(std::log2((here + 0.5) / of_split / ((all + 0.5) / of_all))));
            texts << Texts::tr("%1 in %2: %3 objects, %4 % of the split's; of all objects %5 %")
                         .arg(names[static_cast<int>(column)], split, countText(objects(row, column)),
                              figureText(100.0 * here / of_split, 1), figureText(100.0 * all / of_all, 1));
        }
    }
    cells.x_title = Texts::tr("classes, then sizes");
    const QStringList letters{Texts::tr("S", "small objects"), Texts::tr("M", "medium objects"),
                              Texts::tr("L", "large objects")};
    for (const QString& letter : letters) {
        cells.x_ticks.emplace_back(static_cast<double>(labels.size() + cells.x_ticks.size()) + 0.5, letter);
    }
    cells.swatches = {swatchesOf(labels, workbench, theme)};
    cells.text = [texts, columns](const QPoint& cell) {
        return texts[cell.y() * static_cast<int>(columns) + cell.x()];
    };
    cells.name = [names, balance](const QPoint& cell) {
        return QStringLiteral("%1: %2").arg(
            QString::fromStdString(balance.rows[static_cast<std::size_t>(cell.y())].split), names[cell.x()]);
    };
    return cells;
}

}  // namespace

PlotCells plotCells(PlotKind kind, const PlotCounts& counts, const Workbench& workbench, const Theme& theme) {
    const PlotKindInfo& info = plotKindInfo(kind);
    const CountedCells none;
    const CountedCells& found = info.distribution ? counts.distributions.cells.at(*info.distribution) : none;
    const auto both = info.distribution ? counts.extent.find(*info.distribution) : counts.extent.end();
    const CountedCells& extent = both == counts.extent.end() ? found : both->second;
    PlotCells cells;
    switch (kind) {
        case PlotKind::sizes:
            cells = squareOfPixels(found, extent, Texts::tr("width, px"), Texts::tr("height, px"));
            cells.guides = areaGuides(cells);
            break;
        case PlotKind::places:
            cells = mapOfPlaces(found);
            break;
        case PlotKind::objects:
            cells = columnsOfObjects(found, extent);
            break;
        case PlotKind::aspects:
            cells = columnsOfBins(found, extent, ValueBins::aspects(), {0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0},
                                  Texts::tr("width : height"));
            break;
        case PlotKind::shares:
            cells = columnsOfBins(found, extent, ValueBins::shares(), {0.01, 0.1, 1.0, 10.0, 100.0},
                                  Texts::tr("share of the image, %"));
            break;
        case PlotKind::image_sizes:
            cells =
                squareOfPixels(found, extent, Texts::tr("image width, px"), Texts::tr("image height, px"));
            break;
        case PlotKind::pairs:
            cells = mapOfPairs(found, counts.distributions.pair_labels, workbench, theme);
            break;
        case PlotKind::brightness:
            cells = columnsOfBins(found, extent, ValueBins::brightness(), {0.0, 0.2, 0.4, 0.6, 0.8, 1.0},
                                  Texts::tr("mean luma, 0 to 1"));
            break;
        case PlotKind::classes:
        case PlotKind::class_images:
            cells = columnsOfClasses(found, workbench, theme);
            cells.whole_shown = kind == PlotKind::class_images ? counts.images : 0;
            cells.whole_of_all = kind == PlotKind::class_images ? counts.images_all : 0;
            break;
        case PlotKind::balance:
            if (counts.balance) {
                cells = mapOfBalance(*counts.balance, workbench, theme);
            }
            cells.empty = counts.balance && !counts.balance->rows.empty()
                              ? Texts::tr("There is nothing to count")
                              : Texts::tr("There are no splits to compare");
    }
    if (cells.empty.isEmpty()) {
        cells.empty = Texts::tr("There is nothing to count");
    }
    cells.rows_go_up = cells.rows_go_up || !info.is_map;
    cells.are_images = kind == PlotKind::objects || kind == PlotKind::image_sizes ||
                       kind == PlotKind::pairs || kind == PlotKind::brightness ||
                       kind == PlotKind::class_images;
    cells.takes_one = kind == PlotKind::pairs || kind == PlotKind::balance || kind == PlotKind::classes ||
                      kind == PlotKind::class_images;
    cells.against = kind == PlotKind::balance ? QString() : counts.against;
    return cells;
}

}  // namespace priorscope
