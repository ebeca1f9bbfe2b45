#include "core/dataset/split_purpose.hpp"

#include <cstddef>
#include <utility>

#include "core/base/text/unicode.hpp"

namespace priorscope {
namespace {

/// "mini_val": {"mini", "val"}. The purpose is empty if the name does not tell it.
std::pair<std::string, std::string> purposeOf(const std::string& split) {
    const std::string name = caseFolded(split);
    const std::size_t divider = name.find_last_of("_-. ");
    const bool whole = divider == std::string::npos;
    const std::string purpose = splitPurpose(std::string_view(name).substr(whole ? 0 : divider + 1));
    const bool known = purpose == "train" || purpose == "val" || purpose == "test";
    return {whole ? std::string() : name.substr(0, divider), known ? purpose : std::string()};
}

}  // namespace

std::string splitPurpose(std::string_view name) {
    const std::string folded = caseFolded(name);
    if (folded == "training") {
        return "train";
    }
    if (folded == "valid" || folded == "validation" || folded == "dev") {
        return "val";
    }
    return folded == "testing" || folded == "eval" ? "test" : folded;
}

bool mustBeApart(const std::string& split, const std::string& other) {
    const auto [set, purpose] = purposeOf(split);
    const auto [other_set, other_purpose] = purposeOf(other);
    return !purpose.empty() && !other_purpose.empty() && purpose != other_purpose && set == other_set;
}

}  // namespace priorscope
