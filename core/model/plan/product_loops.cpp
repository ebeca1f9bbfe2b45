#include "core/model/plan/product_loops.hpp"

#include <algorithm>
#include <array>

#include "core/model/plan/vector_unit.hpp"

namespace priorscope {
namespace {

using Index = std::int64_t;

constexpr int kPanelVectors = 2;
/// Results that one panel of weights is multiplied with while it is in the cache.
constexpr Index kBlock = 96;

/// Pointers to some results' places.
struct Rows {
    std::array<const float*, kBlock> in;
    std::array<float*, kBlock> out;
    std::array<const float*, kBlock> added;
};

template <int kLanes, int kRows, int kVectors>
struct Sums {
    Vector<kLanes> of[kRows][kVectors];
};

template <int kLanes, int kRows, int kVectors>
PRIORSCOPE_INLINE void addProducts(const Product& p, const float* const* rows, const float* weights,
                                   Sums<kLanes, kRows, kVectors>& sums) {
    for (Index tap = 0; tap < p.tap_count; ++tap) {
        const Index offset = p.taps == nullptr ? 0 : p.taps[tap];
        const float* from[kRows];
#pragma GCC unroll 16
        for (int r = 0; r < kRows; ++r) {
            from[r] = rows[r] + offset;
        }
        for (Index k = 0; k < p.run; ++k) {
            Vector<kLanes> weight[kVectors];
#pragma GCC unroll 2
            for (int v = 0; v < kVectors; ++v) {
                weight[v] = loaded<kLanes>(weights + v * kLanes);
            }
#pragma GCC unroll 16
            for (int r = 0; r < kRows; ++r) {
                const float value = from[r][k];
#pragma GCC unroll 2
                for (int v = 0; v < kVectors; ++v) {
                    sums.of[r][v] += value * weight[v];
                }
            }
            weights += kVectors * kLanes;
        }
    }
}

template <Finish kFinish, int kLanes, int kRows, int kVectors>
PRIORSCOPE_INLINE void finishAs(Sums<kLanes, kRows, kVectors>& sums) {
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 2
        for (int v = 0; v < kVectors; ++v) {
            sums.of[r][v] = finished(sums.of[r][v], kFinish);
        }
    }
}

template <int kLanes, int kRows, int kVectors>
PRIORSCOPE_INLINE void finishSums(Finish finish, Sums<kLanes, kRows, kVectors>& sums) {
    switch (finish) {
        case Finish::relu:
            return finishAs<Finish::relu>(sums);
        case Finish::relu6:
            return finishAs<Finish::relu6>(sums);
        case Finish::hardswish:
            return finishAs<Finish::hardswish>(sums);
        case Finish::hardsigmoid:
            return finishAs<Finish::hardsigmoid>(sums);
        case Finish::none:
            return;
    }
}

/// The first `columns` values of a row, the others zero.
template <int kLanes, int kVectors>
PRIORSCOPE_INLINE void addRow(const float* added, Index columns, Vector<kLanes> (&sums)[kVectors]) {
    float padded[kVectors * kLanes] = {};
    if (columns < kVectors * kLanes) {
        std::copy_n(added, columns, padded);
        added = padded;
    }
#pragma GCC unroll 2
    for (int v = 0; v < kVectors; ++v) {
        sums[v] += loaded<kLanes>(added + v * kLanes);
    }
}

template <int kLanes, int kVectors>
PRIORSCOPE_INLINE void storeRow(const Vector<kLanes> (&sums)[kVectors], Index columns, float* to) {
    float edge[kVectors * kLanes];
    float* whole = columns == kVectors * kLanes ? to : edge;
#pragma GCC unroll 2
    for (int v = 0; v < kVectors; ++v) {
        stored<kLanes>(sums[v], whole + v * kLanes);
    }
    if (whole != to) {
        std::copy_n(edge, columns, to);
    }
}

template <int kLanes, int kRows, int kVectors>
PRIORSCOPE_INLINE void multiplyRows(const Product& p, const Rows& rows, Index at, Index count, Index panel) {
    const Index channel = panel * kPanelVectors * kLanes;
    const Index columns = std::min<Index>(kVectors * kLanes, p.weights->columns() - channel);
    const float* weights = p.weights->panel(panel);
    Sums<kLanes, kRows, kVectors> sums;
    const float* from[kRows];
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r) {
        // Rows that are missing are computed like the last one, and not stored.
        from[r] = rows.in[static_cast<std::size_t>(std::min<Index>(at + r, at + count - 1))];
#pragma GCC unroll 2
        for (int v = 0; v < kVectors; ++v) {
            sums.of[r][v] = loaded<kLanes>(weights + v * kLanes);
        }
    }
    addProducts<kLanes, kRows, kVectors>(p, from, weights + kVectors * kLanes, sums);
    if (p.added.values != nullptr) {
#pragma GCC unroll 16
        for (int r = 0; r < kRows; ++r) {
            if (r >= count) {
                break;
            }
            addRow<kLanes, kVectors>(rows.added[static_cast<std::size_t>(at + r)] + channel, columns,
                                     sums.of[r]);
        }
    }
    finishSums(p.finish, sums);
    if (count == kRows && columns == kVectors * kLanes) {
#pragma GCC unroll 16
        for (int r = 0; r < kRows; ++r) {
            storeRow<kLanes, kVectors>(sums.of[r], kVectors * kLanes,
                                       rows.out[static_cast<std::size_t>(at + r)] + channel);
        }
        return;
    }
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r) {
        if (r >= count) {
            break;
        }
        storeRow<kLanes, kVectors>(sums.of[r], columns, rows.out[static_cast<std::size_t>(at + r)] + channel);
    }
}

template <int kLanes, int kRows, int kVectors>
PRIORSCOPE_INLINE void multiplyPanel(const Product& p, const Rows& rows, Index count, Index panel) {
    Index at = 0;
    for (; at + kRows <= count; at += kRows) {
        multiplyRows<kLanes, kRows, kVectors>(p, rows, at, kRows, panel);
    }
    const Index left = count - at;
    if (left > kRows / 2) {
        multiplyRows<kLanes, kRows, kVectors>(p, rows, at, left, panel);
    } else if (left > 1) {
        multiplyRows<kLanes, kRows / 2, kVectors>(p, rows, at, left, panel);
    } else if (left == 1) {
        multiplyRows<kLanes, 1, kVectors>(p, rows, at, left, panel);
    }
}

/// to[i] = first + i · step
template <class Value>
void spread(Value* first, Index step, Index count, Value** to) {
    for (Index i = 0; i < count; ++i) {
        to[i] = first + i * step;
    }
}

void findRows(const Product& p, Index first, Index count, Rows& rows) {
    for (Index at = 0; at < count;) {
        const Index y = (first + at) / p.columns;
        const Index x = (first + at) % p.columns;
        const Index together = std::min(count - at, p.columns - x);
        spread(p.in + y * p.in_row_step + x * p.in_pixel_step, p.in_pixel_step, together,
               rows.in.data() + at);
        spread(p.out.values + y * p.out.row_step + x * p.out.pixel_step, p.out.pixel_step, together,
               rows.out.data() + at);
        if (p.added.values != nullptr) {
            spread<const float>(p.added.values + y * p.added.row_step + x * p.added.pixel_step,
                                p.added.pixel_step, together, rows.added.data() + at);
        }
        at += together;
    }
}

template <int kLanes, int kRows>
PRIORSCOPE_INLINE void multiplyBlock(const Product& p, const Rows& rows, Index count, Index first_panel,
                                     Index last_panel) {
    for (Index panel = first_panel; panel < last_panel; ++panel) {
        if (p.weights->columns() - panel * kPanelVectors * kLanes > kLanes) {
            multiplyPanel<kLanes, kRows, kPanelVectors>(p, rows, count, panel);
        } else {
            multiplyPanel<kLanes, kRows, 1>(p, rows, count, panel);
        }
    }
}

PRIORSCOPE_AVX2 void multiplyBlock8(const Product& p, const Rows& rows, Index count, Index first_panel,
                                    Index last_panel) {
    multiplyBlock<8, 6>(p, rows, count, first_panel, last_panel);
}

PRIORSCOPE_AVX512 void multiplyBlock16(const Product& p, const Rows& rows, Index count, Index first_panel,
                                       Index last_panel) {
    multiplyBlock<16, 12>(p, rows, count, first_panel, last_panel);
}

}  // namespace

AlignedFloats::AlignedFloats(Index size) {
    constexpr std::size_t kAlignment = 64;
    std::size_t bytes = (static_cast<std::size_t>(size) + kAlignment) * sizeof(float);
    m_room.resize(bytes / sizeof(float));
    void* begin = m_room.data();
    m_data = static_cast<float*>(
        std::align(kAlignment, static_cast<std::size_t>(size) * sizeof(float), begin, bytes));
}

Index PackedWeights::panelColumns() {
    return kPanelVectors * std::max(vectorLanes(), 8);
}

PackedWeights::PackedWeights(const float* matrix, const float* bias, Index rows, Index columns)
    : m_rows(rows), m_columns(columns) {
    const Index width = panelColumns();
    const Index lanes = width / kPanelVectors;
    m_values = AlignedFloats(panels() * width * (rows + 1));
    for (Index number = 0; number < panels(); ++number) {
        const Index first = number * width;
        const Index used = std::min(width, columns - first);
        const Index stored_columns = used > lanes ? width : lanes;
        float* to = m_values.data() + number * width * (rows + 1);
        if (bias != nullptr) {
            std::copy_n(bias + first, used, to);
        }
        to += stored_columns;
        for (Index row = 0; row < rows; ++row) {
            std::copy_n(matrix + row * columns + first, used, to + row * stored_columns);
        }
    }
}

void multiply(const Product& product, Index first, Index last, Index first_panel, Index last_panel) {
    // A block's values under the kernel stay in the second cache.
    constexpr Index kValues = 48 * 1024;
    const Index most = std::clamp<Index>(kValues / product.weights->rows() / 12 * 12, 24, kBlock);
    Rows rows;
    for (Index at = first; at < last; at += most) {
        const Index count = std::min(most, last - at);
        findRows(product, at, count, rows);
        if (vectorLanes() == 16) {
            multiplyBlock16(product, rows, count, first_panel, last_panel);
        } else {
            multiplyBlock8(product, rows, count, first_panel, last_panel);
        }
    }
}

}  // namespace priorscope
