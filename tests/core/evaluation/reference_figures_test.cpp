// Average precision and recall compared with other programs on the same 400,079 detections.
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <array>
#include <cmath>
#include <map>

#include "core/evaluation/comparison/bootstrap.hpp"
#include "core/evaluation/evaluation.hpp"
#include "tests/support/real_data.hpp"
#include "tests/support/reference_images.hpp"

using namespace priorscope;

class ReferenceFiguresTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void voc_data();
    void voc();
    void coco_data();
    void coco();
    void bootstrap();

  private:
    Evaluation evaluate(DifficultObjects difficult) const;

    ReferenceImages m_reference;
    QJsonObject m_expected;
};

void ReferenceFiguresTest::initTestCase() {
    PRIORSCOPE_REAL_DATA(folder, "reference/eval");
    m_reference = referenceImages(folder);
    QFile file(QString::fromStdString((folder / "expected_eval.json").string()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_expected = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(m_reference.detections, 400079);
    QCOMPARE(m_reference.classes.size(), 20U);
}

Evaluation ReferenceFiguresTest::evaluate(DifficultObjects difficult) const {
    Evaluator evaluator(m_reference.classes, difficult);
    for (const ScoredImage& image : m_reference.images) {
        evaluator.add(image);
    }
    return evaluator.result();
}

void ReferenceFiguresTest::voc_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("difficult");
    // No pair has an IoU of exactly 0.5, so ≥ and > are equivalent here.
    QTest::newRow("devkit") << "own_voc_devkit_rule_plus1_gt0.5_difficult_ignored"
                            << static_cast<int>(DifficultObjects::ignore);
    QTest::newRow("removed") << "own_plus1_ge0.5_difficult_removed"
                             << static_cast<int>(DifficultObjects::remove);
}

void ReferenceFiguresTest::voc() {
    QFETCH(QString, key);
    QFETCH(int, difficult);
    const QJsonObject expected = m_expected[key].toObject();
    QVERIFY2(!expected.isEmpty(), qPrintable(key));
    const Evaluation evaluation = evaluate(static_cast<DifficultObjects>(difficult));
    for (const ClassEvaluation& each : evaluation.classes) {
        const QString name = QString::fromStdString(each.name);
        QVERIFY2(std::abs(*each.ap_voc07 - expected["AP_11point"][name].toDouble()) < kRounding,
                 qPrintable(name));
        QVERIFY2(std::abs(*each.ap_voc10 - expected["AP_every_point"][name].toDouble()) < kRounding,
                 qPrintable(name));
    }
    QVERIFY(std::abs(*evaluation.map_voc07 - expected["mAP_11point"].toDouble()) < kRounding);
    QVERIFY(std::abs(*evaluation.map_voc10 - expected["mAP_every_point"].toDouble()) < kRounding);
}

void ReferenceFiguresTest::coco_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("difficult");
    QTest::newRow("ignored") << "pycocotools_difficult_ignored_by_subclass"
                             << static_cast<int>(DifficultObjects::ignore);
    QTest::newRow("removed") << "pycocotools_difficult_removed" << static_cast<int>(DifficultObjects::remove);
    QTest::newRow("kept") << "pycocotools_all_objects" << static_cast<int>(DifficultObjects::keep);
}

void ReferenceFiguresTest::coco() {
    QFETCH(QString, key);
    QFETCH(int, difficult);
    const QJsonObject expected = m_expected[key].toObject();
    QVERIFY2(!expected.isEmpty(), qPrintable(key));
    const Evaluation evaluation = evaluate(static_cast<DifficultObjects>(difficult));
    const CocoFigures& coco = evaluation.coco;
    const std::map<QString, std::optional<double>> figures{{"AP", coco.ap},
                                                           {"AP50", coco.ap50},
                                                           {"AP75", coco.ap75},
                                                           {"AP_small", coco.ap_small},
                                                           {"AP_medium", coco.ap_medium},
                                                           {"AP_large", coco.ap_large},
                                                           {"AR1", coco.ar1},
                                                           {"AR10", coco.ar10},
                                                           {"AR100", coco.ar100},
                                                           {"AR_small", coco.ar_small},
                                                           {"AR_medium", coco.ar_medium},
                                                           {"AR_large", coco.ar_large}};
    QCOMPARE(static_cast<int>(figures.size()), expected["stats"].toObject().size());
    for (const auto& [name, value] : figures) {
        QVERIFY2(std::abs(*value - expected["stats"][name].toDouble()) < kRounding, qPrintable(name));
    }
    for (const ClassEvaluation& each : evaluation.classes) {
        const QString name = QString::fromStdString(each.name);
        QVERIFY2(std::abs(*each.ap50 - expected["AP50_per_class"][name].toDouble()) < kRounding,
                 qPrintable(name));
    }
}

/// Each image once gives the evaluation's figures; the time of a thousand draws is told.
void ReferenceFiguresTest::bootstrap() {
    const Evaluation evaluation = evaluate(DifficultObjects::ignore);
    std::vector<const ScoredImage*> images;
    for (const ScoredImage& image : m_reference.images) {
        images.push_back(&image);
    }
    QElapsedTimer timer;
    timer.start();
    const WeighedSplit split(images, m_reference.classes.size());
    const qint64 judged_ms = timer.restart();
    const std::array<const WeighedSplit*, 1> splits{&split};
    const PrecisionIntervals intervals = intervalsOf(drawPrecisions(splits, {})->front());
    qInfo("judged in %lld ms, 1,000 draws in %lld ms: mean AP %.4f, [%.4f, %.4f]",
          static_cast<long long>(judged_ms), static_cast<long long>(timer.elapsed()), *evaluation.map_voc07,
          intervals.map_voc07->low, intervals.map_voc07->high);
    QCOMPARE(meanOf(split.precisions()).ap_voc07, evaluation.map_voc07);
    QCOMPARE(meanOf(split.precisions()).ap_voc10, evaluation.map_voc10);
    QVERIFY(intervals.map_voc10->low < *evaluation.map_voc10);
    QVERIFY(intervals.map_voc10->high > *evaluation.map_voc10);
    QVERIFY(intervals.map_voc10->high - intervals.map_voc10->low < 0.04);
}

QTEST_APPLESS_MAIN(ReferenceFiguresTest)
#include "reference_figures_test.moc"
