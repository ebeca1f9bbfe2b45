// priorscope-cli dataset move: what it shows, writes and takes back; and verified images in other commands.
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
using priorscope::writeAt;

class MoveCliTest : public QObject {
    Q_OBJECT

    static QJsonObject documentOf(const Outcome& outcome) {
        return QJsonDocument::fromJson(outcome.out).object();
    }

  private Q_SLOTS:
    void shownWrittenAndTakenBack() {
        const priorscope::fixture::VocFolder source;
        const QTemporaryDir folder;
        const QString main = source.path() + "/ImageSets/Main/";
        const QByteArray train = "000001\r\n000002\r\n000003\r\n000004\r\n";
        writeAt(main + "train.txt", train);
        writeAt(main + "val.txt", "000005");
        writeAt(folder.filePath("ids.txt"), "000003\n\n000001\r\n");
        const QStringList command{"dataset", "move", source.path(), "--to", "val", "--json"};
        const QStringList ids{"--images", folder.filePath("ids.txt")};
        const QStringList backup{"--backup", folder.filePath("originals")};

        const Outcome shown = runCli(command + ids);
        QCOMPARE(shown.code, 0);
        QCOMPARE(documentOf(shown)["images"].toInt(), 2);
        const QJsonArray lists = documentOf(shown)["lists"].toArray();
        QCOMPARE(lists.size(), 2);
        QCOMPARE(lists[0].toObject()["name"].toString(), QStringLiteral("val"));
        // 000001 has a cat, 000003 a cat and a dog, 000005 a dog.
        const auto objects = [&](int list, const char* when, const char* name) {
            return lists[list]
                .toObject()[when]
                .toObject()["classes"]
                .toObject()[name]
                .toObject()["objects"]
                .toInt();
        };
        QCOMPARE(objects(0, "before", "cat"), 0);
        QCOMPARE(objects(0, "after", "cat"), 2);
        QCOMPARE(objects(0, "before", "dog"), 1);
        QCOMPARE(objects(0, "after", "dog"), 2);
        QCOMPARE(objects(1, "before", "cat"), 4);  // a difficult one among them
        QCOMPARE(objects(1, "after", "cat"), 2);
        QVERIFY(documentOf(shown)["backup"].isNull());
        QCOMPARE(bytesAt(main + "train.txt"), train);

        const Outcome written = runCli(command + ids + backup + QStringList{"--write"});
        QCOMPARE(written.code, 0);
        QCOMPARE(bytesAt(main + "train.txt"), QByteArray("000002\r\n000004\r\n"));
        QCOMPARE(bytesAt(main + "val.txt"), QByteArray("000005\n000001\n000003"));
        const Outcome undone = runCli(QStringList{"dataset", "move", source.path(), "--undo"} + backup);
        QCOMPARE(undone.code, 0);
        QCOMPARE(bytesAt(main + "train.txt"), train);
        QCOMPARE(bytesAt(main + "val.txt"), QByteArray("000005"));
        QCOMPARE(runCli(QStringList{"dataset", "move", source.path(), "--undo"} + backup).code, 1);

        const Outcome where =
            runCli(command + QStringList{"--from", "train", "--where", "class=dog", "--write"} + backup);
        QCOMPARE(where.code, 0);
        QCOMPARE(bytesAt(main + "val.txt"), QByteArray("000005\n000003\n000004"));
    }

    void badUsage() {
        const priorscope::fixture::VocFolder source;
        const QTemporaryDir folder;
        writeAt(source.path() + "/ImageSets/Main/val.txt", "000001\n");
        writeAt(folder.filePath("ids.txt"), "000003\nnine\n");
        const QStringList command{"dataset", "move", source.path()};
        QCOMPARE(runCli(command).code, 2);
        QCOMPARE(runCli(command + QStringList{"--to", "val"}).code, 2);
        QCOMPARE(runCli(command + QStringList{"--to", "val", "--where", "tag=rain"}).code,
                 1);  // known to the window alone
        QCOMPARE(runCli(command + QStringList{"--write", "--undo"}).code, 2);
        const Outcome unknown =
            runCli(command + QStringList{"--to", "val", "--images", folder.filePath("ids.txt")});
        QCOMPARE(unknown.code, 1);
        QVERIFY(unknown.err.contains("ids.txt:2") && unknown.err.contains("nine"));
        const Outcome nowhere = runCli(command + QStringList{"--to", "test", "--where", "class=cat"});
        QCOMPARE(nowhere.code, 1);
        QVERIFY(nowhere.err.contains("train, val"));
    }

    void verifiedImagesAreCountedAndConverted() {
        const priorscope::fixture::VocFolder source;
        const QTemporaryDir folder;
        const QString path = source.path() + "/Annotations/000002.xml";
        writeAt(path, bytesAt(path).replace("<annotation>", "<annotation verified=\"yes\">"));
        QCOMPARE(documentOf(runCli({"dataset", "stats", source.path(), "--json"}))["verified"].toInt(), 1);
        const Outcome filtered =
            runCli({"dataset", "filter", source.path(), "--where", "verified", "--json"});
        QCOMPARE(filtered.code, 0);
        QVERIFY(filtered.out.contains("000002") && !filtered.out.contains("000001"));
        const QString out = folder.filePath("voc");
        QCOMPARE(runCli({"dataset", "convert", source.path(), "--to", "voc", "--out", out}).code, 0);
        QVERIFY(bytesAt(out + "/Annotations/000002.xml").startsWith("<annotation verified=\"yes\">"));
        QVERIFY(bytesAt(out + "/Annotations/000001.xml").startsWith("<annotation>"));
        QCOMPARE(documentOf(runCli({"dataset", "stats", out, "--json"}))["verified"].toInt(), 1);
    }
};

QTEST_GUILESS_MAIN(MoveCliTest)
#include "move_cli_test.moc"
