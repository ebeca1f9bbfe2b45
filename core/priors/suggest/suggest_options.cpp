// Options of a suggestion: names and the table.
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/priors/suggest/suggest.hpp"
#include "core/priors/suggest/suggest_option_table.hpp"

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
std::vector<std::string> namesOf(const Names<Value, N>& names) {
    std::vector<std::string> all;
    for (const auto& [value, name] : names) {
        all.emplace_back(name);
    }
    return all;
}

template <class Value, std::size_t N>
std::string nameOf(const Names<Value, N>& names, Value value) {
    for (const auto& [each, name] : names) {
        if (each == value) {
            return name;
        }
    }
    return {};
}

/// @param reason  with the name as %1
template <class Value, std::size_t N>
Value valueOf(const Names<Value, N>& names, const Sentence& reason, const std::string& name) {
    std::string known;
    for (const auto& [value, each] : names) {
        if (name == each) {
            return value;
        }
        known.append(known.empty() ? "" : ", ").append(each);
    }
    throw Error({.action = Core::tr("reading the options of a suggestion"),
                 .reason = reason.arg(name),
                 .remedy = Core::tr("Known are %1").arg(known)});
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
    return valueOf(kAims, Core::tr("there is no aim \"%1\""), name);
}
SuggestForm suggestFormFromName(const std::string& name) {
    return valueOf(kForms, Core::tr("there is no form \"%1\""), name);
}
SuggestBudget suggestBudgetFromName(const std::string& name) {
    return valueOf(kBudgets, Core::tr("there is no kind of budget \"%1\""), name);
}

const OptionTable<SuggestOptions>& suggestOptionTable() {
    using Options = SuggestOptions;
    using Choice = OptionTable<Options>::Choice;
    constexpr double kMost = 1e9;
    const Choice aim{
        [](const Options& options) { return suggestName(options.aim); },
        [](Options& options, const std::string& name) { options.aim = suggestAimFromName(name); }};
    const Choice form{
        [](const Options& options) { return suggestName(options.form); },
        [](Options& options, const std::string& name) { options.form = suggestFormFromName(name); }};
    const Choice kind{
        [](const Options& options) { return suggestName(options.budget_kind); },
        [](Options& options, const std::string& name) { options.budget_kind = suggestBudgetFromName(name); }};
    static const OptionTable<Options> table(
        {
            {aim, {.key = "aim", .flag = "aim", .help = "Objective to maximise", .choices = namesOf(kAims)}},
            {form,
             {.key = "form",
              .flag = "form",
              .help = "Individual shapes, or scales and ratios",
              .choices = namesOf(kForms)}},
            {kind,
             {.key = "budget_kind",
              .help = "Whether the budget counts priors per image or per cell",
              .choices = namesOf(kBudgets)}},
            {&Options::budget,
             {.key = "budget",
              .flag = "budget",
              .help = "Maximum priors, in total or per cell",
              .unit = "priors",
              .interval = {1, kMost},
              .unset = NamedNumber{0, Core::tr("as many as the start has")}}},
            {&Options::max_per_cell,
             {.key = "max_per_cell",
              .flag = "max-per-cell",
              .help = "Maximum priors per cell, whatever the budget",
              .unit = "priors",
              .interval = {1, 64}}},
            {&Options::min_side_in_cells,
             {.key = "min_side_in_cells",
              .help = "Shortest side of a new prior",
              .unit = "steps of its map's centres",
              .interval = {0, 4}}},
            {&Options::threshold,
             {.key = "threshold", .help = "IoU that counts for recall", .interval = {0, 1, true, true}}},
            {&Options::steps,
             {.key = "steps", .flag = "steps", .help = "Shapes to try", .interval = {1, kMost}}},
            {&Options::max_objects,
             {.key = "max_objects",
              .help = "Objects used by the search, sampled at random",
              .unit = "objects",
              .interval = {1, kMost}}},
            {&Options::seed,
             {.key = "seed", .flag = "seed", .help = "Seed of the search", .interval = {.least = 0}}},
            {&Options::workers,
             {.key = "workers",
              .help = "Threads; they never change the result",
              .unit = "threads",
              .interval = {0, 1024},
              .special = NamedNumber{0, Core::tr("as many as there are cores")}}},
        },
        {});
    return table;
}

std::vector<Problem> SuggestOptions::validate() const {
    return suggestOptionTable().problems(*this);
}

nlohmann::json toJson(const SuggestOptions& options) {
    return suggestOptionTable().toJson(options);
}

SuggestOptions suggestOptionsFromJson(const nlohmann::json& json, const std::string& source) {
    return suggestOptionTable().fromJson(json, source);
}

}  // namespace priorscope
