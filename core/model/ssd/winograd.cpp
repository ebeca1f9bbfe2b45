#include "core/model/ssd/winograd.hpp"

#include <algorithm>

#include "core/compute/autocast.hpp"
#include "core/compute/side_by_side.hpp"
#include "core/model/ssd/layers.hpp"
#include "core/model/ssd/value_pointers.hpp"
#include "core/model/ssd/winograd_loops.hpp"

namespace priorscope {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

WinogradShape loopShape(const torch::Tensor& x, std::int64_t padding, std::int64_t dilation) {
    const std::int64_t grown = 2 * (padding - dilation);
    return {.count = x.size(0),
            .rows = x.size(2),
            .cols = x.size(3),
            .out_rows = x.size(2) + grown,
            .out_cols = x.size(3) + grown,
            .padding = padding,
            .dilation = dilation};
}

/// Tiles that are transformed at once: what they take stays near the cache, and products have many rows.
std::int64_t tilesAtOnce(std::int64_t channels) {
    constexpr std::int64_t kValues = 4'000'000;
    constexpr std::int64_t kLeast = 384;
    return std::max(kLeast, kValues / (kTileProducts * channels));
}

/// Calls work(range) for all tiles, some at a time.
template <class Work>
void inRanges(std::int64_t tiles, std::int64_t at_once, const Work& work) {
    const std::int64_t parts = (tiles + at_once - 1) / at_once;
    for (std::int64_t part = 0; part < parts; ++part) {
        work(TileRange{tiles * part / parts, tiles * (part + 1) / parts});
    }
}

/// to[k] = a[k] · b[k], for each place.
void multiplyPlaces(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& to) {
    sideBySide(kTileProducts, at::get_num_threads(), [&](std::int64_t k) {
        const torch::NoGradGuard without_gradient;
        torch::Tensor out = to[k];
        at::mm_out(out, a[k], b[k]);
    });
}

/// to[k] += a[k]ᵀ · b[k].
void addProductsOfPlaces(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& to) {
    sideBySide(kTileProducts, at::get_num_threads(), [&](std::int64_t k) {
        const torch::NoGradGuard without_gradient;
        to[k].addmm_(a[k].t(), b[k]);
    });
}

/// @param taps  [9, in, out]
/// @return [36, in, out]
torch::Tensor transformedTaps(const torch::Tensor& taps) {
    const torch::Tensor tiles = torch::empty({kTileProducts, taps.size(1), taps.size(2)}, taps.options());
    weightTiles(taps.data_ptr<float>(), taps.size(1) * taps.size(2), tiles.data_ptr<float>(),
                at::get_num_threads());
    return tiles;
}

/// @param weight  [36, in, out]
torch::Tensor convolved(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                        const WinogradShape& shape) {
    const std::int64_t in = weight.size(1);
    const std::int64_t out = weight.size(2);
    const int threads = at::get_num_threads();
    const torch::Tensor output = torch::empty({shape.count, out, shape.out_rows, shape.out_cols}, x.options(),
                                              torch::MemoryFormat::ChannelsLast);
    inRanges(shape.tiles(), tilesAtOnce(in + out), [&](TileRange range) {
        const std::int64_t count = range.last - range.first;
        const torch::Tensor tiles = torch::empty({kTileProducts, count, in}, torch::kFloat32);
        const torch::Tensor sums = torch::empty({kTileProducts, count, out}, torch::kFloat32);
        inputTiles(shape, x.data_ptr<float>(), in, range, tiles.data_ptr<float>(), threads);
        multiplyPlaces(tiles, weight, sums);
        resultsOfTiles(shape, sums.data_ptr<float>(), out, range,
                       bias.defined() ? bias.data_ptr<float>() : nullptr, output.data_ptr<float>(), threads);
    });
    return output;
}

/// @return [out, in, 3, 3]
torch::Tensor weightGradient(const torch::Tensor& x, const torch::Tensor& gradient,
                             const WinogradShape& shape) {
    const std::int64_t in = x.size(1);
    const std::int64_t out = gradient.size(1);
    const int threads = at::get_num_threads();
    const torch::Tensor sums = torch::zeros({kTileProducts, in, out}, torch::kFloat32);
    inRanges(shape.tiles(), tilesAtOnce(in + out), [&](TileRange range) {
        const std::int64_t count = range.last - range.first;
        const torch::Tensor tiles = torch::empty({kTileProducts, count, in}, torch::kFloat32);
        const torch::Tensor gradients = torch::empty({kTileProducts, count, out}, torch::kFloat32);
        inputTiles(shape, x.data_ptr<float>(), in, range, tiles.data_ptr<float>(), threads);
        gradientTiles(shape, gradient.data_ptr<float>(), out, range, gradients.data_ptr<float>(), threads);
        addProductsOfPlaces(tiles, gradients, sums);
    });
    const torch::Tensor taps = torch::empty({9, in, out}, torch::kFloat32);
    weightGradientOfTiles(sums.data_ptr<float>(), in * out, taps.data_ptr<float>(), threads);
    return taps.permute({2, 1, 0}).reshape({out, in, 3, 3});
}

class WinogradFunction : public torch::autograd::Function<WinogradFunction> {
  public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x,
                                 const torch::Tensor& weight, const torch::Tensor& bias,
                                 const ConvolutionShape& shape) {
        context->save_for_backward({x, weight});
        context->saved_data["padding"] = shape.padding;
        context->saved_data["dilation"] = shape.dilation;
        const torch::Tensor taps =
            weight.permute({2, 3, 1, 0}).reshape({9, weight.size(1), weight.size(0)}).contiguous();
        return convolved(x, transformedTaps(taps), bias, loopShape(x, shape.padding, shape.dilation));
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const variable_list saved = context->get_saved_variables();
        const torch::Tensor& x = saved[0];
        const torch::Tensor& weight = saved[1];
        const std::int64_t padding = context->saved_data["padding"].toInt();
        const std::int64_t dilation = context->saved_data["dilation"].toInt();
        const torch::Tensor gradient = gradientLike(gradients[0], x);
        torch::Tensor of_x;
        torch::Tensor of_weight;
        torch::Tensor of_bias;
        if (context->needs_input_grad(0)) {
            // A convolution of the gradients with the taps turned round.
            const torch::Tensor taps = weight.permute({2, 3, 0, 1})
                                           .reshape({9, weight.size(0), weight.size(1)})
                                           .flip(0)
                                           .contiguous();
            of_x = convolved(gradient, transformedTaps(taps), {},
                             loopShape(gradient, 2 * dilation - padding, dilation));
        }
        if (context->needs_input_grad(1)) {
            of_weight = weightGradient(x, gradient, loopShape(x, padding, dilation));
        }
        if (context->needs_input_grad(2)) {
            of_bias = gradient.sum({0, 2, 3});
        }
        return {of_x, of_weight, of_bias, torch::Tensor()};
    }
};

}  // namespace

bool canConvolveByWinograd(const torch::Tensor& x, const ConvolutionShape& shape) {
    constexpr std::int64_t kFewestChannels = 16;
    constexpr std::int64_t kSmallestSide = 7;
    return shape.kernel == 3 && shape.stride == 1 && shape.groups == 1 && shape.in >= kFewestChannels &&
           shape.out >= kFewestChannels && shape.padding % shape.dilation == 0 &&
           shape.padding <= 2 * shape.dilation && hasValues(x) && x.scalar_type() == torch::kFloat32 &&
           std::min(x.size(2), x.size(3)) >= kSmallestSide && !isCpuAutocast();
}

torch::Tensor convolvedByWinograd(const torch::Tensor& x, const torch::Tensor& weight,
                                  const torch::Tensor& bias, const ConvolutionShape& shape) {
    // An undefined tensor is no argument of a function with gradients.
    return WinogradFunction::apply(x, weight, bias.defined() ? bias : torch::zeros({weight.size(0)}), shape);
}

}  // namespace priorscope
