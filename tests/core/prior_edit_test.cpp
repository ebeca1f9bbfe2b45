// Edits of a layout: what goes together stays together.
#include <QTest>
#include <cmath>

#include "core/priors/prior_edit.hpp"

using namespace priorscope;

class PriorEditTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void extraScalesFollowTheRule();
    void ownExtraScalesStay();
    void extraIsAddedByTheRule();
    void ratiosAreUniqueAndSorted();
    void freedShapesAreTheSamePriors();
};

namespace {

bool isNear(float a, double b) {
    return std::abs(static_cast<double>(a) - b) < 1e-5;
}

}  // namespace

void PriorEditTest::extraScalesFollowTheRule() {
    PriorConfig config = loadPriorConfig("ssd300-voc");  // 0.1 0.2 0.375 0.55 0.725 0.9, last 1.0
    setMapScale(config, 1, 0.25F);
    QVERIFY(isNear(config.maps[0].extra_scale, std::sqrt(0.1 * 0.25)));
    QVERIFY(isNear(config.maps[1].extra_scale, std::sqrt(0.25 * 0.375)));
    QVERIFY(isNear(config.maps[2].extra_scale, std::sqrt(0.375 * 0.55)));
    setMapScale(config, 5, 0.81F);  // the last map has no next scale to follow
    QVERIFY(isNear(config.maps[5].extra_scale, 1.0));
    QVERIFY(isNear(config.maps[4].extra_scale, std::sqrt(0.725 * 0.81)));
}

void PriorEditTest::ownExtraScalesStay() {
    PriorConfig config = loadPriorConfig("ssd300-voc");
    config.maps[1].extra_scale = 0.5F;
    setMapScale(config, 1, 0.25F);
    QCOMPARE(config.maps[1].extra_scale, 0.5F);
    config.maps[2].extra_scale = 0.0F;
    setMapScale(config, 2, 0.4F);
    QCOMPARE(config.maps[2].extra_scale, 0.0F);
}

void PriorEditTest::extraIsAddedByTheRule() {
    PriorConfig config = loadPriorConfig("ssd300-voc");
    setMapExtra(config, 0, false);
    QCOMPARE(config.maps[0].extra_scale, 0.0F);
    QCOMPARE(config.maps[0].perCell(), 3);
    setMapExtra(config, 0, true);
    QVERIFY(isNear(config.maps[0].extra_scale, std::sqrt(0.02)));
    setMapExtra(config, 5, false);
    setMapExtra(config, 5, true);  // 0.9 and the step before it, 0.175: next is 1.075
    QVERIFY(isNear(config.maps[5].extra_scale, std::sqrt(0.9 * 1.075)));
}

void PriorEditTest::ratiosAreUniqueAndSorted() {
    PriorConfig config = loadPriorConfig("ssd300-voc");  // conv7 has 2 and 3
    addMapRatio(config, 1, 0.4F);
    QCOMPARE(config.maps[1].ratios, (std::vector<float>{2.0F, 2.5F, 3.0F}));
    for (const float known : {2.0F, 0.5F, 1.0F, 1.0F / 3.0F}) {
        addMapRatio(config, 1, known);
    }
    QCOMPARE(config.maps[1].ratios.size(), 3U);
    removeMapRatio(config, 1, 2.5F);
    removeMapRatio(config, 1, 7.0F);
    QCOMPARE(config.maps[1].ratios, (std::vector<float>{2.0F, 3.0F}));
}

void PriorEditTest::freedShapesAreTheSamePriors() {
    PriorConfig config = loadPriorConfig("ssd300-voc");
    const std::vector<Box> before = generatePriors(config).boxes;
    freeMapShapes(config, 1);
    QVERIFY(config.maps[1].isFree());
    QVERIFY(generatePriors(config).boxes == before);
    setMapScale(config, 1, 0.4F);  // from 0.2
    QVERIFY(isNear(config.maps[1].free_shapes[0].w, 0.4));
    QVERIFY(isNear(config.maps[1].free_shapes[5].w, 0.4 / std::sqrt(3.0)));
    QVERIFY(isNear(config.maps[1].free_shapes[5].h, 0.4 * std::sqrt(3.0)));
    QVERIFY(isNear(config.maps[0].extra_scale, std::sqrt(0.1 * 0.4)));
}

QTEST_APPLESS_MAIN(PriorEditTest)
#include "prior_edit_test.moc"
