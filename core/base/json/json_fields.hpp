// Strict reading of JSON objects: unknown keys, missing keys and wrong types are errors that name the key.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include <set>
#include <string>
#include <type_traits>
#include <utility>

#include "core/base/error.hpp"

namespace priorscope {

/// The double with the shortest decimal that reads back as the same float: JSON shows 0.1F as 0.1, not as
/// 0.10000000149011612.
double decimalFromFloat(float value);

/// A value formatted for a message: long ones are truncated.
Sentence shortJson(const nlohmann::json& value);

class JsonFields {
  public:
    /// @param source  names the document in errors, for example its file
    JsonFields(const nlohmann::json& object, Sentence source)
        : m_object(object), m_source(std::move(source)) {
        if (!object.is_object()) {
            throw Error({.action = Core::tr("reading %1").arg(m_source),
                         .reason = Core::tr("expected a JSON object")});
        }
    }

    /// Leaves the value unchanged if the key is absent.
    template <class T>
    JsonFields& optional(const std::string& key, T& value) {
        m_known.insert(key);
        if (m_object.contains(key)) {
            read(key, value);
        }
        return *this;
    }

    template <class T>
    JsonFields& required(const std::string& key, T& value) {
        m_known.insert(key);
        if (!m_object.contains(key)) {
            throw Error({.action = Core::tr("reading %1").arg(m_source),
                         .reason = Core::tr("the key \"%1\" is missing").arg(key)});
        }
        read(key, value);
        return *this;
    }

    /// Marks the key as known. @return whether it is present
    bool has(const std::string& key) {
        m_known.insert(key);
        return m_object.contains(key);
    }
    /// The value of a key that is present.
    const nlohmann::json& at(const std::string& key) const { return m_object.at(key); }

    /// @throws Error naming the first key that was never read
    void finish() const {
        for (const auto& item : m_object.items()) {
            if (!m_known.contains(item.key())) {
                std::string known;
                for (const std::string& key : m_known) {
                    known += (known.empty() ? "" : ", ") + key;
                }
                throw Error({.action = Core::tr("reading %1").arg(m_source),
                             .reason = Core::tr("unknown key \"%1\"").arg(item.key()),
                             .remedy = Core::tr("Known are %1").arg(known)});
            }
        }
    }

  private:
    template <class T>
    void read(const std::string& key, T& value) {
        const nlohmann::json& entry = m_object.at(key);
        checkNumbers<T>(key, entry);
        try {
            entry.get_to(value);
        } catch (const nlohmann::json::exception&) {
            throw Error(
                {.action = Core::tr("reading %1").arg(m_source),
                 .reason =
                     Core::tr("the key \"%1\" has the wrong type (%2)").arg(key).arg(shortJson(entry))});
        }
    }

    /// The library would silently convert 2.5 to 2, true to 1 and 4294967297 to 1.
    template <class T>
    void checkNumbers(const std::string& key, const nlohmann::json& entry) const {
        if constexpr (std::is_arithmetic_v<T>) {
            if (const std::optional<Sentence> wanted = wantedInstead<T>(entry)) {
                throw Error({.action = Core::tr("reading %1").arg(m_source),
                             .reason = Core::tr("the key \"%1\" must be %2, got %3")
                                           .arg(key)
                                           .arg(*wanted)
                                           .arg(shortJson(entry))});
            }
        } else if constexpr (requires { typename T::value_type; } && !std::is_same_v<T, std::string> &&
                             !std::is_same_v<T, nlohmann::json>) {
            for (const nlohmann::json& each : entry) {
                checkNumbers<typename T::value_type>(key, each);
            }
        }
    }

    /// The expected type of the entry; none if the entry has it.
    template <class T>
    static std::optional<Sentence> wantedInstead(const nlohmann::json& entry) {
        if constexpr (std::is_same_v<T, bool>) {
            if (!entry.is_boolean()) {
                return Core::tr("true or false");
            }
        } else if constexpr (std::is_floating_point_v<T>) {
            const bool fits =
                entry.is_number() && std::abs(entry.get<double>()) <= std::numeric_limits<T>::max();
            if (!fits) {
                return entry.is_number() ? Core::tr("a number of single precision") : Core::tr("a number");
            }
        } else if constexpr (std::is_unsigned_v<T>) {
            const bool fits = entry.is_number_unsigned() && std::in_range<T>(entry.get<std::uint64_t>());
            if (!fits) {
                return Core::tr("a whole number from 0");
            }
        } else {
            const bool fits = entry.is_number_unsigned()  ? std::in_range<T>(entry.get<std::uint64_t>())
                              : entry.is_number_integer() ? std::in_range<T>(entry.get<std::int64_t>())
                                                          : false;
            if (!fits) {
                return Core::tr("a whole number");
            }
        }
        return std::nullopt;
    }

    const nlohmann::json& m_object;
    Sentence m_source;
    std::set<std::string> m_known;
};

}  // namespace priorscope
