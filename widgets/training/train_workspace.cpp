#include "widgets/training/train_workspace.hpp"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <filesystem>
#include <iterator>
#include <span>
#include <utility>

#include "widgets/components/error_banner.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/components/text.hpp"
#include "widgets/session/run_document.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"
#include "widgets/training/compared/compared_pages.hpp"
#include "widgets/training/form/training_form.hpp"
#include "widgets/training/rates/rate_panel.hpp"
#include "widgets/training/run_controls.hpp"
#include "widgets/training/run_events.hpp"
#include "widgets/training/run_figures.hpp"
#include "widgets/training/run_list.hpp"
#include "widgets/training/run_paths.hpp"
#include "widgets/training/runs/run_menu.hpp"
#include "widgets/training/samples/sample_grid.hpp"
#include "widgets/training/samples/sample_panel.hpp"
#include "widgets/training/samples/sample_service.hpp"
#include "widgets/training/steering_panel.hpp"
#include "widgets/training/system_watch.hpp"
#include "widgets/training/training_plots.hpp"
#include "widgets/training/trouble_bar.hpp"
#include "widgets/training/watched/watched_panel.hpp"

namespace priorscope {
namespace {

/// What needs more height than there is scrolls.
QWidget* scrolled(QWidget* content) {
    auto* scroll = new QScrollArea;
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    return scroll;
}

}  // namespace

TrainWorkspace::TrainWorkspace(const WorkspaceContext& context, QWidget* parent)
    : Workspace(context, parent), m_runs(context.runs) {
    m_figures = new RunFigures(context.themes.theme(), this);
    m_troubles = new TroubleBar(this);
    m_plots = new TrainingPlots(context.themes, this);
    m_inspector = buildInspector();
    m_list = new RunList(m_runs, context.themes, m_controls->resumeAction(), this);
    m_run_menu = new RunMenu(context, *m_list, this);
    auto* rows = new QSplitter(Qt::Vertical, this);
    rows->setObjectName(QStringLiteral("trainRows"));
    rows->setChildrenCollapsible(false);
    buildPages();
    buildWatched();
    m_system = new SystemWatch(this);
    connect(m_system, &SystemWatch::changed, this, [this] { m_plots->setSystem(m_system->system()); });
    addActions({m_plots->nextAxisAction(), m_compared->nextAction()});
    connect(m_plots, &TrainingPlots::viewChanged, this, &Workspace::sessionChanged);
    rows->addWidget(m_pages);
    rows->addWidget(m_watched);
    rows->addWidget(m_list);
    rows->setStretchFactor(0, 5);
    rows->setStretchFactor(1, 1);
    rows->setStretchFactor(2, 1);
    rows->setSizes({420, 160, 194});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_figures);
    column->addWidget(m_troubles);
    column->addWidget(scrolled(rows), 1);
    m_undo = context.draft.undoStack().createUndoAction(this, tr("Undo"));
    m_undo->setShortcut(QKeySequence::Undo);
    m_redo = context.draft.undoStack().createRedoAction(this, tr("Redo"));
    m_redo->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    followRuns();
    followRunMenu();
    followWorkbench();
    updateCommands();
    updateFigures();
}

TrainWorkspace::~TrainWorkspace() = default;

void TrainWorkspace::buildPages() {
    m_samples = new SamplePanel(context().workbench, context().draft, context().themes, this);
    m_rates = new RatePanel(context().workbench, context().draft, context().jobs, context().themes, this);
    m_samples->setFocusProxy(m_samples->grid());
    m_rates->setFocusProxy(m_rates->startButton());
    m_pages = new QStackedWidget(this);
    for (QWidget* page : std::initializer_list<QWidget*>{m_plots, m_samples, m_rates}) {
        m_pages->addWidget(page);
    }
    m_show_samples =
        pageAction(tr("Training samples"), Qt::Key_G,
                   tr("Shows what the planned run would train on, in place of the curves"), m_samples);
    m_show_rates =
        pageAction(tr("Learning rate sweep"), Qt::Key_L,
                   tr("Looks for a learning rate for the planned run, in place of the curves"), m_rates);
    connect(m_samples, &SamplePanel::closeRequested, m_show_samples,
            [this] { m_show_samples->setChecked(false); });
    connect(m_rates, &RatePanel::closeRequested, m_show_rates, [this] { m_show_rates->setChecked(false); });
    connect(m_form, &TrainingForm::samplesRequested, m_show_samples, &QAction::toggle);
    connect(m_form, &TrainingForm::ratesRequested, m_show_rates, &QAction::toggle);
}

void TrainWorkspace::buildWatched() {
    m_watched = new WatchedPanel(context().workbench, context().themes, this);
    m_show_watched = new QAction(tr("Validation images"), this);
    m_show_watched->setCheckable(true);
    m_show_watched->setChecked(true);
    m_show_watched->setShortcut(QKeySequence(Qt::Key_V));
    m_show_watched->setToolTip(tr("Shows what each evaluation found in some validation images"));
    addAction(m_show_watched);
    connect(m_show_watched, &QAction::toggled, m_watched, &QWidget::setVisible);
    connect(m_watched, &WatchedPanel::imageChosen, this, &TrainWorkspace::openWatched);
}

QString TrainWorkspace::checkpointFile(const QString& name) const {
    const QString file = QStringLiteral("%1/checkpoints/%2.pt").arg(m_runs.shown(), name);
    return QFileInfo::exists(file) ? file : QString();
}

QString TrainWorkspace::checkpointOf(std::int64_t step) const {
    const RunCurves& run = m_plots->current();
    if (const EvaluationRow* best = bestEvaluation(run.evaluations); best != nullptr && best->step == step) {
        return checkpointFile(QStringLiteral("best"));
    }
    // One may be kept where an epoch ends.
    const auto next = std::ranges::find(run.steps, step + 1, &StepMetrics::step);
    if (next != run.steps.end() && next != run.steps.begin() && next->epoch > std::prev(next)->epoch) {
        return checkpointFile(QStringLiteral("epoch-%1").arg(next->epoch, 4, 10, QLatin1Char('0')));
    }
    const bool is_last =
        !run.steps.empty() && run.steps.back().step == step && !m_runs.controller().isActive();
    return is_last ? checkpointFile(QStringLiteral("last")) : QString();
}

void TrainWorkspace::openWatched(int image, std::int64_t step) {
    QString file = checkpointOf(step);
    if (file.isEmpty()) {
        context().jobs.setNote(
            tr("No checkpoint of step %1 was kept: another of the run is shown").arg(countText(step)));
        const QString best = checkpointFile(QStringLiteral("best"));
        file = best.isEmpty() ? checkpointFile(QStringLiteral("last")) : best;
    }
    context().workbench.setCurrentImage(image);
    if (!file.isEmpty()) {
        m_runs.openCheckpoint(file);
    }
    Q_EMIT workspaceRequested(QStringLiteral("detect"));
}

QAction* TrainWorkspace::pageAction(const QString& text, Qt::Key key, const QString& tool_tip,
                                    QWidget* page) {
    auto* action = new QAction(text, this);
    action->setCheckable(true);
    action->setShortcut(QKeySequence(key));
    action->setToolTip(tool_tip);
    addAction(action);
    connect(action, &QAction::toggled, this, [this, action, page](bool shown) {
        for (QAction* other : {m_show_samples, m_show_rates}) {
            if (shown && other != action) {
                other->setChecked(false);
            }
        }
        m_pages->setCurrentWidget(shown ? page : m_plots);
        (shown ? page : m_form)->setFocus();
    });
    return action;
}

QWidget* TrainWorkspace::buildInspector() {
    auto* inspector = new QWidget(this);
    m_controls = new RunControls(m_runs, inspector);
    connect(m_controls, &RunControls::startRequested, this, &TrainWorkspace::startRun);
    connect(m_controls, &RunControls::queueRequested, this, &TrainWorkspace::enqueueRun);
    connect(m_controls, &RunControls::planningChanged, this, &TrainWorkspace::updateCommands);
    connect(m_controls, &RunControls::resumeRequested, this, &TrainWorkspace::resumeRun);
    connect(m_controls, &RunControls::changedResumeRequested, this,
            [this] { resumeSelected(m_controls->steering()->changes()); });
    m_form = new TrainingForm(context().workbench, context().draft, context().jobs);
    auto* padded = new QWidget;
    padded->setProperty("ground", "window");
    padded->setAttribute(Qt::WA_StyledBackground);
    auto* padded_column = new QVBoxLayout(padded);
    padded_column->setContentsMargins(Metrics::kMargin, 12, Metrics::kMargin, 12);
    padded_column->addWidget(m_form);
    padded_column->addStretch(1);
    auto* column = new QVBoxLayout(inspector);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_controls);
    column->addWidget(hairline(Qt::Horizontal, inspector));
    m_compared = new ComparedPages(context().themes, scrolled(padded), inspector);
    connect(m_compared, &ComparedPages::classChosen, m_plots, &TrainingPlots::setChosenClass);
    column->addWidget(m_compared, 1);
    return inspector;
}

void TrainWorkspace::followRuns() {
    const TrainingController* run = &m_runs.controller();
    connect(run, &TrainingController::phaseChanged, this, [this] {
        m_rates->setBlocked(isBusy());
        updateCommands();
        m_list->updateLive();
    });
    connect(run, &TrainingController::runStarted, this, &TrainWorkspace::handleRunStarted);
    connect(run, &TrainingController::metricsArrived, this, &TrainWorkspace::handleMetrics);
    connect(run, &TrainingController::ended, this, &TrainWorkspace::handleEnd);
    connect(run, &TrainingController::problemReported, this, [this](const QString& text) {
        if (m_runs.controller().isWatching()) {
            m_plots->lossPanel()->banner()->showError(text);
        }
    });
    connect(&m_runs, &Runs::movedOut, this, &Workspace::stopped);
    connect(&m_runs, &Runs::moveFailed, this, [this](const QString& reason) {
        m_plots->lossPanel()->banner()->showError(
            tr("The run does not go on without the window: %1").arg(reason));
        updateCommands();
        Q_EMIT mustStay(reason);
    });
    connect(&m_runs, &Runs::enqueuingFailed, this, [this](const QString& reason) {
        m_plots->lossPanel()->banner()->showError(reason);
        updateCommands();
    });
    connect(&m_runs, &Runs::listChanged, this, &TrainWorkspace::updateCommands);
    connect(&m_runs, &Runs::folderChanged, m_form, &TrainingForm::setRunsFolder);
    connect(m_form, &TrainingForm::runsFolderChanged, &m_runs, &Runs::setFolder);
    connect(m_list, &RunList::chosen, this, [this](const QString& chosen) {
        m_runs.watch(chosen);
        if (!isBusy() && (chosen.isEmpty() || m_runs.watched() != chosen)) {
            showRecord(chosen);
        }
        updateCommands();
    });
    connect(m_list, &RunList::baselineChanged, this, [this](const QString& baseline) {
        m_plots->setComparison(std::nullopt);
        if (m_runs.find(baseline) != nullptr) {
            m_runs.load(baseline);
        }
        showOverlaid();
        showCompared();
    });
    connect(m_list, &RunList::overlaidChanged, this, &TrainWorkspace::loadOverlaid);
    connect(&m_runs, &Runs::listChanged, this, &TrainWorkspace::loadOverlaid);
    connect(&m_runs, &Runs::listChanged, this, &TrainWorkspace::showCompared);
    connect(&m_runs, &Runs::loaded, this, &TrainWorkspace::handleLoaded);
    m_form->setRunsFolder(m_runs.folder());
}

void TrainWorkspace::followWorkbench() {
    Workbench& workbench = context().workbench;
    connect(&context().themes, &ThemeManager::changed, m_figures, &FigureStrip::setTheme);
    connect(&context().themes, &ThemeManager::changed, this, &TrainWorkspace::showOverlaid);
    connect(&workbench, &Workbench::datasetChanged, this, [this] {
        m_plots->lossPanel()->banner()->hide();  // of a run on another dataset
        updateCommands();
    });
}

QList<QAction*> TrainWorkspace::commands() const {
    return QList<QAction*>{m_undo, m_redo, nullptr} + m_controls->commands() +
           QList<QAction*>{nullptr,
                           m_list->compareAction(),
                           m_list->overlayAction(),
                           m_list->dequeueAction(),
                           m_list->refreshAction(),
                           nullptr} +
           m_run_menu->commands() + QList<QAction*>{nullptr,
                                                    m_plots->nextAxisAction(),
                                                    m_compared->nextAction(),
                                                    m_show_watched,
                                                    m_show_samples,
                                                    m_show_rates};
}

RunTableModel* TrainWorkspace::runs() const {
    return m_list->model();
}

void TrainWorkspace::showRun(const QString& folder) {
    const QString clean =
        textOf(std::filesystem::absolute(std::filesystem::path(folder.toStdString())).lexically_normal());
    m_list->selectWhenRead(clean);
    m_runs.setFolder(textOf(std::filesystem::path(clean.toStdString()).parent_path()));
}

bool TrainWorkspace::isSettled() const {
    return !m_runs.isReading() && !m_runs.isLoading() && !isBusy() && !m_samples->service()->isRunning() &&
           !m_rates->isSweeping() && m_watched->isSettled() && !m_system->isReading() &&
           !m_run_menu->keeper().isRunning() && !m_run_menu->reports().isRunning();
}

void TrainWorkspace::startRun() {
    if (!context().workbench.dataset() || isBusy() || !m_form->validate().empty()) {
        return;
    }
    m_plots->lossPanel()->banner()->hide();
    const RunDocument& document = context().draft;
    m_controls->endPlanning();
    m_runs.start(document.spec(), document.draft().options, m_form->runsFolder());
}

void TrainWorkspace::enqueueRun() {
    if (!context().workbench.dataset() || !m_form->validate().empty()) {
        return;
    }
    m_plots->lossPanel()->banner()->hide();
    const RunDocument& document = context().draft;
    m_runs.enqueue(document.spec(), document.draft().options, m_form->runsFolder());
    updateCommands();
}

bool TrainWorkspace::canResume(const QString& folder) const {
    const Runs::Record record = m_runs.find(folder);
    return record != nullptr && !record->isComplete() && !record->in_progress;
}

void TrainWorkspace::resumeRun() {
    const QString selected = m_list->selected();
    if (!isBusy() && canResume(selected)) {
        resumeSelected({});
    }
}

void TrainWorkspace::resumeSelected(const std::vector<std::pair<RunChange::Kind, double>>& changes) {
    const QString selected = m_list->selected();
    const Runs::Record record = m_runs.find(selected);
    if (isBusy() || record == nullptr || record->in_progress) {
        return;
    }
    const QString dataset = QString::fromStdString(record->options.dataset);
    if (QFileInfo(dataset).isDir()) {
        resumeOn(selected, QString(), changes);
        return;
    }
    auto* dialog = new QFileDialog(this, tr("Where is the run's dataset now? %1 is not there").arg(dataset));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, selected, changes](const QString& folder) { resumeOn(selected, folder, changes); });
    dialog->open();
}

void TrainWorkspace::resumeOn(const QString& run, const QString& dataset,
                              const std::vector<std::pair<RunChange::Kind, double>>& changes) {
    m_plots->lossPanel()->banner()->hide();
    m_runs.resume(run, dataset, changes);
}

QString TrainWorkspace::closingQuestion() const {
    const TrainingController& controller = m_runs.controller();
    const auto done = controller.steps().empty() ? 0 : controller.steps().back().step;
    const auto total = controller.run() ? controller.run()->totalSteps() : 0;
    const QString question = backgroundOffer().isEmpty()
                                 ? tr("Training is at step %1 of %2. Stop it at a checkpoint and close?")
                                 : tr("Training is at step %1 of %2. Stop it at a checkpoint, or let it go "
                                      "on in a process of its own?");
    return question.arg(countText(done), countText(total));
}

void TrainWorkspace::requestStop() {
    if (m_runs.isMovingOut() && !m_runs.controller().isActive()) {
        m_runs.cancelMove();
        Q_EMIT stopped();
        return;
    }
    m_runs.controller().stop();
}

QString TrainWorkspace::backgroundOffer() const {
    return m_runs.canMoveOut() ? tr("&Go on without the window") : QString();
}

void TrainWorkspace::stopAndWait() {
    m_runs.controller().stopAndWait();
}

void TrainWorkspace::updateCommands() {
    const auto& dataset = context().workbench.dataset();
    m_controls->setSelected(m_runs.find(m_list->selected()).get());
    m_controls->refresh(dataset ? QString::fromStdString(dataset->name) : QString(),
                        canResume(m_list->selected()));
    const auto& run = m_runs.controller().run();
    const bool is_draft_shown =
        m_controls->isPlanning() || (!m_runs.controller().isActive() && !m_runs.isMovingOut());
    if (is_draft_shown) {
        m_form->showDraft();
    } else if (run) {
        m_form->showRun(run->spec, run->options);
    } else {
        m_form->hold();
    }
    // The draft is not in sight during a run: undo would change it unseen.
    m_undo->setVisible(is_draft_shown);
    m_redo->setVisible(is_draft_shown);
}

}  // namespace priorscope
