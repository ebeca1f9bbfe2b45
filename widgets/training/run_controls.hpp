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
class SteeringPanel;
struct RunOverview;

class RunControls : public QWidget {
    Q_OBJECT

  public:
    explicit RunControls(Runs& runs, QWidget* parent = nullptr);

    /// Start, resume, pause, stop, checkpoint and change.
    QList<QAction*> commands() const {
        return {m_start,      m_enqueue,  m_next,   m_resume,   m_pause,   m_stop,
                m_checkpoint, m_evaluate, m_change, m_move_out, m_move_in, m_plan};
    }
    QAction* resumeAction() const { return m_resume; }
    /// @param dataset  its name; empty: none is open
    void refresh(const QString& dataset, bool can_resume);
    /// What the changes are to be made to, while no run is in progress: the selected run. Null: none.
    void setSelected(const RunOverview* record);
    SteeringPanel* steering() const { return m_steering; }
    /// Whether the planned run is shown although another one is in progress.
    bool isPlanning() const;
    /// Shows it, if one is in progress.
    void beginPlanning();
    void endPlanning();

  Q_SIGNALS:
    void startRequested();
    void resumeRequested();
    /// The selected run is to go on with the panel's changes.
    void changedResumeRequested();
    /// The planned run is to wait until it is started.
    void queueRequested();
    /// isPlanning() has changed.
    void planningChanged();

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
    QAction* m_evaluate = nullptr;
    QAction* m_change = nullptr;
    QAction* m_move_out = nullptr;
    QAction* m_move_in = nullptr;
    QAction* m_plan = nullptr;
    QAction* m_enqueue = nullptr;
    QAction* m_next = nullptr;
    SteeringPanel* m_steering = nullptr;
    bool m_has_selected = false;
};

}  // namespace priorscope
