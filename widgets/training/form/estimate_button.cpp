#include "widgets/training/form/estimate_button.hpp"

#include <chrono>

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

QString sizeText(std::int64_t bytes) {
    constexpr std::int64_t kLarge = 1'000'000'000;
    return QLocale().formattedDataSize(bytes, bytes < kLarge ? 0 : 1);
}

}  // namespace

EstimateButton::EstimateButton(JobList& jobs, QWidget* parent)
    : QPushButton(parent), m_soon(this), m_runner(&jobs) {
    using namespace std::chrono_literals;
    m_soon.setSingleShot(true);
    m_soon.setInterval(1500ms);
    connect(&m_soon, &QTimer::timeout, this, &EstimateButton::estimateRoughly);
    connect(&m_rough, &JobRunner::finished, this, &EstimateButton::showEstimate);
    connect(&m_rough, &JobRunner::failed, this, [this](const JobFailure& failure) {
        m_failure = failure.message;
        showEstimate();
    });
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
        for (JobRunner* runner : {&m_rough, &m_runner}) {
            if (runner->isRunning()) {
                runner->cancel();
            }
        }
    }
    estimateSoon();
    showEstimate();
}

void EstimateButton::showEvent(QShowEvent* event) {
    QPushButton::showEvent(event);
    estimateSoon();
}

void EstimateButton::hideEvent(QHideEvent* event) {
    m_soon.stop();
    QPushButton::hideEvent(event);
}

void EstimateButton::estimateSoon() {
    if (m_plan && !m_measured && isVisible()) {
        m_soon.start();
    } else {
        m_soon.stop();
    }
}

void EstimateButton::estimateRoughly() {
    if (!m_plan || m_measured) {
        return;
    }
    m_measured = m_plan;
    m_rough.start(
        tr("Measuring a step"),
        [plan = *m_plan](const std::stop_token& stop, const ProgressFn&) {
            return estimateStep(plan.spec, plan.options, stop);
        },
        [this](const StepEstimate& estimate) { m_estimate = estimate; });
}

void EstimateButton::measure() {
    if (!m_plan || m_runner.isRunning()) {
        return;
    }
    m_soon.stop();
    if (m_rough.isRunning()) {
        m_rough.cancel();
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
        const QString plain =
            m_estimate->bytes > 0 ? tr("%1, %2").arg(time, sizeText(m_estimate->bytes)) : time;
        setText(m_estimate->is_rough ? tr("≈ %1").arg(plain) : plain);
    } else {
        setText(m_failure.isEmpty() ? tr("Measure a step") : tr("Not measured"));
    }
    setToolTip(!m_failure.isEmpty()
                   ? m_failure
                   : tr("The run's time without evaluations and waits, and its memory. ≈: from a part of a "
                        "step;\na click measures a whole one."));
}

}  // namespace priorscope
