// Edits of a layout preserve its invariants.
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
    void shapesOneByOne();
    void aMapTakesAnothersPriors();
    void mapsAtTheEnd();
    void linearRuleGivesThePapersScales();
    void linearRuleSkipsMapsThatAreOff();
    void linearRuleNamesWhatIsWrong();
    void onePriorIsGivenOtherSides();
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

void PriorEditTest::shapesOneByOne() {
    PriorConfig config = loadPriorConfig("ssd300-voc");
    addMapShape(config, 0, {0.1F, 0.2F});  // the classic form has no shapes to add to
    QVERIFY(!config.maps[0].isFree());
    freeMapShapes(config, 0);  // four: squares of 0.1 and 0.1414, and ratio 2
    QCOMPARE(config.maps[0].perCell(), 4);
    const PriorMap::Shape next = nextMapShape(config.maps[0]);
    QVERIFY(isNear(next.w, 0.125) && isNear(next.h, 0.125));  // 0.1 is there
    addMapShape(config, 0, next);
    setMapShape(config, 0, 4, {0.05F, 3.0F});
    QCOMPARE(config.maps[0].free_shapes.back(), (PriorMap::Shape{0.05F, 2.0F}));
    removeMapShape(config, 0, 0);
    removeMapShape(config, 0, 9);
    QCOMPARE(config.maps[0].perCell(), 4);
    for (int i = 0; i < 6; ++i) {
        removeMapShape(config, 0, 0);
    }
    QCOMPARE(config.maps[0].free_shapes, (std::vector<PriorMap::Shape>{{0.05F, 2.0F}}));
    QVERIFY(config.validate().empty());
}

void PriorEditTest::aMapTakesAnothersPriors() {
    const PriorConfig base = loadPriorConfig("ssd300-voc");
    PriorConfig config = base;
    setMapScale(config, 1, 0.3F);
    freeMapShapes(config, 1);
    config.maps[1].on = false;
    config.maps[1].step = 16.0F;
    copyMapPriors(config.maps[1], base.maps[1]);
    QCOMPARE(config.maps[1].step, 16.0F);
    config.maps[1].step = 0.0F;
    QCOMPARE(config.maps[1], base.maps[1]);
}

void PriorEditTest::mapsAtTheEnd() {
    PriorConfig config = loadPriorConfig("ssd300-voc");
    removeLastMap(config);
    appendMap(config);  // after 3 × 3 at 0.725, a step of 0.175 before it
    const PriorMap& last = config.maps.back();
    QCOMPARE(last.rows, 2);
    QCOMPARE(last.cols, 2);
    QVERIFY(isNear(last.scale, 0.9));
    QVERIFY(isNear(last.extra_scale, std::sqrt(0.9 * 1.075)));
    QVERIFY(config.validate().empty());
    PriorConfig coco = loadPriorConfig("ssd300-coco");
    appendMap(coco);
    QCOMPARE(coco.maps.back().step, 300.0F);  // one cell of the whole input
    while (config.maps.size() > 1) {
        removeLastMap(config);
    }
    removeLastMap(config);
    QCOMPARE(config.maps.size(), 1U);
}

void PriorEditTest::linearRuleGivesThePapersScales() {
    // Section 3.1: conv4_3 has its own 0.1; the other five lie between 0.2 and 0.9 in steps of 0.175.
    const PriorConfig paper = loadPriorConfig("ssd300-voc");
    PriorConfig config = paper;
    for (PriorMap& map : config.maps) {
        map.scale = 0.1F;
    }
    applyLinearRule(config, {.s_min = 0.2F, .s_max = 0.9F, .kept = {0}});
    for (std::size_t k = 0; k < 5; ++k) {
        QVERIFY(isNear(config.maps[k].scale, static_cast<double>(paper.maps[k].scale)));
        QVERIFY(isNear(config.maps[k].extra_scale, static_cast<double>(paper.maps[k].extra_scale)));
    }
    QVERIFY(isNear(config.maps[5].scale, 0.9));
    QVERIFY(isNear(config.maps[5].extra_scale, std::sqrt(0.9 * 1.075)));

    // Without an override, section 2.2 with m = 6: steps of 0.14.
    applyLinearRule(config, {.s_min = 0.2F, .s_max = 0.9F});
    const double scales[] = {0.2, 0.34, 0.48, 0.62, 0.76, 0.9};
    for (std::size_t k = 0; k < 6; ++k) {
        QVERIFY(isNear(config.maps[k].scale, scales[k]));
    }
    QVERIFY(isNear(config.maps[1].extra_scale, std::sqrt(0.34 * 0.48)));
}

void PriorEditTest::linearRuleSkipsMapsThatAreOff() {
    PriorConfig config = loadPriorConfig("ssd300-voc");
    config.maps[1].on = false;
    config.maps[2].extra_scale = 0.0F;
    freeMapShapes(config, 3);
    applyLinearRule(config, {.s_min = 0.1F, .s_max = 0.9F});  // five maps: steps of 0.2
    QCOMPARE(config.maps[1].scale, 0.2F);                     // unchanged
    QVERIFY(isNear(config.maps[0].extra_scale, std::sqrt(0.1 * 0.3)));
    QVERIFY(isNear(config.maps[2].scale, 0.3));
    QCOMPARE(config.maps[2].extra_scale, 0.0F);
    QVERIFY(isNear(config.maps[3].scale, 0.5));
    QVERIFY(isNear(config.maps[3].free_shapes[0].w, 0.5));
    QCOMPARE(config.maps[3].extra_scale, 0.0F);
    QVERIFY(config.validate().empty());

    PriorConfig single = loadPriorConfig("ssd300-voc");
    applyLinearRule(single, {.s_min = 0.3F, .s_max = 0.9F, .kept = {0, 1, 2, 3, 4}});
    QCOMPARE(single.maps[5].scale, 0.3F);
}

void PriorEditTest::linearRuleNamesWhatIsWrong() {
    PriorConfig config = loadPriorConfig("ssd300-voc");
    QVERIFY_THROWS_EXCEPTION(Error, applyLinearRule(config, {.s_min = 0.9F, .s_max = 0.2F}));
    QVERIFY_THROWS_EXCEPTION(Error, applyLinearRule(config, {.s_min = 0.0F, .s_max = 0.9F}));
    QCOMPARE(config, loadPriorConfig("ssd300-voc"));
    QCOMPARE((LinearRule{.s_min = -1.0F, .s_max = 3.0F}).validate().size(), 2U);
}

void PriorEditTest::onePriorIsGivenOtherSides() {
    PriorConfig config = loadPriorConfig("ssd300-voc");  // conv7: 0.2, 2 and 3
    setMapShape(config, 1, 0, {0.5F, 0.125F});
    QVERIFY(isNear(config.maps[1].scale, 0.25));
    QVERIFY(isNear(config.maps[1].extra_scale, std::sqrt(0.25 * 0.375)));
    setMapShape(config, 1, 1, {0.3F, 0.3F});
    QVERIFY(isNear(config.maps[1].extra_scale, 0.3));
    setMapShape(config, 1, 4, {0.8F, 0.2F});  // 3 becomes 4, at side 0.4
    QVERIFY(isNear(config.maps[1].scale, 0.4));
    QCOMPARE(config.maps[1].ratios, (std::vector<float>{2.0F, 4.0F}));
    setMapShape(config, 1, 3, {0.2F, 0.8F});  // the reciprocal of 2
    QCOMPARE(config.maps[1].ratios, (std::vector<float>{4.0F, 4.0F}));
    setMapShape(config, 1, 5, {0.5F, 0.5F});  // 1 is no ratio
    QVERIFY(isNear(config.maps[1].scale, 0.5));
    QCOMPARE(config.maps[1].ratios, (std::vector<float>{4.0F, 4.0F}));
    QVERIFY(config.validate().empty());

    freeMapShapes(config, 0);
    setMapShape(config, 0, 2, {0.1F, 0.2F});
    QCOMPARE(config.maps[0].free_shapes[2], (PriorMap::Shape{0.1F, 0.2F}));
    QVERIFY(isNear(config.maps[0].free_shapes[0].w, 0.1));
}

QTEST_APPLESS_MAIN(PriorEditTest)
#include "prior_edit_test.moc"
