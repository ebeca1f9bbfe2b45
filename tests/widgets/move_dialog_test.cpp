// Images are moved to another split in the window, and back.
#include "widgets/dataset/splits/move_dialog.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

#include "core/project/split_moving.hpp"
#include "sample_fixture.hpp"
#include "tests/support/file_bytes.hpp"
#include "tests/support/voc_fixture.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/text.hpp"
#include "widgets/dataset/splits/split_mover.hpp"

using namespace priorscope;

namespace {

void settle(const MoveDialog& dialog) {
    QTest::qWait(1);
    QTRY_VERIFY(!dialog.isRunning());
    QTest::qWait(1);
    QTRY_VERIFY(!dialog.isRunning());
}

QString arrow(int before, int after) {
    return QStringLiteral("%1 → %2").arg(countText(before), countText(after));
}

}  // namespace

class MoveDialogTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void aMoveIsPreviewedAndWritten();
    void whatCannotBeWrittenIsTold();
    void withoutLists();
    void theTargetIsAnotherList();
    void theWorkspaceMovesAndTakesBack();

  private:
    QString list(const char* name) const {
        return m_voc->path() + QStringLiteral("/ImageSets/Main/%1.txt").arg(QLatin1String(name));
    }
    std::filesystem::path backups() const { return m_data->filePath(QStringLiteral("splits")).toStdString(); }
    std::unique_ptr<fixture::VocFolder> m_voc;
    std::unique_ptr<QTemporaryDir> m_data;
    JobList m_jobs;
};

void MoveDialogTest::init() {
    m_voc = std::make_unique<fixture::VocFolder>();
    m_data = std::make_unique<QTemporaryDir>();
    writeAt(list("train"), "000001\n000002\n000003\n000004\n");
    writeAt(list("val"), "000005\n");
    writeAt(list("trainval"), "000001\n000002\n000003\n000004\n000005\n");
}

void MoveDialogTest::aMoveIsPreviewedAndWritten() {
    const auto dataset = m_voc->read();
    MoveDialog dialog(dataset, {.current = 2, .shown = {0, 1, 2}}, backups(), m_jobs);
    QVERIFY(!dialog.moveButton()->isEnabled());
    settle(dialog);
    QCOMPARE(dialog.target()->count(), 2);  // trainval follows
    QCOMPARE(dialog.target()->currentText(), QStringLiteral("val"));
    QCOMPARE(dialog.sources().size(), 1U);
    QVERIFY(dialog.sources()[0]->isChecked());
    QTableWidget* table = dialog.preview();
    QCOMPARE(table->columnCount(), 3);
    QCOMPARE(table->rowCount(), 3);  // images, cat, dog
    QCOMPARE(table->horizontalHeaderItem(1)->text(), QStringLiteral("val"));
    QCOMPARE(table->item(0, 1)->text(), arrow(1, 2));
    QCOMPARE(table->item(1, 1)->text(), arrow(0, 1));
    QCOMPARE(table->item(2, 1)->text(), arrow(1, 2));
    QCOMPARE(table->item(0, 2)->text(), arrow(4, 3));
    QVERIFY(dialog.notes().contains(QStringLiteral("trainval has exactly the images of train, val")));

    QTest::mouseClick(dialog.which()->segment(1), Qt::LeftButton);
    settle(dialog);
    QCOMPARE(table->item(0, 1)->text(), arrow(1, 4));
    QCOMPARE(table->item(0, 2)->text(), arrow(4, 1));
    dialog.sources()[0]->setChecked(false);
    settle(dialog);
    QCOMPARE(table->columnCount(), 2);  // val alone changes
    dialog.target()->setCurrentText(QStringLiteral("train"));
    settle(dialog);
    QVERIFY(!dialog.moveButton()->isEnabled());  // all of them are there
    QCOMPARE(table->rowCount(), 0);
    dialog.target()->setCurrentText(QStringLiteral("val"));
    QTest::mouseClick(dialog.which()->segment(0), Qt::LeftButton);
    settle(dialog);

    QSignalSpy moved(&dialog, &MoveDialog::moved);
    QTest::mouseClick(dialog.moveButton(), Qt::LeftButton);
    QTRY_COMPARE(moved.size(), 1);
    QCOMPARE(moved[0][0].toInt(), 1);
    QCOMPARE(bytesAt(list("train")), QByteArray("000001\n000002\n000004\n"));
    QCOMPARE(bytesAt(list("val")), QByteArray("000005\n000003\n"));
    QCOMPARE(bytesAt(list("trainval")), QByteArray("000001\n000002\n000003\n000004\n000005\n"));
    QVERIFY(lastMove(*dataset, backups()));
}

void MoveDialogTest::theTargetIsAnotherList() {
    MoveDialog of_val(m_voc->read(), {.current = 4, .shown = {}}, backups(), m_jobs);
    settle(of_val);
    QCOMPARE(of_val.target()->currentText(), QStringLiteral("train"));
    MoveDialog most_of_train(m_voc->read(), {.current = {}, .shown = {0, 1, 4}}, backups(), m_jobs);
    settle(most_of_train);
    QCOMPARE(most_of_train.target()->currentText(), QStringLiteral("val"));
}

void MoveDialogTest::whatCannotBeWrittenIsTold() {
    MoveDialog dialog(m_voc->read(), {.current = 2, .shown = {}}, backups(), m_jobs);
    settle(dialog);
    writeAt(list("val"), "000005\n000006\n");
    QSignalSpy moved(&dialog, &MoveDialog::moved);
    QTest::mouseClick(dialog.moveButton(), Qt::LeftButton);
    QTRY_VERIFY(!dialog.banner()->isHidden());
    QVERIFY(moved.isEmpty());
    QVERIFY2(dialog.banner()->text().contains(QStringLiteral("val.txt")),
             qPrintable(dialog.banner()->text()));
    QCOMPARE(bytesAt(list("train")), QByteArray("000001\n000002\n000003\n000004\n"));
}

void MoveDialogTest::withoutLists() {
    for (const char* name : {"train", "val", "trainval"}) {
        QVERIFY(QFile::remove(list(name)));
    }
    MoveDialog dialog(m_voc->read(), {.current = 2, .shown = {}}, backups(), m_jobs);
    settle(dialog);
    QVERIFY(!dialog.banner()->isHidden());
    QVERIFY(!dialog.moveButton()->isEnabled());
    QCOMPARE(dialog.target()->count(), 0);
}

void MoveDialogTest::theWorkspaceMovesAndTakesBack() {
    WorkspaceSurroundings around;
    around.project.open(m_data->filePath(QStringLiteral("project.sqlite")));
    QWidget window;
    SplitMover mover(around.context, &window);
    QVERIFY(!mover.moveAction()->isEnabled());
    around.workbench.setDataset(m_voc->read());
    QTRY_VERIFY(!mover.isRunning());
    QVERIFY(mover.moveAction()->isEnabled() && !mover.undoAction()->isEnabled());
    QSignalSpy changed(&mover, &SplitMover::listsChanged);
    connect(&mover, &SplitMover::listsChanged, this, [&] { around.workbench.setDataset(m_voc->read()); });
    around.workbench.setSplit(QStringLiteral("val"));
    mover.moveAction()->trigger();
    QVERIFY(mover.dialog() != nullptr);
    settle(*mover.dialog());
    mover.dialog()->target()->setCurrentText(QStringLiteral("train"));
    settle(*mover.dialog());
    QTest::mouseClick(mover.dialog()->which()->segment(1), Qt::LeftButton);  // all of val
    settle(*mover.dialog());
    QTest::mouseClick(mover.dialog()->moveButton(), Qt::LeftButton);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(bytesAt(list("val")), QByteArray());
    const auto note = [&around] { return around.jobs.note(); };
    QTRY_VERIFY2(note().contains(QStringLiteral("Undo moving")), qPrintable(note()));
    QCOMPARE(around.workbench.dataset()->splitIndices("train").size(), 5U);
    QTRY_VERIFY(mover.undoAction()->isEnabled());
    mover.undoAction()->trigger();
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(bytesAt(list("val")), QByteArray("000005\n"));
    QCOMPARE(bytesAt(list("train")), QByteArray("000001\n000002\n000003\n000004\n"));
    QTRY_VERIFY(!mover.isRunning());
    QVERIFY(!mover.undoAction()->isEnabled());
}

QTEST_MAIN(MoveDialogTest)
#include "move_dialog_test.moc"
