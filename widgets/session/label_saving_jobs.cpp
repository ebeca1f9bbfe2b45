// How LabelEdits writes files.
#include <utility>

#include "core/base/text/time_text.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/jobs/job_list.hpp"
#include "widgets/session/label_edits.hpp"
#include "widgets/session/project_store.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

void LabelEdits::save() {
    const std::shared_ptr<const Dataset> dataset = m_workbench.dataset();
    if (!dataset || m_writer.isRunning() || m_shown.unsaved.empty()) {
        return;
    }
    m_writer.start(
        tr("Saving labels"),
        [dataset, journal = m_journal, project = m_project.storedFile()](const std::stop_token& stop,
                                                                         const ProgressFn& progress) {
            return saveLabels(*dataset, journal, ProjectStore::backupsOf(project), utcNow(), stop, progress);
        },
        [this, key = m_dataset](const LabelsSaved& outcome) { receive(outcome, key); });
}

void LabelEdits::receive(const LabelsSaved& outcome, const std::string& dataset) {
    QStringList problems;
    for (const Sentence& problem : outcome.problems) {
        problems << sentenceText(problem);
        m_jobs.log().append(LogLevel::warning, problems.last());
    }
    const QString text = outcome.files == 0 ? tr("No annotation was changed.")
                                            : tr("Annotations saved: %1. Their originals are in %2.")
                                                  .arg(countText(outcome.files),
                                                       QString::fromStdString(outcome.backup.string()));
    m_jobs.setNote(text);
    if (dataset == m_dataset) {
        for (const auto& [image, state] : outcome.states) {
            if (m_journal.bases().contains(image)) {
                m_journal.setSaved(image, state);
                m_shown.unsaved.erase(image);  // nothing is edited while it is written
            }
        }
        keep();
        publish();
    }
    Q_EMIT saved(text, problems);
    if (outcome.files > 0) {
        Q_EMIT written(QString::fromStdString(dataset));
    }
}

void LabelEdits::copyTo(const QString& folder) {
    const std::shared_ptr<const Dataset> dataset = m_workbench.dataset();
    if (!dataset || m_writer.isRunning()) {
        return;
    }
    m_writer.start(
        tr("Writing edited labels"),
        [dataset, journal = m_journal, folder = std::filesystem::path(folder.toStdString())](
            const std::stop_token&, const ProgressFn& progress) {
            return copyLabels(*dataset, journal, folder, progress);
        },
        [this, folder](int count) {
            const QString text = tr("Annotations written to %1: %2.").arg(folder, countText(count));
            m_jobs.setNote(text);
            Q_EMIT saved(text, {});
        });
}

}  // namespace priorscope
