// Shows problems with the project file, and their remedy.
#pragma once

#include <QAction>

#include "widgets/components/error_banner.hpp"
#include "widgets/session/project_store.hpp"

namespace priorscope {

/// Below the context bar in every workspace; hides itself once everything is saved, unless it reports
/// contents that cannot be read.
class ProjectBanner : public ErrorBanner {
    Q_OBJECT

  public:
    explicit ProjectBanner(ProjectStore& project, QWidget* parent = nullptr);

    /// "Keep the project elsewhere…", for a menu.
    QAction* keepElsewhereAction() const { return m_keep_elsewhere; }
    /// Asks for the file.
    void chooseFile();

  Q_SIGNALS:
    /// From now on the project is kept in another file.
    void moved(const QString& stored_file);

  private:
    ProjectStore& m_project;
    QAction* m_keep_elsewhere = nullptr;
    bool m_stays = false;  ///< what it shows does not end with the next save
};

}  // namespace priorscope
