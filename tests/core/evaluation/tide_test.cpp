// Errors by cause against TIDE's own figures, and worked by hand.
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <cmath>
#include <map>

#include "core/evaluation/tide.hpp"
#include "tests/support/message_of.hpp"
#include "tests/support/real_data.hpp"
#include "tests/support/reference_images.hpp"

using namespace priorscope;

namespace {

constexpr PixelBox kFirst{0.0, 0.0, 10.0, 10.0};
constexpr PixelBox kSecond{20.0, 0.0, 10.0, 10.0};
constexpr PixelBox kPartOfSecond{20.0, 0.0, 10.0, 4.0};  // IoU 0.4
constexpr PixelBox kFar{80.0, 80.0, 5.0, 5.0};

TideResult resultOf(const std::vector<ScoredImage>& images, const TideOptions& options = {}) {
    TideAnalysis analysis(options);
    for (const ScoredImage& image : images) {
        analysis.add(image);
    }
    return analysis.result();
}

double delta(const TideResult& result, ErrorCause cause) {
    return result.delta_ap[static_cast<std::size_t>(cause)];
}

std::int64_t countOf(const TideResult& result, ErrorCause cause) {
    return result.counts[static_cast<std::size_t>(cause)];
}

bool near(double a, double b) {
    return std::abs(a - b) < 1e-12;
}

}  // namespace

class TideTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void equalsTide_data();
    void equalsTide();
    void everyCauseByHand();
    void aMissedObjectIsRemoved();
    void difficultObjectsAreIgnoreRegions();
    void onlyTheBestDetectionsOfAnImage();
    void nothingAtAll();
    void optionsInRange();
};

void TideTest::equalsTide_data() {
    QTest::addColumn<int>("mode");
    QTest::newRow("difficult_ignored") << static_cast<int>(DifficultObjects::ignore);
    QTest::newRow("difficult_removed") << static_cast<int>(DifficultObjects::remove);
    QTest::newRow("difficult_kept") << static_cast<int>(DifficultObjects::keep);
}

void TideTest::equalsTide() {
    PRIORSCOPE_REAL_DATA(folder, "reference/eval");
    QFETCH(int, mode);
    QFile file(QString::fromStdString((folder / "expected_tide.json").string()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject expected =
        QJsonDocument::fromJson(file.readAll()).object()[QTest::currentDataTag()].toObject();
    QVERIFY(!expected.isEmpty());
    TideAnalysis analysis({});
    ReferenceImages reference = referenceImages(folder);
    for (ScoredImage& image : reference.images) {
        image.objects = treated(std::move(image.objects), static_cast<DifficultObjects>(mode));
        analysis.add(image);
    }
    const TideResult result = analysis.result();
    constexpr double kTolerance = 1e-6;
    QVERIFY(std::abs(*result.ap - expected["ap"].toDouble() / 100.0) < kTolerance);
    const std::map<QString, ErrorCause> causes{
        {"Cls", ErrorCause::classification}, {"Loc", ErrorCause::localization}, {"Both", ErrorCause::both},
        {"Dupe", ErrorCause::duplicate},     {"Bkg", ErrorCause::background},   {"Miss", ErrorCause::missed}};
    for (const auto& [name, cause] : causes) {
        QCOMPARE(countOf(result, cause), std::int64_t{expected["counts"][name].toInt()});
        QVERIFY2(std::abs(delta(result, cause) - expected["dap"][name].toDouble() / 100.0) < kTolerance,
                 qPrintable(name));
    }
    QVERIFY(std::abs(result.false_positives - expected["special"]["FalsePos"].toDouble() / 100.0) <
            kTolerance);
    QVERIFY(std::abs(result.false_negatives - expected["special"]["FalseNeg"].toDouble() / 100.0) <
            kTolerance);
}

/// Class 1: right, its duplicate, one placed badly on the second object, one far off; class 2, which has no
/// object: one on the second object. AP of class 1 is 51/101 (recall 1/2 at precision 1), of class 2 0.
void TideTest::everyCauseByHand() {
    const TideResult result =
        resultOf({{.objects = {{.label = 1, .box = kFirst}, {.label = 1, .box = kSecond}},
                   .detections = {{1, 0.9, kFirst},
                                  {1, 0.8, kFirst},
                                  {1, 0.7, kPartOfSecond},
                                  {2, 0.6, kSecond},
                                  {1, 0.5, kFar}}}});
    constexpr double kAp = 51.0 / 101.0 / 2.0;
    QVERIFY(near(*result.ap, kAp));
    QCOMPARE(countOf(result, ErrorCause::duplicate), 1);
    QCOMPARE(countOf(result, ErrorCause::localization), 1);
    QCOMPARE(countOf(result, ErrorCause::classification), 1);
    QCOMPARE(countOf(result, ErrorCause::background), 1);
    QCOMPARE(countOf(result, ErrorCause::both), 0);
    QCOMPARE(countOf(result, ErrorCause::missed), 0);  // two detections point at the second object
    // Right in third place: recalls 0.51 to 1 at precision 2/3.
    QVERIFY(near(delta(result, ErrorCause::localization), 50.0 * 2.0 / 3.0 / 101.0 / 2.0));
    // The better detection of the object is the one placed badly: this one goes, and with it class 2.
    QVERIFY(near(delta(result, ErrorCause::classification), kAp));
    QVERIFY(near(delta(result, ErrorCause::duplicate), 0.0));
    QVERIFY(near(delta(result, ErrorCause::background), 0.0));
    QVERIFY(near(result.false_positives, 0.0));
    QVERIFY(near(result.false_negatives, 0.5 - kAp));  // class 1 has one object, which was found first
    QCOMPARE(result.items.size(), std::size_t{4});
    QVERIFY(result.items[1].cause == ErrorCause::localization && result.items[1].detection == 2 &&
            result.items[1].object == 1);
}

void TideTest::aMissedObjectIsRemoved() {
    const TideResult result =
        resultOf({{.objects = {{.label = 1, .box = kFirst}}, .detections = {{1, 0.9, kFirst}}},
                  {.objects = {{.label = 1, .box = kFirst}}}});
    QVERIFY(near(*result.ap, 51.0 / 101.0));
    QCOMPARE(countOf(result, ErrorCause::missed), 1);
    QVERIFY(near(delta(result, ErrorCause::missed), 50.0 / 101.0));
    QVERIFY(result.items[0].image == 1 && result.items[0].detection == -1 && result.items[0].object == 0);
}

/// It does not count in AP, and keeps a cause.
void TideTest::difficultObjectsAreIgnoreRegions() {
    const ScoredImage image{
        .objects = {{.label = 1, .box = kFirst, .difficult = true}, {.label = 1, .box = kSecond}},
        .detections = {{1, 0.9, kFirst}, {1, 0.8, kSecond}}};
    const TideResult result = resultOf({image});
    QVERIFY(near(*result.ap, 1.0));
    QCOMPARE(countOf(result, ErrorCause::background), 1);
    QVERIFY(near(delta(result, ErrorCause::background), 0.0));
    ScoredImage other = image;
    other.detections[0].label = 2;  // of another class: no refuge
    other.objects[1].label = 2;
    other.detections[1].label = 2;
    QVERIFY(near(*resultOf({other}).ap, 0.5));
}

void TideTest::onlyTheBestDetectionsOfAnImage() {
    const std::vector<ScoredImage> images{{.objects = {{.label = 1, .box = kFirst}},
                                           .detections = {{1, 0.1, kFirst}, {1, 0.9, kFar}, {2, 0.8, kFar}}}};
    QVERIFY(near(*resultOf(images).ap, 0.25));
    QVERIFY(near(*resultOf(images, {.max_detections = 2}).ap, 0.0));
    QCOMPARE(resultOf(images, {.max_detections = 2}).items.size(), std::size_t{3});  // and the object
}

void TideTest::nothingAtAll() {
    QVERIFY(!resultOf({}).ap);
    QVERIFY(!resultOf({ScoredImage{}}).ap);
    QVERIFY(near(*resultOf({{.objects = {{.label = 3, .box = kFirst}}}}).ap, 0.0));
    QVERIFY(near(*resultOf({{.detections = {{1, 0.5, kFirst}}}}).ap, 0.0));
}

void TideTest::optionsInRange() {
    QVERIFY(messageOf([] { TideAnalysis({.match_iou = 0.0}); }).contains("match_iou must be above 0"));
    QVERIFY(messageOf([] { TideAnalysis({.background_iou = 0.5}); }).contains("below match_iou"));
    QVERIFY(messageOf([] { TideAnalysis({.max_detections = 0}); }).contains("max_detections"));
}

QTEST_APPLESS_MAIN(TideTest)
#include "tide_test.moc"
