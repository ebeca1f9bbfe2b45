// augment on the command line. Without core: these tests run the program.
#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "tests/support/run_cli.hpp"

using priorscope::Outcome;
using priorscope::runCli;

class AugmentCliTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(runCli({"dataset", "sample", path("data"), "--images", "12", "--seed", "2"}).code, 0);
    }

    void everySampleOfEveryEpoch() {
        const QJsonArray samples = augment({"--set", "augmentation=ssd", "--epochs", "3"});
        QCOMPARE(samples.size(), qsizetype{36});
        int with_crop = 0;
        for (const QJsonValue each : samples) {
            const QJsonObject sample = each.toObject();
            QCOMPARE(sample["size"].toInt(), 160);
            QVERIFY(sample["objects"].toArray().size() <= sample["of"].toInt());
            QVERIFY(!sample["objects"].toArray().isEmpty());
            for (const QJsonValue object : sample["objects"].toArray()) {
                const QJsonArray box = object["box"].toArray();
                QVERIFY(box[0].toDouble() >= 0.0 && box[0].toDouble() < box[2].toDouble());
                QVERIFY(box[1].toDouble() >= 0.0 && box[1].toDouble() < box[3].toDouble());
                QVERIFY(box[2].toDouble() <= 1.0 && box[3].toDouble() <= 1.0);
                QVERIFY(!object["label"].toString().isEmpty());
            }
            QVERIFY(sample["filler"].toDouble() >= 0.0 && sample["filler"].toDouble() < 1.0);
            for (const QJsonValue done : sample["done"].toArray()) {
                with_crop += done.toString().startsWith("cropped") ? 1 : 0;
            }
        }
        QVERIFY(with_crop > 15);
        QCOMPARE(samples[0]["epoch"].toInt(), 0);
        QCOMPARE(samples[35]["epoch"].toInt(), 2);
    }

    void theSameTwice() {
        const QStringList strong{"--set", "augmentation=strong", "--epochs", "2", "--seed", "5"};
        QCOMPARE(augment(strong), augment(strong));
        QVERIFY(augment(strong) != augment({"--set", "augmentation=strong", "--epochs", "2", "--seed", "6"}));
    }

    void noneIsTheWholeImage() {
        for (const QJsonValue sample : augment({"--set", "augmentation=none"})) {
            QVERIFY(sample["done"].toArray().isEmpty());
            QCOMPARE(sample["objects"].toArray().size(), qsizetype{sample["of"].toInt()});
            QCOMPARE(sample["filler"].toDouble(), 0.0);
        }
    }

    void thePicturesHaveTheFiguresThatAreTold() {
        const QJsonArray samples = augment({"--set", "augmentation=ssd", "--out", path("pictures")});
        const QDir folder(path("pictures"));
        QCOMPARE(folder.entryList({"*.png"}, QDir::Files).size(), qsizetype{12});
        for (const QJsonValue sample : samples) {
            const QImage image(folder.filePath(sample["image"].toString() + "-e0000.png"));
            QCOMPARE(image.size(), QSize(160, 160));
            double red = 0.0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    red += qRed(image.pixel(x, y)) / 255.0;
                }
            }
            QVERIFY(std::abs(red / (160.0 * 160.0) - sample["mean"][0].toDouble()) < 1e-9);
        }
    }

    void badInput_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("set") << QStringList{"--set", "augmentation=wild"} << 2 << "ssdlite";
        QTest::newRow("probability") << QStringList{"--set", "augment_crop=1.5"} << 2 << "augment_crop";
        QTest::newRow("strength") << QStringList{"--set", "augment_zoom_out_strength=0.5"} << 2 << "[1, 16]";
        QTest::newRow("split") << QStringList{"--split", "nope"} << 1 << "nope";
    }
    void badInput() {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QString, says);
        const Outcome outcome =
            runCli(QStringList{"augment", path("data"), "--model", "ssd-tiny"} + arguments);
        QCOMPARE(outcome.code, code);
        QVERIFY2(outcome.err.contains(says.toUtf8()), outcome.err.constData());
    }

  private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    QJsonArray augment(const QStringList& arguments) const {
        const Outcome outcome =
            runCli(QStringList{"augment", path("data"), "--model", "ssd-tiny", "--json"} + arguments);
        if (outcome.code != 0) {
            qWarning("%s", outcome.err.constData());
        }
        return QJsonDocument::fromJson(outcome.out).array();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(AugmentCliTest)
#include "augment_cli_test.moc"
