// The detector and the options of a run, where other commands than train have them as well. Without core:
// these tests run the program.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "tests/support/run_cli.hpp"
#include "tests/support/whole_files.hpp"

using priorscope::bytesOf;
using priorscope::Outcome;
using priorscope::runCli;
using priorscope::write;

class RunOptionsCliTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(runCli({"dataset", "sample", at("data"), "--images", "12", "--seed", "2"}).code, 0);
    }

    void trainTakesAnInputSizeAndAResize() {
        const Outcome outcome = runCli(train("small", {"--input-size", "96", "--resize", "letterbox"}));
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        const QJsonObject spec = QJsonDocument::fromJson(bytesOf(at("small/run.json")))["spec"].toObject();
        QCOMPARE(spec["preprocessing"]["resize"].toString(), QStringLiteral("letterbox"));
        QCOMPARE(spec["priors"]["input_size"].toInt(), 96);
        // Weights of another input size are told of.
        const Outcome started = runCli(train("larger", {"--weights", at("small/checkpoints/last.pt")}));
        QVERIFY2(started.code == 0, started.err.constData());
        QVERIFY2(started.err.contains("at an input of 96 px, this detector's has 160"),
                 started.err.constData());
        const Outcome alike =
            runCli(train("alike", {"--weights", at("small/checkpoints/last.pt"), "--input-size", "96"}));
        QVERIFY2(alike.code == 0 && !alike.err.contains("at an input of"), alike.err.constData());
        // A run that is resumed keeps its own.
        for (const char* option : {"--input-size", "--resize"}) {
            const QString value = QLatin1String(option) == QLatin1String("--resize") ? "stretch" : "160";
            const Outcome resumed = runCli({"train", "--resume", at("small"), option, value});
            QCOMPARE(resumed.code, 2);
            QVERIFY2(resumed.err.contains(option), resumed.err.constData());
        }
    }

    void aSweepTakesThemAsWell() {
        const Outcome outcome =
            runCli({"train", "rate", at("data"), "--model", "ssd-tiny", "--input-size", "64", "--resize",
                    "letterbox", "--batch-size", "2", "--points", "10", "--json"});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        QVERIFY(!QJsonDocument::fromJson(outcome.out)["points"].toArray().isEmpty());
    }

    /// What a file lacks may come from flags.
    void optionsThatGoTogetherMayComeApart() {
        write(at("patient.json"), R"({"early_stopping": 2})");
        const Outcome alone = runCli(train("alone", {"--options", at("patient.json")}));
        QCOMPARE(alone.code, 2);
        QVERIFY2(alone.err.contains("early_stopping needs a validation split"), alone.err.constData());
        const Outcome both = runCli(train("both", {"--options", at("patient.json"), "--val-split", "val"}));
        QVERIFY2(both.code == 0, both.err.constData());
        write(at("wrong.json"), R"({"momentum": 7})");
        const Outcome wrong = runCli(train("wrong", {"--options", at("wrong.json")}));
        QCOMPARE(wrong.code, 1);
        QVERIFY2(wrong.err.contains("wrong.json") && wrong.err.contains("momentum"), wrong.err.constData());
    }

    void sharedImagesAreTold() {
        const Outcome outcome = runCli(train("shared", {"--val-split", "train", "--split", "train"}));
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        QVERIFY2(outcome.err.contains("Validation images that are trained on, too: 8 of 8."),
                 outcome.err.constData());
    }

    void coverageHasTheRunsAugmentation() {
        const QJsonDocument plain = coverage({});
        const double mean = plain["mean_best_iou"].toDouble();
        const auto augmented = [&](const QStringList& options) {
            return coverage(QStringList{"--augmented", "2"} + options)["augmented"].toObject();
        };
        // Nothing is done: twice the same objects, but for the rounding of boxes to the input.
        const QJsonObject none = augmented({"--set", "augmentation=none"});
        QCOMPARE(none["objects"].toInt(), 2 * plain["objects"].toInt());
        QVERIFY(std::abs(none["mean_best_iou"].toDouble() - mean) < 1e-5);
        const QJsonObject lite = augmented({"--set", "augmentation=ssdlite"});
        QVERIFY(std::abs(lite["mean_best_iou"].toDouble() - mean) > 1e-3);
        QCOMPARE(augmented({"--recipe", "torchvision-ssdlite"}), lite);
        write(at("lite.json"), R"({"augmentation": "ssdlite", "split": "train"})");
        QCOMPARE(augmented({"--options", at("lite.json")}), lite);
        QVERIFY(augmented({"--options", at("lite.json"), "--seed", "5"}) != lite);
        // A mosaic in every sample until the end of the run's first epoch: of eight images in batches of
        // four.
        const QStringList mosaic{"--set", "augmentation=none", "--set", "augment_mosaic=1",
                                 "--set", "batch_size=4",      "--set", "steps=4"};
        QVERIFY(augmented(mosaic + QStringList{"--set", "augment_mosaic_until=0.5"}) !=
                augmented(mosaic + QStringList{"--set", "augment_mosaic_until=1"}));
        QCOMPARE(augmented(mosaic + QStringList{"--set", "augment_mosaic_until=0"}), none);
    }

    void optionsWithoutEffectAreTold() {
        const Outcome outcome = runCli({"priors", "coverage", at("data"), "--priors", "ssd-tiny", "--set",
                                        "augmentation=ssd", "--json"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains("Without effect, as --augmented is not given"),
                 outcome.err.constData());
    }

  private:
    QString at(const QString& name) const { return m_folder.filePath(name); }

    QStringList train(const QString& run, const QStringList& options) const {
        return QStringList{"train", at("data"),     "--model", "ssd-tiny", "--steps",
                           "1",     "--batch-size", "2",       "--out",    at(run)} +
               options;
    }

    QJsonDocument coverage(const QStringList& options) const {
        const Outcome outcome = runCli(QStringList{"priors", "coverage", at("data"), "--priors", "ssd-tiny",
                                                   "--split", "train", "--json"} +
                                       options);
        if (outcome.code != 0) {
            qWarning("%s", outcome.err.constData());
        }
        return QJsonDocument::fromJson(outcome.out);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(RunOptionsCliTest)
#include "run_options_cli_test.moc"
