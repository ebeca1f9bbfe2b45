#include "core/model/ssd/depthwise_loops.hpp"

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <vector>

#include "core/base/wide_vectors.hpp"

namespace priorscope {
namespace {

using Index = std::int64_t;

/// For `count` pixels: to[i · to_step + c] += from[i · from_step + c] · weight[c].
PRIORSCOPE_WIDE void addProducts(const float* __restrict from, Index from_step,
                                 const float* __restrict weight, Index channels, Index count,
                                 float* __restrict to, Index to_step) {
    for (Index i = 0; i < count; ++i) {
        const float* __restrict a = from + i * from_step;
        float* __restrict sum = to + i * to_step;
#pragma omp simd
        for (Index c = 0; c < channels; ++c) {
            sum[c] += a[c] * weight[c];
        }
    }
}

/// For `count` pixels: sums[c] += a[i · a_step + c] · b[i · channels + c].
PRIORSCOPE_WIDE void addDots(const float* __restrict a, Index a_step, const float* __restrict b,
                             Index channels, Index count, float* __restrict sums) {
    for (Index i = 0; i < count; ++i) {
        const float* __restrict first = a + i * a_step;
        const float* __restrict second = b + i * channels;
#pragma omp simd
        for (Index c = 0; c < channels; ++c) {
            sums[c] += first[c] * second[c];
        }
    }
}

void storeRow(const float* from, Index count, float* to) {
    std::copy_n(from, count, to);
}

void storeRow(const float* from, Index count, Bfloat* to) {
    narrow(from, count, to);
}

/// Columns of the output whose place under a column of the kernel lies in the input.
struct Span {
    Index first = 0;
    Index count = 0;
    Index at = 0;  ///< column of the input under the first
};

Span spanOf(const DepthwiseShape& shape, Index kernel_col) {
    const Index shift = kernel_col * shape.dilation - shape.padding;
    const Index first = shift >= 0 ? 0 : (-shift + shape.stride - 1) / shape.stride;
    if (shape.cols - 1 - shift < 0) {
        return {};
    }
    const Index end = std::min((shape.cols - 1 - shift) / shape.stride + 1, shape.out_cols);
    return end > first ? Span{first, end - first, first * shape.stride + shift} : Span{};
}

/// Row of the input under a row of the kernel, or -1.
Index inputRow(const DepthwiseShape& shape, Index out_row, Index kernel_row) {
    const Index row = out_row * shape.stride + kernel_row * shape.dilation - shape.padding;
    return row >= 0 && row < shape.rows ? row : -1;
}

/// Calls work(first, last) for parts of [0, count), side by side.
template <class Work>
void inParts(Index count, int threads, const Work& work) {
    const int used = static_cast<int>(std::clamp<Index>(threads, 1, std::max<Index>(1, count)));
#pragma omp parallel for num_threads(used) schedule(static)
    for (int part = 0; part < used; ++part) {
        work(count * part / used, count * (part + 1) / used);
    }
}

/// Rows of images as floats. A row that is asked for again, by a kernel that slides down, is not converted
/// again.
template <class Value>
class FloatRows {
  public:
    /// @param values  [images · rows, size]
    /// @param kept    rows that a kernel reaches at once
    FloatRows(const Value* values, Index size, Index kept)
        : m_values(values), m_size(size), m_rows(static_cast<std::size_t>(kept), -1) {
        if (std::is_same_v<Value, Bfloat>) {
            m_room.resize(static_cast<std::size_t>(kept * size));
        }
    }

    const float* row(Index number) {
        const Value* from = m_values + number * m_size;
        if constexpr (std::is_same_v<Value, Bfloat>) {
            const auto slot = static_cast<std::size_t>(number) % m_rows.size();
            float* to = m_room.data() + slot * static_cast<std::size_t>(m_size);
            if (m_rows[slot] != number) {
                widen(from, m_size, to);
                m_rows[slot] = number;
            }
            return to;
        } else {
            return from;
        }
    }

  private:
    const Value* m_values;
    Index m_size;
    std::vector<Index> m_rows;
    std::vector<float> m_room{};
};

Index reachOf(const DepthwiseShape& shape) {
    return (shape.kernel - 1) * shape.dilation + 1;
}

/// Adds what a row of the output's gradient comes to. sums: [kernel · kernel, channels]
template <class Value>
void addWeightGradients(const DepthwiseShape& s, Index out, const float* dy, FloatRows<Value>& rows,
                        float* sums) {
    for (Index kernel_row = 0; kernel_row < s.kernel; ++kernel_row) {
        const Index row = inputRow(s, out % s.out_rows, kernel_row);
        if (row < 0) {
            continue;
        }
        const float* x = rows.row(out / s.out_rows * s.rows + row);
        for (Index kernel_col = 0; kernel_col < s.kernel; ++kernel_col) {
            const Span span = spanOf(s, kernel_col);
            addDots(x + span.at * s.channels, s.stride * s.channels, dy + span.first * s.channels, s.channels,
                    span.count, sums + (kernel_row * s.kernel + kernel_col) * s.channels);
        }
    }
}

}  // namespace

template <class Value>
void depthwiseForward(const DepthwiseShape& s, const Value* input, const float* weight, Value* output,
                      int threads) {
    const Index row_size = s.out_cols * s.channels;
    inParts(s.count * s.out_rows, threads, [&](Index first, Index last) {
        FloatRows<Value> rows(input, s.cols * s.channels, reachOf(s));
        std::vector<float> sums(static_cast<std::size_t>(row_size));
        for (Index out = first; out < last; ++out) {
            std::fill(sums.begin(), sums.end(), 0.0F);
            for (Index kernel_row = 0; kernel_row < s.kernel; ++kernel_row) {
                const Index row = inputRow(s, out % s.out_rows, kernel_row);
                if (row < 0) {
                    continue;
                }
                const float* from = rows.row(out / s.out_rows * s.rows + row);
                for (Index kernel_col = 0; kernel_col < s.kernel; ++kernel_col) {
                    const Span span = spanOf(s, kernel_col);
                    addProducts(from + span.at * s.channels, s.stride * s.channels,
                                weight + (kernel_row * s.kernel + kernel_col) * s.channels, s.channels,
                                span.count, sums.data() + span.first * s.channels, s.channels);
                }
            }
            storeRow(sums.data(), row_size, output + out * row_size);
        }
    });
}

template <class Value>
void depthwiseBackwardInput(const DepthwiseShape& s, const Value* gradient, const float* weight,
                            Value* of_input, int threads) {
    const Index row_size = s.cols * s.channels;
    inParts(s.count * s.rows, threads, [&](Index first, Index last) {
        FloatRows<Value> rows(gradient, s.out_cols * s.channels, reachOf(s));
        std::vector<float> sums(static_cast<std::size_t>(row_size));
        for (Index in = first; in < last; ++in) {
            std::fill(sums.begin(), sums.end(), 0.0F);
            for (Index kernel_row = 0; kernel_row < s.kernel; ++kernel_row) {
                const Index place = in % s.rows + s.padding - kernel_row * s.dilation;
                if (place < 0 || place % s.stride != 0 || place / s.stride >= s.out_rows) {
                    continue;
                }
                const float* from = rows.row(in / s.rows * s.out_rows + place / s.stride);
                for (Index kernel_col = 0; kernel_col < s.kernel; ++kernel_col) {
                    const Span span = spanOf(s, kernel_col);
                    addProducts(from + span.first * s.channels, s.channels,
                                weight + (kernel_row * s.kernel + kernel_col) * s.channels, s.channels,
                                span.count, sums.data() + span.at * s.channels, s.stride * s.channels);
                }
            }
            storeRow(sums.data(), row_size, of_input + in * row_size);
        }
    });
}

template <class Value>
void depthwiseBackwardWeight(const DepthwiseShape& s, const Value* input, const Value* gradient,
                             float* of_weight, int threads) {
    // Each strip of rows has sums of its own, which are then added in order.
    constexpr Index kStrips = 4;
    const Index size = s.kernel * s.kernel * s.channels;
    const Index strips = std::min(kStrips, s.out_rows);
    std::vector<float> sums(static_cast<std::size_t>(s.count * strips * size), 0.0F);
    inParts(s.count * strips, threads, [&](Index first, Index last) {
        FloatRows<Value> rows(input, s.cols * s.channels, reachOf(s));
        FloatRows<Value> gradients(gradient, s.out_cols * s.channels, 1);
        for (Index strip = first; strip < last; ++strip) {
            const Index image = strip / strips;
            const Index begin = image * s.out_rows + strip % strips * s.out_rows / strips;
            const Index end = image * s.out_rows + (strip % strips + 1) * s.out_rows / strips;
            for (Index out = begin; out < end; ++out) {
                addWeightGradients(s, out, gradients.row(out), rows, sums.data() + strip * size);
            }
        }
    });
    std::fill_n(of_weight, size, 0.0F);
    for (Index strip = 0; strip < s.count * strips; ++strip) {
        for (Index i = 0; i < size; ++i) {
            of_weight[i] += sums[static_cast<std::size_t>(strip * size + i)];
        }
    }
}

template void depthwiseForward(const DepthwiseShape&, const float*, const float*, float*, int);
template void depthwiseBackwardInput(const DepthwiseShape&, const float*, const float*, float*, int);
template void depthwiseBackwardWeight(const DepthwiseShape&, const float*, const float*, float*, int);
template void depthwiseForward(const DepthwiseShape&, const Bfloat*, const float*, Bfloat*, int);
template void depthwiseBackwardInput(const DepthwiseShape&, const Bfloat*, const float*, Bfloat*, int);
template void depthwiseBackwardWeight(const DepthwiseShape&, const Bfloat*, const Bfloat*, float*, int);

}  // namespace priorscope
