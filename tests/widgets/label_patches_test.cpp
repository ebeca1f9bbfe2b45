// Labels are mended from the errors of a detector: decided on in Detect, written and taken back in Dataset.
#include <QAbstractItemModelTester>
#include <QAction>
#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "core/project/project.hpp"
#include "detect_fixture.hpp"
#include "tests/support/voc_fixture.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/dataset/findings_panel.hpp"
#include "widgets/dataset/patches/patch_model.hpp"
#include "widgets/dataset/patches/patches_dialog.hpp"
#include "widgets/detect/errors/crop_gallery.hpp"
#include "widgets/detect/errors/error_browser.hpp"
#include "widgets/detect/errors/error_model.hpp"
#include "widgets/detect/review/patch_proposal.hpp"
#include "widgets/detect/review/review_panel.hpp"
#include "widgets/detect/review/reviewed_errors.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/detect/threshold_row.hpp"

using namespace priorscope;

namespace {

const VocBox kBox{16, 16, 285, 285};  ///< of every object of the VOC fixture

QByteArray bytesAt(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

LabelPatch renameOf(const Dataset& dataset, const char* image, const char* to) {
    return {.dataset = reviewedDataset(dataset),
            .image = image,
            .edit = {.change = LabelChange::rename, .object = {0, "cat", kBox}, .new_class = to}};
}

}  // namespace

class LabelPatchesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void whatIsProposed();
    void nothingIsProposedWhereNothingCanBeChanged();
    void undoSparesWhatIsWritten();
    void theStoreKeepsThem();
    void aKeyPatchesTheErrorAtHand();
    void appliedAndTakenBackInDataset();
    void problemsAreShown();

  private:
    QTemporaryDir m_data;
    fixture::VocFolder m_voc;
};

void LabelPatchesTest::initTestCase() {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    qputenv("XDG_DATA_HOME", m_data.path().toUtf8());
}

void LabelPatchesTest::whatIsProposed() {
    const auto dataset = m_voc.read();
    const ImageRow record = dataset->images[2];  // a cat and a dog
    const ClassMapping mapping = mapClasses({"cat", "dog", "hen"}, dataset->classes);
    const auto proposed = [&](int label, Outcome outcome, int object) {
        const Detection detection{.label = label, .box = {0.1F, 0.2F, 0.5F, 0.6F}};
        return proposedPatch(*dataset, record, mapping, detection, {outcome, object, 0.3});
    };
    const auto moved = proposed(1, Outcome::localization, 0);
    QVERIFY(moved);
    QCOMPARE(moved->edit.change, LabelChange::move);
    QCOMPARE(moved->edit.object, (FiledObject{0, "cat", kBox}));
    QCOMPARE(moved->edit.new_box, (VocBox{31, 61, 150, 180}));  // of 300 px
    QCOMPARE(moved->image, std::string("000003"));
    QCOMPARE(patchText(*moved), QStringLiteral("cat 16, 16, 285, 285 → 31, 61, 150, 180"));
    const auto renamed = proposed(1, Outcome::classification, 1);
    QVERIFY(renamed);
    QCOMPARE(renamed->edit.object.class_name, std::string("dog"));
    QCOMPARE(patchCommand(*renamed), QStringLiteral("Change to cat"));
    for (const Outcome outcome : {Outcome::background, Outcome::both}) {
        const auto added = proposed(2, outcome, outcome == Outcome::both ? 0 : -1);
        QVERIFY(added);
        QCOMPARE(patchText(*added), QStringLiteral("→ dog 31, 61, 150, 180"));
    }
    for (const Outcome outcome :
         {Outcome::true_positive, Outcome::ignored, Outcome::duplicate, Outcome::not_judged}) {
        QVERIFY(!proposed(1, outcome, 0));
    }
    const auto removed = proposedRemoval(*dataset, record, 1);
    QVERIFY(removed);
    QCOMPARE(patchText(*removed), QStringLiteral("dog 16, 16, 285, 285 →"));
}

void LabelPatchesTest::nothingIsProposedWhereNothingCanBeChanged() {
    const auto dataset = m_voc.read();
    const ClassMapping mapping = mapClasses({"cat", "dog", "hen"}, dataset->classes);
    const DetectionVerdict background{Outcome::background, -1, 0.0};
    const Detection cat{.label = 1, .box = {0.1F, 0.2F, 0.5F, 0.6F}};
    const Detection hen{.label = 3, .box = cat.box};
    ImageRecord record = dataset->images[0].copy();
    QVERIFY(proposedPatch(*dataset, record, mapping, cat, background));
    QVERIFY(!proposedPatch(*dataset, record, mapping, hen, background));  // not a class of the dataset
    QVERIFY(!proposedRemoval(*dataset, record, -1) && !proposedRemoval(*dataset, record, 1));
    record.annotation_file.clear();
    QVERIFY(!proposedPatch(*dataset, record, mapping, cat, background));
    QVERIFY(!proposedRemoval(*dataset, record, 0));
}

void LabelPatchesTest::undoSparesWhatIsWritten() {
    WorkspaceSurroundings around;
    const auto dataset = m_voc.read();
    LabelPatches& patches = around.reviews.patches();
    QUndoStack& stack = around.reviews.undoStack();
    LabelPatch one = renameOf(*dataset, "000001", "dog");
    const LabelPatch other = renameOf(*dataset, "000001", "hen");
    patches.add(one);
    patches.add(one);
    QCOMPARE(stack.count(), 1);
    patches.add(other);  // of the same object: instead
    QCOMPARE(patches.all(), std::vector{other});
    stack.undo();
    QCOMPARE(patches.all(), std::vector{one});
    one.applied = "2026-01-02T03:04:05Z";
    patches.setStates({one, other});
    stack.undo();
    QCOMPARE(patches.all(), std::vector{one});
    patches.remove({one});
    QVERIFY(patches.all().empty());
    stack.undo();
    QCOMPARE(patches.all(), std::vector{one});
}

void LabelPatchesTest::theStoreKeepsThem() {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("project.sqlite"));
    const LabelPatch patch = renameOf(*m_voc.read(), "000001", "dog");
    const LabelPatch other = renameOf(*m_voc.read(), "000002", "dog");
    {
        ProjectStore store;
        store.open(file);
        Reviews reviews(store);
        reviews.restore();
        reviews.patches().add(patch);
        QVERIFY(store.hasUnsavedEdits());
        store.flush();
        QVERIFY(!store.hasUnsavedEdits());
    }
    {
        Project(folder.filePath(QStringLiteral("other.sqlite")).toStdString())
            .setLabelPatches({other, patch});
    }
    ProjectStore store;
    store.open(file);
    Reviews reviews(store);
    reviews.restore();
    QCOMPARE(reviews.patches().all(), std::vector{patch});
    // A project that is there already keeps its own, too.
    QVERIFY(store.keepElsewhere(folder.filePath(QStringLiteral("other.sqlite"))));
    QCOMPARE(reviews.patches().all(), (std::vector{other, patch}));
}

void LabelPatchesTest::aKeyPatchesTheErrorAtHand() {
    DetectFixture detect;
    detect.make(24);
    QVERIFY(detect.show());
    DetectWorkspace& workspace = *detect.workspace;
    workspace.setDetector(detect.detector, QStringLiteral("random"), QStringLiteral("step 0"),
                          {.run = "runs/a", .checkpoint = {}});
    workspace.evaluateSplit();
    workspace.thresholds()->set(std::nullopt, 1.0F);  // everything is missed
    QTRY_VERIFY_WITH_TIMEOUT(workspace.scores()->costs() != nullptr && workspace.isSettled(), 60000);
    QVERIFY(!workspace.review()->patchButton()->isVisible());
    workspace.errors()->show(ErrorFilter{.missed = true});
    QTRY_VERIFY_WITH_TIMEOUT(workspace.isSettled() && workspace.errors()->gallery()->errors()->rowCount() > 2,
                             60000);
    workspace.errors()->step(1);
    Chip* chip = workspace.review()->patchButton();
    QVERIFY(!chip->isHidden() && !chip->isChecked());
    QCOMPARE(chip->text(), QStringLiteral("Remove object"));
    const auto trigger = [&workspace](const QString& text) {
        for (QAction* action : workspace.commands()) {
            if (action != nullptr && action->text().startsWith(text)) {
                action->trigger();
                return action->shortcut();
            }
        }
        return QKeySequence();
    };
    Reviews& reviews = detect.around->reviews;
    QCOMPARE(trigger(QStringLiteral("Patch the label")), QKeySequence(Qt::Key_P));
    QCOMPARE(reviews.patches().all().size(), std::size_t{1});
    const LabelPatch patch = reviews.patches().all()[0];
    const ReviewedError error = *workspace.review()->error();
    QCOMPARE(patch.image, error.image);
    QCOMPARE(patch.edit.object.class_name, error.class_name);
    QVERIFY(patch.isPending() && chip->isChecked());
    QCOMPARE(reviews.find(error)->verdict, ReviewVerdict::label_wrong);
    // One step back takes both.
    trigger(QStringLiteral("Undo"));
    QVERIFY(reviews.patches().all().empty() && reviews.all().empty() && !chip->isChecked());
    trigger(QStringLiteral("Redo"));
    QVERIFY(reviews.patches().all().size() == 1 && reviews.all().size() == 1 && chip->isChecked());
    // A click takes the patch back; the label is still wrong.
    chip->click();
    QVERIFY(reviews.patches().all().empty() && !chip->isChecked());
    QCOMPARE(reviews.find(error)->verdict, ReviewVerdict::label_wrong);
    detect.close();
}

void LabelPatchesTest::appliedAndTakenBackInDataset() {
    WorkspaceSurroundings around;
    FindingsPanel panel(around.context);
    around.workbench.setDataset(m_voc.read());
    QVERIFY(panel.patchesButton()->isHidden() && !panel.patchesAction()->isEnabled());
    LabelPatches& patches = around.reviews.patches();
    patches.add(renameOf(*around.workbench.dataset(), "000001", "dog"));
    patches.add(renameOf(*around.workbench.dataset(), "000004", "dog"));
    QVERIFY(!panel.patchesButton()->isHidden());
    QCOMPARE(panel.patchesButton()->text(), QStringLiteral("Label patches: 2"));
    panel.patchesButton()->click();
    PatchesDialog* dialog = panel.patchesDialog();
    QVERIFY(dialog != nullptr);
    const QAbstractItemModelTester tester(dialog->model(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(dialog->model()->index(1, PatchModel::ChangeColumn).data().toString(),
             QStringLiteral("cat → dog (16, 16, 285, 285)"));
    QCOMPARE(dialog->applyButton()->text(), QStringLiteral("&Apply 2"));
    QVERIFY(!dialog->undoButton()->isEnabled());
    QVERIFY(dialog->note().contains(QStringLiteral("Annotations to be changed: 2")) &&
            dialog->note().contains(QStringLiteral("priorscope/backups")));
    // A selected one alone; its image is shown.
    dialog->table()->selectRow(1);
    QCOMPARE(dialog->applyButton()->text(), QStringLiteral("&Apply 1"));
    QCOMPARE(around.workbench.currentImage(), 3);
    const QString file = m_voc.path() + QStringLiteral("/Annotations/000004.xml");
    const QByteArray before = bytesAt(file);
    dialog->applyButton()->click();
    QTRY_COMPARE(around.edits.unsaved(), 1);
    QTRY_VERIFY(!panel.isPatching() && !around.edits.isRunning());
    // Shown, one step of undo, and not written yet.
    QCOMPARE(around.workbench.className(around.workbench.shownRecord(3).objects[0].label),
             QStringLiteral("dog"));
    QCOMPARE(around.edits.undoStack().count(), 1);
    QCOMPARE(bytesAt(file), before);
    QCOMPARE(panel.patchesButton()->text(), QStringLiteral("Label patches: 1"));
    QVERIFY(dialog->note().startsWith(QStringLiteral("Changes made: 1.")));
    const auto state = [&] { return dialog->model()->index(1, PatchModel::StateColumn).data().toString(); };
    QCOMPARE(state(), QStringLiteral("made, labels not saved"));
    QVERIFY(dialog->undoButton()->isEnabled() && dialog->saveButton()->isEnabled());
    QSignalSpy written(&around.edits, &LabelEdits::written);
    dialog->saveButton()->click();
    QTRY_COMPARE(written.count(), 1);
    QCOMPARE(bytesAt(file), QByteArray(before).replace("<name>cat", "<name>dog"));
    QVERIFY(dialog->note().startsWith(QStringLiteral("Annotations saved: 1.")));
    QTRY_VERIFY(state().startsWith(QStringLiteral("applied")));
    QVERIFY(!dialog->saveButton()->isEnabled());
    dialog->undoButton()->click();
    QCOMPARE(state(), QStringLiteral("pending"));
    QCOMPARE(panel.patchesButton()->text(), QStringLiteral("Label patches: 2"));
    QTRY_VERIFY(dialog->saveButton()->isEnabled());
    dialog->saveButton()->click();
    QTRY_COMPARE(written.count(), 2);
    QCOMPARE(bytesAt(file), before);
    QTRY_VERIFY(!dialog->undoButton()->isEnabled() && !panel.isPatching());
    // The list is emptied; undo brings it back.
    dialog->table()->clearSelection();
    dialog->removeButton()->click();
    QVERIFY(panel.patchesButton()->isHidden());
    around.reviews.undoStack().undo();
    QCOMPARE(dialog->model()->rowCount(), 2);
}

void LabelPatchesTest::problemsAreShown() {
    WorkspaceSurroundings around;
    FindingsPanel panel(around.context);
    around.workbench.setDataset(m_voc.read());
    LabelPatch lost = renameOf(*around.workbench.dataset(), "000001", "dog");
    lost.edit.object.box = {1, 2, 3, 4};
    around.reviews.patches().add(lost);
    panel.patchesAction()->trigger();
    PatchesDialog* dialog = panel.patchesDialog();
    QSignalSpy written(&around.reviews.patches(), &LabelPatches::written);
    dialog->applyButton()->click();
    QTRY_VERIFY(!dialog->banner()->isHidden());
    around.workbench.setDataset(m_voc.read());  // what follows where other files were written
    QVERIFY(!dialog->banner()->isHidden());
    QVERIFY2(dialog->banner()->text().contains(QStringLiteral("no longer has a single cat at 1, 2, 3, 4")),
             qPrintable(dialog->banner()->text()));
    QCOMPARE(dialog->note(), QStringLiteral("No annotation was changed."));
    QCOMPARE(written.count(), 0);
    QVERIFY(around.reviews.patches().all()[0].isPending());
}

QTEST_MAIN(LabelPatchesTest)
#include "label_patches_test.moc"
