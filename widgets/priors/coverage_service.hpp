// Computes how a layout covers the objects in view, on worker threads, as the layout changes.
#pragma once

#include <QObject>
#include <memory>
#include <vector>

#include "core/priors/coverage_report.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

/// Everything that the priors workspace shows of one layout; made on a worker, never changed.
struct CoverageView {
    std::shared_ptr<const PriorSet> priors;
    std::shared_ptr<const std::vector<CoverageObject>> objects;
    Coverage coverage;
    std::vector<ClassCoverage> classes;
    std::vector<std::size_t> uncovered;  ///< into objects, worst first
    std::vector<double> curve;           ///< recall at curveThresholds()
};
using CoverageViewPtr = std::shared_ptr<const CoverageView>;

inline constexpr float kCoverageIou = 0.5F;
/// 0.30 to 0.95 in steps of 0.01.
const std::vector<float>& curveThresholds();

/// The objects are those of the workbench's filter. While the layout changes fast, results keep coming: the
/// running computation ends and only the latest layout waits.
class CoverageService : public QObject {
    Q_OBJECT

  public:
    explicit CoverageService(Workbench& workbench, QObject* parent = nullptr);

    void setConfig(const PriorConfig& config);
    void setBaseline(const PriorConfig& config);
    /// Null until computed.
    const CoverageViewPtr& current() const { return m_current; }
    const CoverageViewPtr& baseline() const { return m_base; }
    /// Best prior of each object of the current image, difficult ones too; empty until computed.
    const std::vector<BestPrior>& imageBest() const { return m_image_best; }
    bool isRunning() const {
        return m_runner.isRunning() || m_base_runner.isRunning() || m_image_runner.isRunning();
    }

  Q_SIGNALS:
    void changed();
    void baselineChanged();
    void imageChanged();

  private:
    void compute();
    void computeBaseline();
    void computeImage();
    void start(JobRunner& runner, const PriorConfig& config,
               const std::function<void(CoverageViewPtr)>& done);

    Workbench& m_workbench;
    PriorConfig m_config;
    PriorConfig m_baseline_config;
    CoverageViewPtr m_current;
    CoverageViewPtr m_base;
    std::vector<BestPrior> m_image_best;
    JobRunner m_runner;
    JobRunner m_base_runner;
    JobRunner m_image_runner;
};

}  // namespace priorscope
