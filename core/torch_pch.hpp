// The precompiled header of torch units; nothing outside core's torch sources may include it.
#pragma once

#include <torch/torch.h>
