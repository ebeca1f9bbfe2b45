// The name of this machine.
#pragma once

#include <string>

namespace priorscope {

/// Empty if the system does not tell it.
std::string hostName();

}  // namespace priorscope
