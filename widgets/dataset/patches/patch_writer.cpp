#include "widgets/dataset/patches/patch_writer.hpp"

#include <algorithm>
#include <utility>

#include "core/base/files/stored_path.hpp"
#include "core/base/text/time_text.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/session/label_edits.hpp"
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
    for (const auto signal : {&JobRunner::started, &JobRunner::finished, &JobRunner::cancelled}) {
        connect(&m_writer, signal, this, &PatchWriter::changed);
    }
    // What was written until then is found in the files.
    connect(&m_writer, &JobRunner::cancelled, this, &PatchWriter::look);
    for (JobRunner* runner : {&m_writer, &m_looker}) {
        connect(runner, &JobRunner::failed, this, [this](const JobFailure& failure) {
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
            m_context.reviews.patches().setStates(found.patches);
            Q_EMIT changed();
        });
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
    const auto& dataset = m_context.workbench.dataset();
    if (isRunning() || !dataset || chosen.empty() || refuses(chosen)) {
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
            receive(outcome, folder,
                    outcome.files == 0 ? tr("No annotation was changed.")
                                       : tr("Annotations changed: %1. Their originals are in %2.")
                                             .arg(countText(outcome.files),
                                                  QString::fromStdString(outcome.backup.string())));
        });
}

void PatchWriter::undoLast() {
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
    Q_EMIT done(text, problems);
    if (outcome.files > 0) {
        m_context.reviews.patches().announceWritten(dataset);
    }
}

}  // namespace priorscope
