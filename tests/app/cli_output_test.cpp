// Output of priorscope-cli: whether it is delivered, and what is printed if there is no result.
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/run_cli.hpp"

using priorscope::Outcome;
using priorscope::outcomeOf;
using priorscope::runCli;

namespace {

/// @param line  a shell command line; $0 is the program, $1 the folder
Outcome runShell(const QString& line, const QString& folder) {
    QProcess process;
    process.start("/bin/sh", {"-c", line, PRIORSCOPE_CLI, folder});
    return outcomeOf(process);
}

QByteArray annotationOf(const QByteArray& objects) {
    return "<annotation><filename>a.jpg</filename><size><width>100</width><height>50</height>"
           "<depth>3</depth></size>" +
           objects + "</annotation>\n";
}

}  // namespace

class CliOutputTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void aFullDiskIsTold_data();
    void aFullDiskIsTold();
    void closedStreamsDoNoHarm();
    void aReaderThatLeavesIsNoCrash();
    void coverageOfNothingIsNull_data();
    void coverageOfNothingIsNull();

  private:
    QString at(const QString& name) const { return m_folder.filePath(name); }
    void write(const QString& name, const QByteArray& bytes) const;

    QTemporaryDir m_folder;
};

void CliOutputTest::write(const QString& name, const QByteArray& bytes) const {
    QDir(m_folder.path()).mkpath(QFileInfo(name).path());
    QFile file(at(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

void CliOutputTest::initTestCase() {
    const QByteArray box = "<bndbox><xmin>-20</xmin><ymin>1</ymin><xmax>40</xmax><ymax>30</ymax></bndbox>";
    write("objects/Annotations/a.xml", annotationOf("<object><name>cat</name>" + box + "</object>"));
    write("none/Annotations/a.xml", annotationOf({}));
    write("difficult/Annotations/a.xml",
          annotationOf("<object><name>cat</name><difficult>1</difficult>" + box + "</object>"));
}

void CliOutputTest::aFullDiskIsTold_data() {
    QTest::addColumn<QStringList>("arguments");
    const QString folder = at("objects");
    QTest::newRow("stats") << QStringList{"dataset", "stats", folder, "--json"};
    QTest::newRow("stats as text") << QStringList{"dataset", "stats", folder};
    QTest::newRow("sample") << QStringList{"dataset", "sample", at("new"), "--images", "10"};
    QTest::newRow("show") << QStringList{"priors", "show", "ssd300-voc"};
    QTest::newRow("coverage") << QStringList{"priors", "coverage", folder, "--priors", "ssd-tiny", "--json"};
    QTest::newRow("suggest") << QStringList{"priors", "suggest",    folder,    "--from", "ssd-tiny",
                                            "--out",  at("s.json"), "--steps", "100"};
    QTest::newRow("create") << QStringList{"model", "create", "ssd-tiny", "--out", at("m.pt"), "--json"};
    QTest::newRow("help") << QStringList{"--help"};
    QTest::newRow("help of a command") << QStringList{"priors", "coverage", "--help"};
    QTest::newRow("version") << QStringList{"--version"};
}

void CliOutputTest::aFullDiskIsTold() {
    QFETCH(QStringList, arguments);
    const Outcome outcome = runCli(arguments, "/dev/full");
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("standard output could not be written: No space left on device"),
             outcome.err.constData());
    QCOMPARE(outcome.err.count("standard output"), 1);
}

void CliOutputTest::closedStreamsDoNoHarm() {
    const Outcome no_output = runShell("\"$0\" dataset stats \"$1/objects\" --json >&-", m_folder.path());
    QCOMPARE(no_output.code, 1);
    QVERIFY2(no_output.err.contains("standard output could not be written"), no_output.err.constData());
    const Outcome no_notes =
        runShell("\"$0\" priors coverage \"$1/none\" --priors ssd-tiny --json 2>&- <&-", m_folder.path());
    QCOMPARE(no_notes.code, 0);
    QVERIFY(QJsonDocument::fromJson(no_notes.out).isObject());
    // If the descriptors were free, the first opened files would become the standard streams.
    QCOMPARE(runShell("\"$0\" model create ssd-tiny --out \"$1/c.pt\" <&- >&- 2>&-", m_folder.path()).code,
             1);
    QFile checkpoint(at("c.pt"));
    QVERIFY(checkpoint.open(QIODevice::ReadOnly) && checkpoint.read(2) == "PK");
}

void CliOutputTest::aReaderThatLeavesIsNoCrash() {
    // The reader ends without reading: depending on timing, everything was written or the pipe is
    // broken.
    const Outcome outcome =
        runShell("{ \"$0\" priors show ssd300-voc --json; echo $? > \"$1/code\"; } | true", m_folder.path());
    QCOMPARE(outcome.code, 0);
    QFile code(at("code"));
    QVERIFY(code.open(QIODevice::ReadOnly));
    const int status = code.readAll().trimmed().toInt();
    QVERIFY2(status == 0 || status == 1, qPrintable(QString::number(status)));
}

void CliOutputTest::coverageOfNothingIsNull_data() {
    QTest::addColumn<QString>("folder");
    QTest::newRow("no object") << at("none");
    QTest::newRow("difficult ones alone") << at("difficult");
}

void CliOutputTest::coverageOfNothingIsNull() {
    QFETCH(QString, folder);
    const QStringList command{"priors", "coverage", folder, "--priors", "ssd300-voc"};
    const Outcome outcome = runCli(command + QStringList{"--json", "--augmented", "1"});
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.err.contains("no objects to cover"), outcome.err.constData());
    const QJsonObject document = QJsonDocument::fromJson(outcome.out).object();
    QCOMPARE(document["objects"].toInt(-1), 0);
    for (const QJsonObject& figures : {document, document["augmented"].toObject()}) {
        QVERIFY(figures["mean_best_iou"].isNull());
        QCOMPARE(figures["recall"].toObject().size(), 4);
        for (const QJsonValue recall : figures["recall"].toObject()) {
            QVERIFY(recall.isNull());
        }
    }
    const Outcome text = runCli(command);
    QVERIFY2(text.out.contains("–") && !text.out.contains("100.0 %"), text.out.constData());
    const Outcome suggested = runCli({"priors", "suggest", folder, "--out", at("none.json")});
    QCOMPARE(suggested.code, 1);
    QVERIFY2(suggested.err.contains("no objects to search with"), suggested.err.constData());
    QVERIFY(!QFile::exists(at("none.json")));
}

QTEST_GUILESS_MAIN(CliOutputTest)
#include "cli_output_test.moc"
