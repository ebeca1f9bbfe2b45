// What a detector is, as plain data: enough to build it, to prepare its input and to read its output.
#pragma once

#include <array>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/image/image.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope {

/// How pixels become the network's input: (value / 255 - mean) / std, channels RGB.
struct Preprocessing {
    ResizeMode resize = ResizeMode::stretch;
    std::array<float, 3> mean{0.48235F, 0.45882F, 0.40784F};
    std::array<float, 3> std{1.0F / 255.0F, 1.0F / 255.0F, 1.0F / 255.0F};
    bool operator==(const Preprocessing&) const = default;
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
    std::string architecture = "ssd";
    std::string backbone = "vgg16";  ///< vgg16, tiny
    Preprocessing preprocessing{};
    PriorConfig priors{};                ///< its input_size is the network's
    std::vector<std::string> classes{};  ///< without background
    Recipe recipe{};

    int inputSize() const { return priors.input_size; }
    std::vector<Problem> validate() const;
    bool operator==(const DetectorSpec&) const = default;
};

nlohmann::json toJson(const DetectorSpec& spec);
/// @param source  names the document in errors
/// @throws Error naming the unknown or missing key
DetectorSpec detectorSpecFromJson(const nlohmann::json& json, const std::string& source);

/// ssd300-vgg16 and ssd-tiny.
std::vector<std::string> detectorPresetNames();
/// @param name_or_file  a preset's name or a JSON file
DetectorSpec loadDetectorSpec(const std::string& name_or_file);

}  // namespace priorscope
