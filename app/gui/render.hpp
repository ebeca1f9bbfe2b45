// Pictures of the workspaces, made by the program itself.
#pragma once

#include <QObject>
#include <QSize>
#include <QString>
#include <QTimer>

#include "app/gui/main_window.hpp"

namespace priorscope {

struct RenderRequest {
    QString folder;  ///< pictures go there, as WORKSPACE-light.png and WORKSPACE-dark.png
    QSize size{1440, 900};
    QString run{};    ///< a run folder to show; empty: none
    QString image{};  ///< id of the current image; empty: the first
};

/// Shows one workspace after another in both themes, waits until each has settled, saves its picture.
class Renderer : public QObject {
    Q_OBJECT

  public:
    Renderer(MainWindow& window, ThemeManager& themes, RenderRequest request, QObject* parent = nullptr);
    /// Once the dataset is open.
    void start();

  Q_SIGNALS:
    /// @param failure  empty where all pictures were written
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
    int m_settled = 0;  ///< looks in a row that found nothing under way
};

}  // namespace priorscope
