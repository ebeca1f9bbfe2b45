// Checkpoints as pickled documents. Private to core: it uses torch types.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "core/archive/pickle.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/model/detector_network.hpp"

namespace priorscope {

/// All parameters and buffers by name.
PickleValue stateDictValue(const DetectorNetwork& network);
/// Copies all weights from one of our state dicts, whatever their values.
/// @return the first name that is missing or has another shape; empty if there is none
std::string copyState(DetectorNetwork& network, const PickleValue& state);
/// Format, spec, weights and info; a training run adds its own state to it.
PickleValue checkpointDocument(const DetectorNetwork& network, const CheckpointInfo& info);
CheckpointInfo checkpointInfo(const PickleValue& document);

/// @throws Error that says what to do with weights alone
[[noreturn]] void throwWithoutSpec(const std::filesystem::path& file);

/// @throws Error as loadDetector does
std::pair<std::shared_ptr<DetectorNetwork>, PickleValue> loadCheckpointDocument(
    const std::filesystem::path& file, const DetectorFamilies& families = detectorFamilies());

namespace torch_half {

void saveDetector(const Detector& detector, const std::filesystem::path& file, const CheckpointInfo& info);
/// @throws Error as loadDetector does
LoadedDetector loadCheckpoint(const std::filesystem::path& file, const DetectorFamilies& families);

}  // namespace torch_half
}  // namespace priorscope
