// The files that torch.save wrote before version 1.6. Private to core's interchange: it speaks of tensors.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/archive/pickle.hpp"

namespace priorscope {

/// Whether a file begins with the pickled magic number of that format.
bool looksLikeLegacyArchive(std::string_view first_bytes);

/// Magic number, protocol, facts about the machine, the document, the keys of the storages, each a pickle;
/// then every storage as a count of elements and raw data.
/// @throws Error where the file is cut off, not well-formed, or of a big-endian machine
PickleValue readLegacyArchive(const std::string& action, const std::filesystem::path& file);

}  // namespace priorscope
