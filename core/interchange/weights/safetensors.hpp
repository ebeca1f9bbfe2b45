// Files of the safetensors format: a JSON header and raw tensors, nothing that could be run. Private to core:
// it speaks of tensors.
#pragma once

#include <torch/torch.h>

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace priorscope {

/// Tensors by name, in the order of their file.
using NamedTensors = std::vector<std::pair<std::string, torch::Tensor>>;

struct SafetensorsFile {
    NamedTensors tensors;                         ///< in the order of their data
    std::map<std::string, std::string> metadata;  ///< the header's "__metadata__"
};

/// Writes atomically: tensors of wide types first and by name within a type, as the reference library orders
/// them, so that each is aligned to its own type; the header is padded with spaces to a multiple of 8 bytes.
/// @param action   for errors: "exporting the weights"
/// @param tensors  of any layout and device; written contiguous. Names are unique
/// @throws Error where the file cannot be written, or a name or type has no place in the format
void writeSafetensors(const std::string& action, const std::filesystem::path& file,
                      const NamedTensors& tensors, const std::map<std::string, std::string>& metadata = {});

/// Reads within the memory that the file's own size calls for.
/// @throws Error where the file is missing, cut off or not well-formed: sizes that do not fit their data,
///         overlaps, holes, unknown types, names that occur twice
SafetensorsFile readSafetensors(const std::string& action, const std::filesystem::path& file);

/// Whether a file begins as one of this format does: the header's length, which the file must hold, and "{".
bool looksLikeSafetensors(std::string_view first_bytes, std::uintmax_t file_size);

}  // namespace priorscope
