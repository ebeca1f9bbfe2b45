#include "widgets/plots/plot_panel.hpp"

#include <QMenu>
#include <QPainter>
#include <algorithm>

#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr int kSwatch = 18;
constexpr int kSwatchGap = 6;
constexpr int kEntryGap = 14;

int titleWidth(const Theme& theme, const QString& title) {
    return QFontMetrics(theme.strongFont()).horizontalAdvance(title) + 2;
}

}  // namespace

PlotLegend::PlotLegend(const Theme& theme, const PlotWidget* plot, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_plot(plot) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    connect(plot, &PlotWidget::seriesChanged, this, [this] {
        updateGeometry();
        update();
    });
}

void PlotLegend::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

std::vector<const PlotSeries*> PlotLegend::entries() const {
    std::vector<const PlotSeries*> found;
    for (int i = 0; i < m_plot->seriesCount(); ++i) {
        if (!m_plot->series(i).faint && m_plot->isSeriesVisible(i)) {
            found.push_back(&m_plot->series(i));
        }
    }
    return found;
}

QSize PlotLegend::sizeHint() const {
    const QFontMetrics metrics(m_theme.textFont());
    int width = 0;
    for (const PlotSeries* series : entries()) {
        width += kSwatch + kSwatchGap + metrics.horizontalAdvance(series->name) + kEntryGap;
    }
    return {width, Metrics::kRow};
}

void PlotLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.textFont());
    const QFontMetrics metrics(m_theme.textFont());
    int x = 0;
    for (const PlotSeries* series : entries()) {
        const int text = metrics.horizontalAdvance(series->name);
        if (x + kSwatch + kSwatchGap + text > width()) {
            break;
        }
        QPen pen(series->color ? series->color(m_theme) : m_theme.text, 2.0);
        const double middle = height() / 2.0;
        if (series->line != Qt::NoPen) {
            pen.setStyle(series->line);
            if (series->line == Qt::DashLine) {
                pen.setDashPattern({3.0, 2.0});
            }
            pen.setCapStyle(Qt::FlatCap);
            painter.setPen(pen);
            painter.drawLine(QPointF(x, middle), QPointF(x + kSwatch, middle));
        }
        if (series->markers) {
            painter.setPen(QPen(pen.color(), 1.5));
            painter.setBrush(m_theme.window);
            painter.drawEllipse(QPointF(x + kSwatch / 2.0, middle), 3.0, 3.0);
        }
        painter.setPen(m_theme.second);
        x += kSwatch + kSwatchGap;
        painter.drawText(QRect(x, 0, text + 1, height()), Qt::AlignVCenter | Qt::AlignLeft, series->name);
        x += text + kEntryGap;
    }
}

PlotPanel::PlotPanel(const QString& title, ThemeManager& themes, QWidget* parent) : Panel(title, parent) {
    m_plot = new PlotWidget(themes.theme(), this);
    m_plot->setTitle(title);
    m_full_title = title;
    m_title_width = titleWidth(themes.theme(), title);
    m_legend = new PlotLegend(themes.theme(), m_plot, this);
    m_figure = new FigureLabel(this);
    m_figure->hide();
    addLegend(m_legend);
    addTool(m_figure);
    auto* more = new IconButton(QStringLiteral("more"), tr("Plot menu"), this);
    more->setMenu(m_plot->menu());
    more->setPopupMode(QToolButton::InstantPopup);
    addTool(more);
    setContent(m_plot);
    setGround("base");
    followIcons(this, themes);
    connect(&themes, &ThemeManager::changed, this, [this](const Theme& theme) {
        m_plot->setTheme(theme);
        m_legend->setTheme(theme);
    });
}

void PlotPanel::setHeadFigure(const QString& text) {
    m_figure->setText(text);
    showFigureWhereThereIsRoom();
}

void PlotPanel::setPlotTitle(const QString& title) {
    setTitle(title);
    m_plot->setTitle(title);
    m_full_title = title;
    m_title_width = titleWidth(m_plot->theme(), title);
    showFigureWhereThereIsRoom();
}

void PlotPanel::setShortTitle(const QString& title) {
    m_short_title = title;
    showFigureWhereThereIsRoom();
}

void PlotPanel::showFigureWhereThereIsRoom() {
    constexpr int kMarginsAndMenu = 88;
    const int room = std::max(0, width() - kMarginsAndMenu);
    if (!m_short_title.isEmpty()) {
        setTitle(m_title_width <= room ? m_full_title : m_short_title);
    }
    setTitleRoom(std::min(m_title_width, room));
    const bool fits = m_title_width + m_figure->sizeHint().width() + kMarginsAndMenu <= width();
    m_figure->setVisible(fits && !m_figure->text().isEmpty());
}

void PlotPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    showFigureWhereThereIsRoom();
}

void PlotPanel::setLegendVisible(bool visible) {
    m_legend->setVisible(visible);
}

}  // namespace priorscope
