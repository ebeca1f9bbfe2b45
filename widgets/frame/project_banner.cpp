#include "widgets/frame/project_banner.hpp"

#include <QFileDialog>

namespace priorscope {

ProjectBanner::ProjectBanner(ProjectStore& project, QWidget* parent)
    : ErrorBanner(parent), m_project(project) {
    m_keep_elsewhere = new QAction(tr("Keep the project elsewhere…"), this);
    m_keep_elsewhere->setToolTip(
        tr("Layouts and versions are stored in one file. A new file receives all of them; a project that "
           "already exists there keeps its own versions as well, and the planned run becomes this one"));
    connect(m_keep_elsewhere, &QAction::triggered, this, &ProjectBanner::chooseFile);
    connect(&m_project, &ProjectStore::failed, this, [this](const QString& text) {
        m_stays = false;
        showError(text, m_keep_elsewhere->text(), [this] { chooseFile(); });
    });
    connect(&m_project, &ProjectStore::unread, this, [this](const QString& text) {
        if (m_project.isWritable()) {  // otherwise the more urgent message stays
            showError(m_stays && !isHidden() ? this->text() + QStringLiteral("\n") + text : text);
            m_stays = true;
        }
    });
    connect(&m_project, &ProjectStore::saved, this, [this] {
        if (!m_stays) {
            hide();
        }
    });
}

void ProjectBanner::chooseFile() {
    auto* dialog =
        new QFileDialog(this, tr("Keep the project in this file"), QString(), tr("Projects (*.sqlite)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("sqlite"));
    dialog->setOption(QFileDialog::DontConfirmOverwrite);  // nothing is overwritten
    dialog->selectFile(QStringLiteral("project.sqlite"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        if (m_project.keepElsewhere(file)) {
            Q_EMIT moved(m_project.storedFile());
        }
    });
    connect(dialog, &QDialog::rejected, this, [this] {
        setVisible(!m_project.isWritable());  // shown until the project is writable
    });
    dialog->open();
}

}  // namespace priorscope
