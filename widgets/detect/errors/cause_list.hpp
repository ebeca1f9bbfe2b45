// The causes of errors in the order in which they are shown.
#pragma once

#include <QString>
#include <array>
#include <functional>
#include <optional>

#include "core/evaluation/rescoring/error_items.hpp"
#include "core/evaluation/tide.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

struct Cause {
    Verdict verdict;
    std::optional<Outcome> outcome;  ///< none: objects that were not found
    ErrorCause tide;
};

inline constexpr std::array<Cause, kErrorCauses> kCauseList{{
    {Verdict::classification, Outcome::classification, ErrorCause::classification},
    {Verdict::localisation, Outcome::localization, ErrorCause::localization},
    {Verdict::both, Outcome::both, ErrorCause::both},
    {Verdict::duplicate, Outcome::duplicate, ErrorCause::duplicate},
    {Verdict::background, Outcome::background, ErrorCause::background},
    {Verdict::missed, std::nullopt, ErrorCause::missed},
}};

/// All errors of a cause.
inline ErrorFilter filterOf(const Cause& cause) {
    return {.outcome = cause.outcome, .missed = !cause.outcome};
}

/// "Localisation"
QString causeName(const Cause& cause);
/// What it means, as a sentence.
QString causeMeaning(const Cause& cause);
/// "cat taken for dog", "Missed: Suppressed by NMS": what a list of errors is of.
/// @param name  of a label
QString kindName(const ErrorFilter& filter, const std::function<QString(int)>& name);

}  // namespace priorscope
