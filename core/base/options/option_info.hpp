// The description of an option, shared by JSON, the command line, forms and validation.
#pragma once

#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/text/sentence.hpp"

namespace priorscope {

enum class OptionKind { whole, number, numbers, truth, text, choice };

/// Numbers from least to most; an open end is excluded. NaN is never inside.
struct Interval {
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
    bool open_least = false;
    bool open_most = false;

    bool contains(double value) const;
};

/// A number with a special meaning: {0, "all cores"}.
struct NamedNumber {
    double value = 0.0;
    Sentence meaning{};
};

struct OptionInfo {
    std::string key{};   ///< as spelt in JSON: "batch_size"
    std::string flag{};  ///< long flag on the command line: "batch-size"; empty: set only by its key
    std::string help{};  ///< a phrase: "Images per step"
    std::string unit{};  ///< unit of its numbers, in the plural: "steps"; empty: none
    OptionKind kind = OptionKind::text;
    Interval interval{};  ///< allowed range of its numbers; for a list, of each element
    /// The number that stands for "not given", and who decides in that case; outside the interval.
    std::optional<NamedNumber> unset{};
    /// Another number with a special meaning, inside the interval or not.
    std::optional<NamedNumber> special{};
    std::vector<std::string> choices{};
};

/// "1 to 4096", "in (0, 1]", "0 or more"; for a choice, "fp32 or bf16".
Sentence rangeText(const OptionInfo& info);

/// @param given  the value was set explicitly: the number that stands for "not given" is then invalid
/// @return what is wrong with a value of the option's type: "must be 1 to 4096"; empty: nothing
Sentence problemWith(const OptionInfo& info, const nlohmann::json& value, bool given = false);

/// Parses a value as typed: 12, 0.5, true, bf16, or 0.7,0.9 for several numbers.
/// @throws Error naming the key, if the text does not parse as the option's type
nlohmann::json optionFromText(const OptionInfo& info, const std::string& text);

/// A value in the form in which it would be typed.
std::string optionText(const nlohmann::json& value);

/// Splits "KEY=VALUE" into its two parts.
/// @throws Error if there is no such sign, or no key before it
std::pair<std::string, std::string> keyAndText(const std::string& assignment);

}  // namespace priorscope
