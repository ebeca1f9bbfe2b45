#include "core/base/files/path_relation.hpp"

#include <string>
#include <system_error>

namespace priorscope {
namespace {

/// With a slash at its end.
std::string wholePath(const std::filesystem::path& path) {
    std::error_code error;  // then nothing is said of it
    std::string whole = std::filesystem::weakly_canonical(path, error).string();
    return whole.ends_with('/') ? whole : whole + "/";
}

}  // namespace

bool liesWithin(const std::filesystem::path& path, const std::filesystem::path& folder) {
    return wholePath(path).starts_with(wholePath(folder));
}

}  // namespace priorscope
