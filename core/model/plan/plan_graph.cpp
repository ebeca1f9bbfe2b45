#include "core/model/plan/plan_graph.hpp"

#include <algorithm>
#include <utility>

namespace priorscope {
namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

bool expands(const PlanLayer& layer) {
    return layer.kind == LayerKind::convolution && layer.kernel == 1 && layer.stride == 1 &&
           layer.padding == 0 && layer.second < 0;
}

std::vector<int> readersOf(const PlanGraph& graph) {
    std::vector<int> readers(graph.maps.size(), 0);
    for (const PlanLayer& layer : graph.layers) {
        ++readers[at(layer.input)];
        if (layer.second >= 0) {
            ++readers[at(layer.second)];
        }
    }
    return readers;
}

}  // namespace

PlanGraph withExpansions(PlanGraph graph) {
    const std::vector<int> readers = readersOf(graph);
    std::vector<PlanLayer> layers;
    std::vector<std::size_t> maker(graph.maps.size(), 0);  // one more than the layer's place
    std::vector<bool> is_part;
    for (PlanLayer& layer : graph.layers) {
        const std::size_t made = maker[at(layer.input)];
        if (layer.kind == LayerKind::depthwise && made > 0 && readers[at(layer.input)] == 1 &&
            graph.maps[at(layer.input)].result < 0 && expands(layers[made - 1])) {
            is_part[made - 1] = true;
            layer.expansion.push_back(std::move(layers[made - 1]));
            layer.input = layer.expansion.front().input;
        }
        layers.push_back(std::move(layer));
        is_part.push_back(false);
        maker[at(layers.back().output)] = layers.size();
    }
    graph.layers.clear();
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (!is_part[i]) {
            graph.layers.push_back(std::move(layers[i]));
        }
    }
    return graph;
}

std::vector<std::vector<std::size_t>> levelsOf(const PlanGraph& graph) {
    std::vector<std::size_t> level_of_map(graph.maps.size(), 0);
    std::vector<std::vector<std::size_t>> levels;
    for (std::size_t i = 0; i < graph.layers.size(); ++i) {
        const PlanLayer& layer = graph.layers[i];
        std::size_t level = level_of_map[at(layer.input)];
        if (layer.second >= 0) {
            level = std::max(level, level_of_map[at(layer.second)]);
        }
        level_of_map[at(layer.output)] = level + 1;
        levels.resize(std::max(levels.size(), level + 1));
        levels[level].push_back(i);
    }
    return levels;
}

}  // namespace priorscope
