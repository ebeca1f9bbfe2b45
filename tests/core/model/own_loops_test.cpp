// Our own depthwise convolution and normalisation for training on the CPU, against torch's in double
// precision.
#include <QTest>
#include <cmath>
#include <limits>

#include "core/base/torch_headers.hpp"
#include "core/model/ssd/depthwise.hpp"
#include "core/model/ssd/layers.hpp"
#include "core/model/ssd/normalized_activation.hpp"
#include "core/model/ssd/value_pointers.hpp"

using namespace priorscope;

namespace {

constexpr auto kLast = torch::MemoryFormat::ChannelsLast;

/// Values as the type holds them, so that the reference computes with the same.
torch::Tensor imagesOf(std::vector<std::int64_t> sizes, torch::ScalarType type) {
    return torch::randn(sizes).to(type).contiguous(kLast);
}

torch::Tensor inDouble(const torch::Tensor& x) {
    return x.detach().to(torch::kFloat64).contiguous().requires_grad_();
}

/// The largest difference, as a part of the largest value.
double apart(const torch::Tensor& ours, const torch::Tensor& reference) {
    const torch::Tensor difference = (ours.detach().to(torch::kFloat64) - reference.detach()).abs().max();
    return (difference / reference.detach().abs().max()).item<double>();
}

/// Half a unit in the last place of the largest value, and what sums lose.
double toleranceOf(torch::ScalarType type) {
    return type == torch::kBFloat16 ? 1.0 / 256.0 : 2e-6;
}

torch::Tensor activatedByTorch(const torch::Tensor& z, Activation activation) {
    switch (activation) {
        case Activation::relu:
            return torch::relu(z);
        case Activation::relu6:
            return torch::hardtanh(z, 0, 6);
        case Activation::hardswish:
            return torch::hardswish(z);
        case Activation::none:
            break;
    }
    return z;
}

struct Norm {
    torch::Tensor weight;
    torch::Tensor bias;
    torch::Tensor mean;
    torch::Tensor variance;

    explicit Norm(std::int64_t channels)
        : weight(torch::rand({channels}) + 0.5),
          bias(torch::randn({channels})),
          mean(torch::randn({channels})),
          variance(torch::rand({channels}) + 0.5) {}
};

}  // namespace

class OwnLoopsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { torch::manual_seed(7); }

    void depthwiseIsTorchs_data() {
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("cols");
        QTest::addColumn<int>("kernel");
        QTest::addColumn<int>("stride");
        QTest::addColumn<int>("padding");
        QTest::addColumn<int>("dilation");
        QTest::newRow("3 × 3") << 24 << 9 << 7 << 3 << 1 << 1 << 1;
        QTest::newRow("5 × 5") << 17 << 8 << 11 << 5 << 1 << 2 << 1;
        QTest::newRow("half the size") << 40 << 11 << 10 << 5 << 2 << 2 << 1;
        QTest::newRow("a third") << 8 << 10 << 10 << 3 << 3 << 0 << 1;
        QTest::newRow("dilated") << 16 << 9 << 9 << 3 << 1 << 2 << 2;
        QTest::newRow("kernel larger than the map") << 6 << 2 << 1 << 5 << 1 << 2 << 1;
        QTest::newRow("half of one cell") << 3 << 1 << 1 << 3 << 2 << 1 << 1;
        QTest::newRow("without padding") << 5 << 6 << 6 << 3 << 2 << 0 << 1;
    }

    void depthwiseIsTorchs() {
        QFETCH(int, channels);
        QFETCH(int, rows);
        QFETCH(int, cols);
        QFETCH(int, kernel);
        QFETCH(int, stride);
        QFETCH(int, padding);
        QFETCH(int, dilation);
        const ConvolutionShape shape{.in = channels,
                                     .out = channels,
                                     .kernel = kernel,
                                     .stride = stride,
                                     .padding = padding,
                                     .dilation = dilation,
                                     .groups = channels,
                                     .bias = false};
        for (const auto type : {torch::kFloat32, torch::kBFloat16}) {
            const torch::Tensor x = imagesOf({3, channels, rows, cols}, type).requires_grad_();
            const torch::Tensor weight = torch::randn({channels, 1, kernel, kernel}).requires_grad_();
            QVERIFY(canConvolveDepthwise(x, shape));
            const torch::Tensor y = convolvedDepthwise(x, weight, shape);
            const torch::Tensor x2 = inDouble(x);
            const torch::Tensor weight2 = inDouble(weight);
            const torch::Tensor y2 =
                torch::conv2d(x2, weight2, {}, stride, padding, dilation, /*groups=*/channels);
            QVERIFY(y.sizes() == y2.sizes() && y.scalar_type() == type && y.is_contiguous(kLast));
            QVERIFY(apart(y, y2) < toleranceOf(type));
            const torch::Tensor dy = imagesOf(y.sizes().vec(), type);
            y.backward(dy);
            y2.backward(dy.to(torch::kFloat64));
            QVERIFY(x.grad().scalar_type() == type && weight.grad().scalar_type() == torch::kFloat32);
            QVERIFY(apart(x.grad(), x2.grad()) < toleranceOf(type));
            QVERIFY2(apart(weight.grad(), weight2.grad()) < 2e-6,
                     qPrintable(QString::number(apart(weight.grad(), weight2.grad()))));
        }
    }

    void otherConvolutionsAreLeftToTorch() {
        const ConvolutionShape depthwise{
            .in = 4, .out = 4, .kernel = 3, .padding = 1, .groups = 4, .bias = false};
        QVERIFY(canConvolveDepthwise(imagesOf({2, 4, 5, 5}, torch::kFloat32), depthwise));
        QVERIFY(!canConvolveDepthwise(imagesOf({2, 4, 5, 5}, torch::kFloat64), depthwise));
        QVERIFY(!canConvolveDepthwise(torch::randn({2, 4, 5, 5}), depthwise));  // channels apart
        ConvolutionShape other = depthwise;
        other.groups = 2;
        QVERIFY(!canConvolveDepthwise(imagesOf({2, 4, 5, 5}, torch::kFloat32), other));
        other = depthwise;
        other.bias = true;
        QVERIFY(!canConvolveDepthwise(imagesOf({2, 4, 5, 5}, torch::kFloat32), other));
    }

    void normalisationIsTorchs_data() {
        QTest::addColumn<int>("activation");
        QTest::newRow("alone") << static_cast<int>(Activation::none);
        QTest::newRow("ReLU") << static_cast<int>(Activation::relu);
        QTest::newRow("ReLU6") << static_cast<int>(Activation::relu6);
        QTest::newRow("hardswish") << static_cast<int>(Activation::hardswish);
    }

    void normalisationIsTorchs() {
        QFETCH(int, activation);
        const auto kind = static_cast<Activation>(activation);
        // The second has several chunks of rows, the third more channels than a chunk has values.
        for (const auto& sizes :
             std::vector<std::vector<std::int64_t>>{{2, 5, 3, 4}, {3, 96, 17, 13}, {2, 9000, 1, 2}}) {
            for (const auto type : {torch::kFloat32, torch::kBFloat16}) {
                const std::int64_t channels = sizes[1];
                const NormOptions options{.eps = 1e-3, .momentum = 0.03};
                // Means far from 0: sums of squares would lose the variance. Values on both sides of each
                // corner.
                const torch::Tensor x = (4.0 * imagesOf(sizes, type) + 20.0).to(type).contiguous(kLast);
                x.requires_grad_();
                Norm ours(channels);
                ours.weight.requires_grad_();
                ours.bias.requires_grad_();
                const torch::Tensor weight = inDouble(ours.weight);
                const torch::Tensor bias = inDouble(ours.bias);
                torch::Tensor mean = ours.mean.to(torch::kFloat64);
                torch::Tensor variance = ours.variance.to(torch::kFloat64);
                const torch::Tensor x2 = inDouble(x);
                const torch::Tensor y =
                    normalizedActivation(x, ours.weight, ours.bias, ours.mean, ours.variance, options, kind);
                const torch::Tensor y2 = activatedByTorch(
                    torch::batch_norm(x2, weight, bias, mean, variance, true, 0.03, 1e-3, false), kind);
                const double tolerance = 4.0 * toleranceOf(type);
                QVERIFY(y.scalar_type() == type && y.is_contiguous(kLast));
                QVERIFY(apart(y, y2) < tolerance);
                QVERIFY(apart(ours.mean, mean) < 1e-6 && apart(ours.variance, variance) < 1e-6);
                const torch::Tensor dy = imagesOf(sizes, type);
                y.backward(dy);
                y2.backward(dy.to(torch::kFloat64));
                QVERIFY2(apart(x.grad(), x2.grad()) < tolerance,
                         qPrintable(QString::number(apart(x.grad(), x2.grad()))));
                QVERIFY(apart(ours.weight.grad(), weight.grad()) < 1e-5);
                QVERIFY(apart(ours.bias.grad(), bias.grad()) < 1e-5);
            }
        }
    }

    void cornersOfActivationsAreTorchs() {
        // Normalised, these are -3, 0, 3 and 6 on the first channel: mean 1.5, deviation 3.354.
        const torch::Tensor x = torch::tensor({-3.0F, 0.0F, 3.0F, 6.0F}).view({4, 1, 1, 1}).contiguous(kLast);
        const double deviation = std::sqrt(11.25);
        for (const Activation kind : {Activation::relu, Activation::relu6, Activation::hardswish}) {
            const torch::Tensor in = x.clone(kLast).requires_grad_();
            const torch::Tensor weight = torch::tensor({static_cast<float>(deviation)}).requires_grad_();
            const torch::Tensor bias = torch::tensor({1.5F}).requires_grad_();
            torch::Tensor mean = torch::zeros({1});
            torch::Tensor variance = torch::ones({1});
            const torch::Tensor y =
                normalizedActivation(in, weight, bias, mean, variance, {.eps = 0.0, .momentum = 0.1}, kind);
            const torch::Tensor expected = activatedByTorch(x, kind);
            QVERIFY2(torch::allclose(y, expected, 1e-5, 1e-5), qPrintable(QString::number(int(kind))));
        }
    }

    void threadsLeaveNoTrace() {
        const torch::Tensor x = imagesOf({5, 48, 31, 29}, torch::kFloat32);
        const ConvolutionShape shape{
            .in = 48, .out = 48, .kernel = 5, .padding = 2, .groups = 48, .bias = false};
        const torch::Tensor weight = torch::randn({48, 1, 5, 5});
        const torch::Tensor dy = imagesOf({5, 48, 31, 29}, torch::kFloat32);
        const int before = at::get_num_threads();
        std::vector<std::vector<torch::Tensor>> results;
        for (const int threads : {1, 2, 3, 7}) {
            at::set_num_threads(threads);
            torch::manual_seed(3);
            Norm norm(48);
            const torch::Tensor images = x.clone(kLast).requires_grad_();
            const torch::Tensor taps = weight.clone().requires_grad_();
            norm.weight.requires_grad_();
            const torch::Tensor y =
                normalizedActivation(convolvedDepthwise(images, taps, shape), norm.weight, norm.bias,
                                     norm.mean, norm.variance, {}, Activation::hardswish);
            y.backward(dy);
            results.push_back({y.detach(), images.grad(), taps.grad(), norm.weight.grad(), norm.variance});
        }
        at::set_num_threads(before);
        for (std::size_t i = 1; i < results.size(); ++i) {
            for (std::size_t k = 0; k < results[i].size(); ++k) {
                QVERIFY(torch::equal(results[i][k], results[0][k]));
            }
        }
    }

    void whatIsNoNumberStaysSo() {
        for (const auto type : {torch::kFloat32, torch::kBFloat16}) {
            torch::Tensor x = imagesOf({2, 3, 4, 4}, type);
            x.index_put_({0, 1, 2, 2}, std::numeric_limits<float>::quiet_NaN());
            Norm norm(3);
            const torch::Tensor y = normalizedActivation(x, norm.weight, norm.bias, norm.mean, norm.variance,
                                                         {}, Activation::none);
            QVERIFY(y.select(1, 1).isnan().all().item<bool>());
            QVERIFY(!y.select(1, 0).isnan().any().item<bool>());
        }
    }

    void bfloatsRoundAsTorchs() {
        std::vector<float> values{0.0F,        -0.0F,   1.0F,    1.00390625F,
                                  1.01171875F, 3.4e38F, -1e-40F, std::numeric_limits<float>::infinity()};
        for (int i = 0; i < 1000; ++i) {
            values.push_back(std::ldexp(1.0F + 0.00137F * static_cast<float>(i), i % 60 - 30));
        }
        values.push_back(std::numeric_limits<float>::quiet_NaN());
        std::vector<Bfloat> ours(values.size());
        std::vector<float> back(values.size());
        narrow(values.data(), static_cast<std::int64_t>(values.size()), ours.data());
        widen(ours.data(), static_cast<std::int64_t>(ours.size()), back.data());
        QVERIFY(std::isnan(back.back()));
        for (std::size_t i = 0; i + 1 < values.size(); ++i) {
            QCOMPARE(ours[i], at::BFloat16(values[i]).x);
            QCOMPARE(back[i], static_cast<float>(at::BFloat16(values[i])));
        }
    }
};

QTEST_APPLESS_MAIN(OwnLoopsTest)
#include "own_loops_test.moc"
