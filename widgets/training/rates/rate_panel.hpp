// Finding a learning rate for the planned run: loss against rate, and the rate that it suggests.
#pragma once

#include <memory>
#include <optional>

#include "core/training/rate_sweep.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/jobs/job_runner.hpp"

class QLabel;
class QPushButton;
class QStackedLayout;

namespace priorscope {

class PlotWidget;
class RunDocument;
class ThemeManager;
class Workbench;

/// A sweep runs on request. What it found stays until a change of the plan that it no longer holds for.
class RatePanel : public Panel {
    Q_OBJECT

  public:
    /// @param workbench, draft, jobs  must outlive it
    RatePanel(Workbench& workbench, RunDocument& draft, JobList& jobs, ThemeManager& themes,
              QWidget* parent = nullptr);

    /// Starts a sweep of the plan, or stops the one that runs.
    void toggleSweep();
    bool isSweeping() const { return m_runner.isRunning(); }
    /// No sweep can start meanwhile: a run needs the machine.
    void setBlocked(bool blocked);

    const std::optional<RateSweep>& sweep() const { return m_sweep; }
    PlotWidget* plot() const { return m_plot; }
    QPushButton* startButton() const { return m_start; }
    QPushButton* useButton() const { return m_use; }
    /// What is said in place of, or above, the plot.
    QString message() const { return m_message->text(); }

  Q_SIGNALS:
    void closeRequested();

  private:
    struct Plan {
        DetectorSpec spec;
        TrainingOptions options;
        std::shared_ptr<const Dataset> dataset;  ///< as it was read
        bool operator==(const Plan&) const = default;
    };

    std::optional<Plan> plan() const;
    void followPlan();
    void take(RateSweep sweep);
    void refresh();

    Workbench& m_workbench;
    RunDocument& m_draft;
    PlotWidget* m_plot = nullptr;
    int m_raw = -1;
    int m_smooth = -1;
    QLabel* m_message = nullptr;
    QStackedLayout* m_pages = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_use = nullptr;
    bool m_blocked = false;
    std::optional<Plan> m_swept;  ///< the plan of the sweep that runs, or of the one that is shown
    std::optional<RateSweep> m_sweep;
    QString m_failure;
    JobRunner m_runner;
};

}  // namespace priorscope
