// augment on the command line. Without core: these tests run the program.
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "tests/support/run_cli.hpp"
#include "tests/support/whole_files.hpp"

using priorscope::Outcome;
using priorscope::runCli;
using priorscope::write;

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

    /// Four epochs of twelve images in batches of four.
    void mosaicEndsWithItsShareOfTheRun() {
        const QStringList run{"--set", "augment_mosaic=1", "--epochs", "4", "--batch-size", "4"};
        const auto mosaics = [&](const char* until) {
            QList<int> of_epochs(4, 0);
            for (const QJsonValue sample :
                 augment(run + QStringList{"--set", QStringLiteral("augment_mosaic_until=") + until})) {
                for (const QJsonValue done : sample["done"].toArray()) {
                    of_epochs[sample["epoch"].toInt()] += done.toString().startsWith("mosaic") ? 1 : 0;
                }
            }
            return of_epochs;
        };
        QCOMPARE(mosaics("0"), (QList<int>{0, 0, 0, 0}));
        QCOMPARE(mosaics("0.5"), (QList<int>{12, 12, 0, 0}));
    }

    void partsOfARunAreThoseOfTheWhole() {
        const QStringList run{"--set", "augmentation=strong", "--epochs", "4", "--batch-size", "4"};
        const QJsonArray whole = augment(run);
        const QJsonArray part = augment(run + QStringList{"--from", "2", "--show", "1"});
        QCOMPARE(whole.size(), qsizetype{48});
        QCOMPARE(part.size(), qsizetype{12});
        for (qsizetype i = 0; i < part.size(); ++i) {
            QCOMPARE(part[i], whole[24 + i]);
        }
    }

    /// Each batch has three images of the dataset and a negative: four of them are an epoch.
    void negativesAndRepeatedImagesAreAmongThem() {
        QVERIFY(QDir().mkpath(path("ground/deep")));
        QImage grey(60, 40, QImage::Format_RGB888);
        grey.fill(Qt::gray);
        QVERIFY(grey.save(path("ground/deep/a.png")) && grey.save(path("ground/deep-a.png")));
        const QString id = augment({})[0].toObject()["image"].toString();
        write(path("weights.txt"), id.toUtf8() + " 30\n");
        const QJsonArray samples =
            augment({"--negatives", path("ground"), "--batch-size", "4", "--set", "sampling=file", "--set",
                     "sampling_weights=" + path("weights.txt"), "--out", path("repeated")});
        QCOMPARE(samples.size(), qsizetype{12 + 4});
        int negatives = 0;
        int repeated = 0;
        QSet<QString> files;
        for (const QJsonValue sample : samples) {
            negatives += sample["image"].toString().startsWith("negatives/") ? 1 : 0;
            repeated += sample["image"].toString() == id ? 1 : 0;
            files.insert(sample["file"].toString());
            QVERIFY(QFileInfo::exists(path("repeated/") + sample["file"].toString()));
        }
        QCOMPARE(negatives, 4);
        // 30 of the weights' sum of 41, of twelve turns: 8.8
        QVERIFY(repeated == 8 || repeated == 9);
        QCOMPARE(files.size(), samples.size());  // "deep/a" and "deep-a" included
    }

    void aDamagedImageIsReplacedAndTold() {
        QCOMPARE(runCli({"dataset", "sample", path("broken"), "--images", "12", "--seed", "2"}).code, 0);
        write(path("broken/JPEGImages/000003.jpg"), "no image");
        const Outcome outcome = runCli({"augment", path("broken"), "--model", "ssd-tiny", "--json"});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        QVERIFY2(outcome.err.contains("000003.jpg: The image cannot be read"), outcome.err.constData());
        QVERIFY(outcome.err.contains("Another image replaces it."));
        const QJsonArray samples = QJsonDocument::fromJson(outcome.out).array();
        QCOMPARE(samples.size(), qsizetype{12});
        int replaced = 0;
        for (const QJsonValue sample : samples) {
            replaced += sample["replaces"].toString() == "000003" ? 1 : 0;
            QVERIFY(sample["image"].toString() != "000003");
        }
        QCOMPARE(replaced, 1);
    }

    /// 660 epochs: they are its length, and not asked for.
    void aRecipeIsFollowed() {
        const QJsonArray samples = augment({"--recipe", "torchvision-ssdlite"});
        QCOMPARE(samples.size(), qsizetype{12});
        QCOMPARE(samples, augment({"--set", "augmentation=ssdlite"}));
    }

    void theInputIsThatOfTheDetector() {
        double filler = 0.0;
        for (const QJsonValue sample : augment({"--input-size", "96", "--resize", "letterbox"})) {
            QCOMPARE(sample["size"].toInt(), 96);
            filler += sample["filler"].toDouble();
        }
        QVERIFY(filler > 0.0);  // most images are no squares
    }

    void badInput_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("set") << QStringList{"--set", "augmentation=wild"} << 2 << "ssdlite";
        QTest::newRow("probability") << QStringList{"--set", "augment_crop=1.5"} << 2 << "augment_crop";
        QTest::newRow("strength") << QStringList{"--set", "augment_zoom_out_strength=0.5"} << 2 << "[1, 16]";
        QTest::newRow("beyond the run")
            << QStringList{"--epochs", "3", "--batch-size", "4", "--from", "3"} << 2 << "3 epochs";
        QTest::newRow("negatives") << QStringList{"--negatives", "/nowhere/at/all"} << 1
                                   << "there is no such folder";
        QTest::newRow("resize") << QStringList{"--resize", "squeeze"} << 2 << "letterbox";
        QTest::newRow("input size") << QStringList{"--input-size", "8"} << 2 << "--input-size";
        QTest::newRow("patience") << QStringList{"--set", "early_stopping=2"} << 2
                                  << "needs a validation split";
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
