#include "widgets/dataset/patches/patch_writer.hpp"

#include <QPointer>
#include <algorithm>
#include <utility>

#include "core/base/files/stored_path.hpp"
#include "core/base/text/time_text.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/session/project_store.hpp"
#include "widgets/session/reviews.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// What look() finds.
struct Found {
    std::vector<LabelPatch> patches;
    std::optional<PatchBackup> last;
};

}  // namespace

PatchWriter::PatchWriter(const WorkspaceContext& context, QObject* parent)
    : QObject(parent), m_context(context), m_writer(&context.jobs) {
    connect(&context.workbench, &Workbench::datasetChanged, this, [this] {
        m_last.reset();
        look();
    });
    connect(&context.edits, &LabelEdits::changed, this, &PatchWriter::followEdits);
    connect(&context.edits, &LabelEdits::discarded, this, [this](const std::vector<LabelPatch>& patches) {
        m_context.reviews.patches().setStates(patches);
        look();
    });
    for (const auto signal : {&JobRunner::started, &JobRunner::finished, &JobRunner::cancelled}) {
        connect(&m_writer, signal, this, &PatchWriter::changed);
    }
    // What was written until then is found in the files.
    connect(&m_writer, &JobRunner::cancelled, this, &PatchWriter::look);
    for (JobRunner* runner : {&m_writer, &m_looker}) {
        connect(runner, &JobRunner::failed, this, [this](const JobFailure& failure) {
            if (!m_made.isEmpty()) {
                Q_EMIT done(std::exchange(m_made, {}), std::exchange(m_not_made, {}));
            }
            Q_EMIT failed(failure);
            Q_EMIT changed();
        });
    }
}

fs::path PatchWriter::backups() const {
    return ProjectStore::backupsOf(m_context.project.storedFile());
}

void PatchWriter::look() {
    const auto& dataset = m_context.workbench.dataset();
    const std::string folder = dataset ? storedFolder(dataset->root) : std::string();
    std::vector<LabelPatch> patches = m_context.reviews.patches().ofDataset(folder);
    if (patches.empty()) {
        m_looker.cancel();
        m_last.reset();
        Q_EMIT changed();
        return;
    }
    m_looker.start(
        tr("Looking for backups"),
        [patches = std::move(patches), project = m_context.project.storedFile(), folder](
            const std::stop_token&, const ProgressFn&) {
            const fs::path backups = ProjectStore::backupsOf(project);
            return Found{recognised(patches, backups), lastApplication(backups, folder)};
        },
        [this](Found found) {
            m_last = std::move(found.last);
            m_context.reviews.patches().setStates(m_context.edits.withStates(std::move(found.patches)));
            Q_EMIT changed();
        });
}

/// A step that is undone, or made again, leaves its patches pending or applied.
void PatchWriter::followEdits() {
    if (const auto& dataset = m_context.workbench.dataset()) {
        LabelPatches& patches = m_context.reviews.patches();
        patches.setStates(m_context.edits.withStates(patches.ofDataset(storedFolder(dataset->root))));
    }
    Q_EMIT changed();
}

bool PatchWriter::isRunning() const {
    return m_writer.isRunning() || m_context.edits.isWriting();
}

bool PatchWriter::canUndo() const {
    return m_last || undoesStep();
}

bool PatchWriter::undoesStep() const {
    return m_context.edits.isLastCarriedOut() && !(m_was_written_last && m_last);
}

/// An encoding is of the whole file, and what else is changed in that goes with it.
bool PatchWriter::waits(const LabelPatch& patch, const std::vector<LabelPatch>& chosen) const {
    const bool is_recoded = std::ranges::any_of(chosen, [&patch](const LabelPatch& each) {
        return each.edit.change == LabelChange::recode && each.image == patch.image;
    });
    return m_context.edits.areEditable() && patch.edit.change != LabelChange::recode && !is_recoded;
}

/// Edits of a file that changes beneath them could no longer be saved.
bool PatchWriter::refuses(const std::vector<LabelPatch>& patches) {
    const auto unsaved = std::count_if(patches.begin(), patches.end(), [this](const LabelPatch& patch) {
        return m_context.edits.isUnsaved(patch.image);
    });
    if (unsaved > 0) {
        Q_EMIT failed(
            {.message = tr("Save the labels first (Ctrl+S), or undo their edits: %1 of these changes are "
                           "of images with unsaved labels")
                            .arg(countText(unsaved)),
             .parts = {}});
    }
    return unsaved > 0;
}

void PatchWriter::apply(const std::vector<LabelPatch>& chosen) {
    if (isRunning() || !m_context.workbench.dataset()) {
        return;
    }
    std::vector<LabelPatch> waiting;
    std::vector<LabelPatch> direct;
    for (const LabelPatch& patch : chosen) {
        (waits(patch, chosen) ? waiting : direct).push_back(patch);
    }
    if (refuses(direct)) {
        return;
    }
    if (waiting.empty()) {
        write(direct);
        return;
    }
    m_context.edits.carryOut(waiting,
                             [writer = QPointer(this), direct](const LabelEdits::CarriedOut& outcome) {
                                 if (writer != nullptr) {
                                     writer->receive(outcome, direct);
                                 }
                             });
}

/// @param direct  is to be written now
void PatchWriter::receive(const LabelEdits::CarriedOut& outcome, const std::vector<LabelPatch>& direct) {
    for (const QString& problem : outcome.problems) {
        m_context.jobs.log().append(LogLevel::warning, problem);
    }
    m_context.reviews.patches().setStates(outcome.already);
    const QString text = outcome.changes == 0
                             ? tr("No annotation was changed.")
                             : tr("Changes made: %1. They are written when the labels are saved.")
                                   .arg(countText(outcome.changes));
    m_was_written_last = false;
    if (direct.empty()) {
        Q_EMIT done(text, outcome.problems);
        return;
    }
    m_made = text + QLatin1Char(' ');
    m_not_made = outcome.problems;
    write(direct);
}

void PatchWriter::write(const std::vector<LabelPatch>& chosen) {
    const auto& dataset = m_context.workbench.dataset();
    if (m_writer.isRunning() || !dataset || chosen.empty()) {
        return;
    }
    const std::string folder = storedFolder(dataset->root);
    m_writer.start(
        tr("Applying label patches"),
        [dataset, folder, patches = m_context.reviews.patches().ofDataset(folder), chosen,
         project = m_context.project.storedFile()](const std::stop_token&, const ProgressFn& progress) {
            std::vector<std::size_t> indices;
            for (std::size_t i = 0; i < patches.size(); ++i) {
                if (std::any_of(chosen.begin(), chosen.end(),
                                [&](const LabelPatch& each) { return isSamePatch(each, patches[i]); })) {
                    indices.push_back(i);
                }
            }
            return applyPatches(*dataset, patches, indices, ProjectStore::backupsOf(project), utcNow(),
                                progress);
        },
        [this, folder](const PatchOutcome& outcome) {
            m_was_written_last = outcome.files > 0;
            receive(outcome, folder,
                    outcome.files == 0 ? tr("No annotation was changed.")
                                       : tr("Annotations changed: %1. Their originals are in %2.")
                                             .arg(countText(outcome.files),
                                                  QString::fromStdString(outcome.backup.string())));
        });
}

void PatchWriter::undoLast() {
    if (!isRunning() && undoesStep()) {
        m_context.edits.undoStack().undo();
        Q_EMIT done(tr("The last changes are undone."), {});
        return;
    }
    std::vector<LabelPatch> patches;
    for (const BackedUpFile& file : m_last ? m_last->files : std::vector<BackedUpFile>()) {
        patches.insert(patches.end(), file.patches.begin(), file.patches.end());
    }
    if (isRunning() || !m_last || refuses(patches)) {
        return;
    }
    m_writer.start(
        tr("Restoring annotations"),
        [last = *m_last, patches = m_context.reviews.patches().ofDataset(m_last->dataset)](
            const std::stop_token&, const ProgressFn& progress) {
            return undoApplication(last, patches, progress);
        },
        [this, folder = m_last->dataset](const PatchOutcome& outcome) {
            m_was_written_last = false;
            receive(outcome, folder, tr("Annotations restored: %1.").arg(countText(outcome.files)));
        });
}

void PatchWriter::receive(const PatchOutcome& outcome, const std::string& dataset, const QString& text) {
    QStringList problems;
    for (const Sentence& problem : outcome.problems) {
        problems << sentenceText(problem);
        m_context.jobs.log().append(LogLevel::warning, problems.last());
    }
    m_context.jobs.log().append(LogLevel::info, text);
    m_context.reviews.patches().setStates(outcome.patches);
    look();
    Q_EMIT done(std::exchange(m_made, {}) + text, std::exchange(m_not_made, {}) + problems);
    if (outcome.files > 0) {
        m_context.reviews.patches().announceWritten(dataset);
    }
}

}  // namespace priorscope
