// The first start and the next one: what is offered without a dataset, what is opened again, what fits the
// screen.
#include <QProcess>
#include <QScreen>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/gui/main_window.hpp"
#include "tests/support/voc_fixture.hpp"
#include "widgets/frame/shortcut_sheet.hpp"

using namespace priorscope;

namespace {

struct Window {
    explicit Window(const QString& home)
        : settings(home + QStringLiteral("/settings.ini")), themes(ThemeChoice::light) {
        settings.setValue(Settings::kProject, home + QStringLiteral("/project.sqlite"));
        window = std::make_unique<MainWindow>(settings, themes);
    }
    Settings settings;
    ThemeManager themes;
    std::unique_ptr<MainWindow> window;
};

bool opened(MainWindow& window, const std::function<void()>& action) {
    QSignalSpy spy(&window, &MainWindow::folderOpened);
    action();
    return spy.wait() && spy.first().first().toBool();
}

}  // namespace

class FirstStartTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { qputenv("XDG_DATA_HOME", m_data.path().toUtf8()); }

    void theFirstWindowFitsTheScreen() {
        const QTemporaryDir home;
        const Window first(home.path());
        const QSize screen = first.window->screen()->availableSize();
        QVERIFY2(screen.width() < 1440, "the offscreen platform's screen has 800 x 800 pixels");
        QVERIFY(first.window->width() <= std::max(screen.width(), first.window->minimumSizeHint().width()));
        QVERIFY(first.window->height() <=
                std::max(screen.height(), first.window->minimumSizeHint().height()));
    }

    void aWindowOfALargerScreenFitsTheNextOne() {
        const QTemporaryDir home;
        {
            Window first(home.path());
            first.window->setGeometry(3000, 200, 2400, 1500);
            first.window->show();
            first.window->close();
        }
        const Window second(home.path());
        const QSize screen = second.window->screen()->availableSize();
        QVERIFY(second.window->width() <= std::max(screen.width(), second.window->minimumSizeHint().width()));
        QVERIFY(second.window->height() <=
                std::max(screen.height(), second.window->minimumSizeHint().height()));
        QVERIFY(second.window->screen()->availableGeometry().contains(second.window->pos()));
    }

    void theShortcutSheetFitsTheScreenAndScrolls() {
        const QTemporaryDir home;
        const Window first(home.path());
        first.window->show();
        first.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(first.window.get()));
        QTest::keyClick(first.window.get(), Qt::Key_F1);
        auto* sheet = first.window->findChild<ShortcutSheet*>();
        QVERIFY(sheet != nullptr);
        const QSize screen = sheet->screen()->availableSize();
        QVERIFY(sheet->width() <= screen.width());
        QVERIFY(sheet->height() <= screen.height());
        auto* area = sheet->findChild<QScrollArea*>();
        QVERIFY(area != nullptr);
        // Whatever does not fit can be scrolled to.
        QVERIFY(area->widget()->height() >= area->widget()->sizeHint().height());
    }

    void withoutADatasetTheSampleAndRecentFoldersAreOffered() {
        const QTemporaryDir home;
        {
            Window first(home.path());
            first.window->show();
            QVERIFY(first.window->startPage()->isVisible());
            QVERIFY(first.window->startPage()->sampleButton()->isVisible());
            QVERIFY(first.window->startPage()->recentButtons().isEmpty());
            QVERIFY(opened(*first.window, [&] { first.window->openFolder(m_folder.path()); }));
            QVERIFY(!first.window->startPage()->isVisible());
        }
        const Window second(home.path());
        second.window->show();
        const auto recent = second.window->startPage()->recentButtons();
        QCOMPARE(recent.size(), 1);
        QCOMPARE(recent.front()->toolTip(), m_folder.path());
        QVERIFY(opened(*second.window, [&] { QTest::mouseClick(recent.front(), Qt::LeftButton); }));
    }

    void theLastDatasetIsOpenedAgain() {
        const QTemporaryDir home;
        {
            Window first(home.path());
            first.window->openLastFolder();
            QVERIFY(!first.window->isReading());  // there was none
            QVERIFY(opened(*first.window, [&] { first.window->openFolder(m_folder.path()); }));
        }
        const Window second(home.path());
        QVERIFY(opened(*second.window, [&] { second.window->openLastFolder(); }));
        QCOMPARE(QString::fromStdString(second.window->workbench().dataset()->root.string()),
                 m_folder.path());
    }

    /// A broken `ssh -X` leaves a DISPLAY that does not answer.
    void aDisplayThatDoesNotAnswerIsReported() {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
        environment.insert(QStringLiteral("DISPLAY"), QStringLiteral(":4711"));
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(PRIORSCOPE_PROGRAM), {});
        QVERIFY(program.waitForFinished(60000));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 1);
        const QByteArray text = program.readAllStandardError();
        QVERIFY2(text.contains("priorscope: no window can be opened (DISPLAY=:4711"), text.constData());
    }

  private:
    QTemporaryDir m_data;
    fixture::VocFolder m_folder;
};

QTEST_MAIN(FirstStartTest)
#include "first_start_test.moc"
