// Findings are mended by changes of labels: which, on small folders, and what the files are then.
#include "core/project/mending.hpp"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/dataset/issue_kind.hpp"
#include "core/dataset/label_check.hpp"
#include "core/formats/dataset_format.hpp"
#include "core/project/patching.hpp"
#include "tests/support/annotation_folder.hpp"

using namespace priorscope;

namespace {

using fixture::object;
using fixture::size;

std::vector<DatasetIssue> findingsOf(const Dataset& dataset) {
    std::vector<DatasetIssue> findings = dataset.issues;
    const auto labels = *checkLabels(dataset, {});
    findings.insert(findings.end(), labels.begin(), labels.end());
    return findings;
}

QByteArray bytesAt(const std::string& path) {
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

}  // namespace

class MendingTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// 100 × 50 px. Written, read again, and taken back byte for byte.
    void boxesAreDrawnInAndDuplicatesGo() {
        fixture::AnnotationFolder folder;
        const QByteArray a = size(100, 50) + object("cat", "1 1 20 20") + object("cat", "90 30 130 70") +
                             object("dog", "-4 10 30 30");
        folder.xml("a", a);
        folder.xml("b", size(100, 50) + object("cat", "10 10 50 40") + object("dog", "10 10 50 40") +
                            object("cat", "10 10 50 41") + object("cat", "10 11 50 41"));
        folder.image("JPEGImages/a.jpg");
        folder.image("JPEGImages/b.jpg");
        const Dataset dataset = folder.read();
        const auto findings = findingsOf(dataset);
        const auto mends = proposedMends(dataset, findings);
        QCOMPARE(mends.size(), std::size_t{4});
        QCOMPARE(mends[0].patch.image, std::string("a"));
        QCOMPARE(mends[0].patch.edit.change, LabelChange::move);
        QCOMPARE(mends[0].patch.edit.new_box, (VocBox{90, 30, 100, 50}));
        QCOMPARE(findings[mends[0].finding].kind, IssueKind::outside);
        QCOMPARE(mends[1].patch.edit.new_box, (VocBox{1, 10, 30, 30}));
        // Of three cats in one place the first stays; the dog has a class of its own.
        QVERIFY(mends[2].patch.edit.change == LabelChange::remove && mends[2].patch.edit.object.place == 2);
        QVERIFY(mends[3].patch.edit.change == LabelChange::remove && mends[3].patch.edit.object.place == 3);

        const QByteArray before = bytesAt(folder.path("Annotations/a.xml"));
        std::vector<LabelPatch> patches;
        for (const Mend& mend : mends) {
            patches.push_back(mend.patch);
        }
        const QTemporaryDir backups;
        const std::string where = backups.path().toStdString();
        const PatchOutcome outcome =
            applyPatches(dataset, patches, {0, 1, 2, 3}, where, "2026-01-02T03:04:05Z");
        QVERIFY(outcome.problems.empty());
        QCOMPARE(outcome.files, 2);
        const Dataset mended = folder.read();
        QCOMPARE(mended.images[0].objects.size(), std::size_t{3});
        QCOMPARE(mended.images[1].objects.size(), std::size_t{2});
        QVERIFY(proposedMends(mended, findingsOf(mended)).empty());
        QByteArray expected = before;
        expected.replace("<xmax>130</xmax>", "<xmax>100</xmax>")
            .replace("<ymax>70</ymax>", "<ymax>50</ymax>");
        expected.replace("<xmin>-4</xmin>", "<xmin>1</xmin>");
        QCOMPARE(bytesAt(folder.path("Annotations/a.xml")), expected);
        (void)undoApplication(*lastApplication(where, patches.front().dataset), outcome.patches);
        QCOMPARE(bytesAt(folder.path("Annotations/a.xml")), before);
    }

    void whatIsDoubtfulIsLeft() {
        fixture::AnnotationFolder folder;
        folder.xml("elsewhere", size(100, 50) + object("cat", "120 60 140 80"));
        folder.image("JPEGImages/elsewhere.jpg");
        folder.xml("partly", size(100, 50) + object("cat", "50 20 120 40"));
        folder.image("JPEGImages/partly.jpg");
        const Dataset dataset = folder.read();
        std::vector<DatasetIssue> findings = findingsOf(dataset);
        const auto mends = proposedMends(dataset, findings);
        QCOMPARE(mends.size(), std::size_t{1});
        QCOMPARE(mends[0].patch.image, std::string("partly"));
        // Where the size may be what is wrong, the box is not touched.
        findings.push_back({.kind = IssueKind::wrong_size, .file = findings[mends[0].finding].file});
        QVERIFY(proposedMends(dataset, findings).empty());
        QVERIFY(proposedMends(Dataset{}, {}).empty());
    }

    void edgesWithinTheImageStay() {
        fixture::AnnotationFolder folder;
        const QByteArray box = object("cat", "-0.5 10.2 120.7 40.9");
        folder.xml("a", size(100, 50) + box);
        folder.image("JPEGImages/a.jpg");
        const Dataset dataset = folder.read();
        const auto mends = proposedMends(dataset, findingsOf(dataset));
        QCOMPARE(mends.size(), std::size_t{1});
        QCOMPARE(mends[0].patch.edit.new_box, (VocBox{1, 10.2, 100, 40.9}));
        QByteArray expected = bytesAt(folder.path("Annotations/a.xml"));
        expected.replace("<xmin>-0.5</xmin>", "<xmin>1</xmin>")
            .replace("<xmax>120.7</xmax>", "<xmax>100</xmax>");
        const QTemporaryDir backups;
        const PatchOutcome outcome = applyPatches(dataset, {mends[0].patch}, {0},
                                                  backups.path().toStdString(), "2026-01-02T03:04:05Z");
        QVERIFY(outcome.problems.empty());
        QCOMPARE(bytesAt(folder.path("Annotations/a.xml")), expected);
    }

    /// Each overlaps the next by more than 0.9, the first and the last do not.
    void ofAChainOneStaysForEach() {
        fixture::AnnotationFolder folder;
        folder.xml("a", size(100, 50) + object("cat", "1 1 40 40") + object("cat", "1 1 40 42") +
                            object("cat", "1 1 40 45"));
        folder.image("JPEGImages/a.jpg");
        const Dataset dataset = folder.read();
        const auto mends = proposedMends(dataset, findingsOf(dataset));
        QCOMPARE(mends.size(), std::size_t{1});
        QCOMPARE(mends[0].patch.edit.object.place, 1);
        QCOMPARE(mends[0].patch.edit.twin.place, 0);
    }

    void noTargetGoesForADifficultObject() {
        fixture::AnnotationFolder folder;
        folder.xml("a", size(100, 50) + object("cat", "1 1 40 40", "<difficult>1</difficult>") +
                            object("cat", "1 1 40 41"));
        folder.xml("b", size(100, 50) + object("cat", "1 1 40 40") +
                            object("cat", "1 1 40 41", "<difficult>1</difficult>"));
        folder.image("JPEGImages/a.jpg");
        folder.image("JPEGImages/b.jpg");
        const Dataset dataset = folder.read();
        const auto mends = proposedMends(dataset, findingsOf(dataset));
        QCOMPARE(mends.size(), std::size_t{1});
        QCOMPARE(mends[0].patch.image, std::string("b"));
    }

    /// The second of two equal boxes was removed by hand meanwhile: the first stays.
    void theLastOfTwoNeverGoes() {
        fixture::AnnotationFolder folder;
        const QByteArray first = object("cat", "1 1 40 40", "<pose>Left</pose>");
        folder.xml("a", size(100, 50) + first + object("cat", "1 1 40 40", "<pose>Rear</pose>"));
        folder.image("JPEGImages/a.jpg");
        const Dataset dataset = folder.read();
        const auto mends = proposedMends(dataset, findingsOf(dataset));
        QCOMPARE(mends.size(), std::size_t{1});
        const LabelPatch& patch = mends[0].patch;
        QCOMPARE(patch.edit.twin.place, 0);
        QCOMPARE(labelPatchFromJson(toJson(patch), "test"), patch);
        folder.xml("a", size(100, 50) + first);
        const QByteArray before = bytesAt(folder.path("Annotations/a.xml"));
        const QTemporaryDir backups;
        const PatchOutcome outcome =
            applyPatches(dataset, {patch}, {0}, backups.path().toStdString(), "2026-01-02T03:04:05Z");
        QCOMPARE(outcome.files, 0);
        QVERIFY(!outcome.patches[0].isPending());  // the file has it already
        QCOMPARE(bytesAt(folder.path("Annotations/a.xml")), before);
        // The first was moved: they are no longer two in one place.
        LabelPatch other = patch;
        other.edit.object.box.ymax = 41;
        folder.xml("a", size(100, 50) + object("cat", "50 1 90 40") + object("cat", "1 1 40 41"));
        const PatchOutcome moved =
            applyPatches(dataset, {other}, {0}, backups.path().toStdString(), "2026-01-02T03:04:05Z");
        QVERIFY(moved.patches[0].isPending());
        QCOMPARE(moved.problems.size(), std::size_t{1});
        QVERIFY(isRival(patch, {.dataset = patch.dataset,
                                .image = "a",
                                .edit = {.change = LabelChange::remove, .object = patch.edit.twin}}));
    }

    void otherFormatsAreNotMended() {
        fixture::AnnotationFolder yolo;
        yolo.image("train/images/a.jpg");
        yolo.write("train/labels/a.txt", "0 0.5 0.5 0.2 0.2\n0 0.5 0.5 0.2 0.21\n");
        yolo.write("data.yaml", "train: train/images\nnames: [cat]\n");
        const auto dataset = readDataset(yolo.path());
        const auto findings = findingsOf(*dataset);
        QVERIFY(std::any_of(findings.begin(), findings.end(), [](const DatasetIssue& finding) {
            return finding.kind == IssueKind::duplicate_box;
        }));
        QVERIFY(proposedMends(*dataset, findings).empty());
    }
};

QTEST_APPLESS_MAIN(MendingTest)
#include "mending_test.moc"
