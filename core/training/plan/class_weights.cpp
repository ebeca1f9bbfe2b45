#include "core/training/plan/class_weights.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"

namespace priorscope {
namespace {

constexpr const char* kBalanced = "balanced";

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string::npos ? std::string()
                                      : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Nothing where an entry is not NAME=WEIGHT with a positive weight. Names may have equals signs.
std::optional<std::vector<std::pair<std::string, double>>> pairsOf(const std::string& text) {
    std::vector<std::pair<std::string, double>> pairs;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        const std::string entry = text.substr(at, end - at);
        const std::size_t sign = entry.rfind('=');
        const std::optional<double> weight =
            sign == std::string::npos ? std::nullopt : numberFromText(trimmed(entry.substr(sign + 1)));
        if (!weight || !std::isfinite(*weight) || *weight <= 0.0) {
            return std::nullopt;
        }
        pairs.emplace_back(trimmed(entry.substr(0, sign)), *weight);
        at = end + 1;
    }
    return pairs;
}

std::vector<double> balanced(const std::vector<std::int64_t>& objects) {
    double total = 0.0;
    double weighted = 0.0;
    for (const std::int64_t count : objects) {
        total += static_cast<double>(count);
        weighted += std::sqrt(static_cast<double>(count));  // count · 1 / sqrt(count)
    }
    std::vector<double> weights;
    for (const std::int64_t count : objects) {
        weights.push_back(count == 0 ? 1.0 : total / weighted / std::sqrt(static_cast<double>(count)));
    }
    return weights;
}

}  // namespace

Sentence classWeightsProblem(const std::string& text) {
    if (text.empty() || text == kBalanced || pairsOf(text)) {
        return {};
    }
    return Core::tr("must be balanced, or NAME=WEIGHT with positive weights, separated by commas");
}

std::vector<double> classWeights(const std::string& text, const std::vector<std::string>& classes,
                                 const std::vector<std::int64_t>& objects) {
    if (text.empty()) {
        return {};
    }
    if (text == kBalanced) {
        return balanced(objects);
    }
    std::vector<double> weights(classes.size(), 1.0);
    const auto pairs = pairsOf(text).value();
    for (const auto& [name, weight] : pairs) {
        const auto found = std::find(classes.begin(), classes.end(), name);
        if (found == classes.end()) {
            throw Error({.action = Core::tr("reading class_weights"),
                         .reason = Core::tr("the detector has no class \"%1\"").arg(name)});
        }
        weights[static_cast<std::size_t>(found - classes.begin())] = weight;
    }
    return weights;
}

}  // namespace priorscope
