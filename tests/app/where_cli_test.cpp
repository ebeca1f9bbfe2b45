// Evaluations under a filter on the command line, by hand and against annotations that say the same. Without
// core: these tests run the program.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <array>

#include "tests/support/file_bytes.hpp"
#include "tests/support/run_cli.hpp"

using namespace priorscope;

namespace {

QByteArray read(const QString& file) {
    QFile in(file);
    [&] { QVERIFY2(in.open(QIODevice::ReadOnly), qPrintable(file)); }();
    return in.readAll();
}

/// An object of VOC's form with its left top corner and its side in pixels.
QByteArray object(const QByteArray& name, int x, int y, int side, bool is_difficult = false) {
    const auto number = [](int value) { return QByteArray::number(value); };
    return "<object><name>" + name + "</name><difficult>" + number(is_difficult ? 1 : 0) +
           "</difficult><bndbox><xmin>" + number(x + 1) + "</xmin><ymin>" + number(y + 1) + "</ymin><xmax>" +
           number(x + side) + "</xmax><ymax>" + number(y + side) + "</ymax></bndbox></object>";
}

QByteArray annotation(const QByteArray& objects) {
    return "<annotation><size><width>200</width><height>200</height><depth>3</depth></size>" + objects +
           "</annotation>";
}

QJsonArray squareOf(int x, int y, int side) {
    return {x, y, side, side};
}

QJsonObject found(const QString& image, const QString& label, double score, const QJsonArray& box) {
    return {{"image_id", image}, {"category_id", label}, {"bbox", box}, {"score", score}};
}

QByteArray bytesOf(const QJsonArray& json) {
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

/// The document without what it says of the filter.
QJsonObject figuresOf(QJsonObject document) {
    document.remove("filter");
    return document;
}

}  // namespace

class WhereCliTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void figuresByHand();
    void errorsByHand();
    void instancesOfCoco();
    void nothingHiddenChangesNothing();
    void equalsMarkedAnnotations_data();
    void equalsMarkedAnnotations();
    void whatCannotBeFiltered_data();
    void whatCannotBeFiltered();

  private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QStringList saved(const QString& command, const QString& truth, const QString& detections,
                      const QStringList& more) const {
        return QStringList{command, "--ground-truth", path(truth), "--detections", path(detections)} + more;
    }
    static const QByteArray printed(const QStringList& arguments) {
        const Outcome outcome = runCli(arguments);
        [&] { QVERIFY2(outcome.code == 0, outcome.err.constData()); }();
        return outcome.out;
    }
    static const QJsonObject document(const QStringList& arguments) {
        return QJsonDocument::fromJson(printed(arguments + QStringList{"--json"})).object();
    }
    void writeCopy(const QString& from, const QString& to, const QByteArray& ids,
                   int least_area_of_difficult) const;

    QTemporaryDir m_folder;
};

/// Image 1: a small cat found twice, a medium one found. Image 2: a medium one found after a detection of
/// nothing, a small and a difficult one missed. Image 3: a small one, found.
void WhereCliTest::initTestCase() {
    writeAt(path("cats/Annotations/1.xml"), annotation(object("cat", 0, 0, 10) + object("cat", 20, 0, 50)));
    writeAt(path("cats/Annotations/2.xml"), annotation(object("cat", 20, 0, 50) + object("cat", 0, 0, 10) +
                                                       object("cat", 100, 100, 60, true)));
    writeAt(path("cats/Annotations/3.xml"), annotation(object("cat", 0, 0, 10)));
    writeAt(path("cats/ImageSets/Main/test.txt"), "1\n2\n3\n");
    writeAt(
        path("cats.json"),
        bytesOf({found("1", "cat", 0.9, squareOf(0, 0, 10)), found("1", "cat", 0.85, squareOf(0, 0, 10)),
                 found("1", "cat", 0.8, squareOf(20, 0, 50)), found("2", "cat", 0.7, squareOf(0, 150, 40)),
                 found("2", "cat", 0.6, squareOf(20, 0, 50)), found("3", "cat", 0.95, squareOf(0, 0, 10))}));
    QCOMPARE(runCli({"dataset", "sample", path("sample"), "--images", "40", "--seed", "7"}).code, 0);
}

void WhereCliTest::figuresByHand() {
    const QStringList command = saved("score", "cats", "cats.json", {"--split", "test"});
    // The third image has no medium object. Right, wrong, right of two: precision 1 and 2/3.
    for (const char* mode : {"ignore", "remove", "keep"}) {
        const QJsonObject scored =
            document(command + QStringList{"--where", "area>=1024", "--difficult", mode});
        QCOMPARE(scored["map_voc10"].toDouble(), (1.0 + 2.0 / 3.0) / 2.0);
        QCOMPARE(scored["classes"]["cat"]["positives"].toInt(), 2);
        QCOMPARE(scored["images"].toInt(), 2);
        const QJsonObject filter = scored["filter"].toObject();
        QCOMPARE(filter["where"].toString(), QString("area>=1024"));
        QCOMPARE(filter["images"].toInt(), 2);
        QCOMPARE(filter["objects"].toInt(), 2);
        // The difficult one is ignored because of the filter, unless it is anyway.
        QCOMPARE(filter["ignored"].toInt(), qstrcmp(mode, "ignore") == 0 ? 2 : 3);
    }
    const QJsonObject kept =
        document(command + QStringList{"--where", "area>=1024 difficult=shown", "--difficult", "keep"});
    QCOMPARE(kept["filter"]["objects"].toInt(), 3);
    QCOMPARE(kept["map_voc10"].toDouble(), (1.0 + 2.0 / 3.0) / 3.0);
    // A class chooses images, and hides nothing.
    const QJsonObject of_class = document(command + QStringList{"--where", "class=cat"});
    QCOMPARE(of_class["filter"]["ignored"].toInt(), 0);
    QCOMPARE(of_class["classes"]["cat"]["positives"].toInt(), 5);
    const QByteArray text = printed(command + QStringList{"--where", "area>=1024"});
    QVERIFY2(
        text.startsWith("Filter \"area>=1024\": 2 images, 2 objects looked at, 2 hidden by it and ignored\n"),
        text.constData());
    const Outcome kept_hidden = runCli(command + QStringList{"--where", "area<9", "--difficult", "keep"});
    QCOMPARE(kept_hidden.code, 1);
    const QByteArray notes = runCli(command + QStringList{"--where", "area>9", "--difficult", "keep"}).err;
    QVERIFY2(notes.contains("difficult=shown"), notes.constData());
}

void WhereCliTest::errorsByHand() {
    const QStringList command = saved("errors", "cats", "cats.json", {"--split", "test"});
    for (const char* protocol : {"tide", "voc", "coco"}) {
        const QJsonObject errors =
            document(command + QStringList{"--where", "area>=1024", "--protocol", protocol});
        const QJsonObject types = errors["types"].toObject();
        QCOMPARE(types["background"]["count"].toInt(), qstrcmp(protocol, "coco") == 0 ? 2 : 1);
        QCOMPARE(types["missed"]["count"].toInt(), 0);
        QCOMPARE(types["duplicate"]["count"].toInt(), 0);
        QCOMPARE(errors["filter"]["ignored"].toInt(), 2);
    }
    const QJsonObject all = document(command)["types"].toObject();
    QCOMPARE(all["missed"]["count"].toInt(), 1);
    QCOMPARE(all["duplicate"]["count"].toInt(), 1);
    QVERIFY(printed(command + QStringList{"--where", "area>=1024"}).startsWith("Filter"));
}

/// The same from a file of instances, whose numbers are not in the order of its images.
void WhereCliTest::instancesOfCoco() {
    writeAt(path("instances.json"), R"({"categories": [{"id": 5, "name": "cat"}], "images": [
        {"id": 9, "file_name": "b/two.jpg", "width": 200, "height": 200},
        {"id": 4, "file_name": "a/one.jpg", "width": 200, "height": 200}], "annotations": [
        {"image_id": 4, "category_id": 5, "bbox": [0, 0, 10, 10], "area": 100},
        {"image_id": 4, "category_id": 5, "bbox": [20, 0, 50, 50], "area": 2500},
        {"image_id": 9, "category_id": 5, "bbox": [20, 0, 50, 50], "area": 2500, "truncated": 1},
        {"image_id": 9, "category_id": 5, "bbox": [0, 0, 10, 10], "area": 100}]})");
    writeAt(path("results.json"), R"([
        {"image_id": 4, "category_id": 5, "bbox": [0, 0, 10, 10], "score": 0.9},
        {"image_id": 4, "category_id": 5, "bbox": [20, 0, 50, 50], "score": 0.8},
        {"image_id": 9, "category_id": 5, "bbox": [0, 150, 40, 40], "score": 0.7},
        {"image_id": 9, "category_id": 5, "bbox": [20, 0, 50, 50], "score": 0.6}])");
    const auto scored = [&](const QString& where, const QStringList& more = {}) -> const QJsonObject {
        return document(saved("score", "instances.json", "results.json", {"--where", where}) + more);
    };
    QCOMPARE(scored("area>=1024")["map_voc10"].toDouble(), (1.0 + 2.0 / 3.0) / 2.0);
    QCOMPARE(scored("area>=1024")["filter"]["ignored"].toInt(), 2);
    // 51 of 101 recalls at 1, the others at 2/3; none is small.
    QVERIFY(qAbs(scored("area>=1024")["coco"]["ap_medium"].toDouble() - (51.0 + 50.0 * 2.0 / 3.0) / 101.0) <
            1e-12);
    QVERIFY(scored("area>=1024")["coco"]["ap_small"].isNull());
    QCOMPARE(scored("one")["images"].toInt(), 1);
    QCOMPARE(scored("share<1")["filter"]["objects"].toInt(), 2);
    // Stretched from 200 to 100 a side of 10 is 5.
    QCOMPARE(scored("input<=5", {"--input", "100"})["filter"]["objects"].toInt(), 2);
    // In the second image the small one alone is shown, and missed.
    const QJsonObject untruncated = scored("-truncated objects=1");
    QCOMPARE(untruncated["images"].toInt(), 1);
    QCOMPARE(untruncated["classes"]["cat"]["positives"].toInt(), 1);
    QCOMPARE(untruncated["map_voc10"].toDouble(), 0.0);
    const QJsonObject errors =
        document(saved("errors", "instances.json", "results.json", {"--where", "area<1024"}));
    QCOMPARE(errors["types"]["missed"]["count"].toInt(), 1);
}

void WhereCliTest::nothingHiddenChangesNothing() {
    for (const char* name : {"score", "errors"}) {
        for (const char* mode : {"ignore", "remove", "keep"}) {
            const QStringList command = saved(name, "cats", "cats.json", {"--difficult", mode});
            const QJsonObject filtered = document(command + QStringList{"--where", "difficult=shown area>0"});
            QCOMPARE(filtered["filter"]["ignored"].toInt(), 0);
            QCOMPARE(QJsonDocument(figuresOf(filtered)).toJson(), QJsonDocument(document(command)).toJson());
            QVERIFY(!document(command).contains("filter"));
        }
    }
}

/// The annotations, where objects of at least this area are marked difficult, and a split of some images.
/// @param ids  a line for each image of the split
void WhereCliTest::writeCopy(const QString& from, const QString& to, const QByteArray& ids,
                             int least_area_of_difficult) const {
    static const QRegularExpression form(
        "<difficult>[01]</difficult>(.*?)<xmin>(\\d+)</xmin>\\s*<ymin>(\\d+)</ymin>\\s*<xmax>(\\d+)</"
        "xmax>\\s*"
        "<ymax>(\\d+)</ymax>",
        QRegularExpression::DotMatchesEverythingOption);
    int marked = 0;
    for (const QString& name : QDir(path(from + "/Annotations")).entryList(QDir::Files)) {
        const QString file = "/Annotations/" + name;
        const QString text = QString::fromUtf8(read(path(from) + file));
        QString changed = text;
        // From the end, so that places stay.
        QList<QRegularExpressionMatch> objects;
        for (auto at = form.globalMatch(text); at.hasNext();) {
            objects.prepend(at.next());
        }
        for (const QRegularExpressionMatch& each : objects) {
            const auto edge = [&](int group) { return each.captured(group).toInt(); };
            const int area = (edge(4) - edge(2) + 1) * (edge(5) - edge(3) + 1);
            if (area >= least_area_of_difficult) {
                changed.replace(each.capturedStart() + 11, 1, "1");
                ++marked;
            }
        }
        writeAt(path(to) + file, changed.toUtf8());
    }
    QVERIFY(marked > 3);
    writeAt(path(to + "/ImageSets/Main/chosen.txt"), ids);
}

void WhereCliTest::equalsMarkedAnnotations_data() {
    QTest::addColumn<int>("seed");
    QTest::newRow("1") << 1;
    QTest::newRow("2") << 2;
    QTest::newRow("3") << 3;
}

/// Detections near the objects, and elsewhere, on the sample: to hide the larger ones is to mark them
/// difficult, in the images that are left.
void WhereCliTest::equalsMarkedAnnotations() {
    QFETCH(int, seed);
    constexpr int kArea = 2500;
    QRandomGenerator random(static_cast<quint32>(seed));
    static const QRegularExpression form(
        "<name>(\\w+)</name>.*?<xmin>(\\d+)</xmin>\\s*<ymin>(\\d+)</ymin>\\s*<xmax>(\\d+)</"
        "xmax>\\s*<ymax>(\\d+)<",
        QRegularExpression::DotMatchesEverythingOption);
    QJsonArray detections;
    for (const QString& name : QDir(path("sample/Annotations")).entryList(QDir::Files)) {
        const QString text = QString::fromUtf8(read(path("sample/Annotations/" + name)));
        for (auto at = form.globalMatch(text); at.hasNext();) {
            const QRegularExpressionMatch each = at.next();
            for (int copy = random.bounded(3); copy > 0; --copy) {
                std::array<int, 4> edges{};
                for (int i = 0; i < 4; ++i) {
                    edges[static_cast<std::size_t>(i)] =
                        each.captured(i + 2).toInt() + random.bounded(-6, 7) * (i % 2 == 0 ? 1 : 2);
                }
                const QJsonArray box{edges[0] - 1, edges[1] - 1, qMax(1, edges[2] - edges[0] + 1),
                                     qMax(1, edges[3] - edges[1] + 1)};
                detections.append(
                    found(name.chopped(4), each.captured(1), random.bounded(1, 100) / 100.0, box));
            }
        }
    }
    QVERIFY(detections.size() > 40);
    writeAt(path("near.json"), bytesOf(detections));
    const QString where = QStringLiteral("area<%1 difficult=shown").arg(kArea);
    const QByteArray ids = printed({"dataset", "filter", path("sample"), "--where", where, "--list"});
    QVERIFY(ids.count('\n') > 10 && ids.count('\n') < 40);
    writeCopy("sample", "marked", ids, kArea);
    for (const char* name : {"score", "errors"}) {
        const QJsonObject filtered = document(saved(name, "sample", "near.json", {"--where", where}));
        const QJsonObject marked = document(saved(name, "marked", "near.json", {"--split", "chosen"}));
        QVERIFY(filtered["filter"]["ignored"].toInt() > 3);
        if (qstrcmp(name, "score") == 0) {
            QVERIFY(marked["map_voc10"].toDouble() > 0.0 && marked["map_voc10"].toDouble() < 1.0);
            for (const QString& each : marked["classes"].toObject().keys()) {
                QCOMPARE(filtered["classes"][each], marked["classes"][each]);
            }
            for (const char* key : {"map_voc07", "map_voc10", "coco", "images"}) {
                QCOMPARE(filtered[key], marked[key]);
            }
        } else {
            // TIDE gives detections of difficult objects a cause; those of hidden ones have none.
            QCOMPARE(filtered["ap"], marked["ap"]);
            QVERIFY(filtered["items"].toArray().size() < marked["items"].toArray().size());
        }
    }
}

void WhereCliTest::whatCannotBeFiltered_data() {
    QTest::addColumn<QString>("where");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("no image") << "width<3" << QByteArray("no image is chosen (split test where width<3");
    QTest::newRow("mark") << "tag=night" << QByteArray("known to the window alone");
    QTest::newRow("input") << "input<8" << QByteArray("--input");
    QTest::newRow("nonsense") << "breadth<8" << QByteArray("breadth");
    QTest::newRow("class") << "class=dog" << QByteArray("dog");
}

void WhereCliTest::whatCannotBeFiltered() {
    QFETCH(QString, where);
    QFETCH(QByteArray, said);
    for (const char* name : {"score", "errors"}) {
        const Outcome outcome =
            runCli(saved(name, "cats", "cats.json", {"--split", "test", "--where", where, "--json"}));
        QCOMPARE(outcome.code, 1);
        // One line, after the one that says that the images have no files.
        QCOMPARE(outcome.err.trimmed().count('\n'), qsizetype{1});
        QVERIFY(outcome.err.trimmed().split('\n').back().contains(said));
        QVERIFY(outcome.out.isEmpty());
    }
}

QTEST_GUILESS_MAIN(WhereCliTest)
#include "where_cli_test.moc"
