#include "widgets/dataset/patches/patches_dialog.hpp"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <exception>
#include <iterator>
#include <set>

#include "core/base/files/stored_path.hpp"
#include "core/dataset/image_lookup.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/single_click.hpp"
#include "widgets/components/table_style.hpp"
#include "widgets/components/text.hpp"
#include "widgets/dataset/patches/patch_model.hpp"
#include "widgets/dataset/patches/patch_writer.hpp"
#include "widgets/detect/review/reviewed_errors.hpp"
#include "widgets/session/project_store.hpp"
#include "widgets/session/reviews.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

constexpr int kWidth = 864;
constexpr int kHeight = 440;
constexpr int kMostProblems = 3;  ///< lines in the banner; the log has all

QString timeText(const std::string& time) {
    return QLocale().toString(QDateTime::fromString(QString::fromStdString(time), Qt::ISODate).toLocalTime(),
                              QLocale::ShortFormat);
}

}  // namespace

PatchesDialog::PatchesDialog(const WorkspaceContext& context, PatchWriter& writer, QWidget* parent)
    : QDialog(parent), m_context(context), m_writer(writer) {
    setWindowTitle(tr("Label patches"));
    resize(kWidth, kHeight);
    buildTable();
    m_banner = new ErrorBanner(this);
    m_note = new QLabel(this);
    m_done = new QLabel(this);
    for (QLabel* label : {m_note, m_done}) {
        label->setProperty("role", "second");
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_done->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kMargin, Metrics::kMargin, Metrics::kMargin, Metrics::kMargin);
    column->setSpacing(Metrics::kGap);
    column->addWidget(m_banner);
    column->addWidget(m_table, 1);
    column->addWidget(m_note);
    column->addWidget(m_done);
    column->addSpacing(Metrics::kGap);
    column->addWidget(buildButtons());
    connect(&context.reviews.patches(), &LabelPatches::changed, this, &PatchesDialog::refresh);
    connect(&context.workbench, &Workbench::datasetChanged, this, &PatchesDialog::refresh);
    connect(&writer, &PatchWriter::changed, this, &PatchesDialog::refresh);
    connect(&writer, &PatchWriter::done, this, &PatchesDialog::showDone);
    connect(&writer, &PatchWriter::failed, m_banner,
            [this](const JobFailure& failure) { m_banner->showFailure(failure); });
    connect(&context.edits, &LabelEdits::saved, this, &PatchesDialog::showDone);
    connect(&context.edits, &LabelEdits::failed, m_banner,
            [this](const QString& text) { m_banner->showError(text); });
    refresh();
}

void PatchesDialog::buildTable() {
    m_model = new PatchModel(this);
    m_table = new QTableView(this);
    m_table->setModel(m_model);
    setUpTable(*m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setAccessibleName(tr("Label patches"));
    QHeaderView* header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(PatchModel::ImageColumn, 136);
    m_table->setColumnWidth(PatchModel::WhatColumn, 128);
    m_table->setColumnWidth(PatchModel::StateColumn, 232);
    header->setSectionResizeMode(PatchModel::ChangeColumn, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this](const QItemSelection& selected) {
                refreshButtons();
                if (!selected.isEmpty()) {
                    goTo(selected.first().top());
                }
            });
}

QWidget* PatchesDialog::buildButtons() {
    auto* box = new QDialogButtonBox(this);
    m_apply = box->addButton(tr("&Apply"), QDialogButtonBox::ActionRole);
    m_apply->setDefault(true);
    m_save = box->addButton(tr("&Save labels"), QDialogButtonBox::ActionRole);
    m_undo = box->addButton(tr("&Undo last"), QDialogButtonBox::ActionRole);
    m_remove = box->addButton(tr("&Remove"), QDialogButtonBox::ActionRole);
    QPushButton* close = box->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
    m_apply->setToolTip(
        tr("Make the selected pending changes, or all of them where none is selected; they are written when "
           "the labels are saved, encodings at once (Alt+A)"));
    m_save->setToolTip(tr("Write all edited labels into the annotations; the originals are kept (Alt+S)"));
    m_remove->setToolTip(
        tr("Take the selected patches off the list, or all of them where none is selected; "
           "the annotations stay as they are. Ctrl+Z in Detect brings them back (Alt+R)"));
    close->setToolTip(tr("Leave the list as it is (Alt+C, Escape)"));
    for (QPushButton* button : {m_apply, m_save, m_undo, m_remove}) {
        button->setAutoDefault(false);
        ignoreSecondClick(button);
    }
    connect(m_apply, &QPushButton::clicked, this, [this] { m_writer.apply(chosenPending()); });
    connect(m_save, &QPushButton::clicked, &m_context.edits, &LabelEdits::save);
    connect(m_undo, &QPushButton::clicked, &m_writer, &PatchWriter::undoLast);
    connect(m_remove, &QPushButton::clicked, this, [this] { m_context.reviews.patches().remove(chosen()); });
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return box;
}

QString PatchesDialog::note() const {
    return m_done->isHidden() ? m_note->text() : m_done->text();
}

std::vector<LabelPatch> PatchesDialog::chosen() const {
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty()) {
        return m_model->patches();
    }
    std::vector<LabelPatch> patches;
    std::transform(rows.begin(), rows.end(), std::back_inserter(patches),
                   [this](const QModelIndex& row) { return m_model->patch(row.row()); });
    return patches;
}

std::vector<LabelPatch> PatchesDialog::chosenPending() const {
    std::vector<LabelPatch> patches = chosen();
    std::erase_if(patches, [](const LabelPatch& patch) { return !patch.isPending(); });
    return patches;
}

void PatchesDialog::refresh() {
    const auto& dataset = m_context.workbench.dataset();
    m_model->setPatches(dataset ? m_context.reviews.patches().ofDataset(reviewedDataset(*dataset))
                                : std::vector<LabelPatch>(),
                        [this](const std::string& image) { return m_context.edits.isUnsaved(image); });
    refreshButtons();
}

void PatchesDialog::refreshButtons() {
    const std::vector<LabelPatch> pending = chosenPending();
    std::set<std::string> images;
    for (const LabelPatch& patch : pending) {
        images.insert(patch.image);
    }
    const auto& last = m_writer.last();
    m_apply->setText(pending.empty() ? tr("&Apply")
                                     : tr("&Apply %1").arg(countText(static_cast<int>(pending.size()))));
    const bool may_write = !m_writer.isRunning() && !m_context.project.isReadOnly();
    m_apply->setEnabled(!pending.empty() && may_write);
    m_save->setEnabled(m_context.edits.unsaved() > 0 && may_write);
    m_undo->setEnabled(m_writer.canUndo() && may_write);
    m_undo->setToolTip(
        m_writer.undoesStep() ? tr("Undo the changes that were made last, as Ctrl+Z in Dataset does (Alt+U)")
        : last ? tr("Restore the annotations as they were before %1, byte for byte; those that "
                    "were changed since stay (Alt+U)")
                     .arg(timeText(last->time))
               : tr("No application of label patches to these annotations can be undone"));
    m_remove->setEnabled(m_model->rowCount() > 0 && !m_writer.isRunning());
    const auto& dataset = m_context.workbench.dataset();
    if (!dataset) {
        m_note->clear();
        return;
    }
    if (m_context.project.isReadOnly()) {
        m_note->setText(
            tr("The project cannot be written, and what is changed in annotations has to be kept "
               "there. Close the other window that has it open."));
        return;
    }
    try {
        m_note->setText(
            pending.empty()
                ? tr("Nothing is pending. Look at errors in Detect: where the label is wrong, P mends it.")
                : tr("Annotations to be changed: %1, below %2. Each is copied below %3 first. %4")
                      .arg(countText(static_cast<int>(images.size())),
                           QString::fromStdString(dataset->root.string()),
                           QString::fromStdString(m_writer.backups().string()), whenText(pending)));
    } catch (const std::exception& error) {
        m_note->setText(errorText(error));
    }
}

/// When the changes are written.
QString PatchesDialog::whenText(const std::vector<LabelPatch>& pending) const {
    const auto waiting =
        std::ranges::count_if(pending, [&](const LabelPatch& each) { return m_writer.waits(each, pending); });
    if (waiting == static_cast<std::ptrdiff_t>(pending.size())) {
        return tr("Apply makes the changes as one step of undo; they are written when the labels are saved.");
    }
    return waiting == 0 ? tr("Apply writes them at once.")
                        : tr("Apply writes %1 of the changes at once, those of encodings and what goes with "
                             "them; the others are written when the labels are saved.")
                              .arg(countText(static_cast<std::int64_t>(pending.size()) - waiting));
}

void PatchesDialog::showDone(const QString& text, const QStringList& problems) {
    m_done->setText(text);
    m_done->show();
    m_banner->hide();
    if (!problems.isEmpty()) {
        QStringList lines = problems.mid(0, kMostProblems);
        for (QString& line : lines) {
            line.replace(0, 1, line.left(1).toUpper());
        }
        if (problems.size() > kMostProblems) {
            lines << tr("and %1 more, which the log lists").arg(countText(problems.size() - kMostProblems));
        }
        m_banner->showError(lines.join(u'\n'));
    }
}

void PatchesDialog::goTo(int row) {
    const auto& dataset = m_context.workbench.dataset();
    if (row < 0 || row >= m_model->rowCount() || !dataset) {
        return;
    }
    if (const auto image = imageNamed(*dataset, m_model->patch(row).image)) {
        m_context.workbench.setCurrentImage(static_cast<int>(*image));
    }
}

}  // namespace priorscope
