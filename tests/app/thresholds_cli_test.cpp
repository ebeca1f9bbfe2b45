// thresholds on the command line, and what uses them. Without core: these tests run the program.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/run_cli.hpp"

using namespace priorscope;

class ThresholdsCliTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        qputenv("XDG_CACHE_HOME", at("cache").toUtf8());
        QCOMPARE(runCli({"dataset", "sample", at("sample"), "--images", "24", "--seed", "3"}).code, 0);
        QCOMPARE(runCli({"train", at("sample"), "--model", "ssd-tiny", "--split", "train", "--steps", "40",
                         "--batch-size", "8", "--out", at("run")})
                     .code,
                 0);
    }

    void oneScoreIsWhatEvaluatedSplitsHave() {
        const QJsonObject chosen = run({"--aim", "score", "--min-score", "0.05"});
        QCOMPARE(chosen["exact"].toBool(), true);
        QVERIFY(chosen["kept"].isNull());
        int right = 0;
        int wrong = 0;
        for (const QJsonValue& each : chosen["classes"].toObject()) {
            QCOMPARE(each.toObject()["score"].toDouble(), 0.05);
            right += each.toObject()["right"].toInt();
            wrong += each.toObject()["wrong"].toInt();
        }
        // slices counts the same split by another way.
        int found = 0;
        int false_ones = 0;
        const Outcome outcome =
            runCli({"slices", "--json", at("run"), at("sample"), "--split", "train", "--min-score", "0.05"});
        QCOMPARE(outcome.code, 0);
        const QJsonObject slices = QJsonDocument::fromJson(outcome.out).object()["slices"].toObject();
        for (const QJsonValue& group : slices["area"].toArray()) {
            found += group.toObject()["right"].toInt();
            false_ones += group.toObject()["wrong"].toInt();
        }
        QVERIFY(found > 0);
        QCOMPARE(right, found);
        QCOMPARE(wrong, false_ones);
        QCOMPARE(chosen["total"].toObject()["right"].toInt(), found);
    }

    void detectAndExportUseWhatIsKept() {
        const QJsonObject chosen = run({"--aim", "f1", "--keep"});
        const QString file = chosen["kept"].toString();
        QVERIFY(QFile::exists(file));
        const QJsonObject classes = chosen["classes"].toObject();
        const Outcome at_point = detect({});
        QVERIFY2(at_point.err.contains("Operating point"), at_point.err.constData());
        const Outcome below = detect({"--min-score", "0.01", "--top-k", "200"});
        QCOMPARE(listed(at_point), listed(below, classes));
        QVERIFY(!listed(at_point).isEmpty());
        QVERIFY(listed(at_point).size() < listed(below).size());
        const Outcome without = detect({"--no-operating-point"});
        QVERIFY(!without.err.contains("Operating point"));
        QCOMPARE(listed(without), listed(detect({"--min-score", "0.2"})));

        const Outcome exported = runCli(
            {"export", checkpoint(), "--format", "onnx", "--outputs", "nms", "--out", at("model.onnx")});
        QVERIFY2(exported.code == 0, exported.err.constData());
        QVERIFY(exported.err.contains("Operating point"));
        QFile model(at("model.onnx"));
        QVERIFY(model.open(QIODevice::ReadOnly));
        const QByteArray bytes = model.readAll();
        QVERIFY(bytes.contains("operating_point") && bytes.contains("class_scores"));
    }

    void otherWeightsDoNotUseThem() {
        QVERIFY(!run({"--aim", "score", "--min-score", "0.9", "--keep"})["kept"].isNull());
        // Few or none: how sure a network is after so few steps is not the same on every machine.
        QCOMPARE(listed(detect({})), listed(detect({"--no-operating-point", "--min-score", "0.9"})));
        QFile weights(checkpoint());
        QVERIFY(weights.open(QIODevice::Append) && weights.write("x") == 1);
        weights.close();
        const Outcome changed = detect({});
        QVERIFY2(changed.err.contains("other weights"), changed.err.constData());
        QVERIFY(weights.resize(weights.size() - 1));
        QVERIFY(detect({}).err.contains("Operating point: score 0.90"));
        QCOMPARE(runCli({"thresholds", checkpoint(), at("sample"), "--forget"}).code, 0);
        QVERIFY(!detect({}).err.contains("perating point"));
    }

    void badOptionsAreNamed() {
        const Outcome both = runCli({"thresholds", checkpoint(), at("sample"), "--keep", "--forget"});
        QCOMPARE(both.code, 2);
        QVERIFY(both.err.contains("--forget"));
        QCOMPARE(runCli({"thresholds", checkpoint(), at("sample"), "--wanted-precision", "2"}).code, 2);
    }

    void oddArgumentsAreRefused() {
        const auto code = [&](const QStringList& arguments) { return runCli(arguments).code; };
        QCOMPARE(code({"errors", at("run"), at("sample"), "--min-score", "nan"}), 2);
        QCOMPARE(code({"errors", at("run"), at("sample"), "--min-score", "-5"}), 2);
        QCOMPARE(code({"labels", at("run"), at("sample"), "--most", "-3"}), 2);
        QCOMPARE(code({"thresholds", at("run"), at("sample"), "--wanted-precision", "0.5"}), 2);
    }

    /// Nothing is right at an IoU that no detection reaches: no score is better than another.
    void withoutARightDetectionTheAimIsNotReached() {
        const QJsonObject chosen = run({"--aim", "f1", "--match-iou", "0.999", "--min-score", "0.4"});
        for (const QJsonValue& each : chosen["classes"].toObject()) {
            if (each.toObject()["right"].toInt() == 0) {
                QCOMPARE(each.toObject()["follows_aim"].toBool(), false);
                QCOMPARE(each.toObject()["score"].toDouble(), 0.4);
            }
        }
    }

    void aReportReplacesNoOtherFile() {
        const QString annotation = at("sample/Annotations/" + firstAnnotation());
        QFile file(annotation);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        file.close();
        const QStringList report{"report", at("run"), at("sample"), "--split", "val", "--out"};
        const Outcome refused = runCli(report + QStringList{annotation});
        QCOMPARE(refused.code, 2);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), before);
        for (int time = 0; time < 2; ++time) {  // an earlier report is replaced
            QCOMPARE(runCli(report + QStringList{at("report.html")}).code, 0);
        }
    }

    /// What a flag overrides is not told as the operating point in force.
    void theOperatingPointThatIsToldIsTheOneInForce() {
        run({"--aim", "score", "--min-score", "0.05", "--keep"});
        const QString image = at("sample/JPEGImages");
        const Outcome outcome =
            runCli({"detect", at("run"), image, "--min-score", "0.75", "--nms-iou", "0.3"});
        QVERIFY2(outcome.err.contains("score 0.75") && outcome.err.contains("NMS IoU 0.3"),
                 outcome.err.constData());
        QVERIFY(!outcome.err.contains("score 0.05"));
        QCOMPARE(runCli({"thresholds", at("run"), at("sample"), "--forget"}).code, 0);
    }

  private:
    QString firstAnnotation() const {
        return QDir(at("sample/Annotations")).entryList(QDir::Files, QDir::Name).value(0);
    }
    QString at(const QString& name) const { return m_folder.filePath(name); }
    QString checkpoint() const { return at("run/checkpoints/last.pt"); }
    QJsonObject run(const QStringList& more) const {
        const Outcome outcome = runCli(
            QStringList{"thresholds", "--json", checkpoint(), at("sample"), "--split", "train"} + more);
        [&] { QVERIFY2(outcome.code == 0, outcome.err.constData()); }();
        return QJsonDocument::fromJson(outcome.out).object();
    }
    Outcome detect(const QStringList& more) const {
        const Outcome outcome =
            runCli(QStringList{"detect", "--json", checkpoint(), at("sample/JPEGImages")} + more);
        [&] { QVERIFY2(outcome.code == 0, outcome.err.constData()); }();
        return outcome;
    }
    /// Image, class and score of every detection; of those that reach their class's score, if these are
    /// given.
    static QStringList listed(const Outcome& outcome, const QJsonObject& classes = {}) {
        QStringList all;
        for (const QJsonValue& image : QJsonDocument::fromJson(outcome.out).array()) {
            for (const QJsonValue& each : image.toObject()["detections"].toArray()) {
                const QString label = each.toObject()["label"].toString();
                const double score = each.toObject()["score"].toDouble();
                if (classes.isEmpty() ||
                    static_cast<float>(score) >=
                        static_cast<float>(classes[label].toObject()["score"].toDouble())) {
                    all.append(image.toObject()["image"].toString() + label + QString::number(score, 'g', 9));
                }
            }
        }
        return all;
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(ThresholdsCliTest)
#include "thresholds_cli_test.moc"
