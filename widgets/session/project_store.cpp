#include "widgets/session/project_store.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "core/base/files/stored_path.hpp"
#include "widgets/components/sentence_text.hpp"

namespace priorscope {
namespace {

constexpr int kPause_ms = 300;   ///< from the first edit to writing it
constexpr int kRetry_ms = 5000;  ///< after a failure

std::filesystem::path fileOf(const QString& stored_file) {
    return stored_file.isEmpty() ? Project::defaultFile()
                                 : std::filesystem::path(pathFromStored(stored_file.toStdString()));
}

std::unique_ptr<Project> openProject(const QString& stored_file) {
    return std::make_unique<Project>(fileOf(stored_file));
}

/// An empty one where there is none.
template <class Value>
std::shared_ptr<const Value> entryOf(const std::map<std::string, std::shared_ptr<const Value>>& entries,
                                     const std::string& dataset) {
    const auto found = entries.find(dataset);
    return found == entries.end() ? std::make_shared<const Value>() : found->second;
}

QString unreadText(const std::vector<Sentence>& problems) {
    QStringList lines;
    for (const Sentence& problem : problems) {
        lines.append(sentenceText(problem));
    }
    return ProjectStore::tr("%1. The project file keeps it, but this version of Priorscope does not use it")
        .arg(lines.join(QStringLiteral("; ")));
}

}  // namespace

/// What the writer thread uses; the mutex is held while something is written.
struct ProjectStore::Shared {
    std::mutex mutex;
    std::unique_ptr<Project> project;
    std::int64_t written = 0;  ///< number of the change last written; an older state never overwrites it
    Contents contents;         ///< as in the file
    bool run_draft_is_unread = false;
};

ProjectStore::ProjectStore(QObject* parent) : QObject(parent), m_writer(nullptr) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (isWritable() || becomeWritable()) {
            write();
        } else {
            m_timer.start(kRetry_ms);
        }
    });
    connect(&m_writer, &JobRunner::failed, this, [this](const JobFailure& failure) {
        reportFailure(failure.message);
        m_timer.start(kRetry_ms);
    });
}

ProjectStore::~ProjectStore() {
    flush();
}

std::filesystem::path ProjectStore::backupsOf(const QString& stored_file) {
    return fileOf(stored_file).parent_path() / "backups";
}

bool ProjectStore::isWritable() const {
    return m_shared && m_problem.isEmpty();
}

bool ProjectStore::isReadOnly() const {
    return m_shared && !m_problem.isEmpty();
}

void ProjectStore::open(const QString& stored_file) {
    m_stored_file = stored_file;
    m_shared = std::make_shared<Shared>();
    try {
        m_shared->project = openProject(stored_file);
        const Project& project = *m_shared->project;
        std::vector<Sentence> problems;
        m_contents = {project.layouts(&problems),
                      project.runDraft(),
                      std::make_shared<const std::vector<Review>>(project.reviews(&problems)),
                      std::make_shared<const std::vector<LabelPatch>>(project.labelPatches(&problems)),
                      {},
                      {},
                      project.savedFilters(),
                      project.runNotes()};
        for (auto& [dataset, journal] : project.labelJournals(&problems)) {
            m_contents.journals[dataset] = std::make_shared<const LabelJournal>(std::move(journal));
        }
        for (auto& [dataset, tags] : project.tags()) {
            m_contents.tags[dataset] = std::make_shared<const Project::Tags>(std::move(tags));
        }
        m_shared->contents = m_contents;
        if (project.isReadOnly()) {
            m_problem = tr("The project %1 is read-only: %2. Your changes will not be saved")
                            .arg(QString::fromStdString(storedPath(project.file().string())),
                                 sentenceText(project.readOnlyReason()));
            m_timer.start(kRetry_ms);  // who has it open may end
        }
        if (!m_problem.isEmpty()) {
            reportFailure(m_problem);
        }
        if (!problems.empty()) {
            Q_EMIT unread(unreadText(problems));
        }
    } catch (const std::exception& error) {
        m_problem = tr("%1. Until then your changes will not be saved").arg(errorText(error));
        reportFailure(m_problem);
    }
}

bool ProjectStore::keepElsewhere(const QString& file) {
    const QString stored = QString::fromStdString(storedPath(file.toStdString()));
    try {
        auto project = openProject(stored);
        if (project->isReadOnly()) {
            throw Error({.action = Core::tr("opening the project"),
                         .file = project->file().string(),
                         .reason = project->readOnlyReason(),
                         .remedy = Core::tr("Choose another file")});
        }
        moveTo(std::move(project));
    } catch (const std::exception& error) {
        Q_EMIT failed(errorText(error));
        return false;
    }
    m_stored_file = stored;
    return true;
}

/// @throws Error if not everything could be written; the window's state and its present project are then
///         unchanged
void ProjectStore::moveTo(std::unique_ptr<Project> project, bool is_same) {
    ProjectLayouts layouts = project->layouts();
    addVersions(layouts, m_contents.layouts.versions);
    if (m_contents.layouts.edited) {
        if (layouts.edited && layouts.edited != m_contents.layouts.edited) {
            layouts.edited->name += tr(" (edited there)").toStdString();
            addVersions(layouts, {*layouts.edited});  // one of the two stays edited; keep the other, too
        }
        layouts.edited = m_contents.layouts.edited;
        layouts.baseline = m_contents.layouts.baseline;
    }
    project->setLayouts(layouts);
    if (const std::string there = project->runDraft();
        !m_contents.run_draft.empty() && there != m_contents.run_draft) {
        if (!there.empty()) {
            project->setRunDraftAside();
        }
        project->setRunDraft(m_contents.run_draft);
    }
    std::vector<Review> reviews = project->reviews();
    for (const Review& review : *m_contents.reviews) {
        if (std::find(reviews.begin(), reviews.end(), review) == reviews.end()) {
            reviews.push_back(review);
        }
    }
    project->setReviews(reviews);
    std::vector<LabelPatch> patches = project->labelPatches();
    for (const LabelPatch& patch : *m_contents.patches) {
        if (std::none_of(patches.begin(), patches.end(),
                         [&](const LabelPatch& each) { return isSamePatch(each, patch); })) {
            patches.push_back(patch);
        }
    }
    project->setLabelPatches(patches);
    // Of the same file, what was not changed here is taken from it.
    const Contents* as_read = is_same ? &m_shared->contents : nullptr;
    SharedJournals journals =
        mergedJournals(*project, m_contents.journals, as_read != nullptr ? &as_read->journals : nullptr);
    SharedTags tags = mergedTags(*project, m_contents.tags, as_read != nullptr ? &as_read->tags : nullptr);
    m_contents.filters = mergedFilters(*project, m_contents.filters);
    RunNotes run_notes =
        mergedRunNotes(*project, m_contents.run_notes, as_read != nullptr ? &as_read->run_notes : nullptr);
    auto shared = std::make_shared<Shared>();
    shared->project = std::move(project);
    flush();  // the previous file gets whatever can still be written
    m_shared = std::move(shared);
    m_contents.layouts = std::move(layouts);
    m_contents.reviews = std::make_shared<const std::vector<Review>>(std::move(reviews));
    m_contents.patches = std::make_shared<const std::vector<LabelPatch>>(std::move(patches));
    m_contents.journals = std::move(journals);
    m_contents.tags = std::move(tags);
    m_contents.run_notes = std::move(run_notes);
    m_shared->contents = m_contents;
    m_problem.clear();
    m_timer.stop();
    receive(++m_kept);
    Q_EMIT contentsReplaced();
}

/// The window that had it open may have been closed, or its folder may be writable again.
bool ProjectStore::becomeWritable() {
    try {
        auto project = openProject(m_stored_file);
        if (project->isReadOnly()) {
            return false;
        }
        moveTo(std::move(project), true);
        return true;
    } catch (const std::exception&) {
        return false;  // m_problem, already reported, still holds
    }
}

bool ProjectStore::hasUnsavedEdits() const {
    if (!m_shared || isSaved()) {
        return false;
    }
    const std::lock_guard lock(m_shared->mutex);
    return m_contents.layouts != m_shared->contents.layouts ||
           *m_contents.reviews != *m_shared->contents.reviews ||
           *m_contents.patches != *m_shared->contents.patches ||
           m_contents.journals != m_shared->contents.journals || m_contents.tags != m_shared->contents.tags ||
           m_contents.filters != m_shared->contents.filters ||
           m_contents.run_notes != m_shared->contents.run_notes;
}

void ProjectStore::reportUnreadRunDraft(const QString& problem) {
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->run_draft_is_unread = true;
    }
    Q_EMIT unread(unreadText({problem.toStdString()}));
}

void ProjectStore::keep(const ProjectLayouts& layouts, Urgency urgency) {
    Contents contents = m_contents;
    contents.layouts = layouts;
    keepContents(std::move(contents), urgency);
}

void ProjectStore::keepRunDraft(const std::string& json) {
    Contents contents = m_contents;
    contents.run_draft = json;
    keepContents(std::move(contents), Urgency::soon);
}

void ProjectStore::keepReviews(std::vector<Review> reviews) {
    Contents contents = m_contents;
    contents.reviews = std::make_shared<const std::vector<Review>>(std::move(reviews));
    keepContents(std::move(contents), Urgency::soon);
}

void ProjectStore::keepPatches(std::vector<LabelPatch> patches) {
    Contents contents = m_contents;
    contents.patches = std::make_shared<const std::vector<LabelPatch>>(std::move(patches));
    keepContents(std::move(contents), Urgency::soon);
}

std::shared_ptr<const LabelJournal> ProjectStore::journal(const std::string& dataset) const {
    return entryOf(m_contents.journals, dataset);
}

void ProjectStore::keepJournal(const std::string& dataset, LabelJournal journal) {
    Contents contents = m_contents;
    contents.journals[dataset] = std::make_shared<const LabelJournal>(std::move(journal));
    keepContents(std::move(contents), Urgency::at_once);
}

std::shared_ptr<const Project::Tags> ProjectStore::tags(const std::string& dataset) const {
    return entryOf(m_contents.tags, dataset);
}

void ProjectStore::keepTags(const std::string& dataset, Project::Tags tags) {
    Contents contents = m_contents;
    contents.tags[dataset] = std::make_shared<const Project::Tags>(std::move(tags));
    keepContents(std::move(contents), Urgency::soon);
}

void ProjectStore::keepSavedFilters(std::map<std::string, std::string> filters) {
    Contents contents = m_contents;
    contents.filters = std::move(filters);
    keepContents(std::move(contents), Urgency::at_once);
}

void ProjectStore::keepRunNotes(RunNotes notes) {
    Contents contents = m_contents;
    contents.run_notes = std::move(notes);
    keepContents(std::move(contents), Urgency::soon);
}

void ProjectStore::keepContents(Contents contents, Urgency urgency) {
    if (!m_shared) {
        return;
    }
    const bool is_same = contents == m_contents;
    if (!is_same) {
        m_contents = std::move(contents);
        ++m_kept;
    }
    if (!m_problem.isEmpty()) {
        m_failure_reported = m_failure_reported && urgency == Urgency::soon;
        if (!is_same || urgency == Urgency::at_once) {
            reportFailure(m_problem);
        }
        if (!isSaved() && !m_timer.isActive()) {
            m_timer.start(kPause_ms);
        }
    } else if (urgency == Urgency::at_once) {
        m_failure_reported = false;
        write();
    } else if (!is_same && !m_timer.isActive()) {
        m_timer.start(kPause_ms);
    }
}

void ProjectStore::write() {
    m_timer.stop();
    if (!isWritable()) {
        return;
    }
    m_writer.start(
        tr("Saving the project"),
        [shared = m_shared, contents = m_contents, number = m_kept](const std::stop_token&,
                                                                    const ProgressFn&) {
            writeNow(*shared, contents, number);
            return number;
        },
        [this, shared = m_shared](std::int64_t number) {
            if (shared == m_shared) {
                receive(number);
            }
        },
        Supersede::after_running);
}

void ProjectStore::writeNow(Shared& shared, const Contents& contents, std::int64_t number) {
    const std::lock_guard lock(shared.mutex);
    if (number > shared.written) {
        if (contents.layouts != shared.contents.layouts) {
            shared.project->setLayouts(contents.layouts);
            shared.contents.layouts = contents.layouts;
        }
        if (contents.run_draft != shared.contents.run_draft) {
            if (std::exchange(shared.run_draft_is_unread, false)) {
                shared.project->setRunDraftAside();
            }
            shared.project->setRunDraft(contents.run_draft);
            shared.contents.run_draft = contents.run_draft;
        }
        if (contents.reviews != shared.contents.reviews) {
            shared.project->setReviews(*contents.reviews);
            shared.contents.reviews = contents.reviews;
        }
        if (contents.patches != shared.contents.patches) {
            shared.project->setLabelPatches(*contents.patches);
            shared.contents.patches = contents.patches;
        }
        for (const auto& [dataset, journal] : contents.journals) {
            auto& stored = shared.contents.journals[dataset];
            if (journal != stored) {
                shared.project->setLabelJournal(dataset, *journal);
                stored = journal;
            }
        }
        for (const auto& [dataset, tags] : contents.tags) {
            auto& stored = shared.contents.tags[dataset];
            if (tags != stored) {
                shared.project->setTags(dataset, *tags);
                stored = tags;
            }
        }
        if (contents.filters != shared.contents.filters) {
            shared.project->setSavedFilters(contents.filters);
            shared.contents.filters = contents.filters;
        }
        if (contents.run_notes != shared.contents.run_notes) {
            shared.project->setRunNotes(contents.run_notes);
            shared.contents.run_notes = contents.run_notes;
        }
        shared.written = number;
    }
}

void ProjectStore::flush() {
    m_timer.stop();
    if (!isWritable() || isSaved()) {
        return;
    }
    try {
        writeNow(*m_shared, m_contents, m_kept);
        receive(m_kept);
    } catch (const std::exception& error) {
        reportFailure(errorText(error));
    }
}

void ProjectStore::receive(std::int64_t number) {
    m_saved = std::max(m_saved, number);
    m_failure_reported = false;
    if (isSaved()) {
        Q_EMIT saved();
    }
}

void ProjectStore::reportFailure(const QString& text) {
    if (!m_failure_reported) {
        m_failure_reported = true;
        Q_EMIT failed(text);
    }
}

}  // namespace priorscope
