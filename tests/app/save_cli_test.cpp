// detect --save on the command line: what score makes of the files. Without core: these tests run the
// program.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/run_cli.hpp"

using namespace priorscope;

class SaveCliTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void scoreReadsEveryForm_data();
    void scoreReadsEveryForm();
    void theDocumentIsThatOfJson();
    void annotationsAreADataset();
    void badUsage_data();
    void badUsage();
    void refusedBeforeTheNetworkRuns();
    void imagesAreNeverReplaced();

  private:
    QString at(const QString& name) const { return m_folder.filePath(name); }
    Outcome detect(const QStringList& more) const {
        return runCli(QStringList{"detect", at("run"), at("sample/JPEGImages"), "--min-score", "0.01"} +
                      more);
    }
    QByteArray score(const QString& detections) const {
        const Outcome outcome =
            runCli({"score", "--json", "--ground-truth", at("sample"), "--detections", detections});
        [&] { QVERIFY2(outcome.code == 0, outcome.err.constData()); }();
        return outcome.out;
    }

    QTemporaryDir m_folder;
    QByteArray m_printed;  ///< by detect --json
};

void SaveCliTest::initTestCase() {
    QCOMPARE(runCli({"dataset", "sample", at("sample"), "--images", "16", "--seed", "3"}).code, 0);
    QCOMPARE(runCli({"train", at("sample"), "--model", "ssd-tiny", "--split", "train", "--steps", "2",
                     "--batch-size", "4", "--out", at("run")})
                 .code,
             0);
    const Outcome outcome = detect({"--json"});
    QCOMPARE(outcome.code, 0);
    m_printed = outcome.out;
    QFile file(at("printed.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(m_printed);
}

void SaveCliTest::scoreReadsEveryForm_data() {
    QTest::addColumn<QString>("target");
    QTest::newRow("json") << "found.json";
    QTest::newRow("coco") << "coco.json";
    QTest::newRow("voc") << "voc";
}

void SaveCliTest::scoreReadsEveryForm() {
    QFETCH(QString, target);
    const Outcome outcome = detect({"--save", at(target), "--format", QTest::currentDataTag()});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QVERIFY2(outcome.err.contains("Saved in ") && outcome.err.contains("detections in 16 images"),
             outcome.err.constData());
    QCOMPARE(outcome.out, QByteArray());
    // What was rounded in writing decides nothing here.
    QCOMPARE(score(at(target)), score(at("printed.json")));
}

void SaveCliTest::theDocumentIsThatOfJson() {
    const Outcome outcome = detect({"--save", at("same.json"), "--format", "json", "--json"});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out, m_printed);
    QFile file(at("same.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), m_printed);
}

void SaveCliTest::annotationsAreADataset() {
    QVERIFY(QDir().mkpath(at("made")));
    QVERIFY(QFile::link(at("sample/JPEGImages"), at("made/JPEGImages")));
    const QStringList save{"--save", at("made/Annotations"), "--format", "annotations"};
    QCOMPARE(detect(save).code, 0);
    const Outcome stats = runCli({"dataset", "stats", at("made"), "--json"});
    QVERIFY2(stats.code == 0, stats.err.constData());
    qsizetype detections = 0;
    for (const auto& image : QJsonDocument::fromJson(m_printed).array()) {
        detections += image.toObject()["detections"].toArray().size();
    }
    const QJsonObject document = QJsonDocument::fromJson(stats.out).object();
    QCOMPARE(document["images"].toInt(), 16);
    QVERIFY(detections > 0);
    const Outcome again = detect(save);
    QCOMPARE(again.code, 1);
    QVERIFY2(again.err.contains("would be replaced: 16"), again.err.constData());
    QCOMPARE(detect(save + QStringList{"--overwrite"}).code, 0);
}

void SaveCliTest::badUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no format") << QStringList{"--save", "x.json"};
    QTest::newRow("no file") << QStringList{"--format", "json"};
    QTest::newRow("no such format") << QStringList{"--save", "x.json", "--format", "yaml"};
    QTest::newRow("ids of csv") << QStringList{"--save", "x.csv", "--format", "csv", "--coco-ids", "y.json"};
    QTest::newRow("overwrite csv") << QStringList{"--save", "x.csv", "--format", "csv", "--overwrite"};
}

void SaveCliTest::badUsage() {
    QFETCH(QStringList, arguments);
    const Outcome outcome = detect(arguments);
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.err.count('\n'), 1);
}

void SaveCliTest::refusedBeforeTheNetworkRuns() {
    const Outcome outcome = detect({"--save", at("nowhere/x.csv"), "--format", "csv"});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("Make the folder first") && !outcome.err.contains("Detecting"),
             outcome.err.constData());
}

void SaveCliTest::imagesAreNeverReplaced() {
    QVERIFY(QDir().mkpath(at("pictures")));
    const QString jpeg =
        at("sample/JPEGImages/") + QDir(at("sample/JPEGImages")).entryList(QDir::Files).first();
    const QString png = at("pictures/x.png");
    QVERIFY(QFile::copy(jpeg, png));  // decoded by what it holds
    const auto bytesOf = [](const QString& name) {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray before = bytesOf(png);
    const Outcome drawn = runCli({"detect", at("run"), png, "--draw", at("pictures")});
    QCOMPARE(drawn.code, 1);
    QVERIFY2(drawn.err.contains("this image itself would be replaced"), drawn.err.constData());
    QCOMPARE(runCli({"detect", at("run"), jpeg, "--draw", at("pictures")}).code, 0);
    for (const char* format : {"csv", "coco", "json"}) {
        const Outcome saved = runCli({"detect", at("run"), jpeg, "--save", png, "--format", format});
        QCOMPARE(saved.code, 1);
        QVERIFY2(saved.err.contains("an image of this name"), saved.err.constData());
    }
    const Outcome report = runCli({"report", at("run"), at("sample"), "--split", "train", "--out", png});
    QCOMPARE(report.code, 2);
    QCOMPARE(bytesOf(png), before);
    QVERIFY(runCli({"detect", at("run"), png, "--min-score", "nan"})
                .err.contains("must be a number from 0 to 1"));
}

QTEST_GUILESS_MAIN(SaveCliTest)
#include "save_cli_test.moc"
