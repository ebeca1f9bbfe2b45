// A network's detection as steps over memory that is allocated once. Private to core's torch half.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/model/plan/plan_graph.hpp"
#include "core/model/plan/plan_step.hpp"

namespace priorscope {

/// Several images are computed side by side, a thread each; the threads share what is left over. The results
/// of an image depend neither on the others nor on the number of threads. Not thread-safe.
class NetworkPlan {
  public:
    /// Whether this processor has what the loops need: AVX2 with FMA, or AVX-512.
    static bool isSupported();

    explicit NetworkPlan(PlanGraph graph);

    const std::vector<PlanResult>& results() const { return m_results; }

    /// @param images   [count, height, width, channels]
    /// @param results  for each of results(): [count, rows, columns]
    void run(const float* images, std::int64_t count, const std::vector<float*>& results, int threads);

  private:
    /// Memory of an image that is being computed.
    struct Room {
        std::vector<AlignedFloats> maps;
        Buffers buffers;  ///< the maps, then the results
    };

    /// A part of a step.
    struct Task {
        const PlanStep* step;
        std::int64_t part;
    };

    void placeMaps(const PlanGraph& graph, const std::vector<std::vector<std::size_t>>& levels);
    int takeBuffer(const MapShape& shape);
    Room& room(std::size_t number);
    void useResults(Room& room, std::int64_t image, const std::vector<float*>& results) const;
    void readImage(const float* images, std::int64_t image, Room& room) const;
    void runAlone(Room& room, float* scratch) const;
    void runTogether(Room& room, int threads);
    float* scratch(std::size_t thread);

    std::vector<MapPlace> m_places{};  ///< of the graph's maps
    std::vector<MapShape> m_shapes{};  ///< of the buffers, without the results
    std::vector<bool> m_is_free{};     ///< while maps are placed
    std::vector<PlanResult> m_results;
    std::vector<std::unique_ptr<PlanStep>> m_steps{};
    std::vector<std::vector<Task>> m_levels{};  ///< those of a level may run side by side
    std::int64_t m_scratch_size = 0;
    std::vector<std::unique_ptr<Room>> m_rooms{};
    std::vector<AlignedFloats> m_scratch{};
};

}  // namespace priorscope
