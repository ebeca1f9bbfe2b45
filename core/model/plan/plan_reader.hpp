// Reads a frozen graph of torch operations as a plan. Private to core: it uses torch types.
#pragma once

#include <torch/script.h>

#include <cstdint>
#include <optional>

#include "core/model/plan/plan_graph.hpp"

namespace priorscope {

/// Activations and sums of maps become part of the convolutions before them.
/// @param forward  of a frozen network on the CPU whose norms are folded into its convolutions; weights in
/// float
/// @param side     of its images
/// @return nothing if it does something that plans have no layer for
std::optional<PlanGraph> readPlan(const torch::jit::Graph& forward, std::int64_t side);

}  // namespace priorscope
