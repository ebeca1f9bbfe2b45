#include "widgets/dataset/plots/count_map.hpp"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "widgets/components/mixed_color.hpp"
#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

std::int64_t most(const std::vector<std::int64_t>& counts) {
    return counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
}

/// From the least that can be seen to 1. @param count  > 0
double darkness(std::int64_t count, std::int64_t most) {
    constexpr double kLeast = 0.15;
    return kLeast +
           (1.0 - kLeast) * std::log1p(static_cast<double>(count)) / std::log1p(static_cast<double>(most));
}

}  // namespace

void CountMap::setCounts(const QSize& size, CountedCells counts, Axes axes,
                         std::function<QString(const QPoint&)> name) {
    m_size = size;
    m_counts = std::move(counts);
    m_axes = std::move(axes);
    m_name = std::move(name);
    update();
}

std::size_t CountMap::indexOf(const QPoint& cell) const {
    return static_cast<std::size_t>(cell.y()) * static_cast<std::size_t>(m_size.width()) +
           static_cast<std::size_t>(cell.x());
}

void CountMap::paintCells(QPainter& painter, const QRectF& plot) const {
    const std::int64_t most_shown = most(m_counts.shown);
    const std::int64_t most_of_all = most(m_counts.all);
    QImage picture(m_size, QImage::Format_RGB32);
    for (int y = 0; y < m_size.height(); ++y) {
        for (int x = 0; x < m_size.width(); ++x) {
            const std::size_t at = indexOf({x, y});
            const std::int64_t shown = m_counts.shown[at];
            const std::int64_t all = m_counts.all[at];
            QColor color = theme().base;
            if (shown > 0) {
                color = mixed(theme().base, theme().current, darkness(shown, most_shown));
            } else if (all > 0) {
                color = mixed(theme().base, theme().border, 0.9 * darkness(all, most_of_all));
            }
            picture.setPixelColor(x, rowsGoUp() ? m_size.height() - 1 - y : y, color);
        }
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(plot, picture);
}

QString CountMap::describe(const QPoint& cell) const {
    const std::size_t at = indexOf(cell);
    return tr("%1: %2 of %3 objects shown")
        .arg(m_name(cell), countText(m_counts.shown[at]), countText(m_counts.all[at]));
}

QString CountMap::csv() const {
    QString text = QStringLiteral("cell,shown,all\n");
    for (int y = 0; y < m_size.height(); ++y) {
        for (int x = 0; x < m_size.width(); ++x) {
            const std::size_t at = indexOf({x, y});
            if (m_counts.all[at] > 0) {
                text += QStringLiteral("\"%1\",%2,%3\n")
                            .arg(m_name({x, y}))
                            .arg(m_counts.shown[at])
                            .arg(m_counts.all[at]);
            }
        }
    }
    return text;
}

void CountColumns::setCounts(CountedCells counts) {
    m_counts = std::move(counts);
    const auto last = std::find_if(m_counts.all.rbegin(), m_counts.all.rend(),
                                   [](std::int64_t count) { return count > 0; });
    const auto used = static_cast<std::size_t>(m_counts.all.rend() - last);
    m_has_beyond = used == m_counts.all.size();
    m_counts.all.resize(used);
    m_counts.shown.resize(used);
    m_decades = std::max(
        1.0,
        std::ceil(std::log10(static_cast<double>(std::max<std::int64_t>(most(m_counts.all), 1)) * 1.05)));
    update();
}

double CountColumns::heightOf(std::int64_t count) const {
    // A column of one image can be seen.
    constexpr double kOne = 0.04;
    return count <= 0 ? 0.0 : kOne + (1.0 - kOne) * std::log10(static_cast<double>(count)) / m_decades;
}

void CountColumns::paintCells(QPainter& painter, const QRectF& plot) const {
    for (std::size_t i = 0; i < m_counts.all.size(); ++i) {
        const QRectF column = cellRect({static_cast<int>(i), 0});
        const double gap = column.width() > 5.0 ? 1.0 : 0.0;
        const auto fill = [&](std::int64_t count, const QColor& color) {
            const double height = heightOf(count) * plot.height();
            painter.fillRect(
                QRectF(column.left() + gap, plot.bottom() - height, column.width() - 2.0 * gap, height),
                color);
        };
        fill(m_counts.all[i], mixed(theme().base, theme().border, 0.8));
        fill(m_counts.shown[i], theme().current);
    }
}

QString CountColumns::describe(const QPoint& cell) const {
    const auto at = static_cast<std::size_t>(cell.x());
    const bool is_beyond = m_has_beyond && at + 1 == m_counts.all.size();
    return tr("%1 objects: %2 images shown, of %3 with as many in all")
        .arg(is_beyond ? tr("%1 or more").arg(cell.x()) : QString::number(cell.x()),
             countText(m_counts.shown[at]), countText(m_counts.all[at]));
}

QString CountColumns::csv() const {
    QString text = QStringLiteral("objects,images shown,images\n");
    for (std::size_t i = 0; i < m_counts.all.size(); ++i) {
        text += QStringLiteral("%1,%2,%3\n").arg(i).arg(m_counts.shown[i]).arg(m_counts.all[i]);
    }
    return text;
}

BrushedPlot::Ticks CountColumns::xTicks() const {
    Ticks ticks;
    const int count = static_cast<int>(m_counts.all.size());
    const int step = count <= 8 ? 1 : count <= 24 ? 5 : 10;
    for (int i = 0; i < count; i += step) {
        ticks.emplace_back(
            i + 0.5, QString::number(i) + (m_has_beyond && i + 1 == count ? QStringLiteral("+") : QString()));
    }
    return ticks;
}

BrushedPlot::Ticks CountColumns::yTicks() const {
    Ticks ticks;
    for (int decade = 0; decade <= static_cast<int>(m_decades); ++decade) {
        const auto count = static_cast<std::int64_t>(std::llround(std::pow(10.0, decade)));
        ticks.emplace_back(heightOf(count), countText(count));
    }
    return ticks;
}

}  // namespace priorscope
