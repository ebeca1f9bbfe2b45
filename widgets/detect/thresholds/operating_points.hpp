// The operating point of the current detector: chosen from the split, kept with its checkpoint, followed by
// the sliders when the checkpoint is opened.
#pragma once

#include <QObject>

#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class DetectorSource;
class LiveScores;
class OperatingPointDialog;
class ThresholdRow;
struct LiveCounted;
struct OperatingPoint;

class OperatingPoints : public QObject {
    Q_OBJECT

  public:
    /// @param source  knows what is kept with the checkpoint that was opened
    /// @param parent  the dialog opens on its window
    OperatingPoints(const WorkspaceContext& context, DetectorSource& source, LiveScores& scores,
                    ThresholdRow& thresholds, QWidget* parent);

    QAction* action() const { return m_action; }
    /// Asks for the scores, once the curves are there. Does nothing before the split is evaluated.
    void ask();
    /// Moves the sliders to what is kept with the checkpoint that was opened.
    void follow();
    /// The open dialog; null: none.
    OperatingPointDialog* dialog() const { return m_dialog; }
    bool isRunning() const { return m_keeper.isRunning(); }

  Q_SIGNALS:
    void started();
    void failed(const priorscope::JobFailure& failure);

  private:
    void refresh();
    void keep(const LiveCounted& counted, OperatingPoint point);
    void forget(const LiveCounted& counted);

    WorkspaceContext m_context;
    DetectorSource& m_source;
    LiveScores& m_scores;
    ThresholdRow& m_thresholds;
    QWidget* m_parent;
    QAction* m_action = nullptr;
    OperatingPointDialog* m_dialog = nullptr;
    bool m_asks_when_ready = false;  ///< asked before the curves were there
    JobRunner m_keeper;
};

}  // namespace priorscope
