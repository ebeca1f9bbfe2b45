// What evaluate shows at thresholds, exported detectors, and saved detections in place of a detector. Without
// core: these tests run the program.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "tests/support/file_bytes.hpp"
#include "tests/support/run_cli.hpp"

using namespace priorscope;

namespace {

bool isNear(const QJsonValue& a, const QJsonValue& b) {
    return a.isDouble() && b.isDouble() && std::abs(a.toDouble() - b.toDouble()) < 1e-12;
}

int sumOf(const QJsonArray& numbers) {
    int sum = 0;
    for (const QJsonValue& each : numbers) {
        sum += each.toInt();
    }
    return sum;
}

int sumOf(const QJsonObject& numbers) {
    int sum = 0;
    for (const QJsonValue& each : numbers) {
        sum += each.toInt();
    }
    return sum;
}

}  // namespace

class EvaluateCliTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void countsAddUp();
    void otherCommandsCountTheSame();
    void averagePrecisionByIou();
    void curvesEndWhereTheCountsAre();
    void thresholdsAct();
    void theOperatingPointsScoreIsTaken();
    void textHasALine();
    void exportedWeightsAreEvaluated_data();
    void exportedWeightsAreEvaluated();
    void savedDetectionsInPlaceOfADetector();
    void reportsOfAFilter();
    void badUsage();

  private:
    QString at(const QString& name) const { return m_folder.filePath(name); }
    QStringList onTrain(const QString& command, const QString& checkpoint) const {
        return {command, "--json", checkpoint, at("sample"), "--split", "train"};
    }
    const QJsonObject documentOf(const QStringList& arguments) const {
        const Outcome outcome = runCli(arguments);
        [&] { QVERIFY2(outcome.code == 0, outcome.err.constData()); }();
        return QJsonDocument::fromJson(outcome.out).object();
    }
    const QJsonObject evaluate(const QStringList& more = {}) const {
        return documentOf(onTrain("evaluate", at("run")) + more);
    }
    /// At a score that leaves right and wrong detections.
    const QJsonObject figuresAt(const QStringList& more = {}) const {
        return evaluate(QStringList{"--score", "0.05"} + more)["at_thresholds"].toObject();
    }

    QTemporaryDir m_folder;
};

void EvaluateCliTest::initTestCase() {
    qputenv("XDG_CACHE_HOME", at("cache").toUtf8());
    QCOMPARE(runCli({"dataset", "sample", at("sample"), "--images", "24", "--seed", "3"}).code, 0);
    QCOMPARE(runCli({"train", at("sample"), "--model", "ssd-tiny", "--split", "train", "--steps", "40",
                     "--batch-size", "8", "--out", at("run")})
                 .code,
             0);
}

void EvaluateCliTest::countsAddUp() {
    const QJsonObject figures = figuresAt();
    QCOMPARE(figures["score"].toDouble(), 0.05);
    const QJsonObject counts = figures["counts"].toObject();
    const int right = counts["right"].toInt();
    const int wrong = counts["wrong"].toInt();
    const int objects = counts["objects"].toInt();
    QVERIFY(right > 0 && wrong > 0);
    QCOMPARE(counts["missed"].toInt(), objects - right);
    QCOMPARE(sumOf(counts["causes"].toObject()), wrong);
    QCOMPARE(sumOf(figures["missed"].toObject()), counts["missed"].toInt());
    QVERIFY(isNear(counts["precision"], right / static_cast<double>(right + wrong)));
    QVERIFY(isNear(counts["recall"], right / static_cast<double>(objects)));
    QVERIFY(isNear(counts["f1"], 2.0 * right / (right + wrong + objects)));
    const QJsonObject classes = figures["classes"].toObject();
    for (const char* key : {"right", "wrong", "ignored", "objects", "missed"}) {
        int sum = 0;
        for (const QJsonValue& each : classes) {
            sum += each[key].toInt();
        }
        QCOMPARE(sum, counts[key].toInt());
    }
    const QJsonArray names = figures["confusion"]["classes"].toArray();
    const QJsonArray matrix = figures["confusion"]["objects_by_detections"].toArray();
    QCOMPARE(names.size(), classes.size() + 1);
    QCOMPARE(names[0].toString(), "background");
    for (qsizetype i = 1; i < names.size(); ++i) {
        const QJsonObject of_class = classes[names[i].toString()].toObject();
        QCOMPARE(matrix[i][i].toInt(), of_class["right"].toInt());
        QCOMPARE(sumOf(matrix[i].toArray()), of_class["objects"].toInt());
        int column = 0;
        for (const QJsonValue& row : matrix) {
            column += row[i].toInt();
        }
        QCOMPARE(column, of_class["right"].toInt() + of_class["wrong"].toInt());
    }
    double error = 0.0;
    int shown = 0;
    const QJsonArray bins = figures["calibration"]["bins"].toArray();
    QCOMPARE(bins.size(), qsizetype{15});
    for (const QJsonValue& bin : bins) {
        const int count = bin["detections"].toInt();
        shown += count;
        error += std::abs(bin["mean_score"].toDouble() * count - bin["right"].toInt());
        QCOMPARE(bin["mean_score"].isNull(), count == 0);
    }
    QCOMPARE(shown, right + wrong);
    QVERIFY(std::abs(figures["calibration"]["ece"].toDouble() - error / shown) < 1e-9);
}

void EvaluateCliTest::otherCommandsCountTheSame() {
    const QJsonObject counts = figuresAt()["counts"].toObject();
    const QJsonObject total = documentOf(onTrain("thresholds", at("run")) +
                                         QStringList{"--aim", "score", "--min-score", "0.05"})["total"]
                                  .toObject();
    for (const char* key : {"right", "wrong", "objects", "precision", "recall", "f1"}) {
        QCOMPARE(total[key], counts[key]);
    }
    const QJsonObject types = documentOf(onTrain("errors", at("run")) +
                                         QStringList{"--protocol", "voc", "--min-score", "0.05"})["types"]
                                  .toObject();
    for (const char* cause : {"classification", "localization", "both", "duplicate", "background"}) {
        QCOMPARE(types[cause]["count"].toInt(), counts["causes"][cause].toInt());
    }
}

void EvaluateCliTest::averagePrecisionByIou() {
    const QJsonObject evaluated = evaluate();
    const QJsonObject by_iou = evaluated["at_thresholds"]["ap_by_iou"].toObject();
    const QJsonArray mean = by_iou["mean"].toArray();
    QCOMPARE(by_iou["iou"].toArray().size(), qsizetype{10});
    QCOMPARE(mean.size(), qsizetype{10});
    double sum = 0.0;
    for (const QJsonValue& each : mean) {
        sum += each.toDouble();
    }
    const QJsonObject coco = evaluated["coco"].toObject();
    QVERIFY(coco["ap50"].toDouble() > 0.0);
    QVERIFY(isNear(coco["ap"], sum / 10.0));
    QVERIFY(isNear(coco["ap50"], mean[0]));
    QVERIFY(isNear(coco["ap75"], mean[5]));
    const QJsonObject classes = evaluated["classes"].toObject();
    for (auto each = classes.begin(); each != classes.end(); ++each) {
        const QJsonValue own = by_iou["classes"][each.key()];
        const QJsonValue ap50 = each.value().toObject()["ap50"];
        QVERIFY(ap50.isNull() ? own.isNull() : isNear(ap50, own[0]));
    }
}

void EvaluateCliTest::curvesEndWhereTheCountsAre() {
    const QJsonObject figures = evaluate({"--score", "0"})["at_thresholds"].toObject();
    QVERIFY(isNear(figures["map_voc07"], evaluate()["map_voc07"]));
    const auto check = [](const QJsonObject& curve, const QJsonObject& counts) {
        const QJsonArray recall = curve["recall"].toArray();
        QCOMPARE(curve["precision"].toArray().size(), recall.size());
        QCOMPARE(curve["score"].toArray().size(), recall.size());
        double before = 0.0;
        for (const QJsonValue& each : recall) {
            QVERIFY(each.toDouble() > before);
            before = each.toDouble();
        }
        QVERIFY(std::abs(before - counts["recall"].toDouble()) < 1e-12);
    };
    check(figures["curves"]["all"].toObject(), figures["counts"].toObject());
    const QJsonObject classes = figures["classes"].toObject();
    for (auto each = classes.begin(); each != classes.end(); ++each) {
        check(figures["curves"]["classes"][each.key()].toObject(), each.value().toObject());
    }
}

void EvaluateCliTest::thresholdsAct() {
    const auto detections = [&](const QStringList& more) {
        const QJsonObject counts = figuresAt(more)["counts"].toObject();
        return counts["right"].toInt() + counts["wrong"].toInt() + counts["ignored"].toInt();
    };
    const int own = detections({});
    QVERIFY(detections({"--nms", "none"}) > own);
    QVERIFY(detections({"--nms", "all"}) <= own);
    QVERIFY(detections({"--nms-iou", "0.2"}) < detections({"--nms-iou", "0.8"}));
    const QJsonObject one = evaluate({"--score", "0", "--top-k", "1"});
    const QJsonObject counts = one["at_thresholds"]["counts"].toObject();
    QVERIFY(counts["right"].toInt() + counts["wrong"].toInt() + counts["ignored"].toInt() <=
            one["images"].toInt());
    QVERIFY(one["map_voc07"].toDouble() <= evaluate()["map_voc07"].toDouble());
    const QJsonObject strict = evaluate({"--score", "0.05", "--match-iou", "0.8"});
    QCOMPARE(strict["at_thresholds"]["match_iou"].toDouble(), 0.8);
    QVERIFY(strict["at_thresholds"]["counts"]["right"].toInt() < figuresAt()["counts"]["right"].toInt());
    QCOMPARE(strict["map_voc07"], evaluate()["map_voc07"]);  // which is at 0.5
    QVERIFY(strict["at_thresholds"]["map_voc07"].toDouble() < strict["map_voc07"].toDouble());
    const auto errors = [&](const QStringList& more) {
        return documentOf(onTrain("errors", at("run")) + QStringList{"--protocol", "voc"} + more);
    };
    const auto misplaced = [](const QJsonObject& of) { return of["types"]["localization"]["count"].toInt(); };
    QVERIFY(misplaced(errors({"--match-iou", "0.8"})) > misplaced(errors({})));
    QVERIFY(errors({"--nms", "none"})["ap"] != errors({})["ap"]);
}

void EvaluateCliTest::theOperatingPointsScoreIsTaken() {
    const auto score = [&](const QStringList& more) {
        return evaluate(more)["at_thresholds"]["score"].toDouble();
    };
    QCOMPARE(score({}), 0.2);
    documentOf(onTrain("thresholds", at("run")) +
               QStringList{"--aim", "score", "--min-score", "0.07", "--keep"});
    QCOMPARE(score({}), 0.07);
    QCOMPARE(score({"--score", "0.3"}), 0.3);
    documentOf(onTrain("thresholds", at("run")) + QStringList{"--forget"});
    QCOMPARE(score({}), 0.2);
}

void EvaluateCliTest::textHasALine() {
    const Outcome outcome =
        runCli({"evaluate", at("run"), at("sample"), "--split", "train", "--score", "0.05"});
    QCOMPARE(outcome.code, 0);
    const QJsonObject counts = figuresAt()["counts"].toObject();
    const QString line =
        QString("At score 0.05 and IoU 0.50: precision %1, recall %2, F1 %3 (right %4")
            .arg(QString::number(counts["precision"].toDouble(), 'f', 3),
                 QString::number(counts["recall"].toDouble(), 'f', 3),
                 QString::number(counts["f1"].toDouble(), 'f', 3), QString::number(counts["right"].toInt()));
    QVERIFY2(outcome.out.contains(line.toUtf8()), outcome.out.constData());
}

void EvaluateCliTest::exportedWeightsAreEvaluated_data() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("file");
    QTest::newRow("state dict") << "state-dict"
                                << "w.pth";
    QTest::newRow("safetensors") << "safetensors"
                                 << "w.safetensors";
}

void EvaluateCliTest::exportedWeightsAreEvaluated() {
    QFETCH(QString, format);
    QFETCH(QString, file);
    documentOf(onTrain("thresholds", at("run")) +
               QStringList{"--aim", "score", "--min-score", "0.07", "--keep"});
    const Outcome exported = runCli({"export", at("run"), "--format", format, "--out", at(file), "--json"});
    QVERIFY2(exported.code == 0, exported.err.constData());
    // The operating point is in the file.
    QCOMPARE(documentOf(onTrain("evaluate", at(file))), evaluate());
    const auto detections = [&](const QString& checkpoint) {
        const Outcome outcome = runCli({"detect", checkpoint, at("sample/JPEGImages"), "--json"});
        [&] { QVERIFY2(outcome.err.contains("Operating point"), outcome.err.constData()); }();
        return outcome.out;
    };
    QCOMPARE(detections(at(file)), detections(at("run")));
    documentOf(onTrain("thresholds", at("run")) + QStringList{"--forget"});
}

/// What `detect --json` printed is judged as the detector's own.
void EvaluateCliTest::savedDetectionsInPlaceOfADetector() {
    const Outcome detected =
        runCli({"detect", at("run"), at("sample/JPEGImages"), "--min-score", "0.01", "--json"});
    QCOMPARE(detected.code, 0);
    writeAt(at("found.json"), detected.out);
    const QStringList saved{"--json", "--ground-truth", at("sample"),    "--split",
                            "train",  "--detections",   at("found.json")};
    const QStringList score{"--min-score", "0.05"};
    const QJsonObject slices = documentOf(QStringList{"slices"} + saved + score)["slices"].toObject();
    const QJsonObject own = documentOf(onTrain("slices", at("run")) + score)["slices"].toObject();
    QVERIFY(!own["area"].toArray().isEmpty());
    for (qsizetype i = 0; i < own["area"].toArray().size(); ++i) {
        for (const char* key : {"objects", "found", "right", "wrong"}) {
            QCOMPARE(slices["area"][i][key], own["area"][i][key]);
        }
    }
    QVERIFY(own.contains("best-prior") && !slices.contains("best-prior"));  // it takes a network
    const QStringList aim{"--aim", "score", "--min-score", "0.05"};
    QCOMPARE(documentOf(QStringList{"thresholds"} + saved + aim)["total"]["right"],
             documentOf(onTrain("thresholds", at("run")) + aim)["total"]["right"]);
    QCOMPARE(documentOf(QStringList{"labels"} + saved)["images"],
             documentOf(onTrain("labels", at("run")))["images"]);
}

void EvaluateCliTest::reportsOfAFilter() {
    const auto objects = [&](const QStringList& more) {
        return documentOf(QStringList{"report", "--json", at("run"), at("sample"), "--split", "train",
                                      "--out", at("report.html")} +
                          more)["objects"]
            .toInt();
    };
    const QStringList where{"--where", "area>=3000 difficult=shown"};
    const int shown = objects(where);
    QFile file(at("report.html"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("3000 difficult=shown"));
    QCOMPARE(shown, evaluate(where)["filter"]["objects"].toInt());
    QVERIFY(shown < objects({}));
}

void EvaluateCliTest::badUsage() {
    const QStringList data{at("run"), at("sample"), "--split", "train"};
    const auto code = [&](const QStringList& arguments) { return runCli(arguments).code; };
    QCOMPARE(code(QStringList{"evaluate"} + data + QStringList{"--nms", "some"}), 2);
    QCOMPARE(code(QStringList{"evaluate"} + data + QStringList{"--score", "2"}), 2);
    QCOMPARE(code(QStringList{"evaluate"} + data + QStringList{"--top-k", "0"}), 2);
    QCOMPARE(code({"errors", "--ground-truth", at("sample"), "--detections", at("found.json"), "--nms-iou",
                   "0.5"}),
             2);
    for (const char* command : {"slices", "labels", "thresholds"}) {
        QCOMPARE(code({command}), 2);
        QCOMPARE(code({command, "--ground-truth", at("sample")}), 2);
        QCOMPARE(code(QStringList{command} + data +
                      QStringList{"--ground-truth", at("sample"), "--detections", at("found.json")}),
                 2);
    }
    QCOMPARE(code({"thresholds", "--ground-truth", at("sample"), "--detections", at("found.json"), "--keep"}),
             2);
}

QTEST_GUILESS_MAIN(EvaluateCliTest)
#include "evaluate_cli_test.moc"
