// Reading JSON objects strictly: an unknown key, a missing one and a wrong type are errors that name the key.
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <type_traits>
#include <utility>

#include "core/base/error.hpp"

namespace priorscope {

/// The double of the shortest decimal that reads back as the same float: JSON shows 0.1F as 0.1, not as
/// 0.10000000149011612.
double decimalFromFloat(float value);

class JsonFields {
  public:
    /// @param source  names the document in errors, for example its file
    JsonFields(const nlohmann::json& object, std::string source)
        : m_object(object), m_source(std::move(source)) {
        if (!object.is_object()) {
            throw Error({.action = "reading", .file = m_source, .reason = "expected a JSON object"});
        }
    }

    /// Leaves the value as it is where the key is absent.
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

    /// Notes the key as known. @return whether it is there
    bool has(const std::string& key) {
        m_known.insert(key);
        return m_object.contains(key);
    }
    /// The value of a key that is there.
    const nlohmann::json& at(const std::string& key) const { return m_object.at(key); }

    /// @throws Error naming the first key that nobody asked for
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
        if constexpr (std::is_arithmetic_v<T>) {
            checkNumber<T>(key);
        }
        try {
            m_object.at(key).get_to(value);
        } catch (const nlohmann::json::exception& e) {
            throw Error(
                {.action = "reading",
                 .file = m_source,
                 .reason = "the key \"" + key + "\" has the wrong type (" + m_object.at(key).dump() + ")"});
        }
    }

    /// The library would cut 2.5 down to 2 and take true for 1.
    template <class T>
    void checkNumber(const std::string& key) const {
        const nlohmann::json& entry = m_object.at(key);
        const char* wanted = nullptr;
        if constexpr (std::is_same_v<T, bool>) {
            wanted = entry.is_boolean() ? nullptr : "true or false";
        } else if constexpr (std::is_floating_point_v<T>) {
            wanted = entry.is_number() ? nullptr : "a number";
        } else if constexpr (std::is_unsigned_v<T>) {
            wanted = entry.is_number_unsigned() ? nullptr : "a whole number from 0";
        } else {
            wanted = entry.is_number_integer() ? nullptr : "a whole number";
        }
        if (wanted != nullptr) {
            throw Error({.action = "reading",
                         .file = m_source,
                         .reason = "the key \"" + key + "\" must be " + wanted + ", got " + entry.dump()});
        }
    }

    const nlohmann::json& m_object;
    std::string m_source;
    std::set<std::string> m_known;
};

}  // namespace priorscope
