// The cost of heads compared with hand-worked sums.
#include <QTest>

#include "core/model/ssd/head_cost.hpp"

using namespace priorscope;

class HeadCostTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void ssd300OnVoc();
    void ssdlite320OnCoco();
    void aMapThatIsOffCostsNothing();
    void otherMapsDoNotFit();
};

void HeadCostTest::ssd300OnVoc() {
    // 25 outputs per prior: 20 classes, background, 4 offsets. Weights: 9 · channels · priors per cell · 25:
    // 512·4, 1024·6, 512·6, 256·6, 256·4 and 256·4 make 14,848 · 225 = 3,340,800; 30 · 25 biases.
    // Multiply-adds: 1444, 361, 100, 25, 9 and 1 cells:
    // 665,395,200 + 499,046,400 + 69,120,000 + 8,640,000 + 2,073,600 + 230,400.
    const auto cost = headCost(loadPriorConfig("ssd300-voc"), "vgg16", 20);
    QVERIFY(cost);
    QCOMPARE(cost->parameters, 3340800LL + 750);
    QCOMPARE(cost->multiply_adds, 1244505600LL);
}

void HeadCostTest::ssdlite320OnCoco() {
    // 672, 480, 512, 256, 256 and 128 channels, 6 priors a cell, 91 and 4 columns. Of each channel: 2 heads
    // of 9 depthwise taps and 2 of batch norm, and 6 · 95 columns; 6 maps · 570 biases.
    const std::int64_t channels = 672 + 480 + 512 + 256 + 256 + 128;  // 2,304
    const auto cost = headCost(loadPriorConfig("ssdlite320"), "mobilenet-v3-large-reduced", 90);
    QVERIFY(cost);
    QCOMPARE(cost->parameters, channels * (2 * 11 + 570) + 6 * 570);  // 1,367,388
    // 400·672 + 100·480 + 25·512 + 9·256 + 4·256 + 128 = 333,056 channel cells of 18 + 570 products.
    QCOMPARE(cost->multiply_adds, 333056LL * 588);
}

void HeadCostTest::aMapThatIsOffCostsNothing() {
    PriorConfig config = loadPriorConfig("ssd300-voc");
    config.maps[1].on = false;
    const auto cost = headCost(config, "vgg16", 20);
    QVERIFY(cost);
    QCOMPARE(cost->parameters, 3340800LL - 1382400 + 600);
    QCOMPARE(cost->multiply_adds, 1244505600LL - 499046400);
}

void HeadCostTest::otherMapsDoNotFit() {
    PriorConfig config = loadPriorConfig("ssd300-voc");
    QVERIFY(fitsBackbone(config, "resnet18"));  // the same maps
    QVERIFY(!fitsBackbone(config, "vgg16-512"));
    QVERIFY(!fitsBackbone(config, "tiny"));
    QVERIFY(!fitsBackbone(config, "no such backbone"));
    config.maps[0].cols = 37;
    QVERIFY(!headCost(config, "vgg16", 20));
    config.maps[0].cols = 38;
    config.maps.pop_back();
    QVERIFY(!headCost(config, "vgg16", 20));
}

QTEST_APPLESS_MAIN(HeadCostTest)
#include "head_cost_test.moc"
