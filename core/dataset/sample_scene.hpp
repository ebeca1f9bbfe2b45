// One image of the sample dataset. Internal to core/dataset.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/image/image.hpp"

namespace priorscope {

/// A drawn object. The box is in VOC pixels (1-based, both ends inclusive) and tight around the part inside
/// the image.
struct SampleObject {
    std::string name;
    int xmin = 0;
    int ymin = 0;
    int xmax = 0;
    int ymax = 0;
    bool truncated = false;
    bool occluded = false;
    bool difficult = false;
};

struct SampleScene {
    Image image;
    std::vector<SampleObject> objects;
};

/// Draws image number `index` of a dataset. Depends only on these two numbers.
SampleScene drawSampleScene(std::uint64_t seed, std::uint64_t index);

}  // namespace priorscope
