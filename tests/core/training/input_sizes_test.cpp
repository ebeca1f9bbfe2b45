// Batches of several input sizes: which there are, and that a network learns from each as one of that size
// does.
#include "core/training/plan/input_sizes.hpp"

#include <QTest>
#include <map>
#include <random>
#include <set>

#include "core/base/torch_headers.hpp"
#include "core/model/detector_network.hpp"
#include "core/training/plan/fitting_options.hpp"
#include "core/training/step/training_step.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;

namespace {

DetectorSpec tinyWithClasses() {
    DetectorSpec spec = loadDetectorSpec("ssd-tiny");
    spec.classes = {"cat", "dog"};
    return spec;
}

/// Two images of noise, each with an object.
TrainingBatch noise(int side) {
    std::mt19937 random(11);
    TrainingBatch batch;
    for (int i = 0; i < 2; ++i) {
        TrainingSample sample;
        sample.image = {.width = side, .height = side, .rgb = {}};
        for (int value = 0; value < 3 * side * side; ++value) {
            sample.image.rgb.push_back(static_cast<std::uint8_t>(random() % 256));
        }
        sample.targets = {.boxes = {{0.1F, 0.2F, 0.6F, 0.7F}}, .labels = {i + 1}};
        batch.samples.push_back(std::move(sample));
    }
    return batch;
}

}  // namespace

class InputSizesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// ssd-tiny has an input of 160 px, SSD300 one of 300 px.
    void sizesOfANetwork() {
        const DetectorSpec tiny = loadDetectorSpec("ssd-tiny");
        QCOMPARE(trainingSizes(tiny, 0.0), std::vector<int>{160});
        QCOMPARE(trainingSizes(tiny, 0.1), std::vector<int>{160});  // 144 to 176 has no other multiple of 32
        QCOMPARE(trainingSizes(tiny, 0.2), (std::vector<int>{128, 160, 192}));
        QCOMPARE(trainingSizes(tiny, 0.5), (std::vector<int>{96, 128, 160, 192, 224}));
        const std::vector<int> large = trainingSizes(loadDetectorSpec("ssd300-vgg16"), 0.1);
        QCOMPARE(large, (std::vector<int>{288, 300, 320}));
    }

    void everySizeIsDrawnAlike() {
        const std::vector<int> sizes{128, 160, 192};
        std::map<int, int> counts;
        for (std::int64_t batch = 0; batch < 3000; ++batch) {
            ++counts[inputSizeOf(sizes, 7, batch)];
        }
        QCOMPARE(counts.size(), sizes.size());
        for (const auto& [size, count] : counts) {
            QVERIFY2(count > 850 && count < 1150, qPrintable(QString::number(count)));  // 1,000 ± 26
        }
        QCOMPARE(inputSizeOf(sizes, 7, 41), inputSizeOf(sizes, 7, 41));
        std::set<int> of_seeds;
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            of_seeds.insert(inputSizeOf(sizes, seed, 0));
        }
        QVERIFY(of_seeds.size() > 1);
        QCOMPARE(inputSizeOf({160}, 7, 41), 160);
    }

    /// The weights do not depend on the input, so that networks of one seed have the same.
    void lossesAreThoseOfANetworkOfThatSize() {
        const DetectorSpec spec = tinyWithClasses();
        const auto network = buildNetwork(spec, 3);
        for (const int side : {128, 160, 224}) {
            const auto other = buildNetwork(withInputSize(spec, side), 3);
            network->eval();
            other->eval();
            const BatchLosses losses = lossesOf(*network, {}, noise(side));
            const BatchLosses expected = lossesOf(*other, {}, noise(side));
            QVERIFY(losses.positives > 0);
            QCOMPARE(losses.positives, expected.positives);
            for (std::size_t i = 0; i < expected.terms.size(); ++i) {
                QCOMPARE(losses.terms[i].sum.item<double>(), expected.terms[i].sum.item<double>());
                QCOMPARE(losses.terms[i].count, expected.terms[i].count);
            }
        }
        // Detection keeps to the size that the detector is for.
        const torch::NoGradGuard no_grad;
        QVERIFY(messageOf([&] {
                    network->predict(torch::zeros({1, 3, 192, 192}), {ResizeMapping()}, {});
                }).contains("feature map"));
    }

    void whatHasNoOtherSizeIsRefused() {
        const DetectorSpec spec = tinyWithClasses();
        TrainingOptions options;
        options.input_scale = 0.05;
        QVERIFY(messageOf([&] { requireFitting(options, spec, false); }).contains("input_scale"));
        options.input_scale = 0.2;
        requireFitting(options, spec, false);
    }
};

QTEST_GUILESS_MAIN(InputSizesTest)
#include "input_sizes_test.moc"
