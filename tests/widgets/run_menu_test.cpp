// What can be done with the runs of the list, on real runs of ssd-tiny, by mouse and by keyboard.
#include "widgets/training/runs/run_menu.hpp"

#include <QCheckBox>
#include <QContextMenuEvent>
#include <QFile>
#include <QFileInfo>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTreeWidget>
#include <filesystem>

#include "core/base/files/stored_path.hpp"
#include "core/training/steering/run_status.hpp"
#include "train_workspace_fixture.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/detector_source.hpp"
#include "widgets/training/run_list.hpp"
#include "widgets/training/run_paths.hpp"
#include "widgets/training/runs/run_dialogs.hpp"
#include "widgets/training/runs/run_sizes_dialog.hpp"
#include "widgets/training/runs/trash_dialog.hpp"
#include "widgets/training/runs/undo_notice.hpp"
#include "widgets/training/training_plots.hpp"

using namespace priorscope;

class RunMenuTest : public QObject, private TrainWorkspaceFixture {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { close(); }
    void theMenuOpensByMouseAndKeyboard();
    void renamesAndUndoes();
    void saysWhyANameCannotBeTaken();
    void aRenamedRunKeepsItsPlace();
    void whatDetectKnowsFollowsTheName();
    void runsThatAreTrainedOrWaitStay();
    void notesAndTagsAreInTheListAndReturn();
    void planningTheSameAgain();
    void startingFromItsWeights();
    void aReportOfTheSelectedRun();
    void throwsAwayAndPutsBack();
    void emptiesTheTrashAfterAQuestion();
    void cleansUpWhatIsChosen();
    void tagsAreReadFromALine();

  private:
    std::unique_ptr<QTemporaryDir> m_trained;  ///< two runs

    /// Starts a run and waits for its end.
    void train(int steps);
    RunMenu* menu() const { return m_workspace->runMenu(); }
    RunList* list() const { return m_workspace->findChild<RunList*>(); }
    QTableView* table() const { return list()->table(); }
    QString path(const QString& name) const { return m_runs->filePath(name); }
    QStringList names() const;
    template <class Dialog>
    Dialog* dialog() const {
        return qobject_cast<Dialog*>(menu()->dialog());
    }
    QMessageBox* question() const { return menu()->dialog()->findChild<QMessageBox*>(); }
    /// By key.
    static void press(QPushButton* button);
    /// Selects a run and gives the table the focus.
    void choose(const QString& name);
};

void RunMenuTest::initTestCase() {
    makeSample();
    open();
    train(2);
    train(1);
    m_trained = std::make_unique<QTemporaryDir>();
    std::filesystem::copy(m_runs->path().toStdString(), m_trained->path().toStdString(),
                          std::filesystem::copy_options::recursive);
    close();
}

void RunMenuTest::init() {
    open();
    std::filesystem::copy(m_trained->path().toStdString(), m_runs->path().toStdString(),
                          std::filesystem::copy_options::recursive);
    m_around->runs.read();
    QTRY_COMPARE(names(), (QStringList{QStringLiteral("run-002"), QStringLiteral("run-001")}));
    QTRY_VERIFY(m_workspace->isSettled());
}

void RunMenuTest::train(int steps) {
    setRun(steps);
    const QString run = QLatin1Char('/') + textOf(nextRunFolder(pathOf(m_runs->path())).filename());
    button("startButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_around->runs.find(m_runs->path() + run) != nullptr && m_workspace->isSettled(),
                             60000);
}

QStringList RunMenuTest::names() const {
    QStringList names;
    for (const Runs::Record& run : m_around->runs.list()) {
        names << QString::fromStdString(run->name);
    }
    std::sort(names.rbegin(), names.rend());
    return names;
}

void RunMenuTest::choose(const QString& name) {
    m_workspace->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_workspace.get()));
    list()->select(path(name));
    table()->setFocus();
    QTRY_VERIFY(m_workspace->isSettled());
    QCOMPARE(list()->selected(), path(name));
}

void RunMenuTest::press(QPushButton* button) {
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
}

void RunMenuTest::theMenuOpensByMouseAndKeyboard() {
    choose(QStringLiteral("run-001"));
    const auto close = [this] {
        QTRY_VERIFY(menu()->menu()->isVisible());
        menu()->menu()->close();
        QTRY_VERIFY(!menu()->menu()->isVisible());
    };
    const QPoint middle = table()->visualRect(table()->currentIndex()).center();
    QContextMenuEvent click(QContextMenuEvent::Mouse, middle, table()->viewport()->mapToGlobal(middle));
    QCoreApplication::sendEvent(table()->viewport(), &click);
    close();
    QTest::keyClick(table(), Qt::Key_Menu);
    close();
    QTest::keyClick(table(), Qt::Key_F10, Qt::ShiftModifier);
    close();
    // The button in the head has the same menu, which has the table's own commands, too.
    QVERIFY(list()->moreButton()->isVisible() && list()->moreButton()->menu() == menu()->menu());
    for (QAction* action : QList<QAction*>{list()->compareAction()} + menu()->commands()) {
        QVERIFY(menu()->menu()->actions().contains(action));
        QVERIFY(!action->toolTip().isEmpty() && !action->shortcut().isEmpty());
    }
    QVERIFY(!menu()->undoAction()->isEnabled());
    // Another row is meant by a click on it.
    const QModelIndex other = table()->model()->index(1 - table()->currentIndex().row(), 0);
    QTest::mouseClick(table()->viewport(), Qt::RightButton, Qt::NoModifier,
                      table()->visualRect(other).center());
    QCOMPARE(list()->selected(), path(QStringLiteral("run-002")));
}

void RunMenuTest::renamesAndUndoes() {
    choose(QStringLiteral("run-001"));
    QTest::keyClick(table(), Qt::Key_F2);
    auto* names_dialog = dialog<RunNameDialog>();
    QVERIFY(names_dialog != nullptr);
    QVERIFY(!names_dialog->acceptButton()->isEnabled());  // its own name
    QTest::keyClicks(names_dialog->field(), QStringLiteral("tall shapes"));
    QTest::keyClick(names_dialog->field(), Qt::Key_Return);
    QTRY_VERIFY(m_around->runs.find(path(QStringLiteral("tall shapes"))) != nullptr);
    QVERIFY(QFileInfo::exists(path(QStringLiteral("tall shapes/checkpoints/last.pt"))));
    QVERIFY(!QFileInfo::exists(path(QStringLiteral("run-001"))));
    QTRY_COMPARE(list()->selected(), path(QStringLiteral("tall shapes")));
    QVERIFY(menu()->notice()->isVisible());
    QCOMPARE(menu()->notice()->text(), QStringLiteral("run-001 is called tall shapes now."));
    QTest::mouseClick(menu()->notice()->undoButton(), Qt::LeftButton);
    QTRY_VERIFY(m_around->runs.find(path(QStringLiteral("run-001"))) != nullptr);
    QCOMPARE(names(), (QStringList{QStringLiteral("run-002"), QStringLiteral("run-001")}));
    // Undoing can be undone, too: by key.
    QTRY_VERIFY(menu()->undoAction()->isEnabled() && m_workspace->isSettled());
    choose(QStringLiteral("run-001"));
    QTest::keyClick(table(), Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier);
    QTRY_VERIFY(m_around->runs.find(path(QStringLiteral("tall shapes"))) != nullptr);
    // The run of this session is still offered to Detect, by its new name.
    QTRY_VERIFY(m_workspace->isSettled());
    train(1);
    const QString trained = path(QStringLiteral("run-001"));  // that name is free
    QVERIFY(m_around->runs.find(trained) != nullptr);
    choose(QStringLiteral("run-002"));
    QCOMPARE(m_around->runs.latest(), trained);
    menu()->keeper().rename(trained, QStringLiteral("last one"));
    QTRY_COMPARE(m_around->runs.latest(), path(QStringLiteral("last one")));
    QTRY_VERIFY(m_workspace->isSettled());
    menu()->keeper().trash(path(QStringLiteral("last one")));
    QTRY_COMPARE(m_around->runs.latest(), path(QStringLiteral("run-002")));  // that is shown
}

void RunMenuTest::saysWhyANameCannotBeTaken() {
    choose(QStringLiteral("run-001"));
    menu()->renameAction()->trigger();
    auto* names_dialog = dialog<RunNameDialog>();
    const std::pair<const char*, const char*> cases[] = {
        {"run-002", "There is something of that name beside it"},
        {"", "A run needs a name"},
        {"a/b", "A name has no slashes"},
        {".x", "A name that starts with a point is hidden"},
    };
    for (const auto& [name, problem] : cases) {
        names_dialog->field()->setText(QLatin1String(name));
        QCOMPARE(names_dialog->problem(), QLatin1String(problem));
        QVERIFY(!names_dialog->acceptButton()->isEnabled());
        QTest::keyClick(names_dialog->field(), Qt::Key_Return);
        QVERIFY(names_dialog->isVisible());
    }
    names_dialog->field()->setText(QStringLiteral(" free "));
    QVERIFY(names_dialog->problem().isEmpty() && names_dialog->acceptButton()->isEnabled());
    // Taken in the meantime.
    QVERIFY(QDir().mkpath(path(QStringLiteral("free"))));
    names_dialog->accept();
    QTRY_VERIFY(list()->banner()->isVisible());
    QVERIFY(list()->banner()->text().contains(QStringLiteral("there is something of that name")));
    QVERIFY(QFileInfo::exists(path(QStringLiteral("run-001/run.json"))));
}

void RunMenuTest::aRenamedRunKeepsItsPlace() {
    choose(QStringLiteral("run-001"));
    list()->compareAction()->trigger();
    QCOMPARE(list()->baseline(), path(QStringLiteral("run-001")));
    QTRY_VERIFY(m_workspace->isSettled());
    menu()->notes().set(m_around->runs.find(path(QStringLiteral("run-001")))->id,
                        {.text = "first", .tags = {"a"}});
    const QSignalSpy baselines(list(), &RunList::baselineChanged);
    menu()->keeper().rename(path(QStringLiteral("run-001")), QStringLiteral("zebra"));
    QTRY_VERIFY(m_around->runs.find(path(QStringLiteral("zebra"))) != nullptr && m_workspace->isSettled());
    QCOMPARE(list()->baseline(), path(QStringLiteral("zebra")));
    QCOMPARE(baselines.count(), 1);  // it was never without one
    QCOMPARE(list()->selected(), path(QStringLiteral("zebra")));
    QCOMPARE(m_around->runs.shown(), path(QStringLiteral("zebra")));
    QCOMPARE(m_workspace->plots()->current().name, QStringLiteral("zebra"));
    const int row = list()->model()->rowOf(path(QStringLiteral("zebra")));
    QCOMPARE(list()->model()->index(row, RunTableModel::NameColumn).data().toString(),
             QStringLiteral("zebra, dashed"));
    QCOMPARE(list()->model()->index(row, RunTableModel::NotesColumn).data().toString(),
             QStringLiteral("a · first"));
    // One that is not shown: what is shown stays.
    menu()->keeper().rename(path(QStringLiteral("run-002")), QStringLiteral("yak"));
    QTRY_VERIFY(m_around->runs.find(path(QStringLiteral("yak"))) != nullptr && m_workspace->isSettled());
    QCOMPARE(list()->selected(), path(QStringLiteral("zebra")));
    QCOMPARE(list()->baseline(), path(QStringLiteral("zebra")));
}

void RunMenuTest::whatDetectKnowsFollowsTheName() {
    const auto runOf = [this](const char* name) {
        return storedPath(path(QLatin1String(name)).toStdString());
    };
    ReviewedError error{.dataset = "d", .image = "1", .class_name = "a", .box = {0.1F, 0.1F, 0.9F, 0.9F}};
    for (const char* name : {"run-001", "run-002"}) {
        error.run = runOf(name);
        m_around->reviews.setVerdict(error, ReviewVerdict::model_wrong);
    }
    DetectorSource source(m_around->context);
    QSignalSpy opened(&source, &DetectorSource::opened);
    source.open(path(QStringLiteral("run-001/checkpoints/last.pt")));
    QVERIFY(opened.wait());
    QCOMPARE(source.origin().run, runOf("run-001"));
    menu()->keeper().rename(path(QStringLiteral("run-002")), QStringLiteral("run"));
    QTRY_VERIFY(m_around->runs.find(path(QStringLiteral("run"))) != nullptr);
    menu()->keeper().rename(path(QStringLiteral("run-001")), QStringLiteral("zebra"));
    QVERIFY(opened.wait());
    QCOMPARE(opened.count(), 2);
    QCOMPARE(source.origin().run, runOf("zebra"));
    QCOMPARE(m_around->reviews.all()[0].error.run, runOf("zebra"));
    QCOMPARE(m_around->reviews.all()[1].error.run, runOf("run"));
    QVERIFY(!m_around->reviews.undoStack().canUndo());  // it would bring the former name back
}

void RunMenuTest::runsThatAreTrainedOrWaitStay() {
    setRun(100000);
    button("startButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->controller().steps().empty(), 60000);
    const QString run = path(QStringLiteral("run-003"));
    QCOMPARE(list()->selected(), run);
    for (QAction* action : {menu()->renameAction(), menu()->trashAction()}) {
        action->trigger();
        QVERIFY(menu()->dialog() == nullptr && !menu()->keeper().isRunning());
        QVERIFY(list()->banner()->isVisible());
        QCOMPARE(list()->banner()->text(), QStringLiteral("The run is being trained here: stop it first."));
    }
    // Core refuses what the window does not know.
    menu()->keeper().trash(run);
    QTRY_VERIFY(!menu()->keeper().isRunning());
    QVERIFY2(list()->banner()->text().contains(QStringLiteral("it is being trained by process")),
             qPrintable(list()->banner()->text()));
    QVERIFY(QFileInfo::exists(run + QStringLiteral("/run.json")));
    // Another one can be renamed meanwhile, and stays selected, also when the list is read.
    QTRY_VERIFY(!m_around->runs.isReading());
    list()->select(path(QStringLiteral("run-001")));
    menu()->keeper().rename(path(QStringLiteral("run-001")), QStringLiteral("other"));
    QTRY_VERIFY(m_around->runs.find(path(QStringLiteral("other"))) != nullptr);
    QSignalSpy read(&m_around->runs, &Runs::listChanged);
    m_around->runs.read();
    QVERIFY(read.wait());
    QCOMPARE(list()->selected(), path(QStringLiteral("other")));
    QCOMPARE(m_around->runs.shown(), run);
    m_workspace->controller().stop();
    QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->isBusy() && m_workspace->isSettled(), 60000);
    // One that waits.
    RunStatus status = statusHere();
    status.state = TrainingState::stopped;
    status.queued = 1;
    writeStatus(run.toStdString(), status);
    m_around->runs.read();
    QVERIFY(read.wait());
    choose(QStringLiteral("run-003"));
    QTest::keyClick(table(), Qt::Key_Delete);
    QCOMPARE(list()->banner()->text(),
             QStringLiteral("The run waits to be started: take it out of the queue first."));
    QTest::keyClick(table(), Qt::Key_Delete, Qt::ControlModifier);
    QTRY_VERIFY(m_around->runs.find(run)->queued == 0 && m_workspace->isSettled());
    QTest::keyClick(table(), Qt::Key_Delete);
    QTRY_VERIFY(m_around->runs.find(run) == nullptr);
    QVERIFY(!list()->banner()->isVisible());
}

void RunMenuTest::notesAndTagsAreInTheListAndReturn() {
    const auto cell = [this](const char* run, int role = Qt::DisplayRole) {
        const int row = list()->model()->rowOf(path(QLatin1String(run)));
        return list()->model()->index(row, RunTableModel::NotesColumn).data(role).toString();
    };
    QVERIFY(table()->isColumnHidden(RunTableModel::NotesColumn));
    choose(QStringLiteral("run-001"));
    QTest::keyClick(table(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    auto* notes = dialog<RunNotesDialog>();
    QVERIFY(notes != nullptr);
    QTest::keyClicks(notes->tags(), QStringLiteral("to keep, tall,, to keep "));
    notes->text()->setPlainText(QStringLiteral("Taller priors.\nBetter on bottles."));
    notes->accept();
    QVERIFY(!table()->isColumnHidden(RunTableModel::NotesColumn));
    QCOMPARE(cell("run-001"), QStringLiteral("to keep, tall · Taller priors."));
    QVERIFY(cell("run-001", Qt::ToolTipRole)
                .endsWith(QStringLiteral("\n\nto keep, tall\n\nTaller priors.\nBetter on bottles.")));
    QVERIFY(cell("run-002").isEmpty());
    // A tag that is in use is a click away.
    choose(QStringLiteral("run-002"));
    menu()->notesAction()->trigger();
    notes = dialog<RunNotesDialog>();
    QVERIFY(notes->tags()->text().isEmpty());
    const auto chips = notes->findChildren<QToolButton*>();
    QCOMPARE(chips.size(), 2);
    QCOMPARE(chips[0]->text(), QStringLiteral("tall"));
    QTest::mouseClick(chips[0], Qt::LeftButton);
    QTest::mouseClick(chips[0], Qt::LeftButton);
    notes->accept();
    QCOMPARE(cell("run-002"), QStringLiteral("tall"));
    QTest::mouseClick(menu()->notice()->undoButton(), Qt::LeftButton);
    QVERIFY(cell("run-002").isEmpty() && !menu()->notice()->isVisible());
    // Cancelled, or kept as it is: nothing to undo.
    menu()->notesAction()->trigger();
    dialog<RunNotesDialog>()->accept();
    QVERIFY(!menu()->undoAction()->isEnabled());
}

void RunMenuTest::planningTheSameAgain() {
    setRun(77);
    editor<QSpinBox>("batch_size")->setValue(7);
    choose(QStringLiteral("run-001"));
    QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(options().steps, 2);
    QCOMPARE(options().batch_size, 4);
    QCOMPARE(options().split, std::string("train"));
    QCOMPARE(menu()->notice()->text(), QStringLiteral("The planned run is run-001 again."));
    QTest::keyClick(table(), Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(options().steps, 77);
    QCOMPARE(options().batch_size, 7);
    // Something that cannot be taken over.
    auto other = std::make_shared<Dataset>(*m_sample->dataset);
    other->splits.erase("train");
    m_around->workbench.setDataset(other);
    m_workspace->form()->setRunsFolder(m_runs->path());
    Q_EMIT m_workspace->form()->runsFolderChanged(m_runs->path());
    QTRY_VERIFY(m_workspace->isSettled() && m_around->runs.folder() == m_runs->path());
    choose(QStringLiteral("run-001"));
    menu()->againAction()->trigger();
    QCOMPARE(menu()->notice()->text(),
             QStringLiteral(
                 "The planned run is run-001 again, without: the split train, which the dataset lacks."));
    QCOMPARE(options().steps, 2);
}

void RunMenuTest::startingFromItsWeights() {
    choose(QStringLiteral("run-001"));
    m_workspace->form()->setModel(QStringLiteral("ssd300-vgg16"));
    menu()->fromWeightsAction()->trigger();
    const QString kept = path(QStringLiteral("run-001/checkpoints/best.pt"));
    QVERIFY(QFileInfo::exists(kept));
    QCOMPARE(QString::fromStdString(options().weights), kept);
    QCOMPARE(m_around->draft.spec().name, std::string("ssd-tiny"));
    QVERIFY(menu()->undoAction()->isEnabled());
    menu()->undoAction()->trigger();
    QVERIFY(options().weights.empty());
    QCOMPARE(m_around->draft.spec().name, std::string("ssd300-vgg16"));
    // Without any that are kept there is nothing to start from.
    for (const char* name : {"best.pt", "last.pt"}) {
        QVERIFY(QFile::remove(path(QStringLiteral("run-001/checkpoints/") + QLatin1String(name))));
    }
    m_around->runs.read();
    QTRY_VERIFY(m_workspace->isSettled());
    choose(QStringLiteral("run-001"));
    QVERIFY(!menu()->fromWeightsAction()->isEnabled());
}

void RunMenuTest::aReportOfTheSelectedRun() {
    choose(QStringLiteral("run-001"));
    QVERIFY(menu()->reportAction()->isEnabled());
    const Runs::Record run = m_around->runs.find(path(QStringLiteral("run-001")));
    const QString file = m_runs->filePath(QStringLiteral("report.html"));
    QSignalSpy saved(&menu()->reports(), &RunReportSaving::saved);
    menu()->reports().write(run, file);
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60000);
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray page = written.readAll();
    QVERIFY(page.startsWith("<!DOCTYPE html>") && page.contains("Run run-001"));
    QVERIFY(page.contains("data:image/jpeg;base64,"));  // the open dataset is the run's
    // A folder that is not there.
    QSignalSpy failed(&menu()->reports(), &RunReportSaving::failed);
    menu()->reports().write(run, m_runs->filePath(QStringLiteral("none/report.html")));
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 60000);
    QVERIFY(list()->banner()->isVisible());
}

void RunMenuTest::throwsAwayAndPutsBack() {
    choose(QStringLiteral("run-001"));
    QTest::keyClick(table(), Qt::Key_Delete);
    QTRY_COMPARE(names(), QStringList{QStringLiteral("run-002")});
    QTRY_COMPARE(list()->selected(), path(QStringLiteral("run-002")));
    QVERIFY(!QFileInfo::exists(path(QStringLiteral("run-001"))));
    QCOMPARE(menu()->notice()->text(), QStringLiteral("run-001 is in the trash."));
    QTRY_VERIFY(m_workspace->isSettled());
    QTest::keyClick(table(), Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier);
    QTRY_COMPARE(list()->selected(), path(QStringLiteral("run-001")));
    QVERIFY(QFileInfo::exists(path(QStringLiteral("run-001/checkpoints/last.pt"))));
    QTRY_VERIFY(m_workspace->isSettled());
    // The last one too: nothing is shown then, and Detect is offered nothing of it.
    for (const char* run : {"run-001", "run-002"}) {
        choose(QLatin1String(run));
        menu()->trashAction()->trigger();
        QTRY_VERIFY(m_around->runs.find(path(QLatin1String(run))) == nullptr && m_workspace->isSettled());
    }
    QVERIFY(list()->selected().isEmpty() && m_workspace->plots()->current().steps.empty());
    QTRY_VERIFY(m_around->runs.latest().isEmpty());
    QVERIFY(!menu()->renameAction()->isEnabled() && !menu()->trashAction()->isEnabled());
    // From the list of what was thrown away.
    QTest::keyClick(table(), Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
    auto* trash = dialog<TrashDialog>();
    QVERIFY(trash != nullptr);
    QTRY_COMPARE(trash->table()->rowCount(), 2);
    QVERIFY(!trash->isRunning());
    trash->table()->clearSelection();
    QVERIFY(!trash->restoreButton()->isEnabled());
    const int row = trash->table()->item(0, 0)->text() == QStringLiteral("run-002") ? 0 : 1;
    const QRect at = trash->table()->visualItemRect(trash->table()->item(row, 0));
    QTest::mouseClick(trash->table()->viewport(), Qt::LeftButton, Qt::NoModifier, at.center());
    QTest::mouseClick(trash->restoreButton(), Qt::LeftButton);
    QTRY_COMPARE(names(), QStringList{QStringLiteral("run-002")});
    QTRY_COMPARE(trash->table()->rowCount(), 1);
    QCOMPARE(trash->table()->item(0, 0)->text(), QStringLiteral("run-001"));
    trash->reject();
    QTRY_COMPARE(m_around->runs.latest(), path(QStringLiteral("run-002")));
}

void RunMenuTest::emptiesTheTrashAfterAQuestion() {
    menu()->keeper().trash(path(QStringLiteral("run-001")));
    QTRY_COMPARE(names().size(), 1);
    menu()->openTrashAction()->trigger();
    auto* trash = dialog<TrashDialog>();
    QTRY_VERIFY(trash->emptyButton()->isEnabled());
    QTest::mouseClick(trash->emptyButton(), Qt::LeftButton);
    QVERIFY(question() != nullptr &&
            question()->text().startsWith(QStringLiteral("Delete run-001 for good?")));
    question()->reject();
    QTRY_VERIFY(question() == nullptr);
    QVERIFY(QFileInfo::exists(path(QStringLiteral(".trash/run-001/run/run.json"))));
    press(trash->emptyButton());
    QVERIFY(question() != nullptr);
    question()->accept();
    QTRY_COMPARE(trash->table()->rowCount(), 0);
    QVERIFY(trash->note().endsWith(QStringLiteral("The trash is empty.")));
    QVERIFY(!trash->banner()->isVisible() && !trash->emptyButton()->isEnabled());
    QVERIFY(!QFileInfo::exists(path(QStringLiteral(".trash"))));
    QVERIFY(QFileInfo::exists(path(QStringLiteral("run-002/run.json"))));
    // What the notice offered is gone: that is said.
    trash->reject();
    menu()->undoAction()->trigger();
    QTRY_VERIFY(list()->banner()->isVisible());
}

void RunMenuTest::cleansUpWhatIsChosen() {
    const QString checkpoints = path(QStringLiteral("run-001/checkpoints/"));
    QVERIFY(
        QFile::copy(checkpoints + QStringLiteral("last.pt"), checkpoints + QStringLiteral("epoch-0001.pt")));
    const QFileInfo copy(checkpoints + QStringLiteral("epoch-0001.pt"));
    choose(QStringLiteral("run-001"));
    QTest::keyClick(table(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    auto* sizes = dialog<RunSizesDialog>();
    QVERIFY(sizes != nullptr);
    QTRY_COMPARE(sizes->tree()->topLevelItemCount(), 2);
    QTRY_VERIFY(!sizes->isRunning());
    const QTreeWidgetItem* largest = sizes->tree()->topLevelItem(0);
    QCOMPARE(largest->text(0), QStringLiteral("run-001"));
    QVERIFY(largest->isExpanded() && !sizes->tree()->topLevelItem(1)->isExpanded());
    QStringList parts;
    for (int i = 0; i < largest->childCount(); ++i) {
        parts << largest->child(i)->text(0);
    }
    QCOMPARE(parts.first(), QStringLiteral("Last checkpoint"));
    QVERIFY2(parts.contains(QStringLiteral("Snapshot epoch-0001.pt")) &&
                 parts.contains(QStringLiteral("Log for TensorBoard")),
             qPrintable(parts.join(u'|')));
    QVERIFY(!sizes->deleteButton()->isEnabled());  // nothing is chosen at first
    QTest::mouseClick(sizes->snapshotsButton(), Qt::LeftButton);
    QVERIFY(sizes->deleteButton()->isEnabled());
    const RunSize before = runSize(path(QStringLiteral("run-001")).toStdString());
    const QString bytes = diskText(sizeOnDisk(copy.filePath().toStdString()));
    QCOMPARE(sizes->note(),
             QStringLiteral("Files chosen: %1. Deleting them frees %2.").arg(countText(1), bytes));
    press(sizes->deleteButton());
    QVERIFY(question() != nullptr && question()->text().contains(bytes));
    question()->accept();
    QTRY_VERIFY(!QFileInfo::exists(copy.filePath()) && !sizes->isRunning());
    QCOMPARE(sizes->note(), QStringLiteral("Files deleted: %1. That freed %2.").arg(countText(1), bytes));
    QVERIFY(QFileInfo::exists(checkpoints + QStringLiteral("last.pt")));
    QCOMPARE(runSize(path(QStringLiteral("run-001")).toStdString()).files, before.files - 1);
    // The question tells what a last checkpoint is good for.
    sizes->tree()->topLevelItem(0)->child(0)->setCheckState(0, Qt::Checked);
    QTest::mouseClick(sizes->deleteButton(), Qt::LeftButton);
    QVERIFY(question()->text().contains(
        QStringLiteral("Runs that cannot go on without their last checkpoint: %1.").arg(countText(1))));
    question()->reject();
    sizes->reject();
    QVERIFY(QFileInfo::exists(checkpoints + QStringLiteral("last.pt")));
}

void RunMenuTest::tagsAreReadFromALine() {
    QCOMPARE(tagsFrom(QStringLiteral(" a b ,c,,\tc , 牛")), (std::vector<std::string>{"a b", "c", "牛"}));
    QVERIFY(tagsFrom(QStringLiteral(" , ")).empty());
    QCOMPARE(tagsText({"a b", "c"}), QStringLiteral("a b, c"));
}

QTEST_MAIN(RunMenuTest)
#include "run_menu_test.moc"
