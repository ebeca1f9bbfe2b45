// Which changes training makes to its samples, how often and how much.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/augmentation/transform.hpp"

namespace priorscope {

struct TransformSetting {
    double probability = 0.0;  ///< [0, 1]
    double strength = 0.0;     ///< in the units of AugmentationTransform::strength; unused where it has none
    bool operator==(const TransformSetting&) const = default;
};

/// A named set and what is changed in it. A number of -1 is the set's.
struct AugmentationOptions {
    static constexpr double kOfSet = -1.0;

    std::string set = "mirror";  ///< one of augmentationSetNames()
    /// By TransformKind.
    std::array<TransformSetting, kTransforms> changes = unchanged();
    double mosaic_until = 0.85;  ///< share of the run after which there is no mosaic any more, [0, 1]

    /// @throws Error if there is no such set
    TransformSetting setting(TransformKind kind) const;
    bool operator==(const AugmentationOptions&) const = default;

  private:
    static constexpr std::array<TransformSetting, kTransforms> unchanged() {
        std::array<TransformSetting, kTransforms> all{};
        all.fill({.probability = kOfSet, .strength = kOfSet});
        return all;
    }
};

/// none; mirror; light; ssd: the paper's; ssdlite: torchvision's recipe for SSDLite; strong: the paper's and
/// what practitioners add.
const std::vector<std::string>& augmentationSetNames();

/// The setting of a transform in a set. @throws Error if there is no such set
TransformSetting settingOfSet(const std::string& set, TransformKind kind);

}  // namespace priorscope
