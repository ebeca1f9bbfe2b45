#include "core/training/plan/run_course.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/training/plan/training_option_table.hpp"

namespace priorscope {

bool hasValue(RunChange::Kind kind) {
    return kind == RunChange::Kind::rate || kind == RunChange::Kind::steps;
}

std::optional<Problem> problemWith(RunChange::Kind kind, double value) {
    if (!hasValue(kind)) {
        return std::nullopt;
    }
    const bool is_rate = kind == RunChange::Kind::rate;
    const OptionInfo& info = trainingOptionTable().entry(is_rate ? "learning_rate" : "steps").info;
    const nlohmann::json json = is_rate ? nlohmann::json(value) : nlohmann::json(std::llround(value));
    const Sentence problem = problemWith(info, json, /*given=*/true);
    return problem.empty() ? std::nullopt : std::optional(Problem{info.key, problem});
}

}  // namespace priorscope
