// thresholds on the command line, and what uses them. Without core: these tests run the program.
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
        QCOMPARE(listed(detect({})).size(), 0);
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

  private:
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
