// Arrays of numpy in a pickle, as tensors. Private to core's interchange: it speaks of tensors.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "core/archive/pickle.hpp"

namespace priorscope {

/// Turns pickled arrays into tensors with data of their own. All arrays together have no more bytes than the
/// file that they come from: in an honest file none is there twice.
class PickledArrays {
  public:
    explicit PickledArrays(std::uint64_t most_bytes) : m_left(most_bytes) {}

    /// Whether the value is an array, readable or not.
    static bool isArray(const PickleValue& value);

    /// @return nothing where the value is no array, or one of a kind that no tensor has: of objects, texts,
    ///         complex or big-endian numbers
    std::optional<torch::Tensor> read(const PickleValue& value);

  private:
    std::uint64_t m_left;
    std::unordered_map<const void*, torch::Tensor> m_seen;  ///< one array may stand under several names
};

}  // namespace priorscope
