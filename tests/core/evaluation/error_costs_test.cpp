// What mending one error gains: by hand, and equal to average precision with that error mended.
#include <QTest>
#include <random>

#include "core/evaluation/rescoring/class_curves.hpp"
#include "core/evaluation/rescoring/error_costs.hpp"
#include "split_scene.hpp"

using namespace priorscope;
using namespace priorscope::split_scene;

namespace {

double meanOf(const JudgedSplit& split) {
    return curvesOf(split, kClasses).value().map_voc10.value_or(0.0);
}

/// Whether any detection finds an object, whatever its score.
bool isFound(const JudgedSplit& split, std::size_t object) {
    return split.found_at[object] >= 0.0F;
}

/// What mending a wrong detection leaves.
JudgedSplit withMended(JudgedSplit split, std::size_t image, std::size_t detection) {
    const Outcome outcome = split.outcomes[detection];
    split.outcomes[detection] = Outcome::not_judged;
    if (outcome == Outcome::localization || outcome == Outcome::classification) {
        const std::size_t object =
            split.first_object[image] + static_cast<std::size_t>(split.objects[detection]);
        if (split.counts[object] && !isFound(split, object)) {
            split.outcomes[detection] = Outcome::true_positive;
            split.labels[detection] = split.object_labels[object];
        }
    }
    return split;
}

/// The object is found with a score above all others.
JudgedSplit withFound(JudgedSplit split, std::size_t image, std::size_t object) {
    for (std::size_t i = split.first_detection[image]; i < split.first_detection[image + 1]; ++i) {
        if (split.outcomes[i] == Outcome::true_positive &&
            split.first_object[image] + static_cast<std::size_t>(split.objects[i]) == object) {
            split.outcomes[i] = Outcome::not_judged;
        }
    }
    split.scores.push_back(2.0F);
    split.outcomes.push_back(Outcome::true_positive);
    split.labels.push_back(split.object_labels[object]);
    split.objects.push_back(0);
    return split;
}

}  // namespace

class ErrorCostsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void byHand() {
        // One class, two objects: a false detection at 0.9, the first object found at 0.8, the second never.
        Scene scene;
        const Box left{0.1F, 0.1F, 0.3F, 0.3F};
        const Box right{0.6F, 0.6F, 0.9F, 0.9F};
        const Box nothing{0.1F, 0.6F, 0.3F, 0.9F};
        scene.add({object(1, left), object(1, right)}, {{1, 0.9F, nothing, 0}, {1, 0.8F, left, 1}});
        const JudgedSplit split = live(scene, {}, matchAt(0.5, MatchProtocol::voc)).judged;
        const ErrorCosts costs = errorCosts(split, 1);
        // AP is 1/2 · 1/2. Without the false one: 1/2 · 1.
        QCOMPARE(costs.detections, (std::vector<float>{0.25F, 0.0F}));
        // The found one first: 1/2 · 1. The other first: right, false, right: 1/2 · (1 + 2/3).
        QCOMPARE(costs.objects.size(), std::size_t{2});
        QCOMPARE(costs.objects[0], 0.25F);
        QVERIFY(qAbs(costs.objects[1] - (5.0F / 6.0F - 0.25F)) < 1e-6F);
    }

    void localisationBecomesRightOnlyOnce() {
        // 0.9 lies badly on an object that 0.7 finds: removing it is all that mending can do. Without 0.7 it
        // becomes right.
        const Box object_box{0.1F, 0.1F, 0.5F, 0.5F};
        const Box beside{0.3F, 0.1F, 0.7F, 0.5F};  // IoU 1/3
        Scene found;
        found.add({object(1, object_box)}, {{1, 0.9F, beside, 0}, {1, 0.7F, object_box, 1}});
        const JudgedSplit once = live(found, {}, matchAt(0.5, MatchProtocol::voc)).judged;
        QCOMPARE(once.outcomes.front(), Outcome::localization);
        QCOMPARE(errorCosts(once, 1).detections.front(), 0.5F);  // 1/2 becomes 1
        Scene unfound;
        unfound.add({object(1, object_box)}, {{1, 0.9F, beside, 0}});
        const JudgedSplit never = live(unfound, {}, matchAt(0.5, MatchProtocol::voc)).judged;
        QCOMPARE(errorCosts(never, 1).detections.front(), 1.0F);  // 0 becomes 1
    }

    void equalsAveragePrecisionWithTheErrorMended_data() {
        QTest::addColumn<int>("seed");
        QTest::addColumn<int>("protocol");
        for (int seed = 0; seed < 12; ++seed) {
            QTest::addRow("%d", seed) << seed << seed % 2;
        }
    }
    void equalsAveragePrecisionWithTheErrorMended() {
        QFETCH(int, seed);
        QFETCH(int, protocol);
        std::mt19937 random(static_cast<unsigned>(seed));
        const Scene scene = randomScene(random, 1 + seed);
        const JudgedSplit split =
            live(scene, {}, matchAt(0.5, protocol == 0 ? MatchProtocol::voc : MatchProtocol::coco)).judged;
        const ErrorCosts costs = errorCosts(split, kClasses);
        const double before = meanOf(split);
        for (std::size_t image = 0; image < split.imageCount(); ++image) {
            for (std::size_t i = split.first_detection[image]; i < split.first_detection[image + 1]; ++i) {
                const double gain =
                    isFalsePositive(split.outcomes[i]) ? meanOf(withMended(split, image, i)) - before : 0.0;
                QVERIFY2(std::abs(static_cast<double>(costs.detections[i]) - gain) < 1e-6,
                         qPrintable(QStringLiteral("detection %1: %2 for %3")
                                        .arg(i)
                                        .arg(static_cast<double>(costs.detections[i]))
                                        .arg(gain)));
            }
            for (std::size_t i = split.first_object[image]; i < split.first_object[image + 1]; ++i) {
                const double gain = split.counts[i] ? meanOf(withFound(split, image, i)) - before : 0.0;
                QVERIFY2(std::abs(static_cast<double>(costs.objects[i]) - gain) < 1e-6,
                         qPrintable(QStringLiteral("object %1: %2 for %3")
                                        .arg(i)
                                        .arg(static_cast<double>(costs.objects[i]))
                                        .arg(gain)));
            }
        }
    }

    void nothingCostsNothing() {
        const ErrorCosts costs = errorCosts({}, 3);
        QVERIFY(costs.detections.empty() && costs.objects.empty());
    }
};

QTEST_APPLESS_MAIN(ErrorCostsTest)
#include "error_costs_test.moc"
