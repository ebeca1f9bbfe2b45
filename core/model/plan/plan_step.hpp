// The steps that a plan takes for one image. Private to core's torch half.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/model/plan/map_loops.hpp"
#include "core/model/plan/plan_graph.hpp"

namespace priorscope {

/// Where the maps of one image lie: by buffer, the first value inside the border.
using Buffers = std::vector<float*>;

struct MapPlace {
    int buffer = 0;
    std::int64_t offset = 0;
    MapShape shape{};

    float* in(const Buffers& buffers) const { return buffers[static_cast<std::size_t>(buffer)] + offset; }
    MapMemory memory(const Buffers& buffers) const { return {in(buffers), shape.rowStep(), shape.channels}; }
};

/// Parts may run side by side, in any order.
class PlanStep {
  public:
    virtual ~PlanStep() = default;
    virtual std::int64_t parts() const = 0;
    /// @param scratch  room for scratchSize() floats
    virtual void run(std::int64_t part, const Buffers& buffers, float* scratch) const = 0;
    virtual std::int64_t scratchSize() const { return 0; }
};

/// The places that a layer reads and writes; `second` where it has one.
struct LayerPlaces {
    MapPlace input{};
    MapPlace second{};
    MapPlace output{};
};

/// Whether a convolution is computed by Winograd's method, which needs no border.
bool usesWinograd(const PlanLayer& layer, const PlanMap& output);

std::unique_ptr<PlanStep> makeStep(const PlanLayer& layer, const LayerPlaces& places);
std::unique_ptr<PlanStep> makeExpansionStep(const PlanLayer& layer, const LayerPlaces& places);
std::unique_ptr<PlanStep> makeWinogradStep(const PlanLayer& layer, const LayerPlaces& places);

}  // namespace priorscope
