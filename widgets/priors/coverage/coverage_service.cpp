#include "widgets/priors/coverage/coverage_service.hpp"

#include <utility>

#include "core/training/augmented_objects.hpp"

namespace priorscope {
namespace {

/// Pixels. Fractions do not depend on the input size, except through the rounding of a letterbox to whole
/// pixels.
constexpr int kFineInput = 1 << 20;

/// What the boxes of samples depend on. Weights from a file are of the images of the training split, not of
/// those that are in view. Only a mosaic has images of the negatives, and ends with a share of the run.
TrainingOptions relevantTo(const TrainingOptions& options) {
    TrainingOptions kept;
    kept.seed = options.seed;
    kept.augmentation = options.augmentation;
    if (options.sampling == "classes") {
        kept.sampling = options.sampling;
        kept.sampling_threshold = options.sampling_threshold;
    }
    if (options.augmentation.setting(TransformKind::mosaic).probability > 0.0) {
        kept.steps = options.steps;
        kept.epochs = options.epochs;
        kept.batch_size = options.batch_size;
        kept.accumulate = options.accumulate;
        kept.negatives = options.negatives;
        kept.negatives_share = options.negatives_share;
    }
    return kept;
}

}  // namespace

/// The objects to be covered. Created on the GUI thread; the first job computes the rest, and from then on
/// only the jobs of one runner, one after the other, access it.
struct CoverageService::Subject {
    std::shared_ptr<const Dataset> dataset;
    ImageSelection selection;
    ImageFilter filter;
    ResizeMode resize = ResizeMode::stretch;
    std::optional<TrainingOptions>
        augmented_for{};  ///< the run whose augmentation is applied; none: images as they are
    std::optional<CoverageEngine> engine{};
    std::shared_ptr<const std::vector<std::int32_t>> density{};

    void prepare() {
        if (engine) {
            return;
        }
        // The planned run has its own numbers for whatever a model's recipe would have.
        auto objects = augmented_for ? augmentedObjects(dataset, selection, *augmented_for, Recipe{},
                                                        kFineInput, resize, kAugmentedEpochs)
                                     : coverageObjects(*dataset, selection, filter.difficult, resize);
        std::erase_if(objects, [this](const CoverageObject& object) {
            const ImageRow image = dataset->images[object.image];
            return !isObjectShown(image, image.objects[object.object], filter);
        });
        density = std::make_shared<const std::vector<std::int32_t>>(shapeDensity(objects, kPlaneBins));
        engine.emplace(std::make_shared<const std::vector<CoverageObject>>(std::move(objects)));
    }

    std::optional<CoverageViewPtr> view(const PriorConfig& config, std::stop_token stop,
                                        const ProgressFn& progress) {
        prepare();
        auto coverage = engine->update(config, kCoverageIou, std::move(stop), progress);
        if (!coverage) {
            return std::nullopt;
        }
        auto view = std::make_shared<CoverageView>();
        view->priors = std::make_shared<const PriorSet>(generatePriors(config));
        view->objects = engine->objects();
        view->coverage = std::move(*coverage);
        const std::vector<CoverageObject>& objects = *view->objects;
        view->classes = coverageByClass(objects, view->coverage, dataset->classes.size(), kCoverageIou);
        view->uncovered = uncoveredObjects(view->coverage, kCoverageIou);
        view->curve = recallCurve(view->coverage, curveThresholds());
        view->histogram = bestIouHistogram(view->coverage, kHistogramBins);
        view->sizes = coverageBySize(objects, view->coverage, config.input_size, kCoverageIou);
        view->positives = positivesHistogram(view->coverage);
        view->map_shares = positiveShares(view->coverage);
        view->density = density;
        view->resize = resize;
        return CoverageViewPtr(std::move(view));
    }
};

const std::vector<float>& curveThresholds() {
    static const std::vector<float> kThresholds = [] {
        std::vector<float> thresholds;
        for (int hundredth = 30; hundredth <= 95; ++hundredth) {
            thresholds.push_back(static_cast<float>(hundredth) / 100.0F);
        }
        return thresholds;
    }();
    return kThresholds;
}

namespace {

constexpr std::size_t kNearMisses = 40;

ImagePriorsPtr imagePriors(const Dataset& dataset, int image, const PriorConfig& config,
                           const PriorConfig& baseline, ResizeMode resize) {
    const ImageRow record = dataset.images.at(static_cast<std::size_t>(image));
    auto result = std::make_shared<ImagePriors>();
    result->image = image;
    result->priors = std::make_shared<const PriorSet>(generatePriors(config));
    result->baseline = std::make_shared<const PriorSet>(generatePriors(baseline));
    result->mapping = resizeMapping(record.width, record.height, config.input_size, resize);
    std::vector<Box> targets;
    std::vector<std::size_t> target_objects;
    for (std::size_t i = 0; i < record.objects.size(); ++i) {
        const Annotation& object = record.objects[i];
        // Clipped as coverage counts them; an object outside the image keeps its index but is no target.
        result->objects.push_back(result->mapping.inputFromImage(clippedToImage(object.box)));
        if (!object.difficult && visiblePart(object.box)) {
            targets.push_back(result->objects.back());
            target_objects.push_back(i);
        }
    }
    for (const Box& object : result->objects) {
        result->best.push_back(bestPriorOf(object, result->priors->boxes));
        result->best_before.push_back(bestPriorOf(object, result->baseline->boxes));
        result->covering.push_back(priorsCovering(object, result->priors->boxes, kCoverageIou));
        result->covering_before.push_back(
            static_cast<std::int32_t>(priorsCovering(object, result->baseline->boxes, kCoverageIou).size()));
    }
    const MatchingOptions options{.min_iou = kCoverageIou};
    result->positives = matchedPriors(result->priors->boxes, targets, options);
    result->near_misses = nearMisses(result->priors->boxes, targets, kNearMisses, options);
    for (auto* matches : {&result->positives, &result->near_misses}) {
        for (MatchedPrior& match : *matches) {
            match.object = target_objects[match.object];
        }
    }
    return result;
}

}  // namespace

CoverageService::CoverageService(Workbench& workbench, QObject* parent)
    : QObject(parent), m_workbench(workbench) {
    connect(&workbench, &Workbench::datasetChanged, this, &CoverageService::forget);
    connect(&workbench, &Workbench::imagesChanged, this, [this] {
        renewSubjects();
        compute();
        computeBaseline();
        computeAugmented();
    });
    connect(&workbench, &Workbench::currentImageChanged, this, &CoverageService::computeImage);
    connect(&m_augmented_runner, &JobRunner::failed, this, [this](const JobFailure& failure) {
        m_augmented.reset();
        m_augmented_problem = failure.message;
        Q_EMIT augmentedChanged();
    });
    renewSubjects();
}

/// Results refer to images by their index in the dataset, so they are invalid for another dataset.
void CoverageService::forget() {
    m_current.reset();
    m_base.reset();
    m_augmented.reset();
    m_image.reset();
    Q_EMIT changed();
    Q_EMIT baselineChanged();
    Q_EMIT augmentedChanged();
    Q_EMIT imageChanged();
}

void CoverageService::renewSubjects() {
    for (auto* subject : {&m_subject, &m_base_subject}) {
        *subject = std::make_shared<Subject>(
            Subject{m_workbench.dataset(), m_workbench.selection(), m_workbench.filter(), m_resize});
    }
    renewAugmented();
}

void CoverageService::renewAugmented() {
    // Difficult objects count if the filter shows them, as without augmentation.
    TrainingOptions options = m_training;
    options.train_on_difficult = m_workbench.filter().difficult;
    m_augmented_subject = std::make_shared<Subject>(Subject{
        m_workbench.dataset(), m_workbench.selection(), m_workbench.filter(), m_resize, std::move(options)});
}

void CoverageService::setTraining(const TrainingOptions& options) {
    if (!options.validate().empty()) {
        return;  // until what is marked in Train is mended
    }
    TrainingOptions relevant = relevantTo(options);
    if (!(relevant == m_training)) {
        m_training = std::move(relevant);
        renewAugmented();
        computeAugmented();
    }
}

void CoverageService::setConfig(const PriorConfig& config) {
    m_config = config;
    compute();
    computeAugmented();
    computeImage();
    startContour(m_contour_runner, m_shapes, m_config, m_contour);
}

void CoverageService::setBaseline(const PriorConfig& config) {
    m_baseline_config = config;
    computeBaseline();
    startContour(m_base_contour_runner, m_base_shapes, m_baseline_config, m_base_contour);
}

void CoverageService::setResize(ResizeMode resize) {
    if (resize != m_resize) {
        m_resize = resize;
        renewSubjects();
        compute();
        computeBaseline();
        computeAugmented();
        computeImage();
    }
}

void CoverageService::start(JobRunner& runner, const std::shared_ptr<Subject>& subject,
                            const PriorConfig& config, const std::function<void(CoverageViewPtr)>& done) {
    if (!subject->dataset || config.maps.empty() || !config.validate().empty()) {
        runner.cancel();
        return;
    }
    runner.start(
        tr("Coverage"),
        [counted = subject, config](std::stop_token stop, const ProgressFn& progress) {
            return counted->view(config, std::move(stop), progress);
        },
        [counted = subject, &subject, done](CoverageViewPtr view) {
            if (counted == subject) {
                done(std::move(view));
            }
        },
        Supersede::after_running);
}

void CoverageService::startContour(JobRunner& runner, const std::shared_ptr<CoveredShapes>& shapes,
                                   const PriorConfig& config, ContourPtr& result) {
    if (!config.validate().empty()) {
        runner.cancel();
        return;
    }
    runner.start(
        tr("Covered shapes"),
        [shapes, config](std::stop_token stop, const ProgressFn& /*progress*/) -> std::optional<ContourPtr> {
            const auto shares = shapes->shares(config, kCoverageIou, std::move(stop));
            if (!shares) {
                return std::nullopt;
            }
            return std::make_shared<const std::vector<ContourLine>>(
                contourOf(*shares, kPlaneBins.count, kCoveredShare));
        },
        [this, &result](ContourPtr contour) {
            result = std::move(contour);
            Q_EMIT contoursChanged();
        },
        Supersede::after_running);
}

void CoverageService::compute() {
    start(m_runner, m_subject, m_config, [this](CoverageViewPtr view) {
        m_current = std::move(view);
        Q_EMIT changed();
    });
}

void CoverageService::computeBaseline() {
    start(m_base_runner, m_base_subject, m_baseline_config, [this](CoverageViewPtr view) {
        m_base = std::move(view);
        Q_EMIT baselineChanged();
    });
}

void CoverageService::setAugmented(bool on) {
    m_is_augmenting = on;
    if (!on) {
        m_augmented_runner.cancel();
        m_augmented.reset();
        m_augmented_problem.clear();
        Q_EMIT augmentedChanged();
    }
    computeAugmented();
}

void CoverageService::computeAugmented() {
    if (m_is_augmenting) {
        start(m_augmented_runner, m_augmented_subject, m_config, [this](CoverageViewPtr view) {
            m_augmented = std::move(view);
            m_augmented_problem.clear();
            Q_EMIT augmentedChanged();
        });
    }
}

void CoverageService::computeImage() {
    const bool is_ready = m_workbench.currentRecord().has_value() && m_config.validate().empty() &&
                          m_baseline_config.validate().empty();
    if (!is_ready) {
        m_image_runner.cancel();
        m_image.reset();
        Q_EMIT imageChanged();
        return;
    }
    const auto& dataset = m_workbench.dataset();
    const int image = m_workbench.currentImage();
    m_image_runner.start(
        tr("Priors of an image"),
        [dataset, image, config = m_config, baseline = m_baseline_config, resize = m_resize](
            std::stop_token /*stop*/, const ProgressFn&) {
            return imagePriors(*dataset, image, config, baseline, resize);
        },
        [this, dataset, image, resize = m_resize](ImagePriorsPtr result) {
            if (dataset == m_workbench.dataset() && image == m_workbench.currentImage() &&
                resize == m_resize) {
                m_image = std::move(result);
                Q_EMIT imageChanged();
            }
        },
        Supersede::after_running);
}

}  // namespace priorscope
