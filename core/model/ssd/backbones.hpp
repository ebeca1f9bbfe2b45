// Properties of each backbone that are known without building it, above all its feature maps.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/model/detector_family.hpp"

namespace priorscope {

/// One feature map that the heads read.
struct FeatureMap {
    std::string name;  ///< "conv4_3"
    int side = 0;      ///< cells along each side; below 1 if the input is too small
    std::int64_t channels = 0;
};

/// The type of prediction head on each map.
enum class HeadKind {
    plain,      ///< a 3×3 convolution, as in the SSD paper
    separable,  ///< depthwise 3×3, batch norm, ReLU6, then 1×1, as SSDLite ("MobileNetV2" 2018, section 6.2)
};

/// Sorted by family: vgg16 (SSD300's extra layers), vgg16-512 (SSD512's), resnet18 …
std::vector<std::string> backboneNames();

/// Feature maps for a square input, finest first.
/// @param input_size  pixels
/// @return nothing for an unknown backbone
std::optional<std::vector<FeatureMap>> featureMaps(const std::string& backbone, int input_size);

/// The smallest square input, in pixels, at which every map has a cell; 0 for an unknown backbone.
int smallestInput(const std::string& backbone);

/// The problem with an input of that size: it is smaller than smallestInput.
std::optional<Problem> inputProblem(const std::string& backbone, int input_size);

/// A sentence if a batch gives a normalised map only one value per channel (a batch of one, a map of one
/// cell): the variance is then undefined, and the layer uses its running statistics during training.
std::optional<Sentence> normalizationNote(const std::string& backbone, int input_size, int batch_size);

/// The stages of a backbone, each the layers up to the next halving of the resolution, with the beginnings of
/// their names in the whole network. Extra blocks, which the heads alone need, belong to none, nor do fc6 and
/// fc7 of VGG, which SSD makes of fully connected layers.
/// @return none for an unknown backbone
std::vector<NetworkStage> backboneStages(const std::string& backbone);

/// @return plain for an unknown backbone
HeadKind headKind(const std::string& backbone);

}  // namespace priorscope
