// priorscope-cli dataset convert, and other commands on what it wrote.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/run_cli.hpp"
#include "tests/support/voc_fixture.hpp"
#include "tests/support/whole_files.hpp"

using priorscope::Outcome;
using priorscope::runCli;

class ConvertCliTest : public QObject {
    Q_OBJECT

    static QJsonObject documentOf(const Outcome& outcome) {
        return QJsonDocument::fromJson(outcome.out).object();
    }

  private Q_SLOTS:
    void everyFormat_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<int>("images");  // that come back: of six, one has no file
        QTest::addColumn<int>("difficult");
        QTest::addColumn<QString>("file");  // that can be named in place of the folder
        QTest::newRow("COCO") << "coco" << 6 << 1 << "annotations/instances_train.json";
        QTest::newRow("YOLO") << "yolo" << 5 << 0 << "data.yaml";
        QTest::newRow("VOC") << "voc" << 6 << 1 << QString();
        QTest::newRow("CVAT") << "cvat" << 6 << 1 << "annotations.xml";
        QTest::newRow("LabelMe") << "labelme" << 6 << 1 << QString();
        QTest::newRow("Open Images") << "openimages" << 5 << 0 << "train-annotations-bbox.csv";
    }
    void everyFormat() {
        QFETCH(QString, format);
        QFETCH(int, images);
        QFETCH(int, difficult);
        QFETCH(QString, file);
        const priorscope::fixture::VocFolder source;
        const QTemporaryDir folder;
        const QString out = folder.filePath("out");
        const Outcome outcome =
            runCli({"dataset", "convert", source.path(), "--to", format, "--out", out, "--json"});
        QCOMPARE(outcome.code, 0);
        const QJsonObject document = documentOf(outcome);
        QCOMPARE(document["format"].toString(), format);
        QCOMPARE(document["images"].toInt(), 6);
        QCOMPARE(document["objects"].toInt(), 8);
        QVERIFY(!document["losses"].toArray().isEmpty());  // one image is not there
        for (const auto& loss : document["losses"].toArray()) {
            QVERIFY(outcome.err.contains("Not kept: " + loss.toString().toUtf8()));
        }
        for (const QString& place : {out, file.isEmpty() ? out : out + "/" + file}) {
            const Outcome read = runCli({"dataset", "stats", place, "--json"});
            QCOMPARE(read.code, 0);
            QCOMPARE(documentOf(read)["images"].toInt(), images);
            // The sixth image's dog goes with it.
            QCOMPARE(documentOf(read)["objects"].toInt() + documentOf(read)["difficult"].toInt(),
                     images == 6 ? 8 : 7);
            QCOMPARE(documentOf(read)["difficult"].toInt(), difficult);
            QCOMPARE(documentOf(read)["splits"].toObject()["train"].toInt(), images);
        }
        const Outcome again = runCli({"dataset", "convert", source.path(), "--to", format, "--out", out});
        QCOMPARE(again.code, 1);
        QVERIFY(again.err.contains("nothing is overwritten"));
    }

    void linksAndNone() {
        const priorscope::fixture::VocFolder source;
        const QTemporaryDir folder;
        const QStringList command{"dataset", "convert", source.path(), "--to",
                                  "coco",    "--split", "train",       "--out"};
        QCOMPARE(runCli(command + QStringList{folder.filePath("links"), "--images", "link"}).code, 0);
        QVERIFY(QFileInfo(folder.filePath("links/images/000001.jpg")).isSymLink());
        const Outcome none = runCli(command + QStringList{folder.filePath("none"), "--images", "none"});
        QCOMPARE(none.code, 0);
        QVERIFY(none.out.contains("Wrote 6 images with 8 objects to"));
        QVERIFY(!QFileInfo::exists(folder.filePath("none/images")));
    }

    void wrongArguments() {
        const priorscope::fixture::VocFolder source;
        const QTemporaryDir folder;
        const Outcome unknown =
            runCli({"dataset", "convert", source.path(), "--to", "kitti", "--out", folder.filePath("x")});
        QCOMPARE(unknown.code, 2);
        QVERIFY(
            unknown.err.contains("no format \"kitti\"; formats: coco, yolo, cvat, labelme, openimages, voc"));
        QCOMPARE(unknown.err.count('\n'), 1);
        const Outcome split = runCli({"dataset", "convert", source.path(), "--to", "coco", "--split", "gone",
                                      "--out", folder.filePath("x")});
        QCOMPARE(split.code, 1);
        QVERIFY(split.err.contains("train"));
        QVERIFY(!QFileInfo::exists(folder.filePath("x")));
        QCOMPARE(runCli({"dataset", "convert", source.path(), "--to", "coco"}).code, 2);
    }

    void classesAreMapped() {
        const priorscope::fixture::VocFolder source;
        const QTemporaryDir folder;
        const QString out = folder.filePath("out");
        const Outcome outcome = runCli({"dataset", "convert", source.path(), "--to", "yolo", "--out", out,
                                        "--rename", "cat=feline", "--order", "dog", "--json"});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(documentOf(outcome)["classes"].toArray(), (QJsonArray{"dog", "feline"}));
        const Outcome dropped = runCli({"dataset", "convert", source.path(), "--to", "voc", "--out",
                                        folder.filePath("dogs"), "--drop", "cat", "--json"});
        QCOMPARE(documentOf(dropped)["objects"].toInt(), 4);
        QCOMPARE(documentOf(dropped)["images"].toInt(), 6);
        for (const QStringList& wrong : {QStringList{"--rename", "cat"}, QStringList{"--rename", "=x"}}) {
            QCOMPARE(runCli(QStringList{"dataset", "convert", source.path(), "--to", "voc", "--out",
                                        folder.filePath("x")} +
                            wrong)
                         .code,
                     2);
        }
        const Outcome unknown = runCli({"dataset", "convert", source.path(), "--to", "voc", "--out",
                                        folder.filePath("x"), "--drop", "cow"});
        QCOMPARE(unknown.code, 1);
        QVERIFY(unknown.err.contains("no class cow"));
        QVERIFY(!QFileInfo::exists(folder.filePath("x")));
    }

    /// Two copies of one folder, as two years: nothing is lost, and each image keeps its own labels.
    void foldersAreMerged() {
        const priorscope::fixture::VocFolder a;
        const priorscope::fixture::VocFolder b;
        const QString changed = b.path() + "/Annotations/000001.xml";
        QFile file(changed);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray other = file.readAll().replace("<name>cat</name>", "<name>cow</name>");
        file.close();
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(other), other.size());
        file.close();
        const QTemporaryDir folder;
        const QString out = folder.filePath("out");
        const Outcome outcome = runCli({"dataset", "merge", a.path(), b.path(), "--out", out, "--json"});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.err.contains("below its folder's name"));
        QCOMPARE(documentOf(outcome)["images"].toInt(), 12);
        const QJsonObject read = documentOf(runCli({"dataset", "stats", out, "--json"}));
        QCOMPARE(read["images"].toInt(), 12);
        QCOMPARE(read["objects"].toInt(), 14);
        QCOMPARE(read["difficult"].toInt(), 2);
        QCOMPARE(read["splits"].toObject()["train"].toInt(), 12);
        const QString one = QFileInfo(a.path()).fileName();
        const QString two = QFileInfo(b.path()).fileName();
        for (const auto& [name, has_cow] : {std::pair{one, false}, {two, true}}) {
            QFile written(out + "/Annotations/" + name + "/000001.xml");
            QVERIFY(written.open(QIODevice::ReadOnly));
            QCOMPARE(written.readAll().contains("<name>cow</name>"), has_cow);
        }
        QCOMPARE(runCli({"dataset", "merge", a.path(), "--out", folder.filePath("x")}).code, 2);
    }

    /// Killed at any moment, there is the whole dataset or none, and what was left does not stand in the way.
    void killedWhileWriting() {
        const priorscope::fixture::VocFolder source;
        const QTemporaryDir folder;
        const QString out = folder.filePath("out");
        for (int delay_ms = 0; delay_ms < 120; delay_ms += 12) {
            QProcess process;
            process.start(PRIORSCOPE_CLI, {"dataset", "convert", source.path(), "--to", "voc", "--out", out});
            QVERIFY(process.waitForStarted());
            process.waitForFinished(delay_ms);
            process.kill();
            process.waitForFinished();
            if (QFileInfo::exists(out)) {
                QCOMPARE(documentOf(runCli({"dataset", "stats", out, "--json"}))["images"].toInt(), 6);
                QVERIFY(QDir(out).removeRecursively());
            }
        }
        QCOMPARE(runCli({"dataset", "convert", source.path(), "--to", "voc", "--out", out}).code, 0);
    }
};

QTEST_GUILESS_MAIN(ConvertCliTest)
#include "convert_cli_test.moc"
