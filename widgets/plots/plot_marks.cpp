#include "widgets/plots/plot_marks.hpp"

#include <algorithm>

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
    for (QCPAbstractItem* item : m_markers) {
        if (auto* text = qobject_cast<QCPItemText*>(item)) {  // within the plot, also at its ends
            constexpr double kEnd = 0.2;
            const double place = (text->position->key() - x.lower) / x.size();
            const Qt::Alignment side = place < kEnd         ? Qt::AlignLeft
                                       : place > 1.0 - kEnd ? Qt::AlignRight
                                                            : Qt::AlignHCenter;
            text->setPositionAlignment(side | Qt::AlignTop);
        }
    }
    m_shade->setVisible(m_shaded_from && *m_shaded_from < x.upper);
    if (m_shade->visible()) {
        const QCPRange y = m_plot.yAxis->range();
        m_shade->topLeft->setCoords(std::max(*m_shaded_from, x.lower), y.upper);
        m_shade->bottomRight->setCoords(x.upper, y.lower);
    }
}

}  // namespace priorscope
