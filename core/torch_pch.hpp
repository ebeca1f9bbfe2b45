// The precompiled header of torch units and of their tests; nothing else may include it.
#pragma once

#include "core/base/torch_headers.hpp"
