#include "core/archive/pickle_arrays.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace priorscope {
namespace {

using Kind = PickleValue::Kind;
using Items = std::vector<PickleValue>;

/// numpy renamed its core module in version 2.
bool isCall(const PickleValue& value, std::string_view rest) {
    const std::string_view name = value.text;
    return value.kind == Kind::call &&
           (name == "numpy.core." + std::string(rest) || name == "numpy._core." + std::string(rest));
}

const Items& itemsOf(const PickleValue& value) {
    static const Items kNone;
    return value.items != nullptr ? *value.items : kNone;
}

/// The arguments of a stored call.
const Items& argumentsOf(const PickleValue& call) {
    return itemsOf(itemsOf(call).front());
}

/// Python 3 stores bytes in old protocols as text with one character per byte.
std::optional<std::string> latin1(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80U) {
            bytes.push_back(text[i]);
            continue;
        }
        const bool two = (c == 0xC2U || c == 0xC3U) && i + 1 < text.size();
        if (!two) {
            return std::nullopt;
        }
        const auto next = static_cast<unsigned char>(text[++i]);
        bytes.push_back(static_cast<char>(((c & 0x03U) << 6U) | (next & 0x3FU)));
    }
    return bytes;
}

std::optional<std::string> bytesOf(const PickleValue& value) {
    if (value.kind == Kind::string) {
        return value.text;
    }
    if (value.kind == Kind::call && value.text == "_codecs encode") {
        const Items& arguments = argumentsOf(value);
        const bool known = arguments.size() == 2 && arguments[0].kind == Kind::string &&
                           (arguments[1].text == "latin1" || arguments[1].text == "latin-1");
        return known ? latin1(arguments[0].text) : std::nullopt;
    }
    return std::nullopt;
}

constexpr std::array<std::pair<std::string_view, torch::ScalarType>, 8> kTypes = {{{"f4", torch::kFloat32},
                                                                                   {"f8", torch::kFloat64},
                                                                                   {"f2", torch::kFloat16},
                                                                                   {"i8", torch::kInt64},
                                                                                   {"i4", torch::kInt32},
                                                                                   {"i2", torch::kInt16},
                                                                                   {"i1", torch::kInt8},
                                                                                   {"u1", torch::kUInt8}}};

std::optional<torch::ScalarType> typeOf(const PickleValue& value) {
    if (value.kind != Kind::call || value.text != "numpy dtype" || argumentsOf(value).empty()) {
        return std::nullopt;
    }
    std::string_view code = argumentsOf(value).front().text;
    // Its state, set after the call, starts with a version and the byte order.
    const Items& parts = itemsOf(value);
    const bool has_order = parts.size() > 1 && itemsOf(parts[1]).size() > 1;
    const std::string_view order = has_order ? itemsOf(parts[1])[1].text : std::string_view("<");
    if (order == ">" || code.starts_with('>')) {
        return std::nullopt;
    }
    if (code.starts_with('<') || code.starts_with('|') || code.starts_with('=')) {
        code.remove_prefix(1);
    }
    for (const auto& [known, type] : kTypes) {
        if (code == known) {
            return type;
        }
    }
    return std::nullopt;
}

std::optional<std::vector<std::int64_t>> shapeOf(const PickleValue& value) {
    constexpr std::size_t kMostDimensions = 16;
    std::vector<std::int64_t> shape;
    if (value.kind != Kind::tuple || itemsOf(value).size() > kMostDimensions) {
        return std::nullopt;
    }
    for (const PickleValue& side : itemsOf(value)) {
        if (side.kind != Kind::integer || side.integer < 0) {
            return std::nullopt;
        }
        shape.push_back(side.integer);
    }
    return shape;
}

/// The description of an array, whichever part of a pickle holds it.
struct Parts {
    const PickleValue* shape = nullptr;
    const PickleValue* type = nullptr;
    const PickleValue* data = nullptr;
    bool columns_first = false;
};

std::optional<Parts> partsOf(const PickleValue& value) {
    if (isCall(value, "numeric _frombuffer") && argumentsOf(value).size() == 4) {
        const Items& given = argumentsOf(value);
        return Parts{&given[2], &given[1], &given[0], given[3].text == "F"};
    }
    if (isCall(value, "multiarray _reconstruct") && itemsOf(value).size() == 2) {
        const Items& state = itemsOf(itemsOf(value)[1]);
        if (state.size() == 5) {
            return Parts{&state[1], &state[2], &state[4], state[3].boolean};
        }
    }
    return std::nullopt;
}

std::vector<std::int64_t> reversedOrder(std::size_t dimensions) {
    std::vector<std::int64_t> order(dimensions);
    std::iota(order.rbegin(), order.rend(), 0);
    return order;
}

std::optional<torch::Tensor> tensorOf(const Parts& parts, std::uint64_t most_bytes) {
    const auto shape = shapeOf(*parts.shape);
    const auto type = typeOf(*parts.type);
    const auto bytes = shape && type ? bytesOf(*parts.data) : std::nullopt;
    if (!bytes || bytes->size() > most_bytes) {
        return std::nullopt;
    }
    auto count = static_cast<std::int64_t>(c10::elementSize(*type));
    for (const std::int64_t side : *shape) {
        if (__builtin_mul_overflow(count, side, &count)) {
            return std::nullopt;
        }
    }
    if (static_cast<std::uint64_t>(count) != bytes->size()) {
        return std::nullopt;
    }
    std::vector<std::int64_t> stored = *shape;
    if (parts.columns_first) {
        std::reverse(stored.begin(), stored.end());
    }
    torch::Tensor tensor = torch::empty(stored, *type);
    if (!bytes->empty()) {
        std::memcpy(tensor.data_ptr(), bytes->data(), bytes->size());
    }
    return parts.columns_first ? tensor.permute(reversedOrder(stored.size())) : tensor;
}

}  // namespace

bool PickledArrays::isArray(const PickleValue& value) {
    return isCall(value, "multiarray _reconstruct") || isCall(value, "numeric _frombuffer");
}

std::optional<torch::Tensor> PickledArrays::read(const PickleValue& value) {
    if (!isArray(value)) {
        return std::nullopt;
    }
    if (const auto seen = m_seen.find(value.items.get()); seen != m_seen.end()) {
        return seen->second;
    }
    const auto parts = partsOf(value);
    auto tensor = parts ? tensorOf(*parts, m_left) : std::nullopt;
    if (tensor) {
        m_left -= tensor->nbytes();
        m_seen.emplace(value.items.get(), *tensor);
    }
    return tensor;
}

}  // namespace priorscope
