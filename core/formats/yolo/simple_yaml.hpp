// The part of YAML that descriptions of datasets use. Internal to core/formats.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace priorscope {

/// The value of a key at the top: a text, a list, or a map.
struct YamlValue {
    std::string text{};
    std::vector<std::string> items{};
    std::vector<std::pair<std::string, std::string>> entries{};  ///< in their order
};

/// Keys at the top with texts, lists and maps of texts, in block or flow form, with quotes and comments.
/// Whatever is nested deeper, and blocks of text, are passed over; so are lines that are none of that.
/// @param text  UTF-8
std::map<std::string, YamlValue> yamlKeys(std::string_view text);

}  // namespace priorscope
