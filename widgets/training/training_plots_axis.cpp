// What the curves of a run share: their horizontal axis, and what stands out among them.
#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <algorithm>
#include <array>
#include <cmath>

#include "widgets/training/training_plots.hpp"

namespace priorscope {
namespace {

constexpr std::array kAxisNames{"step", "epoch", "time"};  ///< in the order of StepAxis

/// To the next twentieth of its power of ten: the end of a run is no better known than that.
double roundedUp(double value) {
    if (!(value > 0.0)) {
        return value;
    }
    const double part = 0.05 * std::pow(10.0, std::floor(std::log10(value)));
    return part * std::ceil(value / part);
}

}  // namespace

std::array<PlotPanel*, 7> TrainingPlots::panels() const {
    return {m_loss, m_precision, m_rate, m_small[0], m_small[1], m_small[2], m_machine};
}

void TrainingPlots::addAxisActions() {
    m_axes = new QActionGroup(this);
    for (const QString& text : {tr("Over steps"), tr("Over epochs"), tr("Over training time")}) {
        m_axes->addAction(text)->setCheckable(true);
    }
    m_axes->actions().first()->setChecked(true);
    m_log_axis = new QAction(tr("Logarithmic steps"), this);
    m_log_axis->setCheckable(true);
    m_next_axis = new QAction(tr("Next axis: steps, epochs, time"), this);
    m_next_axis->setShortcut(QKeySequence(Qt::Key_X));
    m_next_axis->setToolTip(
        tr("Shows the curves over steps, epochs or training time without pauses: all of them together"));
    const auto choose = [this](int index, bool log) {
        setAxis(static_cast<StepAxis>(index), log);
        Q_EMIT viewChanged();
    };
    connect(m_axes, &QActionGroup::triggered, this, [this, choose](const QAction* action) {
        choose(static_cast<int>(m_axes->actions().indexOf(action)), m_is_axis_log);
    });
    connect(m_log_axis, &QAction::triggered, this,
            [this, choose](bool log) { choose(static_cast<int>(axis()), log); });
    connect(m_next_axis, &QAction::triggered, this, [this, choose] {
        choose((static_cast<int>(axis()) + 1) % static_cast<int>(kAxisNames.size()), m_is_axis_log);
    });
    for (PlotPanel* panel : panels()) {
        QMenu* menu = panel->plot()->menu();
        menu->addSeparator();
        menu->addActions(m_axes->actions());
        menu->addAction(m_log_axis);
    }
}

void TrainingPlots::setAxis(StepAxis axis, bool log) {
    m_axes->actions().at(static_cast<int>(axis))->setChecked(true);
    m_log_axis->setChecked(log);
    if (axis == m_places.axis() && log == m_is_axis_log) {
        return;
    }
    m_is_axis_log = log;
    m_places = placesOf(m_run, axis);
    const QString title = axis == StepAxis::step    ? tr("step")
                          : axis == StepAxis::epoch ? tr("epoch")
                                                    : tr("training time");
    for (PlotPanel* panel : panels()) {
        panel->plot()->setTitleX(title);
        panel->plot()->setKindX(axis == StepAxis::time ? PlotAxisKind::duration : PlotAxisKind::number);
        panel->plot()->setLogX(log);
    }
    for (const int series : m_class_series) {
        m_precision->plot()->setData(series, {}, {});
    }
    showAll();
    showComparison();
    m_overlay->show(axis, m_smoothing);
}

QByteArray TrainingPlots::session() const {
    return QByteArray(kAxisNames.at(static_cast<std::size_t>(axis()))) +
           (m_is_axis_log ? ",log," : ",linear,") + QByteArray::number(m_smoothing, 'f', 2);
}

void TrainingPlots::restoreSession(const QByteArray& session) {
    const QList<QByteArray> parts = session.split(',');
    const auto name =
        std::ranges::find_if(kAxisNames, [&](const char* each) { return parts.front() == each; });
    if (parts.size() != 3 || name == kAxisNames.end()) {
        return;
    }
    setAxis(static_cast<StepAxis>(name - kAxisNames.begin()), parts[1] == "log");
    bool is_number = false;
    const double smoothing = parts[2].toDouble(&is_number);
    if (is_number && smoothing >= 0.0 && smoothing < 1.0) {
        setSmoothing(smoothing);
    }
}

void TrainingPlots::setChosenClass(const QString& name) {
    m_chosen_class = name;
    showChosenClass();
}

void TrainingPlots::showChosenClass() {
    for (std::size_t i = 0; i < m_class_series.size(); ++i) {
        const bool is_chosen = i < m_run.classes.size() && !m_chosen_class.isEmpty() &&
                               QString::fromStdString(m_run.classes[i]) == m_chosen_class;
        m_precision->plot()->setSeriesStrength(m_class_series[i], !is_chosen, is_chosen ? 2.5 : 1.0);
    }
}

void TrainingPlots::setOverlaid(const std::vector<RunOverlay::Run>& runs) {
    m_overlay->setRuns(runs);
    m_overlay->show(axis(), m_smoothing);
    showRange();
}

double TrainingPlots::endOf(double steps) const {
    const double end = m_places.at(steps);
    return axis() == StepAxis::time ? roundedUp(end) : end;
}

void TrainingPlots::showRange() {
    const std::int64_t length = runLength(m_run.options, m_run.course);
    const auto total = static_cast<double>(length);
    const double done = m_run.steps.empty() ? 0.0 : static_cast<double>(m_run.steps.back().step);
    const double last = std::max({total, done, 1.0});
    double end = done < last ? endOf(last) : m_places.at(last);
    if (const auto overlaid = m_overlay->endOf(axis())) {
        end = std::max(end, *overlaid);
    }
    for (PlotPanel* panel : panels()) {
        panel->plot()->setHomeX(std::pair{m_is_axis_log ? m_places.at(1.0) : 0.0, end});
        panel->plot()->setShadedFrom(done < last ? std::optional(m_places.at(done)) : std::nullopt);
    }
    // The schedule from here on.
    std::vector<double> x;
    std::vector<double> y;
    if (total > done) {
        const std::int64_t first = static_cast<std::int64_t>(done);
        const auto stride = std::max<std::int64_t>(1, (length - first) / 400);
        for (std::int64_t step = first; step < length; step += stride) {
            x.push_back(m_places.at(static_cast<double>(step)));
            y.push_back(learningRateAt(m_run.options, step, m_run.course));
        }
    }
    m_rate->plot()->setData(m_plan_series, x, y);
}

void TrainingPlots::linkReadOuts() {
    for (const PlotPanel* panel : panels()) {
        const PlotWidget* pointed = panel->plot();
        connect(pointed, &PlotWidget::pointed, this, [this, pointed] {
            for (PlotPanel* other : panels()) {
                if (other->plot() == pointed) {
                    continue;
                }
                if (const auto& read_out = pointed->readOut()) {
                    other->plot()->showReadOutAt(read_out->x);
                } else {
                    other->plot()->hideReadOut();
                }
            }
        });
    }
}

}  // namespace priorscope
