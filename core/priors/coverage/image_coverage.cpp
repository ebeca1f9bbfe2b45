#include "core/priors/coverage/image_coverage.hpp"

#include <cmath>
#include <limits>

#include "core/priors/coverage/coverage.hpp"

namespace priorscope {

std::optional<std::vector<double>> leastBestIou(const Dataset& dataset, const ImageSelection& selection,
                                                const ImageFilter& filter, const PriorConfig& config,
                                                ResizeMode resize, const std::stop_token& stop,
                                                const ProgressFn& progress) {
    const std::vector<CoverageObject> objects = coverageObjects(dataset, selection, true, resize);
    const std::optional<Coverage> coverage = computeCoverage(objects, generatePriors(config), stop, progress);
    if (!coverage) {
        return std::nullopt;
    }
    std::vector<double> least(dataset.images.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const ImageRow image = dataset.images[objects[i].image];
        if (isObjectShown(image, image.objects[objects[i].object], filter)) {
            double& of_image = least[objects[i].image];
            of_image = std::fmin(of_image, static_cast<double>(coverage->best[i].iou));
        }
    }
    return least;
}

}  // namespace priorscope
