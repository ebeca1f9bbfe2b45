#include "core/training/sample_stream.hpp"

#include <QTest>
#include <cmath>
#include <map>

#include "core/augmentation/sample_random.hpp"

using namespace priorscope;

class TestSampleStream : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void withoutWeightsItIsTheEpochsOrder() {
        const SampleStream stream(7, 5);
        for (std::uint64_t position = 0; position < 15; ++position) {
            const SampleTurn turn = stream.at(position);
            QCOMPARE(turn.epoch, position / 5);
            QCOMPARE(turn.place, epochOrder(7, position / 5, 5)[position % 5]);
            QCOMPARE(turn.occurrence, std::uint64_t{0});
        }
    }

    /// Weights 3, 1, 0, 2, 2 of five turns: 1.875, 0.625, 0, 1.25, 1.25 on average.
    void weightsAreKeptOnAverageAndRoundedInEachEpoch() {
        const std::vector<double> expected{1.875, 0.625, 0.0, 1.25, 1.25};
        const SampleStream stream(3, 5, {3, 1, 0, 2, 2});
        std::vector<double> turns(5, 0.0);
        constexpr int kEpochs = 4000;
        for (std::uint64_t epoch = 0; epoch < kEpochs; ++epoch) {
            std::vector<int> here(5, 0);
            for (std::uint64_t i = 0; i < 5; ++i) {
                const SampleTurn turn = stream.at(5 * epoch + i);
                ++here[turn.place];
                turns[turn.place] += 1.0 / kEpochs;
            }
            for (std::size_t place = 0; place < 5; ++place) {
                QVERIFY(here[place] >= std::floor(expected[place]) &&
                        here[place] <= std::ceil(expected[place]));
            }
        }
        for (std::size_t place = 0; place < 5; ++place) {
            // Each is one of two numbers: five standard errors of at most 0.5 / sqrt(4000).
            QVERIFY(std::abs(turns[place] - expected[place]) < 0.04);
        }
    }

    void repeatedImagesAreToldApart() {
        const SampleStream stream(3, 4, {9, 1, 1, 1});  // three turns of the first image
        std::map<std::uint64_t, int> occurrences;
        for (std::uint64_t i = 0; i < 4; ++i) {
            const SampleTurn turn = stream.at(i);
            if (turn.place == 0) {
                ++occurrences[turn.occurrence];
            }
        }
        QCOMPARE(occurrences.size(), std::size_t{3});
        QCOMPARE(occurrences.rbegin()->first, std::uint64_t{2});
    }

    void anyPositionAtAnyTime() {
        const SampleStream stream(3, 6, {1, 2, 3, 4, 5, 6});
        const SampleTurn late = stream.at(6 * 40 + 3);
        for (std::uint64_t position = 0; position < 60; ++position) {
            stream.at(position);
        }
        QCOMPARE(stream.at(6 * 40 + 3).place, late.place);
        QCOMPARE(SampleStream(3, 6, {1, 2, 3, 4, 5, 6}).at(6 * 40 + 3).place, late.place);
    }

    /// Class 1 in all four images, class 2 in one: sqrt(0.5 / 0.25) = sqrt(2).
    void rareClassesComeMoreOften() {
        const std::vector<double> factors = repeatFactors({{1, 1}, {1}, {1, 2}, {1}}, 0.5);
        QCOMPARE(factors, (std::vector<double>{1.0, 1.0, std::sqrt(2.0), 1.0}));
        QCOMPARE(repeatFactors({{}, {1}}, 0.1), (std::vector<double>{1.0, 1.0}));
    }
};

QTEST_APPLESS_MAIN(TestSampleStream)
#include "sample_stream_test.moc"
