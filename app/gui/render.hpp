// Renders pictures of the workspaces.
#pragma once

#include <QObject>
#include <QSize>
#include <QString>
#include <QTimer>

#include "app/gui/main_window.hpp"

namespace priorscope {

struct RenderRequest {
    QString folder;  ///< receives WORKSPACE-light.png and WORKSPACE-dark.png
    QSize size{1440, 900};
    QString run{};    ///< a run folder to show; empty: none
    QString image{};  ///< id of the current image; empty: the first
};

/// Shows each workspace in both themes, waits until it has settled, and saves a picture of it.
class Renderer : public QObject {
    Q_OBJECT

  public:
    Renderer(MainWindow& window, ThemeManager& themes, RenderRequest request, QObject* parent = nullptr);
    /// Call it once the dataset is open.
    void start();

  Q_SIGNALS:
    /// @param failure  empty if all pictures were written
    void finished(const QString& failure);

  private:
    void next();
    void look();
    bool save();

    MainWindow& m_window;
    ThemeManager& m_themes;
    RenderRequest m_request;
    QTimer m_timer;
    int m_step = -1;  ///< workspace by theme: 2 · workspace + theme
    int m_looks = 0;
    int m_settled = 0;  ///< number of consecutive checks that found no activity
};

}  // namespace priorscope
