// What the planned run takes, from measured steps.
#pragma once

#include <QPushButton>
#include <QTimer>
#include <functional>
#include <optional>
#include <utility>

#include "core/training/step_estimate.hpp"
#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

/// Shows how long a run of the planned length takes, and its memory. Once a plan stands for a moment while
/// the button is seen, a step is measured, of a part of the batch if it is an expensive one; a click measures
/// a whole one.
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

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void estimateSoon();
    void estimateRoughly();
    void measure();
    void showEstimate();

    std::optional<Plan> m_plan;
    std::optional<Plan> m_measured;  ///< the plan that the estimate is of
    std::optional<StepEstimate> m_estimate;
    QString m_failure;  ///< of the last measurement
    QTimer m_soon;
    JobRunner m_rough;  ///< takes a moment, and is not worth a word
    JobRunner m_runner;
};

}  // namespace priorscope
