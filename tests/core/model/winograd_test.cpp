// Convolutions by Winograd's method against torch's in double precision.
#include <QTest>
#include <cmath>
#include <limits>

#include "core/base/torch_headers.hpp"
#include "core/compute/autocast.hpp"
#include "core/model/ssd/layers.hpp"
#include "core/model/ssd/winograd.hpp"

using namespace priorscope;

namespace {

constexpr auto kLast = torch::MemoryFormat::ChannelsLast;

torch::Tensor imagesOf(std::vector<std::int64_t> sizes) {
    return torch::randn(sizes).contiguous(kLast);
}

torch::Tensor inDouble(const torch::Tensor& x) {
    return x.detach().to(torch::kFloat64).contiguous().requires_grad_();
}

/// The largest difference, as a part of the largest value.
double apart(const torch::Tensor& ours, const torch::Tensor& reference) {
    const torch::Tensor difference = (ours.detach().to(torch::kFloat64) - reference.detach()).abs().max();
    return (difference / reference.detach().abs().max()).item<double>();
}

ConvolutionShape shapeOf(std::int64_t in, std::int64_t out, std::int64_t padding, std::int64_t dilation = 1) {
    return {.in = in, .out = out, .kernel = 3, .padding = padding, .dilation = dilation};
}

/// The same transforms in numpy's float erred by 2.8e-6 of the largest value, over 512 channels.
constexpr double kTolerance = 4e-6;

}  // namespace

class WinogradTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { torch::manual_seed(11); }

    void equalsTorchs_data() {
        QTest::addColumn<int>("in");
        QTest::addColumn<int>("out");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("cols");
        QTest::addColumn<int>("padding");
        QTest::addColumn<int>("dilation");
        QTest::newRow("whole tiles") << 16 << 32 << 16 << 12 << 1 << 1;
        QTest::newRow("tiles that overhang") << 24 << 17 << 13 << 11 << 1 << 1;
        QTest::newRow("channels that fill no vector") << 19 << 21 << 9 << 10 << 1 << 1;
        QTest::newRow("without padding") << 16 << 16 << 10 << 9 << 0 << 1;
        QTest::newRow("wide padding") << 16 << 16 << 8 << 7 << 2 << 1;
        QTest::newRow("dilated") << 16 << 40 << 19 << 19 << 6 << 6;
        QTest::newRow("dilated, results of no whole grid") << 16 << 16 << 11 << 7 << 2 << 2;
        QTest::newRow("several ranges of tiles") << 64 << 64 << 90 << 121 << 1 << 1;
    }

    void equalsTorchs() {
        QFETCH(int, in);
        QFETCH(int, out);
        QFETCH(int, rows);
        QFETCH(int, cols);
        QFETCH(int, padding);
        QFETCH(int, dilation);
        const ConvolutionShape shape = shapeOf(in, out, padding, dilation);
        for (const bool with_bias : {true, false}) {
            const torch::Tensor x = imagesOf({3, in, rows, cols}).requires_grad_();
            const torch::Tensor weight =
                (torch::randn({out, in, 3, 3}) / std::sqrt(9.0 * in)).requires_grad_();
            const torch::Tensor bias = with_bias ? torch::randn({out}).requires_grad_() : torch::Tensor();
            const torch::Tensor x2 = inDouble(x);
            const torch::Tensor weight2 = inDouble(weight);
            const torch::Tensor bias2 = with_bias ? inDouble(bias) : torch::Tensor();
            QVERIFY(canConvolveByWinograd(x, shape));
            const torch::Tensor y = convolvedByWinograd(x, weight, bias, shape);
            const torch::Tensor y2 = torch::conv2d(x2, weight2, bias2, 1, padding, dilation);
            QVERIFY(y.sizes() == y2.sizes() && y.is_contiguous(kLast));
            QVERIFY2(apart(y, y2) < kTolerance, qPrintable(QString::number(apart(y, y2))));
            const torch::Tensor dy = imagesOf(y.sizes().vec());
            y.backward(dy);
            y2.backward(dy.to(torch::kFloat64));
            QVERIFY2(apart(x.grad(), x2.grad()) < kTolerance,
                     qPrintable(QString::number(apart(x.grad(), x2.grad()))));
            QVERIFY(weight.grad().sizes() == weight.sizes());
            QVERIFY2(apart(weight.grad(), weight2.grad()) < kTolerance,
                     qPrintable(QString::number(apart(weight.grad(), weight2.grad()))));
            if (with_bias) {
                QVERIFY(apart(bias.grad(), bias2.grad()) < kTolerance);
            }
        }
    }

    void gradientsThatNobodyNeedsAreLeftOut() {
        const torch::Tensor x = imagesOf({1, 16, 8, 8});
        const torch::Tensor weight = torch::randn({16, 16, 3, 3}).requires_grad_();
        const torch::Tensor bias = torch::randn({16});
        convolvedByWinograd(x, weight, bias, shapeOf(16, 16, 1)).sum().backward();
        QVERIFY(weight.grad().defined() && !x.grad().defined() && !bias.grad().defined());
        const torch::Tensor images = imagesOf({1, 16, 8, 8}).requires_grad_();
        convolvedByWinograd(images, weight.detach(), bias, shapeOf(16, 16, 1)).sum().backward();
        QVERIFY(images.grad().defined());
    }

    void otherConvolutionsAreLeftToTorch() {
        const torch::Tensor x = imagesOf({2, 16, 9, 9});
        QVERIFY(canConvolveByWinograd(x, shapeOf(16, 16, 1)));
        QVERIFY(!canConvolveByWinograd(x.to(torch::kFloat64), shapeOf(16, 16, 1)));
        QVERIFY(!canConvolveByWinograd(x.to(torch::kBFloat16), shapeOf(16, 16, 1)));
        QVERIFY(!canConvolveByWinograd(torch::randn({2, 16, 9, 9}), shapeOf(16, 16, 1)));  // channels apart
        QVERIFY(!canConvolveByWinograd(imagesOf({2, 3, 9, 9}), shapeOf(3, 16, 1)));
        QVERIFY(!canConvolveByWinograd(imagesOf({2, 16, 3, 3}), shapeOf(16, 16, 1)));
        QVERIFY(!canConvolveByWinograd(x, shapeOf(16, 16, 1, 2)));
        ConvolutionShape other = shapeOf(16, 16, 1);
        other.stride = 2;
        QVERIFY(!canConvolveByWinograd(x, other));
        other = shapeOf(16, 16, 1);
        other.kernel = 1;
        QVERIFY(!canConvolveByWinograd(x, other));
        other = shapeOf(16, 16, 1);
        other.groups = 2;
        QVERIFY(!canConvolveByWinograd(x, other));
    }

    /// A float input, too, is computed in bf16 there.
    void autocastIsLeftToTorch() {
        const torch::Tensor x = imagesOf({2, 16, 9, 9});
        const Autocast bf16(Precision::bf16, at::kCPU);
        QVERIFY(!canConvolveByWinograd(x, shapeOf(16, 16, 1)));
    }

    void threadsLeaveNoTrace() {
        const torch::Tensor x = imagesOf({3, 24, 33, 29});
        const torch::Tensor weight = torch::randn({20, 24, 3, 3});
        const torch::Tensor dy = imagesOf({3, 20, 33, 29});
        const int before = at::get_num_threads();
        std::vector<std::vector<torch::Tensor>> results;
        for (const int threads : {1, 2, 3, 7}) {
            at::set_num_threads(threads);
            const torch::Tensor images = x.clone(kLast).requires_grad_();
            const torch::Tensor taps = weight.clone().requires_grad_();
            const torch::Tensor y = convolvedByWinograd(images, taps, {}, shapeOf(24, 20, 1));
            y.backward(dy);
            results.push_back({y.detach(), images.grad(), taps.grad()});
        }
        at::set_num_threads(before);
        for (std::size_t i = 1; i < results.size(); ++i) {
            for (std::size_t k = 0; k < results[i].size(); ++k) {
                QVERIFY(torch::equal(results[i][k], results[0][k]));
            }
        }
    }

    void whatIsNoNumberStaysInItsImage() {
        torch::Tensor x = imagesOf({2, 16, 9, 9});
        x.index_put_({0, 1, 4, 4}, std::numeric_limits<float>::quiet_NaN());
        const torch::Tensor y = convolvedByWinograd(x, torch::randn({16, 16, 3, 3}), {}, shapeOf(16, 16, 1));
        QVERIFY(y[0].isnan().any().item<bool>());
        QVERIFY(!y[1].isnan().any().item<bool>());
    }

    void batchOfNoImages() {
        const torch::Tensor x = imagesOf({0, 16, 9, 9}).requires_grad_();
        const torch::Tensor weight = torch::randn({16, 16, 3, 3}).requires_grad_();
        const torch::Tensor y = convolvedByWinograd(x, weight, {}, shapeOf(16, 16, 1));
        QVERIFY(y.size(0) == 0 && y.size(2) == 9);
        y.sum().backward();
        QVERIFY(weight.grad().abs().max().item<float>() == 0.0F);
    }
};

QTEST_APPLESS_MAIN(WinogradTest)
#include "winograd_test.moc"
