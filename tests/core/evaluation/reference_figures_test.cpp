// Average precision and recall compared with other programs on the same 400,079 detections.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "core/evaluation/evaluation.hpp"
#include "tests/support/real_data.hpp"
#include "tests/support/reference_rows.hpp"

using namespace priorscope;

namespace {

PixelBox boxOf(const QList<QByteArray>& row, int from) {
    const double xmin = number(row[from]);
    const double ymin = number(row[from + 1]);
    return {xmin - 1.0, ymin - 1.0, number(row[from + 2]) - xmin + 1.0, number(row[from + 3]) - ymin + 1.0};
}

/// How the reference programs treated difficult objects.
enum class Difficult { ignored, removed, kept };

}  // namespace

class ReferenceFiguresTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void voc_data();
    void voc();
    void coco_data();
    void coco();

  private:
    Evaluation evaluate(Difficult difficult) const;

    QList<QList<QByteArray>> m_objects;
    QList<QList<QByteArray>> m_detections;
    std::vector<std::string> m_classes;
    std::map<QByteArray, int> m_label_of;
    QJsonObject m_expected;
};

void ReferenceFiguresTest::initTestCase() {
    PRIORSCOPE_REAL_DATA(folder, "reference/eval");
    m_objects = rowsOf(folder / "groundtruth.txt.gz");
    m_detections = rowsOf(folder / "detections.txt.gz");
    QFile file(QString::fromStdString((folder / "expected_eval.json").string()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_expected = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(m_detections.size(), 400079);
    std::set<QByteArray> names;
    for (const auto& row : m_detections) {
        names.insert(row[1]);
    }
    for (const QByteArray& name : names) {
        m_classes.push_back(name.toStdString());
        m_label_of[name] = static_cast<int>(m_classes.size());
    }
    QCOMPARE(m_classes.size(), 20U);
}

Evaluation ReferenceFiguresTest::evaluate(Difficult difficult) const {
    std::map<QByteArray, ScoredImage> images;
    for (const auto& row : m_objects) {
        ScoredImage& image = images[row[0]];
        const bool is_difficult = row[2] == "1";
        if (row[1] != "-" && !(is_difficult && difficult == Difficult::removed)) {
            image.objects.push_back(
                {m_label_of.at(row[1]), boxOf(row, 3), is_difficult && difficult == Difficult::ignored});
        }
    }
    for (const auto& row : m_detections) {
        images[row[0]].detections.push_back({m_label_of.at(row[1]), number(row[2]), boxOf(row, 3)});
    }
    Evaluator evaluator(m_classes);
    for (const auto& [name, image] : images) {
        evaluator.add(image);
    }
    return evaluator.result();
}

void ReferenceFiguresTest::voc_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("difficult");
    // No pair has an IoU of exactly 0.5, so ≥ and > are equivalent here.
    QTest::newRow("devkit") << "own_voc_devkit_rule_plus1_gt0.5_difficult_ignored"
                            << static_cast<int>(Difficult::ignored);
    QTest::newRow("removed") << "own_plus1_ge0.5_difficult_removed" << static_cast<int>(Difficult::removed);
}

void ReferenceFiguresTest::voc() {
    QFETCH(QString, key);
    QFETCH(int, difficult);
    const QJsonObject expected = m_expected[key].toObject();
    QVERIFY2(!expected.isEmpty(), qPrintable(key));
    const Evaluation evaluation = evaluate(static_cast<Difficult>(difficult));
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
                             << static_cast<int>(Difficult::ignored);
    QTest::newRow("removed") << "pycocotools_difficult_removed" << static_cast<int>(Difficult::removed);
    QTest::newRow("kept") << "pycocotools_all_objects" << static_cast<int>(Difficult::kept);
}

void ReferenceFiguresTest::coco() {
    QFETCH(QString, key);
    QFETCH(int, difficult);
    const QJsonObject expected = m_expected[key].toObject();
    QVERIFY2(!expected.isEmpty(), qPrintable(key));
    const Evaluation evaluation = evaluate(static_cast<Difficult>(difficult));
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

QTEST_APPLESS_MAIN(ReferenceFiguresTest)
#include "reference_figures_test.moc"
