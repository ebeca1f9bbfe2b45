#include "widgets/dataset/findings_panel.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <tuple>
#include <utility>

#include "core/dataset/issue_kind.hpp"
#include "core/evaluation/rescoring/suspect_findings.hpp"
#include "core/priors/coverage/uncovered_findings.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/single_click.hpp"
#include "widgets/components/table_style.hpp"
#include "widgets/components/text.hpp"
#include "widgets/components/wheel_guard.hpp"
#include "widgets/dataset/patches/mender.hpp"
#include "widgets/dataset/patches/patch_writer.hpp"
#include "widgets/dataset/patches/patches_dialog.hpp"
#include "widgets/detect/review/reviewed_errors.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/plots/plot_export.hpp"
#include "widgets/session/reviews.hpp"
#include "widgets/session/run_document.hpp"

namespace priorscope {
namespace {

constexpr int kEmptyPage = 0;
constexpr int kTablePage = 1;
constexpr int kEveryKind = -1;
constexpr int kAllButMany = -2;
constexpr int kNarrow = 720;  ///< pixels

std::int64_t imagesOf(const Workbench& workbench) {
    return workbench.dataset() ? static_cast<std::int64_t>(workbench.dataset()->images.size()) : 0;
}

}  // namespace

FindingsPanel::FindingsPanel(const WorkspaceContext& context, QWidget* parent)
    : Panel(tr("Findings"), parent),
      m_context(context),
      m_workbench(context.workbench),
      m_check(&context.jobs) {
    buildActions();
    m_kind = new QComboBox(this);
    m_kind->setProperty("compact", true);
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_kind->setMinimumWidth(64);  // in a narrow panel it shrinks before the button does
    m_kind->setAccessibleName(tr("Kind of finding"));
    m_kind->setToolTip(tr("Which findings are listed"));
    guardWheel(m_kind);
    addTool(m_kind);
    m_suspects = new QPushButton(this);
    m_suspects->setProperty("compact", true);
    m_suspects->setToolTip(
        tr("Labels that may be wrong, as the detector of Detect sees them: confident detections without an "
           "object or of another class, and objects that it never proposes. Click to look at them there"));
    m_suspects->hide();
    addTool(m_suspects);
    connect(m_suspects, &QPushButton::clicked, this, &FindingsPanel::suspectsWanted);
    connect(&context.detections, &SplitDetectionsService::changed, this,
            [this, &detections = context.detections] { showSuspects(detections); });
    followPatches(context);
    m_check_button = new QPushButton(this);
    m_check_button->setProperty("compact", true);
    addTool(m_check_button);
    ignoreSecondClick(m_check_button);
    connect(m_check_button, &QPushButton::clicked, m_check_action, &QAction::trigger);
    addTool(m_save_action);
    buildTable();
    m_pages = new QStackedWidget(this);
    m_empty = new EmptyState(QString(), tr("Check images"), m_pages);
    m_empty->button()->setToolTip(m_check_action->toolTip());
    connect(m_empty, &EmptyState::clicked, m_check_action, &QAction::trigger);
    m_pages->addWidget(m_empty);
    auto* list = new QWidget(m_pages);
    auto* rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(indentedTable(m_table, "base"), 1);
    m_detail = new QLabel(list);
    m_detail->setWordWrap(true);
    m_detail->setMargin(8);
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_detail->setAccessibleName(tr("The finding in full"));
    rows->addWidget(m_detail);
    m_pages->addWidget(list);
    setContent(m_pages);

    connect(m_kind, &QComboBox::activated, this, &FindingsPanel::applyFilter);
    connect(&m_workbench, &Workbench::datasetChanged, this, &FindingsPanel::followDataset);
    connect(&m_workbench, &Workbench::laterFindingsChanged, this, &FindingsPanel::refresh);
    for (const auto signal : {&JobRunner::started, &JobRunner::finished, &JobRunner::cancelled}) {
        connect(&m_check, signal, this, &FindingsPanel::refreshState);
    }
    connect(&m_check, &JobRunner::progressed, this, &FindingsPanel::refreshState);
    connect(&m_check, &JobRunner::failed, this, [this](const JobFailure& failure) {
        banner()->showFailure(failure);
        refreshState();
    });
    refresh();
}

void FindingsPanel::buildActions() {
    m_check_action = new QAction(tr("Check images"), this);
    m_check_action->setShortcut(QKeySequence(Qt::Key_F7));
    connect(m_check_action, &QAction::triggered, this, &FindingsPanel::toggleCheck);
    m_save_action = new QAction(tr("Save findings…"), this);
    m_save_action->setShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F7));
    m_save_action->setData(QStringLiteral("save"));
    m_save_action->setToolTip(tr("Save the listed findings as a table (%1)")
                                  .arg(m_save_action->shortcut().toString(QKeySequence::NativeText)));
    connect(m_save_action, &QAction::triggered, this, &FindingsPanel::askAndSave);
}

void FindingsPanel::buildTable() {
    m_issues = new IssueTableModel(this);
    m_proxy = new IssueProxyModel(this);
    m_proxy->setSourceModel(m_issues);
    m_table = new QTableView(this);
    m_table->setModel(m_proxy);
    setUpTable(*m_table);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(IssueTableModel::FileColumn, Qt::AscendingOrder);
    m_table->setItemDelegateForColumn(IssueTableModel::LineColumn, new FigureDelegate(m_table));
    m_table->setItemDelegateForColumn(IssueTableModel::DetailColumn, new SentenceDelegate(m_table));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);  // what is cut off is shown in full below
    m_table->setAccessibleName(tr("Findings"));
    auto* copy = new QAction(tr("Copy the finding"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &FindingsPanel::copyRow);
    m_table->addActions({copy, m_save_action});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &FindingsPanel::goTo);
    // A click on the row that is already current goes back to its image.
    connect(m_table, &QTableView::clicked, this, &FindingsPanel::goTo);
}

void FindingsPanel::followDataset() {
    m_check.cancel();
    // Of the same images, read again, what the last check found still counts; the findings are gone.
    if (m_result || !m_old_marks.empty()) {
        m_old_marks = m_workbench.marksOf("finding");
    }
    m_result.reset();
    m_suspected.clear();
    for (ErrorBanner* shown : findChildren<ErrorBanner*>()) {
        if (shown->window() == window()) {  // that of the label patches tells of this very dataset
            shown->hide();
        }
    }
    refresh();
}

void FindingsPanel::showSuspects(const SplitDetectionsService& detections) {
    const auto& split = detections.result();
    std::vector<DatasetIssue> suspected;
    if (split && split->dataset == m_workbench.dataset()) {
        suspected =
            suspectFindings(*split->dataset, split->detections.images, split->suspects,
                            split->detections.candidates, split->truth, split->detections.mapping.names);
    }
    const bool are_others = !suspected.empty() || !m_suspected.empty();
    m_suspected = std::move(suspected);
    if (are_others) {
        refresh();
    }
    nameButtons();
}

void FindingsPanel::followPatches(const WorkspaceContext& context) {
    m_patch_writer = new PatchWriter(context, this);
    m_patches_action = new QAction(tr("Label patches…"), this);
    m_patches_action->setShortcut(QKeySequence(Qt::Key_P));
    m_patches = new QPushButton(this);
    m_patches->setProperty("compact", true);
    m_patches->setToolTip(
        tr("Changes of labels that were decided on here or in Detect: click to write them into the "
           "annotations, or to take them back (P)"));
    addTool(m_patches);
    connect(m_patches, &QPushButton::clicked, m_patches_action, &QAction::trigger);
    connect(m_patches_action, &QAction::triggered, this, &FindingsPanel::showPatches);
    m_mender = new Mender(context, this);
    addTool(m_mender->button());
    connect(m_mender, &Mender::added, this, &FindingsPanel::showPatches);
    connect(&context.reviews.patches(), &LabelPatches::changed, this, &FindingsPanel::refreshPatches);
    connect(&m_workbench, &Workbench::datasetChanged, this, &FindingsPanel::refreshPatches);
    refreshPatches();
}

void FindingsPanel::refreshPatches() {
    const auto& dataset = m_workbench.dataset();
    const std::vector<LabelPatch> patches =
        dataset ? m_context.reviews.patches().ofDataset(reviewedDataset(*dataset))
                : std::vector<LabelPatch>();
    m_pending_count = std::count_if(patches.begin(), patches.end(),
                                    [](const LabelPatch& patch) { return patch.isPending(); });
    m_patches_action->setEnabled(!patches.empty());
    nameButtons();
}

/// In a narrow panel there is no room for full names.
void FindingsPanel::nameButtons() {
    const bool is_short = (!m_suspected.empty() || m_mender->count() > 0) && width() < kNarrow;
    m_suspects->setText((is_short ? tr("Suspected: %1") : tr("Suspected labels: %1"))
                            .arg(countText(static_cast<std::int64_t>(m_suspected.size()))));
    m_patches->setText(
        (is_short ? tr("Patches: %1") : tr("Label patches: %1")).arg(countText(m_pending_count)));
    m_suspects->setVisible(!m_suspected.empty());
    m_patches->setVisible(m_patches_action->isEnabled());
    m_mender->setButtonWanted(width() >= kNarrow || !m_patches_action->isEnabled());
}

void FindingsPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    nameButtons();
}

void FindingsPanel::showPatches() {
    if (m_patches_dialog == nullptr) {
        m_patches_dialog = new PatchesDialog(m_context, *m_patch_writer, this);
        m_patches_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_patches_dialog, &QObject::destroyed, this, [this] { m_patches_dialog = nullptr; });
        m_patches_dialog->open();
        m_patch_writer->look();
    }
}

QAction* FindingsPanel::mendAction() const {
    return m_mender->action();
}

bool FindingsPanel::isPatching() const {
    return m_patch_writer->isRunning() || m_mender->isRunning();
}

void FindingsPanel::toggleCheck() {
    if (m_check.isRunning()) {
        m_check.cancel();
        return;
    }
    if (!m_workbench.dataset()) {
        return;
    }
    banner()->hide();
    const DetectorSpec& planned = m_context.draft.spec();
    const LabelCheckOptions labels{.input_size = planned.inputSize(), .resize = planned.preprocessing.resize};
    m_check.start(
        tr("Checking images"),
        [dataset = m_workbench.dataset(), labels, priors = m_context.draft.priors()](
            const std::stop_token& stop, const ProgressFn& progress) {
            return checkWithPriors(*dataset, labels, priors, stop, progress);
        },
        [this](DatasetCheck check) {
            m_result = std::move(check);
            m_old_marks.clear();
            refresh();
        });
}

void FindingsPanel::refresh() {
    const auto& dataset = m_workbench.dataset();
    std::vector<DatasetIssue> issues =
        m_result ? m_result->issues : (dataset ? dataset->issues : std::vector<DatasetIssue>{});
    for (const DatasetIssue& later : m_workbench.laterFindings()) {
        const bool is_known = std::any_of(issues.begin(), issues.end(), [&later](const DatasetIssue& known) {
            return known.kind == later.kind && known.file == later.file;
        });
        if (!is_known) {
            issues.push_back(later);
        }
    }
    issues.insert(issues.end(), m_suspected.begin(), m_suspected.end());
    m_mender->setFindings(issues);
    m_issues->setDataset(dataset, std::move(issues), m_result ? m_result->found : FoundImages());
    m_workbench.setMarks("finding", m_issues->marks(m_old_marks));
    m_detail->hide();
    fitColumns();
    refreshKinds();
    refreshState();
}

/// Columns without any value give their space to the detail; kind and file of a finding are not cut off.
void FindingsPanel::fitColumns() {
    constexpr int kMeasuredRows = 1000;
    constexpr int kPadding = 24;
    constexpr int kMark = 24;
    const QFontMetrics font = m_table->fontMetrics();
    const auto widest = [&](int column) {
        int width = 0;
        for (int row = 0; row < std::min(m_issues->rowCount(), kMeasuredRows); ++row) {
            width = std::max(width, font.horizontalAdvance(m_issues->index(row, column).data().toString()));
        }
        return width;
    };
    m_table->setColumnWidth(IssueTableModel::FindingColumn,
                            std::clamp(widest(IssueTableModel::FindingColumn) + kPadding + kMark, 88, 240));
    m_table->setColumnWidth(IssueTableModel::FileColumn,
                            std::clamp(widest(IssueTableModel::FileColumn) + kPadding, 64, 136));
    for (const auto& [column, least, most] :
         {std::tuple{IssueTableModel::LineColumn, 44, 64}, {IssueTableModel::ObjectColumn, 64, 112}}) {
        const int width = widest(column);
        m_table->setColumnHidden(column, width == 0);
        m_table->setColumnWidth(
            column, std::max(columnWidth(*m_table, column, least), std::min(width + kPadding, most)));
    }
}

void FindingsPanel::refreshKinds() {
    const QVariant chosen = m_kind->currentData();
    const auto kinds = m_issues->kinds();
    const QSignalBlocker blocker(m_kind);
    m_kind->clear();
    int others = 0;
    for (const auto& [kind, count] : kinds) {
        others += isOfMany(kind) ? 0 : count;
    }
    const bool has_both = others > 0 && others < m_issues->rowCount();
    m_kind->addItem(tr("All, %1").arg(countText(m_issues->rowCount())), kEveryKind);
    for (const auto& [kind, count] : kinds) {
        m_kind->addItem(QStringLiteral("%1, %2").arg(issueTitle(kind), countText(count)),
                        static_cast<int>(kind));
    }
    if (has_both) {
        const QString rest =
            m_suspected.empty() ? tr("All but missing images, %1") : tr("Other findings, %1");
        m_kind->insertItem(1, rest.arg(countText(others)), kAllButMany);
    }
    const bool is_choice = m_result || (!m_suspected.empty() && chosen != kEveryKind);
    const int kept = is_choice ? m_kind->findData(chosen) : -1;
    m_kind->setCurrentIndex(kept >= 0 ? kept : (has_both ? 1 : 0));
    m_kind->setVisible(kinds.size() > 1);
    applyFilter();
}

void FindingsPanel::refreshState() {
    const bool checking = m_check.isRunning();
    const Progress& progress = m_check.progress();
    const QString key = m_check_action->shortcut().toString(QKeySequence::NativeText);
    m_check_action->setText(checking ? tr("Stop checking") : tr("Check images"));
    m_check_action->setToolTip(
        checking ? tr("Stop decoding the images (%1)").arg(key)
                 : tr("Decode every image, look at the labels for the run planned in Train, and compare the "
                      "pictures of splits (%1)")
                       .arg(key));
    m_check_action->setEnabled(m_workbench.dataset() != nullptr);
    m_check_button->setText(m_check_action->text());
    m_check_button->setToolTip(m_check_action->toolTip());
    m_check_button->setEnabled(m_check_action->isEnabled());
    m_save_action->setEnabled(m_issues->rowCount() > 0);

    const QString decoding =
        tr("decoding image %1 of %2").arg(countText(progress.done), countText(progress.total));
    const QString images =
        checking   ? decoding
        : m_result ? tr("%1 images decoded").arg(countText(static_cast<std::int64_t>(m_result->decoded)))
                   : tr("images not decoded");
    setSubtitle(
        images + QStringLiteral(" · ") +
        tr("%1 images, %2 findings").arg(countText(imagesOf(m_workbench)), countText(m_issues->rowCount())));

    m_pages->setCurrentIndex(m_issues->rowCount() > 0 ? kTablePage : kEmptyPage);
    const bool empty = m_issues->rowCount() == 0;
    m_check_button->setVisible(!empty || checking || m_result.has_value());
    m_empty->button()->setVisible(m_workbench.dataset() && !checking && !m_result);
    if (!m_workbench.dataset()) {
        m_empty->setSentence(tr("No dataset is open."));
    } else if (m_result) {
        m_empty->setSentence(tr("No problems found: %1 annotations were read and %2 images decoded.")
                                 .arg(countText(imagesOf(m_workbench)),
                                      countText(static_cast<std::int64_t>(m_result->decoded))));
    } else {
        m_empty->setSentence(
            tr("No problems found in %1 annotations. Their images have not been decoded yet.")
                .arg(countText(imagesOf(m_workbench))));
    }
}

void FindingsPanel::applyFilter() {
    const int chosen = m_kind->currentData().toInt();
    std::vector<IssueKind> kinds;
    for (const auto& [kind, count] : m_issues->kinds()) {
        const bool is_taken = chosen == kEveryKind ||
                              (chosen == kAllButMany ? !isOfMany(kind) : chosen == static_cast<int>(kind));
        if (is_taken) {
            kinds.push_back(kind);
        }
    }
    m_proxy->setKinds(kinds);
}

void FindingsPanel::goTo(const QModelIndex& row) {
    m_detail->setText(textOf(row));
    m_detail->setVisible(row.isValid());
    const QVariant image = row.data(IssueTableModel::ImageRole);
    if (image.isValid() && image.toInt() >= 0) {
        m_workbench.goToObject(image.toInt(), row.data(IssueTableModel::ObjectRole).toInt());
    }
}

QString FindingsPanel::textOf(const QModelIndex& row) const {
    if (!row.isValid()) {
        return {};
    }
    const DatasetIssue& issue = m_issues->issue(m_proxy->mapToSource(row).row());
    QString text = QString::fromStdString(issue.file.string());
    if (issue.line > 0) {
        text += QStringLiteral(":%1").arg(issue.line);
    }
    for (const QString& part : {QString::fromStdString(issue.object), sentenceText(issue.detail)}) {
        text += part.isEmpty() ? QString() : QStringLiteral(": ") + part;
    }
    return text;
}

QString FindingsPanel::csv() const {
    QString text = QStringLiteral("kind,file,line,object,detail\n");
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        const DatasetIssue& issue = m_issues->issue(m_proxy->mapToSource(m_proxy->index(row, 0)).row());
        text += QString::fromLatin1(issueKindName(issue.kind)) + u',' +
                csvCell(QString::fromStdString(issue.file.string())) + u',' +
                (issue.line > 0 ? QString::number(issue.line) : QString()) + u',' +
                csvCell(QString::fromStdString(issue.object)) + u',' +
                csvCell(QString::fromStdString(issue.detail.text())) + u'\n';
    }
    return text;
}

void FindingsPanel::copyRow() {
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid()) {
        QGuiApplication::clipboard()->setText(textOf(current));
    }
}

void FindingsPanel::askAndSave() {
    const QString file = askFiguresFile(this, tr("Findings"));
    if (!file.isEmpty() && !writeText(file, csv())) {
        showWriteFailure(this, file);
    }
}

}  // namespace priorscope
