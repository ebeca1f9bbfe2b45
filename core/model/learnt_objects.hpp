// Which objects of a batch a network's priors have learnt from.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace priorscope {

/// The priors of one shape in a feature map, one in each of its cells.
struct PriorShape {
    std::string map;    ///< "conv4_3"
    std::string shape;  ///< "42 × 21 px", at the network's input
};

struct LearntObjects {
    std::vector<std::int64_t> objects_of_classes{};    ///< [classes] targets
    std::vector<std::int64_t> positives_of_classes{};  ///< [classes] priors that learnt one of them
    std::vector<std::int64_t> positives_of_shapes{};   ///< the same, as DetectorNetwork::priorShapes

    LearntObjects& operator+=(const LearntObjects& other) {
        const auto add = [](std::vector<std::int64_t>& sums, const std::vector<std::int64_t>& values) {
            sums.resize(std::max(sums.size(), values.size()));
            for (std::size_t i = 0; i < values.size(); ++i) {
                sums[i] += values[i];
            }
        };
        add(objects_of_classes, other.objects_of_classes);
        add(positives_of_classes, other.positives_of_classes);
        add(positives_of_shapes, other.positives_of_shapes);
        return *this;
    }
};

}  // namespace priorscope
