#include "core/evaluation/class_mapping.hpp"

#include <algorithm>

namespace priorscope {

ClassMapping mapClasses(const std::vector<std::string>& detector, const std::vector<std::string>& dataset) {
    if (dataset.empty() && !detector.empty()) {
        return mapClasses(detector, detector);
    }
    ClassMapping mapping;
    mapping.names = dataset;
    mapping.judged = static_cast<int>(dataset.size());
    mapping.label_of.push_back(0);
    for (const std::string& name : detector) {
        const auto known = std::find(dataset.begin(), dataset.end(), name);
        if (known != dataset.end()) {
            mapping.label_of.push_back(static_cast<std::int32_t>(known - dataset.begin()) + 1);
            ++mapping.shared;
        } else {
            mapping.names.push_back(name);
            mapping.label_of.push_back(static_cast<std::int32_t>(mapping.names.size()));
        }
    }
    return mapping;
}

std::vector<std::string> judgedNames(const ClassMapping& mapping) {
    return {mapping.names.begin(), mapping.names.begin() + mapping.judged};
}

std::vector<bool> knownLabels(const ClassMapping& mapping) {
    std::vector<bool> known(static_cast<std::size_t>(mapping.judged) + 1, false);
    for (const std::int32_t label : mapping.label_of) {
        if (label > 0 && label <= mapping.judged) {
            known[static_cast<std::size_t>(label)] = true;
        }
    }
    return known;
}

Candidates relabelled(Candidates candidates, const ClassMapping& mapping) {
    for (Candidate& candidate : candidates.items) {
        candidate.label = mapping.label_of.at(static_cast<std::size_t>(candidate.label));
    }
    std::stable_sort(candidates.items.begin(), candidates.items.end(),
                     [](const Candidate& a, const Candidate& b) { return a.label < b.label; });
    return candidates;
}

}  // namespace priorscope
