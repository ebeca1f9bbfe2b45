#include "core/image/stored_channels.hpp"

#include "core/image/byte_source.hpp"
#include "core/image/image_header.hpp"

namespace priorscope {

std::optional<int> storedChannels(const std::filesystem::path& file) {
    FileSource source(file);
    return storedChannels(source);
}

}  // namespace priorscope
