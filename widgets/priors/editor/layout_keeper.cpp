#include "widgets/priors/editor/layout_keeper.hpp"

namespace priorscope {

LayoutKeeper::LayoutKeeper(PriorDocument& document, ProjectStore& project, QObject* parent)
    : QObject(parent), m_document(document), m_project(project) {
    restore(m_project.layouts());
    const auto soon = [this] { keep(ProjectStore::Urgency::soon); };
    connect(&m_document, &PriorDocument::changed, this, soon);
    connect(&m_document, &PriorDocument::baselineChanged, this, soon);
    connect(&m_document, &PriorDocument::versionsChanged, this, [this] {
        // After the command is complete: the layout takes the version's name only after this signal.
        QMetaObject::invokeMethod(
            this, [this] { keep(ProjectStore::Urgency::at_once); }, Qt::QueuedConnection);
        keep(ProjectStore::Urgency::soon);
    });
    connect(&m_project, &ProjectStore::contentsReplaced, this, [this] { restore(m_project.layouts()); });
    connect(&m_project, &ProjectStore::saved, this, [this] {
        if (!m_pending_import.isEmpty()) {
            m_pending_import.clear();
            Q_EMIT importSaved();
        }
    });
}

void LayoutKeeper::importVersions(const QByteArray& versions) {
    PriorDocument before(m_document.config());
    before.restoreVersions(versions);
    ProjectLayouts layouts = m_project.layouts();
    layouts.versions = m_document.versions();
    addVersions(layouts, before.versions());
    m_pending_import = versions;
    restore(layouts);
    // Even if the project already has them all: importSaved() follows from saved().
    m_project.keep(layouts, ProjectStore::Urgency::at_once);
}

void LayoutKeeper::restore(const ProjectLayouts& layouts) {
    if (layouts == ProjectLayouts()) {
        return;
    }
    m_is_restoring = true;
    m_document.restore(layouts);
    m_is_restoring = false;
}

void LayoutKeeper::keep(ProjectStore::Urgency urgency) {
    if (m_is_restoring) {
        return;
    }
    m_project.keep({m_document.versions(), m_document.config(), m_document.baseline()}, urgency);
}

}  // namespace priorscope
