// Keeps the planned run in the project, and restores it from there.
#pragma once

#include <QObject>

namespace priorscope {

class ProjectStore;
class RunDocument;

/// Restores the document from the project; from then on saves every change of the document to the project. A
/// draft that cannot be read is reported, and stays in the project, under another name after the next edit.
class DraftKeeper : public QObject {
    Q_OBJECT

  public:
    /// @param document, project  must outlive it
    DraftKeeper(RunDocument& document, ProjectStore& project, QObject* parent = nullptr);
};

}  // namespace priorscope
