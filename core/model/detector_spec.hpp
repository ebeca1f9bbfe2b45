// A detector as plain data: everything needed to build it, prepare its input and interpret its output.
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

/// Channel order of the network's input; images in memory are always RGB.
enum class ChannelOrder { rgb, bgr };

/// Converts pixels to the network's input: (value / 255 - mean) / std per channel, in the network's order.
struct Preprocessing {
    ResizeMode resize = ResizeMode::stretch;
    ChannelOrder channels = ChannelOrder::rgb;
    std::array<float, 3> mean{0.48235F, 0.45882F, 0.40784F};
    std::array<float, 3> std{1.0F / 255.0F, 1.0F / 255.0F, 1.0F / 255.0F};
    bool operator==(const Preprocessing&) const = default;
};

/// The RGB colour used for padding: the mean of the preprocessing.
std::array<std::uint8_t, 3> fillColor(const Preprocessing& preprocessing);

/// The postprocessing that the source of a detector applies to predictions and evaluates with.
/// The defaults are those of torchvision 0.14's SSD300; its SSDLite uses others.
struct Postprocessing {
    float min_score = 0.01F;  ///< candidates must score higher; [0, 1)
    float nms_iou = 0.45F;    ///< [0, 1]
    int per_class = 400;      ///< maximum candidates per class before NMS; > 0
    int top_k = 200;          ///< maximum detections per image after NMS; > 0

    CandidateOptions candidateOptions() const { return {.floor = min_score, .per_class = per_class}; }
    DetectionOptions detectionOptions() const {
        return {.min_score = min_score, .nms_iou = nms_iou, .top_k = top_k};
    }
    bool operator==(const Postprocessing&) const = default;
};

/// The training settings of the preset's authors; a run's own options override them.
struct Recipe {
    int steps = 120000;
    int batch_size = 32;
    double learning_rate = 1e-3;
    int warmup_steps = 0;
    std::vector<double> drops{0.667, 0.833};  ///< fractions of the steps at which the rate is divided by 10
    double gradient_clip = 0.0;               ///< maximum gradient norm; 0: no limit
    bool operator==(const Recipe&) const = default;
};

struct DetectorSpec {
    std::string name;  ///< preset or file name, for display
    /// Null until one is chosen; `block` then holds a value of the family's own type.
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
/// @param families  the families to choose from
/// @throws Error naming the unknown or missing key
DetectorSpec detectorSpecFromJson(const nlohmann::json& json, const std::string& source,
                                  const DetectorFamilies& families = detectorFamilies());

/// The same detector for another input size. SSD's maps get the cell counts of the backbone at that size, and
/// prior centres are evenly spaced; scales are fractions and unchanged.
/// @param input_size  pixels
/// @throws Error if the network does not support that size; it names the smallest
DetectorSpec withInputSize(DetectorSpec spec, int input_size);

struct SpecForData {
    DetectorSpec spec;
    Sentence note;  ///< a sentence if classes of the spec were replaced; else empty
};

/// The detector to train for a new run on this data. The spec's own classes are kept if they cover the
/// data's; otherwise, for example with a COCO preset on other data, the data's classes are used. Loaded
/// weights are matched by class name.
/// @param classes  the data's
SpecForData specForData(DetectorSpec spec, const std::vector<std::string>& classes);

/// The built-in class list "coco", or a file that readClassList reads. COCO's is that of torchvision's
/// weights: 90 labels, ten of which are unused.
std::vector<std::string> loadClassList(const std::string& name_or_file);

/// Names of the built-in detectors, including those that families add.
std::vector<std::string> detectorPresetNames(const DetectorFamilies& families = detectorFamilies());
/// @param name_or_file  a preset's name or a JSON file
DetectorSpec loadDetectorSpec(const std::string& name_or_file,
                              const DetectorFamilies& families = detectorFamilies());

}  // namespace priorscope
