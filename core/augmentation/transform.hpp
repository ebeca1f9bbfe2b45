// A change that augmentation may make to a sample, and the list of them. Internal to core's augmentation, but
// for the descriptions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/options/option_info.hpp"
#include "core/base/text/sentence.hpp"

namespace priorscope {

struct TransformDraw;

/// The number that says how much a transform does.
struct TransformStrength {
    std::string help{};
    std::string unit{};
    Interval interval{};
};

struct AugmentationTransform {
    std::string key{};   ///< of its probability among the options; its strength has the suffix _strength
    std::string name{};  ///< a word or two, for people
    std::string help{};  ///< what the probability is of
    std::optional<TransformStrength> strength{};
    /// Draws its numbers and applies them. @return what was done; empty: nothing
    Sentence (*draw)(TransformDraw& draw) = nullptr;
};

/// In the order in which they are applied: geometry, then resizing to the input, then pixels.
enum class TransformKind {
    mosaic,
    rotation,
    quarter_turn,
    scale_jitter,
    zoom_out,
    crop,
    mirror,
    paste,
    occlusion,
    photometric,
    greyscale,
    blur,
    noise,
    jpeg
};
inline constexpr std::size_t kTransforms = 14;
/// The first one that works on the resized sample.
inline constexpr TransformKind kFirstAfterResize = TransformKind::paste;

/// Indexed by TransformKind.
const std::array<AugmentationTransform, kTransforms>& augmentationTransforms();

}  // namespace priorscope
