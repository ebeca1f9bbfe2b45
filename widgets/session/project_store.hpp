// The open project, saved in the background.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/project/project.hpp"
#include "core/project/project_merging.hpp"
#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

/// Stores what the user creates: an edit is on disk about a third of a second later, a version at once, both
/// written on a background thread. What cannot be written stays in memory, is reported, and is retried.
/// Lives on the GUI thread. Until a project is open, nothing is saved and nothing is reported.
class ProjectStore : public QObject {
    Q_OBJECT

  public:
    explicit ProjectStore(QObject* parent = nullptr);
    /// Writes pending changes.
    ~ProjectStore() override;

    /// Opens the project of this session.
    /// @param stored_file  as encoded by storedPath(); empty: the user's own, Project::defaultFile()
    void open(const QString& stored_file);
    /// Moves the project to another file, which receives everything that the window holds. If that file is
    /// already a project, the versions of both are merged, and the planned run is the window's; the other
    /// one stays in the file under another name.
    /// @return whether it succeeded; if not, failed() gives the reason and the project stays where it was
    bool keepElsewhere(const QString& file);

    /// Path of the project file, as encoded by storedPath().
    QString storedFile() const { return m_stored_file; }
    /// Where the originals of changed annotations go. @param stored_file  as open() takes it
    /// @throws Error if the user's own project has no folder
    static std::filesystem::path backupsOf(const QString& stored_file);
    bool isWritable() const;
    /// Whether a project is open whose changes cannot be written.
    bool isReadOnly() const;
    /// As stored in the project, including changes that are not written yet.
    const ProjectLayouts& layouts() const { return m_contents.layouts; }

    enum class Urgency {
        soon,     ///< an edit; a gesture makes many
        at_once,  ///< what the user asked to save
    };
    void keep(const ProjectLayouts& layouts, Urgency urgency);
    /// The run being planned, in Project's format.
    const std::string& runDraft() const { return m_contents.run_draft; }
    void keepRunDraft(const std::string& json);
    /// What was thought of errors; never null.
    const std::shared_ptr<const std::vector<Review>>& reviews() const { return m_contents.reviews; }
    void keepReviews(std::vector<Review> reviews);
    /// Changes of labels; never null.
    const std::shared_ptr<const std::vector<LabelPatch>>& patches() const { return m_contents.patches; }
    void keepPatches(std::vector<LabelPatch> patches);
    /// What was changed in the labels of a dataset; never null. @param dataset  as LabelPatch has it
    std::shared_ptr<const LabelJournal> journal(const std::string& dataset) const;
    /// At once.
    void keepJournal(const std::string& dataset, LabelJournal journal);
    /// What the user calls the images of a dataset; never null.
    std::shared_ptr<const Project::Tags> tags(const std::string& dataset) const;
    void keepTags(const std::string& dataset, Project::Tags tags);
    /// Conditions by name.
    const std::map<std::string, std::string>& savedFilters() const { return m_contents.filters; }
    void keepSavedFilters(std::map<std::string, std::string> filters);
    /// What the user writes about runs, by the id of the run.
    const RunNotes& runNotes() const { return m_contents.run_notes; }
    void keepRunNotes(RunNotes notes);
    /// Writes pending changes before it returns: for a closing window or an ending process.
    void flush();
    /// Whether every change is on disk.
    bool isSaved() const { return m_saved == m_kept; }
    /// Whether anything but the planned run would be lost now: changes that cannot be written, or are not
    /// written yet.
    bool hasUnsavedEdits() const;
    /// The stored run stays in the file under another name when a new one replaces it; see unread().
    /// @param problem  why it cannot be used
    void reportUnreadRunDraft(const QString& problem);

  Q_SIGNALS:
    /// Every change so far is on disk.
    void saved();
    /// What cannot be opened or written, in one line; for each at_once, otherwise once until it works again.
    void failed(const QString& text);
    /// Contents of the project that cannot be read; they stay in the file.
    void unread(const QString& text);
    /// After keepElsewhere(), or when a read-only project has become writable: layouts, reviews, label
    /// patches and label edits are now those of both files.
    void contentsReplaced();

  private:
    struct Contents {
        ProjectLayouts layouts;
        std::string run_draft;
        std::shared_ptr<const std::vector<Review>> reviews = std::make_shared<const std::vector<Review>>();
        std::shared_ptr<const std::vector<LabelPatch>> patches =
            std::make_shared<const std::vector<LabelPatch>>();
        SharedJournals journals;  ///< compared by what they point to being the same
        SharedTags tags;          ///< likewise
        std::map<std::string, std::string> filters{};
        RunNotes run_notes{};
        bool operator==(const Contents&) const = default;
    };
    struct Shared;
    void keepContents(Contents contents, Urgency urgency);
    /// @param is_same  it is the file that the window read: what was not changed here is taken from it
    void moveTo(std::unique_ptr<Project> project, bool is_same = false);
    bool becomeWritable();

    void write();
    void receive(std::int64_t number);
    void reportFailure(const QString& text);
    static void writeNow(Shared& shared, const Contents& contents, std::int64_t number);

    QString m_stored_file;
    std::shared_ptr<Shared> m_shared;  ///< null before open()
    QString m_problem;                 ///< why there is no writable project; empty: there is one
    Contents m_contents;
    std::int64_t m_kept = 0;          ///< number of the latest change
    std::int64_t m_saved = 0;         ///< number of the latest change that is on disk
    bool m_failure_reported = false;  ///< a failure was reported, and nothing has been written since
    QTimer m_timer;
    JobRunner m_writer;  // last: joined before the other members are destroyed
};

}  // namespace priorscope
