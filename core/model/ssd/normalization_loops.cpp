#include "core/model/ssd/normalization_loops.hpp"

#include <algorithm>
#include <cstddef>
#include <type_traits>

#include "core/base/wide_vectors.hpp"

namespace priorscope {
namespace {

using Index = std::int64_t;

/// Values of a chunk: few enough that a second look at them finds them in the processor's cache.
constexpr Index kChunk = 8192;

struct Rows {
    Index begin = 0;
    Index count = 0;
};

/// Room to convert the values of a chunk, of up to three tensors.
struct Room {
    float* x;
    float* dy;
    float* out;
};

/// The map of a chunk, as plain pointers.
struct Affine {
    const float* mean;
    const float* rest;
    const float* scale;
    const float* bias;
    Index channels;
};

Index rowsInChunk(Index channels) {
    return std::max<Index>(1, kChunk / channels);
}

Index chunksOf(Index rows, Index channels) {
    return (rows + rowsInChunk(channels) - 1) / rowsInChunk(channels);
}

Rows rowsOf(Index chunk, Index rows, Index channels) {
    const Index begin = chunk * rowsInChunk(channels);
    return {begin, std::min(rowsInChunk(channels), rows - begin)};
}

/// Calls task(chunk, its rows, room) for each chunk.
template <class Value, class Task>
void forEachChunk(Index rows, Index channels, int threads, const Task& task) {
    const Index chunks = chunksOf(rows, channels);
    const int used = static_cast<int>(std::clamp<Index>(threads, 1, std::max<Index>(1, chunks)));
    const Index size = std::is_same_v<Value, Bfloat> ? rowsInChunk(channels) * channels : 0;
    std::vector<float> rooms(static_cast<std::size_t>(3 * size * used));
#pragma omp parallel for num_threads(used) schedule(static)
    for (int worker = 0; worker < used; ++worker) {
        float* const room = rooms.data() + 3 * size * worker;
        for (Index chunk = chunks * worker / used; chunk < chunks * (worker + 1) / used; ++chunk) {
            task(chunk, rowsOf(chunk, rows, channels), Room{room, room + size, room + 2 * size});
        }
    }
}

/// Computes into the tensor itself, or into the room and then converts.
template <class Work>
void into(float* values, Index, float*, const Work& work) {
    work(values);
}

template <class Work>
void into(Bfloat* values, Index count, float* room, const Work& work) {
    work(room);
    narrow(room, count, values);
}

template <Activation kind>
[[gnu::always_inline]] inline float activated(float z) {
    if constexpr (kind == Activation::relu) {
        return z > 0.0F ? z : 0.0F;
    } else if constexpr (kind == Activation::relu6) {
        const float above = z > 0.0F ? z : 0.0F;
        return above < 6.0F ? above : 6.0F;
    } else if constexpr (kind == Activation::hardswish) {
        const float above = z + 3.0F > 0.0F ? z + 3.0F : 0.0F;
        return z * (above < 6.0F ? above : 6.0F) * (1.0F / 6.0F);
    } else {
        return z;
    }
}

/// At a corner as torch has it.
template <Activation kind>
[[gnu::always_inline]] inline float slopeAt(float z) {
    if constexpr (kind == Activation::relu) {
        return z > 0.0F ? 1.0F : 0.0F;
    } else if constexpr (kind == Activation::relu6) {
        const float above = z > 0.0F ? 1.0F : 0.0F;
        return z < 6.0F ? above : 0.0F;
    } else if constexpr (kind == Activation::hardswish) {
        const float inner = z < -3.0F ? 0.0F : z * (1.0F / 3.0F) + 0.5F;
        return z > 3.0F ? 1.0F : inner;
    } else {
        return 1.0F;
    }
}

/// Of a chunk: a mean, and the sums of what lies beside it and of its squares. All: [channels]
PRIORSCOPE_WIDE void moments(const float* __restrict x, Index rows, Index channels, float* __restrict mean,
                             float* __restrict beside, float* __restrict squares) {
    std::fill_n(mean, channels, 0.0F);
    std::fill_n(beside, channels, 0.0F);
    std::fill_n(squares, channels, 0.0F);
    for (Index row = 0; row < rows; ++row) {
#pragma omp simd
        for (Index c = 0; c < channels; ++c) {
            mean[c] += x[row * channels + c];
        }
    }
    const float share = 1.0F / static_cast<float>(rows);
#pragma omp simd
    for (Index c = 0; c < channels; ++c) {
        mean[c] *= share;
    }
    for (Index row = 0; row < rows; ++row) {
#pragma omp simd
        for (Index c = 0; c < channels; ++c) {
            const float deviation = x[row * channels + c] - mean[c];
            beside[c] += deviation;
            squares[c] += deviation * deviation;
        }
    }
}

template <Activation kind>
[[gnu::always_inline]] inline void passOnAs(const float* __restrict x, Index rows, const Affine& affine,
                                            float* __restrict y) {
    const float* __restrict mean = affine.mean;
    const float* __restrict rest = affine.rest;
    const float* __restrict scale = affine.scale;
    const float* __restrict bias = affine.bias;
    for (Index row = 0; row < rows; ++row) {
        const float* __restrict from = x + row * affine.channels;
        float* __restrict to = y + row * affine.channels;
#pragma omp simd
        for (Index c = 0; c < affine.channels; ++c) {
            to[c] = activated<kind>(((from[c] - mean[c]) - rest[c]) * scale[c] + bias[c]);
        }
    }
}

PRIORSCOPE_WIDE void passOn(Activation kind, const float* x, Index rows, const Affine& affine, float* y) {
    switch (kind) {
        case Activation::none:
            return passOnAs<Activation::none>(x, rows, affine, y);
        case Activation::relu:
            return passOnAs<Activation::relu>(x, rows, affine, y);
        case Activation::relu6:
            return passOnAs<Activation::relu6>(x, rows, affine, y);
        case Activation::hardswish:
            return passOnAs<Activation::hardswish>(x, rows, affine, y);
    }
}

/// sums and deviations: [channels]
template <Activation kind>
[[gnu::always_inline]] inline void sumGradientsAs(const float* __restrict x, const float* __restrict dy,
                                                  Index rows, const Affine& affine, float* __restrict sums,
                                                  float* __restrict deviations) {
    const float* __restrict mean = affine.mean;
    const float* __restrict rest = affine.rest;
    const float* __restrict scale = affine.scale;
    const float* __restrict bias = affine.bias;
    std::fill_n(sums, affine.channels, 0.0F);
    std::fill_n(deviations, affine.channels, 0.0F);
    for (Index row = 0; row < rows; ++row) {
        const float* __restrict from = x + row * affine.channels;
        const float* __restrict gradient = dy + row * affine.channels;
#pragma omp simd
        for (Index c = 0; c < affine.channels; ++c) {
            const float deviation = (from[c] - mean[c]) - rest[c];
            const float dz = gradient[c] * slopeAt<kind>(deviation * scale[c] + bias[c]);
            sums[c] += dz;
            deviations[c] += dz * deviation;
        }
    }
}

PRIORSCOPE_WIDE void sumGradients(Activation kind, const float* x, const float* dy, Index rows,
                                  const Affine& affine, float* sums, float* deviations) {
    switch (kind) {
        case Activation::none:
            return sumGradientsAs<Activation::none>(x, dy, rows, affine, sums, deviations);
        case Activation::relu:
            return sumGradientsAs<Activation::relu>(x, dy, rows, affine, sums, deviations);
        case Activation::relu6:
            return sumGradientsAs<Activation::relu6>(x, dy, rows, affine, sums, deviations);
        case Activation::hardswish:
            return sumGradientsAs<Activation::hardswish>(x, dy, rows, affine, sums, deviations);
    }
}

template <Activation kind>
[[gnu::always_inline]] inline void gradientsAs(const float* __restrict x, const float* __restrict dy,
                                               Index rows, const Affine& affine,
                                               const float* __restrict constant,
                                               const float* __restrict slope, float* __restrict dx) {
    const float* __restrict mean = affine.mean;
    const float* __restrict rest = affine.rest;
    const float* __restrict scale = affine.scale;
    const float* __restrict bias = affine.bias;
    for (Index row = 0; row < rows; ++row) {
        const float* __restrict from = x + row * affine.channels;
        const float* __restrict gradient = dy + row * affine.channels;
        float* __restrict to = dx + row * affine.channels;
#pragma omp simd
        for (Index c = 0; c < affine.channels; ++c) {
            const float deviation = (from[c] - mean[c]) - rest[c];
            const float dz = gradient[c] * slopeAt<kind>(deviation * scale[c] + bias[c]);
            to[c] = scale[c] * ((dz - constant[c]) - slope[c] * deviation);
        }
    }
}

PRIORSCOPE_WIDE void gradients(Activation kind, const float* x, const float* dy, Index rows,
                               const Affine& affine, const float* constant, const float* slope, float* dx) {
    switch (kind) {
        case Activation::none:
            return gradientsAs<Activation::none>(x, dy, rows, affine, constant, slope, dx);
        case Activation::relu:
            return gradientsAs<Activation::relu>(x, dy, rows, affine, constant, slope, dx);
        case Activation::relu6:
            return gradientsAs<Activation::relu6>(x, dy, rows, affine, constant, slope, dx);
        case Activation::hardswish:
            return gradientsAs<Activation::hardswish>(x, dy, rows, affine, constant, slope, dx);
    }
}

Affine pointersOf(const ChannelAffine& affine) {
    return {affine.mean.data(), affine.rest.data(), affine.scale.data(), affine.bias.data(),
            static_cast<Index>(affine.mean.size())};
}

/// Values for each channel and chunk.
std::vector<float> partialOf(Index chunks, Index channels) {
    return std::vector<float>(static_cast<std::size_t>(chunks * channels));
}

}  // namespace

template <class Value>
ChannelMoments channelMoments(const Value* x, Index rows, Index channels, int threads) {
    const Index chunks = chunksOf(rows, channels);
    std::vector<float> means = partialOf(chunks, channels);
    std::vector<float> beside = partialOf(chunks, channels);
    std::vector<float> squares = partialOf(chunks, channels);
    forEachChunk<Value>(rows, channels, threads, [&](Index chunk, const Rows& of, const Room& room) {
        const Index at = chunk * channels;
        moments(asFloats(x + of.begin * channels, of.count * channels, room.x), of.count, channels,
                means.data() + at, beside.data() + at, squares.data() + at);
    });
    // Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances"
    // (1979)
    const auto size = static_cast<std::size_t>(channels);
    ChannelMoments all{.mean = std::vector<double>(size, 0.0), .squares = std::vector<double>(size, 0.0)};
    double before = 0.0;
    for (Index chunk = 0; chunk < chunks; ++chunk) {
        const auto count = static_cast<double>(rowsOf(chunk, rows, channels).count);
        const double share = count / (before + count);
        for (std::size_t c = 0; c < size; ++c) {
            const std::size_t at = static_cast<std::size_t>(chunk) * size + c;
            const double off = beside[at] / count;  // of a mean that is rounded
            const double apart = means[at] + off - all.mean[c];
            all.mean[c] += apart * share;
            all.squares[c] += squares[at] - off * off * count + apart * apart * before * share;
        }
        before += count;
    }
    return all;
}

template <class Value>
void activate(const Value* x, Index rows, const ChannelAffine& affine, Activation activation, Value* y,
              int threads) {
    const Affine map = pointersOf(affine);
    forEachChunk<Value>(rows, map.channels, threads, [&](Index, const Rows& of, const Room& room) {
        const Index at = of.begin * map.channels;
        const Index size = of.count * map.channels;
        into(y + at, size, room.out,
             [&](float* to) { passOn(activation, asFloats(x + at, size, room.x), of.count, map, to); });
    });
}

template <class Value>
ChannelGradients channelGradients(const Value* x, const Value* dy, Index rows, const ChannelAffine& affine,
                                  Activation activation, int threads) {
    const Affine map = pointersOf(affine);
    const Index chunks = chunksOf(rows, map.channels);
    std::vector<float> sums = partialOf(chunks, map.channels);
    std::vector<float> deviations = partialOf(chunks, map.channels);
    forEachChunk<Value>(rows, map.channels, threads, [&](Index chunk, const Rows& of, const Room& room) {
        const Index at = of.begin * map.channels;
        const Index values = of.count * map.channels;
        sumGradients(activation, asFloats(x + at, values, room.x), asFloats(dy + at, values, room.dy),
                     of.count, map, sums.data() + chunk * map.channels,
                     deviations.data() + chunk * map.channels);
    });
    const auto size = static_cast<std::size_t>(map.channels);
    ChannelGradients all{.dz = std::vector<double>(size, 0.0), .deviation = std::vector<double>(size, 0.0)};
    for (std::size_t first = 0; first < sums.size(); first += size) {
        for (std::size_t c = 0; c < size; ++c) {
            all.dz[c] += sums[first + c];
            all.deviation[c] += deviations[first + c];
        }
    }
    return all;
}

template <class Value>
void inputGradients(const Value* x, const Value* dy, Index rows, const ChannelAffine& affine,
                    Activation activation, const std::vector<float>& constant,
                    const std::vector<float>& slope, Value* dx, int threads) {
    const Affine map = pointersOf(affine);
    forEachChunk<Value>(rows, map.channels, threads, [&](Index, const Rows& of, const Room& room) {
        const Index at = of.begin * map.channels;
        const Index size = of.count * map.channels;
        into(dx + at, size, room.out, [&](float* to) {
            gradients(activation, asFloats(x + at, size, room.x), asFloats(dy + at, size, room.dy), of.count,
                      map, constant.data(), slope.data(), to);
        });
    });
}

template ChannelMoments channelMoments(const float*, Index, Index, int);
template void activate(const float*, Index, const ChannelAffine&, Activation, float*, int);
template ChannelGradients channelGradients(const float*, const float*, Index, const ChannelAffine&,
                                           Activation, int);
template void inputGradients(const float*, const float*, Index, const ChannelAffine&, Activation,
                             const std::vector<float>&, const std::vector<float>&, float*, int);
template ChannelMoments channelMoments(const Bfloat*, Index, Index, int);
template void activate(const Bfloat*, Index, const ChannelAffine&, Activation, Bfloat*, int);
template ChannelGradients channelGradients(const Bfloat*, const Bfloat*, Index, const ChannelAffine&,
                                           Activation, int);
template void inputGradients(const Bfloat*, const Bfloat*, Index, const ChannelAffine&, Activation,
                             const std::vector<float>&, const std::vector<float>&, Bfloat*, int);

}  // namespace priorscope
