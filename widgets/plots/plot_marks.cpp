#include "widgets/plots/plot_marks.hpp"

#include <QFontMetricsF>
#include <algorithm>
#include <array>
#include <iterator>

#include "widgets/plots/qcustomplot.hpp"

namespace priorscope {

PlotMarks::PlotMarks(QCustomPlot& plot) : m_plot(plot) {
    m_shade = new QCPItemRect(&m_plot);
    m_shade->setLayer(QStringLiteral("background"));
    m_shade->setVisible(false);
}

void PlotMarks::set(const std::vector<PlotMarker>& markers, const Theme& theme) {
    for (QCPAbstractItem* item : m_markers) {
        m_plot.removeItem(item);
    }
    m_markers.clear();
    for (const PlotMarker& marker : markers) {
        auto* line = new QCPItemStraightLine(&m_plot);
        line->point1->setCoords(marker.x, 1.0);
        line->point2->setCoords(marker.x, 2.0);
        auto* text = new QCPItemText(&m_plot);
        text->position->setTypeX(QCPItemPosition::ptPlotCoords);
        text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        text->position->setCoords(marker.x, 0.0);
        text->setPositionAlignment(Qt::AlignHCenter | Qt::AlignTop);
        text->setText(marker.label);
        m_markers.push_back(line);
        m_markers.push_back(text);
    }
    setTheme(theme);
}

void PlotMarks::setTheme(const Theme& theme) {
    m_shade->setPen(Qt::NoPen);
    m_shade->setBrush(theme.window);
    for (QCPAbstractItem* item : m_markers) {
        if (auto* line = qobject_cast<QCPItemStraightLine*>(item)) {
            line->setPen(QPen(theme.border, 1, Qt::DotLine));
        } else if (auto* text = qobject_cast<QCPItemText*>(item)) {
            text->setColor(theme.second);
            text->setFont(theme.smallFont());
        }
    }
}

void PlotMarks::update() {
    const QCPRange x = m_plot.xAxis->range();
    std::vector<QCPItemText*> texts;
    for (QCPAbstractItem* item : m_markers) {
        if (auto* text = qobject_cast<QCPItemText*>(item)) {
            texts.push_back(text);
        }
    }
    std::ranges::stable_sort(texts, {}, [](const QCPItemText* text) { return text->position->key(); });
    placeLabels(texts);
    m_shade->setVisible(m_shaded_from && *m_shaded_from < x.upper);
    if (m_shade->visible()) {
        const QCPRange y = m_plot.yAxis->range();
        m_shade->topLeft->setCoords(std::max(*m_shaded_from, x.lower), y.upper);
        m_shade->bottomRight->setCoords(x.upper, y.lower);
    }
}

void PlotMarks::placeLabels(const std::vector<QCPItemText*>& texts) {
    constexpr int kRows = 3;
    constexpr double kBetween = 6.0;  // pixels
    const QRect area = m_plot.axisRect()->rect();
    std::array<double, kRows> ends{};
    ends.fill(-1e9);
    for (QCPItemText* text : texts) {
        const QFontMetricsF metrics(text->font());
        const double width = metrics.horizontalAdvance(text->text());
        const double at = m_plot.xAxis->coordToPixel(text->position->key());
        // Within the plot, also at its ends.
        const Qt::Alignment side = at + width / 2.0 > area.right()  ? Qt::AlignRight
                                   : at - width / 2.0 < area.left() ? Qt::AlignLeft
                                                                    : Qt::AlignHCenter;
        const double left = side == Qt::AlignLeft    ? at
                            : side == Qt::AlignRight ? at - width
                                                     : at - width / 2.0;
        const auto row = std::ranges::find_if(ends, [&](double end) { return left >= end + kBetween; });
        const bool has_room = row != ends.end();
        text->setVisible(has_room);  // its line stays
        if (has_room) {
            *row = left + width;
            text->setPositionAlignment(side | Qt::AlignTop);
            const auto line = static_cast<double>(std::distance(ends.begin(), row));
            text->position->setCoords(text->position->key(),
                                      line * metrics.height() / std::max(1, area.height()));
        }
    }
}

}  // namespace priorscope
