// Errors and the problems that options report about themselves.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// The parts of an error message: what was being done, on what, why it failed and what to do about it.
struct ErrorParts {
    Sentence action;     ///< what was being done, for example "reading the annotation"
    std::string file{};  ///< the file concerned; empty if there is none
    int line = 0;        ///< 1-based line in that file; 0 if it does not apply
    Sentence reason{};
    Sentence remedy{};  ///< what the user can do; may be empty
};

/// The parts in one line: "reading the annotation FILE:LINE: REASON. REMEDY"
Sentence inOneLine(const ErrorParts& parts);

/// The one exception type that core throws. what() is inOneLine() in English.
class Error : public std::runtime_error {
  public:
    explicit Error(ErrorParts parts);
    const ErrorParts& parts() const noexcept { return m_parts; }

  private:
    ErrorParts m_parts;
};

/// One invalid option: the field as spelt in JSON, and the allowed range.
struct Problem {
    std::string field;
    Sentence message;
};

/// @throws Error naming every problem, if there are any
void throwOnProblems(const Sentence& action, const std::vector<Problem>& problems);

}  // namespace priorscope
