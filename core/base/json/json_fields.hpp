// Strict reading of JSON objects: unknown keys, missing keys and wrong types are errors that name the key.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
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
std::string shortJson(const nlohmann::json& value);

class JsonFields {
  public:
    /// @param source  names the document in errors, for example its file
    JsonFields(const nlohmann::json& object, std::string source)
        : m_object(object), m_source(std::move(source)) {
        if (!object.is_object()) {
            throw Error({.action = "reading", .file = m_source, .reason = "expected a JSON object"});
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
            throw Error(
                {.action = "reading", .file = m_source, .reason = "the key \"" + key + "\" is missing"});
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
                throw Error({.action = "reading",
                             .file = m_source,
                             .reason = "unknown key \"" + item.key() + "\"",
                             .remedy = "Known are " + known});
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
            throw Error({.action = "reading",
                         .file = m_source,
                         .reason = "the key \"" + key + "\" has the wrong type (" + shortJson(entry) + ")"});
        }
    }

    /// The library would silently convert 2.5 to 2, true to 1 and 4294967297 to 1.
    template <class T>
    void checkNumbers(const std::string& key, const nlohmann::json& entry) const {
        if constexpr (std::is_arithmetic_v<T>) {
            if (const char* wanted = wantedInstead<T>(entry)) {
                throw Error(
                    {.action = "reading",
                     .file = m_source,
                     .reason = "the key \"" + key + "\" must be " + wanted + ", got " + shortJson(entry)});
            }
        } else if constexpr (requires { typename T::value_type; } && !std::is_same_v<T, std::string> &&
                             !std::is_same_v<T, nlohmann::json>) {
            for (const nlohmann::json& each : entry) {
                checkNumbers<typename T::value_type>(key, each);
            }
        }
    }

    /// The expected type of the entry; null if the entry has it.
    template <class T>
    static const char* wantedInstead(const nlohmann::json& entry) {
        if constexpr (std::is_same_v<T, bool>) {
            return entry.is_boolean() ? nullptr : "true or false";
        } else if constexpr (std::is_floating_point_v<T>) {
            const bool fits =
                entry.is_number() && std::abs(entry.get<double>()) <= std::numeric_limits<T>::max();
            return fits ? nullptr : entry.is_number() ? "a number of single precision" : "a number";
        } else if constexpr (std::is_unsigned_v<T>) {
            const bool fits = entry.is_number_unsigned() && std::in_range<T>(entry.get<std::uint64_t>());
            return fits ? nullptr : "a whole number from 0";
        } else {
            const bool fits = entry.is_number_unsigned()  ? std::in_range<T>(entry.get<std::uint64_t>())
                              : entry.is_number_integer() ? std::in_range<T>(entry.get<std::int64_t>())
                                                          : false;
            return fits ? nullptr : "a whole number";
        }
    }

    const nlohmann::json& m_object;
    std::string m_source;
    std::set<std::string> m_known;
};

}  // namespace priorscope
