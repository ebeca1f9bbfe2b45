// What the user writes about runs.
#pragma once

#include <QObject>
#include <QStringList>
#include <string>

#include "core/project/run_notes.hpp"

namespace priorscope {

class ProjectStore;

/// All notes and tags of the project, by RunOverview::id; the store saves them. Lives on the GUI thread.
class RunNoteBook : public QObject {
    Q_OBJECT

  public:
    /// @param project  must outlive it
    explicit RunNoteBook(ProjectStore& project, QObject* parent = nullptr);

    const RunNotes& all() const { return m_notes; }
    RunNote of(const std::string& run) const;
    /// Every tag that some run has, in alphabetical order.
    QStringList tags() const;
    void set(const std::string& run, const RunNote& note);

  Q_SIGNALS:
    void changed();

  private:
    void restore();

    ProjectStore& m_project;
    RunNotes m_notes;  ///< one that was emptied stays here, so that it does not return from another window
};

/// The tags of a line: "to keep, tall shapes". Blanks around them, empty and repeated ones are left out.
std::vector<std::string> tagsFrom(const QString& line);
QString tagsText(const std::vector<std::string>& tags);

}  // namespace priorscope
