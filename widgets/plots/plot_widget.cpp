#include "widgets/plots/plot_widget.hpp"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "widgets/plots/plot_bars.hpp"
#include "widgets/plots/plot_curves.hpp"
#include "widgets/plots/plot_hover.hpp"
#include "widgets/plots/plot_marks.hpp"
#include "widgets/plots/qcustomplot.hpp"

namespace priorscope {
namespace {

constexpr double kWheelFactor = 0.85;
constexpr double kKeyShare = 0.1;

/// Moved or scaled as little as it takes to show nothing beyond the whole, and no less than a sliver of it.
QCPRange within(const QCPRange& whole, const QCPRange& range) {
    constexpr double kLeastShare = 1e-4;
    const double size = std::clamp(range.size(), kLeastShare * whole.size(), whole.size());
    const double lower =
        std::clamp(range.center() - size / 2.0, whole.lower, std::max(whole.lower, whole.upper - size));
    return {lower, std::min(lower + size, whole.upper)};
}

/// By a share of what is shown.
void moveAlong(QCPAxis& axis, double share) {
    const QCPRange range = axis.range();
    const bool is_log = axis.scaleType() == QCPAxis::stLogarithmic;
    axis.moveRange(is_log ? std::pow(range.upper / range.lower, share) : share * range.size());
}

int tickCount(int pixels, int room) {
    constexpr int kMostTicks = 5;
    return std::clamp(pixels / room, 2, kMostTicks);
}

}  // namespace

struct PlotWidget::Whole {
    QCPRange x;
    QCPRange y;
};

PlotWidget::PlotWidget(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_whole(std::make_unique<Whole>()) {
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(96, 72);
    m_plot = new QCustomPlot(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);  // the frame of the focus
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
    connect(m_plot, &QCustomPlot::afterLayout, this, [this] {
        // A small plot has room for fewer tick labels. Its size is known only now, its ticks are there
        // already.
        const int along_x = tickCount(m_plot->axisRect()->width(), 56);
        const int along_y = tickCount(m_plot->axisRect()->height(), 24);
        if (m_plot->xAxis->ticker()->tickCount() != along_x ||
            m_plot->yAxis->ticker()->tickCount() != along_y) {
            m_plot->xAxis->ticker()->setTickCount(along_x);
            m_plot->yAxis->ticker()->setTickCount(along_y);
            m_plot->axisRect()->update(QCPLayoutElement::upPreparation);
        }
    });
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
                [this, axis](const QCPRange& range) {
                    if (m_user_view && !m_is_fitting) {
                        const QScopedValueRollback guard(m_is_fitting, true);
                        axis->setRange(within(axis == m_plot->xAxis ? m_whole->x : m_whole->y, range));
                    }
                });
    }

    m_curves = std::make_unique<PlotCurves>(*m_plot);
    m_bars = std::make_unique<PlotBars>(*m_plot);
    m_marks = std::make_unique<PlotMarks>(*m_plot);
    m_hover = std::make_unique<PlotHover>(*m_plot, *this);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &PlotWidget::redraw);
    followMouse();
    buildMenu();
    setTheme(theme);
}

PlotWidget::~PlotWidget() = default;

void PlotWidget::followMouse() {
    connect(m_plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if (event->buttons() == Qt::NoButton) {
            moveReadOut(event->position());
        } else {
            hideReadOut();
            userMoved();
        }
        Q_EMIT pointed();
    });
    connect(m_plot, &QCustomPlot::mouseWheel, this, [this](QWheelEvent* event) {
        const bool only_y = event->modifiers().testFlag(Qt::ControlModifier);
        m_plot->axisRect()->setRangeZoom(only_y ? Qt::Orientations(Qt::Vertical)
                                                : Qt::Horizontal | Qt::Vertical);
        userMoved();
    });
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, &PlotWidget::goHome);
    connect(m_plot, &QCustomPlot::plottableClick, this, [this](QCPAbstractPlottable* plottable) {
        if (const int bar = m_bars->indexOf(plottable); bar >= 0) {
            Q_EMIT barClicked(bar);
        }
    });
}

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
    m_curves->setTheme(theme);
    m_bars->setTheme(theme);
    m_marks->setTheme(theme);
    m_hover->setTheme(theme);
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
}

void PlotWidget::setTitle(const QString& title) {
    m_title = title;
    setAccessibleName(title);
}

void PlotWidget::setAxisTitles(const QString& x, const QString& y) {
    m_x_title = x;
    m_plot->xAxis->setLabel(m_is_x_title_visible ? x : QString());
    m_plot->yAxis->setLabel(y);
    scheduleRedraw();
}

void PlotWidget::setTitleX(const QString& title) {
    setAxisTitles(title, m_plot->yAxis->label());
}

void PlotWidget::setTitleXVisible(bool visible) {
    m_is_x_title_visible = visible;
    setTitleX(m_x_title);
}

void PlotWidget::setLogY(bool log) {
    if (m_log_y == log) {
        return;
    }
    m_log_y = log;
    m_log_action->setChecked(log);
    setLog(*m_plot->yAxis, log);
    goHome();
}

void PlotWidget::setLogX(bool log) {
    m_log_x = log;
    setLog(*m_plot->xAxis, log);
    goHome();
}

void PlotWidget::setKindX(PlotAxisKind kind) {
    m_kind_x = kind;
    setLogX(m_log_x);
}

void PlotWidget::setLog(QCPAxis& axis, bool log) {
    axis.setScaleType(log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    axis.setTicker(axisTicker(&axis == m_plot->xAxis ? m_kind_x : PlotAxisKind::number, log));
}

void PlotWidget::setHomeX(std::optional<std::pair<double, double>> range) {
    m_home.x = range;
    scheduleRedraw();
}

void PlotWidget::setHomeY(std::optional<std::pair<double, double>> range) {
    m_home.y = range;
    scheduleRedraw();
}

int PlotWidget::addSeries(PlotSeries spec) {
    const int index = m_curves->add(std::move(spec), m_theme);
    Q_EMIT seriesChanged();
    scheduleRedraw();
    return index;
}

int PlotWidget::seriesCount() const {
    return m_curves->count();
}

const PlotSeries& PlotWidget::series(int index) const {
    return m_curves->series(index);
}

bool PlotWidget::isSeriesVisible(int index) const {
    return m_curves->isVisible(index);
}

void PlotWidget::clearSeries() {
    m_curves->clear();
    hideReadOut();
    m_user_view = false;
    Q_EMIT seriesChanged();
    scheduleRedraw();
}

void PlotWidget::setData(int index, const std::vector<double>& x, const std::vector<double>& y) {
    m_curves->setData(index, x, y);
    scheduleRedraw();
}

void PlotWidget::append(int index, double x, double y) {
    m_curves->append(index, x, y);
    scheduleRedraw();
}

void PlotWidget::setSeriesName(int index, const QString& name) {
    if (m_curves->setName(index, name)) {
        Q_EMIT seriesChanged();
    }
}

void PlotWidget::setSeriesVisible(int index, bool visible) {
    if (m_curves->setVisible(index, visible)) {
        Q_EMIT seriesChanged();
        scheduleRedraw();
    }
}

void PlotWidget::setSeriesStrength(int index, bool faint, double width) {
    if (m_curves->setStrength(index, faint, width, m_theme)) {
        Q_EMIT seriesChanged();
        scheduleRedraw();
    }
}

void PlotWidget::setMarkers(const std::vector<PlotMarker>& markers) {
    m_marks->set(markers, m_theme);
    scheduleRedraw();
}

void PlotWidget::setShadedFrom(std::optional<double> x) {
    m_marks->setShadedFrom(x);
    scheduleRedraw();
}

void PlotWidget::setBars(const std::vector<PlotBar>& bars) {
    m_bars->set(bars, m_theme);
    scheduleRedraw();
}

std::optional<PlotReadOut> PlotWidget::readOutAt(double x) const {
    return m_curves->readOutAt(x);
}

const std::optional<PlotReadOut>& PlotWidget::readOut() const {
    return m_hover->readOut();
}

QPointF PlotWidget::positionOf(double x, double y) const {
    return m_plot->mapTo(this,
                         QPointF(m_plot->xAxis->coordToPixel(x), m_plot->yAxis->coordToPixel(y)).toPoint());
}

QWidget* PlotWidget::surface() const {
    return m_plot;
}

void PlotWidget::showReadOutAt(double x) {
    moveReadOut(QPointF(m_plot->xAxis->coordToPixel(x), m_plot->axisRect()->rect().center().y()));
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
    fit();
    m_marks->update();
    if (m_hover->readOut()) {
        moveReadOut(m_pointer);  // the data or the view may have changed under a pointer that rests
    }
    m_plot->replot(QCustomPlot::rpQueuedRefresh);
}

void PlotWidget::fit() {
    const QCPRange x = m_plot->xAxis->range();
    const QCPRange y = m_plot->yAxis->range();
    const QScopedValueRollback guard(m_is_fitting, true);
    m_bars->isEmpty() ? m_curves->fit(m_home, m_log_y) : m_bars->fit(m_home);
    *m_whole = {m_plot->xAxis->range(), m_plot->yAxis->range()};
    if (m_user_view) {
        m_plot->xAxis->setRange(within(m_whole->x, x));
        m_plot->yAxis->setRange(within(m_whole->y, y));
    }
}

void PlotWidget::moveReadOut(const QPointF& position) {
    const bool inside = m_plot->axisRect()->rect().contains(position.toPoint());
    const auto read_out = inside ? readOutAt(m_plot->xAxis->pixelToCoord(position.x())) : std::nullopt;
    if (!read_out) {
        hideReadOut();
        return;
    }
    m_pointer = position;
    if (m_hover->readOut() == read_out) {
        return;
    }
    const bool is_duration = m_kind_x == PlotAxisKind::duration;
    m_hover->show(*read_out, m_x_title, is_duration ? clockText(read_out->x) : QString());
    Q_EMIT hovered();
}

void PlotWidget::hideReadOut() {
    if (m_hover->hide()) {
        Q_EMIT hovered();
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
            moveAlong(*x, -kKeyShare);
            break;
        case Qt::Key_Right:
            moveAlong(*x, kKeyShare);
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

void PlotWidget::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.base);
    if (hasFocus()) {
        painter.setPen(m_theme.current);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void PlotWidget::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    scheduleRedraw();
}

bool PlotWidget::event(QEvent* event) {
    // One read-out at a time: the figures under the pointer, or what the plot is.
    if (event->type() == QEvent::ToolTip && m_hover->readOut()) {
        return true;
    }
    return QWidget::event(event);
}

void PlotWidget::leaveEvent(QEvent* event) {
    hideReadOut();
    Q_EMIT pointed();
    QWidget::leaveEvent(event);
}

}  // namespace priorscope
