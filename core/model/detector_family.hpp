// Families of detectors: everything specific to a family is declared here, and the rest of the program uses
// only this interface.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace priorscope {

class DetectorNetwork;  // torch inside: core/model/detector_network.hpp
class InitialWeights;
class JsonFields;
struct DetectorSpec;

/// A part of the backbone that can be frozen, or learn at a rate of its own.
struct NetworkStage {
    std::string name;                ///< "conv1"
    std::vector<std::string> parts;  ///< beginnings of the names of its parameters and buffers, with the dot
};

/// One family. A spec names its family and carries a block of a type that only that family knows.
struct DetectorFamily {
    std::string name;   ///< "architecture" in a spec: "ssd"
    std::string title;  ///< display name: "SSD"
    /// Whether it predicts from prior boxes: their layout is then part of its block.
    bool has_priors = false;
    /// Names of its loss terms, in the order in which its network returns them: "confidence".
    std::vector<std::string> losses;
    /// Presets offered in addition to those in resources/presets.
    std::vector<DetectorSpec> presets;

    /// Side of the square input, in pixels.
    std::function<int(const DetectorSpec& spec)> input_size;
    /// Reads the block from the family's own keys in a spec.
    /// @param source  names the document in errors
    std::function<void(JsonFields& fields, const std::string& source, DetectorSpec& spec)> read;
    /// Writes those keys.
    std::function<void(const DetectorSpec& spec, nlohmann::json& json)> write;
    /// Validates the block and returns every problem.
    std::function<std::vector<Problem>(const DetectorSpec& spec)> validate;
    /// The same detector for another input size. @throws Error if it does not support that size
    std::function<DetectorSpec(DetectorSpec spec, int input_size)> with_input_size;
    /// A sentence about the effect of that batch size on training; nothing if there is none.
    /// Optional.
    std::function<std::optional<Sentence>(const DetectorSpec& spec, int batch_size)> batch_note;
    /// The stages of the backbone from the image on; what reads the features belongs to none. Optional.
    std::function<std::vector<NetworkStage>(const DetectorSpec& spec)> stages;
    /// Builds the network, with weights from the generator.
    std::function<std::shared_ptr<DetectorNetwork>(const DetectorSpec& spec, InitialWeights& initial)> build;
};

/// Families in display order. The list is a value: callers can append their own.
using DetectorFamilies = std::vector<std::shared_ptr<const DetectorFamily>>;

/// @return none if the family has no stages
std::vector<NetworkStage> stagesOf(const DetectorSpec& spec);

/// The families built into this program.
const DetectorFamilies& detectorFamilies();

/// @return null if there is none of that name
std::shared_ptr<const DetectorFamily> familyNamed(const std::string& name, const DetectorFamilies& families);

}  // namespace priorscope
