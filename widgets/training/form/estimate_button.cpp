#include "widgets/training/form/estimate_button.hpp"

#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

/// Whether a step of both does the same work: the length of the run and where its images come from do not
/// matter.
bool hasSameStep(const EstimateButton::Plan& a, const EstimateButton::Plan& b) {
    const auto relevant = [](TrainingOptions options) {
        TrainingOptions kept;
        kept.batch_size = options.batch_size;
        kept.accumulate = options.accumulate;
        kept.optimizer = options.optimizer;
        kept.confidence_loss = options.confidence_loss;
        kept.ema_decay = options.ema_decay;
        kept.frozen_stages = options.frozen_stages;
        kept.freeze_norms = options.freeze_norms;
        kept.nesterov = options.nesterov;
        kept.device = options.device;
        kept.precision = options.precision;
        kept.threads = options.threads;
        return kept;
    };
    return a.spec == b.spec && relevant(a.options) == relevant(b.options);
}

}  // namespace

EstimateButton::EstimateButton(JobList& jobs, QWidget* parent) : QPushButton(parent), m_runner(&jobs) {
    connect(this, &QPushButton::clicked, this, &EstimateButton::measure);
    connect(&m_runner, &JobRunner::finished, this, &EstimateButton::showEstimate);
    connect(&m_runner, &JobRunner::cancelled, this, &EstimateButton::showEstimate);
    connect(&m_runner, &JobRunner::failed, this, [this](const JobFailure& failure) {
        m_failure = failure.message;
        showEstimate();
    });
    showEstimate();
}

void EstimateButton::setPlan(std::optional<Plan> plan) {
    m_plan = std::move(plan);
    if (m_measured && (!m_plan || !hasSameStep(*m_plan, *m_measured))) {
        m_measured.reset();
        m_estimate.reset();
        m_failure.clear();
        if (m_runner.isRunning()) {
            m_runner.cancel();
        }
    }
    showEstimate();
}

void EstimateButton::measure() {
    if (!m_plan || m_runner.isRunning()) {
        return;
    }
    m_measured = m_plan;
    m_estimate.reset();
    m_failure.clear();
    m_runner.start(
        tr("Measuring a step"),
        [plan = *m_plan](const std::stop_token& stop, const ProgressFn&) {
            return measureStep(plan.spec, plan.options, stop);
        },
        [this](const StepEstimate& estimate) { m_estimate = estimate; });
    showEstimate();
}

void EstimateButton::showEstimate() {
    setEnabled(m_plan.has_value());
    if (m_runner.isRunning()) {
        setText(tr("Measuring …"));
    } else if (m_estimate && m_plan) {
        const QString time = durationText(m_estimate->seconds * m_plan->options.steps);
        setText(m_estimate->bytes > 0
                    ? tr("%1, %2").arg(time, QLocale().formattedDataSize(m_estimate->bytes, 1))
                    : time);
    } else {
        setText(m_failure.isEmpty() ? tr("Measure a step") : tr("Not measured"));
    }
    setToolTip(!m_failure.isEmpty() ? m_failure
                                    : tr("Time of the whole run without evaluations and waits, and memory on "
                                         "top of what is held now, "
                                         "from one measured step on random images. A click measures again."));
}

}  // namespace priorscope
