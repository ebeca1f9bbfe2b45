#include <algorithm>

#include "core/model/plan/plan_step.hpp"

namespace priorscope {
namespace {

using Index = std::int64_t;

/// Rows that a part has, so that it is worth the division: a part takes some ten thousand values.
Index rowsAtOnce(const MapShape& shape, Index work_a_value) {
    constexpr Index kWork = 200'000;
    return std::clamp<Index>(kWork / std::max<Index>(1, shape.width * shape.channels * work_a_value), 1,
                             std::max<Index>(1, shape.height));
}

/// A step whose parts are rows of its output.
class RowsStep : public PlanStep {
  public:
    RowsStep(const PlanLayer& layer, const LayerPlaces& places, Index work_a_value)
        : m_layer(layer), m_places(places), m_rows(rowsAtOnce(places.output.shape, work_a_value)) {}

    Index parts() const override { return (m_places.output.shape.height + m_rows - 1) / m_rows; }
    void run(Index part, const Buffers& buffers, float* /*scratch*/) const override {
        runRows(part * m_rows, std::min((part + 1) * m_rows, m_places.output.shape.height), buffers);
    }

  protected:
    virtual void runRows(Index first, Index last, const Buffers& buffers) const = 0;

    PlanLayer m_layer;
    LayerPlaces m_places;

  private:
    Index m_rows;
};

class DepthwiseStep final : public RowsStep {
  public:
    DepthwiseStep(const PlanLayer& layer, const LayerPlaces& places)
        : RowsStep(layer, places, layer.kernel * layer.kernel) {}

  private:
    void runRows(Index first, Index last, const Buffers& buffers) const override {
        const MapShape& in = m_places.input.shape;
        filterRows({.in = m_places.input.in(buffers)-m_layer.padding * (in.rowStep() + in.channels),
                    .in_row_step = in.rowStep(),
                    .in_pixel_step = in.channels,
                    .channels = in.channels,
                    .kernel = m_layer.kernel,
                    .stride = m_layer.stride,
                    .weights = m_layer.weights.data(),
                    .weight_step = in.channels,
                    .bias = m_layer.bias.data(),
                    .out = m_places.output.memory(buffers),
                    .columns = m_places.output.shape.width,
                    .finish = m_layer.finish},
                   first, last);
    }
};

class PoolStep final : public RowsStep {
  public:
    PoolStep(const PlanLayer& layer, const LayerPlaces& places)
        : RowsStep(layer, places, layer.kernel * layer.kernel) {}

  private:
    void runRows(Index first, Index last, const Buffers& buffers) const override {
        for (Index row = first; row < last; ++row) {
            poolRow({m_layer.kernel, m_layer.stride, m_layer.padding}, m_places.input.shape,
                    m_places.input.in(buffers), m_places.output.shape, m_places.output.in(buffers), row);
        }
    }
};

class NormalizeStep final : public RowsStep {
  public:
    NormalizeStep(const PlanLayer& layer, const LayerPlaces& places) : RowsStep(layer, places, 4) {}

  private:
    void runRows(Index first, Index last, const Buffers& buffers) const override {
        for (Index row = first; row < last; ++row) {
            normalizeRow(m_places.input.shape, m_places.input.in(buffers), m_layer.eps,
                         m_layer.weights.data(), m_places.output.shape, m_places.output.in(buffers), row);
        }
    }
};

class ScaleStep final : public RowsStep {
  public:
    ScaleStep(const PlanLayer& layer, const LayerPlaces& places) : RowsStep(layer, places, 2) {}

  private:
    void runRows(Index first, Index last, const Buffers& buffers) const override {
        for (Index row = first; row < last; ++row) {
            scaleRow(m_places.output.shape, m_places.output.in(buffers), m_places.second.in(buffers), row);
        }
    }
};

class MeanStep final : public PlanStep {
  public:
    explicit MeanStep(const LayerPlaces& places) : m_places(places) {}

    Index parts() const override { return (m_places.input.shape.channels + kChannels - 1) / kChannels; }
    void run(Index part, const Buffers& buffers, float* /*scratch*/) const override {
        meanOfChannels(m_places.input.shape, m_places.input.in(buffers), part * kChannels,
                       std::min((part + 1) * kChannels, m_places.input.shape.channels),
                       m_places.output.in(buffers));
    }

  private:
    static constexpr Index kChannels = 128;
    LayerPlaces m_places;
};

/// A convolution as one product. A part is some of the results and some of their channels.
class ProductStep final : public PlanStep {
  public:
    ProductStep(const PlanLayer& layer, const LayerPlaces& places)
        : m_layer(layer),
          m_places(places),
          m_weights(layer.weights.data(), layer.bias.data(),
                    layer.kernel * layer.kernel * places.input.shape.channels, places.output.shape.channels) {
        m_layer.weights = {};
        const MapShape& in = places.input.shape;
        // Neighbours in a row of the kernel lie side by side.
        const Index together = layer.dilation == 1 ? layer.kernel : 1;
        m_run = together * in.channels;
        for (Index row = 0; row < layer.kernel; ++row) {
            for (Index col = 0; col < layer.kernel; col += together) {
                m_taps.push_back(layer.dilation * (row * in.rowStep() + col * in.channels));
            }
        }
        divide();
    }

    Index parts() const override { return m_pixel_parts * m_panel_parts; }

    void run(Index part, const Buffers& buffers, float* /*scratch*/) const override {
        const MapShape& in = m_places.input.shape;
        const MapShape& out = m_places.output.shape;
        const Product product{.in = m_places.input.in(buffers)-m_layer.padding * (in.rowStep() + in.channels),
                              .in_row_step = m_layer.stride * in.rowStep(),
                              .in_pixel_step = m_layer.stride * in.channels,
                              .taps = m_taps.data(),
                              .tap_count = static_cast<Index>(m_taps.size()),
                              .run = m_run,
                              .weights = &m_weights,
                              .out = m_places.output.memory(buffers),
                              .added = m_layer.second < 0 ? MapMemory{} : m_places.second.memory(buffers),
                              .columns = out.width,
                              .finish = m_layer.finish};
        const Index pixel_part = part / m_panel_parts;
        const Index panel_part = part % m_panel_parts;
        multiply(product, firstPixel(pixel_part), firstPixel(pixel_part + 1),
                 m_weights.panels() * panel_part / m_panel_parts,
                 m_weights.panels() * (panel_part + 1) / m_panel_parts);
    }

  private:
    /// Enough parts for all threads, none with too little to do.
    void divide() {
        constexpr Index kWork = 250'000;  // multiplications
        constexpr Index kWanted = 16;
        const Index pixels = m_places.output.shape.pixels();
        const Index work = pixels * m_weights.rows() * m_weights.columns();
        const Index wanted = std::clamp<Index>(work / kWork, 1, std::max(kWanted, pixels / kPixels));
        m_pixel_parts = std::clamp<Index>(wanted, 1, std::max<Index>(1, pixels / kLeastPixels));
        m_panel_parts = std::clamp<Index>(wanted / m_pixel_parts, 1, m_weights.panels());
    }

    Index firstPixel(Index part) const {
        const Index pixels = m_places.output.shape.pixels();
        return part == m_pixel_parts ? pixels : pixels * part / m_pixel_parts / kTogether * kTogether;
    }

    static constexpr Index kPixels = 96;
    static constexpr Index kLeastPixels = 24;
    static constexpr Index kTogether = 12;  ///< results that are computed at once

    PlanLayer m_layer;
    LayerPlaces m_places;
    PackedWeights m_weights;
    Index m_run = 0;
    std::vector<Index> m_taps{};
    Index m_pixel_parts = 1;
    Index m_panel_parts = 1;
};

}  // namespace

std::unique_ptr<PlanStep> makeStep(const PlanLayer& layer, const LayerPlaces& places) {
    switch (layer.kind) {
        case LayerKind::depthwise:
            return std::make_unique<DepthwiseStep>(layer, places);
        case LayerKind::pool:
            return std::make_unique<PoolStep>(layer, places);
        case LayerKind::mean:
            return std::make_unique<MeanStep>(places);
        case LayerKind::scale:
            return std::make_unique<ScaleStep>(layer, places);
        case LayerKind::normalize:
            return std::make_unique<NormalizeStep>(layer, places);
        case LayerKind::convolution:
            break;
    }
    return std::make_unique<ProductStep>(layer, places);
}

}  // namespace priorscope
