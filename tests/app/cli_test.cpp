// priorscope-cli from the outside: the whole loop, its documents and exit codes, and its response to bad
// input.
#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <csignal>
#include <fstream>

#include "tests/support/run_cli.hpp"
#include "tests/support/whole_files.hpp"

using priorscope::bytesOf;
using priorscope::Outcome;
using priorscope::runCli;
using priorscope::write;

namespace {

constexpr int kTimeoutMs = 120000;

/// The single document on standard output; empty if there is anything else.
QJsonDocument documentOf(const Outcome& outcome) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(outcome.out, &error);
    return error.error == QJsonParseError::NoError ? document : QJsonDocument();
}

QStringList keysOf(const QJsonValue& value) {
    return value.toObject().keys();
}

}  // namespace

class CliTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void statisticsAgreeWithTheFiles();
    void priorsShow();
    void priorsCoverage();
    void priorsSuggest();
    void modelCreate();
    void everyTrainingOptionByItsKey();
    void trainDetectEvaluateExport();
    void stoppedRunsContinue();
    void anIgnoredHangupStaysIgnored();
    void textIsForPeople();
    void badInput_data();
    void badInput();

  private:
    QString at(const QString& name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
    Outcome m_created;  ///< of the command that wrote fresh.pt
};

void CliTest::initTestCase() {
    const Outcome outcome =
        runCli({"dataset", "sample", at("sample"), "--images", "24", "--seed", "3", "--json"});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(documentOf(outcome)["images"].toInt(), 24);
    QCOMPARE(QDir(at("sample/JPEGImages")).entryList(QDir::Files).size(), 24);
    write(at("classes.txt"), "cat\n\ndog\r\n");
    m_created = runCli(
        {"model", "create", "ssd-tiny", "--classes", at("classes.txt"), "--out", at("fresh.pt"), "--json"});
}

void CliTest::statisticsAgreeWithTheFiles() {
    int objects = 0;
    int difficult = 0;
    int stars = 0;
    const QDir folder(at("sample/Annotations"));
    for (const QString& name : folder.entryList(QDir::Files)) {
        const QByteArray text = bytesOf(folder.filePath(name));
        objects += static_cast<int>(text.count("<object>"));
        difficult += static_cast<int>(text.count("<difficult>1"));
        stars += text.contains("<name>star") ? 1 : 0;
    }
    const QJsonDocument document = documentOf(runCli({"dataset", "stats", at("sample"), "--json"}));
    QCOMPARE(document["images"].toInt(), 24);
    QCOMPARE(document["objects"].toInt(), objects - difficult);
    QCOMPARE(document["difficult"].toInt(), difficult);
    QVERIFY(document["seconds"].toDouble() > 0.0);
    const QJsonObject star = document["classes"].toObject()["star"].toObject();
    QCOMPARE(star["images"].toInt(), stars);
    QVERIFY(star.contains("objects") && star.contains("difficult"));
    QCOMPARE(
        documentOf(runCli({"dataset", "stats", at("sample"), "--split", "val", "--json"}))["images"].toInt(),
        4);
}

void CliTest::priorsShow() {
    const QJsonDocument document = documentOf(runCli({"priors", "show", "ssd300-voc", "--json"}));
    QCOMPARE(document["priors"].toInt(), 8732);
    QList<int> counts;
    for (const QJsonValue map : document["maps"].toArray()) {
        counts.append(map["priors"].toInt());
    }
    QCOMPARE(counts, (QList<int>{5776, 2166, 600, 150, 36, 4}));
    const QJsonObject second = document["maps"].toArray()[1].toObject();
    QCOMPARE(second["name"].toString(), "conv7");
    QCOMPARE(second["per_cell"].toInt(), 6);
    QCOMPARE(second["scale"].toDouble(), 0.2);
    QCOMPARE(second["ratios"].toArray(), (QJsonArray{2.0, 3.0}));
}

void CliTest::priorsCoverage() {
    const QJsonDocument document = documentOf(
        runCli({"priors", "coverage", at("sample"), "--priors", "ssd-tiny", "--split", "train", "--json"}));
    QCOMPARE(keysOf(document["recall"]), (QStringList{"0.50", "0.60", "0.70", "0.75"}));
    const double mean = document["mean_best_iou"].toDouble();
    QVERIFY(mean > 0.3 && mean < 1.0);
    QVERIFY(document["recall"]["0.50"].toDouble() >= document["recall"]["0.75"].toDouble());
    int objects = 0;
    for (const QJsonValue each : document["classes"].toObject()) {
        objects += each["objects"].toInt();
    }
    QCOMPARE(document["objects"].toInt(), objects);
    const QJsonDocument statistics =
        documentOf(runCli({"dataset", "stats", at("sample"), "--split", "train", "--json"}));
    QCOMPARE(objects, statistics["objects"].toInt());
    const QJsonDocument augmented =
        documentOf(runCli({"priors", "coverage", at("sample"), "--priors", "ssd-tiny", "--split", "train",
                           "--augmented", "2", "--json"}));
    QCOMPARE(augmented["augmented"]["objects"].toInt(), 2 * objects);
    // Mirrored boxes are on a mirrored grid, which is the same grid.
    QVERIFY(std::abs(augmented["augmented"]["mean_best_iou"].toDouble() - mean) < 1e-3);
    QVERIFY(document["augmented"].isUndefined());
}

void CliTest::priorsSuggest() {
    const QStringList command{"priors",   "suggest", at("sample"), "--split", "train", "--from",
                              "ssd-tiny", "--steps", "4000",       "--seed",  "5"};
    const QJsonDocument document =
        documentOf(runCli(command + QStringList{"--out", at("found.json"), "--json"}));
    const double before = document["before"]["mean_best_iou"].toDouble();
    const double after = document["after"]["mean_best_iou"].toDouble();
    QVERIFY(document["improved"].toBool() && after > before);
    QVERIFY(document["after"]["priors"].toInt() <= document["before"]["priors"].toInt());
    QVERIFY(document["curve"].toArray().size() > 5);
    QVERIFY(document["not_torchvision"].toString().contains("free shapes"));
    // The file is a valid layout with the reported coverage.
    const QJsonDocument covered = documentOf(runCli(
        {"priors", "coverage", at("sample"), "--priors", at("found.json"), "--split", "train", "--json"}));
    QCOMPARE(covered["mean_best_iou"].toDouble(), after);
    QCOMPARE(covered["priors"].toInt(), document["after"]["priors"].toInt());
    // A detector can be created and trained with it.
    const QJsonDocument made = documentOf(runCli(
        {"model", "create", "ssd-tiny", "--priors", at("found.json"), "--out", at("found.pt"), "--json"}));
    QCOMPARE(made["priors"].toInt(), document["after"]["priors"].toInt());
    QCOMPARE(runCli({"train", at("sample"), "--model", "ssd-tiny", "--priors", at("found.json"), "--steps",
                     "1", "--batch-size", "2", "--out", at("with-found")})
                 .code,
             0);
    const QJsonObject spec = QJsonDocument::fromJson(bytesOf(at("with-found/run.json")))["spec"].toObject();
    QCOMPARE(spec["priors"].toObject()["maps"].toArray(),
             QJsonDocument::fromJson(bytesOf(at("found.json")))["maps"].toArray());
    const QByteArray first = bytesOf(at("found.json"));
    QCOMPARE(runCli(command + QStringList{"--out", at("found.json")}).code, 0);
    QCOMPARE(bytesOf(at("found.json")), first);

    const Outcome classic = runCli(command + QStringList{"--out", at("classic.json"), "--form", "classic",
                                                         "--aim", "recall", "--per-cell", "6"});
    QVERIFY2(classic.code == 0 && classic.out.contains("uncovered"), classic.err.constData());
    QVERIFY(bytesOf(at("classic.json")).contains("\"ratios\""));
    QCOMPARE(runCli(command + QStringList{"--out", at("x.json"), "--aim", "best"}).code, 2);
    QCOMPARE(runCli(command + QStringList{"--out", at("x.json"), "--budget", "9", "--per-cell", "2"}).code,
             2);
    const Outcome small = runCli(command + QStringList{"--out", at("x.json"), "--budget", "9"});
    QCOMPARE(small.code, 1);
    QVERIFY(small.err.contains("one prior per cell"));
    QVERIFY(!QFileInfo::exists(at("x.json")));
}

void CliTest::modelCreate() {
    QVERIFY2(m_created.code == 0, m_created.err.constData());
    const QJsonDocument document = documentOf(m_created);
    QCOMPARE(document["classes"].toArray(), (QJsonArray{"cat", "dog"}));
    QVERIFY(document["parameters"].toInt() < 500000);
    QVERIFY(QFileInfo(at("fresh.pt")).size() > 100000);
    const QJsonDocument again =
        documentOf(runCli({"model", "create", "ssd-tiny", "--classes", at("classes.txt"), "--weights",
                           at("fresh.pt"), "--out", at("again.pt"), "--json"}));
    QVERIFY(again["taken"].toInt() > 10);
    QVERIFY(again["missing"].toArray().isEmpty() && again["unexpected"].toArray().isEmpty());
    // The same classes in another order each get their own rows, and the report says so.
    QFile turned_list(at("turned.txt"));
    QVERIFY(turned_list.open(QIODevice::WriteOnly) && turned_list.write("dog\ncat\n") == 8);
    turned_list.close();
    const QJsonDocument turned =
        documentOf(runCli({"model", "create", "ssd-tiny", "--classes", at("turned.txt"), "--weights",
                           at("fresh.pt"), "--out", at("turned.pt"), "--json"}));
    QCOMPARE(turned["class_rows"]["by"].toString(), "name");
    QCOMPARE(turned["class_rows"]["moved"].toArray(), (QJsonArray{"dog", "cat"}));
    QVERIFY(!turned["notes"].toArray().isEmpty());
    // An error for a too small input names the smallest size.
    const Outcome small =
        runCli({"model", "create", "ssd300-vgg16", "--input-size", "100", "--out", at("small.pt")});
    QCOMPARE(small.code, 1);
    QVERIFY2(small.err.contains("at least 268 px"), small.err.constData());
    // Twenty classes instead of two: the class heads have different shapes.
    const QJsonDocument other = documentOf(runCli(
        {"model", "create", "ssd-tiny", "--weights", at("fresh.pt"), "--out", at("other.pt"), "--json"}));
    QVERIFY(!other["reshaped"].toArray().isEmpty());
}

void CliTest::everyTrainingOptionByItsKey() {
    const auto optionsOf = [this](const QString& run) {
        QFile file(run + "/run.json");
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll())["options"].toObject()
                                              : QJsonObject();
    };
    const QStringList common = {"train", at("sample"), "--model", "ssd-tiny", "--split", "train"};
    const Outcome first =
        runCli(common + QStringList{"--steps", "2", "--set", "momentum=0.8", "--set", "drops=0.5,0.75",
                                    "--set", "train_on_difficult=true", "--set", "batch_size=3", "--set",
                                    "peak_at=0.2", "--out", at("set")});
    QVERIFY2(first.code == 0, first.err.constData());
    QVERIFY2(first.err.contains("Without effect, as the other options are: peak_at\n"),
             first.err.constData());
    QJsonObject options = optionsOf(at("set"));
    QCOMPARE(options["momentum"].toDouble(), 0.8);
    QCOMPARE(options["drops"].toArray(), (QJsonArray{0.5, 0.75}));
    QCOMPARE(options["train_on_difficult"].toBool(), true);
    QCOMPARE(options["batch_size"].toInt(), 3);
    // That run's options reused for another run: flags and --set take precedence, and epochs replace steps.
    const Outcome second = runCli(common + QStringList{"--options", at("set") + "/run.json", "--epochs", "1",
                                                       "--set", "momentum=0.7", "--out", at("again")});
    QVERIFY2(second.code == 0, second.err.constData());
    options = optionsOf(at("again"));
    QCOMPARE(options["momentum"].toDouble(), 0.7);
    QCOMPARE(options["drops"].toArray(), (QJsonArray{0.5, 0.75}));
    QCOMPARE(options["batch_size"].toInt(), 3);
    QVERIFY(options["steps"].toInt() > 2);
    // The help lists each key with its range and default.
    const QByteArray help = runCli({"train", "--help"}).out;
    QVERIFY(help.contains("negative_ratio"));
    QVERIFY(help.contains("in (0, 1000]; default: 3"));
}

void CliTest::trainDetectEvaluateExport() {
    const QString run = at("run");
    const Outcome trained =
        runCli({"train", at("sample"), "--model", "ssd-tiny", "--split", "train", "--val-split", "val",
                "--steps", "6", "--batch-size", "4", "--out", run, "--json"});
    QVERIFY2(trained.code == 0, trained.err.constData());
    QCOMPARE(documentOf(trained)["state"].toString(), "finished");
    QCOMPARE(documentOf(trained)["step"].toInt(), 6);
    QVERIFY(documentOf(trained)["loss"].toDouble() > 0.0);
    for (const char* name : {"run.json", "metrics.csv", "checkpoints/last.pt"}) {
        QVERIFY2(QFileInfo(run + "/" + name).size() > 0, name);
    }
    const QString checkpoint = run + "/checkpoints/last.pt";
    const QString image = at("sample/JPEGImages/000001.jpg");
    const Outcome detected = runCli({"detect", checkpoint, image, at("sample/JPEGImages/000002.jpg"),
                                     "--min-score", "0.01", "--top-k", "5", "--draw", at("drawn"), "--json"});
    QVERIFY2(detected.code == 0, detected.err.constData());
    const QJsonArray results = documentOf(detected).array();
    QCOMPARE(results.size(), 2);
    const QImage pixels(image);
    QCOMPARE(results[0]["image"].toString(), image);
    QCOMPARE(results[0]["width"].toInt(), pixels.width());
    QCOMPARE(results[0]["height"].toInt(), pixels.height());
    const QJsonArray detections = results[0]["detections"].toArray();
    QVERIFY(!detections.isEmpty() && detections.size() <= 5);
    for (const QJsonValue detection : detections) {
        const QJsonArray box = detection["box"].toArray();
        QVERIFY(box[0].toDouble() >= 0.0 && box[0].toDouble() <= box[2].toDouble());
        QVERIFY(box[2].toDouble() <= pixels.width() && box[3].toDouble() <= pixels.height());
        QVERIFY(detection["score"].toDouble() >= 0.01);
        QVERIFY(!detection["label"].toString().isEmpty());
    }
    QCOMPARE(QImage(at("drawn/000001.png")).size(), pixels.size());

    const Outcome folders = runCli({"detect", run, at("sample/JPEGImages"), "--json"});
    QVERIFY2(folders.code == 0, folders.err.constData());
    QCOMPARE(documentOf(folders).array().size(), QDir(at("sample/JPEGImages")).count() - 2);  // . and ..
    QCOMPARE(documentOf(folders)[0]["image"].toString(), image);

    const Outcome evaluated = runCli({"evaluate", checkpoint, at("sample"), "--split", "val", "--json"});
    QCOMPARE(evaluated.code, 0);
    const QJsonDocument figures = documentOf(evaluated);
    QCOMPARE(keysOf(figures["coco"]),
             (QStringList{"ap", "ap50", "ap75", "ap_large", "ap_medium", "ap_small", "ar1", "ar10", "ar100",
                          "ar_large", "ar_medium", "ar_small"}));
    QVERIFY(figures["map_voc07"].toDouble(-1.0) >= 0.0 && figures["map_voc10"].toDouble(-1.0) >= 0.0);
    QCOMPARE(figures["classes"].toObject().size(), 6);

    QCOMPARE(runCli({"export", checkpoint, "--format", "state-dict", "--out", at("state.pth")}).code, 0);
    QVERIFY(bytesOf(at("state.pth")).startsWith("PK"));  // a zip, as torch.save writes it

    const Outcome again = runCli({"train", "--resume", run, "--json"});
    QCOMPARE(again.code, 0);
    QCOMPARE(documentOf(again)["start_step"].toInt(), 6);
}

void CliTest::stoppedRunsContinue() {
    const QString run = at("stopped");
    const QString last = run + "/checkpoints/last.pt";
    const auto stopWhen = [&](const QStringList& arguments, const auto& ready) {
        QProcess process;
        process.start(PRIORSCOPE_CLI, arguments);
        const auto ended = [&] { return process.state() == QProcess::NotRunning; };
        const bool in_time = QTest::qWaitFor([&] { return ready() || ended(); }, kTimeoutMs);
        in_time ? process.terminate() : process.kill();  // terminate: like Ctrl-C
        process.waitForFinished(kTimeoutMs);
        return Outcome{process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    };
    const Outcome first = stopWhen({"train", at("sample"), "--model", "ssd-tiny", "--steps", "100000",
                                    "--batch-size", "2", "--checkpoint-every", "2", "--out", run, "--json"},
                                   [&] { return QFile::exists(last); });
    QVERIFY2(first.code == 0, first.err.constData());
    QCOMPARE(documentOf(first)["state"].toString(), "stopped");
    const int step = documentOf(first)["step"].toInt();
    QVERIFY(step >= 2);

    const QByteArray before = bytesOf(last);
    const Outcome second =
        stopWhen({"train", "--resume", run, "--json"}, [&] { return bytesOf(last) != before; });
    QVERIFY2(second.code == 0, second.err.constData());
    QCOMPARE(documentOf(second)["start_step"].toInt(), step);
    QVERIFY(documentOf(second)["step"].toInt() > step);
}

void CliTest::anIgnoredHangupStaysIgnored() {
    QProcess process;
    process.setChildProcessModifier([] { std::signal(SIGHUP, SIG_IGN); });  // like nohup
    process.start(PRIORSCOPE_CLI,
                  {"train", at("sample"), "--model", "ssd-tiny", "--steps", "12", "--batch-size", "2",
                   "--checkpoint-every", "2", "--out", at("nohup"), "--json"});
    QVERIFY(QTest::qWaitFor([&] { return QFile::exists(at("nohup/checkpoints/last.pt")); }, kTimeoutMs));
    ::kill(static_cast<pid_t>(process.processId()), SIGHUP);
    QVERIFY(process.waitForFinished(kTimeoutMs));
    QCOMPARE(QJsonDocument::fromJson(process.readAllStandardOutput())["step"].toInt(), 12);
}

void CliTest::textIsForPeople() {
    const Outcome outcome = runCli({"priors", "show", "ssd300-voc"});
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.contains("8732 priors") && outcome.out.contains("conv4_3"));
    QVERIFY(runCli({"--help"}).out.contains("dataset"));
    QCOMPARE(runCli({"--version"}).code, 0);
}

void CliTest::badInput_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, int code, const QString& message, const QStringList& arguments) {
        QTest::newRow(name) << arguments << code << message;
    };
    const QByteArray checkpoint = bytesOf(at("fresh.pt"));
    QVERIFY(!checkpoint.isEmpty());
    write(at("cut.pt"), checkpoint.left(checkpoint.size() / 2));
    write(at("text.pt"), "not a checkpoint\n");
    write(at("text.jpg"), "not an image\n");
    const QByteArray jpeg = bytesOf(at("sample/JPEGImages/000001.jpg"));
    write(at("cut.jpg"), jpeg.left(jpeg.size() / 2));
    write(at("broken.json"), "{\"input_size\": ");
    write(at("unknown.json"), "{\"input_size\": 300, \"maps\": [], \"colour\": 1}");
    write(at("layout.json"), "{\"input_size\": 160, \"maps\": []}");
    write(at("empty.txt"), "\n");
    write(at("deep.json"), QByteArray(1000000, '['));
    QFile huge(at("huge.json"));
    QVERIFY(huge.open(QIODevice::WriteOnly) && huge.resize(qint64{160} << 20U));
    QCOMPARE(::mkfifo(at("pipe").toUtf8().constData(), 0600), 0);
    QDir(m_folder.path()).mkpath("empty");
    QDir(m_folder.path()).mkpath("used");
    write(at("used/run.json"), "{}");
    const QString image = at("sample/JPEGImages/000001.jpg");
    const QString sample = at("sample");

    row("no command", 2, "subcommand", {});
    row("unknown command", 2, "--help", {"frobnicate"});
    row("unknown command of a group", 2, "there is no command \"chek\"", {"dataset", "chek", sample});
    row("unknown option", 2, "--frob", {"dataset", "stats", sample, "--frob"});
    row("missing folder argument", 2, "DIR", {"dataset", "stats"});
    row("missing folder", 1, "there is no such folder", {"dataset", "stats", at("nowhere")});
    row("empty folder", 1, "holds no annotation", {"dataset", "stats", at("empty")});
    row("unknown split", 1, "test, train, val", {"dataset", "stats", sample, "--split", "mini"});
    row("sample over data", 1, "not empty", {"dataset", "sample", sample});
    row("too few images", 2, "--images", {"dataset", "sample", at("new"), "--images", "3"});
    row("unknown priors", 1, "ssd300-voc", {"priors", "show", "ssd301"});
    row("broken priors", 1, "broken.json:1: the text ends before", {"priors", "show", at("broken.json")});
    row("unknown key", 1, "colour", {"priors", "show", at("unknown.json")});
    row("deep priors", 1, "64 deep", {"priors", "show", at("deep.json")});
    row("huge priors", 1, "160 MB, more than the 16 MB", {"priors", "show", at("huge.json")});
    row("endless priors", 1, "it is a device", {"priors", "show", "/dev/zero"});
    row("pipe as a model", 1, "it is a pipe", {"model", "create", at("pipe"), "--out", at("x.pt")});
    row("folder as priors", 1, "it is a directory", {"priors", "show", sample});
    row("unknown model", 1, "ssd300-vgg16", {"model", "create", "ssd301", "--out", at("x.pt")});
    row("layout as a model", 1, "give this layout with --priors",
        {"model", "create", at("layout.json"), "--out", at("x.pt")});
    row("checkpoint as a model", 1, "a checkpoint is given with --weights",
        {"model", "create", at("fresh.pt"), "--out", at("x.pt")});
    row("layout for other maps", 1, "maps",
        {"model", "create", "ssd-tiny", "--priors", "ssd300-voc", "--out", at("x.pt")});
    row("precision that is none", 2, "fp8 not in {", {"detect", at("fresh.pt"), image, "--precision", "fp8"});
    row("precision of other devices", 1, "fp16 needs a CUDA device",
        {"detect", at("fresh.pt"), image, "--precision", "fp16", "--device", "cpu"});
    row("dataset as run folder", 1, "the folder is not empty",
        {"train", sample, "--model", "ssd-tiny", "--out", sample});
    row("empty class list", 1, "names no class",
        {"model", "create", "ssd-tiny", "--classes", at("empty.txt"), "--out", at("x.pt")});
    row("folder to save in is missing", 1, "x.pt",
        {"model", "create", "ssd-tiny", "--out", at("nowhere/x.pt")});
    row("cut-off checkpoint", 1, "cut.pt", {"detect", at("cut.pt"), image});
    row("text as checkpoint", 1, "text.pt", {"detect", at("text.pt"), image});
    row("missing checkpoint", 1, "nowhere.pt", {"evaluate", at("nowhere.pt"), sample, "--split", "val"});
    row("folder that is no run", 1, "neither checkpoints/best.pt nor", {"detect", sample, image});
    row("folder without images", 1, "holds no image", {"detect", at("fresh.pt"), at("empty")});
    row("text as image", 1, "not an image", {"detect", at("fresh.pt"), at("text.jpg")});
    row("cut-off image", 1, "cut off", {"detect", at("fresh.pt"), at("cut.jpg")});
    row("score out of range", 2, "--min-score", {"detect", at("fresh.pt"), image, "--min-score", "7"});
    row("no common class", 1, "no class in common", {"evaluate", at("fresh.pt"), sample, "--split", "val"});
    row("learning rate that is none", 2, "--lr",
        {"train", sample, "--model", "ssd-tiny", "--out", at("r"), "--lr", "x"});
    const auto train = [&](const QStringList& more) {
        return QStringList{"train", sample, "--model", "ssd-tiny", "--out", at("r")} + more;
    };
    row("unknown option", 2, "Known are dataset, split", train({"--set", "momentun=0.8"}));
    row("option without a value", 2, "KEY=VALUE", train({"--set", "momentum"}));
    row("option out of range", 2, "momentum: must be in [0, 1), got 1.5", train({"--set", "momentum=1.5"}));
    row("option of another kind", 2, "whole number", train({"--set", "workers=two"}));
    row("option given twice", 2, "learning_rate is given twice, by --lr and --set",
        train({"--lr", "0.1", "--set", "learning_rate=0.2"}));
    row("option rule", 2, "drops must rise", train({"--set", "drops=0.9,0.5"}));
    row("two budgets", 2, "--per-cell is a budget: leave out budget",
        {"priors", "suggest", sample, "--out", at("l.json"), "--per-cell", "3", "--set", "budget=4"});
    row("aim that is none", 2, "must be mean-iou, recall or worst-class, got best",
        {"priors", "suggest", sample, "--out", at("l.json"), "--aim", "best"});
    row("options file that is none", 1, "nowhere.json", train({"--options", at("nowhere.json")}));
    row("no epochs", 2, "--epochs",
        {"train", sample, "--model", "ssd-tiny", "--out", at("r"), "--epochs", "0"});
    row("epochs and steps", 2, "--steps",
        {"train", sample, "--model", "ssd-tiny", "--out", at("r"), "--epochs", "1", "--steps", "1"});
    row("no run folder", 2, "--out", {"train", sample, "--model", "ssd-tiny"});
    row("run folder in use", 1, "used",
        {"train", sample, "--model", "ssd-tiny", "--steps", "1", "--out", at("used")});
    row("resume without a run", 1, "empty", {"train", "--resume", at("empty")});
    row("resume with options", 2, "--seed", {"train", "--resume", at("used"), "--seed", "1"});
    row("unknown format", 2, "--format", {"export", at("fresh.pt"), "--format", "pdf", "--out", at("x")});
}

void CliTest::badInput() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, message);
    const Outcome outcome = runCli(arguments + QStringList{"--json"});
    QVERIFY2(outcome.code == code, outcome.err.constData());
    QVERIFY2(QString::fromUtf8(outcome.err).contains(message), outcome.err.constData());
    QVERIFY2(outcome.err.trimmed().count('\n') == 0, outcome.err.constData());
    QVERIFY(outcome.out.isEmpty());
}

QTEST_GUILESS_MAIN(CliTest)
#include "cli_test.moc"
