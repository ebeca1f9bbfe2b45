#include <algorithm>

#include "core/model/plan/plan_step.hpp"
#include "core/model/ssd/winograd_loops.hpp"

namespace priorscope {
namespace {

using Index = std::int64_t;

Index partsOf(Index whole, Index size) {
    return (whole + size - 1) / size;
}

/// A 3 × 3 convolution of step 1. A part is some tiles and some of the output's channels.
class WinogradStep final : public PlanStep {
  public:
    WinogradStep(const PlanLayer& layer, const LayerPlaces& places)
        : m_places(places), m_has_added(layer.second >= 0), m_bias(layer.bias), m_finish(layer.finish) {
        const MapShape& in = places.input.shape;
        const MapShape& out = places.output.shape;
        m_shape = {.count = 1,
                   .rows = in.height + 2 * in.border,
                   .cols = in.width + 2 * in.border,
                   .out_rows = out.height,
                   .out_cols = out.width,
                   .padding = layer.padding - in.border,
                   .dilation = layer.dilation};
        const Index size = in.channels * out.channels;
        std::vector<float> tiles(static_cast<std::size_t>(kTileProducts * size));
        weightTiles(layer.weights.data(), size, tiles.data(), 1);
        for (Index place = 0; place < kTileProducts; ++place) {
            m_weights.emplace_back(tiles.data() + place * size, nullptr, in.channels, out.channels);
        }
        divide(in.channels, out.channels);
    }

    Index parts() const override { return m_tile_parts * m_channel_parts; }

    Index scratchSize() const override {
        const Index most = partsOf(m_shape.tiles(), m_tile_parts) + 1;
        const Index channels = m_places.input.shape.channels + m_places.output.shape.channels;
        return kTileProducts * most * channels + m_places.output.shape.channels;
    }

    void run(Index part, const Buffers& buffers, float* scratch) const override {
        const Index panels = m_weights.front().panels();
        const Index tile_part = part / m_channel_parts;
        const Index channel_part = part % m_channel_parts;
        const TileRange range{m_shape.tiles() * tile_part / m_tile_parts,
                              m_shape.tiles() * (tile_part + 1) / m_tile_parts};
        const Index first = panels * channel_part / m_channel_parts;
        const Index last = panels * (channel_part + 1) / m_channel_parts;
        const MapShape& in = m_places.input.shape;
        const Index out_channels = m_places.output.shape.channels;
        const Index count = range.last - range.first;
        const Index first_channel = first * PackedWeights::panelColumns();
        const Index channels = std::min(last * PackedWeights::panelColumns(), out_channels) - first_channel;

        float* sums = scratch + kTileProducts * count * in.channels;
        inputTiles(m_shape, m_places.input.in(buffers)-in.inside(), in.channels, range, scratch, 1);
        for (Index place = 0; place < kTileProducts; ++place) {
            float* out = sums + place * count * channels;
            multiply({.in = scratch + place * count * in.channels,
                      .in_pixel_step = in.channels,
                      .run = in.channels,
                      .weights = &m_weights[static_cast<std::size_t>(place)],
                      .out = {out - first_channel, 0, channels},
                      .columns = count},
                     0, count, first, last);
        }
        float* unused = sums + kTileProducts * count * channels;
        for (Index number = 0; number < count; ++number) {
            finishTile(range, number, sums, first_channel, channels, buffers, unused);
        }
    }

  private:
    /// Enough parts for all threads, each with enough rows for its products; what a part takes stays near the
    /// cache.
    void divide(Index in_channels, Index out_channels) {
        constexpr Index kValues = 1'000'000;
        constexpr Index kWanted = 8;
        constexpr Index kLeast = 4;
        constexpr Index kLeastChannels = 64;
        constexpr Index kLeastTiles = 12;
        const Index tiles =
            std::clamp<Index>(kValues / (kTileProducts * (in_channels + out_channels)) / 6 * 6, 48, 96);
        m_tile_parts = partsOf(m_shape.tiles(), tiles);
        m_channel_parts =
            std::clamp<Index>(kWanted / m_tile_parts, 1, std::max<Index>(1, out_channels / kLeastChannels));
        if (m_tile_parts * m_channel_parts < kLeast) {
            m_tile_parts = std::clamp<Index>(m_shape.tiles() / kLeastTiles, m_tile_parts, kLeast);
        }
    }

    void finishTile(TileRange range, Index number, const float* sums, Index first_channel, Index channels,
                    const Buffers& buffers, float* unused) const {
        const MapMemory out = m_places.output.memory(buffers);
        const TileResults tile =
            resultsOfTile(m_shape, sums, channels, range, number, m_bias.data() + first_channel,
                          out.values + first_channel, out.row_step, out.pixel_step, unused);
        if (!m_has_added && m_finish == Finish::none) {
            return;
        }
        const MapMemory added = m_has_added ? m_places.second.memory(buffers) : MapMemory{};
        const Index reach = kTileSide * m_shape.dilation;
        for (Index y = tile.row; y < std::min(tile.row + reach, m_shape.out_rows); y += m_shape.dilation) {
            for (Index x = tile.col; x < std::min(tile.col + reach, m_shape.out_cols);
                 x += m_shape.dilation) {
                const float* more =
                    m_has_added ? added.values + y * added.row_step + x * added.pixel_step + first_channel
                                : nullptr;
                finishValues(out.values + y * out.row_step + x * out.pixel_step + first_channel, more,
                             channels, m_finish);
            }
        }
    }

    LayerPlaces m_places;
    bool m_has_added;
    std::vector<float> m_bias;
    Finish m_finish;
    WinogradShape m_shape{};
    std::vector<PackedWeights> m_weights{};  ///< by place of a transformed tile
    Index m_tile_parts = 1;
    Index m_channel_parts = 1;
};

}  // namespace

bool usesWinograd(const PlanLayer& layer, const PlanMap& output) {
    if (layer.kind != LayerKind::convolution || layer.kernel != 3 || layer.stride != 1 ||
        layer.padding % layer.dilation != 0 || layer.weights.size() < std::size_t{9 * 16 * 16}) {
        return false;
    }
    // What both methods take for a pair of channels: products, or reading the weights where maps are small.
    constexpr Index kReading = 18;
    constexpr double kTransforms = 1.3;
    const WinogradShape shape{
        .count = 1, .out_rows = output.height, .out_cols = output.width, .dilation = layer.dilation};
    const double by_winograd =
        kTransforms * static_cast<double>(kTileProducts * std::max(shape.tiles(), kReading));
    const double direct = static_cast<double>(9 * std::max(output.height * output.width, kReading));
    return by_winograd < direct;
}

std::unique_ptr<PlanStep> makeWinogradStep(const PlanLayer& layer, const LayerPlaces& places) {
    return std::make_unique<WinogradStep>(layer, places);
}

}  // namespace priorscope
