#include "core/training/run/management/run_naming.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/training/run/management/moving.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kMostBytes = 200;

std::string withoutBlanks(const std::string& name) {
    const std::size_t first = name.find_first_not_of(" \t\r\n");
    const std::size_t last = name.find_last_not_of(" \t\r\n");
    return first == std::string::npos ? std::string() : name.substr(first, last - first + 1);
}

}  // namespace

Sentence problemWithRunName(const std::string& name) {
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    if (name.empty()) {
        return Core::tr("a run needs a name");
    }
    if (name.front() == '.') {
        return Core::tr("a name that starts with a point is hidden");
    }
    if (name.find('/') != std::string::npos || name.find('\\') != std::string::npos) {
        return Core::tr("a name has no slashes");
    }
    if (std::ranges::any_of(name, is_control)) {
        return Core::tr("a name has no line breaks or other control characters");
    }
    if (name.size() > kMostBytes) {
        return Core::tr("the name is too long");
    }
    return {};
}

std::filesystem::path renameRun(const std::filesystem::path& run, const std::string& name) {
    const Sentence action = Core::tr("renaming the run");
    const std::string clean = withoutBlanks(name);
    if (const Sentence problem = problemWithRunName(clean); !problem.empty()) {
        throw Error({.action = action,
                     .file = run.string(),
                     .reason = problem,
                     .remedy = Core::tr("Choose another name")});
    }
    const std::filesystem::path to = run.parent_path() / clean;
    if (to != run) {
        moveRunFolder(action, run, to);
    }
    return to;
}

}  // namespace priorscope
