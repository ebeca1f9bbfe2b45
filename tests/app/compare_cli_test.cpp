// compare, and the intervals of evaluate and score, on the command line: saved detections by hand, and
// detectors on the sample dataset. Without core: these tests run the program.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "tests/support/file_bytes.hpp"
#include "tests/support/run_cli.hpp"

using namespace priorscope;

namespace {

QByteArray annotation(const QByteArray& name, const QByteArray& difficult = "0") {
    return "<annotation><size><width>100</width><height>80</height><depth>3</depth></size><object><name>" +
           name + "</name><difficult>" + difficult +
           "</difficult><bndbox><xmin>11</xmin><ymin>11</ymin><xmax>50</xmax><ymax>60</ymax></bndbox>"
           "</object></annotation>";
}

/// @param box  "[10, 10, 40, 50]" is the object
QByteArray detection(int image, const QByteArray& label, const QByteArray& score,
                     const QByteArray& box = "[10, 10, 40, 50]") {
    return R"({"image_id": )" + QByteArray::number(image) + R"(, "category_id": ")" + label +
           R"(", "bbox": )" + box + R"(, "score": )" + score + "}";
}

const QJsonObject documentOf(const Outcome& outcome) {
    [&] { QVERIFY2(outcome.code == 0, outcome.err.constData()); }();
    return QJsonDocument::fromJson(outcome.out).object();
}

bool isInterval(const QJsonValue& value, double low, double high) {
    return value.toArray() == QJsonArray{low, high};
}

}  // namespace

class CompareCliTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void savedDetections();
    void theOtherWayRound();
    void twoSettings();
    void thresholdOfErrors();
    void seedAndDraws();
    void difficultObjects();
    void againstACocoFile();
    void foldersOfText();
    void textIsForPeople();
    void zeroHasNoSign();
    void detectorsGiveTheFiguresOfEvaluate();
    void twoSettingsOfADetector();
    void imagesThatWereTrainedOn();
    void imagesThatWereSeen();
    void detectorsOfOtherClasses();
    void detectorAndSavedDetections();
    void intervalsOfEvaluateAndScore();
    void badUsage();

  private:
    QString at(const QString& name) const { return m_folder.filePath(name); }
    const QJsonObject compare(const QStringList& arguments) const {
        return documentOf(runCli(QStringList{"compare", "--json"} + arguments));
    }
    /// A against B on the two images.
    const QJsonObject compareSaved(const QString& a, const QString& b, const QStringList& more = {}) const {
        return compare(QStringList{at(a), at(b), at("voc")} + more);
    }
    QStringList createModel(const QString& name, const QByteArray& classes) const;

    QTemporaryDir m_folder;
};

/// A finds the cat; B finds the dog as well, and takes the cat for a dog with less.
void CompareCliTest::initTestCase() {
    writeAt(at("voc/Annotations/000007.xml"), annotation("cat"));
    writeAt(at("voc/Annotations/000008.xml"), annotation("dog"));
    writeAt(at("a.json"), "[" + detection(7, "cat", "0.9") + "]");
    writeAt(at("b.json"), "[" + detection(7, "cat", "0.9") + "," + detection(8, "dog", "0.8") + "," +
                              detection(7, "dog", "0.3") + "]");
    documentOf(runCli({"dataset", "sample", at("sample"), "--images", "24", "--seed", "3", "--json"}));
    documentOf(runCli({"train", at("sample"), "--model", "ssd-tiny", "--split", "train", "--val-split", "val",
                       "--steps", "2", "--batch-size", "4", "--out", at("run"), "--json"}));
}

void CompareCliTest::savedDetections() {
    const QJsonObject compared = compareSaved("a.json", "b.json");
    QCOMPARE(compared["a"]["map_voc07"].toDouble(), 0.5);
    QCOMPARE(compared["b"]["map_voc07"].toDouble(), 1.0);
    QVERIFY(compared["a"]["coco"].toObject().contains("ar_large"));
    const QJsonObject difference = compared["difference"].toObject();
    QCOMPARE(difference["map_voc07"].toDouble(), 0.5);
    QVERIFY(isInterval(difference["interval"], 0.0, 1.0));  // as a draw has the cat, both, or the dog
    // One half where it has only the cat, which is in a quarter of the draws; σ = 0.007.
    QVERIFY(std::abs(difference["p_b_better"].toDouble() - 0.875) < 0.035);
    const QJsonObject dog = compared["classes"]["dog"].toObject();
    QCOMPARE(dog["a"]["ap_voc07"].toDouble(-1.0), 0.0);
    QCOMPARE(dog["b"]["ap_voc10"].toDouble(), 1.0);
    QVERIFY(isInterval(dog["difference"]["interval"], 1.0, 1.0));
    QCOMPARE(dog["difference"]["p_b_better"].toDouble(), 1.0);
    QCOMPARE(dog["difference"]["counts"]["classification"].toInt(), 1);
    QCOMPARE(dog["difference"]["counts"]["missed"].toInt(), -1);
    QCOMPARE(compared["classes"]["cat"]["difference"]["p_b_better"].toDouble(), 0.5);
    const QJsonObject objects = compared["objects"].toObject();
    QVERIFY(objects["found_by_a"].toArray().isEmpty());
    QCOMPARE(objects["found_by_b"].toArray(),
             (QJsonArray{
                 QJsonObject{{"image", "000008"}, {"label", "dog"}, {"box", QJsonArray{10, 10, 50, 60}}}}));
    QCOMPARE(compared["images"]["worse_in_a"].toArray(),
             (QJsonArray{QJsonObject{{"image", "000008"}, {"a", 1}, {"b", 0}}}));
    QCOMPARE(compared["images"]["worse_in_b"].toArray(),
             (QJsonArray{QJsonObject{{"image", "000007"}, {"a", 0}, {"b", 1}}}));
    QCOMPARE(compared["compared"]["images"].toInt(), 2);
    for (const QJsonValue note : compared["notes"].toArray()) {  // few images, few draws
        QVERIFY2(note.toString().startsWith("The intervals rest on "), qPrintable(note.toString()));
    }
}

void CompareCliTest::theOtherWayRound() {
    const QJsonObject difference = compareSaved("b.json", "a.json")["difference"].toObject();
    QCOMPARE(difference["map_voc07"].toDouble(), -0.5);
    QVERIFY(isInterval(difference["interval"], -1.0, 0.0));
    QCOMPARE(difference["p_b_better"].toDouble(),
             1.0 - compareSaved("a.json", "b.json")["difference"]["p_b_better"].toDouble());
}

/// --min-score holds for both, --min-score-b for B.
void CompareCliTest::twoSettings() {
    const QJsonObject one = compareSaved("b.json", "b.json", {"--min-score-b", "0.85"});
    QCOMPARE(one["difference"]["map_voc07"].toDouble(), -0.5);
    QCOMPARE(one["objects"]["found_by_a"].toArray().size(), qsizetype{1});
    const QJsonObject both = compareSaved("b.json", "b.json", {"--min-score", "0.8"});
    QCOMPARE(both["difference"]["p_b_better"].toDouble(), 0.5);
    QCOMPARE(both["a"]["map_voc07"].toDouble(), 1.0);  // 0.8 itself stays
    QCOMPARE(both["compared"]["a"]["counts"]["classification"].toInt(), 0);
}

/// Errors are counted from a score on; average precision takes all.
void CompareCliTest::thresholdOfErrors() {
    const auto wrong = [&](const QStringList& more) {
        const QJsonObject compared = compareSaved("a.json", "b.json", more);
        return compared["b"]["map_voc07"].toDouble() == 1.0
                   ? compared["compared"]["b"]["counts"]["classification"].toInt()
                   : -1;
    };
    QCOMPARE(wrong({"--errors-at", "0.3"}), 1);
    QCOMPARE(wrong({"--errors-at", "0.31"}), 0);
    QCOMPARE(wrong({"--errors-at-b", "0.31"}), 0);
    QCOMPARE(wrong({"--errors-at", "0.31", "--errors-at-b", "0.1"}), 1);
    writeAt(at("low.json"), "[" + detection(7, "dog", "0.2") + "," + detection(8, "dog", "0.19") + "]");
    const QJsonObject low = compareSaved("low.json", "low.json");
    QCOMPARE(low["compared"]["a"]["errors_at"].toDouble(), 0.2);
    QCOMPARE(low["compared"]["a"]["counts"]["classification"].toInt(), 1);
    QCOMPARE(low["compared"]["a"]["counts"]["missed"].toInt(), 2);
}

void CompareCliTest::seedAndDraws() {
    const auto share = [&](const QStringList& more) {
        return compareSaved("a.json", "b.json", more)["difference"]["p_b_better"].toDouble();
    };
    QCOMPARE(share({"--seed", "5"}), share({"--seed", "5"}));
    QVERIFY(share({"--seed", "5"}) != share({"--seed", "6"}));
    const double of_one = share({"--draws", "1"});
    QVERIFY(of_one == 0.5 || of_one == 1.0);
}

void CompareCliTest::difficultObjects() {
    writeAt(at("hard/Annotations/000007.xml"), annotation("cat"));
    writeAt(at("hard/Annotations/000008.xml"), annotation("dog", "1"));
    const auto positives = [&](const QString& mode) {
        return compare({at("a.json"), at("b.json"), at("hard"), "--difficult",
                        mode})["classes"]["dog"]["positives"]
            .toInt();
    };
    QCOMPARE(positives("ignore"), 0);
    QCOMPARE(positives("keep"), 1);
}

void CompareCliTest::againstACocoFile() {
    writeAt(at("truth.json"), R"({"images": [{"id": 7}, {"id": 8}], "categories":
        [{"id": 3, "name": "cat"}, {"id": 5, "name": "dog"}], "annotations": [
        {"image_id": 7, "category_id": 3, "bbox": [10, 10, 40, 50], "iscrowd": 0, "area": 2000},
        {"image_id": 8, "category_id": 5, "bbox": [10, 10, 40, 50], "iscrowd": 0, "area": 2000}]})");
    const QJsonObject compared = compare({at("a.json"), at("b.json"), "--ground-truth", at("truth.json")});
    QCOMPARE(compared["difference"], compareSaved("a.json", "b.json")["difference"]);
    QCOMPARE(compared["objects"]["found_by_b"][0]["image"].toString(), QString("8"));
}

/// VOC's results, a file for each class; a folder without any is taken for a run.
void CompareCliTest::foldersOfText() {
    writeAt(at("voc-a/comp4_det_test_cat.txt"), "000007 0.9 11 11 50 60\n");
    writeAt(at("voc-b/comp4_det_test_cat.txt"), "000007 0.9 11 11 50 60\n");
    writeAt(at("voc-b/comp4_det_test_dog.txt"), "000008 0.8 11 11 50 60\n000007 0.3 11 11 50 60\n");
    QCOMPARE(compareSaved("voc-a", "voc-b")["difference"], compareSaved("a.json", "b.json")["difference"]);
    const Outcome outcome = runCli({"compare", at("voc"), at("a.json"), at("voc")});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("holds neither checkpoints/best.pt"), outcome.err.constData());
}

void CompareCliTest::textIsForPeople() {
    const Outcome outcome = runCli({"compare", at("a.json"), at("b.json"), at("voc")});
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.out.contains("mean") && outcome.out.contains("+0.500   0.000 to +1.000"),
             outcome.out.constData());
    QVERIFY(outcome.out.contains("only A finds: 0, only B: 1"));
}

void CompareCliTest::zeroHasNoSign() {
    const Outcome same = runCli({"compare", at("a.json"), at("a.json"), at("voc")});
    QCOMPARE(same.code, 0);
    QVERIFY2(same.out.contains("  0.000 to 0.000"), same.out.constData());
    for (const char* wrong : {"+0.000", "-0.000"}) {
        QVERIFY2(!same.out.contains(wrong), same.out.constData());
    }
    const Outcome worse = runCli({"compare", at("b.json"), at("a.json"), at("voc")});
    QVERIFY2(worse.out.contains("-0.500   -1.000 to 0.000"), worse.out.constData());
}

void CompareCliTest::detectorsGiveTheFiguresOfEvaluate() {
    const QString last = at("run/checkpoints/last.pt");
    const QJsonObject compared = compare({at("run"), last, at("sample"), "--split", "test"});
    const auto evaluated = [&](const QString& checkpoint) {
        QJsonObject all =
            documentOf(runCli({"evaluate", checkpoint, at("sample"), "--split", "test", "--json"}));
        all.remove("at_thresholds");
        return all;
    };
    QCOMPARE(compared["a"].toObject(), evaluated(at("run")));
    QCOMPARE(compared["b"].toObject(), evaluated(last));
    QCOMPARE(compared["difference"]["p_b_better"].toDouble(), 0.5);  // two steps: the best is the last
}

void CompareCliTest::twoSettingsOfADetector() {
    const auto found = [&](const QStringList& more) {
        const QJsonObject compared =
            compare(QStringList{at("run"), at("run"), at("sample"), "--split", "test"} + more);
        int sum = 0;
        const QJsonObject counts = compared["compared"]["b"]["counts"].toObject();
        for (const char* key :
             {"right", "localization", "classification", "both", "duplicate", "background"}) {
            sum += counts[key].toInt();
        }
        return sum;
    };
    const int images =
        documentOf(runCli({"dataset", "stats", at("sample"), "--split", "test", "--json"}))["images"].toInt();
    QVERIFY(images > 0);
    QCOMPARE(found({"--errors-at", "0", "--min-score", "0", "--top-k-b", "3"}), 3 * images);
    QCOMPARE(found({"--errors-at", "0", "--min-score", "0", "--top-k", "2"}), 2 * images);
    QCOMPARE(found({"--min-score", "1"}), 0);
    QVERIFY(found({"--errors-at", "0", "--nms-iou-b", "1"}) >
            found({"--errors-at", "0", "--nms-iou-b", "0"}));
}

/// They are left out for both, whichever was trained on them.
void CompareCliTest::imagesThatWereTrainedOn() {
    const auto imagesOf = [&](const QStringList& split) {
        const QStringList stats{"dataset", "stats", at("sample"), "--json"};
        return documentOf(runCli(stats + split))["images"].toInt();
    };
    const int every = imagesOf({});
    const int left = every - imagesOf({"--split", "train"});
    QVERIFY(left > 0);
    const QStringList fresh = createModel("fresh", "circle\nstar\n");
    for (const QStringList& sides : {QStringList{at("run")} + fresh, fresh + QStringList{at("run")}}) {
        const QJsonObject compared = compare(sides + QStringList{at("sample")});
        QCOMPARE(compared["compared"]["images"].toInt(), left);
        QCOMPARE(compared["compared"]["trained_on_left_out"].toInt(), every - left);
        QCOMPARE(compared["a"]["images"].toInt(), left);
        QCOMPARE(compared["b"]["images"].toInt(), left);
        QVERIFY(compared["notes"].toArray().contains(
            QString("Compared over the images that neither was trained on: %1 of %2").arg(left).arg(every)));
        // As if there were no other images: these are val and test.
        const auto objectsOf = [&](const char* split) {
            return documentOf(runCli(
                {"dataset", "stats", at("sample"), "--split", split, "--json"}))["classes"]["star"]["objects"]
                .toInt();
        };
        QCOMPARE(compared["classes"]["star"]["a"]["counts"]["objects"].toInt(),
                 objectsOf("val") + objectsOf("test"));
    }
    QCOMPARE(
        compare({at("run"), at("run"), at("sample"), "--split", "test"})["compared"]["trained_on_left_out"]
            .toInt(),
        0);
    const Outcome none = runCli({"compare", at("run"), at("run"), at("sample"), "--split", "train"});
    QCOMPARE(none.code, 1);
    QVERIFY2(none.err.contains("none is left to compare them on"), none.err.constData());
}

void CompareCliTest::imagesThatWereSeen() {
    const auto notes = [&](const QString& folder, const QString& split) {
        QStringList arguments{"compare", "--json", at("run"), at("run/checkpoints/last.pt"), folder};
        arguments += split.isEmpty() ? QStringList() : QStringList{"--split", split};
        const Outcome outcome = runCli(arguments);
        QString all;
        for (const QJsonValue note : documentOf(outcome)["notes"].toArray()) {
            [&] { QVERIFY(QString::fromUtf8(outcome.err).contains(note.toString())); }();
            all += note.toString() + "\n";
        }
        return all;
    };
    const QString every = notes(at("sample"), "");
    QVERIFY2(every.contains("A was trained on ") && every.contains("B was trained on "), qPrintable(every));
    const QString val = notes(at("sample"), "val");
    QVERIFY2(val.contains("A was chosen as the best checkpoint of its run on "), qPrintable(val));
    QVERIFY(!val.contains("trained on") && !val.contains("B was chosen"));
    QVERIFY(!notes(at("sample"), "test").contains("of these"));
    // Elsewhere the same data is recognised; what may be an earlier or later state of it is said to be in
    // doubt.
    QProcess::execute("cp", {"-r", at("sample"), at("moved")});
    QVERIFY(notes(at("moved"), "").contains("A was trained on "));
    QFile first(at("moved/Annotations/000001.xml"));
    QVERIFY(first.open(QIODevice::ReadOnly));
    writeAt(at("moved/Annotations/000001.xml"), first.readAll().replace("<xmin>", "<xmin>1"));
    const QString changed = notes(at("moved"), "train");
    QVERIFY2(changed.contains("A was perhaps trained on ") && !changed.contains("was trained on"),
             qPrintable(changed));
    QVERIFY(!notes(at("moved"), "val").contains("trained on"));
    // The run's own folder with another list of images: it cannot be told.
    QFile list(at("sample/ImageSets/Main/train.txt"));
    QVERIFY(list.open(QIODevice::ReadOnly));
    const QByteArray ids = list.readAll();
    writeAt(at("sample/ImageSets/Main/train.txt"), ids.mid(ids.indexOf('\n') + 1));
    const QString unknown = notes(at("sample"), "test");
    writeAt(at("sample/ImageSets/Main/train.txt"), ids);
    QVERIFY2(unknown.contains("A: which images it was trained on is not known: "), qPrintable(unknown));
}

/// @return of the checkpoint that it writes
QStringList CompareCliTest::createModel(const QString& name, const QByteArray& classes) const {
    writeAt(at(name + ".txt"), classes);
    documentOf(runCli({"model", "create", "ssd-tiny", "--classes", at(name + ".txt"), "--out",
                       at(name + ".pt"), "--json"}));
    return {at(name + ".pt")};
}

void CompareCliTest::detectorsOfOtherClasses() {
    const QStringList some = createModel("some", "ring\nstar\nzebra\n");
    const QStringList rest = createModel("rest", "circle\nstar\n");
    const QStringList none = createModel("none", "circle\n");
    const QStringList data{at("sample"), "--split", "test"};
    const QJsonObject compared = compare(some + rest + data);
    QCOMPARE(compared["classes"].toObject().keys(), QStringList{"star"});
    QCOMPARE(compared["compared"]["classes"].toInt(), 1);
    QVERIFY(compared["notes"].toArray().contains(
        "Compared over the classes that A and B know: 1 of 6 of the data"));
    const Outcome outcome = runCli(QStringList{"compare", "--json"} + some + none + data);
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.err.contains("no class in common"), outcome.err.constData());
}

/// What `detect --json` printed scores as the detector itself.
void CompareCliTest::detectorAndSavedDetections() {
    const Outcome detected =
        runCli({"detect", at("run"), at("sample/JPEGImages"), "--min-score", "0.01", "--json"});
    QCOMPARE(detected.code, 0);
    writeAt(at("found.json"), detected.out);
    const QJsonObject compared = compare({at("run"), at("found.json"), at("sample"), "--split", "test"});
    QVERIFY(std::abs(compared["difference"]["map_voc07"].toDouble(1.0)) < 1e-6);
    const Outcome coco = runCli({"compare", at("run"), at("a.json"), "--ground-truth", at("truth.json")});
    QCOMPARE(coco.code, 2);
}

void CompareCliTest::intervalsOfEvaluateAndScore() {
    const auto with = [](const QStringList& command) {
        return documentOf(runCli(command + QStringList{"--json", "--intervals", "--draws", "200"}));
    };
    const QStringList score{"score", "--ground-truth", at("voc"), "--detections", at("a.json")};
    QJsonObject scored = with(score);
    const QJsonObject intervals = scored["intervals"].toObject();
    QVERIFY(isInterval(intervals["map_voc07"], 0.0, 1.0));
    QVERIFY(isInterval(intervals["classes"]["cat"]["ap_voc10"], 1.0, 1.0));
    QVERIFY(isInterval(intervals["classes"]["dog"]["ap_voc07"], 0.0, 0.0));
    scored.remove("intervals");
    QCOMPARE(scored, documentOf(runCli(score + QStringList{"--json"})));
    const QStringList evaluate{"evaluate", at("run"), at("sample"), "--split", "test"};
    QJsonObject evaluated = with(evaluate);
    const QJsonArray map = evaluated["intervals"].toObject()["map_voc10"].toArray();
    QVERIFY(map[0].toDouble() <= map[1].toDouble());
    QCOMPARE(evaluated["intervals"].toObject()["classes"].toObject().size(), qsizetype{6});
    evaluated.remove("intervals");
    QCOMPARE(evaluated, documentOf(runCli(evaluate + QStringList{"--json"})));
    QVERIFY(runCli(score + QStringList{"--intervals"}).out.contains("0.000 to 1.000"));
    QVERIFY(!runCli(score).out.contains("interval"));
}

void CompareCliTest::badUsage() {
    const auto code = [&](const QStringList& arguments) {
        return runCli(QStringList{"compare"} + arguments).code;
    };
    QCOMPARE(code({at("a.json"), at("b.json")}), 2);
    QCOMPARE(code({at("a.json"), at("b.json"), at("voc"), "--ground-truth", at("voc")}), 2);
    QCOMPARE(code({at("a.json"), at("b.json"), at("voc"), "--nms-iou-b", "0.5"}), 2);
    QCOMPARE(code({at("a.json"), at("b.json"), at("voc"), "--draws", "0"}), 2);
    QCOMPARE(code({at("a.json"), at("b.json"), at("voc"), "--protocol", "tide"}), 2);
    QCOMPARE(code({at("a.json"), at("missing.json"), at("voc")}), 1);
    QCOMPARE(code({at("a.json"), at("missing.pt"), at("voc")}), 1);
    QCOMPARE(code({at("a.json"), at("b.json"), at("nowhere")}), 1);
    QCOMPARE(code({at("a.json"), at("b.json"), at("voc"), "--split", "none"}), 1);
}

QTEST_GUILESS_MAIN(CompareCliTest)
#include "compare_cli_test.moc"
