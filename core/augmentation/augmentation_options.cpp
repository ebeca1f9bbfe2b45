#include "core/augmentation/augmentation_options.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/text/joined.hpp"

namespace priorscope {
namespace {

using enum TransformKind;

struct SetEntry {
    TransformKind kind;
    double probability;
};

/// Where a set does not say otherwise.
constexpr double usualStrength(TransformKind kind) {
    switch (kind) {
        case mosaic:
            return 0.5;
        case rotation:
            return 10.0;
        case scale_jitter:
            return 0.25;
        case zoom_out:
            return 4.0;
        case crop:
        case occlusion:
            return 0.3;
        case photometric:
            return 0.5;
        case paste:
            return 3.0;
        case blur:
            return 1.5;
        case noise:
            return 12.0;
        case jpeg:
            return 40.0;
        case quarter_turn:
        case mirror:
        case greyscale:
            return 0.0;
    }
    return 0.0;
}

struct AugmentationSet {
    std::string name;
    std::vector<SetEntry> entries;
};

const std::vector<AugmentationSet>& sets() {
    static const std::vector<AugmentationSet> all{
        {"none", {}},
        {"mirror", {{mirror, 0.5}}},
        {"light", {{mirror, 0.5}, {scale_jitter, 0.5}, {photometric, 0.25}}},
        {"ssd", {{photometric, 0.5}, {zoom_out, 0.5}, {crop, 1.0}, {mirror, 0.5}}},
        {"ssdlite", {{crop, 1.0}, {mirror, 0.5}}},
        {"strong",
         {{photometric, 0.5},
          {zoom_out, 0.5},
          {crop, 1.0},
          {mirror, 0.5},
          {mosaic, 0.3},
          {rotation, 0.3},
          {occlusion, 0.3},
          {greyscale, 0.05},
          {blur, 0.1},
          {noise, 0.1},
          {jpeg, 0.1}}},
    };
    return all;
}

}  // namespace

const std::vector<std::string>& augmentationSetNames() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> result;
        for (const AugmentationSet& set : sets()) {
            result.push_back(set.name);
        }
        return result;
    }();
    return names;
}

TransformSetting settingOfSet(const std::string& set, TransformKind kind) {
    const auto found = std::find_if(sets().begin(), sets().end(),
                                    [&](const AugmentationSet& each) { return each.name == set; });
    if (found == sets().end()) {
        throw Error({.action = Core::tr("reading the augmentation"),
                     .reason = Core::tr("there is no set \"%1\"").arg(set),
                     .remedy = Core::tr("Known are %1").arg(joined(augmentationSetNames()))});
    }
    const auto entry = std::find_if(found->entries.begin(), found->entries.end(),
                                    [&](const SetEntry& each) { return each.kind == kind; });
    return {.probability = entry == found->entries.end() ? 0.0 : entry->probability,
            .strength = usualStrength(kind)};
}

TransformSetting AugmentationOptions::setting(TransformKind kind) const {
    const TransformSetting of_set = settingOfSet(set, kind);
    const TransformSetting& changed = changes[static_cast<std::size_t>(kind)];
    return {.probability = changed.probability == kOfSet ? of_set.probability : changed.probability,
            .strength = changed.strength == kOfSet ? of_set.strength : changed.strength};
}

}  // namespace priorscope
