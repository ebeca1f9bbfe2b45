// What the planned run takes, measured on request.
#pragma once

#include <QPushButton>
#include <functional>
#include <optional>
#include <utility>

#include "core/training/step_estimate.hpp"
#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

/// Measures a step of the plan when clicked, and from then on shows how long a run of the planned length
/// takes, and its memory, until what a step does changes.
class EstimateButton : public QPushButton {
    Q_OBJECT

  public:
    struct Plan {
        DetectorSpec spec;
        TrainingOptions options;  ///< resolved
    };

    /// @param jobs  shows the measurement
    explicit EstimateButton(JobList& jobs, QWidget* parent = nullptr);

    /// @param plan  none: it cannot be measured as it is
    void setPlan(std::optional<Plan> plan);
    /// What was measured for the plan; none yet, or not any more.
    const std::optional<StepEstimate>& estimate() const { return m_estimate; }

  private:
    void measure();
    void showEstimate();

    std::optional<Plan> m_plan;
    std::optional<Plan> m_measured;  ///< the plan that the estimate is of
    std::optional<StepEstimate> m_estimate;
    QString m_failure;  ///< of the last measurement
    JobRunner m_runner;
};

}  // namespace priorscope
