#include "core/model/detector_family.hpp"

#include <algorithm>

#include "core/model/detector_spec.hpp"
#include "core/model/ssd/ssd_family.hpp"

namespace priorscope {

const DetectorFamilies& detectorFamilies() {
    static const DetectorFamilies families{ssdFamily()};
    return families;
}

std::shared_ptr<const DetectorFamily> familyNamed(const std::string& name, const DetectorFamilies& families) {
    const auto found = std::find_if(families.begin(), families.end(),
                                    [&name](const auto& each) { return each->name == name; });
    return found == families.end() ? nullptr : *found;
}

std::vector<NetworkStage> stagesOf(const DetectorSpec& spec) {
    return spec.family->stages ? spec.family->stages(spec) : std::vector<NetworkStage>{};
}

}  // namespace priorscope
