#include "core/base/host_name.hpp"

#include <unistd.h>

#include <array>

namespace priorscope {

std::string hostName() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : std::string();
}

}  // namespace priorscope
