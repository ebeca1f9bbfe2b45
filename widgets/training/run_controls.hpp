// The run in progress: its state and the buttons that control it; otherwise, the buttons that start one.
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace priorscope {

class Runs;

class RunControls : public QWidget {
    Q_OBJECT

  public:
    explicit RunControls(Runs& runs, QWidget* parent = nullptr);

    /// Start, resume, pause, stop and checkpoint.
    QList<QAction*> commands() const { return {m_start, m_resume, m_pause, m_stop, m_checkpoint}; }
    QAction* resumeAction() const { return m_resume; }
    /// @param dataset  its name; empty: none is open
    void refresh(const QString& dataset, bool can_resume);

  Q_SIGNALS:
    void startRequested();
    void resumeRequested();

  private:
    void buildActions();
    QWidget* buildHead();
    QWidget* buildButtons();
    QPushButton* commandButton(QAction* action, QWidget* parent);
    void showState(const QString& dataset);

    Runs& m_runs;
    QLabel* m_run_label = nullptr;
    QLabel* m_state_label = nullptr;
    QAction* m_start = nullptr;
    QAction* m_resume = nullptr;
    QAction* m_pause = nullptr;
    QAction* m_stop = nullptr;
    QAction* m_checkpoint = nullptr;
};

}  // namespace priorscope
