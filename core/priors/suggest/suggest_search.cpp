#include "core/priors/suggest/suggest_search.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "core/base/parallel.hpp"

namespace priorscope {
namespace {

/// Weight of the mean best IoU in aims that count objects.
constexpr double kMeanIouWeight = 0.01;
/// Sharpness of the soft minimum over classes: classes 0.05 above the worst still weigh a fifth of it.
constexpr double kSharpness = 32.0;

constexpr std::size_t kLanes = 8;
/// Objects summed in single precision before they are added to the sum in double.
constexpr std::size_t kBlock = 512;

constexpr float kLeastSide = 0.004F;
constexpr float kMostSide = 1.5F;
constexpr double kSideDigits = 1e4;

/// Largest loss of the aim that is accepted for a change, at the start, and the fraction of the steps after
/// which none is.
constexpr double kInitialTolerance = 2e-3;
constexpr double kRestless = 0.7;

/// Samples without replacement, keeping the order of the objects.
std::vector<std::size_t> drawn(std::size_t count, std::size_t most, std::uint64_t seed) {
    std::vector<std::size_t> indices(count);
    std::iota(indices.begin(), indices.end(), std::size_t{0});
    if (count <= most) {
        return indices;
    }
    SplitMix64 random(seed);
    for (std::size_t i = 0; i < most; ++i) {
        const auto other = i + static_cast<std::size_t>(random.unit() * static_cast<double>(count - i));
        std::swap(indices[i], indices[std::min(other, count - 1)]);
    }
    indices.resize(most);
    std::sort(indices.begin(), indices.end());
    return indices;
}

/// The objects used by the search, sorted by class; those without area are left out: no prior covers them.
std::vector<const CoverageObject*> chosenObjects(std::span<const CoverageObject> objects,
                                                 const SuggestOptions& options) {
    std::vector<const CoverageObject*> chosen;
    for (const std::size_t i :
         drawn(objects.size(), static_cast<std::size_t>(options.max_objects), options.seed)) {
        if (objects[i].box.area() > 0.0F) {
            chosen.push_back(&objects[i]);
        }
    }
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const CoverageObject* a, const CoverageObject* b) { return a->label < b->label; });
    return chosen;
}

std::vector<Box> boxesOf(const std::vector<const CoverageObject*>& objects) {
    std::vector<Box> boxes;
    boxes.reserve(objects.size());
    for (const CoverageObject* object : objects) {
        boxes.push_back(object->box);
    }
    return boxes;
}

}  // namespace

SuggestObjective::SuggestObjective(std::span<const CoverageObject> objects, const SuggestOptions& options)
    : m_aim(options.aim), m_threshold(options.threshold), m_arrays(boxesOf(chosenObjects(objects, options))) {
    const auto chosen = chosenObjects(objects, options);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        m_sides.push_back({chosen[i]->box.width(), chosen[i]->box.height()});
        if (i + 1 == chosen.size() || chosen[i + 1]->label != chosen[i]->label) {
            m_class_ends.push_back(i + 1);
        }
    }
}

/// Fixed lanes make the order of additions independent of the compiler's vectorisation.
SuggestObjective::Sums SuggestObjective::sums(const float* a, const float* b, std::size_t begin,
                                              std::size_t end) const {
    Sums total;
    std::size_t i = begin;
    while (end - i >= kLanes) {
        std::array<float, kLanes> iou{};
        std::array<float, kLanes> covered{};
        const std::size_t stop = i + std::min(kBlock, (end - i) / kLanes * kLanes);
        for (; i < stop; i += kLanes) {
            for (std::size_t lane = 0; lane < kLanes; ++lane) {
                const float best = std::max(a[i + lane], b[i + lane]);
                iou[lane] += best;
                covered[lane] += best >= m_threshold ? 1.0F : 0.0F;
            }
        }
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            total.iou += static_cast<double>(iou[lane]);
            total.covered += static_cast<double>(covered[lane]);
        }
    }
    for (; i < end; ++i) {
        const float best = std::max(a[i], b[i]);
        total.iou += static_cast<double>(best);
        total.covered += best >= m_threshold ? 1.0 : 0.0;
    }
    return total;
}

double SuggestObjective::value(std::span<const float> ious) const {
    return value(ious, ious);
}

double SuggestObjective::value(std::span<const float> a, std::span<const float> b) const {
    const auto count = static_cast<double>(std::max<std::size_t>(size(), 1));
    if (m_aim != SuggestAim::worst_class) {
        const Sums all = sums(a.data(), b.data(), 0, size());
        return m_aim == SuggestAim::mean_iou ? all.iou / count
                                             : (all.covered + kMeanIouWeight * all.iou) / count;
    }
    double iou = 0.0;
    double soft = 0.0;
    std::size_t begin = 0;
    for (const std::size_t end : m_class_ends) {
        const Sums of_class = sums(a.data(), b.data(), begin, end);
        iou += of_class.iou;
        soft += std::exp(-kSharpness * of_class.covered / static_cast<double>(end - begin));
        begin = end;
    }
    const auto classes = static_cast<double>(std::max<std::size_t>(m_class_ends.size(), 1));
    return -std::log(std::max(soft, 1e-300) / classes) / kSharpness + kMeanIouWeight * iou / count;
}

SuggestFigures SuggestObjective::figures(std::span<const float> ious, std::int64_t priors) const {
    SuggestFigures result{.priors = priors};
    const Sums all = sums(ious.data(), ious.data(), 0, size());
    const auto count = static_cast<double>(std::max<std::size_t>(size(), 1));
    result.mean_best_iou = all.iou / count;
    result.recall = all.covered / count;
    std::size_t begin = 0;
    for (const std::size_t end : m_class_ends) {
        const Sums of_class = sums(ious.data(), ious.data(), begin, end);
        result.worst_class_recall =
            std::min(result.worst_class_recall, of_class.covered / static_cast<double>(end - begin));
        begin = end;
    }
    return result;
}

SuggestSearch::SuggestSearch(const SuggestObjective& objective, const PriorConfig& start,
                             const SuggestOptions& options, std::stop_token stop,
                             const SuggestProgressFn& progress)
    : m_objective(objective),
      m_aim(options.aim),
      m_max_per_cell(options.max_per_cell),
      m_workers(options.workers > 0 ? options.workers : defaultWorkers()),
      m_total_steps(options.steps),
      m_random(options.seed, 1),
      m_stop(std::move(stop)),
      m_progress(progress),
      m_scratch(static_cast<std::size_t>(m_workers), Ious(objective.size())) {
    std::int64_t one_each = 0;
    int most_per_cell = 1;
    for (const PriorMap& map : start.maps) {
        const PriorGrid grid = gridOf(start, map);
        m_maps.push_back({.grid = grid,
                          .cells = static_cast<std::int64_t>(map.rows) * map.cols,
                          .max_side = map.max_side,
                          .least = {std::max(kLeastSide, options.min_side_in_cells / grid.cells_x),
                                    std::max(kLeastSide, options.min_side_in_cells / grid.cells_y)},
                          .on = map.on});
        one_each += map.on ? m_maps.back().cells : 0;
        most_per_cell = std::max(most_per_cell, map.perCell());
    }
    if (options.budget_kind == SuggestBudget::per_cell) {
        m_max_per_cell = options.budget > 0 ? options.budget : most_per_cell;
        m_budget = one_each * m_max_per_cell;
    } else {
        m_budget = options.budget > 0 ? options.budget : start.count();
        m_max_per_cell = std::max(m_max_per_cell, options.budget > 0 ? 1 : most_per_cell);
    }
    if (m_budget < one_each) {
        throw Error(
            {.action = Core::tr("suggesting priors"),
             .reason = Core::tr("a budget of %1 priors is below the %2 required by one prior per cell")
                           .arg(m_budget)
                           .arg(one_each),
             .remedy = Core::tr("Raise the budget, or turn off the map with the most cells")});
    }
}

double SuggestSearch::tolerance() {
    const double left = 1.0 - static_cast<double>(m_steps) / (kRestless * static_cast<double>(m_total_steps));
    return kInitialTolerance * std::max(0.0, left) * m_random.unit();
}

bool SuggestSearch::isWithin(const PriorConfig& config) const {
    return config.count() <= m_budget &&
           std::all_of(config.maps.begin(), config.maps.end(),
                       [this](const PriorMap& map) { return map.perCell() <= m_max_per_cell; });
}

void SuggestSearch::report(std::span<const float> ious) {
    if (m_progress) {
        m_progress(
            {.steps = {.done = std::min(m_steps, m_total_steps), .total = m_total_steps, .unit = "shapes"},
             .best = m_objective.figures(ious, 0).of(m_aim)});
    }
}

ShapeSides SuggestSearch::allowed(std::size_t map, ShapeSides sides) const {
    const Map& of = m_maps[map];
    const float most = of.max_side > 0.0F ? of.max_side : kMostSide;
    const auto cut = [most](float side, float least) {
        const float within = std::clamp(side, std::min(least, most), most);
        return static_cast<float>(std::round(static_cast<double>(within) * kSideDigits) / kSideDigits);
    };
    return {cut(sides.w, of.least.w), cut(sides.h, of.least.h)};
}

SharedIous SuggestSearch::ious(const Placed& shape) const {
    auto result = std::make_shared<Ious>(m_objective.size());
    bestIouOfShape(m_objective.objects(), m_maps[shape.map].grid, shape.sides, *result);
    return result;
}

std::vector<double> SuggestSearch::tryShapes(std::span<const Placed> shapes, const Ious& base) {
    std::vector<double> values(shapes.size());
    inParallel(shapes.size(), 1, [&](std::size_t i, Ious& scratch) {
        bestIouOfShape(m_objective.objects(), m_maps[shapes[i].map].grid, shapes[i].sides, scratch);
        values[i] = m_objective.value(base, scratch);
    });
    return values;
}

void SuggestSearch::inParallel(std::size_t count, std::int64_t steps_each,
                               const std::function<void(std::size_t, Ious&)>& each) {
    // Never stopped half way, since all values are needed. A call is short.
    parallelChunks(count, {.chunk = std::max<std::size_t>(1, count / 16), .workers = m_workers}, {}, {},
                   [&](std::size_t begin, std::size_t end, int worker) {
                       for (std::size_t i = begin; i < end; ++i) {
                           each(i, m_scratch[static_cast<std::size_t>(worker)]);
                       }
                   });
    m_steps += static_cast<std::int64_t>(count) * steps_each;
}

std::vector<SuggestFigures> pruningCurve(const SuggestObjective& objective, std::vector<SuggestUnit> units) {
    const auto may_go = [&units](const SuggestUnit& unit) {
        return !unit.is_last_of_map ||
               std::count_if(units.begin(), units.end(),
                             [&unit](const SuggestUnit& other) { return other.map == unit.map; }) == 1;
    };
    std::int64_t priors = 0;
    for (const SuggestUnit& unit : units) {
        priors += unit.priors;
    }
    std::vector<SuggestFigures> curve;
    Ious without(objective.size());
    while (!units.empty()) {
        ShapeRanking ranking(objective.size());
        for (std::size_t u = 0; u < units.size(); ++u) {
            ranking.add(units[u].ious, static_cast<std::int32_t>(u));
        }
        curve.push_back(objective.figures(ranking.first, priors));
        const double whole = objective.value(ranking.first);
        std::size_t least = 0;
        double least_loss = std::numeric_limits<double>::infinity();
        for (std::size_t u = 0; u < units.size(); ++u) {
            if (may_go(units[u])) {
                ranking.without(static_cast<std::int32_t>(u), without);
                const double loss = (whole - objective.value(without)) / static_cast<double>(units[u].priors);
                least = loss < least_loss ? u : least;
                least_loss = std::min(loss, least_loss);
            }
        }
        priors -= units[least].priors;
        units.erase(units.begin() + static_cast<std::ptrdiff_t>(least));
    }
    std::reverse(curve.begin(), curve.end());
    return curve;
}

}  // namespace priorscope
