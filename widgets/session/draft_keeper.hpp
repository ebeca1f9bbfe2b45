// Brings the planned run into the project, and back.
#pragma once

#include <QObject>

namespace priorscope {

class JobList;
class ProjectStore;
class RunDocument;

/// The document gets what the project has; from then on the project gets every change of the document. A
/// draft that cannot be read is told in the log, and stays in the project until the next edit.
class DraftKeeper : public QObject {
    Q_OBJECT

  public:
    /// @param document, project  live longer
    DraftKeeper(RunDocument& document, ProjectStore& project, JobList& jobs, QObject* parent = nullptr);
};

}  // namespace priorscope
