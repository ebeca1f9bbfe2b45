// Brings the edited layout and its versions into the project, and back.
#pragma once

#include <QByteArray>
#include <QObject>

#include "widgets/priors/editor/prior_document.hpp"
#include "widgets/session/project_store.hpp"

namespace priorscope {

/// The document gets what the project has; from then on the project gets every change of the document.
class LayoutKeeper : public QObject {
    Q_OBJECT

  public:
    /// @param document, project  live longer
    LayoutKeeper(PriorDocument& document, ProjectStore& project, QObject* parent = nullptr);

    /// Adds versions that lay elsewhere before, as PriorDocument::versionsAsJson() has them.
    /// @throws Error where the text is not that
    void takeOver(const QByteArray& versions);
    /// What takeOver() was given and is not in the project yet; must stay where it lay. Else empty.
    const QByteArray& notTakenOver() const { return m_not_taken_over; }

  Q_SIGNALS:
    /// What takeOver() was given is in the project, on the disk.
    void tookOver();

  private:
    void restore(const ProjectLayouts& layouts);
    void keep(ProjectStore::Urgency urgency);

    PriorDocument& m_document;
    ProjectStore& m_project;
    bool m_is_restoring = false;  ///< the document is halfway: nothing is kept
    QByteArray m_not_taken_over;
};

}  // namespace priorscope
