// Boxes are drawn, moved and changed with the mouse and by keys, in the large image of Dataset.
#include "widgets/dataset/editing/label_editor.hpp"

#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QTemporaryDir>
#include <QTest>

#include "sample_fixture.hpp"
#include "tests/support/voc_fixture.hpp"
#include "widgets/canvas/box_grips.hpp"
#include "widgets/canvas/image_canvas.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/name_picker.hpp"
#include "widgets/dataset/dataset_workspace.hpp"
#include "widgets/dataset/editing/label_tool.hpp"

using namespace priorscope;

class LabelEditorTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void grips_data();
    void grips();
    void boxesStayInTheImage();
    void aBoxIsDragged();
    void aBoxIsDrawn();
    void browsingChangesNothing();
    void keysChangeTheObject();
    void undoGoesToTheImage();
    void escapeEndsDrawing();
    void thePickerNarrows();
    void theBarSaysWhatIsNotSaved();

  private:
    QPoint at(double x, double y) const {  ///< pixels of the image
        return m_workspace->canvas()->viewFromFraction({x / 300.0, y / 300.0}).toPoint();
    }
    void dragTo(const QPoint& from, const QPoint& to) const {
        ImageCanvas* canvas = m_workspace->canvas();
        QTest::mousePress(canvas, Qt::LeftButton, {}, from);
        QTest::mouseMove(canvas, (from + to) / 2);
        QTest::mouseMove(canvas, to);
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, to);
    }
    void trigger(const QString& text) const {
        for (QAction* action : m_workspace->editor()->actions()) {
            if (action->text() == text) {
                QVERIFY2(action->isEnabled(), qPrintable(text));
                action->trigger();
                return;
            }
        }
        QFAIL(qPrintable(text));
    }
    VocBox boxOf(std::size_t object) const { return m_around->workbench.shownRecord()->objects[object].voc; }

    std::unique_ptr<fixture::VocFolder> m_voc;
    std::unique_ptr<QTemporaryDir> m_data;
    std::unique_ptr<WorkspaceSurroundings> m_around;
    std::unique_ptr<DatasetWorkspace> m_workspace;
};

void LabelEditorTest::init() {
    m_workspace.reset();
    m_around.reset();
    m_voc = std::make_unique<fixture::VocFolder>();
    m_data = std::make_unique<QTemporaryDir>();
    m_around = std::make_unique<WorkspaceSurroundings>();
    m_around->project.open(m_data->filePath(QStringLiteral("project.sqlite")));
    m_workspace = std::make_unique<DatasetWorkspace>(m_around->context);
    m_workspace->resize(1000, 760);
    m_workspace->show();
    m_around->workbench.setDataset(m_voc->read());
    m_around->workbench.setCurrentImage(0);
    m_workspace->showLargeImage(true);
    QVERIFY(QTest::qWaitForWindowExposed(m_workspace.get()));
    QTRY_VERIFY(!m_workspace->canvas()->image().isNull());
}

void LabelEditorTest::grips_data() {
    QTest::addColumn<QPointF>("point");
    QTest::addColumn<int>("edges");  // left 1, top 2, right 4, bottom 8
    QTest::newRow("outside") << QPointF(4, 50) << 0;
    QTest::newRow("middle") << QPointF(50, 50) << 15;
    QTest::newRow("left") << QPointF(6, 50) << 1;
    QTest::newRow("left, inside") << QPointF(14, 50) << 1;
    QTest::newRow("corner") << QPointF(89, 91) << 12;
    QTest::newRow("top") << QPointF(50, 12) << 2;
}

void LabelEditorTest::grips() {
    QFETCH(const QPointF, point);
    QFETCH(const int, edges);
    const Grip grip = gripAt(QRectF(10, 10, 80, 80), point);
    QCOMPARE((grip.left ? 1 : 0) + (grip.top ? 2 : 0) + (grip.right ? 4 : 0) + (grip.bottom ? 8 : 0), edges);
    // Of a box of 8 px, the middle can still be moved.
    QVERIFY(gripAt(QRectF(10, 10, 8, 8), {14, 14}).isMove());
}

void LabelEditorTest::boxesStayInTheImage() {
    const VocBox box{10, 20, 30.5, 40};
    QCOMPARE(dragged(box, {.left = true}, -3.4, 9, 50, 50), (VocBox{7, 20, 30.5, 40}));
    QCOMPARE(dragged(box, {.left = true}, -300, 0, 50, 50), (VocBox{1, 20, 30.5, 40}));
    QCOMPARE(dragged(box, {.left = true}, 300, 0, 50, 50), (VocBox{30, 20, 30.5, 40}));
    QCOMPARE(dragged(box, {.bottom = true}, 0, -300, 50, 50), (VocBox{10, 20, 30.5, 20}));
    QCOMPARE(dragged(box, {.right = true, .bottom = true}, 300, 300, 50, 50), (VocBox{10, 20, 50, 50}));
    // Moved as a whole: 31 - 10 and 40 - 20 stay.
    QCOMPARE(dragged(box, kMoveGrip, -300, 1.4, 50, 50), (VocBox{1, 21, 22, 41}));
    QCOMPARE(dragged(box, kMoveGrip, 300, 300, 50, 50), (VocBox{29, 30, 50, 50}));
    QCOMPARE(spanned({40.4, -5}, {10.6, 20.2}, 50, 50), (VocBox{12, 1, 40, 20}));
    QCOMPARE(spanned({60, 60}, {60, 60}, 50, 50), (VocBox{50, 50, 50, 50}));
    QCOMPARE(spanned({10, 10}, {10.2, 10.2}, 50, 50), (VocBox{11, 11, 11, 11}));
}

void LabelEditorTest::aBoxIsDragged() {
    m_workspace->editor()->editAction()->trigger();
    dragTo(at(150, 150), at(165, 150));  // the middle: chosen and moved, 15 px are free to the right
    QCOMPARE(m_around->workbench.selectedObject(), 0);
    const VocBox moved = boxOf(0);
    QVERIFY(std::abs(moved.xmin - 31) <= 1 && moved.xmax - moved.xmin == 269 && moved.ymin == 16);
    dragTo(at(moved.xmin - 1, 150), at(100, 150));  // its left edge
    QVERIFY(std::abs(boxOf(0).xmin - 101) <= 1);
    QCOMPARE(boxOf(0).xmax, moved.xmax);
    QTest::keyClick(m_workspace->canvas(), Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(boxOf(0).ymin, 15.0);
    QCOMPARE(m_around->edits.undoStack().count(), 3);
    m_around->edits.undoStack().setIndex(0);
    QCOMPARE(boxOf(0), (VocBox{16, 16, 285, 285}));
    QCOMPARE(m_around->workbench.selectedObject(), 0);
}

void LabelEditorTest::aBoxIsDrawn() {
    trigger(QStringLiteral("New box"));
    QVERIFY(m_workspace->editor()->editAction()->isChecked());
    dragTo(at(30, 60), at(90, 120));
    NamePicker* picker = m_workspace->editor()->picker();
    QVERIFY(picker->isVisible());
    QTest::keyClicks(picker->field(), QStringLiteral("do"));
    QTest::keyClick(picker->field(), Qt::Key_Return);
    QVERIFY(!picker->isVisible());
    QCOMPARE(m_around->workbench.shownRecord()->objects.size(), 2U);
    QCOMPARE(m_around->workbench.className(m_around->workbench.shownRecord()->objects[1].label),
             QStringLiteral("dog"));
    const VocBox box = boxOf(1);
    QVERIFY(std::abs(box.xmin - 31) <= 1 && std::abs(box.ymin - 61) <= 1 && std::abs(box.xmax - 90) <= 1 &&
            std::abs(box.ymax - 120) <= 1);
    QCOMPARE(m_around->workbench.selectedObject(), 1);
    // Without a class there is no box.
    trigger(QStringLiteral("New box"));
    dragTo(at(30, 60), at(90, 120));
    QTest::keyClick(picker->field(), Qt::Key_Escape);
    QVERIFY(!picker->isVisible());
    QCOMPARE(m_around->workbench.shownRecord()->objects.size(), 2U);
}

void LabelEditorTest::browsingChangesNothing() {
    dragTo(at(150, 150), at(200, 150));
    dragTo(at(15, 150), at(100, 150));
    QTest::keyClick(m_workspace->canvas(), Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(m_around->edits.undoStack().count(), 0);
    QTest::mouseClick(m_workspace->canvas(), Qt::LeftButton, {}, at(150, 150));
    for (QAction* action : m_workspace->editor()->actions()) {
        const bool changes_object =
            action->text().contains(QStringLiteral("object")) || action->text() == QStringLiteral("Class…");
        QVERIFY(!changes_object || !action->isEnabled());
    }
}

void LabelEditorTest::keysChangeTheObject() {
    m_workspace->editor()->editAction()->trigger();
    QTest::mouseClick(m_workspace->canvas(), Qt::LeftButton, {}, at(150, 150));
    trigger(QStringLiteral("Difficult"));
    QVERIFY(m_around->workbench.shownRecord()->objects[0].difficult);
    trigger(QStringLiteral("Difficult"));
    QVERIFY(!m_around->workbench.shownRecord()->objects[0].difficult);
    trigger(QStringLiteral("Class…"));
    NamePicker* picker = m_workspace->editor()->picker();
    QTest::keyClicks(picker->field(), QStringLiteral("hen"));
    QTest::keyClick(picker->field(), Qt::Key_Return);
    QCOMPARE(m_around->workbench.className(m_around->workbench.shownRecord()->objects[0].label),
             QStringLiteral("hen"));
    trigger(QStringLiteral("Duplicate the object"));
    QCOMPARE(boxOf(1), (VocBox{24, 24, 293, 293}));
    QCOMPARE(m_around->workbench.selectedObject(), 1);
    trigger(QStringLiteral("Remove the object"));
    QCOMPARE(m_around->workbench.shownRecord()->objects.size(), 1U);
    m_around->workbench.setSelectedObject(0);
    trigger(QStringLiteral("Remove the object"));
    QVERIFY(m_around->workbench.edited(0)->marks.front() == EditMark::removed);
    QVERIFY(m_workspace->canvas()->layers().front().boxes.empty());
}

void LabelEditorTest::undoGoesToTheImage() {
    m_workspace->editor()->editAction()->trigger();
    QTest::mouseClick(m_workspace->canvas(), Qt::LeftButton, {}, at(150, 150));
    trigger(QStringLiteral("Remove the object"));
    m_around->workbench.setCurrentImage(2);
    m_around->edits.undoStack().undo();
    QCOMPARE(m_around->workbench.currentImage(), 0);
}

void LabelEditorTest::escapeEndsDrawing() {
    trigger(QStringLiteral("New box"));
    LabelTool* tool = m_workspace->editor()->tool();
    QVERIFY(tool->isDrawing());
    QTest::mousePress(m_workspace->canvas(), Qt::LeftButton, {}, at(30, 60));
    QTest::mouseMove(m_workspace->canvas(), at(90, 90));
    QVERIFY(m_workspace->editor()->cancel());
    QTest::mouseRelease(m_workspace->canvas(), Qt::LeftButton, {}, at(90, 90));
    QVERIFY(!tool->isDrawing() && !m_workspace->editor()->picker()->isVisible());
    QVERIFY(!m_workspace->editor()->cancel());
    QCOMPARE(m_around->edits.undoStack().count(), 0);
}

void LabelEditorTest::thePickerNarrows() {
    NamePicker picker({}, {}, QStringLiteral("New class: %1"), m_workspace.get());
    QSignalSpy picked(&picker, &NamePicker::picked);
    picker.open({QStringLiteral("cat"), QStringLiteral("bobcat"), QStringLiteral("dog")},
                QStringLiteral("dog"), {});
    QCOMPARE(picker.list()->currentItem()->text(), QStringLiteral("dog"));
    QTest::keyClicks(picker.field(), QStringLiteral("ca"));
    QCOMPARE(picker.list()->count(), 3);
    QCOMPARE(picker.list()->item(0)->text(), QStringLiteral("cat"));
    QCOMPARE(picker.list()->item(1)->text(), QStringLiteral("bobcat"));
    QCOMPARE(picker.list()->item(2)->text(), QStringLiteral("New class: ca"));
    QTest::keyClick(picker.field(), Qt::Key_Down);
    QTest::keyClick(picker.field(), Qt::Key_Down);
    QTest::keyClick(picker.field(), Qt::Key_Return);
    QCOMPARE(picked.front().front().toString(), QStringLiteral("ca"));
}

void LabelEditorTest::theBarSaysWhatIsNotSaved() {
    LabelEditor* editor = m_workspace->editor();
    QVERIFY(editor->bar()->isHidden());
    QVERIFY(!editor->saveAction()->isEnabled());
    QVERIFY(
        m_around->edits.add(0, {.change = LabelChange::remove, .object = {0, "cat", {16, 16, 285, 285}}}));
    QVERIFY(editor->bar()->isVisible());
    QCOMPARE(editor->state(), QStringLiteral("images with unsaved labels: %1").arg(QLocale().toString(1)));
    m_workspace->showLargeImage(false);
    QVERIFY(editor->bar()->isVisible());
    editor->saveAction()->trigger();
    QTRY_VERIFY(!m_around->edits.isRunning());
    QVERIFY(editor->bar()->isHidden());
}

QTEST_MAIN(LabelEditorTest)
#include "label_editor_test.moc"
