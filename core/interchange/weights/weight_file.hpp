// Files of weights in whatever format. Private to core's interchange: it speaks of tensors.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/interchange/weights/safetensors.hpp"

namespace priorscope {

struct WeightFile {
    std::string format;    ///< "torch zip", "torch before 1.6", "pickle", "safetensors"
    NamedTensors tensors;  ///< in the file's order, prefixes that all of them had are taken off
    std::map<std::string, std::string> metadata;  ///< texts beside the tensors
    std::vector<std::string> notes;               ///< sentences: what else the file holds
};

/// Recognises the format by content, whatever the file's suffix, and looks for the state dict where training
/// scripts put it: under "state_dict", "model" and the like, an average before the model that it is of, with
/// or without "module." before each name. Values may be tensors or numpy's arrays; other entries are passed
/// over. Nothing in the file is run.
/// @throws Error where the file is missing, damaged, of another format, or holds no tensors by name, or
///         several models that no name tells apart
WeightFile readWeights(const std::filesystem::path& file);

}  // namespace priorscope
