// Keeps the edited layout and its versions in the project, and restores them from it.
#pragma once

#include <QByteArray>
#include <QObject>

#include "widgets/priors/editor/prior_document.hpp"
#include "widgets/session/project_store.hpp"

namespace priorscope {

/// Restores the document from the project; from then on saves every change of the document to the project.
class LayoutKeeper : public QObject {
    Q_OBJECT

  public:
    /// @param document, project  must outlive it
    LayoutKeeper(PriorDocument& document, ProjectStore& project, QObject* parent = nullptr);

    /// Adds versions that were stored elsewhere, in the format of PriorDocument::versionsAsJson().
    /// @throws Error if the text is not in that format
    void importVersions(const QByteArray& versions);
    /// Imported versions that the project has not saved yet, so their source must keep them; otherwise empty.
    const QByteArray& pendingImport() const { return m_pending_import; }

  Q_SIGNALS:
    /// The imported versions are saved in the project file.
    void importSaved();

  private:
    void restore(const ProjectLayouts& layouts);
    void keep(ProjectStore::Urgency urgency);

    PriorDocument& m_document;
    ProjectStore& m_project;
    bool m_is_restoring = false;  ///< the document is half restored: nothing is saved
    QByteArray m_pending_import;
};

}  // namespace priorscope
