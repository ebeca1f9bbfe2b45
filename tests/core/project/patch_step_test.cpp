// Label patches become one step of the journal: on top of hand edits, undone to the first byte, saved.
#include "core/project/patch_step.hpp"

#include <sys/stat.h>

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include "core/project/edited_labels.hpp"
#include "core/project/label_saving.hpp"
#include "core/project/project.hpp"
#include "tests/support/annotation_folder.hpp"

using namespace priorscope;

namespace {

using fixture::annotation;
using fixture::object;

const char* const kNow = "2026-01-02T03:04:05Z";
const QByteArray kDog = object("dog", "10 10 50 40");
/// 100 × 50 px: three cats in one place, a dog, a cat beyond the right edge, and an inverted box, which is
/// not read. There is no <size>.
const QByteArray kBefore =
    annotation(object("cat", "10 10 50 40") + kDog + object("cat", "10 10 50 41") +
               object("cat", "10 11 50 41") + object("cat", "90 30 130 45") + object("dog", "60 10 20 45"));
const QByteArray kSize = "<size><width>100</width><height>50</height></size>\n";
const QByteArray kAfter = annotation(kSize + object("cat", "10 10 50 40") + kDog +
                                     object("cat", "90 30 100 45") + object("dog", "20 10 60 45"));

std::string bytesAt(const std::string& path) {
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : "cannot be read";
}

LabelPatch patch(const AnnotationEdit& edit) {
    return {.dataset = "", .image = "a", .edit = edit};
}

/// In an order in which they cannot be carried out one after the other as they stand.
std::vector<LabelPatch> allMends() {
    const FiledObject first{0, "cat", {10, 10, 50, 40}};
    return {
        patch({.change = LabelChange::set_size, .new_width = 100, .new_height = 50}),
        patch({.change = LabelChange::swap, .object = {-1, "dog", {60, 10, 20, 45}}}),
        patch({.change = LabelChange::remove, .object = {2, "cat", {10, 10, 50, 41}}, .twin = first}),
        patch({.change = LabelChange::move,
               .object = {4, "cat", {90, 30, 130, 45}},
               .new_box = {90, 30, 100, 45}}),
        patch({.change = LabelChange::remove, .object = {3, "cat", {10, 11, 50, 41}}, .twin = first}),
    };
}

struct MendedFolder {
    MendedFolder() {
        folder.write("Annotations/a.xml", kBefore);
        folder.image("JPEGImages/a.jpg");
        folder.xml("b", fixture::size(100, 50) + object("cat", "1 2 30 40"));
        folder.image("JPEGImages/b.jpg");
        dataset = folder.read();
    }
    std::string file() const { return folder.path("Annotations/a.xml"); }
    std::string backups() const { return data.filePath("backups").toStdString(); }

    fixture::AnnotationFolder folder;
    QTemporaryDir data;
    Dataset dataset;
};

}  // namespace

class PatchStepTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void oneStepUndoneToTheFirstByte() {
        const MendedFolder mended;
        const auto patches = allMends();
        const auto outcome = withPatches(mended.dataset, {}, patches);
        QVERIFY(outcome && outcome->is_changed && outcome->problems.empty() && outcome->already.empty());
        LabelJournal journal = outcome->journal;
        QCOMPARE(journal.steps().size(), 1U);
        QCOMPARE(journal.bytesOf("a"), kAfter.toStdString());
        QCOMPARE(bytesAt(mended.file()), kBefore.toStdString());
        journal.undo();
        QCOMPARE(journal.bytesOf("a"), kBefore.toStdString());
        journal.redo();
        QCOMPARE(journal.bytesOf("a"), kAfter.toStdString());
        // What is so already is no step of its own.
        const auto again = withPatches(mended.dataset, journal, patches);
        QVERIFY(again && !again->is_changed && again->problems.empty());
        QCOMPARE(again->already.size(), patches.size());
    }

    void betweenHandEdits() {
        const MendedFolder mended;
        const std::map<std::string, std::string> originals{{"a", kBefore.toStdString()}};
        LabelJournal journal;
        journal.add({.edits = {{"a",
                                {.change = LabelChange::rename,
                                 .object = {1, "dog", {10, 10, 50, 40}},
                                 .new_class = "cow"}}}},
                    originals);
        const auto patches = allMends();
        const auto outcome = withPatches(mended.dataset, journal, patches);
        QVERIFY(outcome && outcome->problems.empty());
        journal = outcome->journal;
        journal.add(
            {.edits = {{"a", {.change = LabelChange::remove, .object = {2, "cat", {90, 30, 100, 45}}}}}}, {});
        const QByteArray cow = object("cow", "10 10 50 40");
        QCOMPARE(journal.bytesOf("a"),
                 annotation(kSize + object("cat", "10 10 50 40") + cow + object("dog", "20 10 60 45"))
                     .toStdString());
        journal.undo();
        QCOMPARE(journal.bytesOf("a"), QByteArray(kAfter).replace(kDog, cow).toStdString());
        journal.undo();
        QCOMPARE(journal.bytesOf("a"), QByteArray(kBefore).replace(kDog, cow).toStdString());
        journal.undo();
        QCOMPARE(journal.bytesOf("a"), kBefore.toStdString());
    }

    void statesFollowTheSteps() {
        const MendedFolder mended;
        auto patches = allMends();
        LabelJournal journal = withPatches(mended.dataset, {}, {patches.data(), 2})->journal;
        patches[4].applied = "before";
        const auto applied = [&] {
            std::vector<std::string> times;
            for (const LabelPatch& each : journaledStates(patches, journal, kNow)) {
                times.push_back(each.applied);
            }
            return times;
        };
        const std::vector<std::string> in_force{kNow, kNow, "", "", "before"};
        const std::vector<std::string> undone{"", "", "", "", "before"};
        QCOMPARE(applied(), in_force);
        journal.undo();
        patches[0].applied = "before";
        QCOMPARE(applied(), undone);
        journal.redo();
        patches[0].applied.clear();
        QCOMPARE(applied(), in_force);
        journal.forget("a");
        QCOMPARE(applied(), undone);
        QVERIFY(journal.steps().empty());
    }

    void returnedFromTheProject() {
        const MendedFolder mended;
        const auto patches = allMends();
        const LabelJournal journal = withPatches(mended.dataset, {}, patches)->journal;
        const std::string file = mended.data.filePath("project.sqlite").toStdString();
        { Project(file).setLabelJournal("data", journal); }
        const LabelJournal again = Project(file).labelJournals().at("data");
        QVERIFY(again == journal);
        QCOMPARE(again.steps()[0]->patches.size(), patches.size());
        QCOMPARE(again.bytesOf("a"), kAfter.toStdString());
        // Steps of earlier versions have no patches, and others are written as they were.
        const auto old = nlohmann::json::parse(
            R"({"edits":[{"image":"a","change":"set-size","new_width":100,"new_height":50}]})");
        const LabelStep step = labelStepFromJson(old, "test");
        QVERIFY(step.patches.empty() && step.edits.size() == 1);
        QCOMPARE(toJson(step).dump(), old.dump());
    }

    void whatCannotBeDoneIsTold() {
        const MendedFolder mended;
        const FiledObject first{0, "cat", {10, 10, 50, 40}};
        const std::vector<LabelPatch> patches{
            patch({.change = LabelChange::rename, .object = first, .new_class = "cow"}),
            patch({.change = LabelChange::remove, .object = first}),
            patch({.change = LabelChange::move, .object = {0, "hen", {1, 2, 3, 4}}, .new_box = {1, 2, 5, 6}}),
            {.dataset = "", .image = "none", .edit = {.change = LabelChange::recode}}};
        const auto outcome = withPatches(mended.dataset, {}, patches);
        QCOMPARE(outcome->problems.size(), 3U);  // the second change of the cat, a hen, an image
        QCOMPARE(outcome->journal.steps()[0]->patches.size(), 1U);
        QCOMPARE(outcome->journal.bytesOf("a"),
                 QByteArray(kBefore).replace(object("cat", "10 10 50 40"), "").toStdString());
    }

    void aFileThatWasChangedStays() {
        MendedFolder mended;
        mended.folder.write("Annotations/a.xml", QByteArray(kBefore).replace("<name>dog", "<name>hen"));
        const auto patches = allMends();
        const auto outcome = withPatches(mended.dataset, {}, patches);
        QVERIFY(!outcome->is_changed && outcome->journal.empty());
        QCOMPARE(outcome->problems.size(), 1U);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!withPatches(mended.dataset, {}, patches, stop.get_token()));
    }

    void savedAndCopied() {
        const MendedFolder mended;
        const auto patches = allMends();
        LabelJournal journal = withPatches(mended.dataset, {}, patches)->journal;
        QCOMPARE(::chmod(mended.file().c_str(), 0444), 0);
        const LabelsSaved refused = saveLabels(mended.dataset, journal, mended.backups(), kNow);
        QVERIFY(refused.files == 0 && refused.problems.size() == 1);
        QCOMPARE(bytesAt(mended.file()), kBefore.toStdString());
        const std::string copy = mended.data.filePath("copy").toStdString();
        QCOMPARE(copyLabels(mended.dataset, journal, copy), 1);
        QCOMPARE(bytesAt(copy + "/Annotations/a.xml"), kAfter.toStdString());
        QCOMPARE(::chmod(mended.file().c_str(), 0644), 0);
        QCOMPARE(saveLabels(mended.dataset, journal, mended.backups(), kNow).files, 1);
        QCOMPARE(bytesAt(mended.file()), kAfter.toStdString());
        journal.undo();
        QCOMPARE(saveLabels(mended.dataset, journal, mended.backups(), kNow).files, 1);
        QCOMPARE(bytesAt(mended.file()), kBefore.toStdString());
    }

    /// The box that is put in order stands in front of the others in the file.
    void objectsAreFollowed() {
        MendedFolder mended;
        mended.folder.xml("b",
                          fixture::size(100, 50) + object("dog", "60 10 20 45") + object("cat", "1 2 30 40"));
        const Dataset dataset = mended.folder.read();
        const std::vector<LabelPatch> patches{
            {.dataset = "",
             .image = "b",
             .edit = {.change = LabelChange::swap, .object = {-1, "dog", {60, 10, 20, 45}}}}};
        const LabelJournal journal = withPatches(dataset, {}, patches)->journal;
        std::vector<std::string> new_classes;
        const auto labels = editedLabels(dataset, fixture::record(dataset, "b"), journal, new_classes);
        QVERIFY(labels);
        QCOMPARE(labels->marks, (std::vector{EditMark::none, EditMark::added}));
        QCOMPARE(labels->filed[0], (FiledObject{1, "cat", {1, 2, 30, 40}}));
        QCOMPARE(labels->filed[1], (FiledObject{0, "dog", {20, 10, 60, 45}}));
    }
};

QTEST_GUILESS_MAIN(PatchStepTest)
#include "patch_step_test.moc"
