// Computes how a layout covers the objects in view, on worker threads, as the layout changes.
#pragma once

#include <QObject>
#include <memory>
#include <vector>

#include "core/priors/coverage/coverage_breakdown.hpp"
#include "core/priors/coverage/coverage_engine.hpp"
#include "core/priors/coverage/coverage_report.hpp"
#include "core/priors/coverage/shape_plane.hpp"
#include "core/priors/matching.hpp"
#include "core/training/training_options.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

/// Everything that the priors workspace shows of one layout; made on a worker, never changed.
struct CoverageView {
    std::shared_ptr<const PriorSet> priors;
    std::shared_ptr<const std::vector<CoverageObject>> objects;
    Coverage coverage;
    std::vector<ClassCoverage> classes;
    std::vector<std::size_t> uncovered;   ///< into objects, worst first
    std::vector<double> curve;            ///< recall at curveThresholds()
    std::vector<std::int64_t> histogram;  ///< of best IoU, in kHistogramBins
    std::vector<SizeCoverage> sizes;
    std::vector<std::int64_t> positives;  ///< objects by their number of positives, as positivesHistogram()
    std::vector<double> map_shares;       ///< of the positives, by feature map
    std::shared_ptr<const std::vector<std::int32_t>> density;  ///< of the objects by shape, in kPlaneBins
    ResizeMode resize = ResizeMode::stretch;
};
using CoverageViewPtr = std::shared_ptr<const CoverageView>;

/// How the priors meet the objects of one image.
struct ImagePriors {
    int image = -1;
    std::shared_ptr<const PriorSet> priors;
    std::shared_ptr<const PriorSet> baseline;
    ResizeMapping mapping{};                         ///< from the image to the network's input
    std::vector<Box> objects;                        ///< every object, in the input
    std::vector<BestPrior> best;                     ///< [objects]
    std::vector<BestPrior> best_before;              ///< [objects], by the baseline
    std::vector<std::vector<std::size_t>> covering;  ///< [objects] priors at or above the threshold
    std::vector<std::int32_t> covering_before;       ///< [objects] their number by the baseline
    /// What the loss does, with MatchedPrior::object an index into the image's objects; difficult objects are
    /// no targets.
    std::vector<MatchedPrior> positives;
    std::vector<MatchedPrior> near_misses;
};
using ImagePriorsPtr = std::shared_ptr<const ImagePriors>;

/// The shapes that a layout covers; independent of the data.
using ContourPtr = std::shared_ptr<const std::vector<ContourLine>>;

/// Epochs of the augmented sample: half of the images are mirrored in each.
inline constexpr int kAugmentedEpochs = 2;

inline constexpr int kHistogramBins = 40;
inline constexpr LogBins kPlaneBins{};
/// Nine of ten positions.
inline constexpr float kCoveredShare = 0.85F;

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
    /// How images become the network's input.
    void setResize(ResizeMode resize);
    /// The run whose augmentation is looked at: its seed and its chances.
    void setTraining(const TrainingOptions& options);
    ResizeMode resize() const { return m_resize; }
    /// Whether augmented() is computed too.
    void setAugmented(bool on);
    /// Null until computed.
    const CoverageViewPtr& current() const { return m_current; }
    const CoverageViewPtr& baseline() const { return m_base; }
    /// The current layout over a seeded sample of what training makes of the images; null where it is off or
    /// not computed yet.
    const CoverageViewPtr& augmented() const { return m_augmented; }
    const ContourPtr& contour() const { return m_contour; }
    const ContourPtr& baselineContour() const { return m_base_contour; }
    /// Of the current image; null until computed.
    const ImagePriorsPtr& image() const { return m_image; }
    bool isRunning() const {
        return m_runner.isRunning() || m_base_runner.isRunning() || m_image_runner.isRunning() ||
               m_augmented_runner.isRunning() || m_contour_runner.isRunning() ||
               m_base_contour_runner.isRunning();
    }

  Q_SIGNALS:
    void changed();
    void baselineChanged();
    void imageChanged();
    void contoursChanged();
    void augmentedChanged();

  private:
    struct Subject;

    void renewSubjects();
    void renewAugmented();
    void compute();
    void computeBaseline();
    void computeAugmented();
    void computeImage();
    void start(JobRunner& runner, const std::shared_ptr<Subject>& subject, const PriorConfig& config,
               const std::function<void(CoverageViewPtr)>& done);
    void startContour(JobRunner& runner, const std::shared_ptr<CoveredShapes>& shapes,
                      const PriorConfig& config, ContourPtr& result);

    Workbench& m_workbench;
    PriorConfig m_config;
    PriorConfig m_baseline_config;
    ResizeMode m_resize = ResizeMode::stretch;
    TrainingOptions m_training{};
    std::shared_ptr<Subject> m_subject;       ///< touched by m_runner's jobs only
    std::shared_ptr<Subject> m_base_subject;  ///< by m_base_runner's
    std::shared_ptr<CoveredShapes> m_shapes = std::make_shared<CoveredShapes>(kPlaneBins);
    std::shared_ptr<CoveredShapes> m_base_shapes = std::make_shared<CoveredShapes>(kPlaneBins);
    CoverageViewPtr m_current;
    CoverageViewPtr m_base;
    bool m_is_augmenting = false;
    std::shared_ptr<Subject> m_augmented_subject;  ///< by m_augmented_runner's
    CoverageViewPtr m_augmented;
    ContourPtr m_contour;
    ContourPtr m_base_contour;
    ImagePriorsPtr m_image;
    JobRunner m_augmented_runner;
    JobRunner m_contour_runner;
    JobRunner m_base_contour_runner;
    JobRunner m_runner;
    JobRunner m_base_runner;
    JobRunner m_image_runner;
};

}  // namespace priorscope
