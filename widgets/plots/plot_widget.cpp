#include "widgets/plots/plot_widget.hpp"

#include <QActionGroup>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets/plots/plot_export.hpp"
#include "widgets/plots/qcustomplot.hpp"

namespace priorscope {
namespace {

constexpr double kWheelFactor = 0.85;

QString shown(double value) {
    const QLocale locale;
    if (value == std::round(value) && std::abs(value) < 1e9) {
        return locale.toString(value, 'f', 0);
    }
    return locale.toString(value, 'g', 4);
}

}  // namespace

PlotWidget::PlotWidget(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(96, 72);
    m_plot = new QCustomPlot(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->setFocusProxy(this);
    m_plot->setContextMenuPolicy(Qt::NoContextMenu);
    m_plot->setLocale(QLocale());
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->axisRect()->setRangeZoomFactor(kWheelFactor, kWheelFactor);
    m_plot->axisRect()->setMinimumMargins(QMargins(8, 10, 14, 4));
    m_plot->setNoAntialiasingOnDrag(true);
    m_plot->xAxis->ticker()->setTickCount(5);
    m_plot->yAxis->ticker()->setTickCount(5);
    connect(m_plot, &QCustomPlot::beforeReplot, this, [this] {
        // A narrow plot has room for fewer figures below its axis.
        constexpr int kTickRoom = 56;
        constexpr int kMostTicks = 5;
        m_plot->xAxis->ticker()->setTickCount(
            std::clamp(m_plot->axisRect()->width() / kTickRoom, 2, kMostTicks));
    });

    m_shade = new QCPItemRect(m_plot);
    m_shade->setLayer(QStringLiteral("background"));
    m_shade->setVisible(false);
    m_cursor = new QCPItemStraightLine(m_plot);
    m_cursor->setVisible(false);

    m_read_out_label = new QLabel(this);
    m_read_out_label->setObjectName(QStringLiteral("plotReadOut"));
    m_read_out_label->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_read_out_label->setTextFormat(Qt::RichText);
    m_read_out_label->setAutoFillBackground(true);
    m_read_out_label->setFrameShape(QFrame::Box);
    m_read_out_label->setMargin(4);
    m_read_out_label->hide();

    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &PlotWidget::redraw);
    connect(m_plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if (event->buttons() == Qt::NoButton) {
            moveReadOut(event->position());
        } else {
            hideReadOut();
            userMoved();
        }
    });
    connect(m_plot, &QCustomPlot::mouseWheel, this, [this](QWheelEvent* event) {
        const bool only_y = event->modifiers().testFlag(Qt::ControlModifier);
        m_plot->axisRect()->setRangeZoom(only_y ? Qt::Orientations(Qt::Vertical)
                                                : Qt::Horizontal | Qt::Vertical);
        userMoved();
    });
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, &PlotWidget::goHome);
    connect(m_plot, &QCustomPlot::plottableClick, this, [this](QCPAbstractPlottable* plottable) {
        const auto found = std::find(m_bars.begin(), m_bars.end(), plottable);
        if (found != m_bars.end()) {
            Q_EMIT barClicked(static_cast<int>(found - m_bars.begin()));
        }
    });
    buildMenu();
    setTheme(theme);
}

PlotWidget::~PlotWidget() = default;

void PlotWidget::buildMenu() {
    m_menu = new QMenu(this);
    m_menu->addAction(tr("Show everything"), QKeySequence(Qt::Key_Home), this, &PlotWidget::goHome);
    m_log_action = m_menu->addAction(tr("Logarithmic"));
    m_log_action->setCheckable(true);
    connect(m_log_action, &QAction::toggled, this, &PlotWidget::setLogY);
    m_menu->addSeparator();
    m_menu->addAction(tr("Save picture…"), this, &PlotWidget::askAndSavePicture);
    m_menu->addAction(tr("Save figures…"), this, &PlotWidget::askAndSaveFigures);
    for (QAction* action : m_menu->actions()) {
        action->setShortcutContext(Qt::WidgetShortcut);  // Home is handled by the plot that has the focus
    }
}

void PlotWidget::setTheme(const Theme& theme) {
    m_theme = theme;
    styleAxes();
    for (const Series& series : m_series) {
        styleSeries(series);
    }
    styleBars();
    styleMarks();
    scheduleRedraw();
}

void PlotWidget::styleAxes() {
    m_plot->setBackground(QBrush(m_theme.base));
    const QPen axis(m_theme.border, 1);
    for (QCPAxis* each : {m_plot->xAxis, m_plot->yAxis}) {
        each->setBasePen(axis);
        each->setTickPen(axis);
        each->setSubTicks(false);
        each->setTickLengthIn(0);
        each->setTickLengthOut(3);
        each->setTickLabelFont(m_theme.smallFont());
        each->setTickLabelColor(m_theme.second);
        each->setTickLabelPadding(3);
        each->setLabelFont(m_theme.smallFont());
        each->setLabelColor(m_theme.second);
        each->setLabelPadding(2);
        each->grid()->setPen(QPen(m_theme.grid, 1));
        each->grid()->setZeroLinePen(QPen(m_theme.grid, 1));
        each->setNumberFormat(QStringLiteral("g"));
        each->setNumberPrecision(6);
    }
    QPalette colors = palette();
    colors.setColor(QPalette::Window, m_theme.raised);
    colors.setColor(QPalette::WindowText, m_theme.text);
    m_read_out_label->setPalette(colors);
    m_read_out_label->setFont(m_theme.smallFont());
}

void PlotWidget::styleSeries(const Series& series) {
    QColor color = series.spec.color ? series.spec.color(m_theme) : m_theme.text;
    if (series.spec.faint) {
        color.setAlphaF(0.35F);
    }
    QPen pen(color, series.spec.width);
    if (series.spec.line == Qt::DashLine) {
        pen.setDashPattern({4.0, 3.0});
    } else {
        pen.setStyle(series.spec.line);
    }
    pen.setJoinStyle(Qt::RoundJoin);
    series.graph->setPen(series.spec.line == Qt::NoPen ? QPen(Qt::NoPen) : pen);
    if (series.spec.line == Qt::NoPen) {
        series.graph->setLineStyle(QCPGraph::lsNone);
    } else {
        series.graph->setLineStyle(series.spec.stairs ? QCPGraph::lsStepLeft : QCPGraph::lsLine);
    }
    if (series.spec.markers) {
        series.graph->setScatterStyle(
            QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(color, 1.5), QBrush(m_theme.base), 6));
    }
}

void PlotWidget::styleBars() {
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const PlotBar& spec = m_bar_specs[i];
        m_bars[i]->setPen(Qt::NoPen);
        m_bars[i]->setBrush(spec.color ? spec.color(m_theme) : m_theme.current);
    }
}

void PlotWidget::styleMarks() {
    m_cursor->setPen(QPen(m_theme.text, 1));
    m_shade->setPen(Qt::NoPen);
    m_shade->setBrush(m_theme.window);
    for (QCPAbstractItem* item : m_markers) {
        if (auto* line = qobject_cast<QCPItemStraightLine*>(item)) {
            line->setPen(QPen(m_theme.border, 1, Qt::DotLine));
        } else if (auto* text = qobject_cast<QCPItemText*>(item)) {
            text->setColor(m_theme.second);
            text->setFont(m_theme.smallFont());
        }
    }
}

void PlotWidget::setTitle(const QString& title) {
    m_title = title;
    setAccessibleName(title);
}

void PlotWidget::setAxisTitles(const QString& x, const QString& y) {
    m_x_title = x;
    m_plot->xAxis->setLabel(x);
    m_plot->yAxis->setLabel(y);
    scheduleRedraw();
}

void PlotWidget::setLogY(bool log) {
    if (m_log_y == log) {
        return;
    }
    m_log_y = log;
    m_log_action->setChecked(log);
    m_plot->yAxis->setScaleType(log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    QSharedPointer<QCPAxisTicker> ticker(log ? new QCPAxisTickerLog : new QCPAxisTicker);
    ticker->setTickCount(5);
    m_plot->yAxis->setTicker(ticker);
    goHome();
}

void PlotWidget::setHomeX(std::optional<std::pair<double, double>> range) {
    m_home_x = range;
    scheduleRedraw();
}

void PlotWidget::setHomeY(std::optional<std::pair<double, double>> range) {
    m_home_y = range;
    scheduleRedraw();
}

int PlotWidget::addSeries(PlotSeries spec) {
    Series series;
    series.spec = std::move(spec);
    series.graph = m_plot->addGraph();
    series.graph->setAdaptiveSampling(true);
    series.graph->setName(series.spec.name);
    styleSeries(series);
    m_series.push_back(std::move(series));
    Q_EMIT seriesChanged();
    scheduleRedraw();
    return static_cast<int>(m_series.size()) - 1;
}

void PlotWidget::clearSeries() {
    for (const Series& series : m_series) {
        m_plot->removeGraph(series.graph);
    }
    m_series.clear();
    hideReadOut();
    m_user_view = false;
    Q_EMIT seriesChanged();
    scheduleRedraw();
}

void PlotWidget::setData(int index, const std::vector<double>& x, const std::vector<double>& y) {
    const auto count = static_cast<qsizetype>(std::min(x.size(), y.size()));
    m_series[static_cast<std::size_t>(index)].graph->setData(
        QVector<double>(x.begin(), x.begin() + count), QVector<double>(y.begin(), y.begin() + count), true);
    scheduleRedraw();
}

void PlotWidget::append(int index, double x, double y) {
    m_series[static_cast<std::size_t>(index)].graph->addData(x, y);
    scheduleRedraw();
}

void PlotWidget::setSeriesName(int index, const QString& name) {
    Series& series = m_series[static_cast<std::size_t>(index)];
    if (series.spec.name != name) {
        series.spec.name = name;
        Q_EMIT seriesChanged();
    }
}

void PlotWidget::setSeriesVisible(int index, bool visible) {
    Series& series = m_series[static_cast<std::size_t>(index)];
    if (series.visible != visible) {
        series.visible = visible;
        series.graph->setVisible(visible);
        Q_EMIT seriesChanged();
        scheduleRedraw();
    }
}

void PlotWidget::setMarkers(const std::vector<PlotMarker>& markers) {
    for (QCPAbstractItem* item : m_markers) {
        m_plot->removeItem(item);
    }
    m_markers.clear();
    m_marker_specs = markers;
    for (const PlotMarker& marker : markers) {
        auto* line = new QCPItemStraightLine(m_plot);
        line->point1->setCoords(marker.x, 1.0);
        line->point2->setCoords(marker.x, 2.0);
        auto* text = new QCPItemText(m_plot);
        text->position->setTypeX(QCPItemPosition::ptPlotCoords);
        text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        text->position->setCoords(marker.x, 0.0);
        text->setPositionAlignment(Qt::AlignHCenter | Qt::AlignTop);
        text->setText(marker.label);
        m_markers.push_back(line);
        m_markers.push_back(text);
    }
    styleMarks();
    scheduleRedraw();
}

void PlotWidget::setShadedFrom(std::optional<double> x) {
    m_shaded_from = x;
    scheduleRedraw();
}

void PlotWidget::setBars(const std::vector<PlotBar>& bars) {
    for (QCPBars* bar : m_bars) {
        m_plot->removePlottable(bar);
    }
    m_bars.clear();
    m_bar_specs = bars;
    QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const auto position = static_cast<double>(i);
        auto* bar = new QCPBars(m_plot->xAxis, m_plot->yAxis);
        bar->setWidth(0.72);
        bar->setData({position}, {bars[i].value}, true);
        m_bars.push_back(bar);
        ticker->addTick(position, bars[i].label);
    }
    m_plot->xAxis->setTicker(ticker);
    m_plot->xAxis->grid()->setVisible(false);
    styleBars();
    scheduleRedraw();
}

std::optional<PlotReadOut> PlotWidget::readOutAt(double x) const {
    PlotReadOut result;
    double nearest = std::numeric_limits<double>::infinity();
    for (const Series& series : m_series) {
        if (!series.visible || series.spec.faint || series.graph->data()->isEmpty()) {
            continue;
        }
        const auto points = series.graph->data();
        for (auto point : {points->findBegin(x), points->findEnd(x, false)}) {
            if (point != points->constEnd() && std::abs(point->key - x) < nearest) {
                nearest = std::abs(point->key - x);
                result.x = point->key;
            }
        }
    }
    if (!std::isfinite(nearest)) {
        return std::nullopt;
    }
    for (const Series& series : m_series) {
        if (!series.visible || series.spec.faint || series.graph->data()->isEmpty()) {
            continue;
        }
        // The last point at or before the position: curves of other runs may have other steps.
        const auto points = series.graph->data();
        auto after = points->findEnd(result.x, false);
        if (after != points->constBegin()) {
            const double value = (after - 1)->value;
            if (std::isfinite(value)) {
                result.values.push_back({series.spec.name, value});
            }
        }
    }
    return result;
}

QPointF PlotWidget::positionOf(double x, double y) const {
    return m_plot->mapTo(this,
                         QPointF(m_plot->xAxis->coordToPixel(x), m_plot->yAxis->coordToPixel(y)).toPoint());
}

std::pair<double, double> PlotWidget::visibleX() const {
    return {m_plot->xAxis->range().lower, m_plot->xAxis->range().upper};
}

std::pair<double, double> PlotWidget::visibleY() const {
    return {m_plot->yAxis->range().lower, m_plot->yAxis->range().upper};
}

void PlotWidget::goHome() {
    m_user_view = false;
    scheduleRedraw();
}

void PlotWidget::userMoved() {
    m_user_view = true;
}

void PlotWidget::scheduleRedraw() {
    if (m_timer.isActive() || !isVisible()) {
        return;
    }
    const qint64 since = m_since_redraw.isValid() ? m_since_redraw.elapsed() : m_redraw_interval_ms;
    m_timer.start(static_cast<int>(std::max<qint64>(0, m_redraw_interval_ms - since)));
}

void PlotWidget::redraw() {
    m_since_redraw.start();
    ++m_redraws;
    if (!m_user_view) {
        fitRanges();
    }
    updateShade();
    m_plot->replot(QCustomPlot::rpQueuedRefresh);
}

void PlotWidget::fitRanges() {
    if (!m_bars.empty()) {
        double most = 0.0;
        for (const PlotBar& bar : m_bar_specs) {
            most = std::max(most, bar.value);
        }
        m_plot->xAxis->setRange(-0.6, static_cast<double>(m_bars.size()) - 0.4);
        m_plot->yAxis->setRange(m_home_y ? m_home_y->first : 0.0,
                                m_home_y ? m_home_y->second : std::max(most * 1.05, 1e-9));
        return;
    }
    double x_min = std::numeric_limits<double>::infinity();
    double x_max = -x_min;
    double y_min = x_min;
    double y_max = -x_min;
    const QCP::SignDomain domain = m_log_y ? QCP::sdPositive : QCP::sdBoth;
    for (const Series& series : m_series) {
        bool found = false;
        if (!series.visible) {
            continue;
        }
        const QCPRange keys = series.graph->getKeyRange(found);
        if (found) {
            x_min = std::min(x_min, keys.lower);
            x_max = std::max(x_max, keys.upper);
        }
        const QCPRange values = series.graph->getValueRange(found, domain);
        if (found) {
            y_min = std::min(y_min, values.lower);
            y_max = std::max(y_max, values.upper);
        }
    }
    if (m_home_x) {
        m_plot->xAxis->setRange(m_home_x->first, m_home_x->second);
    } else if (x_min <= x_max) {
        m_plot->xAxis->setRange(x_min, x_max > x_min ? x_max : x_min + 1.0);
    }
    if (m_home_y) {
        m_plot->yAxis->setRange(m_home_y->first, m_home_y->second);
    } else if (y_min <= y_max && m_log_y) {
        m_plot->yAxis->setRange(y_min / 1.3, y_max * 1.3);
    } else if (y_min <= y_max) {
        const double room = y_max > y_min ? 0.06 * (y_max - y_min) : std::max(0.5 * std::abs(y_max), 1e-3);
        // A quantity that is never negative keeps its zero in sight where that costs little.
        const double lower = y_min >= 0.0 && y_min < 0.5 * y_max ? 0.0 : y_min - room;
        m_plot->yAxis->setRange(lower, y_max + room);
    }
}

void PlotWidget::updateShade() {
    const QCPRange x = m_plot->xAxis->range();
    m_shade->setVisible(m_shaded_from && *m_shaded_from < x.upper);
    if (m_shade->visible()) {
        const QCPRange y = m_plot->yAxis->range();
        m_shade->topLeft->setCoords(std::max(*m_shaded_from, x.lower), y.upper);
        m_shade->bottomRight->setCoords(x.upper, y.lower);
    }
}

void PlotWidget::moveReadOut(const QPointF& position) {
    if (!m_plot->axisRect()->rect().contains(position.toPoint())) {
        hideReadOut();
        return;
    }
    m_read_out = readOutAt(m_plot->xAxis->pixelToCoord(position.x()));
    if (!m_read_out) {
        hideReadOut();
        return;
    }
    m_cursor->point1->setCoords(m_read_out->x, 1.0);
    m_cursor->point2->setCoords(m_read_out->x, 2.0);
    m_cursor->setVisible(true);
    const QString row = QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td align=right>%2</td></tr>");
    QString text = QStringLiteral("<table cellspacing=0>");
    text += row.arg(m_x_title.toHtmlEscaped(), shown(m_read_out->x));
    for (const PlotReadOut::Value& value : m_read_out->values) {
        text += row.arg(value.name.toHtmlEscaped(), shown(value.value));
    }
    m_read_out_label->setText(text + QStringLiteral("</table>"));
    m_read_out_label->adjustSize();
    const int x = static_cast<int>(m_plot->xAxis->coordToPixel(m_read_out->x));
    const int left =
        x + 10 + m_read_out_label->width() < width() ? x + 10 : x - 10 - m_read_out_label->width();
    m_read_out_label->move(std::max(0, left), m_plot->axisRect()->rect().top() + 4);
    m_read_out_label->show();
    Q_EMIT hovered();
    scheduleRedraw();
}

void PlotWidget::hideReadOut() {
    if (m_read_out || m_cursor->visible()) {
        m_read_out.reset();
        m_cursor->setVisible(false);
        m_read_out_label->hide();
        Q_EMIT hovered();
        scheduleRedraw();
    }
}

QString PlotWidget::csv() const {
    std::vector<PlotColumn> columns;
    for (const Series& series : m_series) {
        PlotColumn column{series.spec.faint ? tr("%1, raw").arg(series.spec.name) : series.spec.name, {}};
        for (const QCPGraphData& point : *series.graph->data()) {
            column.points.emplace_back(point.key, point.value);
        }
        columns.push_back(std::move(column));
    }
    if (!m_bar_specs.empty()) {
        return csvOfBars(m_x_title, m_bar_specs);
    }
    return csvOfColumns(m_x_title, columns);
}

bool PlotWidget::savePicture(const QString& file) {
    hideReadOut();
    return writePlotPicture(*m_plot, file, m_title);
}

void PlotWidget::askAndSavePicture() {
    const QString file = askPictureFile(this, m_title);
    if (!file.isEmpty() && !savePicture(file)) {
        showWriteFailure(this, file);
    }
}

void PlotWidget::askAndSaveFigures() {
    const QString file = askFiguresFile(this, m_title);
    if (!file.isEmpty() && !writeText(file, csv())) {
        showWriteFailure(this, file);
    }
}

void PlotWidget::keyPressEvent(QKeyEvent* event) {
    QCPAxis* x = m_plot->xAxis;
    switch (event->key()) {
        case Qt::Key_Home:
            goHome();
            return;
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            x->scaleRange(kWheelFactor);
            break;
        case Qt::Key_Minus:
            x->scaleRange(1.0 / kWheelFactor);
            break;
        case Qt::Key_Left:
            x->moveRange(-0.1 * x->range().size());
            break;
        case Qt::Key_Right:
            x->moveRange(0.1 * x->range().size());
            break;
        default:
            QWidget::keyPressEvent(event);
            return;
    }
    userMoved();
    scheduleRedraw();
}

void PlotWidget::contextMenuEvent(QContextMenuEvent* event) {
    m_menu->popup(event->globalPos());
}

void PlotWidget::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    scheduleRedraw();
}

void PlotWidget::leaveEvent(QEvent* event) {
    hideReadOut();
    QWidget::leaveEvent(event);
}

}  // namespace priorscope
