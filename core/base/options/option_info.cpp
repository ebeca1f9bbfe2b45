#include "core/base/options/option_info.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"

namespace priorscope {
namespace {

std::string shown(const OptionInfo& info, double value) {
    return info.kind == OptionKind::whole ? std::to_string(std::llround(value)) : numberText(value);
}

Sentence shown(const OptionInfo& info, const NamedNumber& number) {
    return Core::tr("%1 (%2)").arg(shown(info, number.value)).arg(number.meaning);
}

Sentence intervalText(const OptionInfo& info) {
    const Interval& range = info.interval;
    const bool above = std::isfinite(range.least);
    const bool below = std::isfinite(range.most);
    if (!above && !below) {
        return info.kind == OptionKind::whole ? Core::tr("a whole number") : Core::tr("a finite number");
    }
    if (!below) {
        return (range.open_least ? Core::tr("above %1") : Core::tr("%1 or more"))
            .arg(shown(info, range.least));
    }
    if (info.kind == OptionKind::whole) {
        return Core::tr("%1 to %2").arg(shown(info, range.least)).arg(shown(info, range.most));
    }
    const std::string bounds = shown(info, range.least) + ", " + shown(info, range.most);
    return Core::tr("in %1").arg((range.open_least ? "(" : "[") + bounds + (range.open_most ? ")" : "]"));
}

Sentence choicesText(const OptionInfo& info) {
    std::string text;
    for (std::size_t i = 0; i < info.choices.size(); ++i) {
        if (i > 0 && i + 1 == info.choices.size()) {
            return Core::tr("%1 or %2").arg(text).arg(info.choices[i]);
        }
        text += (i == 0 ? "" : ", ") + info.choices[i];
    }
    return text;
}

bool isAllowed(const OptionInfo& info, double value, bool given) {
    return (info.interval.contains(value) && std::isfinite(value)) ||
           (info.special && value == info.special->value) ||
           (!given && info.unset && value == info.unset->value);
}

[[noreturn]] void refuse(const OptionInfo& info, const std::string& text, const Sentence& wanted) {
    throw Error({.action = Core::tr("reading the option %1").arg(info.key),
                 .reason = Core::tr("it must be %1, got \"%2\"").arg(wanted).arg(text)});
}

template <class Number>
std::optional<Number> parsed(const std::string& text) {
    Number value{};
    const char* end = text.data() + text.size();
    const auto [stopped, fault] = std::from_chars(text.data(), end, value);
    return fault == std::errc() && stopped == end ? std::optional(value) : std::nullopt;
}

nlohmann::json wholeFromText(const OptionInfo& info, const std::string& text) {
    if (const auto value = parsed<std::uint64_t>(text)) {
        return *value;
    }
    if (const auto value = parsed<std::int64_t>(text)) {
        return *value;
    }
    refuse(info, text, Core::tr("a whole number"));
}

nlohmann::json numbersFromText(const OptionInfo& info, const std::string& text) {
    std::string list = text;
    if (list.size() >= 2 && list.front() == '[' && list.back() == ']') {
        list = list.substr(1, list.size() - 2);
    }
    nlohmann::json values = nlohmann::json::array();
    for (std::size_t at = 0; !list.empty() && at <= list.size();) {
        const std::size_t comma = std::min(list.find(',', at), list.size());
        const std::size_t start = std::min(list.find_first_not_of(' ', at), comma);
        const auto value = parsed<double>(list.substr(start, comma - start));
        if (!value) {
            refuse(info, text, Core::tr("numbers with commas between them"));
        }
        values.push_back(*value);
        at = comma + 1;
    }
    return values;
}

}  // namespace

bool Interval::contains(double value) const {
    // Written so that NaN fails.
    const bool above = open_least ? value > least : value >= least;
    const bool below = open_most ? value < most : value <= most;
    return above && below;
}

Sentence rangeText(const OptionInfo& info) {
    if (info.kind == OptionKind::choice) {
        return choicesText(info);
    }
    if (info.kind == OptionKind::truth) {
        return Core::tr("true or false");
    }
    if (info.kind == OptionKind::text) {
        return {};
    }
    if (!info.special) {
        return intervalText(info);
    }
    if (!info.interval.contains(info.special->value)) {
        return Core::tr("%1 or %2").arg(shown(info, *info.special)).arg(intervalText(info));
    }
    return Core::tr("%1, %2 for %3")
        .arg(intervalText(info))
        .arg(shown(info, info.special->value))
        .arg(info.special->meaning);
}

Sentence problemWith(const OptionInfo& info, const nlohmann::json& value, bool given) {
    const auto fits = [&](const nlohmann::json& number) {
        return isAllowed(info, number.get<double>(), given);
    };
    bool fine = true;
    if (info.kind == OptionKind::whole || info.kind == OptionKind::number) {
        fine = fits(value);
    } else if (info.kind == OptionKind::numbers) {
        fine = std::all_of(value.begin(), value.end(), fits);
    } else if (info.kind == OptionKind::choice) {
        fine = std::find(info.choices.begin(), info.choices.end(), value.get<std::string>()) !=
               info.choices.end();
    }
    if (fine) {
        return {};
    }
    const bool several = info.kind == OptionKind::numbers;
    const Sentence range = !given && info.unset
                               ? Core::tr("%1 or %2").arg(shown(info, *info.unset)).arg(rangeText(info))
                               : rangeText(info);
    return (several ? Core::tr("must each be %1") : Core::tr("must be %1")).arg(range);
}

nlohmann::json optionFromText(const OptionInfo& info, const std::string& text) {
    switch (info.kind) {
        case OptionKind::whole:
            return wholeFromText(info, text);
        case OptionKind::number:
            if (const auto value = parsed<double>(text)) {
                return *value;
            }
            refuse(info, text, Core::tr("a number"));
        case OptionKind::numbers:
            return numbersFromText(info, text);
        case OptionKind::truth:
            if (text != "true" && text != "false") {
                refuse(info, text, Core::tr("true or false"));
            }
            return text == "true";
        case OptionKind::text:
        case OptionKind::choice:
            break;
    }
    return text;
}

std::string optionText(const nlohmann::json& value) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_number_float()) {
        return numberText(value.get<double>());
    }
    if (value.is_array()) {
        std::string text;
        for (const nlohmann::json& each : value) {
            text += (text.empty() ? "" : ",") + optionText(each);
        }
        return text;
    }
    return value.dump();
}

std::pair<std::string, std::string> keyAndText(const std::string& assignment) {
    const std::size_t sign = assignment.find('=');
    if (sign == std::string::npos || sign == 0) {
        throw Error({.action = Core::tr("reading an option"),
                     .reason = Core::tr("expected KEY=VALUE, got \"%1\"").arg(assignment)});
    }
    return {assignment.substr(0, sign), assignment.substr(sign + 1)};
}

}  // namespace priorscope
