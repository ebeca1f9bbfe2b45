// Label patches return from the project, are written into annotations with a backup, and are taken back.
#include "core/project/label_patch.hpp"

#include <sys/stat.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include "core/base/files/stored_path.hpp"
#include "core/project/patching.hpp"
#include "core/project/project.hpp"
#include "tests/support/message_of.hpp"
#include "tests/support/run_sql.hpp"
#include "tests/support/voc_fixture.hpp"

using namespace priorscope;

namespace {

const VocBox kBox{16, 16, 285, 285};  ///< of every object of the fixture
const char* const kNow = "2026-01-02T03:04:05Z";

QByteArray bytesAt(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

void writeAt(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// Stands for a process that ends.
struct Killed {};

/// Ends the process before the file of that number is replaced; 0: the first, once the backup is there.
ProgressFn killedBefore(int file) {
    return [file](const Progress& progress) {
        if (progress.done == file && progress.done < progress.total) {
            throw Killed();
        }
    };
}

class PatchedFolder {
  public:
    PatchedFolder() : m_dataset(m_voc.read()) {}

    const Dataset& dataset() const { return *m_dataset; }
    std::string backups() const { return m_project.filePath("backups").toStdString(); }
    QString annotation(const char* image) const {
        return m_voc.path() + QStringLiteral("/Annotations/%1.xml").arg(QLatin1String(image));
    }
    QByteArray bytes(const char* image) const { return bytesAt(annotation(image)); }

    LabelPatch patch(const char* image, LabelChange change, const char* name, const char* new_class = "",
                     const VocBox& new_box = {}) const {
        LabelPatch patch{.dataset = storedFolder(m_dataset->root), .image = image};
        patch.edit = {.change = change, .new_class = new_class, .new_box = new_box};
        if (change != LabelChange::add) {
            patch.edit.object = {0, name, kBox};
        }
        return patch;
    }
    LabelPatch rename(const char* image) const { return patch(image, LabelChange::rename, "cat", "dog"); }
    LabelPatch removal(const char* image) const { return patch(image, LabelChange::remove, "cat"); }

    PatchOutcome apply(const std::vector<LabelPatch>& patches, const ProgressFn& progress = {},
                       const char* now = kNow) const {
        std::vector<std::size_t> all(patches.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i] = i;
        }
        return applyPatches(*m_dataset, patches, all, backups(), now, progress);
    }
    std::optional<PatchBackup> last() const {
        return lastApplication(backups(), storedFolder(m_dataset->root));
    }

  private:
    fixture::VocFolder m_voc;
    QTemporaryDir m_project;
    std::shared_ptr<const Dataset> m_dataset;
};

std::vector<LabelPatch> appliedAt(std::vector<LabelPatch> patches, const char* time) {
    for (LabelPatch& patch : patches) {
        patch.applied = time;
    }
    return patches;
}

}  // namespace

class LabelPatchTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void patchesReturn();
    void olderProjectsAreMigrated();
    void unreadableOnesStay();
    void badJsonIsNamed_data();
    void badJsonIsNamed();
    void rivals();
    void appliedAndTakenBack();
    void chosenOnesOfTheDatasetOnly();
    void aLinkToTheFolderIsTheSameDataset();
    void oneOfTwinsIsRemovedOnce();
    void aBadFileDoesNotHoldUpTheOthers();
    void readOnlyFilesStay();
    void linksStayLinks();
    void whatIsThereAlreadyCounts();
    void changedFilesAreNotRestored();
    void applicationsAreUndoneInTurn();
    void killedWhileApplying_data();
    void killedWhileApplying();
    void killedWhileUndoing();
    void withoutABackupNothingIsWritten();
};

void LabelPatchTest::patchesReturn() {
    const QTemporaryDir folder;
    const std::string file = folder.filePath("project.sqlite").toStdString();
    std::vector<LabelPatch> patches{
        {.dataset = "/data/a",
         .image = "1",
         .edit = {.change = LabelChange::move, .object = {3, "牛", {1.5, 2, 3, 4}}, .new_box = {1, 2, 3, 5}}},
        {.dataset = "/data/a",
         .image = "2",
         .edit = {.change = LabelChange::rename, .object = {0, "cat", kBox}, .new_class = "a \"b\""},
         .applied = kNow},
        {.dataset = "/data/b", .edit = {.change = LabelChange::add, .new_class = "x", .new_box = kBox}},
        {.dataset = "/data/b", .edit = {.change = LabelChange::remove, .object = {7, "dog", kBox}}}};
    {
        Project project(file);
        QVERIFY(project.labelPatches().empty());
        project.setLabelPatches(patches);
    }
    QCOMPARE(Project(file).labelPatches(), patches);
    patches.erase(patches.begin() + 1);
    { Project(file).setLabelPatches(patches); }
    QCOMPARE(Project(file).labelPatches(), patches);
}

void LabelPatchTest::olderProjectsAreMigrated() {
    const QTemporaryDir folder;
    const QString file = folder.filePath("project.sqlite");
    const std::vector<Review> reviews{{.error = {.image = "1"}, .note = "kept"}};
    { Project(file.toStdString()).setReviews(reviews); }
    runSql(file,
           "DROP TABLE label_patches; DROP TABLE label_steps; DROP TABLE label_bases; "
           "DROP TABLE label_positions; DROP TABLE image_tags; DROP TABLE saved_filters; DROP TABLE "
           "run_notes; PRAGMA user_version "
           "= 2");
    Project project(file.toStdString());
    QCOMPARE(project.reviews(), reviews);
    project.setLabelPatches({{.image = "1"}});
    QCOMPARE(project.labelPatches().size(), 1U);
}

void LabelPatchTest::unreadableOnesStay() {
    const QTemporaryDir folder;
    const QString file = folder.filePath("project.sqlite");
    const std::vector<LabelPatch> patches{{.image = "1"}, {.image = "2"}};
    { Project(file.toStdString()).setLabelPatches(patches); }
    runSql(file, "UPDATE label_patches SET json = '{\"change\": \"turn\"}' WHERE place = 1");
    Project project(file.toStdString());
    std::vector<Sentence> problems;
    QCOMPARE(project.labelPatches(&problems), std::vector<LabelPatch>{patches[1]});
    QCOMPARE(problems.size(), 1U);
    project.setLabelPatches({patches[1], patches[0]});
    problems.clear();
    QCOMPARE(project.labelPatches(&problems), (std::vector<LabelPatch>{patches[1], patches[0]}));
    QCOMPARE(problems.size(), 1U);
}

void LabelPatchTest::badJsonIsNamed_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("named");
    QTest::newRow("three numbers") << "box"
                                   << "[0, 0, 1]"
                                   << "\"box\" must be four numbers";
    QTest::newRow("change") << "change"
                            << "\"turn\""
                            << "\"turn\" is no change of a label";
    QTest::newRow("place") << "place"
                           << "0.5"
                           << "\"place\"";
    QTest::newRow("class of nothing") << "new_class"
                                      << "\"cat\""
                                      << "unknown key \"new_class\"";
}

void LabelPatchTest::badJsonIsNamed() {
    QFETCH(const QString, key);
    QFETCH(const QString, json);
    QFETCH(const QString, named);
    const LabelPatch patch{.edit = {.object = {1, "cat", kBox}, .new_box = {1, 2, 3, 4}}};
    nlohmann::json document = toJson(patch);
    QCOMPARE(labelPatchFromJson(document, "here"), patch);
    document[key.toStdString()] = nlohmann::json::parse(json.toStdString());
    const QString message = messageOf([&] { labelPatchFromJson(document, "here"); });
    QVERIFY2(message.contains(named) && message.contains("here"), qPrintable(message));
}

void LabelPatchTest::rivals() {
    const PatchedFolder folder;
    const LabelPatch rename = folder.rename("000001");
    const LabelPatch removal = folder.removal("000001");
    const LabelPatch move = folder.patch("000001", LabelChange::move, "cat", "", {1, 2, 3, 4});
    const LabelPatch added = folder.patch("000001", LabelChange::add, "", "cat", kBox);
    QVERIFY(isRival(rename, rename) && isRival(rename, removal) && isRival(removal, move));
    QVERIFY(!isRival(rename, move) && !isRival(added, added) && !isRival(added, removal));
    QVERIFY(!isRival(removal, folder.removal("000002")));
    QVERIFY(isSamePatch(rename, appliedAt({rename}, kNow)[0]) && !isSamePatch(rename, move));
}

void LabelPatchTest::appliedAndTakenBack() {
    const PatchedFolder folder;
    const QByteArray one = folder.bytes("000001");
    const QByteArray three = folder.bytes("000003");
    QVERIFY(::chmod(qPrintable(folder.annotation("000003")), 0640) == 0);
    const std::vector<LabelPatch> patches{
        folder.rename("000001"), folder.patch("000003", LabelChange::move, "cat", "", {20, 16, 285, 280}),
        folder.patch("000003", LabelChange::add, "", "dog", {1, 2, 3, 4})};
    const PatchOutcome outcome = folder.apply(patches);
    QVERIFY(outcome.problems.empty());
    QCOMPARE(outcome.files, 2);
    QCOMPARE(outcome.patches, appliedAt(patches, kNow));
    QCOMPARE(folder.bytes("000001"), QByteArray(one).replace("<name>cat", "<name>dog"));
    QVERIFY(
        folder.bytes("000003").contains("<xmin>20</xmin><ymin>16</ymin><xmax>285</xmax><ymax>280</ymax>"));
    struct stat status {};
    QVERIFY(::stat(qPrintable(folder.annotation("000003")), &status) == 0);
    QCOMPARE(status.st_mode & 0777U, 0640U);
    // The backup lies in a folder of its time and tells of everything.
    const QDir backup(QString::fromStdString(outcome.backup.string()));
    QCOMPARE(backup.dirName(), QStringLiteral("2026-01-02T03-04-05Z"));
    QCOMPARE(backup.entryList(QDir::Files),
             (QStringList{"0001-000001.xml", "0002-000003.xml", "manifest.json"}));
    QCOMPARE(bytesAt(backup.filePath("0002-000003.xml")), three);
    const auto last = folder.last();
    QVERIFY(last && last->files.size() == 2);
    QCOMPARE(last->files[1].patches.size(), 2U);
    const PatchOutcome undone = undoApplication(*last, outcome.patches);
    QVERIFY(undone.problems.empty());
    QCOMPARE(undone.files, 2);
    QCOMPARE(undone.patches, patches);
    QCOMPARE(folder.bytes("000001"), one);
    QCOMPARE(folder.bytes("000003"), three);
    QVERIFY(!folder.last());
    QCOMPARE(undoApplication(*last, outcome.patches).files, 0);
    // Nothing is left beside the annotations.
    QCOMPARE(QFileInfo(folder.annotation("000001")).dir().entryList(QDir::Files).size(), 6);
}

void LabelPatchTest::chosenOnesOfTheDatasetOnly() {
    const PatchedFolder folder;
    std::vector<LabelPatch> patches{folder.rename("000001"), folder.rename("000002"),
                                    folder.rename("000003")};
    patches[2].dataset = "/elsewhere";
    const PatchOutcome outcome = applyPatches(folder.dataset(), patches, {1, 2}, folder.backups(), kNow);
    QCOMPARE(outcome.files, 1);
    QVERIFY(outcome.problems.empty());
    QVERIFY(outcome.patches[0].isPending() && !outcome.patches[1].isPending());
    QVERIFY(outcome.patches[2].isPending());
}

void LabelPatchTest::aLinkToTheFolderIsTheSameDataset() {
    const PatchedFolder folder;
    const QTemporaryDir elsewhere;
    const QString link = elsewhere.filePath("link");
    QVERIFY(QFile::link(QString::fromStdString(folder.dataset().root.string()), link));
    Dataset linked = folder.dataset();
    linked.root = link.toStdString();
    const LabelPatch patch = folder.rename("000001");
    QCOMPARE(storedFolder(linked.root), patch.dataset);
    QCOMPARE(applyPatches(linked, {patch}, {0}, folder.backups(), kNow).files, 1);
    QCOMPARE(undoApplication(*lastApplication(folder.backups(), storedFolder(linked.root)), {}).files, 1);
}

void LabelPatchTest::oneOfTwinsIsRemovedOnce() {
    const PatchedFolder folder;
    QByteArray text = folder.bytes("000001");
    const auto begin = text.indexOf("<object>");
    const QByteArray object = text.mid(begin, text.indexOf("</object>\n") + 10 - begin);
    text.insert(begin, object);
    writeAt(folder.annotation("000001"), text);
    const std::vector<LabelPatch> patches{folder.removal("000001")};
    folder.apply(patches);
    QCOMPARE(folder.bytes("000001").count("<object>"), 1);
    // Its state was lost with the process: the other twin must not go.
    const PatchOutcome again = folder.apply(patches);
    QCOMPARE(again.files, 0);
    QVERIFY(again.backup.empty());
    QCOMPARE(again.patches, appliedAt(patches, kNow));
    QCOMPARE(folder.bytes("000001").count("<object>"), 1);
}

void LabelPatchTest::aBadFileDoesNotHoldUpTheOthers() {
    const PatchedFolder folder;
    const QByteArray broken = folder.bytes("000001").chopped(20);
    writeAt(folder.annotation("000001"), broken);
    QVERIFY(QFile::remove(folder.annotation("000002")));
    const std::vector<LabelPatch> patches{
        folder.rename("000001"), folder.rename("000002"), folder.rename("000009"),
        folder.patch("000005", LabelChange::rename, "cat", "hen"), folder.removal("000003")};
    const PatchOutcome outcome = folder.apply(patches);
    QCOMPARE(outcome.files, 1);
    QCOMPARE(outcome.problems.size(), 4U);
    QVERIFY(!outcome.patches[4].isPending());
    QStringList lines;
    for (const Sentence& problem : outcome.problems) {
        lines << QString::fromStdString(problem.text());
    }
    QCOMPARE(lines.filter("no annotation of this image").filter("000009").size(), 1);
    QCOMPARE(lines.filter("no well-formed VOC annotation").filter("000001.xml").size(), 1);
    QCOMPARE(lines.filter("000002.xml").size(), 1);
    QCOMPARE(lines.filter("no longer has a single cat at 16, 16, 285, 285").size(), 1);
    QCOMPARE(folder.bytes("000001"), broken);
}

void LabelPatchTest::readOnlyFilesStay() {
    const PatchedFolder folder;
    const QByteArray one = folder.bytes("000001");
    QVERIFY(::chmod(qPrintable(folder.annotation("000001")), 0444) == 0);
    const PatchOutcome outcome = folder.apply({folder.rename("000001"), folder.rename("000002")});
    QCOMPARE(outcome.files, 1);
    QCOMPARE(outcome.problems.size(), 1U);
    const QString problem = QString::fromStdString(outcome.problems[0].text());
    QVERIFY2(problem.contains("000001.xml: the file is read-only"), qPrintable(problem));
    QVERIFY(outcome.patches[0].isPending() && !outcome.patches[1].isPending());
    QCOMPARE(folder.bytes("000001"), one);
}

void LabelPatchTest::linksStayLinks() {
    const PatchedFolder folder;
    const QString name = folder.annotation("000001");
    const QString target = name + QStringLiteral(".real");
    QVERIFY(QFile::rename(name, target) && QFile::link(target, name));
    const QByteArray before = bytesAt(target);
    QCOMPARE(folder.apply({folder.removal("000001")}).files, 1);
    QVERIFY(QFileInfo(name).isSymLink());
    QVERIFY(bytesAt(target) != before);
    QCOMPARE(undoApplication(*folder.last(), {}).files, 1);
    QVERIFY(QFileInfo(name).isSymLink());
    QCOMPARE(bytesAt(target), before);
}

void LabelPatchTest::whatIsThereAlreadyCounts() {
    const PatchedFolder folder;
    const std::vector<LabelPatch> patches{
        folder.patch("000005", LabelChange::rename, "cat", "dog"),  // a dog already, at that place
        folder.patch("000001", LabelChange::add, "", "cat", kBox),
        folder.patch("000005", LabelChange::remove, "hen")};
    const PatchOutcome outcome = folder.apply(patches);
    QVERIFY(outcome.problems.empty());
    QCOMPARE(outcome.files, 0);
    QVERIFY(outcome.backup.empty() && !QDir(QString::fromStdString(folder.backups())).exists());
    QCOMPARE(outcome.patches, appliedAt(patches, kNow));
}

void LabelPatchTest::changedFilesAreNotRestored() {
    const PatchedFolder folder;
    const std::vector<LabelPatch> patches{folder.rename("000001"), folder.rename("000002")};
    const QByteArray two = folder.bytes("000002");
    const PatchOutcome applied = folder.apply(patches);
    const QByteArray changed = folder.bytes("000001") + "<!-- by hand -->";
    writeAt(folder.annotation("000001"), changed);
    const PatchOutcome undone = undoApplication(*folder.last(), applied.patches);
    QCOMPARE(undone.files, 1);
    QCOMPARE(undone.problems.size(), 1U);
    const QString problem = QString::fromStdString(undone.problems[0].text());
    QVERIFY2(problem.contains("000001.xml: it was changed after the label patches were applied") &&
                 problem.contains("0001-000001.xml"),
             qPrintable(problem));
    QCOMPARE(folder.bytes("000001"), changed);
    QCOMPARE(folder.bytes("000002"), two);
    QVERIFY(!undone.patches[0].isPending() && undone.patches[1].isPending());
    // It is still offered, so that the reason can be read.
    QVERIFY(folder.last());
}

void LabelPatchTest::applicationsAreUndoneInTurn() {
    const PatchedFolder folder;
    const QByteArray before = folder.bytes("000003");
    const LabelPatch rename = folder.patch("000003", LabelChange::rename, "cat", "hen");
    const LabelPatch added = folder.patch("000003", LabelChange::add, "", "ox", {1, 2, 3, 4});
    PatchOutcome outcome = folder.apply({rename, added});
    QCOMPARE(outcome.files, 1);
    QVERIFY(undoApplication(*folder.last(), {}).problems.empty());
    outcome = folder.apply({rename});
    const QByteArray between = folder.bytes("000003");
    outcome = folder.apply({outcome.patches[0], added});  // within the same second
    QCOMPARE(readBackups(folder.backups()).size(), 3U);
    outcome = undoApplication(*folder.last(), outcome.patches);
    QCOMPARE(folder.bytes("000003"), between);
    QVERIFY(!outcome.patches[0].isPending() && outcome.patches[1].isPending());
    outcome = undoApplication(*folder.last(), outcome.patches);
    QCOMPARE(folder.bytes("000003"), before);
    QVERIFY(outcome.patches[0].isPending() && !folder.last());
}

void LabelPatchTest::killedWhileApplying_data() {
    QTest::addColumn<int>("files");
    QTest::newRow("after the backup") << 0;
    QTest::newRow("after one file") << 1;
    QTest::newRow("after two files") << 2;
}

void LabelPatchTest::killedWhileApplying() {
    QFETCH(const int, files);
    const PatchedFolder folder;
    const std::array<const char*, 3> images{"000001", "000002", "000003"};
    std::vector<LabelPatch> patches;
    std::vector<QByteArray> before;
    for (const char* image : images) {
        patches.push_back(folder.removal(image));
        before.push_back(folder.bytes(image));
    }
    QVERIFY_THROWS_EXCEPTION(Killed, folder.apply(patches, killedBefore(files)));
    const std::vector<LabelPatch> found = recognised(patches, folder.backups());
    for (std::size_t i = 0; i < images.size(); ++i) {
        const bool is_written = static_cast<int>(i) < files;
        QCOMPARE(folder.bytes(images[i]) != before[i], is_written);
        QCOMPARE(!found[i].isPending(), is_written);
    }
    // The rest is written later, and nothing twice.
    const PatchOutcome rest = folder.apply(patches, {}, "2026-01-02T03:04:06Z");
    QCOMPARE(rest.files, 3 - files);
    QVERIFY(rest.problems.empty());
    for (const LabelPatch& patch : rest.patches) {
        QVERIFY(!patch.isPending());
    }
    for (int undone = 0; folder.last(); ++undone) {
        QVERIFY(undone < 2);
        QVERIFY(undoApplication(*folder.last(), {}).problems.empty());
    }
    for (std::size_t i = 0; i < images.size(); ++i) {
        QCOMPARE(folder.bytes(images[i]), before[i]);
    }
}

void LabelPatchTest::killedWhileUndoing() {
    const PatchedFolder folder;
    const std::vector<LabelPatch> patches{folder.removal("000001"), folder.removal("000002")};
    const std::vector<LabelPatch> applied = folder.apply(patches).patches;
    QVERIFY_THROWS_EXCEPTION(Killed, undoApplication(*folder.last(), applied, killedBefore(1)));
    const std::vector<LabelPatch> found = recognised(applied, folder.backups());
    QVERIFY(found[0].isPending());
    QCOMPARE(found[1], applied[1]);
    const PatchOutcome rest = undoApplication(*folder.last(), found);
    QCOMPARE(rest.files, 1);
    QCOMPARE(rest.patches, patches);
}

void LabelPatchTest::withoutABackupNothingIsWritten() {
    const PatchedFolder folder;
    const QByteArray before = folder.bytes("000001");
    writeAt(QString::fromStdString(folder.backups()), "a file in its place");
    const QString message = messageOf([&] { folder.apply({folder.rename("000001")}); });
    QVERIFY2(message.contains("backing up annotations") && message.contains("Nothing was changed"),
             qPrintable(message));
    QCOMPARE(folder.bytes("000001"), before);
}

QTEST_GUILESS_MAIN(LabelPatchTest)
#include "label_patch_test.moc"
