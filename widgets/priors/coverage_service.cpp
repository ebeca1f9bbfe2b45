#include "widgets/priors/coverage_service.hpp"

#include <utility>

namespace priorscope {
namespace {

std::optional<CoverageViewPtr> makeView(const Dataset& dataset, const std::vector<std::size_t>& images,
                                        const ImageFilter& filter, const PriorConfig& config,
                                        std::stop_token stop, const ProgressFn& progress) {
    auto objects = coverageObjectsOf(dataset, images, filter.difficult, ResizeMode::stretch);
    std::erase_if(objects, [&](const CoverageObject& object) {
        return !isObjectShown(dataset.images[object.image].objects[object.object], filter);
    });
    auto view = std::make_shared<CoverageView>();
    view->priors = std::make_shared<const PriorSet>(generatePriors(config));
    auto coverage = computeCoverage(objects, *view->priors, std::move(stop), progress);
    if (!coverage) {
        return std::nullopt;
    }
    view->coverage = std::move(*coverage);
    view->classes = coverageByClass(objects, view->coverage, dataset.classes.size(), kCoverageIou);
    view->uncovered = uncoveredObjects(view->coverage, kCoverageIou);
    view->curve = recallCurve(view->coverage, curveThresholds());
    view->objects = std::make_shared<const std::vector<CoverageObject>>(std::move(objects));
    return CoverageViewPtr(std::move(view));
}

}  // namespace

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

CoverageService::CoverageService(Workbench& workbench, QObject* parent)
    : QObject(parent), m_workbench(workbench) {
    connect(&workbench, &Workbench::imagesChanged, this, [this] {
        compute();
        computeBaseline();
    });
    connect(&workbench, &Workbench::currentImageChanged, this, &CoverageService::computeImage);
}

void CoverageService::setConfig(const PriorConfig& config) {
    m_config = config;
    compute();
    computeImage();
}

void CoverageService::setBaseline(const PriorConfig& config) {
    m_baseline_config = config;
    computeBaseline();
}

void CoverageService::start(JobRunner& runner, const PriorConfig& config,
                            const std::function<void(CoverageViewPtr)>& done) {
    if (!m_workbench.dataset() || config.maps.empty() || !config.validate().empty()) {
        runner.cancel();
        return;
    }
    runner.start(
        tr("Coverage"),
        [dataset = m_workbench.dataset(), images = m_workbench.images(), filter = m_workbench.filter(),
         config](std::stop_token stop, const ProgressFn& progress) {
            return makeView(*dataset, images, filter, config, std::move(stop), progress);
        },
        done, Supersede::after_running);
}

void CoverageService::compute() {
    start(m_runner, m_config, [this, dataset = m_workbench.dataset()](CoverageViewPtr view) {
        if (dataset == m_workbench.dataset()) {
            m_current = std::move(view);
            Q_EMIT changed();
        }
    });
}

void CoverageService::computeBaseline() {
    start(m_base_runner, m_baseline_config, [this, dataset = m_workbench.dataset()](CoverageViewPtr view) {
        if (dataset == m_workbench.dataset()) {
            m_base = std::move(view);
            Q_EMIT baselineChanged();
        }
    });
}

void CoverageService::computeImage() {
    if (m_workbench.currentRecord() == nullptr || m_config.maps.empty() || !m_config.validate().empty()) {
        m_image_best.clear();
        return;
    }
    m_image_runner.start(
        tr("Best priors of an image"),
        [dataset = m_workbench.dataset(), image = static_cast<std::size_t>(m_workbench.currentImage()),
         config = m_config](std::stop_token stop, const ProgressFn& progress) {
            const std::vector<std::size_t> images{image};
            const auto objects = coverageObjectsOf(*dataset, images, true, ResizeMode::stretch);
            return computeCoverage(objects, generatePriors(config), std::move(stop), progress);
        },
        [this](Coverage coverage) {
            m_image_best = std::move(coverage.best);
            Q_EMIT imageChanged();
        });
}

}  // namespace priorscope
