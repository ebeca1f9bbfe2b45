#include "widgets/dataset/plots/count_plot.hpp"

#include <QImage>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "widgets/components/mixed_color.hpp"
#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

constexpr double kBehind = 0.8;    ///< of the border's colour, in columns behind others
constexpr float kMostLean = 2.0F;  ///< octaves: four times as much, or a quarter

std::int64_t most(const std::vector<std::int64_t>& counts) {
    return counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
}

std::int64_t sum(const std::vector<std::int64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

std::int64_t wholeShown(const PlotCells& cells) {
    return cells.whole_shown > 0 ? cells.whole_shown : sum(cells.counts.shown);
}

std::int64_t wholeOfAll(const PlotCells& cells) {
    return cells.whole_of_all > 0 ? cells.whole_of_all : sum(cells.counts.all);
}

double part(std::int64_t count, std::int64_t total) {
    return total > 0 ? static_cast<double>(count) / static_cast<double>(total) : 0.0;
}

QString shareText(double share) {
    return BrushedPlot::tr("%1 %").arg(figureText(100.0 * share, 1));
}

/// From the least that can be seen to 1. @param count  > 0
double darkness(std::int64_t count, std::int64_t most) {
    constexpr double kLeast = 0.15;
    return kLeast +
           (1.0 - kLeast) * std::log1p(static_cast<double>(count)) / std::log1p(static_cast<double>(most));
}

/// The end of an axis whose half can be written with few digits as well.
double roundedUp(double share) {
    const double step = 2.0 * std::pow(10.0, std::floor(std::log10(std::max(share, 1e-4))));
    return std::min(1.0, step * std::ceil(share / step - 1e-9));
}

/// In octaves, of both as shares of their sums. Half an object is added to each, so that one more where there
/// was none is not infinitely more.
std::vector<float> leansOf(const CountedCells& counts) {
    const auto shown = static_cast<double>(sum(counts.shown));
    const auto all = static_cast<double>(sum(counts.all));
    std::vector<float> leans(counts.shown.size(), std::numeric_limits<float>::quiet_NaN());
    for (std::size_t i = 0; i < leans.size() && shown > 0.0 && all > 0.0; ++i) {
        if (counts.shown[i] > 0 || counts.all[i] > 0) {
            leans[i] = static_cast<float>(std::log2((static_cast<double>(counts.shown[i]) + 0.5) / shown *
                                                    all / (static_cast<double>(counts.all[i]) + 0.5)));
        }
    }
    return leans;
}

}  // namespace

void CountPlot::setCells(PlotCells cells) {
    m_cells = std::move(cells);
    m_total_shown = wholeShown(m_cells);
    m_total_of_all = wholeOfAll(m_cells);
    cellsChanged();
}

QString CountPlot::describe(const QPoint& cell) const {
    if (m_cells.text) {
        return m_cells.text(cell);
    }
    const std::size_t at = m_cells.indexOf(cell);
    const std::int64_t shown = m_cells.counts.shown[at];
    const std::int64_t all = m_cells.counts.all[at];
    const QString name = m_cells.name(cell);
    if (m_cells.against.isEmpty()) {
        return (m_cells.are_images ? tr("%1: %2 of %3 images shown") : tr("%1: %2 of %3 objects shown"))
            .arg(name, countText(shown), countText(all));
    }
    return (m_cells.are_images ? tr("%1: %2 of the images shown (%3), %4 of those of %5 (%6)")
                               : tr("%1: %2 of the objects shown (%3), %4 of those of %5 (%6)"))
        .arg(name, shareText(part(shown, m_total_shown)), countText(shown),
             shareText(part(all, m_total_of_all)), m_cells.against, countText(all));
}

QString CountPlot::csv() const {
    const auto quoted = [](QString text) {
        return QStringLiteral("\"%1\"").arg(text.replace(QLatin1Char('"'), QStringLiteral("\"\"")));
    };
    QString text = QStringLiteral("cell,shown,%1\n")
                       .arg(m_cells.against.isEmpty() ? QStringLiteral("all") : quoted(m_cells.against));
    for (int y = 0; y < m_cells.size.height(); ++y) {
        for (int x = 0; x < m_cells.size.width(); ++x) {
            const std::size_t at = m_cells.indexOf({x, y});
            if (m_cells.counts.all[at] > 0 || m_cells.counts.shown[at] > 0) {
                text += QStringLiteral("%1,%2,%3\n")
                            .arg(quoted(m_cells.name({x, y})))
                            .arg(m_cells.counts.shown[at])
                            .arg(m_cells.counts.all[at]);
            }
        }
    }
    return text;
}

void CountMap::setCells(PlotCells cells) {
    m_leans = !cells.leans.empty()      ? cells.leans
              : cells.against.isEmpty() ? std::vector<float>()
                                        : leansOf(cells.counts);
    m_most_shown = most(cells.counts.shown);
    m_most_of_all = most(cells.counts.all);
    CountPlot::setCells(std::move(cells));
}

QColor CountMap::colorOf(std::size_t cell) const {
    const std::int64_t count = shown().counts.shown[cell];
    const std::int64_t all = shown().counts.all[cell];
    if (!m_leans.empty()) {
        const float lean = m_leans[cell];
        if (std::isnan(lean)) {
            return theme().base;
        }
        // Where there is next to nothing, a large difference means nothing either.
        const double weight = std::min(1.0, 0.25 + 0.75 * static_cast<double>(count + all) / 20.0);
        return mixed(theme().base, lean > 0.0F ? theme().current : theme().worse,
                     weight * static_cast<double>(std::min(std::abs(lean), kMostLean) / kMostLean));
    }
    if (count > 0) {
        return mixed(theme().base, theme().current, darkness(count, m_most_shown));
    }
    return all > 0 ? mixed(theme().base, theme().border, 0.9 * darkness(all, m_most_of_all)) : theme().base;
}

void CountMap::paintCells(QPainter& painter, const QRectF& plot) const {
    const QSize size = shown().size;
    QImage picture(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            picture.setPixelColor(x, rowsGoUp() ? size.height() - 1 - y : y,
                                  colorOf(shown().indexOf({x, y})));
        }
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(plot, picture);
    paintSigns(painter);
    paintGuides(painter, plot);
    paintSwatches(painter, plot);
}

std::vector<BrushedPlot::LegendEntry> CountMap::legend() const {
    if (m_leans.empty()) {
        return {};
    }
    constexpr double kHalf = 0.5;
    return {{.color = mixed(theme().base, theme().current, kHalf),
             .sign = QStringLiteral("+"),
             .text = shown().against.isEmpty() ? tr("more than in all")
                                               : tr("more than in %1").arg(shown().against)},
            {.color = mixed(theme().base, theme().worse, kHalf),
             .sign = QStringLiteral("−"),
             .text = tr("less")}};
}

/// What is compared is not told by colour alone: + and −; where they have no room, a stroke where there is
/// less.
void CountMap::paintSigns(QPainter& painter) const {
    constexpr double kRoom = 9.0;
    constexpr float kLeast = 0.5F;
    const QSizeF cell = cellRect({0, 0}).size();
    const bool has_room = cell.width() >= kRoom && cell.height() >= kRoom;
    painter.setPen(theme().text);
    painter.setFont(theme().smallFont());
    for (int y = 0; y < shown().size.height() && !m_leans.empty(); ++y) {
        for (int x = 0; x < shown().size.width(); ++x) {
            const float lean = m_leans[shown().indexOf({x, y})];
            const QRectF area = cellRect({x, y});
            if (has_room && std::abs(lean) >= kLeast) {
                painter.drawText(area, Qt::AlignCenter,
                                 lean > 0.0F ? QStringLiteral("+") : QStringLiteral("−"));
            } else if (lean <= -kLeast) {
                const double half = cell.width() / 4.0;
                painter.drawLine(QPointF(area.center().x() - half, area.center().y()),
                                 QPointF(area.center().x() + half, area.center().y()));
            }
        }
    }
}

void CountMap::paintGuides(QPainter& painter, const QRectF& plot) const {
    const QRectF cell = cellRect({0, 0});
    const auto at = [&](const QPointF& place) {
        return QPointF(plot.left() + place.x() * cell.width(), rowsGoUp()
                                                                   ? plot.bottom() - place.y() * cell.height()
                                                                   : plot.top() + place.y() * cell.height());
    };
    painter.save();
    painter.setClipRect(plot);
    painter.setFont(theme().smallFont());
    for (const PlotGuide& guide : shown().guides) {
        painter.setPen(QPen(theme().second, 1.0, Qt::DashLine));
        painter.drawLine(at(guide.from), at(guide.to));
        painter.drawText(at(guide.from) + QPointF(4.0, rowsGoUp() ? 10.0 : -4.0), guide.label);
    }
    painter.restore();
}

/// Beside the axes, where names of classes have no room.
void CountPlot::paintSwatches(QPainter& painter, const QRectF& plot) const {
    constexpr double kSide = 4.0;
    for (std::size_t axis = 0; axis < shown().swatches.size(); ++axis) {
        const std::vector<QColor>& colors = shown().swatches[axis];
        for (std::size_t i = 0; i < colors.size(); ++i) {
            const QRectF cell =
                cellRect(axis == 0 ? QPoint(static_cast<int>(i), 0) : QPoint(0, static_cast<int>(i)));
            if (colors[i].isValid()) {
                painter.fillRect(axis == 0
                                     ? QRectF(cell.left(), plot.bottom() + 1.0, cell.width(), kSide)
                                     : QRectF(plot.left() - kSide - 1.0, cell.top(), kSide, cell.height()),
                                 colors[i]);
            }
        }
    }
}

void CountColumns::setCells(PlotCells cells) {
    const CountedCells& counts = cells.counts;
    const std::int64_t most_of_both = std::max({most(counts.all), most(counts.shown), std::int64_t{1}});
    m_decades = std::max(1.0, std::ceil(std::log10(static_cast<double>(most_of_both) * 1.05)));
    m_most = roundedUp(
        std::max(part(most(counts.all), wholeOfAll(cells)), part(most(counts.shown), wholeShown(cells))));
    CountPlot::setCells(std::move(cells));
}

double CountColumns::heightOf(std::int64_t count, std::int64_t total) const {
    if (!shown().against.isEmpty()) {
        return part(count, total) / m_most;
    }
    // A column of one image can be seen.
    constexpr double kOne = 0.04;
    return count <= 0 ? 0.0 : kOne + (1.0 - kOne) * std::log10(static_cast<double>(count)) / m_decades;
}

void CountColumns::paintCells(QPainter& painter, const QRectF& plot) const {
    const bool is_compared = !shown().against.isEmpty();
    const CountedCells& counts = shown().counts;
    for (std::size_t i = 0; i < counts.all.size(); ++i) {
        const QRectF column = cellRect({static_cast<int>(i), 0});
        const double gap = column.width() > 5.0 ? 1.0 : 0.0;
        const auto fill = [&](std::int64_t count, std::int64_t total, double inset, const QColor& color) {
            const double height = heightOf(count, total) * plot.height();
            painter.fillRect(QRectF(column.left() + gap + inset, plot.bottom() - height,
                                    column.width() - 2.0 * (gap + inset), height),
                             color);
        };
        fill(counts.all[i], totalOfAll(), 0.0, mixed(theme().base, theme().border, kBehind));
        // Compared ones may be the higher: both can be seen.
        fill(counts.shown[i], totalShown(), is_compared ? column.width() / 5.0 : 0.0, theme().current);
    }
    paintSwatches(painter, plot);
}

std::vector<BrushedPlot::LegendEntry> CountColumns::legend() const {
    if (shown().against.isEmpty()) {
        return {};
    }
    return {{.color = theme().current, .sign = {}, .text = tr("shown")},
            {.color = mixed(theme().base, theme().border, kBehind), .sign = {}, .text = shown().against}};
}

BrushedPlot::Ticks CountColumns::yTicks() const {
    Ticks ticks;
    if (!shown().against.isEmpty()) {
        for (const double share : {0.0, 0.5, 1.0}) {
            const double percent = 100.0 * share * m_most;
            ticks.emplace_back(share,
                               figureText(percent, std::abs(percent - std::round(percent)) < 1e-6 ? 0 : 2));
        }
        return ticks;
    }
    for (int decade = 0; decade <= static_cast<int>(m_decades); ++decade) {
        const auto count = static_cast<std::int64_t>(std::llround(std::pow(10.0, decade)));
        ticks.emplace_back(heightOf(count, 0), countText(count));
    }
    return ticks;
}

QString CountColumns::yTitle() const {
    const bool are_images = shown().are_images;
    return shown().against.isEmpty() ? (are_images ? tr("images") : tr("objects"))
                                     : (are_images ? tr("images, %") : tr("objects, %"));
}

}  // namespace priorscope
