#include "core/model/ssd/winograd_loops.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <vector>

#include "core/base/wide_vectors.hpp"

namespace priorscope {
namespace {

using Index = std::int64_t;

#define PRIORSCOPE_INLINE [[gnu::always_inline]] inline

constexpr Index kLanes = 8;
using Lanes = float __attribute__((vector_size(kLanes * sizeof(float))));

constexpr float kRoot = 1.41421356237309504880F;
constexpr float kHalfRoot = 0.70710678118654752440F;

// A rule is one side's linear map; a tile's transform applies it to all columns, then to all rows. Value is a
// float or several.

/// The values at the points ±√½ and ±√2 of a polynomial whose even and odd parts are given there.
template <class Value>
PRIORSCOPE_INLINE void atPoints(const Value& even, const Value& odd, const Value& wide_even,
                                const Value& wide_odd, Value* r) {
    r[1] = even + odd;
    r[2] = even - odd;
    r[3] = wide_even + wide_odd;
    r[4] = wide_even - wide_odd;
}

/// Bᵀ of the paper: six values of the input.
struct InputRule {
    static constexpr std::size_t from = 6;
    static constexpr std::size_t to = 6;
    template <class Value>
    PRIORSCOPE_INLINE static void apply(const Value* d, Value* r) {
        const Value even = d[4] - 2.0F * d[2];
        const Value odd = kHalfRoot * d[3] - kRoot * d[1];
        const Value wide_even = d[4] - 0.5F * d[2];
        const Value wide_odd = kRoot * d[3] - kHalfRoot * d[1];
        r[0] = d[0] - 2.5F * d[2] + d[4];
        atPoints(even, odd, wide_even, wide_odd, r);
        r[5] = d[1] - 2.5F * d[3] + d[5];
    }
};

/// Aᵀ: four results of six sums.
struct ResultRule {
    static constexpr std::size_t from = 6;
    static constexpr std::size_t to = 4;
    template <class Value>
    PRIORSCOPE_INLINE static void apply(const Value* m, Value* r) {
        const Value even = m[1] + m[2];
        const Value odd = m[1] - m[2];
        const Value wide_even = m[3] + m[4];
        const Value wide_odd = m[3] - m[4];
        r[0] = m[0] + even + wide_even;
        r[1] = kHalfRoot * odd + kRoot * wide_odd;
        r[2] = 0.5F * even + 2.0F * wide_even;
        r[3] = 0.5F * kHalfRoot * odd + 2.0F * kRoot * wide_odd + m[5];
    }
};

/// A: the transpose of ResultRule.
struct GradientRule {
    static constexpr std::size_t from = 4;
    static constexpr std::size_t to = 6;
    template <class Value>
    PRIORSCOPE_INLINE static void apply(const Value* g, Value* r) {
        const Value even = g[0] + 0.5F * g[2];
        const Value odd = kHalfRoot * g[1] + 0.5F * kHalfRoot * g[3];
        const Value wide_even = g[0] + 2.0F * g[2];
        const Value wide_odd = kRoot * g[1] + 2.0F * kRoot * g[3];
        r[0] = g[0];
        atPoints(even, odd, wide_even, wide_odd, r);
        r[5] = g[3];
    }
};

/// G: three taps.
struct TapRule {
    static constexpr std::size_t from = 3;
    static constexpr std::size_t to = 6;
    template <class Value>
    PRIORSCOPE_INLINE static void apply(const Value* w, Value* r) {
        constexpr float kThird = 1.0F / 3.0F;
        const Value even = -2.0F * kThird * w[0] - kThird * w[2];
        const Value odd = -kRoot * kThird * w[1];
        const Value wide_even = 0.5F * kThird * w[0] + kThird * w[2];
        const Value wide_odd = 0.5F * kRoot * kThird * w[1];
        r[0] = w[0];
        atPoints(even, odd, wide_even, wide_odd, r);
        r[5] = w[2];
    }
};

/// Gᵀ.
struct TapGradientRule {
    static constexpr std::size_t from = 6;
    static constexpr std::size_t to = 3;
    template <class Value>
    PRIORSCOPE_INLINE static void apply(const Value* u, Value* r) {
        constexpr float kThird = 1.0F / 3.0F;
        const Value even = u[1] + u[2];
        const Value odd = u[1] - u[2];
        const Value wide_even = u[3] + u[4];
        const Value wide_odd = u[3] - u[4];
        r[0] = u[0] - 2.0F * kThird * even + 0.5F * kThird * wide_even;
        r[1] = 0.5F * kRoot * kThird * wide_odd - kRoot * kThird * odd;
        r[2] = kThird * wide_even - kThird * even + u[5];
    }
};

template <class Rule>
using From = std::array<const float*, Rule::from * Rule::from>;
template <class Rule>
using To = std::array<float*, Rule::to * Rule::to>;

/// The values c, c + 1, … of each place, as many as Value holds.
template <class Rule, class Value>
PRIORSCOPE_INLINE void transformAt(const From<Rule>& from, const To<Rule>& to, const float* bias, Index c) {
    constexpr std::size_t kFrom = Rule::from;
    constexpr std::size_t kTo = Rule::to;
    Value half[kTo][kFrom];
#pragma GCC unroll 6
    for (std::size_t col = 0; col < kFrom; ++col) {
        Value in[kFrom];
        Value out[kTo];
#pragma GCC unroll 6
        for (std::size_t row = 0; row < kFrom; ++row) {
            std::memcpy(&in[row], from[row * kFrom + col] + c, sizeof(Value));
        }
        Rule::apply(in, out);
#pragma GCC unroll 6
        for (std::size_t row = 0; row < kTo; ++row) {
            half[row][col] = out[row];
        }
    }
    Value shift{};
    if (bias != nullptr) {
        std::memcpy(&shift, bias + c, sizeof(Value));
    }
#pragma GCC unroll 6
    for (std::size_t row = 0; row < kTo; ++row) {
        Value out[kTo];
        Rule::apply(half[row], out);
#pragma GCC unroll 6
        for (std::size_t col = 0; col < kTo; ++col) {
            const Value value = out[col] + shift;
            std::memcpy(to[row * kTo + col] + c, &value, sizeof(Value));
        }
    }
}

template <class Rule>
PRIORSCOPE_INLINE void transform(const From<Rule>& from, const To<Rule>& to, const float* bias, Index count) {
    Index c = 0;
    for (; c + kLanes <= count; c += kLanes) {
        transformAt<Rule, Lanes>(from, to, bias, c);
    }
    for (; c < count; ++c) {
        transformAt<Rule, float>(from, to, bias, c);
    }
}

#undef PRIORSCOPE_INLINE

// One function each, since what is compiled for several processors cannot be a template.

PRIORSCOPE_WIDE void transformInput(const From<InputRule>& from, const To<InputRule>& to, Index count) {
    transform<InputRule>(from, to, nullptr, count);
}

PRIORSCOPE_WIDE void transformResults(const From<ResultRule>& from, const To<ResultRule>& to,
                                      const float* bias, Index count) {
    transform<ResultRule>(from, to, bias, count);
}

PRIORSCOPE_WIDE void transformGradient(const From<GradientRule>& from, const To<GradientRule>& to,
                                       Index count) {
    transform<GradientRule>(from, to, nullptr, count);
}

PRIORSCOPE_WIDE void transformTaps(const From<TapRule>& from, const To<TapRule>& to, Index count) {
    transform<TapRule>(from, to, nullptr, count);
}

PRIORSCOPE_WIDE void transformTapGradient(const From<TapGradientRule>& from, const To<TapGradientRule>& to,
                                          Index count) {
    transform<TapGradientRule>(from, to, nullptr, count);
}

Index tilesAlong(Index results, Index dilation) {
    const Index in_grid = (results + dilation - 1) / dilation;
    return (in_grid + kTileSide - 1) / kTileSide;
}

/// Where a tile lies: its image, and its first result.
struct Tile {
    Index image = 0;
    Index row = 0;
    Index col = 0;
};

Tile tileAt(const WinogradShape& shape, Index number) {
    const Index down = tilesAlong(shape.out_rows, shape.dilation);
    const Index across = tilesAlong(shape.out_cols, shape.dilation);
    const Index col = number % across;
    const Index row = number / across % down;
    const Index grid = number / (across * down) % (shape.dilation * shape.dilation);
    const Index step = kTileSide * shape.dilation;
    return {.image = number / (across * down * shape.dilation * shape.dilation),
            .row = row * step + grid / shape.dilation,
            .col = col * step + grid % shape.dilation};
}

/// Pointers to side × side pixels of an image, `apart` from one another; `outside` stands for those beyond
/// its edge. Rows and pixels of the image lie `row_step` and `pixel_step` values apart.
template <std::size_t Side, class Value>
std::array<Value*, Side * Side> pixelsAt(Value* image, Index rows, Index cols, Index row_step,
                                         Index pixel_step, Index row, Index col, Index apart,
                                         Value* outside) {
    std::array<Value*, Side * Side> pixels{};
    for (std::size_t i = 0; i < Side; ++i) {
        const Index y = row + static_cast<Index>(i) * apart;
        for (std::size_t j = 0; j < Side; ++j) {
            const Index x = col + static_cast<Index>(j) * apart;
            const bool inside = y >= 0 && y < rows && x >= 0 && x < cols;
            pixels[i * Side + j] = inside ? image + y * row_step + x * pixel_step : outside;
        }
    }
    return pixels;
}

/// Pointers to a tile's places in [places, count, channels].
template <std::size_t Places, class Value>
std::array<Value*, Places> placesOf(Value* tiles, Index count, Index channels, Index tile) {
    std::array<Value*, Places> places{};
    for (std::size_t k = 0; k < Places; ++k) {
        places[k] = tiles + (static_cast<Index>(k) * count + tile) * channels;
    }
    return places;
}

constexpr std::size_t kPlaces = kTileProducts;

}  // namespace

Index WinogradShape::tiles() const {
    return count * dilation * dilation * tilesAlong(out_rows, dilation) * tilesAlong(out_cols, dilation);
}

void inputTiles(const WinogradShape& s, const float* input, Index channels, TileRange range, float* tiles,
                int threads) {
    const Index count = range.last - range.first;
    const std::vector<float> zeros(static_cast<std::size_t>(channels), 0.0F);
#pragma omp parallel for num_threads(threads) schedule(static)
    for (Index i = 0; i < count; ++i) {
        const Tile tile = tileAt(s, range.first + i);
        const auto from =
            pixelsAt<6>(input + tile.image * s.rows * s.cols * channels, s.rows, s.cols, s.cols * channels,
                        channels, tile.row - s.padding, tile.col - s.padding, s.dilation, zeros.data());
        transformInput(from, placesOf<kPlaces>(tiles, count, channels, i), channels);
    }
}

void gradientTiles(const WinogradShape& s, const float* gradient, Index channels, TileRange range,
                   float* tiles, int threads) {
    const Index count = range.last - range.first;
    const std::vector<float> zeros(static_cast<std::size_t>(channels), 0.0F);
#pragma omp parallel for num_threads(threads) schedule(static)
    for (Index i = 0; i < count; ++i) {
        const Tile tile = tileAt(s, range.first + i);
        const auto from =
            pixelsAt<4>(gradient + tile.image * s.out_rows * s.out_cols * channels, s.out_rows, s.out_cols,
                        s.out_cols * channels, channels, tile.row, tile.col, s.dilation, zeros.data());
        transformGradient(from, placesOf<kPlaces>(tiles, count, channels, i), channels);
    }
}

void resultsOfTiles(const WinogradShape& s, const float* tiles, Index channels, TileRange range,
                    const float* bias, float* output, int threads) {
    const Index count = range.last - range.first;
    // Results beyond the edge go to room of each part's own.
    const Index parts = std::clamp<Index>(threads, 1, std::max<Index>(1, count));
    std::vector<float> unused(static_cast<std::size_t>(parts * channels));
#pragma omp parallel for num_threads(threads) schedule(static)
    for (Index part = 0; part < parts; ++part) {
        for (Index i = count * part / parts; i < count * (part + 1) / parts; ++i) {
            const Tile tile = tileAt(s, range.first + i);
            const auto to = pixelsAt<4>(output + tile.image * s.out_rows * s.out_cols * channels, s.out_rows,
                                        s.out_cols, s.out_cols * channels, channels, tile.row, tile.col,
                                        s.dilation, unused.data() + part * channels);
            transformResults(placesOf<kPlaces>(tiles, count, channels, i), to, bias, channels);
        }
    }
}

TileResults resultsOfTile(const WinogradShape& s, const float* tiles, Index channels, TileRange range,
                          Index number, const float* bias, float* output, Index row_step, Index pixel_step,
                          float* unused) {
    const Tile tile = tileAt(s, range.first + number);
    const auto to = pixelsAt<4>(output, s.out_rows, s.out_cols, row_step, pixel_step, tile.row, tile.col,
                                s.dilation, unused);
    transformResults(placesOf<kPlaces>(tiles, range.last - range.first, channels, number), to, bias,
                     channels);
    return {tile.row, tile.col};
}

void weightTiles(const float* taps, Index size, float* tiles, int threads) {
    constexpr Index kPart = 4096;
#pragma omp parallel for num_threads(threads) schedule(static)
    for (Index first = 0; first < size; first += kPart) {
        transformTaps(placesOf<9>(taps + first, 1, size, 0), placesOf<kPlaces>(tiles + first, 1, size, 0),
                      std::min(kPart, size - first));
    }
}

void weightGradientOfTiles(const float* tiles, Index size, float* taps, int threads) {
    constexpr Index kPart = 4096;
#pragma omp parallel for num_threads(threads) schedule(static)
    for (Index first = 0; first < size; first += kPart) {
        transformTapGradient(placesOf<kPlaces>(tiles + first, 1, size, 0),
                             placesOf<9>(taps + first, 1, size, 0), std::min(kPart, size - first));
    }
}

}  // namespace priorscope
