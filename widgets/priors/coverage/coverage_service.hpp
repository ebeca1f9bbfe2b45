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
#include "core/training/plan/training_options.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

/// Everything that the Priors workspace shows of one layout; created on a worker, immutable.
struct CoverageView {
    std::shared_ptr<const PriorSet> priors;
    std::shared_ptr<const std::vector<CoverageObject>> objects;
    Coverage coverage;
    std::vector<ClassCoverage> classes;
    std::vector<std::size_t> uncovered;   ///< indices into objects, worst first
    std::vector<double> curve;            ///< recall at curveThresholds()
    std::vector<std::int64_t> histogram;  ///< histogram of the best IoU, in kHistogramBins bins
    std::vector<SizeCoverage> sizes;
    std::vector<std::int64_t> positives;  ///< objects by number of positives, as positivesHistogram()
    std::vector<double> map_shares;       ///< share of the positives of each feature map
    std::shared_ptr<const std::vector<std::int32_t>> density;  ///< of the objects by shape, in kPlaneBins
    ResizeMode resize = ResizeMode::stretch;
};
using CoverageViewPtr = std::shared_ptr<const CoverageView>;

/// How the priors match the objects of one image.
struct ImagePriors {
    int image = -1;
    std::shared_ptr<const PriorSet> priors;
    std::shared_ptr<const PriorSet> baseline;
    ResizeMapping mapping{};                         ///< from the image to the network's input
    std::vector<Box> objects;                        ///< every object, in input coordinates
    std::vector<BestPrior> best;                     ///< [objects]
    std::vector<BestPrior> best_before;              ///< [objects], of the baseline
    std::vector<std::vector<std::size_t>> covering;  ///< [objects] priors at or above the threshold
    std::vector<std::int32_t> covering_before;       ///< [objects] their number in the baseline
    /// The matching of the loss; MatchedPrior::object is an index into the image's objects. Difficult objects
    /// are not targets.
    std::vector<MatchedPrior> positives;
    std::vector<MatchedPrior> near_misses;
};
using ImagePriorsPtr = std::shared_ptr<const ImagePriors>;

/// The shapes that a layout covers; independent of the data.
using ContourPtr = std::shared_ptr<const std::vector<ContourLine>>;

/// Epochs in the augmented sample: half of the images are mirrored in each.
inline constexpr int kAugmentedEpochs = 2;

inline constexpr int kHistogramBins = 40;
inline constexpr LogBins kPlaneBins{};
/// About nine of ten positions.
inline constexpr float kCoveredShare = 0.85F;

inline constexpr float kCoverageIou = 0.5F;
/// 0.30 to 0.95 in steps of 0.01.
const std::vector<float>& curveThresholds();

/// Covers the objects of the workbench's filter. While the layout changes fast, results keep arriving: the
/// running computation finishes and only the latest layout waits. A result for other objects or another image
/// than are now in view is dropped.
class CoverageService : public QObject {
    Q_OBJECT

  public:
    explicit CoverageService(Workbench& workbench, QObject* parent = nullptr);

    void setConfig(const PriorConfig& config);
    void setBaseline(const PriorConfig& config);
    /// How images are resized to the network's input.
    void setResize(ResizeMode resize);
    /// The run whose augmentation is evaluated: its seed, probabilities, sampling by classes and phases.
    /// Options with a problem are passed over.
    void setTraining(const TrainingOptions& options);
    ResizeMode resize() const { return m_resize; }
    /// Whether augmented() is computed as well.
    void setAugmented(bool on);
    /// Null until computed.
    const CoverageViewPtr& current() const { return m_current; }
    const CoverageViewPtr& baseline() const { return m_base; }
    /// Coverage of the current layout on a seeded sample of augmented training images; null if it is off or
    /// not computed yet.
    const CoverageViewPtr& augmented() const { return m_augmented; }
    /// Why there is none, such as negatives that cannot be read; empty: it is off, or on its way.
    const QString& augmentedProblem() const { return m_augmented_problem; }
    const ContourPtr& contour() const { return m_contour; }
    const ContourPtr& baselineContour() const { return m_base_contour; }
    /// For the current image; null until computed.
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

    void forget();
    void renewSubjects();
    void renewAugmented();
    void compute();
    void computeBaseline();
    void computeAugmented();
    void computeImage();
    /// @param subject  a member: the result is dropped if it has been replaced in the meantime
    void start(JobRunner& runner, const std::shared_ptr<Subject>& subject, const PriorConfig& config,
               const std::function<void(CoverageViewPtr)>& done);
    void startContour(JobRunner& runner, const std::shared_ptr<CoveredShapes>& shapes,
                      const PriorConfig& config, ContourPtr& result);

    Workbench& m_workbench;
    PriorConfig m_config;
    PriorConfig m_baseline_config;
    ResizeMode m_resize = ResizeMode::stretch;
    TrainingOptions m_training{};
    std::shared_ptr<Subject> m_subject;       ///< accessed by m_runner's jobs only
    std::shared_ptr<Subject> m_base_subject;  ///< accessed by m_base_runner's jobs only
    std::shared_ptr<CoveredShapes> m_shapes = std::make_shared<CoveredShapes>(kPlaneBins);
    std::shared_ptr<CoveredShapes> m_base_shapes = std::make_shared<CoveredShapes>(kPlaneBins);
    CoverageViewPtr m_current;
    CoverageViewPtr m_base;
    bool m_is_augmenting = false;
    std::shared_ptr<Subject> m_augmented_subject;  ///< accessed by m_augmented_runner's jobs only
    CoverageViewPtr m_augmented;
    QString m_augmented_problem;
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
