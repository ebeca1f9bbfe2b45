#include "widgets/training/runs/run_menu.hpp"

#include <QKeyEvent>
#include <QTableView>
#include <QToolButton>
#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "core/base/files/stored_path.hpp"
#include "core/training/run/same_again.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/session/reviews.hpp"
#include "widgets/session/run_document.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/training/run_list.hpp"
#include "widgets/training/run_paths.hpp"
#include "widgets/training/runs.hpp"
#include "widgets/training/runs/run_dialogs.hpp"
#include "widgets/training/runs/run_sizes_dialog.hpp"
#include "widgets/training/runs/trash_dialog.hpp"
#include "widgets/training/runs/undo_notice.hpp"

namespace priorscope {
namespace {

/// The best that are kept; empty: none are.
QString weightsOf(const RunOverview& run) {
    return textOf(run.best_checkpoint.empty() ? run.last_checkpoint : run.best_checkpoint);
}

}  // namespace

RunMenu::RunMenu(const WorkspaceContext& context, RunList& list, QWidget* parent)
    : QObject(parent),
      m_context(context),
      m_list(list),
      m_parent(parent),
      m_notes(context.project),
      m_keeper(context.runs, context.jobs),
      m_reports(context, parent) {
    m_notice = new UndoNotice(&list);
    list.addBelowHead(m_notice);
    buildActions();
    buildMenu();
    connect(&m_keeper, &RunKeeper::done, this, &RunMenu::tell);
    connect(&m_keeper, &RunKeeper::restored, this,
            [this](const QString& run) { m_list.selectWhenRead(run); });
    connect(&m_keeper, &RunKeeper::failed, this,
            [this](const QString& message) { m_list.banner()->showError(message); });
    connect(&m_reports, &RunReportSaving::saved, this,
            [this](const QString& file) { tell(tr("The report is saved: %1").arg(file), {}); });
    connect(&m_reports, &RunReportSaving::failed, this,
            [this](const QString& message) { m_list.banner()->showError(message); });
    connect(m_notice, &UndoNotice::changed, this, &RunMenu::refresh);
    connect(&m_notes, &RunNoteBook::changed, this, &RunMenu::showNotes);
    connect(&context.runs, &Runs::listChanged, this, [this] {
        showNotes();
        refresh();
    });
    connect(&context.runs, &Runs::folderChanged, this, [this] {
        m_notice->dismiss();  // it is of the folder before
    });
    connect(&context.runs, &Runs::renamed, this, [this](const QString& from, const QString& to) {
        m_context.reviews.followRun(storedPath(from.toStdString()), storedPath(to.toStdString()));
    });
    connect(&list, &RunList::chosen, this, &RunMenu::refresh);
    showNotes();
    refresh();
}

void RunMenu::buildActions() {
    const auto make = [this](const QString& text, const QKeySequence& keys, const QString& tool_tip,
                             void (RunMenu::*run)()) {
        auto* action = new QAction(text, this);
        action->setShortcut(keys);
        action->setToolTip(tool_tip);
        connect(action, &QAction::triggered, this, run);
        return action;
    };
    m_rename = make(tr("Rename run…"), QKeySequence(Qt::Key_F2),
                    tr("Give the folder of the selected run another name"), &RunMenu::rename);
    m_note = make(tr("Notes and tags…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T),
                  tr("Write about the selected run; the project keeps it"), &RunMenu::writeNotes);
    m_again =
        make(tr("Same again"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A),
             tr("Plan a run with the model, priors and options of the selected one"), &RunMenu::planAgain);
    m_from_weights = make(tr("Start from its weights"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
                          tr("Plan a run like the selected one that begins with its best weights"),
                          &RunMenu::planFromWeights);
    m_report =
        make(tr("Save report…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W),
             tr("Write one HTML page about the selected run: figures, curves, options, validation images"),
             &RunMenu::saveReport);
    m_sizes =
        make(tr("Sizes and clean-up…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
             tr("What the runs take on disk, and which checkpoints are kept; delete what is not needed"),
             &RunMenu::showSizes);
    m_trash = make(tr("Move run to trash"), QKeySequence(Qt::Key_Delete),
                   tr("Take the selected run out of the list; it can be put back until the trash is emptied"),
                   &RunMenu::trash);
    m_open_trash = make(tr("Trash…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Delete),
                        tr("Put runs back, or delete them for good"), &RunMenu::openTrash);
    m_undo = new QAction(tr("Undo what was done to a run"), this);
    m_undo->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Z));
    m_undo->setToolTip(tr("Take back what the line above the runs tells"));
    connect(m_undo, &QAction::triggered, m_notice, &UndoNotice::undo);
}

void RunMenu::buildMenu() {
    QTableView* table = m_list.table();
    m_menu = new QMenu(m_parent);
    m_menu->setToolTipsVisible(true);
    m_menu->addActions(table->actions());
    m_menu->addSeparator();
    m_menu->addActions({m_rename, m_note, m_again, m_from_weights, m_report, m_sizes});
    m_menu->addSeparator();
    m_menu->addActions({m_trash, m_open_trash, m_undo});
    table->addActions(commands());
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    table->installEventFilter(this);
    connect(table, &QWidget::customContextMenuRequested, this,
            [this, table](const QPoint& at) { popUp(table->viewport()->mapToGlobal(at)); });
    m_list.moreButton()->setMenu(m_menu);
}

bool RunMenu::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool is_shift_f10 = key->key() == Qt::Key_F10 && key->modifiers() == Qt::ShiftModifier;
        if (key->key() == Qt::Key_Menu || is_shift_f10) {
            const auto* table = m_list.table();
            const QRect row = table->visualRect(table->currentIndex());
            popUp(table->viewport()->mapToGlobal(row.isValid() ? row.bottomLeft() : QPoint()));
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

void RunMenu::popUp(const QPoint& place) {
    if (!m_menu->isVisible()) {  // some systems tell of the key twice
        refresh();
        m_menu->popup(place);
    }
}

void RunMenu::refresh() {
    const bool has_run = !m_list.selected().isEmpty();
    const bool is_read = m_context.runs.find(m_list.selected()) != nullptr;
    m_rename->setEnabled(has_run);
    m_trash->setEnabled(has_run);
    m_note->setEnabled(is_read);
    m_again->setEnabled(is_read);
    m_report->setEnabled(is_read);
    m_from_weights->setEnabled(is_read && !weightsOf(*m_context.runs.find(m_list.selected())).isEmpty());
    m_sizes->setEnabled(!m_context.runs.list().empty());
    m_open_trash->setEnabled(!m_context.runs.folder().isEmpty());
    m_undo->setEnabled(m_notice->canUndo());
}

/// Their column is there as soon as something is written about a run of the list.
void RunMenu::showNotes() {
    m_list.model()->setNotes(m_notes.all());
    const auto& runs = m_context.runs.list();
    const bool has_any =
        std::ranges::any_of(runs, [this](const Runs::Record& run) { return !m_notes.of(run->id).empty(); });
    m_list.table()->setColumnHidden(RunTableModel::NotesColumn, !has_any);
}

bool RunMenu::isOpen() const {
    return m_dialog && m_dialog->isVisible();
}

void RunMenu::open(QDialog* dialog) {
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

bool RunMenu::mayTouch() {
    const QString obstacle = m_keeper.obstacle(m_list.selected());
    if (obstacle.isEmpty()) {
        m_list.banner()->hide();
    } else {
        m_list.banner()->showError(obstacle);
    }
    return obstacle.isEmpty() && !isOpen();
}

void RunMenu::rename() {
    if (!mayTouch()) {
        return;
    }
    const QString run = m_list.selected();
    auto* dialog = new RunNameDialog(run, m_parent->window());
    connect(dialog, &QDialog::accepted, this, [this, dialog, run] { m_keeper.rename(run, dialog->name()); });
    open(dialog);
}

void RunMenu::writeNotes() {
    const Runs::Record run = m_context.runs.find(m_list.selected());
    if (run == nullptr || isOpen()) {
        return;
    }
    const QString name = QString::fromStdString(run->name);
    auto* dialog = new RunNotesDialog(name, m_notes.of(run->id), m_notes.tags(), m_parent->window());
    connect(dialog, &QDialog::accepted, this, [this, dialog, name, id = run->id] {
        const RunNote before = m_notes.of(id);
        if (before != dialog->note()) {
            m_notes.set(id, dialog->note());
            tell(tr("Notes on %1 are changed.").arg(name), [this, id, before] { m_notes.set(id, before); });
        }
    });
    open(dialog);
}

void RunMenu::planAgain() {
    if (const Runs::Record run = m_context.runs.find(m_list.selected())) {
        fillDraft(*run, {});
    }
}

void RunMenu::planFromWeights() {
    if (const Runs::Record run = m_context.runs.find(m_list.selected())) {
        fillDraft(*run, weightsOf(*run));
    }
}

void RunMenu::saveReport() {
    if (const Runs::Record run = m_context.runs.find(m_list.selected())) {
        m_reports.ask(run);
    }
}

void RunMenu::fillDraft(const RunOverview& run, const QString& weights) {
    RunDocument& document = m_context.draft;
    const QString name = QString::fromStdString(run.name);
    try {
        SameAgain again = sameAgain(run, document.draft(), m_context.workbench.dataset().get(),
                                    m_context.workbench.families());
        if (!weights.isEmpty()) {
            again.draft.options.weights = weights.toStdString();
        }
        const bool is_other = !(again.draft == document.draft());
        document.edit(tr("same again as %1").arg(name), {},
                      [&again](RunDraft& draft) { draft = again.draft; });
        QStringList left_out;
        for (const Sentence& each : again.left_out) {
            left_out << sentenceText(each);
        }
        const QString text = !weights.isEmpty() && left_out.isEmpty()
                                 ? tr("The planned run is %1 again, from its weights.").arg(name)
                             : left_out.isEmpty() ? tr("The planned run is %1 again.").arg(name)
                                                  : tr("The planned run is %1 again, without: %2.")
                                                        .arg(name, left_out.join(QStringLiteral("; ")));
        const auto undo = [&document, at = document.undoStack().index(), filled = again.draft] {
            if (document.undoStack().index() == at && document.draft() == filled) {
                document.undoStack().undo();  // else something else would be taken back
            }
        };
        tell(text, is_other ? std::function<void()>(undo) : std::function<void()>());
        Q_EMIT draftFilled();
    } catch (const Error& error) {
        m_list.banner()->showError(errorText(error));
    }
}

void RunMenu::showSizes() {
    if (isOpen()) {
        return;
    }
    std::vector<std::filesystem::path> runs;
    for (const Runs::Record& run : m_context.runs.list()) {
        const bool is_selected = textOf(run->folder) == m_list.selected();
        runs.insert(is_selected ? runs.begin() : runs.end(), run->folder);
    }
    if (runs.empty()) {
        return;
    }
    auto* dialog = new RunSizesDialog(std::move(runs), m_context.jobs, m_parent->window());
    connect(dialog, &RunSizesDialog::deleted, &m_context.runs, &Runs::read);
    open(dialog);
}

void RunMenu::trash() {
    if (mayTouch()) {
        m_keeper.trash(m_list.selected());
    }
}

void RunMenu::openTrash() {
    if (!isOpen() && !m_context.runs.folder().isEmpty()) {
        open(new TrashDialog(m_context.runs.folder(), m_keeper, m_context.jobs, m_parent->window()));
    }
}

void RunMenu::tell(const QString& text, const std::function<void()>& undo) {
    m_list.banner()->hide();
    m_notice->tell(text, undo);
}

}  // namespace priorscope
