// The files that torch.save wrote before version 1.6. Private to core's interchange: it uses torch types.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/archive/pickle.hpp"
#include "core/base/text/sentence.hpp"

namespace priorscope {

/// Whether a file begins with that format's pickled magic number.
bool looksLikeLegacyArchive(std::string_view first_bytes);

/// The file holds five pickles: magic number, protocol, facts about the machine, the document and the storage
/// keys; then every storage as an element count followed by raw data.
/// @throws Error if the file is truncated, malformed, or was written on a big-endian machine
PickleValue readLegacyArchive(const Sentence& action, const std::filesystem::path& file);

}  // namespace priorscope
