#include "core/interchange/weights/source_detector.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/base/json/json_file.hpp"
#include "core/dataset/dataset.hpp"
#include "core/interchange/weights/class_rows.hpp"
#include "core/model/ssd/ssd_family.hpp"

namespace priorscope {
namespace {

/// The spec that our own files contain; none for other files.
/// @param own  the family of the detector that the weights are loaded into
std::optional<DetectorSpec> specIn(const WeightFile& file, const std::shared_ptr<const DetectorFamily>& own) {
    const auto text = file.metadata.find("spec");
    if (text == file.metadata.end()) {
        return std::nullopt;
    }
    std::optional<nlohmann::json> json;
    try {
        json = parseJson(text->second, Core::tr("reading"), "spec");
        DetectorFamilies families = detectorFamilies();
        families.push_back(own);
        return detectorSpecFromJson(*json, "spec", families);
    } catch (const Error& error) {
        if (json && json->is_object() && json->contains("classes") && json->contains("architecture")) {
            // Without it head rows could be assigned to the wrong classes.
            throw Error(
                {.action = Core::tr("loading weights"),
                 .reason =
                     Core::tr("the file's own detector spec cannot be read: %1").arg(error.parts().reason),
                 .remedy = Core::tr("Use the version of Priorscope that wrote it, or a newer one")});
        }
        return std::nullopt;  // text that another program stores under the same name
    }
}

constexpr std::int64_t kCocoOutputs = 91;  ///< torchvision's: 90 labels, ten of which are unused
constexpr std::int64_t kVocOutputs = 21;

/// The layout that a program always uses with a backbone; empty if it has none.
std::string layoutOf(WeightOrigin origin, const std::string& backbone, std::int64_t outputs) {
    if (origin == WeightOrigin::ssd_pytorch) {
        return outputs == kVocOutputs ? "ssd300-caffe-voc" : "ssd300-coco";
    }
    if (backbone == "vgg16") {
        return "ssd300-coco";
    }
    return backbone.starts_with("mobilenet-v3-large") ? "ssdlite320" : "";
}

/// For a file without a spec, whose heads have this many outputs per prior.
SourceDetector bySource(WeightOrigin origin, const std::string& backbone, std::int64_t outputs) {
    SourceDetector source;
    if (origin == WeightOrigin::ssd_pytorch && outputs == kVocOutputs) {
        source.classes = vocClasses();
        source.class_list = Core::tr("ssd.pytorch's list of VOC");
    } else if (origin == WeightOrigin::own && outputs == kCocoOutputs) {
        source.classes = loadClassList("coco");
        source.class_list = Core::tr("torchvision's list of COCO, by its 91 outputs");
    }
    if (const std::string layout = layoutOf(origin, backbone, outputs); !layout.empty()) {
        source.priors = loadPriorConfig(layout);
    }
    return source;
}

bool near(float a, float b) {
    return std::abs(a - b) <= 1e-4F * std::max(1.0F, std::abs(b));
}

/// Distance between centres as a fraction of the input.
float spacing(const PriorConfig& config, const PriorMap& map) {
    return map.step > 0.0F ? map.step / static_cast<float>(config.input_size)
                           : 1.0F / static_cast<float>(map.cols);
}

bool sameShapes(const PriorMap& a, const PriorMap& b) {
    const auto x = a.on ? a.shapes() : std::vector<PriorMap::Shape>{};
    const auto y = b.on ? b.shapes() : std::vector<PriorMap::Shape>{};
    return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                      [](const auto& p, const auto& q) { return near(p.w, q.w) && near(p.h, q.h); });
}

/// In what two layouts for the same maps differ: "sizes and centres"; empty if they do not. At another
/// input size a layout keeps its shapes, and its centres change with the cells.
Sentence difference(const PriorConfig& a, const PriorConfig& b) {
    std::vector<Sentence> parts;
    bool shapes = a.maps.size() == b.maps.size();
    bool centres = true;
    for (std::size_t k = 0; shapes && k < a.maps.size(); ++k) {
        shapes = sameShapes(a.maps[k], b.maps[k]);
        const bool same_cells = a.maps[k].rows == b.maps[k].rows && a.maps[k].cols == b.maps[k].cols;
        centres = centres && (!same_cells || near(spacing(a, a.maps[k]), spacing(b, b.maps[k])));
    }
    if (!shapes) {
        parts.push_back(Core::tr("sizes"));
    }
    if (!centres) {
        parts.push_back(Core::tr("centres"));
    }
    if (!near(a.variances.center, b.variances.center) || !near(a.variances.size, b.variances.size)) {
        parts.push_back(Core::tr("variances"));
    }
    switch (parts.size()) {
        case 0:
            return {};
        case 1:
            return parts[0];
        case 2:
            return Core::tr("%1 and %2").arg(parts[0]).arg(parts[1]);
        default:
            return Core::tr("%1, %2 and %3").arg(parts[0]).arg(parts[1]).arg(parts[2]);
    }
}

std::string number(float value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end.ptr};
}

/// "ssd300-coco (scales 0.07 0.15 …; steps 8 16 … px)"
Sentence layoutText(const PriorConfig& config) {
    std::string scales;
    std::string steps;
    for (const PriorMap& map : config.maps) {
        scales += " " + number(map.scale);
        steps += map.step > 0.0F ? " " + number(map.step) : "";
    }
    return (steps.empty() ? Core::tr("%1 (scales%2; even steps)") : Core::tr("%1 (scales%2; steps%3 px)"))
        .arg(config.name)
        .arg(scales)
        .arg(steps);
}

/// Built-in detectors with that backbone and layout.
std::string presetFor(const std::string& backbone, const PriorConfig& priors) {
    for (const std::string& name : detectorPresetNames()) {
        const DetectorSpec spec = loadDetectorSpec(name);
        const SsdBlock* ssd = findSsd(spec);
        if (ssd != nullptr && ssd->backbone == backbone && ssd->priors.input_size == priors.input_size &&
            difference(ssd->priors, priors).empty()) {
            return name;
        }
    }
    return {};
}

}  // namespace

SourceDetector sourceDetector(const WeightFile& file, const MappedWeights& mapped,
                              const DetectorNetwork& network) {
    SourceDetector source;
    const std::optional<DetectorSpec> spec = specIn(file, network.spec().family);
    const bool has_heads = mapped.origin == WeightOrigin::own || mapped.origin == WeightOrigin::ssd_pytorch;
    if (spec && mapped.origin == WeightOrigin::own) {
        source.classes = spec->classes;
        source.class_list = Core::tr("the file's own list");
        if (const SsdBlock* ssd = findSsd(*spec); ssd != nullptr && ssd->priors.validate().empty()) {
            source.priors = ssd->priors;
        }
    } else if (const std::int64_t outputs = outputsPerPrior(mapped, network);
               has_heads && outputs > 0 && findSsd(network.spec()) != nullptr) {
        source = bySource(mapped.origin, ssdOf(network.spec()).backbone, outputs);
    }
    if (mapped.normalization) {
        source.feed = Preprocessing{.mean = mapped.normalization->mean, .std = mapped.normalization->std};
    } else if (spec) {
        source.feed = spec->preprocessing;
    }
    return source;
}

std::optional<Sentence> priorsNote(const SourceDetector& source, const MappedWeights& mapped,
                                   const DetectorNetwork& network) {
    if (!source.priors || outputsPerPrior(mapped, network) == 0) {
        return std::nullopt;
    }
    const SsdBlock* spec = findSsd(network.spec());
    if (spec == nullptr) {
        return std::nullopt;
    }
    const Sentence differing = difference(*source.priors, spec->priors);
    if (differing.empty()) {
        return std::nullopt;
    }
    const std::string preset = presetFor(spec->backbone, *source.priors);
    return (preset.empty()
                ? Core::tr("The heads of this file were trained for the priors %1; this detector has %2, "
                           "with other %3: until it is trained, it detects fewer objects, and at wrong "
                           "positions. Give the detector the priors %4 to use the heads as they are.")
                : Core::tr("The heads of this file were trained for the priors %1; this detector has %2, "
                           "with other %3: until it is trained, it detects fewer objects, and at wrong "
                           "positions. Choose the preset %4 to use the heads as they are."))
        .arg(layoutText(*source.priors))
        .arg(layoutText(spec->priors))
        .arg(differing)
        .arg(preset.empty() ? source.priors->name : preset);
}

}  // namespace priorscope
