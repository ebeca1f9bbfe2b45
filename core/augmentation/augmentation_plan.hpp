// What training changes about a sample at random. Boxes need no pixels.
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

/// Which sample of a run: equal samples are changed alike, for any number of workers, and for any other
/// images that the dataset has besides.
struct SampleKey {
    std::uint64_t seed = 0;
    std::uint64_t epoch = 0;
    std::size_t place = 0;  ///< of the image in the selection that trains
    /// 0 where the image has its turn; another number for each time that it stands in for one that cannot be
    /// read.
    std::uint64_t occurrence = 0;
};

/// The changes to one sample of one epoch.
class AugmentationPlan {
  public:
    AugmentationPlan(const AugmentationOptions& options, const SampleKey& key);

    /// Where a box comes to lie.
    /// @param box  fractions of the network's input
    Box boxOf(const Box& box) const;
    /// @param image  at the size of the network's input
    Image pixels(Image image) const;

    bool isFlipped() const { return m_flip; }  ///< mirrored from left to right

  private:
    bool m_flip = false;
};

/// An object that training may see.
struct TrainingObject {
    std::size_t object = 0;  ///< index into ImageRecord::objects
    Box box{};               ///< clipped to the image, in fractions of the network's input, with an area
};
/// @param use_difficult  difficult objects too
std::vector<TrainingObject> trainingObjects(const ImageRecord& record, bool use_difficult,
                                            const ResizeMapping& mapping);

}  // namespace priorscope
