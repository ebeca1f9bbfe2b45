// priorscope-cli dataset mend: what it lists, writes and takes back.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/file_bytes.hpp"
#include "tests/support/run_cli.hpp"
#include "tests/support/voc_fixture.hpp"

using priorscope::bytesAt;
using priorscope::Outcome;
using priorscope::runCli;

class MendCliTest : public QObject {
    Q_OBJECT

    static QJsonObject documentOf(const Outcome& outcome) {
        return QJsonDocument::fromJson(outcome.out).object();
    }

  private Q_SLOTS:
    void listedWrittenAndTakenBack() {
        const priorscope::fixture::VocFolder source;  // 300 × 300 px
        const QString path = source.path() + "/Annotations/000001.xml";
        QByteArray before = bytesAt(path);
        before.replace("<xmax>285</xmax>", "<xmax>320</xmax>");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(before), before.size());
        file.close();
        const QTemporaryDir folder;
        const QStringList command{"dataset", "mend", source.path(), "--json"};
        const QStringList backup{"--backup", folder.filePath("originals")};

        const Outcome listed = runCli(command);
        QCOMPARE(listed.code, 0);
        const QJsonArray items = documentOf(listed)["items"].toArray();
        QCOMPARE(items.size(), 1);
        QCOMPARE(items[0].toObject()["kind"].toString(), QStringLiteral("outside"));
        QCOMPARE(items[0].toObject()["change"].toString(), QStringLiteral("move"));
        QCOMPARE(items[0].toObject()["new_box"].toArray(), (QJsonArray{16, 16, 300, 285}));
        QCOMPARE(bytesAt(path), before);
        QVERIFY(documentOf(runCli(command + QStringList{"--kinds", "duplicate-box"}))["items"]
                    .toArray()
                    .isEmpty());

        QCOMPARE(runCli(command + QStringList{"--apply", "--undo"}).code, 2);
        QCOMPARE(runCli(command + QStringList{"--kinds", "outside,tiny-box"}).code, 2);
        QCOMPARE(bytesAt(path), before);
        const Outcome within =
            runCli(command + QStringList{"--apply", "--backup", source.path() + "/Annotations/originals"});
        QCOMPARE(within.code, 1);
        QVERIFY(within.err.contains("lies in the dataset"));
        QVERIFY(!QFile::exists(source.path() + "/Annotations/originals"));
        QCOMPARE(bytesAt(path), before);
        const Outcome applied = runCli(command + QStringList{"--apply"} + backup);
        QCOMPARE(applied.code, 0);
        QCOMPARE(documentOf(applied)["files"].toInt(), 1);
        QCOMPARE(bytesAt(path), QByteArray(before).replace("<xmax>320</xmax>", "<xmax>300</xmax>"));
        const Outcome nothing = runCli(QStringList{"dataset", "mend", source.path(), "--apply"} + backup);
        QCOMPARE(nothing.code, 0);
        QVERIFY(nothing.out.contains("Nothing is found"));

        const Outcome undone = runCli(command + QStringList{"--undo"} + backup);
        QCOMPARE(undone.code, 0);
        QCOMPARE(documentOf(undone)["files"].toInt(), 1);
        QCOMPARE(bytesAt(path), before);
        const Outcome again = runCli(command + QStringList{"--undo"} + backup);
        QCOMPARE(again.code, 1);
        QVERIFY(again.err.contains("no backup of this dataset"));

        // Without a folder, originals are kept beside the project.
        qputenv("XDG_DATA_HOME", folder.filePath("data").toUtf8());
        const Outcome kept = runCli(command + QStringList{"--apply"});
        QCOMPARE(documentOf(kept)["files"].toInt(), 1);
        QVERIFY(documentOf(kept)["backup"].toString().startsWith(folder.filePath("data")));
        QCOMPARE(runCli(command + QStringList{"--undo"}).code, 0);
        QCOMPARE(bytesAt(path), before);
    }

    /// Images 1 to 4 hold a cat.
    void aClassIsRenamed() {
        const priorscope::fixture::VocFolder source;
        const QTemporaryDir folder;
        const QStringList command{"dataset", "mend",     source.path(),
                                  "--json",  "--backup", folder.filePath("originals")};
        const QString path = source.path() + "/Annotations/000003.xml";
        const QByteArray before = bytesAt(path);
        const Outcome listed = runCli(command + QStringList{"--rename", "cat=kitten"});
        QCOMPARE(documentOf(listed)["items"].toArray().size(), 4);
        QCOMPARE(bytesAt(path), before);
        const Outcome applied = runCli(command + QStringList{"--rename", "cat=kitten", "--apply"});
        QCOMPARE(documentOf(applied)["files"].toInt(), 4);
        QCOMPARE(bytesAt(path), QByteArray(before).replace("<name>cat</name>", "<name>kitten</name>"));
        QCOMPARE(runCli(command + QStringList{"--undo"}).code, 0);
        QCOMPARE(bytesAt(path), before);
        QVERIFY(runCli(command + QStringList{"--rename", "cow=ox"}).err.contains("no such class"));
        QVERIFY(runCli(command + QStringList{"--rename", "cat=cat"}).err.contains("another name"));
        QCOMPARE(runCli(command + QStringList{"--rename", "cat"}).code, 2);
    }

    void otherFormatsAreRefused() {
        const priorscope::fixture::VocFolder source;
        const QTemporaryDir folder;
        const QString out = folder.filePath("out");
        QCOMPARE(runCli({"dataset", "convert", source.path(), "--to", "coco", "--out", out}).code, 0);
        const Outcome refused = runCli({"dataset", "mend", out});
        QCOMPARE(refused.code, 1);
        QVERIFY(refused.err.contains("only VOC's annotations"));
    }
};

QTEST_GUILESS_MAIN(MendCliTest)
#include "mend_cli_test.moc"
