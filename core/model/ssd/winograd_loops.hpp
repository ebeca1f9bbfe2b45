// Winograd's transforms of 3 × 3 convolutions over raw memory. Private to core's torch half.
//
// F(4 × 4, 3 × 3): a tile of 4 × 4 results takes 36 products a pair of channels in place of 144. Source:
// Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks" (2016), section 4. The points are 0,
// ±√½, ±√2 and infinity, whose rounding error is half of that of the paper's 0, ±1, ±2: about twice a direct
// sum's.
#pragma once

#include <cstdint>

namespace priorscope {

/// Images lie as [count, rows, cols, channels]. The step is 1; results under a dilation d fall into d² grids,
/// whose tiles follow one another.
struct WinogradShape {
    std::int64_t count = 0;
    std::int64_t rows = 0;  ///< of the input
    std::int64_t cols = 0;
    std::int64_t out_rows = 0;
    std::int64_t out_cols = 0;
    std::int64_t padding = 1;  ///< a multiple of the dilation
    std::int64_t dilation = 1;

    /// Of all images.
    std::int64_t tiles() const;
};

inline constexpr std::int64_t kTileProducts = 36;  ///< places of a transformed tile
inline constexpr std::int64_t kTileSide = 4;       ///< results of a tile along a side

/// The tiles [first, last), as [36, last - first, channels].
struct TileRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

// No sum below depends on the number of threads.

/// The input under each tile, transformed. Outside the image it is 0.
void inputTiles(const WinogradShape& shape, const float* input, std::int64_t channels, TileRange range,
                float* tiles, int threads);

/// The gradients of each tile's results, transformed, so that their product with the input's is the
/// transformed weight's gradient.
void gradientTiles(const WinogradShape& shape, const float* gradient, std::int64_t channels, TileRange range,
                   float* tiles, int threads);

/// Transforms the sums over input channels back and adds the bias.
/// @param bias  [channels], or null
void resultsOfTiles(const WinogradShape& shape, const float* tiles, std::int64_t channels, TileRange range,
                    const float* bias, float* output, int threads);

/// Where a tile's first result lies; the others follow a dilation apart, as far as the map reaches.
struct TileResults {
    std::int64_t row = 0;
    std::int64_t col = 0;
};

/// resultsOfTiles for tile range.first + number alone, of a single image, where pixels and rows of the output
/// lie some floats apart.
/// @param bias    [channels]
/// @param unused  room for [channels]
TileResults resultsOfTile(const WinogradShape& shape, const float* tiles, std::int64_t channels,
                          TileRange range, std::int64_t number, const float* bias, float* output,
                          std::int64_t row_step, std::int64_t pixel_step, float* unused);

/// @param taps   [9, size]
/// @param tiles  [36, size]
void weightTiles(const float* taps, std::int64_t size, float* tiles, int threads);
void weightGradientOfTiles(const float* tiles, std::int64_t size, float* taps, int threads);

}  // namespace priorscope
