#include "core/training/evaluation/slice_network.hpp"

#include <utility>
#include <vector>

#include "core/model/ssd/ssd_family.hpp"
#include "core/priors/coverage/coverage.hpp"

namespace priorscope {

std::optional<SliceNetwork> sliceNetwork(const DetectorSpec& spec, const Dataset& dataset,
                                         std::span<const std::size_t> images,
                                         std::span<const TruthImage> truth, std::stop_token stop) {
    SliceNetwork network{.input_size = spec.inputSize(), .resize = spec.preprocessing.resize};
    const SsdBlock* ssd = findSsd(spec);
    if (ssd == nullptr) {
        return network;
    }
    const PriorSet priors = generatePriors(ssd->priors);
    network.map_offsets = priors.map_offsets;
    for (const PriorMap& map : priors.config.maps) {
        network.map_names.push_back(map.name);
    }
    std::vector<std::size_t> first{0};  // [images + 1] of the split's objects
    for (const TruthImage& image : truth) {
        first.push_back(first.back() + image.objects.size());
    }
    network.best_iou.assign(first.back(), -1.0F);
    network.best_prior.assign(first.back(), -1);
    std::vector<CoverageObject> objects = coverageObjects(
        dataset, ImageSelection::ofImages(dataset, {images.begin(), images.end()}), true, network.resize);
    std::vector<std::size_t> places;  // [objects] in the split
    for (std::size_t i = 0; i < images.size(); ++i) {
        // A list may hold an image twice, each a group of its own.
        std::size_t next_object = 0;
        while (places.size() < objects.size() && objects[places.size()].image == images[i] &&
               objects[places.size()].object >= next_object) {
            CoverageObject& object = objects[places.size()];
            next_object = object.object + 1;
            object.image = i;
            places.push_back(first[i] + object.object);
        }
    }
    const std::optional<Coverage> coverage = computeCoverage(objects, priors, std::move(stop));
    if (!coverage) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        network.best_iou[places[i]] = coverage->best[i].iou;
        network.best_prior[places[i]] = coverage->best[i].prior;
    }
    return network;
}

}  // namespace priorscope
