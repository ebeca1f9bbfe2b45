#include "core/base/error.hpp"

#include <utility>

namespace priorscope {
namespace {

std::string messageOf(const ErrorParts& parts) {
    std::string text = parts.action;
    if (!parts.file.empty()) {
        text += text.empty() ? parts.file : " " + parts.file;
        if (parts.line > 0) {
            text += ":" + std::to_string(parts.line);
        }
    }
    if (!parts.reason.empty()) {
        text += ": " + parts.reason;
    }
    if (!parts.remedy.empty()) {
        text += ". " + parts.remedy;
    }
    return text;
}

}  // namespace

Error::Error(ErrorParts parts) : std::runtime_error(messageOf(parts)), m_parts(std::move(parts)) {}

void throwOnProblems(const std::string& action, const std::vector<Problem>& problems) {
    if (problems.empty()) {
        return;
    }
    std::string reason;
    for (const Problem& problem : problems) {
        reason += (reason.empty() ? "" : "; ") + problem.field + " " + problem.message;
    }
    throw Error({.action = action, .reason = reason});
}

}  // namespace priorscope
