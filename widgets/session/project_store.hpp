// The open project, written in the background.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "core/project/project.hpp"
#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

/// Keeps what the user makes: an edit is on the disk about a third of a second later, a version at once, both
/// written on a thread of their own. What cannot be written stays in memory, is told, and is tried again.
/// Lives on the GUI thread. Before a project is open nothing is kept, and nothing is said.
class ProjectStore : public QObject {
    Q_OBJECT

  public:
    explicit ProjectStore(QObject* parent = nullptr);
    /// Writes what is waiting.
    ~ProjectStore() override;

    /// Opens the project of this start.
    /// @param file  of any bytes; empty: the user's own, Project::defaultFile()
    void open(const QString& stored_file);
    /// From here on the project lies in another file, which gets everything that the window holds. Where that
    /// is a project already the versions of both come together, and the planned run is the window's.
    /// @return whether that came to be; else failed() tells why, and the project stays where it was
    bool keepElsewhere(const QString& file);

    /// Where the project lies, as storedPath() has it.
    QString storedFile() const { return m_stored_file; }
    bool isWritable() const;
    /// As the project has them and as they were kept since.
    const ProjectLayouts& layouts() const { return m_contents.layouts; }

    enum class Urgency {
        soon,     ///< an edit; a gesture gives many
        at_once,  ///< what the user asked to keep
    };
    void keep(const ProjectLayouts& layouts, Urgency urgency);
    /// The run being planned, as Project has it.
    const std::string& runDraft() const { return m_contents.run_draft; }
    void keepRunDraft(const std::string& json);
    /// Writes what is waiting before it returns: the window closes, or the process ends.
    void flush();
    /// Whether everything kept is on the disk.
    bool isSaved() const { return m_saved == m_kept; }

  Q_SIGNALS:
    /// Everything kept so far is on the disk.
    void saved();
    /// What cannot be opened or written, in one line; again for each at_once, else once until it is mended.
    void failed(const QString& text);
    /// After keepElsewhere(): the layouts are those of both.
    void layoutsReplaced();

  private:
    struct Contents {
        ProjectLayouts layouts;
        std::string run_draft;
        bool operator==(const Contents&) const = default;
    };
    struct Shared;
    void keepContents(Contents contents, Urgency urgency);

    void write();
    void receive(std::int64_t number);
    void tell(const QString& text);
    static void writeNow(Shared& shared, const Contents& contents, std::int64_t number);

    QString m_stored_file;
    std::shared_ptr<Shared> m_shared;  ///< null before open()
    QString m_problem;                 ///< why there is no project that can be written; empty: there is one
    Contents m_contents;
    std::int64_t m_kept = 0;   ///< counts what was asked to be kept
    std::int64_t m_saved = 0;  ///< of which so much is on the disk
    bool m_told = false;       ///< a failure, and nothing was written since
    QTimer m_timer;
    JobRunner m_writer;  // last: joined before the rest goes
};

}  // namespace priorscope
