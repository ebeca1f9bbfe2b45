// Suggests a layout of priors for the objects of a dataset.
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

/// What a suggestion makes as large as it can.
enum class SuggestAim {
    mean_iou,    ///< mean best IoU of the objects
    recall,      ///< share of objects whose best IoU reaches the threshold
    worst_class  ///< that share, of the class where it is lowest
};

/// What the priors of a map may be.
enum class SuggestForm {
    free,    ///< shapes one by one
    classic  ///< a scale, an extra scale, and ratios with their reciprocals
};

enum class SuggestBudget {
    per_image,  ///< priors in all
    per_cell    ///< priors of a cell, in each map
};

struct SuggestOptions {
    SuggestAim aim = SuggestAim::mean_iou;
    SuggestForm form = SuggestForm::free;
    SuggestBudget budget_kind = SuggestBudget::per_image;
    int budget = 0;        ///< most priors of that kind; 0: as many as the start has
    int max_per_cell = 8;  ///< most priors of a cell whatever the budget, so that heads stay small; 1 to 64
    /// Shortest side of a new prior in steps of its map's centres; [0, 4]. Much smaller ones see only the
    /// objects that happen to lie on a centre, and ask for detail that a coarse map does not have.
    float min_side_in_cells = 0.5F;
    float threshold = 0.5F;   ///< IoU that counts for recall; (0, 1)
    int steps = 150000;       ///< shapes tried; the time is proportional to it and to the objects; > 0
    int max_objects = 20000;  ///< the search goes by so many objects at most, drawn at random; > 0
    std::uint64_t seed = 1;
    int workers = 0;  ///< threads; 0: as many as there are cores; never changes the result

    std::vector<Problem> validate() const;
    bool operator==(const SuggestOptions&) const = default;
};

/// Names as JSON and the command line spell them: mean-iou, recall, worst-class; free, classic; per-image,
/// per-cell.
std::string suggestName(SuggestAim aim);
std::string suggestName(SuggestForm form);
std::string suggestName(SuggestBudget kind);
/// @throws Error that lists the names
SuggestAim suggestAimFromName(const std::string& name);
SuggestForm suggestFormFromName(const std::string& name);
SuggestBudget suggestBudgetFromName(const std::string& name);

nlohmann::json toJson(const SuggestOptions& options);
SuggestOptions suggestOptionsFromJson(const nlohmann::json& json, const std::string& source);

/// How well a layout does.
struct SuggestFigures {
    std::int64_t priors = 0;
    double mean_best_iou = 0.0;
    double recall = 1.0;              ///< at the threshold
    double worst_class_recall = 1.0;  ///< of the class where it is lowest, among those that have objects

    double of(SuggestAim aim) const;
};

struct Suggestion {
    PriorConfig config;           ///< the start itself where nothing better was found
    SuggestFigures before;        ///< of the start, over all objects
    SuggestFigures after;         ///< of the config, over all objects
    bool is_improvement = false;  ///< after is better by the aim; always where the start breaks the budget
    /// The best that was found for fewer priors (the suggestion without its least useful ones), and, for free
    /// shapes, for more: by rising number of priors, over the objects that the search went by.
    std::vector<SuggestFigures> curve{};
    std::int64_t steps = 0;  ///< shapes tried
};

/// How far the search is.
struct SuggestProgress {
    Progress steps{};
    double best = 0.0;  ///< of the aim, over the objects that the search goes by
};
/// Called from the thread that runs the search. May be empty.
using SuggestProgressFn = std::function<void(const SuggestProgress&)>;

/// Searches for the layout with the best aim within the budget. Grids stay as they are: they belong to the
/// model; so does every map that is on, with one prior a cell at least.
/// Starts from the best of the given layout, k-means with IoU distance, and shapes added one by one by gain
/// per cost; then shapes are moved, and groups of them replaced, as long as that helps. The same for any
/// number of workers.
/// @param objects  as the network sees them; those of an image in a row
/// @return nothing if stopped; otherwise never worse than the start by its own aim over all objects, unless
///         the start breaks the budget
/// @throws Error where an option or the start is not valid, there are no objects, or the budget is below one
///         prior a cell
/// Source of the clustering: "YOLO9000: Better, Faster, Stronger" (2017), section 2
std::optional<Suggestion> suggestPriors(std::span<const CoverageObject> objects, const PriorConfig& start,
                                        const SuggestOptions& options, std::stop_token stop = {},
                                        const SuggestProgressFn& progress = {});

}  // namespace priorscope
