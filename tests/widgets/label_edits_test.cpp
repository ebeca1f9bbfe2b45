// Labels edited in the window are undone, kept over restarts, saved, and never lost to another program.
#include "widgets/session/label_edits.hpp"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/files/stored_path.hpp"
#include "core/dataset/filter_text.hpp"
#include "sample_fixture.hpp"
#include "tests/support/annotation_folder.hpp"
#include "tests/support/voc_fixture.hpp"
#include "widgets/components/text.hpp"
#include "widgets/dataset/patches/patch_writer.hpp"
#include "widgets/session/label_patches.hpp"

using namespace priorscope;

namespace {

const VocBox kBox{16, 16, 285, 285};  ///< of every object of the VOC fixture
const VocBox kMoved{20, 16, 285, 285};

QByteArray bytesAt(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

void writeAt(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

AnnotationEdit movedCat() {
    return {.change = LabelChange::move, .object = {0, "cat", kBox}, .new_box = kMoved};
}

/// A window's worth of services over a folder and a project, both of which live longer.
struct Session {
    Session(const fixture::VocFolder& voc, const QTemporaryDir& data) : m_voc(voc) {
        around.project.open(data.filePath(QStringLiteral("project.sqlite")));
        QObject::connect(&around.edits, &LabelEdits::written, &around.workbench, [this] { read(); });
        read();
    }
    void read() {
        around.workbench.setDataset(m_voc.read());
        settle();
    }
    void settle() {
        QTest::qWait(1);
        QTRY_VERIFY(!around.edits.isRunning());
    }
    void save() {
        around.edits.save();
        settle();
    }
    QUndoStack& stack() { return around.edits.undoStack(); }

    WorkspaceSurroundings around;

  private:
    const fixture::VocFolder& m_voc;
};

}  // namespace

class LabelEditsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void editsAreShownAndUndone();
    void aSecondSessionGoesOn();
    void savedAndUndoneToTheFirstByte();
    void whatElseChangedComesFirst();
    void historyBeginsAnewAfterOthersChange();
    void aFileChangedSinceItWasReadIsTold();
    void otherFormatsAreNotEdited();
    void newClassesGetLabels();
    void aClassIsRenamedEverywhere();
    void manyImagesAtOnce();
    void patchesAreStepsOnTopOfEdits();
    void whatIsInNoFileIsNotApplied();
    void encodingsWaitForUnsavedEdits();
    void marksOutlastASave();
    void imagesAreVerified();
    void theFilterFollowsWhatIsVerified();

  private:
    QString annotation(int image) const {
        return m_voc->path() + QStringLiteral("/Annotations/00000%1.xml").arg(image);
    }
    std::unique_ptr<fixture::VocFolder> m_voc;
    std::unique_ptr<QTemporaryDir> m_data;
};

void LabelEditsTest::init() {
    m_voc = std::make_unique<fixture::VocFolder>();
    m_data = std::make_unique<QTemporaryDir>();
}

void LabelEditsTest::editsAreShownAndUndone() {
    Session session(*m_voc, *m_data);
    Workbench& workbench = session.around.workbench;
    workbench.setCurrentImage(2);
    QVERIFY(session.around.edits.add(2, movedCat()));
    QVERIFY(session.around.edits.add(
        2, {.change = LabelChange::add, .new_class = "dog", .new_box = {1, 2, 3, 4}}));
    QCOMPARE(session.around.edits.unsaved(), 1);
    QCOMPARE(workbench.shownRecord()->objects.size(), 3U);
    QCOMPARE(workbench.shownRecord()->objects[0].voc, kMoved);
    QCOMPARE(workbench.currentRecord()->objects[0].voc, kBox);  // what others work with
    workbench.setSelectedObject(2);
    QCOMPARE(workbench.selectedObject(), 2);
    session.stack().undo();
    QCOMPARE(workbench.selectedObject(), -1);
    workbench.setCurrentImage(0);
    session.stack().undo();
    QCOMPARE(session.around.edits.unsaved(), 0);
    QVERIFY(workbench.edited(2) == nullptr);
    session.stack().redo();
    QCOMPARE(workbench.shownRecord(2).objects[0].voc, kMoved);
    QSignalSpy failed(&session.around.edits, &LabelEdits::failed);
    QVERIFY(!session.around.edits.add(2, movedCat()));  // no longer there
    QCOMPARE(failed.size(), 1);
    QVERIFY(session.stack().canRedo());
}

void LabelEditsTest::aSecondSessionGoesOn() {
    {
        Session session(*m_voc, *m_data);
        session.around.edits.add(2, movedCat());
        session.around.edits.add(0, {.change = LabelChange::remove, .object = {0, "cat", kBox}});
        session.around.edits.add(0, {.change = LabelChange::add, .new_class = "ox", .new_box = {1, 2, 3, 4}});
        session.stack().undo();
    }
    Session session(*m_voc, *m_data);
    QCOMPARE(session.stack().count(), 3);
    QCOMPARE(session.stack().index(), 2);
    QCOMPARE(session.around.edits.unsaved(), 2);
    QVERIFY(session.around.workbench.edited(0)->marks == std::vector{EditMark::removed});
    session.stack().redo();
    QCOMPARE(session.around.workbench.shownRecord(0).objects.size(), 2U);
    session.stack().setIndex(0);
    QCOMPARE(session.around.edits.unsaved(), 0);
}

void LabelEditsTest::savedAndUndoneToTheFirstByte() {
    const QByteArray first = bytesAt(annotation(3));
    QByteArray expected = first;
    expected.replace(expected.indexOf("<xmin>16"), 8, "<xmin>20");
    {
        Session session(*m_voc, *m_data);
        session.around.edits.add(2, movedCat());
        QCOMPARE(bytesAt(annotation(3)), first);
        session.save();
        QCOMPARE(bytesAt(annotation(3)), expected);
        QCOMPARE(session.around.edits.unsaved(), 0);
        QCOMPARE(session.around.workbench.currentRecord().has_value(), true);
        QCOMPARE(session.around.workbench.dataset()->images[2].objects[0].voc, kMoved);
    }
    Session session(*m_voc, *m_data);
    QCOMPARE(session.around.edits.unsaved(), 0);
    session.stack().undo();
    QCOMPARE(session.around.edits.unsaved(), 1);
    QVERIFY(session.around.workbench.edited(2)->marks.front() == EditMark::changed);
    // Another step in place of the one that was saved and undone.
    QVERIFY(session.around.edits.add(2, {.change = LabelChange::remove, .object = {1, "dog", kBox}}));
    session.stack().undo();
    session.save();
    QCOMPARE(bytesAt(annotation(3)), first);
    QVERIFY(QDir(m_data->filePath(QStringLiteral("backups")))
                .entryList(QDir::Dirs | QDir::NoDotAndDotDot)
                .size() == 2);
}

void LabelEditsTest::whatElseChangedComesFirst() {
    Session session(*m_voc, *m_data);
    session.around.edits.add(2, movedCat());
    QByteArray foreign = bytesAt(annotation(3));
    foreign.replace("Left", "Rear");
    writeAt(annotation(3), foreign);
    session.read();
    QCOMPARE(session.around.edits.foreign(), 1);
    QVERIFY(!session.around.edits.obstacle(2).isEmpty());
    QSignalSpy saved(&session.around.edits, &LabelEdits::saved);
    session.save();
    QCOMPARE(saved.front().at(1).toStringList().size(), 1);
    QCOMPARE(bytesAt(annotation(3)), foreign);
    session.around.edits.discardForeign();
    QCOMPARE(session.around.edits.unsaved() + session.around.edits.foreign(), 0);
    QCOMPARE(session.stack().count(), 0);
    QVERIFY(session.around.edits.add(2, movedCat()));
}

void LabelEditsTest::historyBeginsAnewAfterOthersChange() {
    Session session(*m_voc, *m_data);
    session.around.edits.add(2, movedCat());
    session.around.edits.add(0, {.change = LabelChange::remove, .object = {0, "cat", kBox}});
    session.save();
    QByteArray foreign = bytesAt(annotation(3));
    foreign.replace("Left", "Rear");
    writeAt(annotation(3), foreign);
    session.read();
    QCOMPARE(session.around.edits.foreign(), 0);
    QCOMPARE(session.stack().count(), 1);  // the other image's
    QCOMPARE(session.around.edits.unsaved(), 0);
}

void LabelEditsTest::aFileChangedSinceItWasReadIsTold() {
    Session session(*m_voc, *m_data);
    QByteArray foreign = bytesAt(annotation(3));
    foreign.replace("<xmax>285", "<xmax>280");
    writeAt(annotation(3), foreign);
    QSignalSpy failed(&session.around.edits, &LabelEdits::failed);
    QVERIFY(!session.around.edits.add(
        2, {.change = LabelChange::add, .new_class = "ox", .new_box = {1, 2, 3, 4}}));
    QVERIFY(failed.front().front().toString().contains(QStringLiteral("changed after the dataset was read")));
    QCOMPARE(session.stack().count(), 0);
    QCOMPARE(session.around.edits.unsaved(), 0);
    session.read();
    QVERIFY(session.around.edits.add(
        2, {.change = LabelChange::add, .new_class = "ox", .new_box = {1, 2, 3, 4}}));
}

void LabelEditsTest::otherFormatsAreNotEdited() {
    Session session(*m_voc, *m_data);
    QVERIFY(session.around.edits.obstacle(2).isEmpty());
    auto coco = std::make_shared<Dataset>(*m_voc->read());
    coco->images.change(2, [](ImageRecord& record) { record.annotation_file.clear(); });
    session.around.workbench.setDataset(coco);
    QVERIFY(!session.around.edits.obstacle(2).isEmpty());
    session.around.workbench.setDataset(nullptr);
    QVERIFY(!session.around.edits.obstacle().isEmpty());
    QVERIFY(!session.stack().canUndo());
}

void LabelEditsTest::newClassesGetLabels() {
    Session session(*m_voc, *m_data);
    Workbench& workbench = session.around.workbench;
    session.around.edits.add(2,
                             {.change = LabelChange::rename, .object = {0, "cat", kBox}, .new_class = "牛"});
    const int label = workbench.shownRecord(2).objects[0].label;
    QCOMPARE(label, static_cast<int>(workbench.dataset()->classes.size()) + 1);
    QCOMPARE(workbench.className(label), QStringLiteral("牛"));
    session.save();
    QVERIFY(workbench.newClasses().empty());
    QCOMPARE(workbench.dataset()->classes.back(), std::string("牛"));
}

void LabelEditsTest::aClassIsRenamedEverywhere() {
    Session session(*m_voc, *m_data);
    LabelEdits& edits = session.around.edits;
    edits.add(4, {.change = LabelChange::rename, .object = {0, "dog", kBox}, .new_class = "cat"});
    const QByteArray first = bytesAt(annotation(1));
    edits.renameClass(QStringLiteral("cat"), QStringLiteral("lynx"));
    session.settle();
    QCOMPARE(session.stack().count(), 2);  // one step
    QCOMPARE(edits.unsaved(), 5);          // images 1 to 4 have a cat, and 5 by the edit before
    session.save();
    QByteArray expected = first;
    QCOMPARE(bytesAt(annotation(1)), expected.replace("<name>cat</name>", "<name>lynx</name>"));
    QCOMPARE(session.around.workbench.dataset()->classes, (std::vector<std::string>{"dog", "lynx"}));
    session.stack().undo();
    session.save();
    QCOMPARE(bytesAt(annotation(1)), first);
    QVERIFY(bytesAt(annotation(5)).contains("<name>cat</name>"));  // the edit before stays
}

void LabelEditsTest::manyImagesAtOnce() {
    fixture::AnnotationFolder folder;
    constexpr int kImages = 230;  // more than are worked out within a frame
    for (int i = 0; i < kImages; ++i) {
        const QString id = QStringLiteral("%1").arg(i, 4, 10, QLatin1Char('0'));
        folder.xml(id, fixture::size(100, 50) + fixture::object("cat", "1 2 30 40"));
    }
    WorkspaceSurroundings around;
    around.project.open(m_data->filePath(QStringLiteral("project.sqlite")));
    around.workbench.setDataset(std::make_shared<const Dataset>(folder.read()));
    const auto settle = [&around] {
        QTest::qWait(1);
        QTRY_VERIFY(!around.edits.isRunning());
    };
    around.edits.renameClass(QStringLiteral("cat"), QStringLiteral("ox"));
    settle();
    QCOMPARE(around.edits.unsaved(), kImages);
    QCOMPARE(around.workbench.className(around.workbench.shownRecord(7).objects[0].label),
             QStringLiteral("ox"));
    around.edits.undoStack().undo();
    // An edit while the rest is still worked out is not lost.
    QVERIFY(around.edits.add(3, {.change = LabelChange::remove, .object = {0, "cat", {1, 2, 30, 40}}}));
    settle();
    QCOMPARE(around.edits.unsaved(), 1);
    QVERIFY(around.workbench.isRemoved(3, 0));
    QCOMPARE(around.workbench.shownObjects(3), 0);
}

void LabelEditsTest::patchesAreStepsOnTopOfEdits() {
    LabelPatch patch{.dataset = {},
                     .image = "000003",
                     .edit = {.change = LabelChange::remove, .object = {1, "dog", kBox}}};
    const QByteArray before = bytesAt(annotation(3));
    {
        Session session(*m_voc, *m_data);
        LabelPatches& patches = session.around.reviews.patches();
        session.around.edits.add(2, movedCat());
        PatchWriter writer(session.around.context);
        patch.dataset = storedFolder(session.around.workbench.dataset()->root);
        patches.add(patch);
        writer.apply({patch});
        QTRY_VERIFY(!writer.isRunning() && !patches.all()[0].isPending());
        QCOMPARE(bytesAt(annotation(3)), before);
        QCOMPARE(session.stack().count(), 2);
        session.stack().undo();
        QVERIFY(patches.all()[0].isPending());
        QVERIFY(!session.around.workbench.isRemoved(2, 1));
        session.stack().redo();
        QVERIFY(!patches.all()[0].isPending());
        QVERIFY(session.around.workbench.isRemoved(2, 1));
        session.around.project.flush();
    }
    // A restart later it is the same step still; saved, undone and saved again, the file is as it was.
    Session session(*m_voc, *m_data);
    session.around.reviews.restore();
    PatchWriter writer(session.around.context);
    writer.look();
    QTRY_VERIFY(!session.around.reviews.patches().all()[0].isPending());
    QVERIFY(writer.canUndo());
    session.save();
    QVERIFY(!bytesAt(annotation(3)).contains("dog"));
    writer.undoLast();
    QVERIFY(session.around.reviews.patches().all()[0].isPending());
    session.stack().undo();
    session.save();
    QCOMPARE(bytesAt(annotation(3)), before);
}

void LabelEditsTest::whatIsInNoFileIsNotApplied() {
    Session session(*m_voc, *m_data);
    LabelPatches& patches = session.around.reviews.patches();
    PatchWriter writer(session.around.context);
    const std::string folder = storedFolder(session.around.workbench.dataset()->root);
    const LabelPatch move{.dataset = folder, .image = "000003", .edit = movedCat()};
    const LabelPatch removal{.dataset = folder,
                             .image = "000003",
                             .edit = {.change = LabelChange::remove, .object = {1, "dog", kBox}}};
    // The same by hand, which may be undone.
    session.around.edits.add(2, movedCat());
    patches.add(move);
    writer.apply({move});
    QTRY_VERIFY(!writer.isRunning());
    QVERIFY(patches.all()[0].isPending());
    QCOMPARE(session.stack().count(), 1);
    session.stack().undo();
    // A step that is forgotten because something else has changed the file.
    patches.add(removal);
    writer.apply({removal});
    QTRY_VERIFY(!writer.isRunning() && !patches.all()[1].isPending());
    writeAt(annotation(3), QByteArray(bytesAt(annotation(3))).replace("285", "280"));
    session.read();
    QTRY_COMPARE(session.around.edits.foreign(), 1);
    session.around.edits.discardForeign();
    QVERIFY(patches.all()[1].isPending());
    session.settle();
    QTRY_VERIFY(!writer.isRunning());
    QVERIFY(patches.all()[1].isPending());
}

/// The encoding is of the whole file: it is written at once, and not beneath edits.
void LabelEditsTest::encodingsWaitForUnsavedEdits() {
    const QByteArray latin = QByteArray(bytesAt(annotation(3))).replace("<name>dog", "<name>h\xfcnd");
    writeAt(annotation(3), latin);
    Session session(*m_voc, *m_data);
    QVERIFY(session.around.edits.add(2, movedCat()));
    PatchWriter writer(session.around.context);
    QSignalSpy failed(&writer, &PatchWriter::failed);
    const LabelPatch patch{.dataset = storedFolder(session.around.workbench.dataset()->root),
                           .image = "000003",
                           .edit = {.change = LabelChange::recode}};
    session.around.reviews.patches().add(patch);
    QVERIFY(!writer.waits(patch, {patch}));
    writer.apply({patch});
    QCOMPARE(failed.size(), 1);
    QVERIFY(!writer.isRunning());
    QCOMPARE(bytesAt(annotation(3)), latin);
    session.stack().undo();
    writer.apply({patch});
    QTRY_VERIFY(!writer.isRunning());
    QVERIFY(bytesAt(annotation(3)).contains("<name>h\xc3\xbcnd"));
}

void LabelEditsTest::marksOutlastASave() {
    Session session(*m_voc, *m_data);
    Workbench& workbench = session.around.workbench;
    workbench.setMark("finding", "outside", {false, false, true, false, false, false});
    session.around.edits.add(2, movedCat());
    session.save();
    QVERIFY(workbench.marks().contains("finding=outside"));
    QFile::remove(annotation(6));  // another set of images
    session.read();
    QVERIFY(!workbench.marks().contains("finding=outside"));
}

void LabelEditsTest::imagesAreVerified() {
    Session session(*m_voc, *m_data);
    Workbench& workbench = session.around.workbench;
    const QByteArray plain = bytesAt(annotation(1));
    QByteArray marked = plain;
    marked.replace("<annotation>", "<annotation verified=\"yes\">");
    QVERIFY(session.around.edits.setVerified({0}, true));
    QVERIFY(workbench.isVerified(0) && !workbench.dataset()->images[0].verified);
    QCOMPARE(session.stack().undoText(), QStringLiteral("000001 verified"));
    QCOMPARE(session.around.edits.unsaved(), 1);
    QVERIFY(session.around.edits.setVerified({0}, true));  // so already: no step
    QCOMPARE(session.stack().count(), 1);
    QCOMPARE(bytesAt(annotation(1)), plain);  // nothing is written before it is saved
    session.save();
    QCOMPARE(bytesAt(annotation(1)), marked);
    QVERIFY(workbench.dataset()->images[0].verified && workbench.isVerified(0));
    session.stack().undo();
    QVERIFY(!workbench.isVerified(0));
    session.save();
    QCOMPARE(bytesAt(annotation(1)), plain);

    QVERIFY(session.around.edits.setVerified({0, 1, 2, 3, 4, 5}, true));
    session.settle();
    QCOMPARE(session.stack().undoText(), QStringLiteral("verified or not: %1 images").arg(countText(6)));
    for (int image = 0; image < 6; ++image) {
        QVERIFY(workbench.isVerified(image));
    }
    session.stack().undo();
    session.settle();
    for (int image = 0; image < 6; ++image) {
        QVERIFY(!workbench.isVerified(image));
    }
    QCOMPARE(session.around.edits.unsaved(), 0);
}

void LabelEditsTest::theFilterFollowsWhatIsVerified() {
    Session session(*m_voc, *m_data);
    Workbench& workbench = session.around.workbench;
    workbench.setFilter(filterFromText("-verified", workbench.dataset()->classes));
    using Images = std::vector<std::size_t>;
    QCOMPARE(workbench.images(), (Images{0, 1, 2, 3, 4, 5}));
    workbench.setCurrentImage(2);
    QVERIFY(session.around.edits.setVerified({2}, true));
    QCOMPARE(workbench.images(), (Images{0, 1, 3, 4, 5}));
    QCOMPARE(workbench.currentImage(), 3);  // the one behind it
    workbench.setCurrentImage(5);
    QVERIFY(session.around.edits.setVerified({5}, true));
    QCOMPARE(workbench.images(), (Images{0, 1, 3, 4}));
    QCOMPARE(workbench.currentImage(), 0);  // there is none behind it
    session.stack().undo();
    QCOMPARE(workbench.images(), (Images{0, 1, 3, 4, 5}));
    session.save();
    workbench.setFilter(filterFromText("verified", workbench.dataset()->classes));
    QCOMPARE(workbench.images(), Images{2});
}

QTEST_MAIN(LabelEditsTest)
#include "label_edits_test.moc"
