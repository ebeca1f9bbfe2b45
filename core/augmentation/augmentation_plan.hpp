// The random changes that training makes to a sample. Computing boxes needs no pixels.
#pragma once

#include <cstdint>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/image/image.hpp"

namespace priorscope {

struct AugmentationOptions {
    double flip = 0.5;  ///< probability of a horizontal flip, [0, 1]
    bool operator==(const AugmentationOptions&) const = default;
};

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

/// The random changes to one sample in one epoch.
class AugmentationPlan {
  public:
    AugmentationPlan(const AugmentationOptions& options, const SampleKey& key);

    /// The box after augmentation.
    /// @param box  fractions of the network's input
    Box boxOf(const Box& box) const;
    /// @param image  already resized to the network's input
    Image pixels(Image image) const;

    bool isFlipped() const { return m_flip; }  ///< mirrored from left to right

  private:
    bool m_flip = false;
};

/// An object that is used for training.
struct TrainingObject {
    std::size_t object = 0;  ///< index into ImageRecord::objects
    Box box{};               ///< clipped to the image; fractions of the network's input; never empty
};
/// @param use_difficult  include difficult objects
std::vector<TrainingObject> trainingObjects(const ImageRecord& record, bool use_difficult,
                                            const ResizeMapping& mapping);

}  // namespace priorscope
