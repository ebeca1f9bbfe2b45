// What a detector is, as plain data: enough to build it, to prepare its input and to read its output.
#pragma once

#include <any>
#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/detection/detection.hpp"
#include "core/image/image.hpp"
#include "core/model/detector_family.hpp"

namespace priorscope {

/// Order of the colours in the network's input; images in memory are always RGB.
enum class ChannelOrder { rgb, bgr };

/// How pixels become the network's input: (value / 255 - mean) / std for each channel of the network's order.
struct Preprocessing {
    ResizeMode resize = ResizeMode::stretch;
    ChannelOrder channels = ChannelOrder::rgb;
    std::array<float, 3> mean{0.48235F, 0.45882F, 0.40784F};
    std::array<float, 3> std{1.0F / 255.0F, 1.0F / 255.0F, 1.0F / 255.0F};
    bool operator==(const Preprocessing&) const = default;
};

/// The colour, as RGB, that stands for "nothing there": the preprocessing's mean.
std::array<std::uint8_t, 3> fillColor(const Preprocessing& preprocessing);

/// What the source of a detector applies to its predictions, and with which it is evaluated.
/// The defaults are those of torchvision 0.14's SSD300; its SSDLite has others.
struct Postprocessing {
    float min_score = 0.01F;  ///< candidates score above this; [0, 1)
    float nms_iou = 0.45F;    ///< [0, 1]
    int per_class = 400;      ///< candidates of each class before NMS; > 0
    int top_k = 200;          ///< detections an image after it; > 0

    CandidateOptions candidateOptions() const { return {.floor = min_score, .per_class = per_class}; }
    DetectionOptions detectionOptions() const {
        return {.min_score = min_score, .nms_iou = nms_iou, .top_k = top_k};
    }
    bool operator==(const Postprocessing&) const = default;
};

/// What the preset's authors train it with; a run's own options override it.
struct Recipe {
    int steps = 120000;
    int batch_size = 32;
    double learning_rate = 1e-3;
    int warmup_steps = 0;
    std::vector<double> drops{0.667, 0.833};  ///< learning rate ÷ 10 at these shares of the steps
    double gradient_clip = 0.0;               ///< largest gradient norm; 0: no limit
    bool operator==(const Recipe&) const = default;
};

struct DetectorSpec {
    std::string name;  ///< preset or file, for display
    /// None before one is chosen; then block holds a value of the family's own type.
    std::shared_ptr<const DetectorFamily> family{};
    std::any block{};
    Preprocessing preprocessing{};
    Postprocessing postprocessing{};
    std::vector<std::string> classes{};  ///< without background
    Recipe recipe{};

    int inputSize() const;  ///< pixels, the side of the network's square input
    std::vector<Problem> validate() const;
    bool operator==(const DetectorSpec& other) const;
};

nlohmann::json toJson(const DetectorSpec& spec);
/// @param source  names the document in errors
/// @param families  among which its own is looked up
/// @throws Error naming the unknown or missing key
DetectorSpec detectorSpecFromJson(const nlohmann::json& json, const std::string& source,
                                  const DetectorFamilies& families = detectorFamilies());

/// The same detector for another input. SSD's maps get the cells that the backbone yields there, and the
/// centres of their priors spread evenly; scales are fractions and stay.
/// @param input_size  pixels
/// @throws Error where the network takes no input of that size; it names the smallest
DetectorSpec withInputSize(DetectorSpec spec, int input_size);

struct SpecForData {
    DetectorSpec spec;
    std::string note;  ///< a sentence where classes of the spec were replaced; else empty
};

/// The detector that a new run on this data trains. A spec's own classes stand where they cover the data's;
/// else, as where a preset for COCO meets other data, the classes are the data's. Weights that are loaded
/// keep what fits by class name.
/// @param classes  the data's
SpecForData specForData(DetectorSpec spec, const std::vector<std::string>& classes);

/// A built-in list of class names, coco, or a file that readClassList reads. COCO's is that of torchvision's
/// weights: 90 labels, of which ten are not in use.
std::vector<std::string> loadClassList(const std::string& name_or_file);

/// Names of the built-in detectors, and of those that the families add.
std::vector<std::string> detectorPresetNames(const DetectorFamilies& families = detectorFamilies());
/// @param name_or_file  a preset's name or a JSON file
DetectorSpec loadDetectorSpec(const std::string& name_or_file,
                              const DetectorFamilies& families = detectorFamilies());

}  // namespace priorscope
