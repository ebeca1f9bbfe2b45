// Inverted boxes, image sizes and encodings are mended, every other byte stays, and all is taken back.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/dataset/issue_kind.hpp"
#include "core/project/mending.hpp"
#include "core/project/patching.hpp"
#include "tests/support/annotation_folder.hpp"

using namespace priorscope;

namespace {

using fixture::annotation;
using fixture::object;
using fixture::size;

QByteArray bytesAt(const std::string& path) {
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

QByteArray replaced(QByteArray text, const QByteArray& what, const QByteArray& by) {
    Q_ASSERT(text.contains(what));
    return text.replace(what, by);
}

const QByteArray kSize = size(100, 50);
const QByteArray kGood = object("cat", "1 2 30 40");

}  // namespace

class FileMendsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void mended_data();
    void mended();
    void whatIsNotSureIsLeft_data();
    void whatIsNotSureIsLeft();
    void severalAtOnce();
    void patchesReturnFromJson();
};

void FileMendsTest::mended_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char* name, const QByteArray& before, const QByteArray& after) {
        QTest::newRow(name) << before << after;
    };
    const QByteArray inverted = annotation(kSize + kGood + object("dog", "60 10 20 45"));
    row("inverted in x", inverted,
        replaced(replaced(inverted, "<xmin>60", "<xmin>20"), "<xmax>20", "<xmax>60"));
    const QByteArray both = annotation(kSize + object("dog", "60 45 20 10") + kGood);
    row("inverted in both", both, annotation(kSize + object("dog", "20 10 60 45") + kGood));
    row("a size of zero", annotation(size(0, 0) + kGood), annotation(kSize + kGood));
    row("a size of text",
        annotation("<size><width> wide </width><height>50</height><depth>3</depth></size>\n" + kGood),
        annotation("<size><width> 100 </width><height>50</height><depth>3</depth></size>\n" + kGood));
    row("no size", annotation(kGood),
        annotation("<size><width>100</width><height>50</height></size>\n" + kGood));
    row("no size, no object", annotation(""),
        annotation("<size><width>100</width><height>50</height></size>"));
    row("a wrong size, boxes on the image", annotation(size(90, 50) + object("cat", "1 2 100 40")),
        annotation(kSize + object("cat", "1 2 100 40")));
    row("latin-1",
        annotation(kSize + object("Stra\xdf"
                                  "e",
                                  "1 2 30 40")),
        annotation(kSize + object("Stra\xc3\x9f"
                                  "e",
                                  "1 2 30 40")));
    row("latin-1 that says it is UTF-8",
        "<?xml version='1.0' encoding='utf-8'?>\r\n" + annotation(kSize + object("caf\xe9", "1 2 30 40")),
        "<?xml version='1.0' encoding='UTF-8'?>\r\n" +
            annotation(kSize + object("caf\xc3\xa9", "1 2 30 40")));
}

void FileMendsTest::mended() {
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    fixture::AnnotationFolder folder;
    folder.write("Annotations/a.xml", before);
    folder.image("JPEGImages/a.jpg");
    const Dataset dataset = folder.read();
    const auto mends = proposedMends(dataset, dataset.issues);
    QCOMPARE(mends.size(), 1U);
    const QTemporaryDir backups;
    const std::string where = backups.path().toStdString();
    const PatchOutcome outcome = applyPatches(dataset, {mends[0].patch}, {0}, where, "2026-01-02T03:04:05Z");
    QVERIFY2(outcome.problems.empty(), outcome.problems.empty() ? "" : outcome.problems[0].text().c_str());
    QCOMPARE(bytesAt(folder.path("Annotations/a.xml")), after);
    const Dataset again = folder.read();
    QVERIFY(again.issues.empty());
    QVERIFY(proposedMends(again, dataset.issues).empty());  // it is done
    (void)undoApplication(*lastApplication(where, mends[0].patch.dataset), outcome.patches);
    QCOMPARE(bytesAt(folder.path("Annotations/a.xml")), before);
}

void FileMendsTest::whatIsNotSureIsLeft_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("not a number") << annotation(kSize + object("dog", "nan 10 20 45"));
    QTest::newRow("boxes of another size") << annotation(size(200, 100) + object("cat", "1 2 200 90"));
    QTest::newRow("no corner") << annotation(
        kSize + "<object><name>cat</name><bndbox><xmin>3</xmin></bndbox></object>");
    QTest::newRow("a name with an entity") << annotation(kSize + object("a &amp; b", "60 10 20 45"));
}

void FileMendsTest::whatIsNotSureIsLeft() {
    QFETCH(const QByteArray, text);
    fixture::AnnotationFolder folder;
    folder.write("Annotations/a.xml", text);
    folder.image("JPEGImages/a.jpg");
    const Dataset dataset = folder.read();
    QVERIFY(!dataset.issues.empty());
    QVERIFY(proposedMends(dataset, dataset.issues).empty());
}

void FileMendsTest::severalAtOnce() {
    fixture::AnnotationFolder folder;
    folder.write("Annotations/a.xml",
                 annotation(size(0, 0) +
                            object("Stra\xdf"
                                   "e",
                                   "60 10 20 45") +
                            object("cat", "90 30 130 40") + object("dog", "60 10 20 45")));
    folder.image("JPEGImages/a.jpg");
    const Dataset dataset = folder.read();
    std::vector<LabelPatch> patches;
    std::vector<std::size_t> all;
    for (const Mend& mend : proposedMends(dataset, dataset.issues)) {
        all.push_back(patches.size());
        patches.push_back(mend.patch);
    }
    QCOMPARE(patches.size(), 5U);  // a size, an encoding, two boxes in order, one drawn in
    const QTemporaryDir backups;
    const PatchOutcome outcome =
        applyPatches(dataset, patches, all, backups.path().toStdString(), "2026-01-02T03:04:05Z");
    QVERIFY2(outcome.problems.empty(), outcome.problems.empty() ? "" : outcome.problems[0].text().c_str());
    QCOMPARE(bytesAt(folder.path("Annotations/a.xml")),
             annotation(kSize +
                        object("Stra\xc3\x9f"
                               "e",
                               "20 10 60 45") +
                        object("cat", "90 30 100 40") + object("dog", "20 10 60 45")));
}

void FileMendsTest::patchesReturnFromJson() {
    const FiledObject dog{-1, "dog", {60, 10, 20, 45}};
    for (const AnnotationEdit& edit :
         {AnnotationEdit{.change = LabelChange::swap, .object = dog},
          AnnotationEdit{.change = LabelChange::set_size, .new_width = 3, .new_height = 4},
          AnnotationEdit{.change = LabelChange::recode},
          AnnotationEdit{.change = LabelChange::flag,
          .object = {2, "cat", {1, 2, 3, 4}},
          .flag = ObjectFlag::occluded,
          .is_set = true}}) {
        const LabelPatch patch{.dataset = "/data", .image = "a", .edit = edit};
        QVERIFY(labelPatchFromJson(toJson(patch), "test") == patch);
    }
}

QTEST_GUILESS_MAIN(FileMendsTest)
#include "file_mends_test.moc"
