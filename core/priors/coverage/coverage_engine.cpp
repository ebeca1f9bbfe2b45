#include "core/priors/coverage/coverage_engine.hpp"

#include <algorithm>
#include <chrono>
#include <compare>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"
#include "core/priors/coverage/shape_pass.hpp"
#include "core/priors/coverage/shape_search.hpp"

namespace priorscope {
namespace {

/// Objects between two checks of the stop token.
constexpr std::size_t kStopInterval = 4096;

std::vector<Box> boxesOf(std::span<const CoverageObject> objects) {
    std::vector<Box> boxes;
    boxes.reserve(objects.size());
    for (const CoverageObject& object : objects) {
        if (!isFinite(object.box)) {
            throw Error({.action = Core::tr("computing the coverage"),
                         .reason = Core::tr("object %1 of image %2 has a coordinate that is not finite")
                                       .arg(object.object)
                                       .arg(object.image),
                         .remedy = Core::tr("Correct the annotation")});
        }
        boxes.push_back(object.box);
    }
    return boxes;
}

/// Objects that no prior reaches at the threshold may still be trained: each takes its best
/// prior, unless a later object of the image also wants it.
void setMatches(std::span<const CoverageObject> objects, Coverage& coverage) {
    coverage.match.assign(objects.size(), ObjectMatch::none);
    for (std::size_t begin = 0; begin < objects.size();) {
        std::size_t end = begin;
        // A repeated sample of an image starts again with its first object.
        do {
            ++end;
        } while (end < objects.size() && objects[end].image == objects[begin].image &&
                 objects[end].object > objects[end - 1].object);
        for (std::size_t i = begin; i < end; ++i) {
            const BestPrior& best = coverage.best[i];
            // The loss matches an object that no prior overlaps to the very first prior.
            const auto wants_it = [&best](const BestPrior& other) {
                return std::max(other.prior, 0) == best.prior;
            };
            const auto later = coverage.best.begin() + static_cast<std::ptrdiff_t>(i) + 1;
            if (coverage.positives[i] > 0) {
                coverage.match[i] = ObjectMatch::positive;
            } else if (best.prior >= 0 &&
                       std::none_of(later, coverage.best.begin() + static_cast<std::ptrdiff_t>(end),
                                    wants_it)) {
                coverage.match[i] = ObjectMatch::forced;
            }
        }
        begin = end;
    }
}

}  // namespace

struct CoverageEngine::Objects {
    explicit Objects(std::vector<Box> of) : boxes(std::move(of)), arrays(boxes) {}
    std::vector<Box> boxes;
    ObjectArrays arrays;
};

struct CoverageEngine::Key {
    PriorGrid grid{};
    float w = 0.0F;
    float h = 0.0F;
    auto operator<=>(const Key&) const = default;
};

/// The IoUs of all objects with one shape on one grid.
struct CoverageEngine::Shape {
    Shape(const Key& key, std::uint64_t number) : search(key.grid, {key.w, key.h}), id(number) {}

    struct Positives {
        std::uint32_t object;
        std::int32_t count;
    };

    ShapeSearch search;
    std::uint64_t id;                  ///< unique within an engine
    std::vector<float> iou;            ///< [objects], up to ObjectArrays::slack
    std::vector<Positives> positives;  ///< of the objects that have some
    float threshold = 0.0F;            ///< that the positives are counted for; 0: not counted yet
    std::uint64_t last_update = 0;

    void countPositives(const Objects& objects, float at_least) {
        // Collected first without a branch per object: few objects reach the threshold.
        std::vector<Positives> reached(iou.size() + 1);
        std::size_t count = 0;
        for (std::size_t i = 0; i < iou.size(); ++i) {
            reached[count].object = static_cast<std::uint32_t>(i);
            count += iou[i] >= at_least - objects.arrays.slack[i] ? 1 : 0;
        }
        positives.assign(reached.begin(), reached.begin() + static_cast<std::ptrdiff_t>(count));
        for (Positives& each : positives) {
            each.count = search.countAtLeast(objects.boxes[each.object], at_least);
        }
        threshold = at_least;
    }
};

/// A shape at its position in the layout.
struct CoverageEngine::Layer {
    std::shared_ptr<Shape> shape;
    std::int32_t first = 0;     ///< index of the prior in cell 0
    std::int32_t per_cell = 1;  ///< distance between the priors of neighbouring cells
    std::size_t map = 0;

    BestCell search(const Objects& objects, std::size_t i) const {
        return shape->search.best(objects.boxes[i], shape->iou[i] - objects.arrays.slack[i]);
    }
    BestPrior priorOf(const BestCell& found) const {
        return {found.iou, found.cell < 0 ? -1 : first + found.cell * per_cell};
    }
};

CoverageEngine::CoverageEngine(std::shared_ptr<const std::vector<CoverageObject>> objects)
    : m_objects(std::move(objects)),
      m_arrays(std::make_unique<Objects>(boxesOf(*m_objects))),
      m_known(m_arrays->boxes.size()) {}
CoverageEngine::~CoverageEngine() = default;
CoverageEngine::CoverageEngine(CoverageEngine&&) noexcept = default;
CoverageEngine& CoverageEngine::operator=(CoverageEngine&&) noexcept = default;

std::shared_ptr<CoverageEngine::Shape> CoverageEngine::shapeOf(const Key& key, float threshold) {
    std::shared_ptr<Shape>& shape = m_shapes[key];
    if (!shape) {
        shape = std::make_shared<Shape>(key, ++m_shapes_made);
        shape->iou.resize(m_arrays->boxes.size());
        bestIouOfShape(m_arrays->arrays, key.grid, {key.w, key.h}, shape->iou);
        ++m_computed;
    }
    if (shape->threshold != threshold) {
        shape->countPositives(*m_arrays, threshold);
    }
    shape->last_update = m_updates;
    return shape;
}

std::optional<std::vector<CoverageEngine::Layer>> CoverageEngine::layersOf(const PriorConfig& config,
                                                                           float threshold,
                                                                           const std::stop_token& stop,
                                                                           const ProgressFn& progress) {
    std::int64_t total = 0;
    for (const PriorMap& map : config.maps) {
        total += map.perCell();
    }
    std::vector<Layer> layers;
    std::int32_t first = 0;
    std::size_t map_index = 0;
    for (const PriorMap& map : config.maps) {
        const std::vector<PriorMap::Shape> shapes = map.shapes();
        const PriorGrid grid = gridOf(config, map);
        for (std::size_t k = 0; k < shapes.size(); ++k) {
            if (stop.stop_requested()) {
                return std::nullopt;
            }
            layers.push_back({.shape = shapeOf({grid, shapes[k].w, shapes[k].h}, threshold),
                              .first = first + static_cast<std::int32_t>(k),
                              .per_cell = static_cast<std::int32_t>(shapes.size()),
                              .map = map_index});
            if (progress) {
                progress(
                    {.done = static_cast<std::int64_t>(layers.size()), .total = total, .unit = "shapes"});
            }
        }
        first += map.count();
        ++map_index;
    }
    return layers;
}

/// The best cell of a shape for an object: searched once while the shape stays the object's best.
const BestCell& CoverageEngine::bestCell(const Layer& layer, std::size_t object) {
    KnownBest& known = m_known[object];
    if (known.shape != layer.shape->id) {
        known = {.shape = layer.shape->id, .best = layer.search(*m_arrays, object)};
    }
    return known.best;
}

bool CoverageEngine::findBest(const std::vector<Layer>& layers, const std::stop_token& stop,
                              Coverage& coverage) {
    const std::size_t count = m_arrays->boxes.size();
    ShapeRanking ranking(count);
    for (std::size_t k = 0; k < layers.size(); ++k) {
        ranking.add(layers[k].shape->iou, static_cast<std::int32_t>(k));
    }
    coverage.best.assign(count, {});
    double sum = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        if (i % kStopInterval == 0 && stop.stop_requested()) {
            return false;
        }
        if (!(m_arrays->arrays.area[i] > 0.0F)) {
            continue;
        }
        const auto top = static_cast<std::size_t>(ranking.shape[i]);
        const float slack = m_arrays->arrays.slack[i];
        BestPrior best = layers[top].priorOf(bestCell(layers[top], i));
        if (ranking.second[i] >= best.iou - slack) {
            for (const Layer& layer : layers) {
                if (layer.shape->iou[i] < best.iou - slack) {
                    continue;
                }
                const BestPrior other = layer.priorOf(layer.search(*m_arrays, i));
                if (other.iou > best.iou || (other.iou == best.iou && other.prior < best.prior)) {
                    best = other;
                }
            }
        }
        coverage.best[i] = best;
        sum += static_cast<double>(best.iou);
    }
    coverage.mean_best_iou = count > 0 ? std::optional(sum / static_cast<double>(count)) : std::nullopt;
    return true;
}

void CoverageEngine::sumPositives(const std::vector<Layer>& layers, Coverage& coverage) const {
    coverage.positives.assign(m_arrays->boxes.size(), 0);
    for (const Layer& layer : layers) {
        for (const Shape::Positives& each : layer.shape->positives) {
            coverage.positives[each.object] += each.count;
            coverage.map_positives[layer.map] += each.count;
        }
    }
}

/// Drops shapes in neither this layout nor the previous one, so that moving a slider back is cheap.
void CoverageEngine::forget() {
    std::erase_if(m_shapes, [this](const auto& entry) { return entry.second->last_update + 1 < m_updates; });
}

std::optional<Coverage> CoverageEngine::update(const PriorConfig& config, float threshold,
                                               std::stop_token stop, const ProgressFn& progress) {
    const auto started = std::chrono::steady_clock::now();
    throwOnProblems(Core::tr("computing the coverage by %1").arg(config.name), config.validate());
    if (!(threshold > 0.0F && threshold <= 1.0F)) {
        throw Error({.action = Core::tr("computing the coverage"),
                     .reason = Core::tr("the IoU of a positive must be above 0 and at most 1, got %1")
                                   .arg(numberText(threshold))});
    }
    ++m_updates;
    m_computed = 0;
    const auto layers = layersOf(config, threshold, stop, progress);
    Coverage coverage;
    coverage.threshold = threshold;
    coverage.map_positives.assign(config.maps.size(), 0);
    if (!layers || !findBest(*layers, stop, coverage)) {
        return std::nullopt;
    }
    sumPositives(*layers, coverage);
    setMatches(*m_objects, coverage);
    forget();
    coverage.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return coverage;
}

}  // namespace priorscope
