#include "widgets/dataset/splits/split_mover.hpp"

#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/time_text.hpp"
#include "core/project/split_moving.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/dataset/splits/move_dialog.hpp"
#include "widgets/jobs/job_list.hpp"
#include "widgets/session/project_store.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

SplitMover::SplitMover(const WorkspaceContext& context, QWidget* parent)
    : QObject(parent),
      m_context(context),
      m_parent(parent),
      m_move(new QAction(tr("Move to split…"), this)),
      m_undo(new QAction(tr("Undo moving"), this)),
      m_looker(nullptr),
      m_writer(&context.jobs) {
    m_move->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_M));
    m_move->setToolTip(tr("Take this image, or all that are shown, to another split of the dataset"));
    m_undo->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_M));
    m_undo->setToolTip(tr("Give the lists of the last move between splits their contents back"));
    connect(m_move, &QAction::triggered, this, &SplitMover::open);
    connect(m_undo, &QAction::triggered, this, &SplitMover::undo);
    connect(&context.workbench, &Workbench::datasetChanged, this, [this] {
        if (m_dialog) {
            m_dialog->reject();  // it is of the dataset that is gone
        }
        if (!m_note.isEmpty()) {  // after what is told of the reading
            QMetaObject::invokeMethod(
                this, [this, note = std::exchange(m_note, {})] { m_context.jobs.setNote(note); },
                Qt::QueuedConnection);
        }
        look();
    });
    connect(&m_writer, &JobRunner::failed, this, [this](const JobFailure& failure) {
        Q_EMIT told(failure.message);
        look();
    });
    look();
}

void SplitMover::tellOf(const QString& note) {
    m_context.jobs.setNote(note);
    m_note = note;
    Q_EMIT told({});
    Q_EMIT listsChanged();
}

MoveDialog* SplitMover::dialog() const {
    return m_dialog;
}

std::filesystem::path SplitMover::backups() const {
    return splitBackups(ProjectStore::backupsOf(m_context.project.storedFile()));
}

void SplitMover::look() {
    m_last.reset();
    const auto& dataset = m_context.workbench.dataset();
    m_move->setEnabled(dataset != nullptr);
    m_undo->setEnabled(false);
    if (!dataset) {
        m_looker.cancel();
        return;
    }
    m_looker.start(
        tr("Looking for moves between splits"),
        [dataset, file = m_context.project.storedFile()](const std::stop_token&, const ProgressFn&) {
            // Without a folder of the user's own, there is none.
            try {
                return std::pair(true, lastMove(*dataset, splitBackups(ProjectStore::backupsOf(file))));
            } catch (const Error&) {
                return std::pair(false, std::optional<PatchBackup>());
            }
        },
        [this, dataset](std::pair<bool, std::optional<PatchBackup>> found) {
            if (dataset == m_context.workbench.dataset()) {
                m_last = std::move(found.second);
                m_undo->setEnabled(m_last.has_value());
            }
        });
}

void SplitMover::open() {
    Workbench& workbench = m_context.workbench;
    if (m_dialog || !workbench.dataset()) {
        return;
    }
    const int current = workbench.currentImage();
    MovedImages images{
        .current = current < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(current)),
        .shown = workbench.browsed(),
        .prefers_shown = workbench.images().size() < workbench.splitSelection().size()};
    try {
        m_dialog = new MoveDialog(workbench.dataset(), std::move(images), backups(), m_context.jobs,
                                  m_parent->window());
    } catch (const Error& error) {
        Q_EMIT told(errorText(error));
        return;
    }
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &MoveDialog::moved, this, [this](int count, const QString& to) {
        tellOf(tr("Images moved to %1: %2. Undo moving takes it back.").arg(to, countText(count)));
    });
    m_dialog->open();
}

void SplitMover::undo() {
    if (!m_last || m_writer.isRunning()) {
        return;
    }
    m_undo->setEnabled(false);
    m_writer.start(
        tr("Taking a move between splits back"),
        [last = *m_last](const std::stop_token&, const ProgressFn&) { undoMove(last, utcNow()); },
        [this] { tellOf(tr("The lists of the splits are as before the move.")); });
}

}  // namespace priorscope
