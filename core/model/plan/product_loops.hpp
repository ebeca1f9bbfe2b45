// Convolutions as products of matrices over raw memory. Private to core's torch half.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/model/plan/map_shape.hpp"

namespace priorscope {

/// Floats that begin at a multiple of 64 bytes.
class AlignedFloats {
  public:
    AlignedFloats() = default;
    /// All zero.
    explicit AlignedFloats(std::int64_t size);
    float* data() { return m_data; }
    const float* data() const { return m_data; }

  private:
    std::vector<float> m_room;
    float* m_data = nullptr;
};

/// A matrix of weights in the order in which products read it: panels of some columns, the bias first, then
/// row by row.
class PackedWeights {
  public:
    /// @param matrix  [rows, columns]
    /// @param bias    [columns], or null
    PackedWeights(const float* matrix, const float* bias, std::int64_t rows, std::int64_t columns);

    std::int64_t rows() const { return m_rows; }
    std::int64_t columns() const { return m_columns; }
    std::int64_t panels() const { return (m_columns + panelColumns() - 1) / panelColumns(); }
    const float* panel(std::int64_t number) const {
        return m_values.data() + number * panelColumns() * (m_rows + 1);
    }
    /// Columns of every panel but the last, which may have fewer.
    static std::int64_t panelColumns();

  private:
    std::int64_t m_rows;
    std::int64_t m_columns;
    AlignedFloats m_values;
};

/// A map that is read or written: its first value inside the border, and steps in floats.
struct MapMemory {
    float* values = nullptr;
    std::int64_t row_step = 0;
    std::int64_t pixel_step = 0;
};

/// out[y, x] = finish(Σ weights · values under the kernel + bias + added[y, x]). The values under the kernel
/// are runs of `run` floats, at `taps` from the kernel's first one.
struct Product {
    const float* in = nullptr;  ///< under the kernel's first tap for the first result
    std::int64_t in_row_step = 0;
    std::int64_t in_pixel_step = 0;
    const std::int64_t* taps = nullptr;
    std::int64_t tap_count = 1;
    std::int64_t run = 0;
    const PackedWeights* weights = nullptr;  ///< [tap_count · run, columns]
    MapMemory out{};
    MapMemory added{};         ///< values: null if there is none
    std::int64_t columns = 0;  ///< of the results: their width
    Finish finish = Finish::none;
};

/// Results [first, last), counted row by row, and panels [first_panel, last_panel) of their channels. Sums do
/// not depend on how the work is divided.
void multiply(const Product& product, std::int64_t first, std::int64_t last, std::int64_t first_panel,
              std::int64_t last_panel);

}  // namespace priorscope
