#include "core/base/files/user_folder.hpp"

#include <cstdlib>

namespace priorscope {
namespace {

std::filesystem::path absoluteFolder(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && value[0] == '/' ? std::filesystem::path(value) : std::filesystem::path();
}

}  // namespace

std::filesystem::path userFolder(const char* variable, const std::filesystem::path& below_home) {
    std::filesystem::path folder = absoluteFolder(variable);
    if (folder.empty()) {
        folder = absoluteFolder("HOME");
        if (!folder.empty()) {
            folder /= below_home;
        }
    }
    return folder;
}

}  // namespace priorscope
