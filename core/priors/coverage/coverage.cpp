#include "core/priors/coverage/coverage.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/priors/coverage/coverage_engine.hpp"

namespace priorscope {

std::vector<CoverageObject> coverageObjects(const Dataset& dataset, const ImageSelection& selection,
                                            bool include_difficult, ResizeMode resize) {
    std::vector<CoverageObject> objects;
    for (const std::size_t index : selection.images()) {
        const ImageRow image = dataset.images.at(index);
        if (image.width <= 0 || image.height <= 0) {
            continue;
        }
        // The input size does not matter for fractions, except for the rounding of a letterbox to whole
        // pixels; a large one makes that negligible.
        constexpr int kFineInput = 1 << 20;
        const ResizeMapping mapping = resizeMapping(image.width, image.height, kFineInput, resize);
        for (std::size_t i = 0; i < image.objects.size(); ++i) {
            const Annotation& object = image.objects[i];
            const std::optional<Box> visible = visiblePart(object.box);
            if (!visible || !object.isTarget(include_difficult)) {
                continue;
            }
            const Box box = resize == ResizeMode::stretch ? *visible : mapping.inputFromImage(*visible);
            objects.push_back({.image = index, .object = i, .label = object.label, .box = box});
        }
    }
    return objects;
}

std::optional<double> Coverage::recall(float min_iou) const {
    const auto covered =
        std::count_if(best.begin(), best.end(), [min_iou](const BestPrior& b) { return b.iou >= min_iou; });
    return shareOf(covered, static_cast<std::int64_t>(best.size()));
}

std::optional<Coverage> computeCoverage(std::span<const CoverageObject> objects, const PriorSet& priors,
                                        std::stop_token stop, const ProgressFn& progress, float threshold) {
    const auto started = std::chrono::steady_clock::now();
    CoverageEngine engine(
        std::make_shared<const std::vector<CoverageObject>>(objects.begin(), objects.end()));
    auto coverage = engine.update(priors.config, threshold, std::move(stop), progress);
    if (coverage) {
        coverage->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    }
    return coverage;
}

}  // namespace priorscope
