// Results on the split: average precision by class, and the counts of verdicts at the current thresholds.
#pragma once

#include <QSplitter>
#include <memory>
#include <optional>

#include "core/evaluation/verdicts.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

class QAction;
class QTableView;

namespace priorscope {

class ClassTableModel;
class OutcomeBars;
class Panel;
class ThresholdRow;
struct EvaluatedSplit;

/// Follows the sliders and the service that owns the detections of the split.
class SplitFigures : public QSplitter {
    Q_OBJECT

  public:
    /// @param evaluate  also offered as a button
    SplitFigures(const WorkspaceContext& context, const ThresholdRow& thresholds, QAction* evaluate,
                 QWidget* parent = nullptr);

    ClassTableModel* classes() const { return m_classes; }
    /// At the current thresholds; empty: not counted yet.
    const std::optional<VerdictCounts>& counts() const { return m_counts; }
    bool isCounting() const { return m_counter.isRunning(); }

  Q_SIGNALS:
    void changed();

  private:
    QTableView* buildTable();
    QWidget* buildClassPanel(QAction* evaluate);
    QWidget* buildBars();
    void showResult();
    void count();

    WorkspaceContext m_context;
    const ThresholdRow& m_thresholds;
    priorscope::Panel* m_class_panel = nullptr;  // QFrame has a Panel of its own
    ClassTableModel* m_classes = nullptr;
    OutcomeBars* m_bars = nullptr;
    std::optional<VerdictCounts> m_counts;
    JobRunner m_counter;
};

}  // namespace priorscope
