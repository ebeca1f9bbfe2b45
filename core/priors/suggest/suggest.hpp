// Suggests a prior layout for the objects of a dataset.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/progress.hpp"
#include "core/priors/coverage/coverage.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope {

/// The objective that a suggestion maximises.
enum class SuggestAim {
    mean_iou,    ///< mean best IoU of the objects
    recall,      ///< fraction of objects whose best IoU reaches the threshold
    worst_class  ///< that fraction, for the class where it is lowest
};

/// The form of a map's priors.
enum class SuggestForm {
    free,    ///< individual shapes
    classic  ///< a scale, an extra scale, and ratios with their reciprocals
};

enum class SuggestBudget {
    per_image,  ///< total number of priors
    per_cell    ///< priors per cell, in each map
};

struct SuggestOptions {
    SuggestAim aim = SuggestAim::mean_iou;
    SuggestForm form = SuggestForm::free;
    SuggestBudget budget_kind = SuggestBudget::per_image;
    int budget = 0;        ///< maximum of that quantity; 0: as in the start
    int max_per_cell = 8;  ///< maximum priors per cell whatever the budget, to keep heads small; 1 to 64
    /// Shortest side of a new prior, in steps between its map's centres; [0, 4]. Much smaller ones match only
    /// objects that happen to be on a centre, and need detail that a coarse map does not have.
    float min_side_in_cells = 0.5F;
    float threshold = 0.5F;   ///< IoU threshold for recall; (0, 1)
    int steps = 150000;       ///< shapes tried; run time is proportional to this and to the object count; > 0
    int max_objects = 20000;  ///< the search uses at most this many objects, sampled at random; > 0
    std::uint64_t seed = 1;
    int workers = 0;  ///< threads; 0: one per core; does not affect the result

    std::vector<Problem> validate() const;
    bool operator==(const SuggestOptions&) const = default;
};

/// Names as JSON and the command line spell them: mean-iou, recall, worst-class; free, classic; per-image,
/// per-cell.
std::string suggestName(SuggestAim aim);
std::string suggestName(SuggestForm form);
std::string suggestName(SuggestBudget kind);
/// @throws Error listing the names
SuggestAim suggestAimFromName(const std::string& name);
SuggestForm suggestFormFromName(const std::string& name);
SuggestBudget suggestBudgetFromName(const std::string& name);

nlohmann::json toJson(const SuggestOptions& options);
SuggestOptions suggestOptionsFromJson(const nlohmann::json& json, const std::string& source);

/// How well a layout performs.
struct SuggestFigures {
    std::int64_t priors = 0;
    double mean_best_iou = 0.0;
    double recall = 1.0;              ///< at the threshold
    double worst_class_recall = 1.0;  ///< of the class where it is lowest, among those with objects

    double of(SuggestAim aim) const;
};

struct Suggestion {
    PriorConfig config;           ///< the start itself if nothing better was found
    SuggestFigures before;        ///< for the start, over all objects
    SuggestFigures after;         ///< for the config, over all objects
    bool is_improvement = false;  ///< `after` is better by the aim; always so if the start exceeds the budget
    /// The best found for fewer priors (the suggestion without its least useful ones) and, with free
    /// shapes, for more: by ascending number of priors, over the objects used by the search.
    std::vector<SuggestFigures> curve{};
    std::int64_t steps = 0;  ///< shapes tried
};

/// Progress of the search.
struct SuggestProgress {
    Progress steps{};
    double best = 0.0;  ///< best value of the aim, over the objects used by the search
};
/// Called from the thread that runs the search. May be empty.
using SuggestProgressFn = std::function<void(const SuggestProgress&)>;

/// Searches for the layout with the best aim within the budget. Grids are fixed, since they belong to the
/// model; every map that is on keeps at least one prior per cell.
/// Starts from the best of three: the given layout, k-means with IoU distance, and greedy insertion by gain
/// per cost; then shapes are moved, and groups of them replaced, as long as that helps. The result does not
/// depend on the number of workers.
/// @param objects  as the network sees them; grouped by image
/// @return nothing if stopped; otherwise never worse than the start by its own aim over all objects, unless
///         the start exceeds the budget
/// @throws Error if an option or the start is invalid, there are no objects, or the budget is below one
///         prior per cell
/// Source of the clustering: "YOLO9000: Better, Faster, Stronger" (2017), section 2
std::optional<Suggestion> suggestPriors(std::span<const CoverageObject> objects, const PriorConfig& start,
                                        const SuggestOptions& options, std::stop_token stop = {},
                                        const SuggestProgressFn& progress = {});

}  // namespace priorscope
