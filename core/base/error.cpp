#include "core/base/error.hpp"

#include <algorithm>
#include <utility>

namespace priorscope {
namespace {

std::string messageOf(const ErrorParts& parts) {
    std::string text = parts.action.text();
    if (!parts.file.empty()) {
        text += text.empty() ? parts.file : " " + parts.file;
        if (parts.line > 0) {
            text += ":" + std::to_string(parts.line);
        }
    }
    if (!parts.reason.empty()) {
        text += ": " + parts.reason.text();
    }
    if (!parts.remedy.empty()) {
        text += ". " + parts.remedy.text();
    }
    return text;
}

}  // namespace

Error::Error(ErrorParts parts) : std::runtime_error(messageOf(parts)), m_parts(std::move(parts)) {}

void throwOnProblems(const Sentence& action, const std::vector<Problem>& problems) {
    if (problems.empty()) {
        return;
    }
    constexpr std::size_t kMostNamed = 8;  // an external file may have a hundred thousand
    Sentence reason;
    for (std::size_t i = 0; i < std::min(problems.size(), kMostNamed); ++i) {
        reason += Sentence(reason.empty() ? "" : "; ") + problems[i].field + " " + problems[i].message;
    }
    if (problems.size() > kMostNamed) {
        reason += Core::tr("; and %1 more").arg(problems.size() - kMostNamed);
    }
    throw Error({.action = action, .reason = reason});
}

}  // namespace priorscope
