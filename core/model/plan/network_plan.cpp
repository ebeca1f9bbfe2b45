#include "core/model/plan/network_plan.hpp"

#include <omp.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include "core/model/plan/vector_unit.hpp"

namespace priorscope {
namespace {

using Index = std::int64_t;

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// The border that each map needs: convolutions read their padding from it.
std::vector<Index> bordersOf(const PlanGraph& graph) {
    std::vector<Index> borders(graph.maps.size(), 0);
    for (const PlanLayer& layer : graph.layers) {
        if (!layer.expansion.empty()) {
            continue;
        }
        const bool reads = layer.kind == LayerKind::convolution || layer.kind == LayerKind::depthwise;
        if (reads && !usesWinograd(layer, graph.maps[at(layer.output)])) {
            borders[at(layer.input)] = std::max(borders[at(layer.input)], layer.padding);
        }
    }
    return borders;
}

/// The last level that reads each map.
std::vector<std::size_t> lastReaders(const PlanGraph& graph,
                                     const std::vector<std::vector<std::size_t>>& levels) {
    std::vector<std::size_t> last(graph.maps.size(), 0);
    for (std::size_t level = 0; level < levels.size(); ++level) {
        for (const std::size_t i : levels[level]) {
            last[at(graph.layers[i].input)] = level;
            if (graph.layers[i].second >= 0) {
                last[at(graph.layers[i].second)] = level;
            }
        }
    }
    return last;
}

std::unique_ptr<PlanStep> stepOf(const PlanLayer& layer, const PlanMap& output, const LayerPlaces& places) {
    if (!layer.expansion.empty()) {
        return makeExpansionStep(layer, places);
    }
    return usesWinograd(layer, output) ? makeWinogradStep(layer, places) : makeStep(layer, places);
}

/// A level's tasks while threads take them.
struct Progress {
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> done{0};
};

/// Looks for long enough to catch a thread that is little behind, and then lets other programs have the core.
void waitFor(const std::atomic<std::size_t>& done, std::size_t count) {
    constexpr int kLooks = 2000;
    for (int look = 0; done.load(std::memory_order_acquire) < count; ++look) {
        if (look >= kLooks) {
            std::this_thread::yield();
            continue;
        }
#if defined(__x86_64__)
        __builtin_ia32_pause();
#endif
    }
}

}  // namespace

bool NetworkPlan::isSupported() {
    return vectorLanes() > 0;
}

NetworkPlan::NetworkPlan(PlanGraph whole) : m_results(whole.results) {
    PlanGraph graph = withExpansions(std::move(whole));
    const std::vector<std::vector<std::size_t>> levels = levelsOf(graph);
    placeMaps(graph, levels);
    for (const std::vector<std::size_t>& level : levels) {
        std::vector<Task> tasks;
        for (const std::size_t i : level) {
            const PlanLayer& layer = graph.layers[i];
            const LayerPlaces places{m_places[at(layer.input)],
                                     layer.second < 0 ? MapPlace{} : m_places[at(layer.second)],
                                     m_places[at(layer.output)]};
            m_steps.push_back(stepOf(layer, graph.maps[at(layer.output)], places));
            m_scratch_size = std::max(m_scratch_size, m_steps.back()->scratchSize());
            for (Index part = 0; part < m_steps.back()->parts(); ++part) {
                tasks.push_back({m_steps.back().get(), part});
            }
            graph.layers[i] = {};
        }
        m_levels.push_back(std::move(tasks));
    }
}

int NetworkPlan::takeBuffer(const MapShape& shape) {
    // Only of the same shape, so that borders stay zero.
    for (std::size_t i = 0; i < m_shapes.size(); ++i) {
        if (m_is_free[i] && m_shapes[i] == shape) {
            m_is_free[i] = false;
            return static_cast<int>(i);
        }
    }
    m_shapes.push_back(shape);
    m_is_free.push_back(false);
    return static_cast<int>(m_shapes.size()) - 1;
}

void NetworkPlan::placeMaps(const PlanGraph& graph, const std::vector<std::vector<std::size_t>>& levels) {
    const std::vector<Index> borders = bordersOf(graph);
    const std::vector<std::size_t> last = lastReaders(graph, levels);
    m_places.resize(graph.maps.size());
    const auto place = [&](int number) {
        const PlanMap& map = graph.maps[at(number)];
        const MapShape shape{map.height, map.width, map.channels, borders[at(number)]};
        if (map.result < 0) {
            m_places[at(number)] = {takeBuffer(shape), 0, shape};
        } else {  // its buffer's number is known when all maps have theirs
            m_places[at(number)] = {-1 - map.result, map.first_row * graph.results[at(map.result)].columns,
                                    shape};
        }
    };
    place(0);
    for (std::size_t level = 0; level < levels.size(); ++level) {
        std::vector<int> read;
        for (const std::size_t i : levels[level]) {
            const PlanLayer& layer = graph.layers[i];
            if (layer.kind == LayerKind::scale) {  // the map stays where it is
                m_places[at(layer.output)] = m_places[at(layer.input)];
            } else {
                place(layer.output);
                read.push_back(layer.input);
            }
            if (layer.second >= 0) {
                read.push_back(layer.second);
            }
        }
        for (const int map : read) {
            if (last[at(map)] == level) {
                m_is_free[at(m_places[at(map)].buffer)] = true;
            }
        }
    }
    for (MapPlace& each : m_places) {
        each.buffer = each.buffer >= 0 ? each.buffer : static_cast<int>(m_shapes.size()) - 1 - each.buffer;
    }
}

NetworkPlan::Room& NetworkPlan::room(std::size_t number) {
    while (m_rooms.size() <= number) {
        auto room = std::make_unique<Room>();
        for (const MapShape& shape : m_shapes) {
            room->maps.emplace_back(shape.size());
            room->buffers.push_back(room->maps.back().data() + shape.inside());
        }
        room->buffers.resize(m_shapes.size() + m_results.size());
        m_rooms.push_back(std::move(room));
    }
    return *m_rooms[number];
}

float* NetworkPlan::scratch(std::size_t thread) {
    while (m_scratch.size() <= thread) {
        m_scratch.emplace_back(m_scratch_size);
    }
    return m_scratch[thread].data();
}

void NetworkPlan::useResults(Room& room, Index image, const std::vector<float*>& results) const {
    for (std::size_t i = 0; i < results.size(); ++i) {
        room.buffers[m_shapes.size() + i] = results[i] + image * m_results[i].rows * m_results[i].columns;
    }
}

void NetworkPlan::readImage(const float* images, Index image, Room& room) const {
    const MapPlace& place = m_places.front();
    const Index row = place.shape.width * place.shape.channels;
    const float* from = images + image * place.shape.height * row;
    for (Index y = 0; y < place.shape.height; ++y) {
        std::copy_n(from + y * row, row, place.in(room.buffers) + y * place.shape.rowStep());
    }
}

void NetworkPlan::runAlone(Room& room, float* scratch) const {
    for (const std::vector<Task>& tasks : m_levels) {
        for (const Task& task : tasks) {
            task.step->run(task.part, room.buffers, scratch);
        }
    }
}

void NetworkPlan::runTogether(Room& room, int threads) {
    std::vector<Progress> levels(m_levels.size());
#pragma omp parallel num_threads(threads)
    {
        float* own = m_scratch[at(omp_get_thread_num())].data();
        for (std::size_t level = 0; level < m_levels.size(); ++level) {
            const std::vector<Task>& tasks = m_levels[level];
            Progress& progress = levels[level];
            for (std::size_t i = progress.next++; i < tasks.size(); i = progress.next++) {
                tasks[i].step->run(tasks[i].part, room.buffers, own);
                progress.done.fetch_add(1, std::memory_order_release);
            }
            // Not for each other: a thread that has yet to start is not missed.
            waitFor(progress.done, tasks.size());
        }
    }
}

void NetworkPlan::run(const float* images, Index count, const std::vector<float*>& results, int threads) {
    for (int thread = 0; thread < threads; ++thread) {
        scratch(at(thread));
    }
    const Index alone = threads > 1 ? count / threads * threads : count;
    for (int number = 0; number < std::clamp<int>(static_cast<int>(alone), 1, threads); ++number) {
        room(at(number));
    }
    if (alone > 0) {
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
        for (Index image = 0; image < alone; ++image) {
            const std::size_t thread = at(omp_get_thread_num());
            Room& own = *m_rooms[thread];
            useResults(own, image, results);
            readImage(images, image, own);
            runAlone(own, m_scratch[thread].data());
        }
    }
    for (Index image = alone; image < count; ++image) {
        Room& first = *m_rooms.front();
        useResults(first, image, results);
        readImage(images, image, first);
        runTogether(first, threads);
    }
}

}  // namespace priorscope
