// score and errors on the command line: saved detections against figures of other programs, and by hand.
// Without core: these tests run the program.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <map>

#include "tests/support/file_bytes.hpp"
#include "tests/support/real_data.hpp"
#include "tests/support/reference_rows.hpp"
#include "tests/support/run_cli.hpp"

using namespace priorscope;

namespace {

QJsonArray cocoBox(const QList<QByteArray>& row, int from, double more) {
    const auto [x, y, width, height] = cornerAndSize(row, from, more);
    return {x, y, width, height};
}

/// A file of VOC's form, with one object.
QByteArray annotation(const QByteArray& name, const QByteArray& box, const QByteArray& difficult = "0") {
    return "<annotation><size><width>100</width><height>80</height><depth>3</depth></size><object><name>" +
           name + "</name><difficult>" + difficult + "</difficult><bndbox>" + box +
           "</bndbox></object></annotation>";
}

}  // namespace

class ScoreCliTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void equalsOtherPrograms_data();
    void equalsOtherPrograms();
    void everyFormOfDetections_data();
    void everyFormOfDetections();
    void difficultObjects();
    void crowdsTakeAnyNumber();
    void crowdsLeaveObjectsTheirDetections();
    void tiesGoByTheNumberOfTheImage();
    void severalFilesOfAClass();
    void onlyTheSplitIsScored();
    void imagesWithoutAnnotationAreLeftOut();
    void whatCannotBeRead_data();
    void whatCannotBeRead();
    void splitsAreOfFolders();
    void errorsByCause();
    void errorsNeedOneSource();

  private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    /// What it prints.
    const QByteArray scoredBytes(const QString& truth, const QString& detections,
                                 const QStringList& more = {}) const;
    const QJsonObject score(const QString& truth, const QString& detections,
                            const QStringList& more = {}) const;
    static QJsonObject cocoTruth(const QList<QList<QByteArray>>& rows, const QStringList& classes,
                                 double more, const QString& mark);

    QTemporaryDir m_folder;
};

void ScoreCliTest::initTestCase() {
    writeAt(path("voc/Annotations/000007.xml"),
            annotation("cat", "<xmin>11</xmin><ymin>11</ymin><xmax>50</xmax><ymax>60</ymax>"));
    writeAt(path("voc/Annotations/000008.xml"),
            annotation("dog", "<xmin>1</xmin><ymin>1</ymin><xmax>40</xmax><ymax>40</ymax>"));
    writeAt(path("voc/ImageSets/Main/first.txt"), QByteArray("000007\n"));
}

const QByteArray ScoreCliTest::scoredBytes(const QString& truth, const QString& detections,
                                           const QStringList& more) const {
    const Outcome outcome =
        runCli(QStringList{"score", "--json", "--ground-truth", truth, "--detections", detections} + more);
    [&] { QVERIFY2(outcome.code == 0, outcome.err.constData()); }();
    return outcome.out;
}

const QJsonObject ScoreCliTest::score(const QString& truth, const QString& detections,
                                      const QStringList& more) const {
    return QJsonDocument::fromJson(scoredBytes(truth, detections, more)).object();
}

/// @param mark  the key that marks difficult objects
QJsonObject ScoreCliTest::cocoTruth(const QList<QList<QByteArray>>& rows, const QStringList& classes,
                                    double more, const QString& mark) {
    QJsonArray categories;
    for (qsizetype i = 0; i < classes.size(); ++i) {
        categories.append(QJsonObject{{"id", i + 3}, {"name", classes[i]}});
    }
    QJsonArray annotations;
    std::map<QByteArray, QJsonObject> images;
    for (const auto& row : rows) {
        images[row[0]] = {{"id", row[0].toInt()}, {"file_name", QString(row[0] + ".jpg")}};
        if (row[1] != "-") {
            const QJsonArray box = cocoBox(row, 3, more);
            annotations.append(QJsonObject{{"id", annotations.size() + 1},
                                           {"image_id", row[0].toInt()},
                                           {"category_id", classes.indexOf(row[1]) + 3},
                                           {"bbox", box},
                                           {"area", box[2].toDouble() * box[3].toDouble()},
                                           {mark, row[2].toInt()}});
        }
    }
    QJsonArray listed;
    for (const auto& [id, image] : images) {
        listed.append(image);
    }
    return {{"images", listed}, {"annotations", annotations}, {"categories", categories}};
}

void ScoreCliTest::equalsOtherPrograms_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<double>("more");  // what a side is longer than the difference of its corners
    QTest::addColumn<QString>("mark");
    QTest::addColumn<QString>("difficult");
    QTest::newRow("pycocotools, ignored") << "pycocotools_difficult_ignored_by_subclass" << 1.0 << "ignore"
                                          << "ignore";
    QTest::newRow("pycocotools, crowds") << "pycocotools_difficult_iscrowd" << 1.0 << "iscrowd"
                                         << "ignore";
    QTest::newRow("pycocotools, removed") << "pycocotools_difficult_removed" << 1.0 << "ignore"
                                          << "remove";
    QTest::newRow("pycocotools, kept") << "pycocotools_all_objects" << 1.0 << "ignore"
                                       << "keep";
    QTest::newRow("devkit") << "own_voc_devkit_rule_plus1_gt0.5_difficult_ignored" << 1.0 << "ignore"
                            << "ignore";
    QTest::newRow("VOC, removed") << "own_plus1_ge0.5_difficult_removed" << 1.0 << "ignore"
                                  << "remove";
    QTest::newRow("tutorial") << "sgrvinod_calculate_mAP" << 0.0 << "ignore"
                              << "ignore";
}

void ScoreCliTest::equalsOtherPrograms() {
    PRIORSCOPE_REAL_DATA(folder, "reference/eval");
    QFETCH(QString, key);
    QFETCH(double, more);
    QFETCH(QString, mark);
    QFETCH(QString, difficult);
    QFile file(QString::fromStdString((folder / "expected_eval.json").string()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject expected = QJsonDocument::fromJson(file.readAll()).object()[key].toObject();
    QVERIFY2(!expected.isEmpty(), qPrintable(key));
    const auto objects = rowsOf(folder / "groundtruth.txt.gz");
    QStringList classes;
    for (const auto& row : objects) {
        if (row[1] != "-" && !classes.contains(row[1])) {
            classes.append(row[1]);
        }
    }
    QJsonArray detections;
    for (const auto& row : rowsOf(folder / "detections.txt.gz")) {
        detections.append(QJsonObject{{"image_id", row[0].toInt()},
                                      {"category_id", classes.indexOf(row[1]) + 3},
                                      {"bbox", cocoBox(row, 3, more)},
                                      {"score", number(row[2])}});
    }
    QCOMPARE(detections.size(), qsizetype{400079});
    writeJsonAt(path("truth.json"), cocoTruth(objects, classes, more, mark));
    writeJsonAt(path("results.json"), detections);
    const auto printed = [&](const QString& threads) {
        return scoredBytes(path("truth.json"), path("results.json"),
                           {"--difficult", difficult, "--threads", threads});
    };
    const QByteArray bytes = printed("0");
    QVERIFY(printed("1") == bytes && printed("2") == bytes && printed("8") == bytes);
    const QJsonObject scored = QJsonDocument::fromJson(bytes).object();
    const auto near = [](const QJsonValue& ours, const QJsonValue& theirs, double tolerance) {
        return ours.isDouble() && theirs.isDouble() &&
               std::abs(ours.toDouble() - theirs.toDouble()) < tolerance;
    };
    const double tolerance =
        key.startsWith("sgrvinod") ? 1e-7 : kRounding;  // it computes in single precision
    const QJsonObject of_classes = scored["classes"].toObject();
    QCOMPARE(of_classes.size(), qsizetype{20});
    const std::map<QString, QString> class_figures{
        {"AP_11point", "ap_voc07"}, {"AP_every_point", "ap_voc10"}, {"AP50_per_class", "ap50"}};
    int compared = 0;
    for (const auto& [theirs, ours] : class_figures) {
        for (const QString& name : expected[theirs].toObject().keys()) {
            QVERIFY2(near(of_classes[name][ours], expected[theirs][name], tolerance),
                     qPrintable(name + " " + ours));
            ++compared;
        }
    }
    QVERIFY(compared >= 20);
    const std::map<QString, QString> means{{"mAP_11point", "map_voc07"}, {"mAP_every_point", "map_voc10"}};
    for (const auto& [theirs, ours] : means) {
        QVERIFY2(!expected.contains(theirs) || near(scored[ours], expected[theirs], tolerance),
                 qPrintable(ours));
    }
    const QJsonObject stats = expected["stats"].toObject();
    QCOMPARE(stats.size(), key.startsWith("pycocotools") ? qsizetype{12} : qsizetype{0});
    for (const QString& name : stats.keys()) {
        QVERIFY2(near(scored["coco"][name.toLower()], stats[name], tolerance), qPrintable(name));
    }
}

void ScoreCliTest::everyFormOfDetections_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("bytes");
    // A cat where it is, and a dog in its image where there is none. 1-based 11 to 50 covers 10 to 50.
    QTest::newRow("COCO, numbers") << "a.json" << QByteArray(R"([
        {"image_id": 7, "category_id": 1, "bbox": [10, 10, 40, 50], "score": 0.9},
        {"image_id": 8, "category_id": 2, "bbox": [50, 50, 20, 20], "score": 0.8, "segmentation": []}])");
    QTest::newRow("COCO, names") << "b.json" << QByteArray(R"([
        {"image_id": "000007", "category_id": "cat", "bbox": [10.0, 10, 40, 50], "score": 0.9},
        {"image_id": "000008.jpg", "category_id": "dog", "bbox": [50, 50, 20, 20], "score": 1e-1}])");
    QTest::newRow("ours") << "c.json" << QByteArray(R"([
        {"image": "some/where/000007.jpg", "width": 100, "height": 80,
         "detections": [{"label": "cat", "score": 0.9, "box": [10, 10, 50, 60]}]},
        {"image": "000008.jpg", "width": 100, "height": 80,
         "detections": [{"label": "dog", "score": 0.8, "box": [50, 50, 70, 70]}]}])");
    QTest::newRow("VOC") << "d/comp4_det_test_cat.txt" << QByteArray("000007 0.9 11 11 50 60\n");
}

void ScoreCliTest::everyFormOfDetections() {
    QFETCH(QString, file);
    QFETCH(QByteArray, bytes);
    writeAt(path(file), bytes);
    QString source = path(file);
    if (file.endsWith(".txt")) {
        source = QFileInfo(source).path();
        writeAt(path("d/comp4_det_test_dog.txt"), QByteArray("\n000008\t0.8 51 51 70 70\r\n"));
    }
    const QJsonObject scored = score(path("voc"), source);
    QCOMPARE(scored["classes"]["cat"]["ap_voc10"].toDouble(), 1.0);
    QCOMPARE(scored["classes"]["cat"]["ap50"].toDouble(), 1.0);
    QCOMPARE(scored["classes"]["dog"]["ap_voc07"].toDouble(), 0.0);
    QCOMPARE(scored["map_voc07"].toDouble(), 0.5);
    QCOMPARE(scored["images"].toInt(), 2);
}

/// A right detection after one of a difficult object: precision 1, 1/2, and 1/2 of two objects with 1.
void ScoreCliTest::difficultObjects() {
    writeAt(path("hard/Annotations/1.xml"),
            annotation("cat", "<xmin>1</xmin><ymin>1</ymin><xmax>10</xmax><ymax>10</ymax>", "1"));
    writeAt(path("hard/Annotations/2.xml"),
            annotation("cat", "<xmin>1</xmin><ymin>1</ymin><xmax>10</xmax><ymax>10</ymax>"));
    writeAt(path("hard.json"), QByteArray(R"([
        {"image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 10], "score": 0.9},
        {"image_id": 2, "category_id": 1, "bbox": [0, 0, 10, 10], "score": 0.8}])"));
    const auto ap = [&](const QString& mode) {
        return score(path("hard"), path("hard.json"), {"--difficult", mode})["map_voc10"].toDouble();
    };
    QCOMPARE(ap("ignore"), 1.0);
    QCOMPARE(ap("remove"), 0.5);
    QCOMPARE(ap("keep"), 1.0);
    QCOMPARE(score(path("hard"), path("hard.json"), {"--difficult", "keep"})["classes"]["cat"]["positives"]
                 .toInt(),
             2);
}

/// Two small detections within a crowd, of which they cover little, are neither right nor wrong.
void ScoreCliTest::crowdsTakeAnyNumber() {
    const QByteArray crowd =
        R"({"images": [{"id": 1}], "categories": [{"id": 1, "name": "bird"}], "annotations": [
        {"image_id": 1, "category_id": 1, "bbox": [50, 0, 50, 50], "iscrowd": 1, "area": 2500},
        {"image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 10], "iscrowd": 0, "area": 100}]})";
    writeAt(path("crowd.json"), crowd);
    writeAt(path("birds.json"), QByteArray(R"([
        {"image_id": 1, "category_id": 1, "bbox": [60, 10, 5, 5], "score": 0.9},
        {"image_id": 1, "category_id": 1, "bbox": [70, 20, 5, 5], "score": 0.8},
        {"image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 10], "score": 0.7}])"));
    QCOMPARE(score(path("crowd.json"), path("birds.json"))["coco"]["ap"].toDouble(), 1.0);
    writeAt(path("crowd.json"), QByteArray(crowd).replace("\"iscrowd\": 1", "\"ignore\": 1"));
    QVERIFY(score(path("crowd.json"), path("birds.json"))["coco"]["ap"].toDouble() < 0.34);  // 1/3
}

/// A person inside a crowd's box is found, by VOC's figures, too.
void ScoreCliTest::crowdsLeaveObjectsTheirDetections() {
    writeAt(path("within.json"),
            QByteArray(R"({"images": [{"id": 1}], "categories": [{"id": 1, "name": "bird"}],
        "annotations": [
        {"image_id": 1, "category_id": 1, "bbox": [0, 0, 50, 50], "iscrowd": 1, "area": 2500},
        {"image_id": 1, "category_id": 1, "bbox": [10, 10, 10, 10], "iscrowd": 0, "area": 100}]})"));
    writeAt(path("bird.json"), QByteArray(R"([
        {"image_id": 1.0, "category_id": 1, "bbox": [10, 10, 10, 9], "score": 0.9},
        {"image_id": "1", "category_id": 1, "bbox": [30, 30, 10, 10], "score": 0.95}])"));
    const QJsonObject scored = score(path("within.json"), path("bird.json"));
    QCOMPARE(scored["map_voc07"].toDouble(), 1.0);
    QCOMPARE(scored["coco"].toObject()["ap50"].toDouble(), 1.0);
    for (const char* protocol : {"voc", "coco"}) {
        const Outcome outcome = runCli({"errors", "--json", "--ground-truth", path("within.json"),
                                        "--detections", path("bird.json"), "--protocol", protocol});
        const QJsonObject errors = QJsonDocument::fromJson(outcome.out).object()["types"].toObject();
        for (const QString& cause : errors.keys()) {
            QCOMPARE(errors[cause].toObject()["count"].toInt(), 0);
        }
    }
}

/// At equal scores, a right detection in image 2 and a wrong one in image 10: precision 1, though 10 is
/// listed first.
void ScoreCliTest::tiesGoByTheNumberOfTheImage() {
    writeAt(path("ties.json"),
            QByteArray(R"({"images": [{"id": 10}, {"id": 2}], "categories": [{"id": 1, "name": "bird"}],
        "annotations": [{"image_id": 2, "category_id": 1, "bbox": [0, 0, 10, 10], "iscrowd": 0, "area": 100}]})"));
    writeAt(path("tied.json"), QByteArray(R"([
        {"image_id": 10, "category_id": 1, "bbox": [0, 0, 10, 10], "score": 0.5},
        {"image_id": 2, "category_id": 1, "bbox": [0, 0, 10, 10], "score": 0.5}])"));
    QCOMPARE(score(path("ties.json"), path("tied.json"))["coco"].toObject()["ap"].toDouble(), 1.0);
}

void ScoreCliTest::severalFilesOfAClass() {
    writeAt(path("two/comp3_det_test_cat.txt"), QByteArray("000007 0.9 11 11 50 60\n"));
    writeAt(path("two/comp4_det_test_cat.txt"), QByteArray("000007 0.9 11 11 50 60\n"));
    const Outcome outcome = runCli({"score", "--ground-truth", path("voc"), "--detections", path("two")});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("same class as comp3_det_test_cat.txt"), outcome.err.constData());
}

void ScoreCliTest::onlyTheSplitIsScored() {
    writeAt(path("both.json"), QByteArray(R"([
        {"image_id": 7, "category_id": 1, "bbox": [10, 10, 40, 50], "score": 0.9},
        {"image_id": 8, "category_id": 1, "bbox": [50, 50, 20, 20], "score": 0.95}])"));
    QCOMPARE(score(path("voc"), path("both.json"), {"--split", "first"})["map_voc10"].toDouble(), 1.0);
    const Outcome outcome = runCli(
        {"score", "--ground-truth", path("voc"), "--split", "first", "--detections", path("both.json")});
    QVERIFY2(outcome.err.contains("1 of 2 detections"), outcome.err.constData());
    QVERIFY(outcome.out.contains("mean"));
}

void ScoreCliTest::imagesWithoutAnnotationAreLeftOut() {
    const QByteArray known = R"({"image": "JPEGImages/000007.jpg", "width": 100, "height": 80, "detections": [
        {"label": "cat", "score": 0.9, "box": [10, 10, 50, 60]}]})";
    const QByteArray unknown = R"({"image": "one.jpg", "width": 9, "height": 9, "detections": [
        {"label": "cat", "score": 0.95, "box": [0, 0, 5, 5]}]})";
    writeAt(path("folder.json"), "[" + unknown + "," + known + "]");
    writeAt(path("known.json"), "[" + known + "]");
    QCOMPARE(score(path("voc"), path("folder.json")), score(path("voc"), path("known.json")));
    const Outcome outcome =
        runCli({"score", "--ground-truth", path("voc"), "--detections", path("folder.json")});
    QVERIFY2(outcome.err.contains("images that the ground truth does not have: 1"), outcome.err.constData());
    writeAt(path("others.json"), "[" + unknown + "]");
    const Outcome others =
        runCli({"score", "--ground-truth", path("voc"), "--detections", path("others.json")});
    QCOMPARE(others.code, 1);
    QVERIFY2(others.err.contains("image 1: the ground truth has no image one.jpg"), others.err.constData());
}

void ScoreCliTest::whatCannotBeRead_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("said");
    const auto one = [](const QByteArray& inside) { return "[{" + inside + "}]"; };
    const QByteArray rest = R"("category_id": 1, "score": 0.5, "bbox": [0, 0, 1, 1])";
    QTest::newRow("no JSON") << "x.json" << QByteArray("[{\"image_id\": 7,") << QByteArray("not valid JSON");
    QTest::newRow("no list") << "x.json" << QByteArray("{\"a\": 1}") << QByteArray("no list of detections");
    QTest::newRow("empty file") << "x.json" << QByteArray() << QByteArray("not valid JSON");
    QTest::newRow("image") << "x.json" << one("\"image_id\": 9, " + rest)
                           << QByteArray("detection 1: the ground truth has no image 9");
    QTest::newRow("class") << "x.json"
                           << one(R"("image_id": 7, "category_id": 3, "score": 1, "bbox": [0, 0, 1, 1])")
                           << QByteArray("has no category 3");
    QTest::newRow("no box") << "x.json" << one(R"("image_id": 7, "category_id": 1, "score": 1)")
                            << QByteArray("it has no bbox");
    QTest::newRow("three numbers") << "x.json"
                                   << one(R"("image_id": 7, "category_id": 1, "score": 1, "bbox": [0, 0, 1])")
                                   << QByteArray("bbox must be four numbers");
    QTest::newRow("negative") << "x.json"
                              << one(R"("image_id": 7, "category_id": 1, "score": 1, "bbox": [0, 0, -1, 1])")
                              << QByteArray("bbox has a negative size");
    QTest::newRow("score") << "x.json"
                           << one(R"("image_id": 7, "category_id": 1, "score": "high", "bbox": [0, 0, 1, 1])")
                           << QByteArray("score must be a number");
    QTest::newRow("other size") << "x.json"
                                << one(R"("image": "000007", "width": 80, "height": 100, "detections": [])")
                                << QByteArray("refer to 80 × 100 pixels");
    QTest::newRow("no object") << "x.json" << QByteArray("[1, 2]")
                               << QByteArray("detection 1: it has no image_id");
    QTest::newRow("file of no class")
        << "comp4_det_test_cow.txt" << QByteArray() << QByteArray("ends with no class");
    QTest::newRow("line") << "e_cat.txt" << QByteArray("000007 0.5 1 1 9 9\n000007 0.5 1 1 9\n")
                          << QByteArray("e_cat.txt:2");
    QTest::newRow("line of an unknown image")
        << "e_cat.txt" << QByteArray("000001 0.5 1 1 9 9\n") << QByteArray("no image 000001");
    QTest::newRow("no number") << "e_cat.txt" << QByteArray("000007 nan 1 1 9 9\n")
                               << QByteArray("a line must be");
}

void ScoreCliTest::whatCannotBeRead() {
    QFETCH(QString, file);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, said);
    writeAt(path(file), bytes);
    const Outcome outcome =
        runCli({"score", "--json", "--ground-truth", path("voc"), "--detections", path(file)});
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.err.contains(said) && outcome.err.contains(file.toUtf8()), outcome.err.constData());
    QCOMPARE(outcome.err.count("priorscope-cli: "), qsizetype{1});  // beside the note that images are missing
}

void ScoreCliTest::splitsAreOfFolders() {
    writeAt(path("t.json"), QByteArray(R"({"images": [], "annotations": [], "categories": []})"));
    writeAt(path("none.json"), QByteArray("[]"));
    QCOMPARE(runCli({"score", "--ground-truth", path("t.json"), "--split", "val", "--detections",
                     path("none.json")})
                 .code,
             2);
    QVERIFY(score(path("t.json"), path("none.json"))["map_voc07"].isNull());
    QCOMPARE(runCli({"score", "--ground-truth", path("voc"), "--detections", path("nowhere")}).code, 1);
    QCOMPARE(runCli({"score", "--ground-truth", path("nowhere"), "--detections", path("none.json")}).code, 1);
}

/// A right detection, one placed badly (IoU 0.4) and one in the wrong place.
void ScoreCliTest::errorsByCause() {
    writeAt(path("errors.json"), QByteArray(R"([
        {"image_id": 7, "category_id": "cat", "bbox": [10, 10, 40, 50], "score": 0.9},
        {"image_id": 8, "category_id": "dog", "bbox": [0, 0, 40, 16], "score": 0.8},
        {"image_id": 7, "category_id": "dog", "bbox": [80, 70, 10, 10], "score": 0.3}])"));
    const auto errors = [&](const QStringList& more) {
        const Outcome outcome = runCli(QStringList{"errors", "--json", "--ground-truth", path("voc"),
                                                   "--detections", path("errors.json")} +
                                       more);
        return QJsonDocument::fromJson(outcome.out).object();
    };
    const QJsonObject all = errors({});
    QCOMPARE(all["ap"].toDouble(), 0.5);
    QCOMPARE(all["types"]["localization"]["count"].toInt(), 1);
    QCOMPARE(all["types"]["localization"]["delta_ap"].toDouble(), 0.5);
    QCOMPARE(all["types"]["background"]["count"].toInt(), 1);
    QCOMPARE(all["types"]["missed"]["count"].toInt(), 0);  // the one placed badly points at it
    QCOMPARE(all["items"].toArray().size(), qsizetype{2});
    QCOMPARE(all["items"][0]["image"].toString(), QString("000007"));
    QCOMPARE(all["items"][1]["object"]["label"].toString(), QString("dog"));
    const QJsonObject voc = errors({"--protocol", "voc", "--min-score", "0.5"});
    QCOMPARE(voc["types"]["missed"]["count"].toInt(), 1);
    QCOMPARE(voc["types"]["missed"]["tide_count"].toInt(), 0);
    QCOMPARE(voc["types"]["background"]["count"].toInt(), 0);
}

void ScoreCliTest::errorsNeedOneSource() {
    QCOMPARE(runCli({"errors"}).code, 2);
    QCOMPARE(runCli({"errors", path("run")}).code, 2);
    QCOMPARE(runCli({"errors", path("run"), path("voc"), "--ground-truth", path("voc"), "--detections",
                     path("a.json")})
                 .code,
             2);
    QCOMPARE(runCli({"errors", "--ground-truth", path("voc")}).code, 2);
}

QTEST_GUILESS_MAIN(ScoreCliTest)
#include "score_cli_test.moc"
