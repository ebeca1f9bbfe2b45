// Label edits are journaled, saved and copied; undoing all of them gives the first bytes back.
#include "core/project/label_journal.hpp"

#include <sys/stat.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include "core/base/files/stored_path.hpp"
#include "core/project/edited_labels.hpp"
#include "core/project/label_saving.hpp"
#include "core/project/patching.hpp"
#include "core/project/project.hpp"
#include "core/project/verifying.hpp"
#include "tests/support/message_of.hpp"
#include "tests/support/run_sql.hpp"
#include "tests/support/voc_fixture.hpp"

using namespace priorscope;

namespace {

const VocBox kBox{16, 16, 285, 285};  ///< of every object of the fixture
const char* const kNow = "2026-01-02T03:04:05Z";

std::string bytesAt(const std::string& path) {
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : "cannot be read";
}

void writeAt(const std::string& path, const std::string& bytes) {
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes.data(), static_cast<qint64>(bytes.size())), static_cast<qint64>(bytes.size()));
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    return at == std::string::npos ? "not found: " + what : text.replace(at, what.size(), by);
}

AnnotationEdit moved(const FiledObject& object, const VocBox& box) {
    return {.change = LabelChange::move, .object = object, .new_box = box};
}
AnnotationEdit renamed(const FiledObject& object, const char* name) {
    return {.change = LabelChange::rename, .object = object, .new_class = name};
}
AnnotationEdit added(const char* name, const VocBox& box) {
    return {.change = LabelChange::add, .new_class = name, .new_box = box};
}
AnnotationEdit removed(const FiledObject& object) {
    return {.change = LabelChange::remove, .object = object};
}
AnnotationEdit flagged(const FiledObject& object, ObjectFlag flag, bool is_set) {
    return {.change = LabelChange::flag, .object = object, .flag = flag, .is_set = is_set};
}

class EditedFolder {
  public:
    EditedFolder() : m_dataset(m_voc.read()) {
        for (const char* image : {"000001", "000003", "000005"}) {
            originals[image] = bytesAt(annotation(image));
        }
    }
    std::string annotation(const char* image) const {
        return (m_voc.path() + QStringLiteral("/Annotations/%1.xml").arg(QLatin1String(image))).toStdString();
    }
    std::string bytes(const char* image) const { return bytesAt(annotation(image)); }
    std::string backups() const { return m_project.filePath("backups").toStdString(); }
    QString projectFile() const { return m_project.filePath("project.sqlite"); }
    std::string project() const { return m_project.filePath("project.sqlite").toStdString(); }
    QString path() const { return m_voc.path(); }
    const Dataset& dataset() const { return *m_dataset; }
    std::shared_ptr<const Dataset> readAgain() const { return m_voc.read(); }
    ImageRow row(std::size_t image) const { return m_dataset->images[image]; }

    void edit(const char* image, const AnnotationEdit& edit) {
        journal.add({.edits = {{.image = image, .edit = edit}}}, originals);
    }
    /// Saves, and notes what the files are now.
    LabelsSaved save(const ProgressFn& progress = {}, const std::stop_token& stop = {}) {
        LabelsSaved saved = saveLabels(*m_dataset, journal, backups(), kNow, stop, progress);
        for (const auto& [image, state] : saved.states) {
            journal.setSaved(image, state);
        }
        return saved;
    }
    LabelFileState stateOf(const char* image) const {
        return labelFileStates(*m_dataset, journal)->at(image);
    }

    std::map<std::string, std::string> originals;
    LabelJournal journal;

  private:
    fixture::VocFolder m_voc;
    QTemporaryDir m_project;
    std::shared_ptr<const Dataset> m_dataset;
};

}  // namespace

class LabelJournalTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void flagsAreWritten_data();
    void flagsAreWritten();
    void stepsBuildOnEachOther();
    void whatCannotBeDoneChangesNothing();
    void undoneBackToTheFirstByte();
    void savedTwiceAndTakenBack();
    void onlyEditedFilesAreWritten();
    void whatSomethingElseChangedStays();
    void readOnlyFilesStay();
    void killedWhileSaving();
    void stoppedWhileSaving();
    void savedThenOvertaken();
    void copiedElsewhere();
    void savingIsNoApplicationOfPatches();
    void journalsReturn();
    void aBadJournalIsSetAside();
    void theObjectsAreFollowed();
    void objectsAreFollowedAfterSaving();
    void forgottenImages();
    void verifiedImages();
    void manyVerifiedAtOnce();
};

void LabelJournalTest::flagsAreWritten_data() {
    QTest::addColumn<QString>("object");
    QTest::addColumn<int>("flag");
    QTest::addColumn<bool>("is_set");
    QTest::addColumn<QString>("expected");
    const QString box =
        QStringLiteral("<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox>");
    QTest::newRow("there") << "<name>a</name><difficult>0</difficult>" + box << 0 << true
                           << "<name>a</name><difficult>1</difficult>" + box;
    QTest::newRow("cleared") << "<name>a</name><truncated> 1 </truncated>" + box << 1 << false
                             << "<name>a</name><truncated> 0 </truncated>" + box;
    QTest::newRow("absent") << "<name>a</name>" + box << 2 << true
                            << "<name>a</name><occluded>1</occluded>" + box;
    QTest::newRow("absent, lines") << "\r\n    <name>a</name>\r\n    " + box + "\r\n  " << 0 << true
                                   << "\r\n    <name>a</name>\r\n    <difficult>1</difficult>\r\n    " + box +
                                          "\r\n  ";
}

void LabelJournalTest::flagsAreWritten() {
    QFETCH(const QString, object);
    QFETCH(const int, flag);
    QFETCH(const bool, is_set);
    QFETCH(const QString, expected);
    const auto text = [](const QString& content) {
        return ("<annotation>\r\n<size><width>50</width><height>50</height></size>\r\n  <object>" + content +
                "</object>\r\n</annotation>\r\n")
            .toStdString();
    };
    const EditableAnnotation annotation(text(object), "a.xml");
    const FiledObject it{0, "a", {1, 2, 30, 40}};
    const AnnotationEdit edit = flagged(it, static_cast<ObjectFlag>(flag), is_set);
    QVERIFY(annotation.stateOf(edit) == EditState::open);
    const std::string result = annotation.edited({&edit, 1});
    QCOMPARE(result, text(expected));
    const EditableAnnotation after(result, "a.xml");
    QVERIFY(after.stateOf(edit) == EditState::done);
    const Annotation& read = after.annotations().front();
    QCOMPARE(flag == 0 ? read.difficult : flag == 1 ? read.truncated : read.occluded, is_set);
}

void LabelJournalTest::stepsBuildOnEachOther() {
    EditedFolder folder;
    folder.edit("000003", moved({0, "cat", kBox}, {20, 16, 285, 285}));
    folder.edit("000003", renamed({0, "cat", {20, 16, 285, 285}}, "hen"));
    folder.edit("000003", removed({1, "dog", kBox}));
    std::string expected = replaced(folder.originals["000003"], "<xmin>16", "<xmin>20");
    expected = replaced(expected, "<name>cat", "<name>hen");
    QCOMPARE(folder.journal.bytesOf("000003", 2), expected);
    const std::size_t dog = expected.find("<object><name>dog");
    expected.erase(dog, expected.find("</annotation>") - dog);
    QCOMPARE(folder.journal.bytesOf("000003"), expected);
    QCOMPARE(folder.bytes("000003"), folder.originals["000003"]);  // nothing is saved
}

void LabelJournalTest::whatCannotBeDoneChangesNothing() {
    EditedFolder folder;
    folder.edit("000001", moved({0, "cat", kBox}, {20, 16, 285, 285}));
    folder.journal.undo();
    const LabelJournal before = folder.journal;
    QVERIFY_THROWS_EXCEPTION(Error, folder.edit("000003", removed({0, "cow", kBox})));
    QVERIFY(folder.journal == before);
    QVERIFY(folder.journal.redo() != nullptr);  // what was undone is still there
}

void LabelJournalTest::undoneBackToTheFirstByte() {
    EditedFolder folder;
    folder.edit("000001", moved({0, "cat", kBox}, {20, 16, 285, 285}));
    folder.edit("000001", removed({0, "cat", {20, 16, 285, 285}}));
    folder.edit("000001", added("dog", {1, 2, 3, 4}));
    folder.edit("000003", flagged({1, "dog", kBox}, ObjectFlag::difficult, true));
    const std::string edited = folder.journal.bytesOf("000001");
    QCOMPARE(folder.save().files, 2);
    QCOMPARE(folder.bytes("000001"), edited);
    QVERIFY(folder.stateOf("000001") == LabelFileState::saved);
    for (int i = 0; i < 4; ++i) {
        QVERIFY(folder.journal.undo() != nullptr);
    }
    QVERIFY(folder.journal.undo() == nullptr);
    QVERIFY(folder.stateOf("000001") == LabelFileState::unsaved);
    QCOMPARE(folder.save().files, 2);
    QCOMPARE(folder.bytes("000001"), folder.originals["000001"]);
    QCOMPARE(folder.bytes("000003"), folder.originals["000003"]);
    for (int i = 0; i < 4; ++i) {
        QVERIFY(folder.journal.redo() != nullptr);
    }
    folder.save();
    QCOMPARE(folder.bytes("000001"), edited);
}

void LabelJournalTest::savedTwiceAndTakenBack() {
    EditedFolder folder;
    folder.edit("000001", renamed({0, "cat", kBox}, "dog"));
    folder.save();
    const std::string first = folder.bytes("000001");
    folder.edit("000001", renamed({0, "dog", kBox}, "cow"));
    folder.save();
    folder.journal.undo();
    folder.save();
    QCOMPARE(folder.bytes("000001"), first);
    // A new step in place of the one that was undone: the file is known all the same.
    folder.journal.redo();
    folder.save();
    folder.journal.undo();
    folder.edit("000001", renamed({0, "dog", kBox}, "hen"));
    QVERIFY(folder.stateOf("000001") == LabelFileState::unsaved);
    QCOMPARE(folder.save().files, 1);
    QCOMPARE(folder.bytes("000001"), replaced(folder.originals["000001"], "<name>cat", "<name>hen"));
}

void LabelJournalTest::onlyEditedFilesAreWritten() {
    EditedFolder folder;
    folder.edit("000001", renamed({0, "cat", kBox}, "dog"));
    folder.edit("000003", renamed({0, "cat", kBox}, "dog"));
    folder.journal.undo();
    const LabelsSaved saved = folder.save();
    QCOMPARE(saved.files, 1);
    QVERIFY(saved.problems.empty());
    const std::vector<PatchBackup> backups = readBackups(folder.backups());
    QCOMPARE(backups.size(), 1U);
    QCOMPARE(backups[0].files.size(), 1U);
    QCOMPARE(bytesAt((backups[0].folder / backups[0].files[0].copy).string()), folder.originals["000001"]);
    QCOMPARE(folder.save().files, 0);
    QCOMPARE(readBackups(folder.backups()).size(), 1U);
}

void LabelJournalTest::whatSomethingElseChangedStays() {
    EditedFolder folder;
    folder.edit("000001", renamed({0, "cat", kBox}, "dog"));
    folder.edit("000003", renamed({0, "cat", kBox}, "dog"));
    const std::string foreign = replaced(folder.originals["000001"], "Left", "Right");
    writeAt(folder.annotation("000001"), foreign);
    QVERIFY(folder.stateOf("000001") == LabelFileState::foreign);
    const LabelsSaved saved = folder.save();
    QCOMPARE(saved.files, 1);
    QCOMPARE(saved.problems.size(), 1U);
    QVERIFY(saved.problems[0].text().find("something else has changed it") != std::string::npos);
    QCOMPARE(folder.bytes("000001"), foreign);
    QFile::remove(QString::fromStdString(folder.annotation("000001")));
    QVERIFY(folder.stateOf("000001") == LabelFileState::gone);
}

void LabelJournalTest::readOnlyFilesStay() {
    EditedFolder folder;
    folder.edit("000001", renamed({0, "cat", kBox}, "dog"));
    QCOMPARE(::chmod(folder.annotation("000001").c_str(), 0444), 0);
    const LabelsSaved saved = folder.save();
    QCOMPARE(saved.files, 0);
    QCOMPARE(saved.problems.size(), 1U);
    QCOMPARE(folder.bytes("000001"), folder.originals["000001"]);
    QVERIFY(!QDir(QString::fromStdString(folder.backups())).exists());
}

void LabelJournalTest::killedWhileSaving() {
    struct Killed {};
    EditedFolder folder;
    folder.edit("000001", renamed({0, "cat", kBox}, "dog"));
    folder.edit("000003", renamed({0, "cat", kBox}, "dog"));
    const auto before_second = [](const Progress& progress) {
        if (progress.done == 1) {
            throw Killed();
        }
    };
    QVERIFY_THROWS_EXCEPTION(Killed, folder.save(before_second));
    // The journal never heard of it, and knows the files all the same.
    QVERIFY(folder.stateOf("000001") == LabelFileState::saved);
    QVERIFY(folder.stateOf("000003") == LabelFileState::unsaved);
    QCOMPARE(folder.save().files, 1);
    QVERIFY(folder.stateOf("000003") == LabelFileState::saved);
}

void LabelJournalTest::stoppedWhileSaving() {
    EditedFolder folder;
    folder.edit("000001", renamed({0, "cat", kBox}, "dog"));
    folder.edit("000003", renamed({0, "cat", kBox}, "dog"));
    std::stop_source stop;
    const auto at_second = [&stop](const Progress& progress) {
        if (progress.done == 0) {
            stop.request_stop();
        }
    };
    const LabelsSaved saved = folder.save(at_second, stop.get_token());
    QCOMPARE(saved.files, 1);
    QCOMPARE(saved.states.size(), 1U);
    QVERIFY(folder.stateOf("000001") == LabelFileState::saved);
    QVERIFY(folder.stateOf("000003") == LabelFileState::unsaved);
}

void LabelJournalTest::savedThenOvertaken() {
    EditedFolder folder;
    folder.edit("000001", renamed({0, "cat", kBox}, "dog"));
    folder.save();
    writeAt(folder.annotation("000001"), replaced(folder.originals["000001"], "Left", "Right"));
    QVERIFY(folder.stateOf("000001") == LabelFileState::overtaken);
    folder.journal.undo();
    QVERIFY(folder.stateOf("000001") == LabelFileState::foreign);
}

void LabelJournalTest::copiedElsewhere() {
    EditedFolder folder;
    folder.edit("000001", renamed({0, "cat", kBox}, "dog"));
    folder.edit("000003", renamed({0, "cat", kBox}, "dog"));
    folder.journal.undo();
    const QTemporaryDir target;
    const std::string copy = target.filePath("out/Annotations/000001.xml").toStdString();
    QCOMPARE(copyLabels(folder.dataset(), folder.journal, target.filePath("out").toStdString()), 1);
    QCOMPARE(bytesAt(copy), folder.journal.bytesOf("000001"));
    QCOMPARE(folder.bytes("000001"), folder.originals["000001"]);
    folder.edit("000001", renamed({0, "dog", kBox}, "cow"));
    QCOMPARE(copyLabels(folder.dataset(), folder.journal, target.filePath("out").toStdString()), 1);
    QCOMPARE(bytesAt(copy), folder.journal.bytesOf("000001"));
    QVERIFY_THROWS_EXCEPTION(
        Error, copyLabels(folder.dataset(), folder.journal, (folder.path() + "/copy").toStdString()));
    writeAt(copy, "mine");
    QVERIFY_THROWS_EXCEPTION(
        Error, copyLabels(folder.dataset(), folder.journal, target.filePath("out").toStdString()));
    QCOMPARE(bytesAt(copy), std::string("mine"));
}

void LabelJournalTest::savingIsNoApplicationOfPatches() {
    EditedFolder folder;
    folder.edit("000001", renamed({0, "cat", kBox}, "dog"));
    folder.save();
    QVERIFY(!lastApplication(folder.backups(), storedFolder(folder.dataset().root)));
}

void LabelJournalTest::journalsReturn() {
    EditedFolder folder;
    folder.edit("000001", moved({0, "cat", kBox}, {20.0, 16, 280, 285}));
    folder.edit("000001", flagged({0, "cat", {20, 16, 280, 285}}, ObjectFlag::occluded, true));
    folder.edit("000003", added("牛 \"x\"", {1, 2, 3, 4}));
    folder.edit("000003", removed({0, "cat", kBox}));
    folder.journal.undo();
    {
        Project project(folder.project());
        project.setLabelJournal("/data/a", folder.journal);
        QVERIFY(project.labelJournals().at("/data/a") == folder.journal);
    }
    folder.journal.undo();
    folder.edit("000001", removed({0, "cat", {20, 16, 280, 285}}));
    Project project(folder.project());
    project.setLabelJournal("/data/a", folder.journal);
    project.setLabelJournal("/data/b", LabelJournal());
    const auto journals = project.labelJournals();
    QVERIFY(journals.at("/data/a") == folder.journal);
    QCOMPARE(journals.at("/data/a").steps().size(), 3U);
    QCOMPARE(journals.at("/data/a").bytesOf("000001"), folder.journal.bytesOf("000001"));
    QVERIFY(journals.at("/data/b").empty());
}

void LabelJournalTest::aBadJournalIsSetAside() {
    EditedFolder folder;
    folder.edit("000001", renamed({0, "cat", kBox}, "dog"));
    { Project(folder.project()).setLabelJournal("/data/a", folder.journal); }
    runSql(folder.projectFile(), "UPDATE label_steps SET json = '{\"edits\": 3}'");
    Project project(folder.project());
    std::vector<Sentence> problems;
    QVERIFY(project.labelJournals(&problems).empty());
    QCOMPARE(problems.size(), 1U);
    QVERIFY(problems[0].text().find("edits") != std::string::npos);
    project.setLabelJournal("/data/a", folder.journal);
    QVERIFY(project.labelJournals().at("/data/a") == folder.journal);
    // It is still in the file: put back, it is found again.
    runSql(folder.projectFile(),
           "DELETE FROM label_steps WHERE dataset = '/data/a';"
           "UPDATE label_steps SET dataset = '/data/a' WHERE dataset LIKE 'set aside %: /data/a'");
    problems.clear();
    QVERIFY(project.labelJournals(&problems).empty());
    QCOMPARE(problems.size(), 1U);
}

void LabelJournalTest::theObjectsAreFollowed() {
    EditedFolder folder;
    std::vector<std::string> new_classes;
    folder.edit("000003", removed({0, "cat", kBox}));
    folder.edit("000003", moved({0, "dog", kBox}, {20, 16, 285, 285}));
    folder.edit("000003", added("ox", {1, 2, 100, 200}));
    const auto edited = editedLabels(folder.dataset(), folder.row(2), folder.journal, new_classes);
    QVERIFY(edited && edited->isEdited());
    QCOMPARE(new_classes, std::vector<std::string>{"ox"});
    QCOMPARE(edited->marks, (std::vector<EditMark>{EditMark::removed, EditMark::changed, EditMark::added}));
    QCOMPARE(edited->filed[1], (FiledObject{0, "dog", {20, 16, 285, 285}}));
    QCOMPARE(edited->filed[0].place, -1);
    const std::vector<Annotation>& objects = edited->record.objects;
    QCOMPARE(objects[2].label, static_cast<int>(folder.dataset().classes.size()) + 1);
    QCOMPARE(objects[2].box.x_max, 1.0F / 3.0F);  // 100 of 300 px
    QCOMPARE(objects[1].box.x_min, 19.0F / 300.0F);
    folder.journal.undo();
    folder.journal.undo();
    folder.journal.undo();
    const auto none = editedLabels(folder.dataset(), folder.row(2), folder.journal, new_classes);
    QVERIFY(none && !none->isEdited());
}

void LabelJournalTest::objectsAreFollowedAfterSaving() {
    EditedFolder folder;
    std::vector<std::string> new_classes;
    folder.edit("000003", removed({0, "cat", kBox}));
    folder.save();
    const auto now = folder.readAgain();
    folder.edit("000003", flagged({0, "dog", kBox}, ObjectFlag::truncated, true));
    auto edited = editedLabels(*now, now->images[2], folder.journal, new_classes);
    QCOMPARE(edited->marks, std::vector<EditMark>{EditMark::changed});
    folder.journal.undo();
    folder.journal.undo();  // beyond what was saved: the cat is to come back
    edited = editedLabels(*now, now->images[2], folder.journal, new_classes);
    QCOMPARE(edited->marks, (std::vector<EditMark>{EditMark::none, EditMark::added}));
    QCOMPARE(edited->filed[1], (FiledObject{0, "cat", kBox}));
    // Another program's file is nothing that the journal speaks of.
    writeAt(folder.annotation("000003"), replaced(folder.originals["000003"], "16", "17"));
    const auto foreign = folder.readAgain();
    QVERIFY(!editedLabels(*foreign, foreign->images[2], folder.journal, new_classes));
    // A new step in place of those that were saved: the file is still one that the journal knows.
    folder.edit("000003", flagged({0, "cat", kBox}, ObjectFlag::truncated, true));
    edited = editedLabels(*now, now->images[2], folder.journal, new_classes);
    QVERIFY(edited.has_value());
    QCOMPARE(edited->marks, (std::vector<EditMark>{EditMark::none, EditMark::added}));
    QVERIFY(edited->record.objects[1].truncated);
}

void LabelJournalTest::forgottenImages() {
    EditedFolder folder;
    folder.edit("000001", renamed({0, "cat", kBox}, "dog"));
    folder.journal.add({.edits = {{"000001", renamed({0, "dog", kBox}, "cow")},
                                  {"000003", renamed({0, "cat", kBox}, "cow")}}},
                       folder.originals);
    folder.edit("000003", removed({1, "dog", kBox}));
    folder.journal.undo();
    folder.journal.forget("000001");
    QCOMPARE(folder.journal.steps().size(), 2U);
    QCOMPARE(folder.journal.done(), 1U);
    QVERIFY(!folder.journal.bases().contains("000001"));
    QCOMPARE(folder.journal.bytesOf("000003"), replaced(folder.originals["000003"], ">cat", ">cow"));
}

void LabelJournalTest::verifiedImages() {
    EditedFolder folder;
    const std::string plain = folder.originals.at("000001");
    const std::string yes = replaced(plain, "<annotation>", "<annotation verified=\"yes\">");
    const std::string no = replaced(plain, "<annotation>", "<annotation verified=\"no\">");
    const auto verify = [&folder](const char* image, bool is_verified) {
        const bool has_base = folder.journal.bases().contains(image);
        const std::string& original = folder.originals.at(image);
        return verifyingEdit(original, has_base ? folder.journal.bytesOf(image) : original, image,
                             is_verified);
    };
    QVERIFY(!verify("000001", false));  // it is so already
    folder.edit("000001", *verify("000001", true));
    QVERIFY(!verify("000001", true));
    QCOMPARE(folder.journal.bytesOf("000001"), yes);
    folder.edit("000001", renamed({0, "cat", kBox}, "cow"));
    folder.edit("000001", *verify("000001", false));
    QCOMPARE(folder.journal.bytesOf("000001"), replaced(plain, "<name>cat", "<name>cow"));
    folder.journal.undo();
    folder.journal.undo();
    QCOMPARE(folder.journal.bytesOf("000001"), yes);

    // What the dataset was read with, and what the journal says now.
    std::vector<std::string> classes;
    auto labels = editedLabels(folder.dataset(), folder.row(0), folder.journal, classes);
    QVERIFY(labels && labels->isEdited() && labels->is_verified_anew && labels->record.verified);
    QCOMPARE(folder.save().files, 1);
    QCOMPARE(folder.bytes("000001"), yes);
    const auto again = folder.readAgain();
    QVERIFY(again->images[0].verified && !again->images[1].verified);
    labels = editedLabels(*again, again->images[0], folder.journal, classes);
    QVERIFY(labels && !labels->isEdited() && labels->record.verified);
    folder.journal.undo();
    labels = editedLabels(*again, again->images[0], folder.journal, classes);
    QVERIFY(labels && labels->is_verified_anew && !labels->record.verified);
    folder.save();
    QCOMPARE(folder.bytes("000001"), plain);

    // Where it was "no", it is "no" again.
    folder.originals["000003"] =
        replaced(folder.originals["000003"], "<annotation>", "<annotation verified=\"no\">");
    const std::string before = folder.originals["000003"];
    folder.edit("000003", *verify("000003", true));
    QCOMPARE(folder.journal.bytesOf("000003"), replaced(before, "\"no\"", "\"yes\""));
    folder.edit("000003", *verify("000003", false));
    QCOMPARE(folder.journal.bytesOf("000003"), before);

    // The step returns from the project.
    const LabelStep& step = *folder.journal.steps().back();
    QVERIFY(labelStepFromJson(toJson(step), "test") == step);
    QCOMPARE(toJson(step).dump(),
             std::string(R"({"edits":[{"change":"verify","image":"000003","verified":"no"}]})"));
}

void LabelJournalTest::manyVerifiedAtOnce() {
    EditedFolder folder;
    const std::vector<std::size_t> images{0, 2, 4};
    folder.edit("000003", renamed({0, "cat", kBox}, "cow"));
    auto outcome = withVerified(folder.dataset(), folder.journal, images, true);
    QVERIFY(outcome && outcome->is_changed && outcome->problems.empty());
    QCOMPARE(outcome->journal.steps().size(), std::size_t{2});
    QCOMPARE(outcome->journal.steps().back()->edits.size(), std::size_t{3});
    for (const char* image : {"000001", "000005"}) {
        QCOMPARE(outcome->journal.bytesOf(image),
                 replaced(folder.originals.at(image), "<annotation>", "<annotation verified=\"yes\">"));
    }
    // Those that are verified already are no part of the next step.
    const std::vector<std::size_t> more{0, 1};
    outcome = withVerified(folder.dataset(), outcome->journal, more, true);
    QCOMPARE(outcome->journal.steps().back()->edits.size(), std::size_t{1});
    QCOMPARE(outcome->journal.steps().back()->edits[0].image, std::string("000002"));
    outcome = withVerified(folder.dataset(), outcome->journal, more, true);
    QVERIFY(!outcome->is_changed);
    QCOMPARE(outcome->journal.steps().size(), std::size_t{3});
    // Undone, the bytes are those from before.
    LabelJournal journal = outcome->journal;
    journal.undo();
    journal.undo();
    QCOMPARE(journal.bytesOf("000001"), folder.originals.at("000001"));
    QCOMPARE(journal.bytesOf("000003"), folder.journal.bytesOf("000003"));
    // One that cannot be read stays, the others are marked.
    QFile::remove(folder.path() + QStringLiteral("/Annotations/000006.xml"));
    const std::vector<std::size_t> broken{3, 5};
    outcome = withVerified(folder.dataset(), folder.journal, broken, true);
    QCOMPARE(outcome->problems.size(), std::size_t{1});
    QCOMPARE(outcome->journal.steps().back()->edits.size(), std::size_t{1});
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!withVerified(folder.dataset(), folder.journal, images, true, stop.get_token()));
}

QTEST_GUILESS_MAIN(LabelJournalTest)
#include "label_journal_test.moc"
