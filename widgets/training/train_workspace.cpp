#include "widgets/training/train_workspace.hpp"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStandardPaths>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "widgets/components/error_banner.hpp"
#include "widgets/components/figure_strip.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/components/text.hpp"
#include "widgets/jobs/job_list.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"
#include "widgets/training/training_form.hpp"
#include "widgets/training/training_plots.hpp"
#include "widgets/training/weight_summary.hpp"

namespace priorscope {
namespace {

using Phase = TrainingController::Phase;

std::filesystem::path pathOf(const QString& text) {
    return std::filesystem::path(text.toStdString());
}

QString textOf(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

QString phaseText(const TrainingController& controller) {
    if (controller.isActive() && controller.isStopRequested()) {
        return TrainWorkspace::tr("stopping after this step");
    }
    switch (controller.phase()) {
        case Phase::idle:
            return {};
        case Phase::preparing:
            return TrainWorkspace::tr("preparing");
        case Phase::running:
            return controller.isPauseRequested() ? TrainWorkspace::tr("pausing after this step")
                                                 : TrainWorkspace::tr("running");
        case Phase::paused:
            return TrainWorkspace::tr("paused");
        case Phase::evaluating:
            return TrainWorkspace::tr("evaluating");
        case Phase::saving:
            return TrainWorkspace::tr("saving");
        case Phase::finished:
            return TrainWorkspace::tr("finished");
        case Phase::stopped:
            return TrainWorkspace::tr("stopped");
        case Phase::failed:
            return TrainWorkspace::tr("failed");
    }
    return {};
}

}  // namespace

TrainWorkspace::TrainWorkspace(const WorkspaceContext& context, QWidget* parent)
    : Workspace(context, parent) {
    m_figures = new FigureStrip(context.themes.theme(), this);
    m_plots = new TrainingPlots(context.themes, this);
    buildActions();
    m_inspector = buildInspector();
    auto* rows = new QSplitter(Qt::Vertical, this);
    rows->setObjectName(QStringLiteral("trainRows"));
    rows->setChildrenCollapsible(false);
    rows->addWidget(m_plots);
    rows->addWidget(buildRuns());
    rows->setStretchFactor(0, 5);
    rows->setStretchFactor(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_figures);
    column->addWidget(rows, 1);

    connect(&context.themes, &ThemeManager::changed, m_figures, &FigureStrip::setTheme);
    connect(&context.workbench, &Workbench::datasetChanged, this, &TrainWorkspace::followDataset);
    connect(&context.workbench, &Workbench::priorConfigChanged, this,
            [this] { m_form->usePriorConfig(this->context().workbench.priorConfig()); });
    connect(&m_controller, &TrainingController::phaseChanged, this, [this] {
        updateCommands();
        updateLiveRow();
    });
    connect(&m_controller, &TrainingController::runStarted, this, &TrainWorkspace::handleRunStarted);
    connect(&m_controller, &TrainingController::metricsArrived, this, &TrainWorkspace::handleMetrics);
    connect(&m_controller, &TrainingController::ended, this, &TrainWorkspace::handleEnd);
    connect(&m_controller, &TrainingController::checkpointWritten, this, [this](const QString& file) {
        const auto step = m_controller.steps().empty() ? 0 : m_controller.steps().back().step;
        this->context().jobs.setNote(tr("Checkpoint saved at step %1").arg(countText(step)));
        Q_EMIT checkpointWritten(file);
    });
    connect(&m_controller, &TrainingController::problemReported, this,
            [this](const QString& text) { this->context().jobs.log().append(LogLevel::warning, text); });
    connect(&m_controller, &TrainingController::badImageFound, &context.workbench, &Workbench::reportFinding);
    connect(m_form, &TrainingForm::runsFolderChanged, this, [this] { readRuns(); });
    connect(m_form, &TrainingForm::modelChanged, &this->context().workbench, &Workbench::setModel);
    context.workbench.setModel(m_form->model());
    m_form->setPriorConfig(context.workbench.priorConfig());
    followDataset();
    updateCommands();
    updateFigures();
}

TrainWorkspace::~TrainWorkspace() = default;

void TrainWorkspace::buildActions() {
    const auto make = [this](const QString& icon, const QString& text, const QKeySequence& keys,
                             void (TrainWorkspace::*slot)()) {
        auto* action = new QAction(text, this);
        action->setData(icon);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    m_start = make(QStringLiteral("play"), tr("Start"), QKeySequence(Qt::CTRL | Qt::Key_R),
                   &TrainWorkspace::startRun);
    m_pause = make(QStringLiteral("pause"), tr("Pause"), QKeySequence(Qt::CTRL | Qt::Key_P),
                   &TrainWorkspace::togglePause);
    m_stop = make(QStringLiteral("stop"), tr("Stop"), QKeySequence(Qt::CTRL | Qt::Key_Period),
                  &TrainWorkspace::stopRun);
    m_checkpoint = make(QStringLiteral("save"), tr("Checkpoint"), QKeySequence(Qt::CTRL | Qt::Key_S),
                        &TrainWorkspace::writeCheckpoint);
    m_resume = make(QStringLiteral("play"), tr("Resume run"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
                    &TrainWorkspace::resumeRun);
    m_baseline_action = make(QStringLiteral("pin"), tr("Compare with selected run"),
                             QKeySequence(Qt::CTRL | Qt::Key_B), &TrainWorkspace::toggleBaseline);
    m_refresh = new QAction(tr("Read runs again"), this);
    m_refresh->setData(QStringLiteral("refresh"));
    m_refresh->setShortcut(QKeySequence(Qt::Key_F5));
    connect(m_refresh, &QAction::triggered, this, [this] { readRuns(); });
    m_start->setToolTip(tr("Start a run with the options below"));
    m_checkpoint->setToolTip(tr("Write last.pt after this step"));
    m_resume->setToolTip(tr("Go on with the selected run from its last checkpoint, or from its start"));
    m_baseline_action->setToolTip(tr("Show the selected run's curves dashed"));
}

QList<QAction*> TrainWorkspace::commands() const {
    return {m_start, m_resume, m_pause, m_stop, m_checkpoint, nullptr, m_baseline_action, m_refresh};
}

QPushButton* TrainWorkspace::commandButton(QAction* action, QWidget* parent) {
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

QWidget* TrainWorkspace::buildInspector() {
    auto* inspector = new QWidget(this);
    auto* head = new QWidget(inspector);
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

    auto* buttons = new QWidget(inspector);
    auto* button_row = new QHBoxLayout(buttons);
    button_row->setContentsMargins(Metrics::kMargin, 10, Metrics::kMargin, 10);
    button_row->setSpacing(Metrics::kGap);
    QPushButton* start = commandButton(m_start, buttons);
    start->setObjectName(QStringLiteral("startButton"));
    start->setProperty("role", "primary");
    QPushButton* pause = commandButton(m_pause, buttons);
    pause->setObjectName(QStringLiteral("pauseButton"));
    pause->setProperty("role", "primary");
    QPushButton* stop = commandButton(m_stop, buttons);
    stop->setObjectName(QStringLiteral("stopButton"));
    QPushButton* checkpoint = commandButton(m_checkpoint, buttons);
    QPushButton* resume = commandButton(m_resume, buttons);
    resume->setObjectName(QStringLiteral("resumeButton"));
    for (QPushButton* button : {start, pause, stop, checkpoint, resume}) {
        button_row->addWidget(button);
    }
    button_row->addStretch(1);

    m_form = new TrainingForm(context().workbench.families());
    auto* padded = new QWidget;
    padded->setProperty("ground", "window");
    padded->setAttribute(Qt::WA_StyledBackground);
    auto* padded_column = new QVBoxLayout(padded);
    padded_column->setContentsMargins(Metrics::kMargin, 12, Metrics::kMargin, 12);
    padded_column->addWidget(m_form);
    padded_column->addStretch(1);
    auto* scroll = new QScrollArea(inspector);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(padded);

    auto* column = new QVBoxLayout(inspector);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(hairline(Qt::Horizontal, inspector));
    column->addWidget(buttons);
    column->addWidget(hairline(Qt::Horizontal, inspector));
    column->addWidget(scroll, 1);
    return inspector;
}

QWidget* TrainWorkspace::buildRuns() {
    m_runs = new RunTableModel(this);
    auto* sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_runs);
    sorted->setSortRole(RunTableModel::SortRole);
    sorted->sort(RunTableModel::NameColumn, Qt::DescendingOrder);
    m_table = new QTableView;
    m_table->setModel(sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(RunTableModel::NameColumn, Qt::DescendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    auto* figures = new FigureDelegate(m_table);
    for (int column = RunTableModel::BatchColumn; column <= RunTableModel::TimeColumn; ++column) {
        m_table->setItemDelegateForColumn(column, figures);
    }
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(Metrics::kRow);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setMinimumSectionSize(56);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setAccessibleName(tr("Runs"));
    m_table->setMinimumHeight(Metrics::kRow * 3);
    const int widths[] = {148, 104, 112, 64, 72, 72, 72, 136, 104};
    for (int column = 0; column < static_cast<int>(std::size(widths)); ++column) {
        m_table->setColumnWidth(column, widths[column]);
    }
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions({m_resume, m_baseline_action, m_refresh});
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_controller.isActive()) {
            showRecord(selectedFolder());
        }
        updateCommands();
    });

    m_runs_panel = new Panel(tr("Runs"), this);
    m_runs_panel->addTool(m_baseline_action);
    m_runs_panel->addTool(m_refresh);
    m_runs_panel->setContent(m_table);
    m_runs_panel->setGround("base");
    followIcons(m_runs_panel, context().themes);
    return m_runs_panel;
}

void TrainWorkspace::followDataset() {
    const auto& dataset = context().workbench.dataset();
    m_form->setDataset(dataset);
    if (dataset && !m_controller.isActive()) {
        const QString root = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
        m_form->setRunsFolder(
            QStringLiteral("%1/priorscope/runs/%2").arg(root, QString::fromStdString(dataset->name)));
        readRuns();
    }
    updateCommands();
}

void TrainWorkspace::readRuns(const QString& select) {
    const auto folder = pathOf(m_form->runsFolder());
    m_reader.start(
        tr("Reading runs"),
        [folder, families = context().workbench.families()](const std::stop_token& stop,
                                                            const ProgressFn&) -> std::optional<RunList> {
            RunList list;
            for (const auto& run : findRuns(folder)) {
                if (stop.stop_requested()) {
                    return std::nullopt;
                }
                try {
                    list.records.push_back(std::make_shared<const RunRecord>(readRun(run, families)));
                } catch (const Error& error) {
                    list.problems.emplace_back(error.what());
                }
            }
            return list;
        },
        [this, select](const RunList& list) { showRuns(list, select); });
}

void TrainWorkspace::showRuns(const RunList& list, const QString& select) {
    const QString wanted = select.isEmpty() ? (m_shown.isEmpty() ? selectedFolder() : m_shown) : select;
    m_records.clear();
    std::vector<RunRow> rows;
    for (const auto& record : list.records) {
        rows.push_back(runRow(*record));
        m_records[rows.back().folder] = record;
    }
    for (const std::string& problem : list.problems) {
        context().jobs.log().append(LogLevel::warning, QString::fromStdString(problem));
    }
    m_runs->setRuns(std::move(rows));
    m_runs_panel->setSubtitle(tr("%1 in %2").arg(countText(m_runs->rowCount()), m_form->runsFolder()));
    updateLiveRow();
    if (m_runs->rowOf(wanted) >= 0) {
        selectRun(wanted);
    } else if (m_runs->rowCount() > 0) {
        selectRun(m_runs->row(0).folder);
    } else if (!m_controller.isActive()) {
        showRecord({});
    }
    updateCommands();
    Q_EMIT runsChanged();
}

void TrainWorkspace::selectRun(const QString& folder) {
    auto* sorted = qobject_cast<QSortFilterProxyModel*>(m_table->model());
    const int row = m_runs->rowOf(folder);
    if (row >= 0) {
        m_table->selectRow(sorted->mapFromSource(m_runs->index(row, 0)).row());
    }
    if (!m_controller.isActive()) {
        showRecord(folder);
    }
}

QString TrainWorkspace::selectedFolder() const {
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : rows.first().data(RunTableModel::FolderRole).toString();
}

void TrainWorkspace::showRecord(const QString& folder) {
    const auto found = m_records.find(folder);
    if (found == m_records.end()) {
        m_plots->clear();
        m_shown.clear();
    } else if (m_shown != folder || m_plots->current().steps.size() != found->second->steps.size()) {
        m_plots->setCurrent(curvesOf(*found->second));
        m_shown = folder;
    }
    updateFigures();
}

void TrainWorkspace::showRun(const QString& folder) {
    const QString clean = textOf(std::filesystem::absolute(pathOf(folder)).lexically_normal());
    m_form->setRunsFolder(textOf(pathOf(clean).parent_path()));
    readRuns(clean);
}

QString TrainWorkspace::latestRun() const {
    if (m_controller.run()) {
        return textOf(m_controller.run()->folder);
    }
    return m_shown;
}

bool TrainWorkspace::isSettled() const {
    return !m_reader.isRunning() && !m_controller.isActive();
}

void TrainWorkspace::toggleBaseline() {
    const QString folder = selectedFolder();
    const auto found = m_records.find(folder);
    if (found == m_records.end() || m_baseline == folder) {
        m_baseline.clear();
        m_plots->setComparison(std::nullopt);
    } else {
        m_baseline = folder;
        m_plots->setComparison(curvesOf(*found->second));
    }
    m_runs->setBaseline(m_baseline);
}

void TrainWorkspace::startRun() {
    const auto& dataset = context().workbench.dataset();
    if (!dataset || m_controller.isActive() || !m_form->validate().empty()) {
        return;
    }
    const auto folder = pathOf(m_form->runsFolder());
    begin([dataset, spec = m_form->spec(), options = m_form->options(), folder](const std::stop_token&,
                                                                                const ProgressFn&) {
        return TrainingSession::start(dataset, spec, options, nextRunFolder(folder));
    });
}

bool TrainWorkspace::canResume(const QString& folder) const {
    const auto found = m_records.find(folder);
    return found != m_records.end() && !found->second->isComplete();
}

void TrainWorkspace::resumeRun() {
    const QString selected = selectedFolder();
    if (m_controller.isActive() || !canResume(selected)) {
        return;
    }
    const QString dataset = QString::fromStdString(m_records.at(selected)->options.dataset);
    if (QFileInfo(dataset).isDir()) {
        resumeOn(selected, QString());
        return;
    }
    auto* dialog = new QFileDialog(this, tr("Where is the run's dataset now? %1 is not there").arg(dataset));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, selected](const QString& folder) { resumeOn(selected, folder); });
    dialog->open();
}

void TrainWorkspace::resumeOn(const QString& run, const QString& dataset) {
    begin([run = pathOf(run), dataset = pathOf(dataset), families = context().workbench.families()](
              const std::stop_token& stop, const ProgressFn& progress) {
        return TrainingSession::resume(run, dataset, stop, progress, families);
    });
}

void TrainWorkspace::begin(TrainingController::SessionFactory make) {
    m_plots->lossPanel()->banner()->hide();
    m_started = QDateTime::currentDateTimeUtc();
    m_job = context().jobs.add(tr("Training"), [this] { stopRun(); });
    m_controller.start(std::move(make));
    updateCommands();
}

void TrainWorkspace::togglePause() {
    m_controller.setPaused(!m_controller.isPauseRequested());
}

void TrainWorkspace::stopRun() {
    m_controller.stop();
}

void TrainWorkspace::writeCheckpoint() {
    m_controller.requestCheckpoint();
}

QString TrainWorkspace::closingQuestion() const {
    const auto done = m_controller.steps().empty() ? 0 : m_controller.steps().back().step;
    const auto total = m_controller.run() ? m_controller.run()->options.steps : 0;
    return tr("Training is at step %1 of %2. Stop it at a checkpoint and close?")
        .arg(countText(done), countText(total));
}

void TrainWorkspace::requestStop() {
    m_controller.stop();
}

void TrainWorkspace::stopAndWait() {
    m_controller.stopAndWait();
}

void TrainWorkspace::handleRunStarted() {
    const RunInfo& run = *m_controller.run();
    m_shown = textOf(run.folder);
    m_shown_steps = m_controller.steps().size();
    m_shown_evaluations = m_controller.evaluations().size();
    m_plots->setCurrent({textOf(run.folder.filename()), run.options, run.spec.family->losses,
                         m_controller.steps(), m_controller.evaluations()});
    updateLiveRow();
    selectRun(m_shown);
    updateCommands();
    updateFigures();
    updateJob();
    if (run.weights) {
        const QString summary = weightSummary(*run.weights);
        context().jobs.setNote(summary);
        context().jobs.log().append(LogLevel::info, summary);
        for (const std::string& note : run.weights->notes) {
            context().jobs.log().append(LogLevel::warning, QString::fromStdString(note));
        }
    }
}

void TrainWorkspace::handleMetrics() {
    if (!m_controller.run()) {
        return;
    }
    const auto& steps = m_controller.steps();
    if (steps.size() > m_shown_steps) {
        Q_EMIT workUnderway();
        m_plots->append(std::span(steps).subspan(m_shown_steps));
        m_shown_steps = steps.size();
    }
    const auto& evaluations = m_controller.evaluations();
    for (; m_shown_evaluations < evaluations.size(); ++m_shown_evaluations) {
        const auto& last = m_controller.lastEvaluation();
        const bool has_classes = last && last->step == evaluations[m_shown_evaluations].step;
        m_plots->append(evaluations[m_shown_evaluations], has_classes ? last->evaluation : Evaluation{});
    }
    updateLiveRow();
    updateFigures();
    updateJob();
}

void TrainWorkspace::handleEnd() {
    context().jobs.remove(m_job);
    m_job = 0;
    if (m_controller.phase() == Phase::failed) {
        m_plots->lossPanel()->banner()->showError(m_controller.errorText());
        context().jobs.log().append(LogLevel::error, m_controller.errorText());
    } else {
        context().jobs.setNote(m_controller.phase() == Phase::finished
                                   ? tr("Training finished")
                                   : tr("Training stopped at a checkpoint"));
    }
    updateCommands();
    updateFigures();
    readRuns(m_controller.run() ? textOf(m_controller.run()->folder) : QString());
    Q_EMIT stopped();
}

void TrainWorkspace::updateLiveRow() {
    if (!m_controller.isActive() || !m_controller.run()) {
        return;
    }
    const RunInfo& run = *m_controller.run();
    RunRow row;
    row.name = textOf(run.folder.filename());
    row.folder = textOf(run.folder);
    row.model = QString::fromStdString(run.spec.name);
    row.priors = priorsName(run.spec);
    row.batch_size = run.options.batch_size;
    row.learning_rate = run.options.learning_rate;
    row.started = m_started;
    row.summary = summarize(m_controller.steps(), m_controller.evaluations(), run.options.steps);
    row.state = m_controller.phase() == Phase::paused ? RunState::paused : RunState::running;
    m_runs->updateRun(row);
}

void TrainWorkspace::updateFigures() {
    const RunCurves& run = m_plots->current();
    const RunSummary summary = summarize(run.steps, run.evaluations, run.options.steps);
    const bool any = !run.steps.empty();
    const QString none = QStringLiteral("–");
    std::vector<Figure> figures;
    figures.push_back(
        {.label = any ? tr("Step, epoch %1").arg(countText(run.steps.back().epoch + 1)) : tr("Step"),
         .value = any ? countText(summary.steps) : none,
         .change = any ? tr("of %1").arg(countText(summary.total_steps)) : QString(),
         .tool_tip = tr("Batches learned from")});
    figures.push_back({.label = tr("Total loss"),
                       .value = summary.loss ? figureText(*summary.loss, 2) : none,
                       .tool_tip = tr("Mean of the last 50 steps")});
    figures.push_back(
        {.label = tr("mAP@0.5 (VOC07), best"),
         .value = summary.best_map ? figureText(*summary.best_map) : none,
         .tool_tip = tr("Highest mean of the classes' 11-point average precision at IoU 0.5, on the "
                        "validation split")});
    figures.push_back({.label = tr("Images per second"),
                       .value = any ? figureText(run.steps.back().images_per_second, 1) : none,
                       .tool_tip = tr("Training images per second, waiting included")});
    Figure left{.label = tr("Time left"), .value = none, .tool_tip = tr("By the rate of the last 100 steps")};
    if (m_controller.isActive()) {
        if (const auto seconds = m_controller.secondsLeft()) {
            left.value = durationText(*seconds);
            const QDateTime end = QDateTime::currentDateTime().addSecs(static_cast<qint64>(*seconds));
            if (m_controller.phase() == Phase::running) {
                left.change = tr("ends %1").arg(QLocale().toString(end.time(), QStringLiteral("HH:mm")));
            }
        }
    } else if (any) {
        left.label = tr("Time spent");
        left.value = durationText(summary.elapsed_s);
        left.tool_tip = tr("Training, pauses left out");
    }
    figures.push_back(left);
    m_figures->setFigures(std::move(figures));
}

void TrainWorkspace::updateJob() {
    if (m_job == 0 || !m_controller.run()) {
        return;
    }
    const auto done = m_controller.steps().empty() ? 0 : m_controller.steps().back().step;
    context().jobs.update(m_job, {done, m_controller.run()->options.steps, "steps"});
}

void TrainWorkspace::updateCommands() {
    const bool active = m_controller.isActive();
    const bool steerable = active && m_controller.run() && !m_controller.isStopRequested();
    m_start->setEnabled(!active && context().workbench.dataset() != nullptr);
    m_start->setVisible(!active);
    m_resume->setVisible(!active);
    m_resume->setEnabled(!active && canResume(selectedFolder()));
    m_pause->setVisible(active);
    m_pause->setEnabled(steerable);
    m_pause->setText(m_controller.isPauseRequested() && active ? tr("Continue") : tr("Pause"));
    m_stop->setVisible(active);
    m_stop->setEnabled(active && !m_controller.isStopRequested());
    m_checkpoint->setVisible(active);
    m_checkpoint->setEnabled(steerable);
    m_baseline_action->setEnabled(!selectedFolder().isEmpty());
    m_form->setEnabled(!active);
    if (active) {
        m_run_label->setText(m_controller.run() ? textOf(m_controller.run()->folder.filename())
                                                : tr("New run"));
        m_state_label->setText(m_controller.run()
                                   ? tr("%1, %2").arg(QString::fromStdString(m_controller.run()->spec.name),
                                                      phaseText(m_controller))
                                   : phaseText(m_controller));
    } else {
        m_run_label->setText(tr("New run"));
        m_state_label->setText(context().workbench.dataset() ? tr("on %1").arg(QString::fromStdString(
                                                                   context().workbench.dataset()->name))
                                                             : tr("Open a dataset first"));
    }
}

}  // namespace priorscope
