// Which objects of a batch a network's priors have learnt from.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace priorscope {

struct LearntObjects {
    std::vector<std::int64_t> objects_of_classes{};    ///< [classes] targets
    std::vector<std::int64_t> positives_of_classes{};  ///< [classes] priors that learnt one of them
    std::vector<std::int64_t> positives_of_maps{};     ///< [maps] the same, as DetectorNetwork::priorMaps

    LearntObjects& operator+=(const LearntObjects& other) {
        const auto add = [](std::vector<std::int64_t>& sums, const std::vector<std::int64_t>& values) {
            sums.resize(std::max(sums.size(), values.size()));
            for (std::size_t i = 0; i < values.size(); ++i) {
                sums[i] += values[i];
            }
        };
        add(objects_of_classes, other.objects_of_classes);
        add(positives_of_classes, other.positives_of_classes);
        add(positives_of_maps, other.positives_of_maps);
        return *this;
    }
};

}  // namespace priorscope
