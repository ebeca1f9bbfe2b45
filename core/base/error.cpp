#include "core/base/error.hpp"

#include <algorithm>
#include <utility>

namespace priorscope {

Sentence inOneLine(const ErrorParts& parts) {
    const bool has_line = !parts.file.empty() && parts.line > 0;
    const Sentence file = has_line ? parts.file + ":" + std::to_string(parts.line) : parts.file;
    const auto joined = [](Sentence pattern, Sentence first, Sentence second) {
        return first.empty() || second.empty()
                   ? std::move(first) + std::move(second)
                   : std::move(pattern).arg(std::move(first)).arg(std::move(second));
    };
    Sentence line = joined(Core::tr("%1 %2"), parts.action, file);
    line = joined(Core::tr("%1: %2"), std::move(line), parts.reason);
    return joined(Core::tr("%1. %2"), std::move(line), parts.remedy);
}

Error::Error(ErrorParts parts) : std::runtime_error(inOneLine(parts).text()), m_parts(std::move(parts)) {}

void throwOnProblems(const Sentence& action, const std::vector<Problem>& problems) {
    if (problems.empty()) {
        return;
    }
    constexpr std::size_t kMostNamed = 8;  // an external file may have a hundred thousand
    Sentence reason;
    for (std::size_t i = 0; i < std::min(problems.size(), kMostNamed); ++i) {
        const Sentence problem = Sentence(problems[i].field) + " " + problems[i].message;
        reason = reason.empty() ? problem : Core::tr("%1; %2").arg(reason).arg(problem);
    }
    if (problems.size() > kMostNamed) {
        reason = Core::tr("%1; and %2 more").arg(reason).arg(problems.size() - kMostNamed);
    }
    throw Error({.action = action, .reason = reason});
}

}  // namespace priorscope
