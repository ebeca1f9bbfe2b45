#include "widgets/plots/plot_hover.hpp"

#include <QLabel>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "widgets/plots/qcustomplot.hpp"

namespace priorscope {
namespace {

QString shown(double value) {
    const QLocale locale;
    if (value == std::round(value) && std::abs(value) < 1e9) {
        return locale.toString(value, 'f', 0);
    }
    return locale.toString(value, 'g', 4);
}

}  // namespace

PlotHover::PlotHover(QCustomPlot& plot, QWidget& parent) : m_plot(plot), m_parent(parent) {
    m_cursor = new QCPItemStraightLine(&m_plot);
    m_cursor->setVisible(false);
    // In a buffer of its own: a line that follows the pointer draws no curve of a million points again.
    const QString layer = QStringLiteral("cursor");
    m_plot.addLayer(layer);
    m_plot.layer(layer)->setMode(QCPLayer::lmBuffered);
    m_cursor->setLayer(layer);
    m_label = new QLabel(&parent);
    m_label->setObjectName(QStringLiteral("plotReadOut"));
    m_label->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_label->setTextFormat(Qt::RichText);
    m_label->setAutoFillBackground(true);
    m_label->setFrameShape(QFrame::Box);
    m_label->setMargin(4);
    m_label->hide();
}

void PlotHover::show(const PlotReadOut& read_out, const QString& x_title, const QString& x) {
    m_read_out = read_out;
    m_cursor->point1->setCoords(read_out.x, 1.0);
    m_cursor->point2->setCoords(read_out.x, 2.0);
    m_cursor->setVisible(true);
    const QString row = QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td align=right>%2</td></tr>");
    QString text = QStringLiteral("<table cellspacing=0>");
    text += row.arg(x_title.toHtmlEscaped(), x.isEmpty() ? shown(read_out.x) : x.toHtmlEscaped());
    for (const PlotReadOut::Value& value : read_out.values) {
        text += row.arg(value.name.toHtmlEscaped(), shown(value.value));
    }
    m_label->setText(text + QStringLiteral("</table>"));
    m_label->adjustSize();
    const int at = static_cast<int>(m_plot.xAxis->coordToPixel(read_out.x));
    const int left = at + 10 + m_label->width() < m_parent.width() ? at + 10 : at - 10 - m_label->width();
    m_label->move(std::max(0, left), m_plot.axisRect()->rect().top() + 4);
    m_label->show();
    m_cursor->layer()->replot();
}

bool PlotHover::hide() {
    if (!m_read_out && !m_cursor->visible()) {
        return false;
    }
    m_read_out.reset();
    m_cursor->setVisible(false);
    m_label->hide();
    m_cursor->layer()->replot();
    return true;
}

void PlotHover::setTheme(const Theme& theme) {
    m_cursor->setPen(QPen(theme.text, 1));
    QPalette colors = m_parent.palette();
    colors.setColor(QPalette::Window, theme.raised);
    colors.setColor(QPalette::WindowText, theme.text);
    m_label->setPalette(colors);
    m_label->setFont(theme.smallFont());
}

}  // namespace priorscope
