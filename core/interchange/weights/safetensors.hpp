// The safetensors format: a JSON header followed by raw tensors, nothing executable. Private to core:
// it uses torch types.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/base/torch_headers.hpp"

namespace priorscope {

/// Tensors by name, in file order.
using NamedTensors = std::vector<std::pair<std::string, torch::Tensor>>;

struct SafetensorsFile {
    NamedTensors tensors;                         ///< in the order of their data
    std::map<std::string, std::string> metadata;  ///< the header's "__metadata__"
};

/// Writes atomically: wider types first and by name within a type, as the reference library orders them, so
/// that each tensor is aligned to its type; the header is padded with spaces to a multiple of 8 bytes.
/// @param action   for errors: "exporting the weights"
/// @param tensors  in any layout and on any device; written contiguously. Names are unique
/// @throws Error if the file cannot be written, or the format does not support a name or type
void writeSafetensors(const Sentence& action, const std::filesystem::path& file, const NamedTensors& tensors,
                      const std::map<std::string, std::string>& metadata = {});

/// Memory use is bounded by the size of the file.
/// @throws Error if the file is missing, truncated or malformed: sizes that do not match the data,
///         overlaps, gaps, unknown types, duplicate names
SafetensorsFile readSafetensors(const Sentence& action, const std::filesystem::path& file);

/// Whether a file starts like this format: a header length that fits the file, and "{".
bool looksLikeSafetensors(std::string_view first_bytes, std::uintmax_t file_size);

}  // namespace priorscope
