// Marks images as verified: their labels were checked.
#pragma once

#include <QAction>
#include <QList>
#include <QObject>
#include <QWidget>
#include <vector>

#include "widgets/workspace.hpp"

namespace priorscope {

class Verifier : public QObject {
    Q_OBJECT

  public:
    /// @param views   those in which Space marks the current image; elsewhere it does what it does there
    Verifier(const WorkspaceContext& context, std::vector<const QWidget*> views, QObject* parent);

    QList<QAction*> actions() const { return {m_one, m_all}; }
    /// Where the focus is on a control, Space stays its own. @param window  that has the actions
    void guard(QWidget* window);
    /// Of the current image. @return whether it could be done, or was begun
    bool mark(bool is_verified);

    bool eventFilter(QObject* watched, QEvent* event) override;

  Q_SIGNALS:
    void done();  ///< or begun; what cannot be done, LabelEdits::failed() tells

  private:
    void toggle(const std::vector<std::size_t>& images);
    void refresh();

    WorkspaceContext m_context;
    std::vector<const QWidget*> m_views;
    QAction* m_one = nullptr;
    QAction* m_all = nullptr;
};

}  // namespace priorscope
