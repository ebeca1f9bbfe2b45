// What holds in every workspace and state of the window: shortcuts, the wheel, and closing.
#include <QtTest/qtestspontaneevent.h>
#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QMessageBox>
#include <QPointer>
#include <QShortcutEvent>
#include <QSignalSpy>
#include <QSlider>
#include <QTableView>
#include <QTest>
#include <QWheelEvent>
#include <set>

#include "app/gui/main_window.hpp"
#include "core/base/text/time_text.hpp"
#include "core/formats/writing/split_move.hpp"
#include "core/model/detector.hpp"
#include "core/project/split_moving.hpp"
#include "tests/support/file_bytes.hpp"
#include "tests/support/voc_fixture.hpp"
#include "widgets/dataset/dataset_workspace.hpp"
#include "widgets/dataset/editing/label_editor.hpp"
#include "widgets/dataset/image_grid.hpp"
#include "widgets/dataset/splits/split_mover.hpp"
#include "widgets/detect/detect_workspace.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/frame/shortcut_sheet.hpp"
#include "widgets/priors/priors_workspace.hpp"
#include "widgets/session/project_store.hpp"
#include "widgets/training/run_list.hpp"
#include "widgets/training/runs.hpp"
#include "widgets/training/runs/run_menu.hpp"
#include "widgets/training/runs/undo_notice.hpp"

using namespace priorscope;

namespace {

/// Keeps shortcuts from acting and records where they would have acted.
class ShortcutRecorder : public QObject {
  public:
    struct Hit {
        QObject* target = nullptr;
        bool is_ambiguous = false;
    };

    ShortcutRecorder() { qApp->installEventFilter(this); }

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::Shortcut) {
            return false;
        }
        hits.push_back({watched, static_cast<QShortcutEvent*>(event)->isAmbiguous()});
        return true;
    }

    std::vector<Hit> hits;
};

/// The value of a control as text; empty: it has none that the wheel could change.
QString valueOf(const QWidget* control) {
    if (const auto* box = qobject_cast<const QComboBox*>(control)) {
        return box->currentText() + QString::number(box->currentIndex());
    }
    if (const auto* spin = qobject_cast<const QAbstractSpinBox*>(control)) {
        return spin->text();
    }
    const auto* slider = qobject_cast<const QSlider*>(control);
    return slider != nullptr ? QString::number(slider->value()) : QString();
}

}  // namespace

class WindowStatesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void everyShortcutOfTheSheetActsOnce();
    void spaceVerifiesWhereNoControlHasTheFocus();
    void theWheelChangesNoControlWithoutFocus();
    void everyStopOfTabIsSeenAndFollowsTheEye();
    void aRunThatEndsBesideTheQuestionIsNotWaitedFor();
    void layoutsThatCannotBeSavedAreAskedAbout();

  private:
    void open();
    /// Starts a run of some steps and waits until it has completed one.
    void train(int steps);
    /// Presses every shortcut in every workspace.
    void pressAll(const char* state);
    /// To another list of the dataset.
    void moveAnImage();
    void press(const QKeySequence& key, const QAction* wanted);

    QTemporaryDir m_data;
    fixture::VocFolder m_folder;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<ThemeManager> m_themes;
    std::unique_ptr<MainWindow> m_window;
    std::set<QString> m_pressed;
};

void WindowStatesTest::initTestCase() {
    qputenv("XDG_DATA_HOME", m_data.path().toUtf8());  // the default location of runs
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void WindowStatesTest::init() {
    m_home = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_home->filePath(QStringLiteral("settings.ini")));
    m_settings->setValue(Settings::kProject, m_home->filePath(QStringLiteral("project.sqlite")));
    m_themes = std::make_unique<ThemeManager>(ThemeChoice::light);
    m_themes->applyToApplication();
    m_window = std::make_unique<MainWindow>(*m_settings, *m_themes);
    m_window->resize(1440, 900);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void WindowStatesTest::cleanup() {
    m_window.reset();
    m_themes.reset();
    m_settings.reset();
    QDir(m_data.filePath(QStringLiteral("priorscope/runs"))).removeRecursively();
}

void WindowStatesTest::open() {
    QSignalSpy opened(m_window.get(), &MainWindow::folderOpened);
    m_window->openFolder(m_folder.path());
    QVERIFY(opened.wait());
}

void WindowStatesTest::train(int steps) {
    m_window->draft().edit(QStringLiteral("test"), {}, [steps](RunDraft& draft) {
        draft.options.epochs = 0;
        draft.options.steps = steps;
        draft.options.val_split.clear();
    });
    QSignalSpy underway(m_window.get(), &MainWindow::workUnderway);
    m_window->showWorkspace(2);
    QTest::keyClick(m_window->windowHandle(), Qt::Key_R, Qt::ControlModifier);
    QVERIFY(underway.wait(60000));
}

/// @param wanted  the action that the key is to reach; null: none of the shown workspace has it
void WindowStatesTest::press(const QKeySequence& key, const QAction* wanted) {
    ShortcutRecorder recorder;
    const QString name = key.toString();
    QTest::keyClick(m_window->windowHandle(), key[0].key(), key[0].keyboardModifiers());
    for (const ShortcutRecorder::Hit& hit : recorder.hits) {
        QVERIFY2(!hit.is_ambiguous, qPrintable(name));
    }
    QVERIFY2(recorder.hits.size() == (wanted != nullptr ? 1U : 0U),
             qPrintable(QStringLiteral("%1 reached %2").arg(name).arg(recorder.hits.size())));
    if (wanted != nullptr) {
        QVERIFY2(recorder.hits.front().target == wanted, qPrintable(name));
        m_pressed.insert(key.toString(QKeySequence::NativeText));
    }
}

void WindowStatesTest::moveAnImage() {
    const Dataset& dataset = *m_window->workbench().dataset();
    writeAt(m_folder.path() + QStringLiteral("/ImageSets/Main/val.txt"), "000006\n");
    Dataset now = *readVocDataset(dataset.root);
    const SplitMove move = plannedMove(now, readSplitFiles(now),
                                       {.images = {0}, .to = "val", .from = std::vector<std::string>{}});
    writeMove(now, move,
              splitBackups(ProjectStore::backupsOf(m_home->filePath(QStringLiteral("project.sqlite")))),
              utcNow());
    open();
    const auto* mover = m_window->findChild<SplitMover*>();
    QVERIFY(mover != nullptr);
    QTRY_VERIFY(!mover->isRunning() && mover->undoAction()->isEnabled());
}

void WindowStatesTest::pressAll(const char* state) {
    std::set<QString> everywhere;
    for (const Workspace* workspace : m_window->workspaces()) {
        for (const QAction* action : workspace->commands()) {
            for (const QKeySequence& key : action != nullptr ? action->shortcuts() : QList<QKeySequence>()) {
                everywhere.insert(key.toString());
            }
        }
    }
    for (int index = 0; index < static_cast<int>(m_window->workspaces().size()); ++index) {
        m_window->showWorkspace(index);
        std::set<QString> foreign = everywhere;
        for (const QAction* action : m_window->actions()) {
            const bool acts = action->isEnabled() && action->isVisible();
            for (const QKeySequence& key : action->shortcuts()) {
                if (acts) {
                    press(key, action);
                    foreign.erase(key.toString());
                }
            }
        }
        for (const QString& key : foreign) {
            press(QKeySequence(key), nullptr);
        }
        if (QTest::currentTestFailed()) {
            qInfo("in workspace %d, %s", index + 1, state);
            return;
        }
    }
}

void WindowStatesTest::everyShortcutOfTheSheetActsOnce() {
    pressAll("without a dataset");
    open();
    pressAll("with a dataset");
    auto* priors = qobject_cast<PriorsWorkspace*>(m_window->workspaces().at(1));
    priors->document().edit(QStringLiteral("test"), [](PriorConfig& config) { config.clip = true; });
    priors->document().edit(QStringLiteral("test"),
                            [](PriorConfig& config) { config.maps[0].scale = 0.08F; });
    priors->document().undoStack().undo();
    m_window->draft().setModel(QStringLiteral("ssd300-vgg16"));
    m_window->draft().undoStack().undo();
    train(100000);
    pressAll("while a run trains");
    m_window->workspaces().at(2)->requestStop();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->workspaces().at(2)->isBusy(), 60000);
    QTRY_VERIFY(
        !m_window->workspaces().at(2)->findChild<QTableView*>()->selectionModel()->selectedRows().isEmpty());
    auto* runs = m_window->workspaces().at(2)->findChild<RunList*>();
    m_window->runs().enqueue(m_window->draft().spec(), m_window->draft().draft().options,
                             m_window->runs().folder());
    QTRY_COMPARE_WITH_TIMEOUT(m_window->runs().waiting(), 1, 60000);
    const QString selected = runs->selected();
    for (const Runs::Record& record : m_window->runs().list()) {
        if (record->queued > 0) {
            runs->select(QString::fromStdString(record->folder.string()));
        }
    }
    pressAll("with a run selected that waits");
    runs->select(selected);
    m_window->draft().setModel(QStringLiteral("ssd300-vgg16"));
    m_window->draft().setModel(QStringLiteral("ssd-tiny"));
    m_window->draft().undoStack().undo();
    auto* detect = qobject_cast<DetectWorkspace*>(m_window->workspaces().at(3));
    DetectorSpec spec = loadDetectorSpec("ssd-tiny");
    spec.classes = m_window->workbench().dataset()->classes;
    detect->setDetector(std::make_shared<const Detector>(Detector::create(spec, 1)), QStringLiteral("random"),
                        QStringLiteral("step 0"));
    detect->evaluateSplit();
    QTRY_VERIFY_WITH_TIMEOUT(detect->scores()->curves() != nullptr && detect->isSettled(), 60000);
    m_window->findChild<RunMenu*>()->notice()->tell(QStringLiteral("something that can be taken back"),
                                                    [] {});
    pressAll("with a run selected, an edited layout and an evaluated split");
    auto* dataset = qobject_cast<DatasetWorkspace*>(m_window->workspaces().at(0));
    m_window->showWorkspace(0);
    dataset->editor()->editAction()->setChecked(true);
    m_window->workbench().setSelectedObject(0);
    pressAll("with an object that is edited");
    dataset->editor()->editAction()->setChecked(false);
    moveAnImage();
    pressAll("with a move between splits that can be taken back");
    // The button of the menu has the menu's commands, of every workspace.
    m_window->showWorkspace(1);
    m_window->findChild<Rail*>()->setFocus();
    QTest::keyClick(m_window->windowHandle(), Qt::Key_F10);
    QTRY_VERIFY(m_window->menu()->isVisible());
    m_window->menu()->close();

    QTest::keyClick(m_window->windowHandle(), Qt::Key_F1);
    auto* sheet = m_window->findChild<ShortcutSheet*>();
    QVERIFY(sheet != nullptr);
    QStringList unknown;
    QStringList of_canvas;
    for (const auto& [what, keys] : canvasShortcuts().keys) {
        of_canvas << keys;
    }
    for (const QLabel* label : sheet->findChildren<QLabel*>()) {
        if (label->property("role") == QStringLiteral("second") && !of_canvas.contains(label->text())) {
            for (const QString& key : label->text().split(QStringLiteral(", "))) {
                if (!m_pressed.contains(key)) {
                    unknown << key;
                }
            }
        }
    }
    QVERIFY2(unknown.isEmpty(), qPrintable(unknown.join(u' ')));
}

void WindowStatesTest::spaceVerifiesWhereNoControlHasTheFocus() {
    open();
    auto* dataset = qobject_cast<DatasetWorkspace*>(m_window->workspaces().at(0));
    const Workbench& workbench = m_window->workbench();
    const auto press = [this] { QTest::keyClick(m_window->windowHandle(), Qt::Key_Space); };
    const auto isVerified = [&] { return workbench.isVerified(workbench.currentImage()); };
    m_window->showWorkspace(0);
    press();
    QVERIFY(isVerified());
    press();
    QVERIFY(!isVerified());
    QTest::keyClick(m_window->windowHandle(), Qt::Key_L);  // the list
    press();
    QVERIFY(isVerified());
    dataset->showLargeImage(true);
    press();
    QVERIFY(!isVerified());
    m_window->showWorkspace(1);
    m_window->showWorkspace(0);  // the large image has the focus again
    press();
    QVERIFY(isVerified());
    // A control keeps its key.
    QCheckBox* check = nullptr;
    for (QCheckBox* each : dataset->inspector()->findChildren<QCheckBox*>()) {
        check = each->text() == QStringLiteral("Verified") ? each : check;
    }
    QVERIFY(check != nullptr && check->isChecked());
    check->setFocus();
    press();
    QVERIFY(!check->isChecked() && !isVerified());
    auto* flags = dataset->findChild<QCheckBox*>();
    QVERIFY(flags != nullptr);
    const bool was_checked = flags->isChecked();
    flags->setFocus();
    press();
    QVERIFY(flags->isChecked() != was_checked && !isVerified());
    dataset->grid()->setFocus();
    dataset->showLargeImage(false);
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Space, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(dataset->isSettled());
    for (const std::size_t image : workbench.browsed()) {
        QVERIFY(workbench.isVerified(static_cast<int>(image)));
    }
}

void WindowStatesTest::theWheelChangesNoControlWithoutFocus() {
    open();
    for (int index = 0; index < static_cast<int>(m_window->workspaces().size()); ++index) {
        m_window->showWorkspace(index);
        if (index == 1) {
            qobject_cast<PriorsWorkspace*>(m_window->workspaces().at(1))
                ->layoutInspector()
                ->showSuggest(true);
        }
        QApplication::processEvents();
        int controls = 0;
        for (QWidget* control : m_window->findChildren<QWidget*>()) {
            const QString before = valueOf(control);
            if (before.isEmpty() || !control->isVisible() || control->hasFocus()) {
                continue;
            }
            ++controls;
            for (const int turn : {-120, 120, 240}) {
                const QPointF middle(control->rect().center());
                QWheelEvent event(middle, control->mapToGlobal(middle), QPoint(), QPoint(0, turn),
                                  Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
                QSpontaneKeyEvent::setSpontaneous(&event);  // as from the window system: may give the focus
                qApp->notify(control, &event);
                QVERIFY2(valueOf(control) == before && !control->hasFocus(),
                         qPrintable(QStringLiteral("workspace %1: %2 %3")
                                        .arg(index + 1)
                                        .arg(QLatin1String(control->metaObject()->className()),
                                             control->accessibleName())));
            }
        }
        QVERIFY(controls >= 3);
    }
}

/// The order of the eye: rows from the left, or a column from the top; back up only into a column further
/// right.
void WindowStatesTest::everyStopOfTabIsSeenAndFollowsTheEye() {
    open();
    QStringList faults;
    for (int index = 0; index < static_cast<int>(m_window->workspaces().size()); ++index) {
        m_window->showWorkspace(index);
        QTest::qWait(200);
        QPointer<QWidget> first;
        QPointer<QWidget> before;
        std::set<const QWidget*> visited;
        int stops = 0;
        for (; stops < 300; ++stops) {
            QTest::keyClick(m_window->windowHandle(), Qt::Key_Tab);
            QWidget* now = QApplication::focusWidget();
            if (now == nullptr || now == first) {
                break;
            }
            const auto place = [this](const QWidget* widget) {
                return QRect(widget->mapTo(m_window.get(), QPoint()), widget->size());
            };
            const auto name = [&](const QWidget* widget) {
                const QRect at = place(widget);
                return QStringLiteral("%1 \"%2\" at %3, %4")
                    .arg(QLatin1String(widget->metaObject()->className()), widget->accessibleName())
                    .arg(at.x())
                    .arg(at.y());
            };
            const QRect area = place(now).adjusted(-3, -3, 3, 3);
            const QImage focused = m_window->grab(area).toImage();
            now->clearFocus();
            const QImage unfocused = m_window->grab(area).toImage();
            now->setFocus(Qt::TabFocusReason);
            if (focused == unfocused) {
                faults.append(
                    QStringLiteral("workspace %1: no focus is seen on %2").arg(index + 1).arg(name(now)));
            }
            if (before) {
                const QRect a = place(before);
                const QRect b = place(now);
                constexpr int kSlack = 6;
                const bool goes_up = b.bottom() <= a.top() + kSlack;
                const bool to_the_right = b.left() >= a.right() - kSlack;
                const bool begins_again = a.top() > m_window->height() - 40;
                const bool goes_back = b.right() <= a.left() + kSlack && b.top() < a.bottom() - kSlack;
                if (!begins_again && ((goes_up && !to_the_right) || goes_back)) {
                    faults.append(QStringLiteral("workspace %1: from %2 to %3")
                                      .arg(index + 1)
                                      .arg(name(before), name(now)));
                }
            } else {
                first = now;
            }
            before = now;
            visited.insert(now);
        }
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            const bool is_stop = widget->isVisible() && widget->isEnabled() &&
                                 widget->focusProxy() == nullptr &&
                                 (widget->focusPolicy() & Qt::TabFocus) != 0;
            const bool is_part = qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) != nullptr ||
                                 qobject_cast<const QComboBox*>(widget->parentWidget()) != nullptr;
            if (is_stop && !is_part && !visited.contains(widget)) {
                faults.append(
                    QStringLiteral("workspace %1: Tab never reaches %2 \"%3\"")
                        .arg(index + 1)
                        .arg(QLatin1String(widget->metaObject()->className()), widget->accessibleName()));
            }
        }
        QVERIFY2(stops > 8 && stops < 300, qPrintable(QString::number(stops)));
    }
    QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(u'\n')));
}

void WindowStatesTest::aRunThatEndsBesideTheQuestionIsNotWaitedFor() {
    open();
    train(30);
    const Workspace* workspace = m_window->workspaces().at(2);
    QVERIFY(!m_window->close());
    QVERIFY(!m_window->close());  // asked twice: still one question
    QCOMPARE(m_window->findChildren<QMessageBox*>().size(), 1);
    const QPointer<QMessageBox> question = m_window->findChild<QMessageBox*>();
    QTRY_VERIFY_WITH_TIMEOUT(!workspace->isBusy(), 60000);
    QVERIFY(m_window->isVisible());
    QTRY_VERIFY(question->text().contains(QStringLiteral("ended")));
    QTest::mouseClick(question->button(QMessageBox::Ok), Qt::LeftButton);
    QVERIFY(!m_window->isVisible());  // at once, not at the end of the next run
}

void WindowStatesTest::layoutsThatCannotBeSavedAreAskedAbout() {
    m_window.reset();
    const Project other_window(m_settings->value(Settings::kProject).toStdString());
    m_window = std::make_unique<MainWindow>(*m_settings, *m_themes);
    m_window->show();
    open();
    QVERIFY(!m_window->project().isWritable());
    QVERIFY(m_window->close());  // nothing was edited
    m_window->show();
    m_window->showWorkspace(1);
    const ProjectLayouts edited{.versions = {}, .edited = loadPriorConfig("ssd300-coco"), .baseline = {}};
    m_window->project().keep(edited, ProjectStore::Urgency::soon);
    QVERIFY(!m_window->close());
    auto* question = m_window->findChild<QMessageBox*>();
    QVERIFY(question != nullptr);
    QTest::mouseClick(question->button(QMessageBox::Cancel), Qt::LeftButton);
    QVERIFY(m_window->isVisible());
    QTRY_VERIFY(m_window->findChildren<QMessageBox*>().isEmpty());
    QVERIFY(!m_window->close());
    question = m_window->findChild<QMessageBox*>();
    QTest::mouseClick(question->button(QMessageBox::Ok), Qt::LeftButton);
    QVERIFY(!m_window->isVisible());
}

QTEST_MAIN(WindowStatesTest)
#include "window_states_test.moc"
