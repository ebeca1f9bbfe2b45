#include "core/model/plan/map_loops.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/wide_vectors.hpp"
#include "core/model/plan/vector_unit.hpp"

namespace priorscope {
namespace {

using Index = std::int64_t;

/// kResults neighbouring results of the channels c, c + 1, … as many as there are lanes.
template <Finish kFinish, int kLanes, int kKernel, int kStride, int kResults>
PRIORSCOPE_INLINE void filterAt(const DepthwiseFilter& f, const float* in, float* out, Index c) {
    constexpr int kColumns = (kResults - 1) * kStride + kKernel;
    Vector<kLanes> sums[kResults];
    const Vector<kLanes> bias = loaded<kLanes>(f.bias + c);
#pragma GCC unroll 4
    for (int i = 0; i < kResults; ++i) {
        sums[i] = bias;
    }
    for (int row = 0; row < kKernel; ++row) {
        const float* from = in + row * f.in_row_step + c;
        const float* weights = f.weights + row * kKernel * f.weight_step + c;
        Vector<kLanes> values[kColumns];
#pragma GCC unroll 16
        for (int col = 0; col < kColumns; ++col) {
            values[col] = loaded<kLanes>(from + col * f.in_pixel_step);
        }
#pragma GCC unroll 8
        for (int col = 0; col < kKernel; ++col) {
            const Vector<kLanes> weight = loaded<kLanes>(weights + col * f.weight_step);
#pragma GCC unroll 4
            for (int i = 0; i < kResults; ++i) {
                sums[i] += values[i * kStride + col] * weight;
            }
        }
    }
#pragma GCC unroll 4
    for (int i = 0; i < kResults; ++i) {
        stored<kLanes>(finished(sums[i], kFinish), out + i * f.out.pixel_step + c);
    }
}

template <Finish kFinish, int kLanes, int kKernel, int kStride, int kResults>
PRIORSCOPE_INLINE void filterChannels(const DepthwiseFilter& f, const float* in, float* out) {
    Index c = 0;
    for (; c + kLanes <= f.channels; c += kLanes) {
        filterAt<kFinish, kLanes, kKernel, kStride, kResults>(f, in, out, c);
    }
    if (c < f.channels) {  // some of these are computed twice
        filterAt<kFinish, kLanes, kKernel, kStride, kResults>(f, in, out, f.channels - kLanes);
    }
}

template <Finish kFinish, int kLanes, int kKernel, int kStride>
PRIORSCOPE_INLINE void filter(const DepthwiseFilter& f, Index first, Index last) {
    constexpr Index kTogether = 4;
    const Index step = kStride * f.in_pixel_step;
    for (Index row = first; row < last; ++row) {
        const float* in = f.in + row * kStride * f.in_row_step;
        float* out = f.out.values + row * f.out.row_step;
        if (f.columns < kTogether) {
            for (Index col = 0; col < f.columns; ++col) {
                filterChannels<kFinish, kLanes, kKernel, kStride, 1>(f, in + col * step,
                                                                     out + col * f.out.pixel_step);
            }
            continue;
        }
        for (Index next = 0; next < f.columns; next += kTogether) {
            const Index col = std::min(next, f.columns - kTogether);  // some are computed twice
            filterChannels<kFinish, kLanes, kKernel, kStride, kTogether>(f, in + col * step,
                                                                         out + col * f.out.pixel_step);
        }
    }
}

template <Finish kFinish, int kLanes>
PRIORSCOPE_INLINE void filterAs(const DepthwiseFilter& f, Index first, Index last) {
    if (f.kernel == 3 && f.stride == 1) {
        filter<kFinish, kLanes, 3, 1>(f, first, last);
    } else if (f.kernel == 3) {
        filter<kFinish, kLanes, 3, 2>(f, first, last);
    } else if (f.stride == 1) {
        filter<kFinish, kLanes, 5, 1>(f, first, last);
    } else {
        filter<kFinish, kLanes, 5, 2>(f, first, last);
    }
}

template <int kLanes>
PRIORSCOPE_INLINE void filterBy(const DepthwiseFilter& f, Index first, Index last) {
    switch (f.finish) {
        case Finish::relu:
            return filterAs<Finish::relu, kLanes>(f, first, last);
        case Finish::relu6:
            return filterAs<Finish::relu6, kLanes>(f, first, last);
        case Finish::hardswish:
            return filterAs<Finish::hardswish, kLanes>(f, first, last);
        case Finish::hardsigmoid:
            return filterAs<Finish::hardsigmoid, kLanes>(f, first, last);
        case Finish::none:
            return filterAs<Finish::none, kLanes>(f, first, last);
    }
}

PRIORSCOPE_AVX2 void filterRows8(const DepthwiseFilter& f, Index first, Index last) {
    filterBy<8>(f, first, last);
}

PRIORSCOPE_AVX512 void filterRows16(const DepthwiseFilter& f, Index first, Index last) {
    filterBy<16>(f, first, last);
}

template <Finish kFinish>
PRIORSCOPE_INLINE void finishAs(float* values, Index count) {
    constexpr Index kLanes = 8;
    Index c = 0;
    for (; c + kLanes <= count; c += kLanes) {
        stored<kLanes>(finished(loaded<kLanes>(values + c), kFinish), values + c);
    }
    for (; c < count; ++c) {
        values[c] = finished(values[c], kFinish);
    }
}

PRIORSCOPE_AVX2 void finish8(float* values, Index count, Finish finish) {
    switch (finish) {
        case Finish::relu:
            return finishAs<Finish::relu>(values, count);
        case Finish::relu6:
            return finishAs<Finish::relu6>(values, count);
        case Finish::hardswish:
            return finishAs<Finish::hardswish>(values, count);
        case Finish::hardsigmoid:
            return finishAs<Finish::hardsigmoid>(values, count);
        case Finish::none:
            return;
    }
}

PRIORSCOPE_WIDE void keepLargest(const float* __restrict from, Index count, float* __restrict largest) {
    for (Index c = 0; c < count; ++c) {
        largest[c] = from[c] <= largest[c] ? largest[c] : from[c];  // what is not a number wins
    }
}

PRIORSCOPE_WIDE void addTo(const float* __restrict from, Index count, float* __restrict sums) {
    for (Index c = 0; c < count; ++c) {
        sums[c] += from[c];
    }
}

PRIORSCOPE_WIDE void multiplyBy(const float* __restrict factors, Index count, float* __restrict values) {
    for (Index c = 0; c < count; ++c) {
        values[c] *= factors[c];
    }
}

PRIORSCOPE_WIDE void scaledTo(const float* __restrict from, const float* __restrict factors, float factor,
                              Index count, float* __restrict to) {
    for (Index c = 0; c < count; ++c) {
        to[c] = from[c] * factor * factors[c];
    }
}

PRIORSCOPE_WIDE float squaresOf(const float* __restrict from, Index count) {
    constexpr Index kSums = 16;
    float sums[kSums] = {};
    Index c = 0;
    for (; c + kSums <= count; c += kSums) {
        for (Index i = 0; i < kSums; ++i) {
            sums[i] += from[c + i] * from[c + i];
        }
    }
    float sum = 0.0F;
    for (; c < count; ++c) {
        sum += from[c] * from[c];
    }
    for (const float part : sums) {
        sum += part;
    }
    return sum;
}

/// The first kernel place inside [0, size), and the end, for a kernel that begins at `from`.
struct Range {
    Index first;
    Index last;
};

Range insideOf(Index from, Index kernel, Index size) {
    return {std::max<Index>(from, 0), std::min(from + kernel, size)};
}

}  // namespace

void filterRows(const DepthwiseFilter& filter, Index first, Index last) {
    if (vectorLanes() == 16) {
        filterRows16(filter, first, last);
    } else {
        filterRows8(filter, first, last);
    }
}

void finishValues(float* values, const float* added, Index count, Finish finish) {
    if (added != nullptr) {
        addTo(added, count, values);
    }
    finish8(values, count, finish);
}

void poolRow(const Pooling& pooling, const MapShape& in_shape, const float* in, const MapShape& out_shape,
             float* out, Index row) {
    const Index channels = in_shape.channels;
    const Range rows = insideOf(row * pooling.stride - pooling.padding, pooling.kernel, in_shape.height);
    for (Index col = 0; col < out_shape.width; ++col) {
        const Range cols = insideOf(col * pooling.stride - pooling.padding, pooling.kernel, in_shape.width);
        float* to = out + row * out_shape.rowStep() + col * channels;
        std::fill_n(to, channels, -std::numeric_limits<float>::infinity());
        for (Index y = rows.first; y < rows.last; ++y) {
            for (Index x = cols.first; x < cols.last; ++x) {
                keepLargest(in + y * in_shape.rowStep() + x * channels, channels, to);
            }
        }
    }
}

void meanOfChannels(const MapShape& shape, const float* in, Index first, Index last, float* out) {
    std::fill_n(out + first, last - first, 0.0F);
    for (Index y = 0; y < shape.height; ++y) {
        for (Index x = 0; x < shape.width; ++x) {
            addTo(in + y * shape.rowStep() + x * shape.channels + first, last - first, out + first);
        }
    }
    const float share = 1.0F / static_cast<float>(shape.pixels());
    std::transform(out + first, out + last, out + first, [share](float sum) { return sum * share; });
}

void scaleRow(const MapShape& shape, float* map, const float* factors, Index row) {
    for (Index x = 0; x < shape.width; ++x) {
        multiplyBy(factors, shape.channels, map + row * shape.rowStep() + x * shape.channels);
    }
}

void normalizeRow(const MapShape& shape, const float* in, float eps, const float* scale,
                  const MapShape& out_shape, float* out, Index row) {
    for (Index x = 0; x < shape.width; ++x) {
        const float* from = in + row * shape.rowStep() + x * shape.channels;
        const float norm = std::max(std::sqrt(squaresOf(from, shape.channels)), eps);
        scaledTo(from, scale, 1.0F / norm, shape.channels,
                 out + row * out_shape.rowStep() + x * shape.channels);
    }
}

}  // namespace priorscope
