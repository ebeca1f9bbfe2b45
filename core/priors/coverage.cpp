#include "core/priors/coverage.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/geometry/overlap.hpp"

namespace priorscope {
namespace {

/// One side of the priors of a shape along one axis: the same for every cell of a row or column.
struct Interval {
    float low = 0.0F;
    float high = 0.0F;
    float length() const { return high - low; }
};

/// All priors of one shape on one map. Their boxes are products of column intervals and row intervals.
struct ShapeGrid {
    std::vector<Interval> cols;
    std::vector<Interval> rows;
    std::size_t first = 0;     ///< index of the prior in row 0, column 0
    std::size_t per_cell = 0;  ///< distance between the priors of neighbouring columns
    float min_area = 0.0F;     ///< of the boxes that have one: they differ by rounding and clipping

    std::size_t index(std::size_t row, std::size_t col) const {
        return first + (row * cols.size() + col) * per_cell;
    }
    float area(std::size_t row, std::size_t col) const {
        const float w = cols[col].length();
        const float h = rows[row].length();
        return w > 0.0F && h > 0.0F ? w * h : 0.0F;
    }
};

/// The shortest positive length; 0 where there is none. Clipping may leave nothing of a prior at the border.
float shortestLength(const std::vector<Interval>& intervals) {
    float shortest = 0.0F;
    for (const Interval& interval : intervals) {
        const float length = interval.length();
        if (length > 0.0F && (shortest == 0.0F || length < shortest)) {
            shortest = length;
        }
    }
    return shortest;
}

std::vector<ShapeGrid> gridsOf(const PriorSet& set) {
    std::vector<ShapeGrid> grids;
    for (std::size_t k = 0; k < set.config.maps.size(); ++k) {
        const PriorMap& map = set.config.maps[k];
        const auto per_cell = static_cast<std::size_t>(map.perCell());
        const auto rows = static_cast<std::size_t>(map.rows);
        const auto cols = static_cast<std::size_t>(map.cols);
        for (std::size_t shape = 0; shape < per_cell; ++shape) {
            ShapeGrid grid;
            grid.first = set.map_offsets[k] + shape;
            grid.per_cell = per_cell;
            for (std::size_t col = 0; col < cols; ++col) {
                const Box& box = set.boxes[grid.first + col * per_cell];
                grid.cols.push_back({box.x_min, box.x_max});
            }
            for (std::size_t row = 0; row < rows; ++row) {
                const Box& box = set.boxes[grid.first + row * cols * per_cell];
                grid.rows.push_back({box.y_min, box.y_max});
            }
            grid.min_area = shortestLength(grid.cols) * shortestLength(grid.rows);
            grids.push_back(std::move(grid));
        }
    }
    return grids;
}

/// The columns (or rows) that may hold the best prior, with their overlaps.
struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
    float best = 0.0F;  ///< largest overlap within
};

/// Overlap that rounding alone can make or lose on intervals near [0, 1], with a wide margin.
float slackOf(float overlap) {
    return 4e-6F + 4e-6F * std::abs(overlap);
}

/// Unclipped: the overlap falls with the distance between centres, so the columns around the nearest centre
/// whose overlap equals the largest up to rounding are one run.
Run nearestRun(const std::vector<Interval>& intervals, float low, float high) {
    const auto overlapAt = [&](std::size_t i) {
        return overlapLength(low, high, intervals[i].low, intervals[i].high);
    };
    const double center = 0.5 * (static_cast<double>(low) + high);
    const double first = 0.5 * (static_cast<double>(intervals.front().low) + intervals.front().high);
    const double last = 0.5 * (static_cast<double>(intervals.back().low) + intervals.back().high);
    const auto count = static_cast<double>(intervals.size());
    const double position = last > first ? (center - first) / (last - first) * (count - 1.0) : 0.0;
    const auto nearest = static_cast<std::size_t>(std::clamp(std::round(position), 0.0, count - 1.0));
    Run run{.begin = nearest, .end = nearest + 1, .best = overlapAt(nearest)};
    const float floor = run.best - slackOf(run.best);
    while (run.begin > 0 && overlapAt(run.begin - 1) >= floor) {
        --run.begin;
        run.best = std::max(run.best, overlapAt(run.begin));
    }
    while (run.end < intervals.size() && overlapAt(run.end) >= floor) {
        run.best = std::max(run.best, overlapAt(run.end));
        ++run.end;
    }
    return run;
}

/// Clipped: intervals at the border are shorter, so every one that overlaps at all is a candidate.
Run overlappingRun(const std::vector<Interval>& intervals, float low, float high) {
    Run run{.begin = intervals.size(), .end = 0, .best = 0.0F};
    for (std::size_t i = 0; i < intervals.size(); ++i) {
        const float overlap = overlapLength(low, high, intervals[i].low, intervals[i].high);
        if (overlap > 0.0F) {
            run.begin = std::min(run.begin, i);
            run.end = i + 1;
            run.best = std::max(run.best, overlap);
        }
    }
    return run;
}

/// 0 where there is none.
double meanIou(const std::vector<BestPrior>& all) {
    double sum = 0.0;
    for (const BestPrior& best : all) {
        sum += best.iou;
    }
    return all.empty() ? 0.0 : sum / static_cast<double>(all.size());
}

class BestPriorSearch {
  public:
    explicit BestPriorSearch(const PriorSet& priors)
        : m_clipped(priors.config.clip), m_grids(gridsOf(priors)) {}

    BestPrior find(const Box& object) const {
        BestPrior best;
        const float area = object.area();
        if (!(area > 0.0F)) {
            return best;
        }
        for (const ShapeGrid& grid : m_grids) {
            const Run cols = runOf(grid.cols, object.x_min, object.x_max);
            const Run rows = runOf(grid.rows, object.y_min, object.y_max);
            // No prior of the shape can beat this: IoU grows with both overlaps and falls with the area.
            const float bound = iouFromOverlaps(cols.best, rows.best, area, grid.min_area);
            if (bound < best.iou || !(bound > 0.0F)) {
                continue;
            }
            searchRuns(grid, cols, rows, object, area, best);
        }
        return best;
    }

  private:
    Run runOf(const std::vector<Interval>& intervals, float low, float high) const {
        return m_clipped ? overlappingRun(intervals, low, high) : nearestRun(intervals, low, high);
    }

    static void searchRuns(const ShapeGrid& grid, const Run& cols, const Run& rows, const Box& object,
                           float area, BestPrior& best) {
        for (std::size_t row = rows.begin; row < rows.end; ++row) {
            const float overlap_y =
                overlapLength(object.y_min, object.y_max, grid.rows[row].low, grid.rows[row].high);
            for (std::size_t col = cols.begin; col < cols.end; ++col) {
                const float overlap_x =
                    overlapLength(object.x_min, object.x_max, grid.cols[col].low, grid.cols[col].high);
                const float iou = iouFromOverlaps(overlap_x, overlap_y, area, grid.area(row, col));
                const auto index = static_cast<std::int32_t>(grid.index(row, col));
                if (iou > best.iou || (iou == best.iou && iou > 0.0F && index < best.prior)) {
                    best = {iou, index};
                }
            }
        }
    }

    bool m_clipped;
    std::vector<ShapeGrid> m_grids;
};

}  // namespace

std::vector<CoverageObject> coverageObjects(const Dataset& dataset, const std::string& split,
                                            bool include_difficult, ResizeMode resize) {
    return coverageObjectsOf(dataset, dataset.splitIndices(split), include_difficult, resize);
}

std::vector<CoverageObject> coverageObjectsOf(const Dataset& dataset, std::span<const std::size_t> images,
                                              bool include_difficult, ResizeMode resize) {
    std::vector<CoverageObject> objects;
    for (const std::size_t index : images) {
        const ImageRecord& image = dataset.images.at(index);
        if (image.width <= 0 || image.height <= 0) {
            continue;
        }
        // The size of the input does not matter to fractions, up to the rounding of a letterbox to whole
        // pixels; a large one makes that rounding negligible.
        constexpr int kFineInput = 1 << 20;
        const ResizeMapping mapping = resizeMapping(image.width, image.height, kFineInput, resize);
        for (std::size_t i = 0; i < image.objects.size(); ++i) {
            const Annotation& object = image.objects[i];
            if (object.difficult && !include_difficult) {
                continue;
            }
            const Box box = resize == ResizeMode::stretch ? object.box : mapping.inputFromImage(object.box);
            objects.push_back({.image = index, .object = i, .label = object.label, .box = box});
        }
    }
    return objects;
}

double Coverage::recall(float threshold) const {
    if (best.empty()) {
        return 1.0;
    }
    const auto covered = std::count_if(best.begin(), best.end(),
                                       [threshold](const BestPrior& b) { return b.iou >= threshold; });
    return static_cast<double>(covered) / static_cast<double>(best.size());
}

Coverage coverageOfLabel(const Coverage& coverage, std::span<const CoverageObject> objects, int label) {
    if (objects.size() != coverage.best.size()) {
        throw Error({.action = "splitting the coverage by class",
                     .reason = std::to_string(objects.size()) + " objects for a coverage of " +
                               std::to_string(coverage.best.size())});
    }
    Coverage part;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        if (objects[i].label == label) {
            part.best.push_back(coverage.best[i]);
        }
    }
    part.mean_best_iou = meanIou(part.best);
    return part;
}

std::optional<Coverage> computeCoverage(std::span<const CoverageObject> objects, const PriorSet& priors,
                                        std::stop_token stop, const ProgressFn& progress) {
    const auto started = std::chrono::steady_clock::now();
    for (const CoverageObject& object : objects) {
        if (!isFinite(object.box)) {
            throw Error({.action = "computing the coverage",
                         .reason = "object " + std::to_string(object.object) + " of image " +
                                   std::to_string(object.image) + " has a coordinate that is not finite",
                         .remedy = "Correct the annotation"});
        }
    }
    const BestPriorSearch search(priors);
    Coverage coverage;
    coverage.best.resize(objects.size());
    const bool complete = parallelChunks(objects.size(), {.chunk = 512, .unit = "objects"}, std::move(stop),
                                         progress, [&](std::size_t begin, std::size_t end, int) {
                                             for (std::size_t i = begin; i < end; ++i) {
                                                 coverage.best[i] = search.find(objects[i].box);
                                             }
                                         });
    if (!complete) {
        return std::nullopt;
    }
    coverage.mean_best_iou = meanIou(coverage.best);
    coverage.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return coverage;
}

}  // namespace priorscope
