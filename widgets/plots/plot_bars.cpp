#include "widgets/plots/plot_bars.hpp"

#include <algorithm>

#include "widgets/plots/qcustomplot.hpp"

namespace priorscope {

void PlotBars::set(const std::vector<PlotBar>& bars, const Theme& theme) {
    for (QCPBars* bar : m_bars) {
        m_plot.removePlottable(bar);
    }
    m_bars.clear();
    m_specs = bars;
    QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const auto position = static_cast<double>(i);
        auto* bar = new QCPBars(m_plot.xAxis, m_plot.yAxis);
        bar->setWidth(0.72);
        bar->setData({position}, {bars[i].value}, true);
        m_bars.push_back(bar);
        ticker->addTick(position, bars[i].label);
    }
    m_plot.xAxis->setTicker(ticker);
    m_plot.xAxis->grid()->setVisible(false);
    setTheme(theme);
}

void PlotBars::setTheme(const Theme& theme) {
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        m_bars[i]->setPen(Qt::NoPen);
        m_bars[i]->setBrush(m_specs[i].color ? m_specs[i].color(theme) : theme.current);
    }
}

int PlotBars::indexOf(const QCPAbstractPlottable* plottable) const {
    const auto found = std::find(m_bars.begin(), m_bars.end(), plottable);
    return found == m_bars.end() ? -1 : static_cast<int>(found - m_bars.begin());
}

void PlotBars::fit(const PlotHome& home) {
    double most = 0.0;
    for (const PlotBar& bar : m_specs) {
        most = std::max(most, bar.value);
    }
    m_plot.xAxis->setRange(-0.6, static_cast<double>(m_bars.size()) - 0.4);
    m_plot.yAxis->setRange(home.y ? home.y->first : 0.0,
                           home.y ? home.y->second : std::max(most * 1.05, 1e-9));
}

}  // namespace priorscope
