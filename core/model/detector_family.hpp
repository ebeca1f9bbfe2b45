// Families of detectors: what one is has to be said in one place, and the rest of the program takes it from
// there.
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

/// One family. A spec names it, and has a block of it: a value of a type that only the family knows.
struct DetectorFamily {
    std::string name;   ///< "architecture" in a spec: "ssd"
    std::string title;  ///< for people: "SSD"
    /// It predicts from prior boxes: their layout is part of its block.
    bool has_priors = false;
    /// Names of the terms of its loss, in the order in which its network gives them: "confidence".
    std::vector<std::string> losses;
    /// Detectors that are offered beside those of resources/presets.
    std::vector<DetectorSpec> presets;

    /// Side of the square input, in pixels.
    std::function<int(const DetectorSpec& spec)> input_size;
    /// Reads the block from the keys of a spec that are the family's own.
    /// @param source  names the document in errors
    std::function<void(JsonFields& fields, const std::string& source, DetectorSpec& spec)> read;
    /// Adds those keys.
    std::function<void(const DetectorSpec& spec, nlohmann::json& json)> write;
    /// What is wrong with the block, every problem.
    std::function<std::vector<Problem>(const DetectorSpec& spec)> validate;
    /// The same detector for an input of that many pixels. @throws Error where it takes none of that size
    std::function<DetectorSpec(DetectorSpec spec, int input_size)> with_input_size;
    /// A sentence on what a batch of that size does to its training; nothing where there is nothing to say.
    /// May be left out.
    std::function<std::optional<std::string>(const DetectorSpec& spec, int batch_size)> batch_note;
    /// The network, with weights from the generator.
    std::function<std::shared_ptr<DetectorNetwork>(const DetectorSpec& spec, InitialWeights& initial)> build;
};

/// Families by the order in which they are shown. A list is a value: who knows another one appends it.
using DetectorFamilies = std::vector<std::shared_ptr<const DetectorFamily>>;

/// Those of this program.
const DetectorFamilies& detectorFamilies();

/// @return null where none has that name
std::shared_ptr<const DetectorFamily> familyNamed(const std::string& name, const DetectorFamilies& families);

}  // namespace priorscope
