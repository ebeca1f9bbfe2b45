// priorscope-cli dataset check, and detect on images with EXIF rotation.
#include <unistd.h>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>

#include "tests/support/exif.hpp"
#include "tests/support/run_cli.hpp"
#include "tests/support/voc_fixture.hpp"
#include "tests/support/whole_files.hpp"

using priorscope::Outcome;
using priorscope::runCli;
using priorscope::write;

class DatasetCheckTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aSoundFolder() {
        // Image 6 has no file; the two objects of 3 and of 4 lie in one place.
        for (const char* id : {"000003", "000004", "000006"}) {
            QVERIFY(QFile::remove(m_sound.path() + "/Annotations/" + id + ".xml"));
            QFile::remove(m_sound.path() + "/JPEGImages/" + id + ".jpg");
        }
        QVERIFY(QFile::remove(m_sound.path() + "/ImageSets/Main/train.txt"));
        write(m_sound.path() + "/ImageSets/Main/some.txt", "000001\n000005\n");  // any choice of images
        const Outcome outcome = runCli({"dataset", "check", m_sound.path(), "--strict", "--json"});
        QCOMPARE(outcome.code, 0);
        const QJsonObject document = QJsonDocument::fromJson(outcome.out).object();
        QCOMPARE(document["images"].toInt(), 3);
        QCOMPARE(document["decoded"].toInt(), 3);
        QCOMPARE(document["issues"].toArray().size(), 0);
        QVERIFY(runCli({"dataset", "check", m_sound.path()}).out.contains("No problems found"));
    }

    /// One finding of reading with a line, one missing image, and one that cannot be decoded.
    void allFindingsWithFileAndLine() {
        const QString xml = m_folder.path() + "/Annotations/000001.xml";
        QFile file(xml);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll().replace("<xmax>285</xmax>", "<xmax>400</xmax>");
        file.close();
        write(xml, text);
        const int line = static_cast<int>(text.left(text.indexOf("<object>")).count('\n')) + 1;
        const QString image = m_folder.path() + "/JPEGImages/000002.jpg";
        write(image, "GIF89a");

        const Outcome outcome = runCli({"dataset", "check", m_folder.path(), "--json"});
        QCOMPARE(outcome.code, 0);
        const QJsonArray issues = QJsonDocument::fromJson(outcome.out)["issues"].toArray();
        QStringList kinds;
        for (const auto& each : issues) {
            const QJsonValue issue = each;
            QCOMPARE(issue.toObject().keys(),
                     (QStringList{"detail", "file", "fixable", "kind", "line", "object"}));
            kinds << issue["kind"].toString();
            QVERIFY(!issue["detail"].toString().isEmpty());
            if (kinds.last() == "outside") {
                QCOMPARE(issue["file"].toString(), xml);
                QCOMPARE(issue["line"].toInt(), line);
                QCOMPARE(issue["object"].toString(), "cat 1");
            } else if (kinds.last() == "bad-image") {
                QCOMPARE(issue["file"].toString(), image);
                QVERIFY(issue["detail"].toString().contains("GIF"));
            }
        }
        for (const char* kind : {"outside", "bad-image", "missing-image"}) {
            QCOMPARE(kinds.count(QLatin1String(kind)), 1);
        }

        const Outcome people = runCli({"dataset", "check", m_folder.path()});
        QCOMPARE(people.code, 0);
        QVERIFY(people.out.contains("outside (1)"));
        QVERIFY2(people.out.contains(xml.toUtf8() + ":" + QByteArray::number(line) + ": cat 1: The box"),
                 people.out.constData());
        const Outcome strict = runCli({"dataset", "check", m_folder.path(), "--strict"});
        QCOMPARE(strict.code, 1);
        QCOMPARE(strict.out, people.out);
        QVERIFY(strict.err.contains(QByteArray::number(issues.size()) + " findings"));
    }

    void otherCommandsSayWhereTheFindingsAre() {
        const Outcome outcome = runCli({"dataset", "stats", m_folder.path(), "--json"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains("dataset check " + m_folder.path().toUtf8()), outcome.err.constData());
    }

    void namesOfAnyBytes() {
        const QByteArray name = m_bytes.path().toUtf8() + "/JPEGImages/000001.jpg";
        const QByteArray odd = m_bytes.path().toUtf8() + "/Annotations/caf\xE9.xml";
        QCOMPARE(::rename((m_bytes.path().toUtf8() + "/Annotations/000001.xml").constData(), odd.constData()),
                 0);
        QVERIFY(QFile::resize(QString::fromUtf8(name), 100));
        const Outcome outcome = runCli({"dataset", "check", m_bytes.path(), "--json"});
        QCOMPARE(outcome.code, 0);
        QJsonParseError error;
        QJsonDocument::fromJson(outcome.out, &error);
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(::unlink(odd.constData()), 0);  // Qt cannot remove a file whose name it cannot represent
    }

    void badUsageAndFolders() {
        QCOMPARE(runCli({"dataset", "check"}).code, 2);
        const Outcome outcome = runCli({"dataset", "check", m_folder.path() + "/nowhere"});
        QCOMPARE(outcome.code, 1);
        QCOMPARE(outcome.err.count('\n'), 1);
    }

    /// An image without an annotation is read as shown: EXIF 6 means rotated by 90°.
    void detectReadsPicturesAsShown() {
        const QString checkpoint = m_pictures.filePath("fresh.pt");
        write(m_pictures.filePath("classes.txt"), "cat\n");
        QCOMPARE(runCli({"model", "create", "ssd-tiny", "--classes", m_pictures.filePath("classes.txt"),
                         "--out", checkpoint})
                     .code,
                 0);
        QImage picture(60, 40, QImage::Format_RGB32);
        picture.fill(QColor(0, 0, 255));
        for (int y = 0; y < 40; ++y) {
            for (int x = 0; x < 30; ++x) {
                picture.setPixelColor(x, y, QColor(255, 0, 0));
            }
        }
        const QString file = m_pictures.filePath("turned.jpg");
        QVERIFY(picture.save(file, "JPG", 95));
        QVERIFY(priorscope::fixture::setOrientation(file, 6));
        const Outcome outcome = runCli({"detect", checkpoint, file, "--min-score", "0.99", "--draw",
                                        m_pictures.filePath("drawn"), "--json"});
        QCOMPARE(outcome.code, 0);
        const QJsonValue result = QJsonDocument::fromJson(outcome.out).array().first();
        QCOMPARE(result["width"].toInt(), 40);
        QCOMPARE(result["height"].toInt(), 60);
        // The left half as stored is the upper half as shown.
        const QImage drawn(m_pictures.filePath("drawn/turned.png"));
        QCOMPARE(drawn.size(), QSize(40, 60));
        QVERIFY(drawn.pixelColor(20, 10).red() > 200 && drawn.pixelColor(20, 50).blue() > 200);
    }

  private:
    priorscope::fixture::VocFolder m_sound;
    priorscope::fixture::VocFolder m_folder;
    priorscope::fixture::VocFolder m_bytes;
    QTemporaryDir m_pictures;
};

QTEST_GUILESS_MAIN(DatasetCheckTest)
#include "dataset_check_test.moc"
