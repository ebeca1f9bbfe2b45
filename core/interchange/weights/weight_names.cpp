#include "core/interchange/weights/weight_names.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <vector>

namespace priorscope {
namespace {

using Tensors = std::unordered_map<std::string, torch::Tensor>;
using Shape = std::vector<std::int64_t>;

constexpr SourceNormalization kImagenet{{0.485F, 0.456F, 0.406F}, {0.229F, 0.224F, 0.225F}};
/// [0, 255] minus 123, 117, 104: the input of Caffe's VGG in ssd.pytorch (whose dataset converts BGR to RGB
/// after the subtraction), which torchvision's SSD300 adopted.
constexpr SourceNormalization kCaffe{{123.0F / 255, 117.0F / 255, 104.0F / 255},
                                     {1.0F / 255, 1.0F / 255, 1.0F / 255}};

/// A name split at its dots: "features.28.weight".
struct Name {
    explicit Name(const std::string& text) {
        for (std::size_t at = 0; at <= text.size();) {
            // No known name has that many parts; the last one takes the remainder.
            const std::size_t dot = parts.size() < 12 ? text.find('.', at) : text.size();
            const std::size_t end = std::min(dot, text.size());
            parts.push_back(text.substr(at, end - at));
            at = end + 1;
        }
    }
    /// The number at a position; -1 if there is none.
    int number(std::size_t place) const {
        int value = -1;
        if (place < parts.size()) {
            const std::string& part = parts[place];
            const auto result = std::from_chars(part.data(), part.data() + part.size(), value);
            if (result.ec != std::errc() || result.ptr != part.data() + part.size()) {
                return -1;
            }
        }
        return value;
    }
    /// The rest of the name from a position on, with a dot before each part.
    std::string rest(std::size_t place) const {
        std::string text;
        for (std::size_t i = place; i < parts.size(); ++i) {
            text += "." + parts[i];
        }
        return text;
    }

    std::vector<std::string> parts;
};

struct Renamed {
    std::string name;  ///< empty: unused
    torch::Tensor tensor;
};

bool has(const Tensors& tensors, const std::string& name, const Shape& shape) {
    const auto found = tensors.find(name);
    return found != tensors.end() && found->second.sizes() == c10::IntArrayRef(shape);
}

std::string at(const std::string& start, int number, const std::string& rest) {
    return start + std::to_string(number) + rest;
}

/// The convolutions of VGG-16: those up to conv4_3 are "features", conv5 is the first extra block.
std::string vggConvolution(int index, const std::string& rest) {
    if (index < 0 || index > 28) {
        return {};
    }
    return index <= 21 ? at("backbone.features.", index, rest) : at("backbone.extra.0.", index - 23, rest);
}

/// fc6 and fc7 become conv6 and conv7 by subsampling: every 4th output of both, every 3rd of the 7 × 7 kernel
/// positions of fc6, and every 4th input of fc7, which is fc6's output.
/// Source: "SSD: Single Shot MultiBox Detector" (2016), section 3, after "DeepLab"
Renamed decimated(int layer, const std::string& rest, const torch::Tensor& tensor) {
    using torch::indexing::None;
    using torch::indexing::Slice;
    const bool first = layer == 0;
    const std::string name = (first ? "backbone.extra.0.7.1" : "backbone.extra.0.7.3") + rest;
    const Slice fourth(None, None, 4);
    if (rest == ".bias" && tensor.sizes() == Shape{4096}) {
        return {name, tensor.index({fourth})};
    }
    if (first && rest == ".weight" && tensor.sizes() == Shape{4096, 25088}) {
        const Slice third(None, None, 3);
        return {name, tensor.reshape({4096, 512, 7, 7}).index({fourth, Slice(), third, third})};
    }
    if (!first && rest == ".weight" && tensor.sizes() == Shape{4096, 4096}) {
        return {name, tensor.reshape({4096, 4096, 1, 1}).index({fourth, fourth})};
    }
    return {};
}

Renamed fromVgg(const Name& name, const torch::Tensor& tensor) {
    if (name.parts[0] == "features") {
        return {vggConvolution(name.number(1), name.rest(2)), tensor};
    }
    const int layer = name.number(1);
    return name.parts[0] == "classifier" && (layer == 0 || layer == 3)
               ? decimated(layer, name.rest(2), tensor)
               : Renamed{};
}

/// @param first  position of the layer's number
std::string fromReducedVgg(const Name& name, std::size_t first) {
    const int index = name.number(first);
    const std::string rest = name.rest(first + 1);
    if (index == 31 || index == 33) {
        return at("backbone.extra.0.7.", index == 31 ? 1 : 3, rest);
    }
    return vggConvolution(index, rest);
}

std::string fromSsdPytorch(const Name& name) {
    const std::string& part = name.parts[0];
    const int number = name.number(1);
    if (part == "vgg") {
        return fromReducedVgg(name, 1);
    }
    if (part == "L2Norm" && name.rest(1) == ".weight") {
        return "backbone.scale_weight";
    }
    if (number < 0) {
        return {};
    }
    if (part == "extras") {
        return at("backbone.extra.", 1 + number / 2, at(".", number % 2 * 2, name.rest(2)));
    }
    if (part == "loc" || part == "conf") {
        const char* head = part == "loc" ? "regression" : "classification";
        return at("head." + std::string(head) + "_head.module_list.", number, name.rest(2));
    }
    return {};
}

/// A MobileNet is cut after the expansion of one block: what precedes the cut is the chain of the first map,
/// the rest of the block and everything after it that of the second.
std::string fromMobilenet(const Name& name, int cut, const char* steps) {
    const int block = name.number(1);
    if (name.parts[0] != "features" || block < 0) {
        return {};
    }
    if (block < cut) {
        return at("backbone.features.0.", block, name.rest(2));
    }
    if (block > cut) {
        return at("backbone.features.1.", block - cut, name.rest(2));
    }
    const int step = name.number(3);
    if (name.parts.size() < 4 || name.parts[2] != steps || step < 0) {
        return {};
    }
    return step == 0 ? at("backbone.features.0.", block, name.rest(4))
                     : at("backbone.features.1.0.", step, name.rest(4));
}

std::string fromResnet(const Name& name) {
    const std::string& part = name.parts[0];
    const bool body = part == "conv1" || part == "bn1" || part.starts_with("layer");
    return body ? "backbone.body" + name.rest(0) : std::string();
}

Sentence resnetName(const Tensors& tensors) {
    const auto count = [&](const std::string& stage) {
        int blocks = 0;
        while (tensors.contains(stage + "." + std::to_string(blocks) + ".conv1.weight")) {
            ++blocks;
        }
        return blocks;
    };
    const bool bottleneck = tensors.contains("layer1.0.conv3.weight");
    const int layers =
        2 + (bottleneck ? 3 : 2) * (count("layer1") + count("layer2") + count("layer3") + count("layer4"));
    return Core::tr("torchvision's resnet%1 (classification)").arg(layers);
}

struct Source {
    WeightOrigin origin;
    Sentence (*describe)(const Tensors&);
    bool (*recognises)(const Tensors&);
    Renamed (*rename)(const Name&, const torch::Tensor&);
    std::optional<SourceNormalization> normalization;
};

/// torchvision's features-only VGG comes from Caffe, which shows in a classifier that is not a number.
bool isCaffesVgg(const Tensors& tensors) {
    const auto found = tensors.find("classifier.0.bias");
    return found != tensors.end() && found->second.is_floating_point() && found->second.dim() == 1 &&
           found->second.size(0) == 4096 && found->second.isnan().all().item<bool>();
}

bool isVgg(const Tensors& tensors) {
    return has(tensors, "features.0.weight", {64, 3, 3, 3}) &&
           has(tensors, "features.28.weight", {512, 512, 3, 3});
}

/// All known sources, specific ones before general ones. Add new ones here.
const std::vector<Source>& sources() {
    static const std::vector<Source> kSources = {
        {WeightOrigin::own, [](const Tensors&) { return Core::tr("the detector's own names"); },
         [](const Tensors& t) {
             return std::any_of(t.begin(), t.end(), [](const auto& entry) {
                 return entry.first.starts_with("backbone.") || entry.first.starts_with("head.");
             });
         },
         [](const Name& name, const torch::Tensor& tensor) {
             return Renamed{name.rest(0).substr(1), tensor};
         },
         std::nullopt},
        {WeightOrigin::classifier,
         [](const Tensors&) { return Core::tr("torchvision's vgg16 (features from Caffe)"); },
         [](const Tensors& t) { return isVgg(t) && isCaffesVgg(t); }, &fromVgg, kCaffe},
        {WeightOrigin::classifier,
         [](const Tensors&) { return Core::tr("torchvision's vgg16 (classification)"); }, &isVgg, &fromVgg,
         kImagenet},
        {WeightOrigin::classifier,
         [](const Tensors&) { return Core::tr("vgg16_reducedfc (ssd.pytorch's backbone)"); },
         [](const Tensors& t) {
             return has(t, "0.weight", {64, 3, 3, 3}) && has(t, "31.weight", {1024, 512, 3, 3});
         },
         [](const Name& name, const torch::Tensor& tensor) {
             return Renamed{fromReducedVgg(name, 0), tensor};
         },
         kCaffe},
        {WeightOrigin::ssd_pytorch, [](const Tensors&) { return Core::tr("ssd.pytorch's SSD (VGG-16)"); },
         [](const Tensors& t) {
             return has(t, "vgg.0.weight", {64, 3, 3, 3}) && t.contains("loc.0.weight");
         },
         [](const Name& name, const torch::Tensor& tensor) {
             return Renamed{fromSsdPytorch(name), tensor};
         },
         kCaffe},
        {WeightOrigin::classifier, &resnetName,
         [](const Tensors& t) {
             return has(t, "conv1.weight", {64, 3, 7, 7}) && t.contains("layer1.0.conv1.weight");
         },
         [](const Name& name, const torch::Tensor& tensor) {
             return Renamed{fromResnet(name), tensor};
         },
         kImagenet},
        {WeightOrigin::classifier,
         [](const Tensors&) { return Core::tr("torchvision's mobilenet_v3_large (classification)"); },
         [](const Tensors& t) {
             return has(t, "features.0.0.weight", {16, 3, 3, 3}) && t.contains("features.16.0.weight");
         },
         [](const Name& name, const torch::Tensor& tensor) {
             return Renamed{fromMobilenet(name, 13, "block"), tensor};
         },
         kImagenet},
        {WeightOrigin::classifier,
         [](const Tensors&) { return Core::tr("torchvision's mobilenet_v2 (classification)"); },
         [](const Tensors& t) {
             return has(t, "features.0.0.weight", {32, 3, 3, 3}) &&
                    has(t, "features.18.0.weight", {1280, 320, 1, 1});
         },
         [](const Name& name, const torch::Tensor& tensor) {
             return Renamed{fromMobilenet(name, 14, "conv"), tensor};
         },
         kImagenet},
    };
    return kSources;
}

}  // namespace

MappedWeights mapWeights(const NamedTensors& tensors) {
    const Tensors by_name(tensors.begin(), tensors.end());
    MappedWeights mapped;
    for (const Source& source : sources()) {
        if (!source.recognises(by_name)) {
            continue;
        }
        mapped.source = source.describe(by_name);
        mapped.origin = source.origin;
        mapped.normalization = source.normalization;
        for (const auto& [name, tensor] : tensors) {
            Renamed renamed = source.rename(Name(name), tensor);
            if (renamed.name.empty()) {
                mapped.unexpected.push_back(name);
            } else {
                mapped.tensors.push_back({std::move(renamed.name), name, std::move(renamed.tensor), {}, {}});
            }
        }
        return mapped;
    }
    mapped.source = Core::tr("names of an unknown source");
    for (const auto& [name, tensor] : tensors) {
        mapped.tensors.push_back({name, name, tensor, {}, {}});
    }
    return mapped;
}

}  // namespace priorscope
