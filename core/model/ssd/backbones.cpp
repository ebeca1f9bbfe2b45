#include "core/model/ssd/backbones.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace priorscope {
namespace {

using Maps = std::vector<FeatureMap>;

/// Stride 2 with padding (kernel - 1) / 2, or ceil-mode pooling.
int halved(int side) {
    return (side + 1) / 2;
}

int halvedTimes(int side, int times) {
    for (int i = 0; i < times; ++i) {
        side = halved(side);
    }
    return side;
}

/// conv4_3 and conv7 of VGG-16; the third pooling rounds up, the others down.
Maps vggStages(int input) {
    const int conv4 = halved(input / 2 / 2);
    return {{"conv4_3", conv4, 512}, {"conv7", conv4 / 2, 1024}};
}

Maps vgg(int input) {
    Maps maps = vggStages(input);
    maps.push_back({"conv8_2", halved(maps.back().side), 512});
    maps.push_back({"conv9_2", halved(maps.back().side), 256});
    maps.push_back({"conv10_2", maps.back().side - 2, 256});
    maps.push_back({"conv11_2", maps.back().side - 2, 256});
    return maps;
}

Maps vgg512(int input) {
    Maps maps = vggStages(input);
    maps.push_back({"conv8_2", halved(maps.back().side), 512});
    for (const char* name : {"conv9_2", "conv10_2", "conv11_2"}) {
        maps.push_back({name, halved(maps.back().side), 256});
    }
    maps.push_back({"conv12_2", maps.back().side - 1, 256});
    return maps;
}

/// Stages 2 to 4 of a ResNet, then three extra blocks.
Maps resnet(int input, std::int64_t expansion) {
    const int stage2 = halvedTimes(input, 3);
    Maps maps{{"layer2", stage2, 128 * expansion},
              {"layer3", halved(stage2), 256 * expansion},
              {"layer4", halvedTimes(stage2, 2), 512 * expansion}};
    maps.push_back({"extra1", halved(maps.back().side), 512});
    maps.push_back({"extra2", halved(maps.back().side), 256});
    maps.push_back({"extra3", maps.back().side - 2, 256});
    return maps;
}

Maps basicResnet(int input) {
    return resnet(input, 1);
}

Maps bottleneckResnet(int input) {
    return resnet(input, 4);
}

/// The expansion of the last strided block, the last convolution, and four extra blocks.
Maps mobilenet(int input, std::int64_t expansion_channels, std::int64_t last_channels) {
    const int stage4 = halvedTimes(input, 4);
    Maps maps{{"expansion", stage4, expansion_channels}, {"last", halved(stage4), last_channels}};
    const std::array<std::int64_t, 4> extra{512, 256, 256, 128};
    for (std::size_t k = 0; k < extra.size(); ++k) {
        maps.push_back({"extra" + std::to_string(k + 1), halved(maps.back().side), extra[k]});
    }
    return maps;
}

Maps mobilenetV2(int input) {
    return mobilenet(input, 576, 1280);
}

Maps mobilenetV3Large(int input) {
    return mobilenet(input, 672, 960);
}

Maps mobilenetV3LargeReduced(int input) {
    return mobilenet(input, 672, 480);
}

Maps tiny(int input) {
    const int first = halvedTimes(input, 3);
    return {{"stage1", first, 64},
            {"stage2", halved(first), 96},
            {"stage3", halvedTimes(first, 2), 96},
            {"stage4", halvedTimes(first, 3), 96}};
}

using Stages = std::vector<NetworkStage>;

/// @param children  the first and the last child of each stage
Stages stagesOfChildren(const std::string& name, const std::string& prefix,
                        std::initializer_list<std::pair<int, int>> children) {
    Stages stages;
    for (const auto& [first, last] : children) {
        NetworkStage stage{name + std::to_string(stages.size() + 1), {}};
        for (int child = first; child <= last; ++child) {
            stage.parts.push_back(prefix + std::to_string(child) + ".");
        }
        stages.push_back(std::move(stage));
    }
    return stages;
}

Stages vggLayers() {
    Stages stages = stagesOfChildren("conv", "backbone.features.", {{0, 3}, {4, 8}, {9, 15}, {16, 22}});
    stages.push_back({"conv5", {"backbone.extra.0.1.", "backbone.extra.0.3.", "backbone.extra.0.5."}});
    return stages;
}

Stages resnetLayers() {
    Stages stages{{"stem", {"backbone.body.conv1.", "backbone.body.bn1."}}};
    for (const char* layer : {"layer1", "layer2", "layer3", "layer4"}) {
        stages.push_back({layer, {std::string("backbone.body.") + layer + "."}});
    }
    return stages;
}

/// The expansion of the last strided block works at the resolution before it.
Stages mobilenetLayers(std::initializer_list<std::pair<int, int>> upper) {
    Stages stages = stagesOfChildren("stage", "backbone.features.0.", upper);
    stages.push_back({"stage" + std::to_string(stages.size() + 1), {"backbone.features.1."}});
    return stages;
}

Stages mobilenetV2Layers() {
    return mobilenetLayers({{0, 1}, {2, 3}, {4, 6}, {7, 14}});
}

Stages mobilenetV3Layers() {
    return mobilenetLayers({{0, 1}, {2, 3}, {4, 6}, {7, 13}});
}

Stages tinyLayers() {
    return stagesOfChildren("stage", "backbone.stages.", {{0, 0}, {1, 1}, {2, 2}, {3, 3}});
}

struct Backbone {
    const char* name;
    HeadKind head;
    Maps (*maps)(int input);
    Stages (*stages)();
};

constexpr std::array kBackbones{
    Backbone{"vgg16", HeadKind::plain, &vgg, &vggLayers},
    Backbone{"vgg16-512", HeadKind::plain, &vgg512, &vggLayers},
    Backbone{"resnet18", HeadKind::plain, &basicResnet, &resnetLayers},
    Backbone{"resnet34", HeadKind::plain, &basicResnet, &resnetLayers},
    Backbone{"resnet50", HeadKind::plain, &bottleneckResnet, &resnetLayers},
    Backbone{"mobilenet-v2", HeadKind::separable, &mobilenetV2, &mobilenetV2Layers},
    Backbone{"mobilenet-v3-large", HeadKind::separable, &mobilenetV3Large, &mobilenetV3Layers},
    Backbone{"mobilenet-v3-large-reduced", HeadKind::separable, &mobilenetV3LargeReduced, &mobilenetV3Layers},
    Backbone{"tiny", HeadKind::separable, &tiny, &tinyLayers},
};

const Backbone* find(const std::string& name) {
    for (const Backbone& backbone : kBackbones) {
        if (name == backbone.name) {
            return &backbone;
        }
    }
    return nullptr;
}

}  // namespace

std::vector<std::string> backboneNames() {
    std::vector<std::string> names;
    names.reserve(std::size(kBackbones));
    for (const Backbone& backbone : kBackbones) {
        names.emplace_back(backbone.name);
    }
    return names;
}

std::optional<std::vector<FeatureMap>> featureMaps(const std::string& backbone, int input_size) {
    const Backbone* known = find(backbone);
    return known != nullptr ? std::optional(known->maps(input_size)) : std::nullopt;
}

int smallestInput(const std::string& backbone) {
    const Backbone* known = find(backbone);
    if (known == nullptr) {
        return 0;
    }
    // Maps never shrink when the input grows.
    for (int input = 1;; ++input) {
        const Maps maps = known->maps(input);
        if (std::all_of(maps.begin(), maps.end(), [](const FeatureMap& map) { return map.side >= 1; })) {
            return input;
        }
    }
}

std::optional<Problem> inputProblem(const std::string& backbone, int input_size) {
    const int smallest = smallestInput(backbone);
    if (input_size >= smallest) {
        return std::nullopt;
    }
    return Problem{
        "input_size",
        Core::tr("must be at least %1 px for the backbone %2, or its last feature map has no cells; got %3")
            .arg(smallest)
            .arg(backbone)
            .arg(input_size)};
}

std::optional<Sentence> normalizationNote(const std::string& backbone, int input_size, int batch_size) {
    const auto maps = featureMaps(backbone, input_size);
    if (batch_size != 1 || !maps || backbone.starts_with("vgg16")) {
        return std::nullopt;
    }
    std::string names;
    for (const FeatureMap& map : *maps) {
        if (map.side == 1) {
            names += (names.empty() ? "" : ", ") + map.name;
        }
    }
    if (names.empty()) {
        return std::nullopt;
    }
    return Core::tr(
               "With a batch of one the feature maps of a single cell (%1) have one value per channel, which "
               "has no variance: they are normalised with their running statistics, which stay as they are. "
               "Use a batch of 2 or more to train these as well.")
        .arg(names);
}

std::vector<NetworkStage> backboneStages(const std::string& backbone) {
    const Backbone* known = find(backbone);
    return known != nullptr ? known->stages() : Stages{};
}

HeadKind headKind(const std::string& backbone) {
    const Backbone* known = find(backbone);
    return known != nullptr ? known->head : HeadKind::plain;
}

}  // namespace priorscope
