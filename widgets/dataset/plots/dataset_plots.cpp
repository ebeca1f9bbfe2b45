#include "widgets/dataset/plots/dataset_plots.hpp"

#include <QHBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/components/panel.hpp"
#include "widgets/components/text.hpp"
#include "widgets/dataset/plots/count_map.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr int kBins = PixelBins::kCount;
constexpr int kPlaces = DatasetDistributions::kPlaces;

/// Sides of most objects are whole pixels: of 11.3 px and more is of 12 and more.
double wholeEdge(int bin) {
    return std::ceil(PixelBins::edge(bin));
}

/// The part of a logarithmic axis that has objects, with a little room.
std::pair<int, int> usedBins(const std::vector<std::int64_t>& counts) {
    int first = kBins;
    int last = -1;
    for (int row = 0; row < kBins; ++row) {
        for (int column = 0; column < kBins; ++column) {
            if (counts[static_cast<std::size_t>(row * kBins + column)] > 0) {
                first = std::min({first, row, column});
                last = std::max({last, row, column});
            }
        }
    }
    return last < 0 ? std::pair(8, 32) : std::pair(std::max(0, first - 1), std::min(kBins - 1, last + 1));
}

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

bool isRange(const FilterCondition& condition) {
    return std::isfinite(condition.least) || std::isfinite(condition.most);
}

}  // namespace

DatasetPlots::DatasetPlots(Workbench& workbench, ThemeManager& themes, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_themes(themes), m_runner(nullptr) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    const Theme& theme = themes.theme();
    m_sizes = new CountMap(tr("Width × height"), theme, this);
    m_places = new CountMap(tr("Where objects lie"), theme, this);
    m_objects = new CountColumns(tr("Objects per image"), theme, this);
    m_brushes.reserve(3);  // their addresses are kept
    addPlot(m_sizes, tr("Width × height"), tr("objects"), {FilterField::width, FilterField::height});
    addPlot(m_places, tr("Where objects lie"), tr("centres"), {FilterField::x, FilterField::y});
    addPlot(m_objects, tr("Objects per image"), QString(), {FilterField::objects});
    connect(&workbench, &Workbench::imagesChanged, this, [this] {
        m_is_stale = true;
        followFilter();
        compute();
    });
    connect(&workbench, &Workbench::datasetChanged, this, [this] {
        m_is_stale = true;
        compute();
    });
}

void DatasetPlots::addPlot(BrushedPlot* plot, const QString& title, const QString& subtitle,
                           std::vector<FilterField> fields) {
    if (!m_brushes.empty()) {
        layout()->addWidget(hairline(Qt::Vertical, this));
    }
    auto* panel = new Panel(title, this);
    panel->setSubtitle(subtitle);
    panel->setGround("base");
    panel->setContent(plot);
    panel->setToolTip(
        tr("Click or drag in the plot to show only these; click into the outline to show all again"));
    static_cast<QHBoxLayout*>(layout())->addWidget(panel, 1);
    Brush& brush = m_brushes.emplace_back(Brush{.plot = plot, .fields = std::move(fields)});
    connect(plot, &BrushedPlot::brushed, this, [this, &brush](const QRect& cells) { take(brush, cells); });
    connect(plot, &BrushedPlot::givenUp, this, [this, &brush] { take(brush, std::nullopt); });
    connect(&m_themes, &ThemeManager::changed, plot, &BrushedPlot::setTheme);
}

void DatasetPlots::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    compute();
}

void DatasetPlots::compute() {
    if (!m_is_stale || !isVisible() || !m_workbench.dataset()) {
        return;
    }
    m_is_stale = false;
    m_runner.start(
        tr("Counting objects"),
        [dataset = m_workbench.dataset(), split = m_workbench.splitSelection(),
         shown = m_workbench.selection(),
         filter = m_workbench.filter()](const std::stop_token& stop, const ProgressFn&) {
            auto found = distributionsOf(*dataset, split.images(), shown.images(), filter, stop);
            return found ? std::optional(std::pair(dataset, *std::move(found))) : std::nullopt;
        },
        [this](const std::pair<std::shared_ptr<const Dataset>, DatasetDistributions>& found) {
            if (found.first == m_workbench.dataset()) {
                showFound(found.second);
            }
        },
        Supersede::after_running);
}

void DatasetPlots::showFound(const DatasetDistributions& found) {
    showSizes(found.sizes);
    showPlaces(found.places);
    m_objects->setCounts(found.images);
    followFilter();
}

void DatasetPlots::showSizes(const CountedCells& counts) {
    const auto [first, last] = usedBins(counts.all);
    const int side = last - first + 1;
    m_first_bin = first;
    CountedCells part;
    for (int row = first; row <= last; ++row) {
        for (int column = first; column <= last; ++column) {
            const auto at = static_cast<std::size_t>(row * kBins + column);
            part.shown.push_back(counts.shown[at]);
            part.all.push_back(counts.all[at]);
        }
    }
    CountMap::Axes axes{.x_title = tr("width, px"), .y_title = tr("height, px"), .rows_go_up = true};
    const int octaves = side / static_cast<int>(PixelBins::kPerOctave);
    for (int bin = 0; bin <= kBins; bin += static_cast<int>(PixelBins::kPerOctave) * (octaves > 6 ? 2 : 1)) {
        if (bin >= first && bin <= last + 1) {
            axes.x_ticks.emplace_back(bin - first, countText(std::llround(PixelBins::edge(bin))));
        }
    }
    axes.y_ticks = axes.x_ticks;
    m_sizes->setCounts({side, side}, std::move(part), std::move(axes), [first = first](const QPoint& cell) {
        const auto edges = [&](int bin) {
            return tr("%1 to %2 px")
                .arg(countText(std::llround(wholeEdge(bin))),
                     countText(std::llround(wholeEdge(bin + 1)) - 1));
        };
        return tr("%1 wide, %2 high").arg(edges(first + cell.x()), edges(first + cell.y()));
    });
}

void DatasetPlots::showPlaces(const CountedCells& counts) {
    CountMap::Axes axes{.x_title = tr("share of the image's width"),
                        .y_title = tr("of its height"),
                        .x_ticks = {},
                        .y_ticks = {}};
    for (const double share : {0.0, 0.5, 1.0}) {
        axes.x_ticks.emplace_back(share * kPlaces, figureText(share, share == 0.5 ? 1 : 0));
    }
    axes.y_ticks = axes.x_ticks;
    m_places->setCounts({kPlaces, kPlaces}, counts, std::move(axes), [](const QPoint& cell) {
        return tr("%1 from the left, %2 from the top")
            .arg(figureText((cell.x() + 0.5) / kPlaces, 2), figureText((cell.y() + 0.5) / kPlaces, 2));
    });
}

std::vector<FilterCondition> DatasetPlots::conditionsOf(const BrushedPlot* plot, const QRect& cells) const {
    std::vector<FilterCondition> conditions;
    const auto add = [&](FilterField field, int first, int last, int count, const auto& edge) {
        const FilterCondition condition =
            range(field, first > 0 ? std::optional(edge(first)) : std::nullopt,
                  last + 1 < count ? std::optional(edge(last + 1)) : std::nullopt);
        if (isRange(condition)) {
            conditions.push_back(condition);
        }
    };
    if (plot == m_sizes) {
        add(FilterField::width, m_first_bin + cells.left(), m_first_bin + cells.right(), kBins, wholeEdge);
        add(FilterField::height, m_first_bin + cells.top(), m_first_bin + cells.bottom(), kBins, wholeEdge);
    } else if (plot == m_places) {
        const auto edge = [](int cell) { return static_cast<double>(cell) / kPlaces; };
        add(FilterField::x, cells.left(), cells.right(), kPlaces, edge);
        add(FilterField::y, cells.top(), cells.bottom(), kPlaces, edge);
    } else {
        FilterCondition objects{.field = FilterField::objects, .least = static_cast<double>(cells.left())};
        if (cells.right() < static_cast<int>(DatasetDistributions::kMostObjects)) {
            objects.most = cells.right();
        }
        conditions.push_back(objects);
    }
    return conditions;
}

void DatasetPlots::take(Brush& brush, const std::optional<QRect>& cells) {
    ImageFilter filter = m_workbench.filter();
    std::erase_if(filter.conditions, [&brush](const FilterCondition& condition) {
        return std::find(brush.fields.begin(), brush.fields.end(), condition.field) != brush.fields.end();
    });
    brush.conditions = cells ? conditionsOf(brush.plot, *cells) : std::vector<FilterCondition>();
    brush.cells = cells.value_or(QRect());
    filter.conditions.insert(filter.conditions.end(), brush.conditions.begin(), brush.conditions.end());
    m_workbench.setFilter(filter);
    followFilter();
}

void DatasetPlots::followFilter() {
    const std::vector<FilterCondition>& now = m_workbench.filter().conditions;
    for (const Brush& brush : m_brushes) {
        const bool is_there =
            !brush.conditions.empty() &&
            std::all_of(brush.conditions.begin(), brush.conditions.end(), [&now](const auto& condition) {
                return std::find(now.begin(), now.end(), condition) != now.end();
            });
        brush.plot->setChosen(is_there ? std::optional(brush.cells) : std::nullopt);
    }
}

}  // namespace priorscope
