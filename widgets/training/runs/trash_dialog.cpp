#include "widgets/training/runs/trash_dialog.hpp"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <optional>

#include "widgets/components/error_banner.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/single_click.hpp"
#include "widgets/components/table_style.hpp"
#include "widgets/components/text.hpp"
#include "widgets/theme/theme.hpp"
#include "widgets/training/run_paths.hpp"
#include "widgets/training/runs/run_keeper.hpp"
#include "widgets/training/runs/run_sizes_dialog.hpp"

namespace priorscope {
namespace {

constexpr int kWidth = 640;
constexpr int kHeight = 400;
enum Column { kRun, kWhen, kSize };

QTableWidgetItem* itemOf(const QString& text, Qt::Alignment alignment = Qt::AlignLeft) {
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    item->setTextAlignment(alignment | Qt::AlignVCenter);
    return item;
}

std::int64_t bytesOf(const std::vector<TrashEntry>& entries) {
    std::int64_t bytes = 0;
    for (const TrashEntry& entry : entries) {
        bytes += entry.bytes;
    }
    return bytes;
}

}  // namespace

TrashDialog::TrashDialog(const QString& runs, RunKeeper& keeper, JobList& jobs, QWidget* parent)
    : QDialog(parent), m_runs(runs), m_keeper(keeper), m_runner(&jobs) {
    build();
    connect(&m_runner, &JobRunner::failed, this, [this](const JobFailure& failure) {
        m_is_deleting = false;
        m_banner->showFailure(failure);
        refresh();
    });
    connect(&keeper, &RunKeeper::restored, this, &TrashDialog::read);
    connect(&keeper, &RunKeeper::failed, this, [this](const QString& message) {
        m_banner->showError(message);
        read();
    });
    read();
}

void TrashDialog::build() {
    setWindowTitle(tr("Trash"));
    resize(kWidth, kHeight);
    m_banner = new ErrorBanner(this);
    m_table = new QTableWidget(0, 3, this);
    setUpTable(*m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setAccessibleName(tr("Runs in the trash"));
    m_table->setHorizontalHeaderLabels({tr("Run"), tr("Thrown away"), tr("On disk")});
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeaderItem(kSize)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(kRun, QHeaderView::Stretch);
    m_table->setItemDelegateForColumn(kSize, new FigureDelegate(m_table));
    m_table->setColumnWidth(kWhen, columnWidth(*m_table, kWhen, 160));
    m_table->setColumnWidth(kSize, columnWidth(*m_table, kSize, 96));
    m_note = new QLabel(tr("Reading the trash…"), this);
    m_note->setProperty("role", "second");
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kMargin, Metrics::kMargin, Metrics::kMargin, Metrics::kMargin);
    column->setSpacing(Metrics::kGap);
    column->addWidget(m_banner);
    column->addWidget(m_table, 1);
    column->addWidget(m_note);
    column->addWidget(buildButtons());
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &TrashDialog::refresh);
}

QWidget* TrashDialog::buildButtons() {
    auto* box = new QDialogButtonBox(this);
    m_restore = box->addButton(tr("&Put back"), QDialogButtonBox::ActionRole);
    m_restore->setToolTip(
        tr("The selected run is in the list again; where its name has been taken it gets a number (Alt+P)"));
    m_delete = box->addButton(tr("&Delete…"), QDialogButtonBox::ActionRole);
    m_delete->setToolTip(tr("Delete the selected runs for good, after a question (Alt+D)"));
    m_empty = box->addButton(tr("&Empty…"), QDialogButtonBox::ActionRole);
    m_empty->setToolTip(tr("Delete everything in the trash for good, after a question (Alt+E)"));
    QPushButton* close = box->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
    close->setToolTip(tr("Close; what is being deleted stops after the present file (Escape)"));
    for (QPushButton* button : {m_restore, m_delete, m_empty}) {
        button->setAutoDefault(false);
        ignoreSecondClick(button);
    }
    connect(m_restore, &QPushButton::clicked, this, [this] {
        m_banner->hide();
        m_keeper.restore(textOf(entries(false).front().folder));
    });
    connect(m_delete, &QPushButton::clicked, this, [this] { ask(false); });
    connect(m_empty, &QPushButton::clicked, this, [this] { ask(true); });
    connect(box, &QDialogButtonBox::rejected, this, &TrashDialog::reject);
    refresh();
    return box;
}

QString TrashDialog::note() const {
    return m_note->text();
}

void TrashDialog::read() {
    if (m_is_deleting) {
        return;  // its end reads again
    }
    m_runner.start(
        tr("Reading the trash"),
        [runs = pathOf(m_runs)](const std::stop_token& stop,
                                const ProgressFn&) -> std::optional<std::vector<TrashEntry>> {
            std::vector<TrashEntry> entries = trashContents(runs, stop);
            return stop.stop_requested() ? std::nullopt : std::optional(std::move(entries));
        },
        [this](std::vector<TrashEntry> entries) { show(std::move(entries)); });
}

void TrashDialog::show(std::vector<TrashEntry> entries) {
    m_entries = std::move(entries);
    m_table->setRowCount(static_cast<int>(m_entries.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const TrashEntry& entry = m_entries[static_cast<std::size_t>(row)];
        const QDateTime time = QDateTime::fromString(QString::fromStdString(entry.trashed), Qt::ISODate);
        m_table->setItem(row, kRun, itemOf(QString::fromStdString(entry.run)));
        m_table->item(row, kRun)->setToolTip(textOf(entry.folder));
        m_table->setItem(row, kWhen, itemOf(QLocale().toString(time.toLocalTime(), QLocale::ShortFormat)));
        m_table->setItem(row, kSize, itemOf(diskText(entry.bytes), Qt::AlignRight));
    }
    if (!m_entries.empty()) {  // whatever keys are held
        m_table->selectionModel()->setCurrentIndex(
            m_table->model()->index(0, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    const QString total =
        tr("Runs in the trash: %1, together %2.")
            .arg(countText(static_cast<std::int64_t>(m_entries.size())), diskText(bytesOf(m_entries)));
    const QString state = m_entries.empty() ? tr("The trash is empty.") : total;
    m_note->setText(m_freed.isEmpty() ? state : m_freed + QLatin1Char(' ') + state);
    refresh();
}

std::vector<TrashEntry> TrashDialog::entries(bool all) const {
    std::vector<TrashEntry> chosen;
    for (std::size_t row = 0; row < m_entries.size(); ++row) {
        if (all || m_table->selectionModel()->isRowSelected(static_cast<int>(row))) {
            chosen.push_back(m_entries[row]);
        }
    }
    return chosen;
}

void TrashDialog::refresh() {
    const std::size_t selected = entries(false).size();
    m_restore->setEnabled(!m_is_deleting && selected == 1);
    m_delete->setEnabled(!m_is_deleting && selected > 0);
    m_empty->setEnabled(!m_is_deleting && !m_entries.empty());
}

void TrashDialog::ask(bool all) {
    const std::vector<TrashEntry> chosen = entries(all);
    const QString question =
        chosen.size() == 1
            ? tr("Delete %1 for good? This frees %2 and cannot be undone.")
                  .arg(QString::fromStdString(chosen.front().run), diskText(bytesOf(chosen)))
            : tr("Delete %1 runs for good? This frees %2 and cannot be undone.")
                  .arg(countText(static_cast<std::int64_t>(chosen.size())), diskText(bytesOf(chosen)));
    auto* box = new QMessageBox(QMessageBox::Question, windowTitle(), question,
                                QMessageBox::Yes | QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->button(QMessageBox::Yes)->setText(tr("&Delete"));
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QDialog::accepted, this, [this, chosen] { remove(chosen); });
    box->open();
}

void TrashDialog::remove(const std::vector<TrashEntry>& chosen) {
    m_is_deleting = true;
    m_banner->hide();
    std::vector<std::filesystem::path> folders;
    for (const TrashEntry& entry : chosen) {
        folders.push_back(entry.folder);
    }
    m_runner.start(
        tr("Emptying the trash"),
        [runs = pathOf(m_runs), folders](const std::stop_token& stop, const ProgressFn& progress) {
            return emptyTrash(runs, folders, stop, progress);
        },
        [this](const Deleted& result) { showDeleted(result); });
    refresh();
}

void TrashDialog::showDeleted(const Deleted& result) {
    m_is_deleting = false;
    m_freed = tr("Files deleted: %1. That freed %2.").arg(countText(result.files), diskText(result.bytes));
    if (!result.problems.empty()) {
        QString text = sentenceText(result.problems.front());
        if (result.problems.size() > 1) {
            text += QLatin1Char('\n') +
                    tr("and %1 more").arg(countText(static_cast<std::int64_t>(result.problems.size()) - 1));
        }
        m_banner->showError(text);
    }
    read();
}

void TrashDialog::reject() {
    m_runner.cancel();
    QDialog::reject();
}

}  // namespace priorscope
