#include "core/project/file_state.hpp"

#include "core/base/fingerprint.hpp"

namespace priorscope {

FileState stateOf(std::string_view bytes) {
    Fingerprint fingerprint;
    fingerprint.add(bytes);
    return {.bytes = bytes.size(), .fingerprint = fingerprint.hex()};
}

}  // namespace priorscope
