// What is said about an option, once, for JSON, the command line, forms and validation alike.
#pragma once

#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace priorscope {

enum class OptionKind { whole, number, numbers, truth, text, choice };

/// Numbers from least to most; an open end does not belong to it. A NaN lies in none.
struct Interval {
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
    bool open_least = false;
    bool open_most = false;

    bool contains(double value) const;
};

/// A number that means something of its own: {0, "all cores"}.
struct NamedNumber {
    double value = 0.0;
    std::string meaning{};
};

struct OptionInfo {
    std::string key{};   ///< as spelt in JSON: "batch_size"
    std::string flag{};  ///< its own on the command line: "batch-size"; empty: only by its key
    std::string help{};  ///< a phrase: "Images a step"
    std::string unit{};  ///< of its numbers, in the plural: "steps"; empty: none
    OptionKind kind = OptionKind::text;
    Interval interval{};  ///< of its numbers; for a list that of each
    /// The number that stands for "not given", and who decides then; outside the interval.
    std::optional<NamedNumber> unset{};
    /// Another number with a meaning, within the interval or not.
    std::optional<NamedNumber> special{};
    std::vector<std::string> choices{};
};

/// "1 to 4096", "in (0, 1]", "0 or more"; for a choice "fp32 or bf16".
std::string rangeText(const OptionInfo& info);

/// @param given  a value that somebody gave: the one that stands for "not given" is none
/// @return what is wrong with a value of the option's kind: "must be 1 to 4096"; empty: nothing
std::string problemWith(const OptionInfo& info, const nlohmann::json& value, bool given = false);

/// A value as it is typed: 12, 0.5, true, bf16, and 0.7,0.9 for several numbers.
/// @throws Error naming the key, where it is none of the option's kind
nlohmann::json optionFromText(const OptionInfo& info, const std::string& text);

/// A value as it would be typed.
std::string optionText(const nlohmann::json& value);

/// "KEY=VALUE" in its two parts.
/// @throws Error where there is no such sign, or no key before it
std::pair<std::string, std::string> keyAndText(const std::string& assignment);

}  // namespace priorscope
