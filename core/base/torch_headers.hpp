// Tensors, modules and autograd: what nearly every unit with torch types needs. <torch/torch.h> has all
// layers, losses and loaders besides: each unit that sees it compiles half as long again, precompiled or not.
#pragma once

#include <torch/autograd.h>
#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/types.h>
#include <torch/utils.h>
#include <torch/version.h>
