// Reads weight files of any supported format. Private to core's interchange: it uses torch types.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/interchange/weights/safetensors.hpp"

namespace priorscope {

struct WeightFile {
    std::string format;    ///< "torch zip", "torch before 1.6", "pickle", "safetensors"
    NamedTensors tensors;  ///< in file order; prefixes shared by all names are removed
    std::map<std::string, std::string> metadata;  ///< text entries beside the tensors
    std::vector<Sentence> notes;                  ///< sentences: what else the file contains
};

/// Detects the format by content, whatever the file's suffix, and searches the places where training scripts
/// store the state dict: under "state_dict", "model" and the like; a moving average is preferred to its
/// model; names may start with "module.". Values may be tensors or numpy arrays; other entries are
/// ignored. Nothing in the file is executed.
/// @throws Error if the file is missing, damaged, in another format, holds no named tensors, or holds
///         several models that cannot be told apart by name
WeightFile readWeights(const std::filesystem::path& file);

}  // namespace priorscope
