// Reading JSON objects strictly: an unknown key, a missing one and a wrong type are errors that name the key.
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

#include "core/base/error.hpp"

namespace priorscope {

class JsonFields {
  public:
    /// @param source  names the document in errors, for example its file
    JsonFields(const nlohmann::json& object, std::string source) : m_object(object), m_source(std::move(source)) {
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
            throw Error({.action = "reading", .file = m_source, .reason = "the key \"" + key + "\" is missing"});
        }
        read(key, value);
        return *this;
    }

    /// @throws Error naming the first key that nobody asked for
    void finish() const {
        for (const auto& item : m_object.items()) {
            if (!m_known.contains(item.key())) {
                std::string known;
                for (const std::string& key : m_known) {
                    known += (known.empty() ? "" : ", ") + key;
                }
                throw Error({.action = "reading", .file = m_source, .reason = "unknown key \"" + item.key() + "\"",
                             .remedy = "Known are " + known});
            }
        }
    }

  private:
    template <class T>
    void read(const std::string& key, T& value) {
        try {
            m_object.at(key).get_to(value);
        } catch (const nlohmann::json::exception& e) {
            throw Error({.action = "reading", .file = m_source,
                         .reason = "the key \"" + key + "\" has the wrong type (" + m_object.at(key).dump() + ")"});
        }
    }

    const nlohmann::json& m_object;
    std::string m_source;
    std::set<std::string> m_known;
};

}  // namespace priorscope
