// Options of a suggestion: names, ranges, JSON.
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/json/json_fields.hpp"
#include "core/priors/suggest/suggest.hpp"

namespace priorscope {
namespace {

template <class Value, std::size_t N>
using Names = std::array<std::pair<Value, const char*>, N>;

constexpr Names<SuggestAim, 3> kAims{{{SuggestAim::mean_iou, "mean-iou"},
                                      {SuggestAim::recall, "recall"},
                                      {SuggestAim::worst_class, "worst-class"}}};
constexpr Names<SuggestForm, 2> kForms{{{SuggestForm::free, "free"}, {SuggestForm::classic, "classic"}}};
constexpr Names<SuggestBudget, 2> kBudgets{
    {{SuggestBudget::per_image, "per-image"}, {SuggestBudget::per_cell, "per-cell"}}};

template <class Value, std::size_t N>
std::string nameOf(const Names<Value, N>& names, Value value) {
    for (const auto& [each, name] : names) {
        if (each == value) {
            return name;
        }
    }
    return {};
}

template <class Value, std::size_t N>
Value valueOf(const Names<Value, N>& names, const std::string& what, const std::string& name) {
    std::string known;
    for (const auto& [value, each] : names) {
        if (name == each) {
            return value;
        }
        known.append(known.empty() ? "" : ", ").append(each);
    }
    throw Error({.action = "reading the options of a suggestion",
                 .reason = "there is no " + what + " \"" + name + "\"",
                 .remedy = "Known are " + known});
}

}  // namespace

std::string suggestName(SuggestAim aim) {
    return nameOf(kAims, aim);
}
std::string suggestName(SuggestForm form) {
    return nameOf(kForms, form);
}
std::string suggestName(SuggestBudget kind) {
    return nameOf(kBudgets, kind);
}
SuggestAim suggestAimFromName(const std::string& name) {
    return valueOf(kAims, "aim", name);
}
SuggestForm suggestFormFromName(const std::string& name) {
    return valueOf(kForms, "form", name);
}
SuggestBudget suggestBudgetFromName(const std::string& name) {
    return valueOf(kBudgets, "kind of budget", name);
}

std::vector<Problem> SuggestOptions::validate() const {
    std::vector<Problem> problems;
    const auto require = [&](bool fine, const char* field, const char* message) {
        if (!fine) {
            problems.push_back({field, message});
        }
    };
    require(budget >= 0, "budget", "must be 0 (as many as the start has) or more");
    require(max_per_cell >= 1 && max_per_cell <= 64, "max_per_cell", "must be 1 to 64");
    require(min_side_in_cells >= 0.0F && min_side_in_cells <= 4.0F, "min_side_in_cells", "must be 0 to 4");
    require(threshold > 0.0F && threshold < 1.0F, "threshold", "must lie between 0 and 1");
    require(steps > 0, "steps", "must be above 0");
    require(max_objects > 0, "max_objects", "must be above 0");
    require(workers >= 0 && workers <= 1024, "workers", "must be 0 (as many as there are cores) to 1024");
    return problems;
}

nlohmann::json toJson(const SuggestOptions& options) {
    return {{"aim", suggestName(options.aim)},
            {"form", suggestName(options.form)},
            {"budget_kind", suggestName(options.budget_kind)},
            {"budget", options.budget},
            {"max_per_cell", options.max_per_cell},
            {"min_side_in_cells", decimalFromFloat(options.min_side_in_cells)},
            {"threshold", decimalFromFloat(options.threshold)},
            {"steps", options.steps},
            {"max_objects", options.max_objects},
            {"seed", options.seed},
            {"workers", options.workers}};
}

SuggestOptions suggestOptionsFromJson(const nlohmann::json& json, const std::string& source) {
    SuggestOptions options;
    JsonFields fields(json, source);
    std::string aim = suggestName(options.aim);
    std::string form = suggestName(options.form);
    std::string kind = suggestName(options.budget_kind);
    fields.optional("aim", aim)
        .optional("form", form)
        .optional("budget_kind", kind)
        .optional("budget", options.budget)
        .optional("max_per_cell", options.max_per_cell)
        .optional("min_side_in_cells", options.min_side_in_cells)
        .optional("threshold", options.threshold)
        .optional("steps", options.steps)
        .optional("max_objects", options.max_objects)
        .optional("seed", options.seed)
        .optional("workers", options.workers);
    fields.finish();
    options.aim = suggestAimFromName(aim);
    options.form = suggestFormFromName(form);
    options.budget_kind = suggestBudgetFromName(kind);
    throwOnProblems("reading " + source, options.validate());
    return options;
}

}  // namespace priorscope
