#include "widgets/training/run_list.hpp"

#include <QAction>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <algorithm>
#include <utility>

#include "widgets/components/text.hpp"
#include "widgets/theme/theme_manager.hpp"
#include "widgets/training/compared/run_difference.hpp"
#include "widgets/training/runs.hpp"

namespace priorscope {

RunList::RunList(Runs& runs, ThemeManager& themes, QAction* resume, QWidget* parent)
    : Panel(tr("Runs"), parent), m_runs(runs) {
    buildActions();
    buildTable(resume);
    addTool(m_compare);
    addTool(m_refresh);
    m_more = new IconButton(QStringLiteral("more"), tr("What can be done with the runs"), this);
    m_more->setPopupMode(QToolButton::InstantPopup);
    addTool(m_more);
    setContent(m_table);
    setGround("base");
    followIcons(this, themes);
    connect(&runs, &Runs::listChanged, this, &RunList::showRuns);
    connect(&runs, &Runs::renamed, this, &RunList::follow);
}

void RunList::buildActions() {
    m_compare = new QAction(tr("Compare with selected run"), this);
    m_compare->setData(QStringLiteral("pin"));
    m_compare->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_B));
    m_compare->setToolTip(tr("Show the selected run's curves dashed"));
    m_compare->setEnabled(false);
    connect(m_compare, &QAction::triggered, this, &RunList::toggleBaseline);
    m_refresh = new QAction(tr("Reload runs"), this);
    m_refresh->setData(QStringLiteral("refresh"));
    m_refresh->setShortcut(QKeySequence(Qt::Key_F5));
    connect(m_refresh, &QAction::triggered, &m_runs, &Runs::read);
    m_dequeue = new QAction(tr("Take out of the queue"), this);
    m_dequeue->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Delete));
    m_dequeue->setToolTip(
        tr("The selected run does not start by itself; it can still be started with Resume"));
    m_dequeue->setEnabled(false);
    m_overlay = new QAction(tr("Lay over the others"), this);
    m_overlay->setShortcut(QKeySequence(Qt::Key_O));
    m_overlay->setToolTip(
        tr("Shows the curves of the selected run over those of the others, as its box does"));
    m_overlay->setEnabled(false);
    connect(m_overlay, &QAction::triggered, this, &RunList::toggleOverlaid);
    connect(m_dequeue, &QAction::triggered, this, [this] { m_runs.takeOutOfQueue(selected()); });
}

void RunList::buildTable(QAction* resume) {
    m_model = new RunTableModel(this);
    auto* sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_model);
    sorted->setSortRole(RunTableModel::SortRole);
    sorted->sort(RunTableModel::NameColumn, Qt::DescendingOrder);
    m_table = new QTableView;
    m_table->setModel(sorted);
    m_table->setSortingEnabled(true);
    m_table->setTextElideMode(Qt::ElideMiddle);
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
    const int widths[] = {172, 84, 96, 52, 52, 56, 52, 112, 76, 172, 220, 160};
    for (int column = 0; column < static_cast<int>(std::size(widths)); ++column) {
        m_table->setColumnWidth(column, columnWidth(*m_table, column, widths[column]));
    }
    // What a run does is what one looks for first, then one's own words; both stay in sight where there is
    // little room.
    m_table->horizontalHeader()->moveSection(RunTableModel::StateColumn, 1);
    m_table->horizontalHeader()->moveSection(RunTableModel::NotesColumn, 2);
    m_table->addActions({resume, m_compare, m_overlay, m_dequeue, m_refresh});
    connect(m_model, &RunTableModel::overlaidChanged, this, &RunList::overlaidChanged);
    showColumns();
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        m_compare->setEnabled(!selected().isEmpty());
        m_overlay->setEnabled(!selected().isEmpty());
        showQueueAction();
        Q_EMIT chosen(selected());
    });
}

QString RunList::selected() const {
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : rows.first().data(RunTableModel::FolderRole).toString();
}

void RunList::select(const QString& run) {
    auto* sorted = qobject_cast<QSortFilterProxyModel*>(m_table->model());
    const int row = m_model->rowOf(run);
    if (row >= 0) {
        m_table->selectRow(sorted->mapFromSource(m_model->index(row, 0)).row());
    }
    Q_EMIT chosen(run);
}

void RunList::clearSelection() {
    m_table->clearSelection();  // chosen() follows
}

void RunList::showRuns() {
    // While a run goes on, another one may be selected than is shown.
    const QStringList wishes{std::exchange(m_wanted, {}), selected(), m_runs.shown()};
    std::vector<RunRow> rows;
    for (const Runs::Record& record : m_runs.list()) {
        rows.push_back(runRow(*record));
    }
    m_model->setRuns(std::move(rows));
    if (!m_baseline.isEmpty() && m_model->rowOf(m_baseline) < 0) {  // of another folder, or deleted
        setBaseline({});
    }
    showDifferences();
    keepListedOverlaid();
    updateLive();
    showCount();
    const auto wanted =
        std::ranges::find_if(wishes, [this](const QString& run) { return m_model->rowOf(run) >= 0; });
    if (wanted != wishes.end()) {
        select(*wanted);
    } else {
        select(m_model->rowCount() > 0 ? m_model->row(0).folder : QString());
    }
    m_compare->setEnabled(!selected().isEmpty());
    showQueueAction();
}

void RunList::showColumns() {
    m_table->setColumnHidden(RunTableModel::OthersColumn, m_baseline.isEmpty());
}

/// A run keeps its place in the window when its folder is renamed.
void RunList::follow(const QString& from, const QString& to) {
    if (selected() == from) {
        selectWhenRead(to);
    }
    m_model->renameRun(from, to);
    QStringList overlaid = m_model->overlaid();
    std::ranges::replace(overlaid, from, to);
    m_model->setOverlaid(overlaid);
    if (m_baseline == from) {
        setBaseline(to);
    }
}

void RunList::showQueueAction() {
    const Runs::Record run = m_runs.find(selected());
    m_dequeue->setEnabled(run != nullptr && run->queued > 0);
}

void RunList::showCount() {
    setSubtitle(tr("%1 in %2").arg(countText(m_model->rowCount()), m_runs.folder()));
}

void RunList::updateLive() {
    const TrainingController& controller = m_runs.controller();
    if (!controller.isActive() || !controller.run()) {
        return;
    }
    const RunInfo& run = *controller.run();
    RunRow row;
    row.name = QString::fromStdString(run.folder.filename().string());
    row.folder = QString::fromStdString(run.folder.string());
    row.model = QString::fromStdString(run.spec.name);
    row.priors = priorsName(run.spec);
    row.batch_size = run.options.batch_size;
    row.accumulate = run.options.accumulate;
    row.learning_rate = run.options.learning_rate;
    const Runs::Record known = controller.isWatching() ? m_runs.find(row.folder) : nullptr;
    row.started = known ? runRow(*known).started : m_runs.started();
    const Runs::Record listed = m_runs.find(row.folder);
    row.id = listed ? listed->id : std::string();
    row.summary = summarize(controller.steps(), controller.evaluations(), run.totalSteps());
    if (controller.isWatching()) {
        row.state = RunState::elsewhere;
    } else {
        row.state =
            controller.phase() == TrainingController::Phase::paused ? RunState::paused : RunState::running;
    }
    m_model->updateRun(row);
    showCount();
}

void RunList::toggleOverlaid() {
    if (const QString run = selected(); !run.isEmpty()) {
        m_model->setOverlaid(run, !m_model->overlaid().contains(run));
    }
}

void RunList::keepListedOverlaid() {
    QStringList folders = m_model->overlaid();
    folders.removeIf([this](const QString& folder) { return m_model->rowOf(folder) < 0; });
    m_model->setOverlaid(folders);
}

void RunList::toggleBaseline() {
    const QString run = selected();
    setBaseline(m_runs.find(run) == nullptr || m_baseline == run ? QString() : run);
}

void RunList::setBaseline(const QString& run) {
    m_baseline = run;
    Q_EMIT baselineChanged(m_baseline);
    m_model->setBaseline(m_baseline);
    showDifferences();
    showColumns();
}

void RunList::showDifferences() {
    const Runs::Record baseline = m_runs.find(m_baseline);
    if (baseline == nullptr) {
        m_model->setDifferences({});
        return;
    }
    m_model->setDifferences([this, baseline](const QString& folder) -> std::optional<RunDifference> {
        const Runs::Record run = m_runs.known(folder);
        if (run == nullptr || run->folder == baseline->folder) {
            return std::nullopt;
        }
        return runDifference(*baseline, *run);
    });
}

}  // namespace priorscope
