// The options of a struct, each declared once.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/base/options/option_info.hpp"

namespace priorscope {

/// JSON conversion, validation, and access by key all derive from the entries; defaults are those of
/// a default-constructed Options.
template <class Options>
class OptionTable {
  public:
    /// An enumeration member, represented by the names of its values, which are OptionInfo::choices.
    struct Choice {
        std::function<std::string(const Options&)> name;
        std::function<void(Options&, const std::string&)> take;
    };
    /// A number inside a member.
    struct Number {
        std::function<double(const Options&)> value;
        std::function<void(Options&, double)> take;
    };
    using Member =
        std::variant<int Options::*, std::uint64_t Options::*, double Options::*, float Options::*,
                     bool Options::*, std::string Options::*, std::vector<double> Options::*, Choice, Number>;
    struct Entry {
        Member member;
        OptionInfo info;
    };
    /// A check that no single option can express: several options together, or a list as a whole.
    using Rule = std::function<std::optional<Problem>(const Options&)>;

    OptionTable(std::vector<Entry> entries, std::vector<Rule> rules)
        : m_entries(std::move(entries)), m_rules(std::move(rules)) {
        for (Entry& entry : m_entries) {
            std::visit([&entry](const auto& member) { entry.info.kind = kindOf(member, entry.info); },
                       entry.member);
        }
    }

    const std::vector<Entry>& entries() const { return m_entries; }

    /// @throws Error listing the known keys if there is no such key
    const Entry& entry(const std::string& key) const {
        std::string known;
        for (const Entry& each : m_entries) {
            if (each.info.key == key) {
                return each;
            }
            known += (known.empty() ? "" : ", ") + each.info.key;
        }
        throw Error({.action = Core::tr("reading the options"),
                     .reason = Core::tr("there is no option \"%1\"").arg(key),
                     .remedy = Core::tr("Known are %1").arg(known)});
    }

    nlohmann::json value(const Options& options, const Entry& entry) const {
        return std::visit([&](const auto& member) { return valueOf(options, member); }, entry.member);
    }

    /// @throws Error if the value has the wrong type or is out of range
    void set(Options& options, const Entry& entry, const nlohmann::json& value) const {
        const Sentence problem = problemWith(entry.info, value);
        if (!problem.empty()) {
            throwOnProblems(Core::tr("setting an option"), {{entry.info.key, problem}});
        }
        const nlohmann::json document = {{entry.info.key, value}};
        JsonFields fields(document, Core::tr("the options"));
        read(fields, entry, options);
    }

    /// Sets without a range check, for an editor that calls problems() afterwards.
    /// @param value  of the option's type
    void assign(Options& options, const Entry& entry, const nlohmann::json& value) const {
        std::visit([&](const auto& member) { give(options, member, value); }, entry.member);
    }

    nlohmann::json toJson(const Options& options) const {
        nlohmann::json json = nlohmann::json::object();
        for (const Entry& entry : m_entries) {
            json[entry.info.key] = value(options, entry);
        }
        return json;
    }

    /// Keys that are absent keep the value from `options`.
    /// @throws Error naming an unknown key, a wrong type or a value out of range
    Options fromJson(const nlohmann::json& json, const Sentence& source, Options options = {}) const {
        options = uncheckedFromJson(json, source, std::move(options));
        throwOnProblems(Core::tr("reading %1").arg(source), problems(options));
        return options;
    }

    /// The same for options that are still being edited: out-of-range values are left to problems().
    Options uncheckedFromJson(const nlohmann::json& json, const Sentence& source,
                              Options options = {}) const {
        JsonFields fields(json, source);
        for (const Entry& entry : m_entries) {
            read(fields, entry, options);
        }
        fields.finish();
        return options;
    }

    /// Every problem, with its key.
    std::vector<Problem> problems(const Options& options) const {
        std::vector<Problem> found = rangeProblems(options);
        for (const Rule& rule : m_rules) {
            if (const std::optional<Problem> problem = rule(options)) {
                found.push_back(*problem);
            }
        }
        return found;
    }

    /// Those of single options, where others are still to come.
    std::vector<Problem> rangeProblems(const Options& options) const {
        std::vector<Problem> found;
        for (const Entry& entry : m_entries) {
            const Sentence problem = problemWith(entry.info, value(options, entry));
            if (!problem.empty()) {
                found.push_back({entry.info.key, problem});
            }
        }
        return found;
    }

  private:
    template <class Value>
    static OptionKind kindOf(Value Options::*, const OptionInfo& info) {
        if constexpr (std::is_same_v<Value, bool>) {
            return OptionKind::truth;
        } else if constexpr (std::is_integral_v<Value>) {
            return OptionKind::whole;
        } else if constexpr (std::is_floating_point_v<Value>) {
            return OptionKind::number;
        } else if constexpr (std::is_same_v<Value, std::string>) {
            return info.choices.empty() ? OptionKind::text : OptionKind::choice;
        } else {
            return OptionKind::numbers;
        }
    }

    static OptionKind kindOf(const Choice&, const OptionInfo&) { return OptionKind::choice; }
    static OptionKind kindOf(const Number&, const OptionInfo&) { return OptionKind::number; }

    template <class Value>
    static nlohmann::json valueOf(const Options& options, Value Options::*member) {
        if constexpr (std::is_same_v<Value, float>) {
            return decimalFromFloat(options.*member);
        } else {
            return options.*member;
        }
    }
    static nlohmann::json valueOf(const Options& options, const Choice& choice) {
        return choice.name(options);
    }
    static nlohmann::json valueOf(const Options& options, const Number& number) {
        return number.value(options);
    }

    template <class Value>
    static void give(Options& options, Value Options::*member, const nlohmann::json& value) {
        value.get_to(options.*member);
    }
    static void give(Options& options, const Choice& choice, const nlohmann::json& value) {
        choice.take(options, value.get<std::string>());
    }
    static void give(Options& options, const Number& number, const nlohmann::json& value) {
        number.take(options, value.get<double>());
    }

    static void read(JsonFields& fields, const Entry& entry, Options& options) {
        if (const auto* choice = std::get_if<Choice>(&entry.member)) {
            std::string name = choice->name(options);
            fields.optional(entry.info.key, name);
            if (const Sentence problem = problemWith(entry.info, name); !problem.empty()) {
                throwOnProblems(Core::tr("reading an option"),
                                {{entry.info.key, Core::tr("%1, got %2").arg(problem).arg(name)}});
            }
            choice->take(options, name);
            return;
        }
        if (const auto* number = std::get_if<Number>(&entry.member)) {
            double value = number->value(options);
            fields.optional(entry.info.key, value);
            number->take(options, value);
            return;
        }
        std::visit(
            [&](const auto& member) {
                if constexpr (std::is_member_object_pointer_v<std::decay_t<decltype(member)>>) {
                    fields.optional(entry.info.key, options.*member);
                }
            },
            entry.member);
    }

    std::vector<Entry> m_entries;
    std::vector<Rule> m_rules;
};

}  // namespace priorscope
