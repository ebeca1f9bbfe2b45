// The random changes that training makes to a sample. Computing boxes needs no pixels.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/augmentation/augmentation_options.hpp"
#include "core/augmentation/sample_images.hpp"
#include "core/dataset/dataset.hpp"
#include "core/image/image.hpp"

namespace priorscope {

/// Identifies a sample of a run: equal keys get equal augmentation, whatever the number of workers and
/// whatever other images the dataset contains.
struct SampleKey {
    std::uint64_t seed = 0;
    std::uint64_t epoch = 0;
    std::size_t place = 0;  ///< position of the image in the training selection
    /// 0 for the image's regular turn; a different number each time it replaces an image that cannot be
    /// read.
    std::uint64_t occurrence = 0;
};

/// The network's input.
struct SampleInput {
    int size = 0;  ///< pixels, the side of the square
    ResizeMode resize = ResizeMode::stretch;
    std::array<std::uint8_t, 3> fill{};  ///< RGB of filler
};

/// What of augmentation depends on how far the run is.
struct SamplePhase {
    bool has_mosaic = true;
    int input_size = 0;  ///< pixels; 0: that of the maker of samples
};

/// An object as a sample shows it.
struct AugmentedObject {
    std::size_t place = 0;   ///< of its image in the training selection: not the sample's own in a mosaic
    std::size_t object = 0;  ///< index into ImageRow::objects
    int label = 0;
    Box box{};              ///< fractions of the network's input, inside it, never empty
    bool is_target = true;  ///< false: neither learnt nor taken for background
};

struct AugmentedPixels {
    Image image{};        ///< of the input's size
    double filler = 0.0;  ///< share of it that is outside every image, [0, 1]
};

/// The random changes to one sample in one epoch: all geometry composed into one map, and the changes of
/// pixels after it. What is drawn depends on the options, the key, and the images' sizes and objects alone.
class AugmentationPlan {
  public:
    /// @param images  of the training selection; used during the call only
    /// @throws Error if the image's size is not known
    AugmentationPlan(const AugmentationOptions& options, const SampleKey& key, const SampleInput& input,
                     const SampleImages& images, const SamplePhase& phase = {});
    ~AugmentationPlan();
    AugmentationPlan(AugmentationPlan&&) noexcept;
    AugmentationPlan& operator=(AugmentationPlan&&) noexcept;

    const std::vector<AugmentedObject>& boxes() const;
    /// If the plan only resizes and mirrors, the pixels are detection's input, byte for byte.
    /// @throws Error if an image cannot be read
    AugmentedPixels pixels(const PixelSource& source) const;
    /// The pixels of a plan that does nothing but resize.
    static AugmentedPixels resized(const PixelSource& source, std::size_t place, const SampleInput& input);

    /// What was done, in order; empty: only resized.
    const std::vector<Sentence>& done() const;
    /// Objects of the image, targets only, before any of them was cut off.
    std::size_t objectsBefore() const;
    /// Whether the plan does nothing but resize and mirror.
    bool onlyResizes() const;
    bool isFlipped() const;  ///< mirrored from left to right

  private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace priorscope
