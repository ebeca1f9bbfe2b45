#include "widgets/training/run_controls.hpp"

#include <QAction>
#include <QFileInfo>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <utility>

#include "widgets/components/flow_layout.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/components/single_click.hpp"
#include "widgets/components/text.hpp"
#include "widgets/theme/theme.hpp"
#include "widgets/training/runs.hpp"
#include "widgets/training/steering_panel.hpp"

namespace priorscope {
namespace {

using Phase = TrainingController::Phase;

QString phaseText(const TrainingController& controller) {
    if (controller.isActive() && controller.isStopRequested()) {
        return RunControls::tr("stopping after this step");
    }
    switch (controller.phase()) {
        case Phase::idle:
            return {};
        case Phase::preparing:
            return RunControls::tr("preparing");
        case Phase::running:
            return controller.isPauseRequested() ? RunControls::tr("pausing after this step")
                                                 : RunControls::tr("running");
        case Phase::paused:
            return RunControls::tr("paused");
        case Phase::evaluating:
            return RunControls::tr("evaluating");
        case Phase::saving:
            return RunControls::tr("saving");
        case Phase::finished:
            return RunControls::tr("finished");
        case Phase::stopped:
            return RunControls::tr("stopped");
        case Phase::failed:
            return RunControls::tr("failed");
    }
    return {};
}

}  // namespace

RunControls::RunControls(Runs& runs, QWidget* parent) : QWidget(parent), m_runs(runs) {
    buildActions();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(hairline(Qt::Horizontal, this));
    column->addWidget(buildButtons());
    m_steering = new SteeringPanel(this);
    m_steering->hide();
    column->addWidget(m_steering);
    connect(m_change, &QAction::toggled, m_steering, &QWidget::setVisible);
    connect(m_steering, &SteeringPanel::finishRequested, this,
            [this] { m_runs.controller().change(RunChange::Kind::finish); });
    connect(&m_runs.controller(), &TrainingController::metricsArrived, this, [this] {
        if (const auto& steps = m_runs.controller().steps(); !steps.empty()) {
            m_steering->setDone(steps.back().step);
        }
    });
    connect(m_steering, &SteeringPanel::applyRequested, this, [this] {
        if (!m_runs.controller().isActive()) {
            Q_EMIT changedResumeRequested();
            return;
        }
        for (const auto& [kind, value] : m_steering->changes()) {
            m_runs.controller().change(kind, value);
        }
    });
}

void RunControls::buildActions() {
    const auto make = [this](const QString& icon, const QString& text, const QKeySequence& keys,
                             const std::function<void()>& run) {
        auto* action = new QAction(text, this);
        action->setData(icon);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, run);
        return action;
    };
    TrainingController& controller = m_runs.controller();
    m_start = make(QStringLiteral("play"), tr("Start"), QKeySequence(Qt::CTRL | Qt::Key_R),
                   [this] { Q_EMIT startRequested(); });
    m_pause = make(QStringLiteral("pause"), tr("Pause"), QKeySequence(Qt::CTRL | Qt::Key_P),
                   [&controller] { controller.setPaused(!controller.isPauseRequested()); });
    m_stop = make(QStringLiteral("stop"), tr("Stop"), QKeySequence(Qt::CTRL | Qt::Key_Period),
                  [&controller] { controller.stop(); });
    m_checkpoint = make(QStringLiteral("save"), tr("Checkpoint"), QKeySequence(Qt::CTRL | Qt::Key_S),
                        [&controller] { controller.requestCheckpoint(); });
    m_evaluate = make(QStringLiteral("detect"), tr("Evaluate"), QKeySequence(Qt::CTRL | Qt::Key_E),
                      [&controller] { controller.change(RunChange::Kind::evaluate); });
    m_evaluate->setToolTip(
        tr("Evaluate after this step, once more than planned; it counts for the best weights and for early "
           "stopping"));
    m_resume = make(QStringLiteral("play"), tr("Resume run"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
                    [this] { Q_EMIT resumeRequested(); });
    m_change = make(QStringLiteral("settings"), tr("Change…"), QKeySequence(Qt::Key_E), [] {});
    m_change->setCheckable(true);
    m_change->setToolTip(tr("Change the rate or the length of the run, or let it finish"));
    m_move_out = make(QStringLiteral("export"), tr("To background"),
                      QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B), [this] { m_runs.moveOut(); });
    m_move_out->setToolTip(
        tr("Let the run go on in a process of its own, exactly as here: the window may be closed"));
    m_move_in = make(QStringLiteral("export"), tr("To this window"),
                     QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B), [this] { m_runs.moveIn(); });
    m_move_in->setToolTip(tr("Stop that process at a checkpoint, and go on here exactly as there"));
    m_plan = make(QStringLiteral("plus"), tr("New run…"), QKeySequence(Qt::CTRL | Qt::Key_N), [] {});
    m_plan->setCheckable(true);
    m_plan->setToolTip(tr("Plan another run meanwhile: the run in progress goes on"));
    connect(m_plan, &QAction::toggled, this, &RunControls::planningChanged);
    m_enqueue = make(QStringLiteral("plus"), tr("Add to queue"),
                     QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Q), [this] { Q_EMIT queueRequested(); });
    m_enqueue->setToolTip(tr("Let the planned run wait: it starts when the runs before it are done"));
    m_next = make(QStringLiteral("play"), tr("Start queue"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N),
                  [this] { m_runs.startNext(); });
    m_next->setToolTip(tr("Start the run that has waited longest; the others follow one by one"));
    m_start->setToolTip(tr("Start a run with the options below"));
    m_checkpoint->setToolTip(tr("Write last.pt after this step"));
    m_resume->setToolTip(tr("Resume the selected run from its last checkpoint, or from its start"));
}

QPushButton* RunControls::commandButton(QAction* action, QWidget* parent) {
    auto* button = new QPushButton(action->text(), parent);
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setEnabled(action->isEnabled());
        button->setVisible(action->isVisible());
        button->setToolTip(
            tr("%1 (%2)").arg(action->toolTip(), action->shortcut().toString(QKeySequence::NativeText)));
    };
    follow();
    connect(action, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

QWidget* RunControls::buildHead() {
    auto* head = new QWidget(this);
    head->setFixedHeight(Metrics::kFigureStrip);
    m_run_label = new ElidedLabel(QString(), head);
    m_run_label->setProperty("role", "heading");
    m_state_label = new ElidedLabel(QString(), head);
    m_state_label->setProperty("role", "second");
    auto* head_column = new QVBoxLayout(head);
    head_column->setContentsMargins(Metrics::kMargin, 8, Metrics::kMargin, 8);
    head_column->setSpacing(2);
    head_column->addWidget(m_run_label);
    head_column->addWidget(m_state_label);
    return head;
}

QWidget* RunControls::buildButtons() {
    auto* buttons = new QWidget(this);
    auto* column = new QVBoxLayout(buttons);
    column->setContentsMargins(Metrics::kMargin, 10, Metrics::kMargin, 10);
    auto* button_row = new FlowLayout(Metrics::kGap);  // four do not fit side by side in every language
    column->addLayout(button_row);
    const std::pair<QAction*, const char*> commands[] = {
        {m_start, "startButton"},       {m_enqueue, "enqueueButton"}, {m_next, "nextButton"},
        {m_pause, "pauseButton"},       {m_stop, "stopButton"},       {m_checkpoint, "checkpointButton"},
        {m_evaluate, "evaluateButton"}, {m_resume, "resumeButton"},   {m_change, "changeButton"},
        {m_move_out, "moveOutButton"},  {m_move_in, "moveInButton"},  {m_plan, "planButton"}};
    for (const auto& [action, name] : commands) {
        QPushButton* button = commandButton(action, buttons);
        button->setObjectName(QLatin1String(name));
        if (action == m_start || action == m_pause) {
            button->setProperty("role", "primary");
        }
        button_row->addWidget(button);
        ignoreSecondClick(button);
    }
    return buttons;
}

void RunControls::refresh(const QString& dataset, bool can_resume) {
    const TrainingController& controller = m_runs.controller();
    const bool active = controller.isActive() || m_runs.isMovingOut();
    const bool steerable = controller.isActive() && controller.run() && !controller.isStopRequested() &&
                           controller.run()->can_be_steered;
    if (!active) {
        const QSignalBlocker blocker(m_plan);
        m_plan->setChecked(false);
    }
    const bool planning = active && m_plan->isChecked();
    const bool is_shown = active && !planning;  // the run in progress
    const bool can_start = !controller.isTrainingHere() && !m_runs.isMovingOut();
    const auto show = [](QAction* action, bool visible, bool enabled) {
        action->setVisible(visible);
        action->setEnabled(visible && enabled);
    };
    const bool can_plan = !dataset.isEmpty() && !m_runs.isEnqueuing();
    const bool can_stop = controller.isActive() && !controller.isStopRequested() &&
                          (!controller.run() || controller.run()->can_be_steered);
    show(m_start, !active || (planning && can_start), can_plan);
    show(m_enqueue, !is_shown, can_plan);
    show(m_next, !active && m_runs.waiting() > 0, true);
    show(m_resume, !active, can_resume);
    show(m_pause, is_shown, steerable);
    m_pause->setText(controller.isPauseRequested() && active ? tr("Continue") : tr("Pause"));
    show(m_stop, is_shown, can_stop);
    show(m_checkpoint, is_shown, steerable);
    show(m_evaluate, is_shown, steerable);
    show(m_move_out, is_shown && !controller.isWatching(), m_runs.canMoveOut());
    show(m_move_in, is_shown && controller.isWatching(), steerable);
    show(m_plan, active, true);
    m_plan->setText(planning ? tr("Back to the run") : tr("New run…"));
    show(m_change, !planning, active ? steerable : m_has_selected);
    if (!m_change->isEnabled()) {
        m_change->setChecked(false);
    }
    if (const auto& run = controller.run(); active && run) {
        const auto done = controller.steps().empty() ? run->start_step : controller.steps().back().step;
        m_steering->showRun(QString::fromStdString(run->folder.string()), run->options, run->course, done,
                            /*is_active=*/true);
    }
    showState(dataset);
}

bool RunControls::isPlanning() const {
    return m_plan->isChecked() && m_plan->isVisible();
}

void RunControls::beginPlanning() {
    if (m_plan->isEnabled()) {
        m_plan->setChecked(true);
    }
}

void RunControls::endPlanning() {
    m_plan->setChecked(false);
}

void RunControls::setSelected(const RunOverview* record) {
    m_has_selected = record != nullptr && !record->in_progress;
    if (m_has_selected && !m_runs.controller().isActive()) {
        const auto done = record->summary.steps;
        m_steering->showRun(QString::fromStdString(record->folder.string()), record->options, record->course,
                            done, /*is_active=*/false);
    }
}

void RunControls::showState(const QString& dataset) {
    const TrainingController& controller = m_runs.controller();
    if (m_runs.isMovingOut() && !controller.isActive()) {
        m_state_label->setText(tr("handing over to a process of its own"));
        return;
    }
    if (isPlanning()) {
        m_run_label->setText(tr("New run"));
        m_state_label->setText(dataset.isEmpty() ? tr("Open a dataset first")
                                                 : tr("on %1; the run in progress goes on").arg(dataset));
        return;
    }
    if (!controller.isActive()) {
        m_run_label->setText(tr("New run"));
        m_state_label->setText(dataset.isEmpty() ? tr("Open a dataset first") : tr("on %1").arg(dataset));
        return;
    }
    const auto& run = controller.run();
    QString phase = phaseText(controller);
    if (controller.isWatching()) {
        phase =
            (!run || run->can_be_steered ? tr("%1 in another process") : tr("%1 by another user")).arg(phase);
    }
    m_run_label->setText(run ? QString::fromStdString(run->folder.filename().string()) : tr("New run"));
    m_state_label->setText(run ? tr("%1 on %2, %3")
                                     .arg(QString::fromStdString(run->spec.name),
                                          QFileInfo(QString::fromStdString(run->options.dataset)).fileName(),
                                          phase)
                               : phase);
}

}  // namespace priorscope
