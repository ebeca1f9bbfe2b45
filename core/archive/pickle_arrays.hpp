// Numpy arrays in a pickle, as tensors. Private to core's interchange: it uses torch types.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "core/archive/pickle.hpp"

namespace priorscope {

/// Converts pickled arrays to tensors that own their data. All arrays together may not exceed the size of the
/// file they come from: a valid file stores none of them twice.
class PickledArrays {
  public:
    explicit PickledArrays(std::uint64_t most_bytes) : m_left(most_bytes) {}

    /// Whether the value is an array, supported or not.
    static bool isArray(const PickleValue& value);

    /// @return nothing if the value is not an array, or has a dtype that tensors do not support: objects,
    ///         strings, complex or big-endian numbers
    std::optional<torch::Tensor> read(const PickleValue& value);

  private:
    std::uint64_t m_left;
    std::unordered_map<const void*, torch::Tensor> m_seen;  ///< the same array may occur under several names
};

}  // namespace priorscope
