// What happens to a run after it was planned: it ends early, or its user changes it while it goes on.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/error.hpp"

namespace priorscope {

/// The last steps of a run that ends before its time: the rate falls to a hundredth along half a cosine, so
/// that the weights settle, and nothing that belongs to the middle of a run (mosaic) happens any more.
struct RunTail {
    std::int64_t from = 0;   ///< its first step, 0-based
    std::int64_t steps = 0;  ///< its length; 0: the run ends at once
    bool operator==(const RunTail&) const = default;
};

/// A change of a run, in place of what its options say.
struct RunChange {
    enum class Kind {
        rate,    ///< of learning, in place of TrainingOptions::learning_rate; the schedule goes on from there
        steps,   ///< the run's length; a tail is called off
        finish,  ///< the run gets its tail
        evaluate,  ///< once more than planned, which counts as any evaluation: for best.pt and early stopping
    };

    std::int64_t step = 0;           ///< completed before it; it holds from the next one on
    std::int64_t evaluated_at = -1;  ///< step of the last evaluation before it; -1: none
    Kind kind = Kind::finish;
    double value = 0.0;  ///< where hasValue()
    bool operator==(const RunChange&) const = default;
};

/// What was changed, and whether the run ends early. A resumed run goes through it again at the same steps.
struct RunCourse {
    std::vector<RunChange> changes{};  ///< in the order in which they were made
    std::optional<RunTail> tail{};
    bool operator==(const RunCourse&) const = default;
};

/// Whether a change has a value.
bool hasValue(RunChange::Kind kind);

/// Whether a run may be changed in this way at all: ranges are those of the options.
std::optional<Problem> problemWith(RunChange::Kind kind, double value);

}  // namespace priorscope
