// Pages that commands write.
#pragma once

#include <string>

namespace priorscope::cli {

/// An earlier page is replaced; any other file is not. @throws UsageError
void requireNoOtherFile(const std::string& out);

}  // namespace priorscope::cli
