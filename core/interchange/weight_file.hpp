// Files of weights in whatever format. Private to core's interchange: it speaks of tensors.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "core/interchange/safetensors.hpp"

namespace priorscope {

struct WeightFile {
    std::string format;    ///< "torch zip", "torch before 1.6", "safetensors"
    NamedTensors tensors;  ///< in the file's order, prefixes that all of them had are taken off
    std::map<std::string, std::string> metadata;  ///< texts beside the tensors
};

/// Recognises the format by content, whatever the file's suffix, and looks for the state dict where training
/// scripts put it: under "state_dict", "model" and the like, with or without "module." before each name.
/// Entries that are no tensors are passed over. Nothing in the file is run.
/// @throws Error where the file is missing, damaged, of another format, or holds no tensors by name
WeightFile readWeights(const std::filesystem::path& file);

}  // namespace priorscope
