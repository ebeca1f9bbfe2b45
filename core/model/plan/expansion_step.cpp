#include <algorithm>

#include "core/model/plan/plan_step.hpp"

namespace priorscope {
namespace {

using Index = std::int64_t;

/// A convolution of single pixels and the depthwise one after it. A part is some rows of the results and some
/// of their channels: what it expands stays in the second cache.
class ExpansionStep final : public PlanStep {
  public:
    ExpansionStep(const PlanLayer& layer, const LayerPlaces& places)
        : m_layer(layer),
          m_places(places),
          m_weights(layer.expansion.front().weights.data(), layer.expansion.front().bias.data(),
                    places.input.shape.channels, places.output.shape.channels) {
        m_layer.expansion.front().weights = {};
        divide();
    }

    Index parts() const override { return m_row_parts * m_channel_parts; }
    Index scratchSize() const override { return m_scratch_size; }

    void run(Index part, const Buffers& buffers, float* scratch) const override {
        const MapShape& out = m_places.output.shape;
        const Part own{.first_row = out.height * (part / m_channel_parts) / m_row_parts,
                       .last_row = out.height * (part / m_channel_parts + 1) / m_row_parts,
                       .first_panel = firstPanel(part % m_channel_parts),
                       .last_panel = firstPanel(part % m_channel_parts + 1)};
        const Index first_channel = own.first_panel * PackedWeights::panelColumns();
        const Index channels =
            std::min(own.last_panel * PackedWeights::panelColumns(), out.channels) - first_channel;
        const Index row_step = rowPixels() * channels;
        expand(own, channels, buffers, scratch);
        const MapMemory to = m_places.output.memory(buffers);
        filterRows({.in = scratch - own.first_row * m_layer.stride * row_step,
                    .in_row_step = row_step,
                    .in_pixel_step = channels,
                    .channels = channels,
                    .kernel = m_layer.kernel,
                    .stride = m_layer.stride,
                    .weights = m_layer.weights.data() + first_channel,
                    .weight_step = out.channels,
                    .bias = m_layer.bias.data() + first_channel,
                    .out = {to.values + first_channel, to.row_step, to.pixel_step},
                    .columns = out.width,
                    .finish = m_layer.finish},
                   own.first_row, own.last_row);
    }

  private:
    struct Part {
        Index first_row;
        Index last_row;
        Index first_panel;
        Index last_panel;
    };

    Index rowPixels() const { return m_places.input.shape.width + 2 * m_layer.padding; }
    /// Rows under the kernel of some rows of results.
    Index rowsUnder(Index results) const { return (results - 1) * m_layer.stride + m_layer.kernel; }

    /// The expanded rows under the kernel, with their borders.
    void expand(const Part& part, Index channels, const Buffers& buffers, float* scratch) const {
        const MapShape& in = m_places.input.shape;
        const Index begin = part.first_row * m_layer.stride - m_layer.padding;
        const Index count = rowsUnder(part.last_row - part.first_row);
        const Index row_step = rowPixels() * channels;
        const Index edge = m_layer.padding * channels;
        for (Index row = 0; row < count; ++row) {
            float* values = scratch + row * row_step;
            if (begin + row < 0 || begin + row >= in.height) {
                std::fill_n(values, row_step, 0.0F);
            } else {
                std::fill_n(values, edge, 0.0F);
                std::fill_n(values + row_step - edge, edge, 0.0F);
            }
        }
        multiply(
            {.in = m_places.input.in(buffers),
             .in_row_step = in.rowStep(),
             .in_pixel_step = in.channels,
             .run = in.channels,
             .weights = &m_weights,
             .out = {scratch - begin * row_step + edge - part.first_panel * PackedWeights::panelColumns(),
                     row_step, channels},
             .columns = in.width,
             .finish = m_layer.expansion.front().finish},
            std::max<Index>(begin, 0) * in.width, std::min(begin + count, in.height) * in.width,
            part.first_panel, part.last_panel);
    }

    void divide() {
        constexpr Index kValues = 48 * 1024;
        constexpr Index kMostPanels = 8;
        const MapShape& out = m_places.output.shape;
        const Index column_values = rowPixels() * PackedWeights::panelColumns();
        const Index panels_at_once = std::clamp<Index>(kValues / (rowsUnder(out.height) * column_values), 1,
                                                       std::min(kMostPanels, (m_weights.panels() + 11) / 12));
        const Index rows_at_once =
            std::clamp<Index>((kValues / column_values - m_layer.kernel) / m_layer.stride + 1, 1, out.height);
        m_row_parts = (out.height + rows_at_once - 1) / rows_at_once;
        m_channel_parts = std::max<Index>(1, beginnings() / panels_at_once);
        Index widest = 0;
        for (Index part = 0; part < m_channel_parts; ++part) {
            widest = std::max(widest, firstPanel(part + 1) - firstPanel(part));
        }
        m_scratch_size = rowsUnder(out.height / m_row_parts + 1) * column_values * widest;
    }

    /// Panels that a part may begin with: the last one may have too few channels to be filtered alone.
    Index beginnings() const {
        const Index rest = m_weights.columns() % PackedWeights::panelColumns();
        const bool is_short = rest > 0 && 2 * rest < PackedWeights::panelColumns();
        return std::max<Index>(1, m_weights.panels() - (is_short ? 1 : 0));
    }
    Index firstPanel(Index part) const {
        return part == m_channel_parts ? m_weights.panels() : beginnings() * part / m_channel_parts;
    }

    PlanLayer m_layer;
    LayerPlaces m_places;
    PackedWeights m_weights;
    Index m_row_parts = 1;
    Index m_channel_parts = 1;
    Index m_scratch_size = 0;
};

}  // namespace

std::unique_ptr<PlanStep> makeExpansionStep(const PlanLayer& layer, const LayerPlaces& places) {
    return std::make_unique<ExpansionStep>(layer, places);
}

}  // namespace priorscope
