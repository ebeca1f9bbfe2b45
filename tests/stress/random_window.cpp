// Seeded random use of the window: random_window DATASET SEED SECONDS
// Clicks, drags, wheel, keys and typing, sent as the window system sends them, with trainings that are
// started and stopped on the way. File dialogs are closed at once, so that nothing outside the scratch folder
// is touched. Prints the memory that is held as it goes, and ends with 1 after a message of Qt.
#include <QtTest/qtestspontaneevent.h>
#include <malloc.h>
#include <QApplication>
#include <QDesktopServices>
#include <QElapsedTimer>
#include <QFile>
#include <QFileDialog>
#include <QPointer>
#include <QScreen>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QUrl>
#include <QWheelEvent>
#include <QWindow>
#include <array>
#include <cstdio>
#include <random>

#include "app/gui/main_window.hpp"
#include "app/gui/settings.hpp"
#include "core/compute/compute_settings.hpp"
#include "widgets/training/form/training_form.hpp"
#include "widgets/training/train_workspace.hpp"

using namespace priorscope;

namespace {

int messages = 0;

void tell(QtMsgType type, const QMessageLogContext& /*context*/, const QString& text) {
    if (text.contains(QLatin1String("occurs outside target window"))) {
        return;  // of Qt Test, where the window has just become smaller
    }
    if (type == QtWarningMsg || type == QtCriticalMsg || type == QtFatalMsg) {
        ++messages;
        std::printf("Qt: %s\n", qPrintable(text));
        std::fflush(stdout);
    }
}

/// Megabytes that this process holds (VmRSS); what its allocator has handed out; and what that keeps for
/// reuse.
QString memory() {
    QFile file(QStringLiteral("/proc/self/status"));
    int held = -1;
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : file.readAll().split('\n')) {
            if (line.startsWith("VmRSS:")) {
                held = line.mid(6).simplified().split(' ').first().toInt() / 1024;
            }
        }
    }
    const auto megabytes = [](std::size_t bytes) { return static_cast<qulonglong>(bytes >> 20); };
    const struct mallinfo2 info = mallinfo2();
    return QStringLiteral("%1 MB held: %2 in use, %3 free in the allocator")
        .arg(held)
        .arg(megabytes(info.uordblks + info.hblkhd))
        .arg(megabytes(info.fordblks));
}

/// Keeps the window open, closes dialogs that could reach other people's files, and starts no other program.
class Fence : public QObject {
    Q_OBJECT

  public:
    explicit Fence(MainWindow& window) : m_window(window) {
        qApp->installEventFilter(this);
        for (const char* scheme : kSchemes) {
            QDesktopServices::setUrlHandler(QString::fromLatin1(scheme), this, "leaveUnopened");
        }
    }
    ~Fence() override {
        for (const char* scheme : kSchemes) {
            QDesktopServices::unsetUrlHandler(QString::fromLatin1(scheme));
        }
    }
    Fence(const Fence&) = delete;
    Fence& operator=(const Fence&) = delete;

    Q_INVOKABLE void leaveUnopened(const QUrl& /*url*/) {}

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (watched == &m_window && event->type() == QEvent::Close) {
            event->ignore();
            return true;
        }
        if (event->type() == QEvent::Show) {
            if (auto* dialog = qobject_cast<QFileDialog*>(watched)) {
                QTimer::singleShot(0, dialog, &QDialog::reject);
            }
        }
        return false;
    }

  private:
    static constexpr std::array kSchemes{"http", "https", "mailto", "file"};

    MainWindow& m_window;
};

class Hand {
  public:
    Hand(MainWindow& window, unsigned seed) : m_window(window), m_random(seed) {}

    void act() {
        QWidget* target = QApplication::activePopupWidget();
        if (target == nullptr) {
            target = QApplication::activeModalWidget();
        }
        if (target == nullptr) {
            target = &m_window;
        }
        if (QWindow* handle = target->windowHandle(); handle != nullptr && target->isVisible()) {
            actOn(*target, *handle);
        }
    }

    int below(int count) { return std::uniform_int_distribution<int>(0, count - 1)(m_random); }

  private:
    QPoint pointIn(const QWidget& widget) { return {below(widget.width()), below(widget.height())}; }

    void actOn(QWidget& widget, QWindow& handle) {
        const int kind = below(100);
        const QPoint at = pointIn(widget);
        const auto button = below(8) == 0 ? Qt::RightButton : Qt::LeftButton;
        if (kind < 40) {
            QTest::mouseClick(&handle, button, modifiers(), at);
        } else if (kind < 46) {
            QTest::mouseDClick(&handle, Qt::LeftButton, modifiers(), at);
        } else if (kind < 56) {
            drag(widget, handle, at);
        } else if (kind < 66) {
            wheel(widget, at);
        } else if (kind < 72) {
            QTest::mouseMove(&handle, at);
        } else if (kind < 90) {
            static constexpr Qt::Key kKeys[] = {
                Qt::Key_Tab,    Qt::Key_Backtab,  Qt::Key_Return, Qt::Key_Escape, Qt::Key_Space,
                Qt::Key_Left,   Qt::Key_Right,    Qt::Key_Up,     Qt::Key_Down,   Qt::Key_Home,
                Qt::Key_Delete, Qt::Key_PageDown, Qt::Key_A,      Qt::Key_B,      Qt::Key_D,
                Qt::Key_F,      Qt::Key_H,        Qt::Key_N,      Qt::Key_Z,      Qt::Key_Y,
                Qt::Key_1,      Qt::Key_2,        Qt::Key_3,      Qt::Key_4,      Qt::Key_F5,
                Qt::Key_F1,     Qt::Key_Plus,     Qt::Key_Minus};
            press(handle, kKeys[below(static_cast<int>(std::size(kKeys)))], modifiers());
        } else if (kind < 98) {
            type(handle);
        } else {
            const QSize screen = m_window.screen()->availableSize();
            m_window.resize(600 + below(screen.width() - 600), 400 + below(screen.height() - 400));
        }
    }

    /// As the window system sends it. (QTest::keyClick() sends the modifiers' keys first and goes on where
    /// the window is gone after one of them.)
    static void press(QWindow& handle, Qt::Key key, Qt::KeyboardModifiers modifiers) {
        const QPointer<QWindow> window(&handle);
        const bool is_letter =
            key >= Qt::Key_0 && key <= Qt::Key_Z && !modifiers.testFlag(Qt::ControlModifier);
        const QString text = is_letter ? QString(QChar(key)).toLower() : QString();
        for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
            if (window) {
                qt_handleKeyEvent(window, type, key, modifiers, text);
                QCoreApplication::processEvents();
            }
        }
    }

    /// A popup may close, and be gone, at any step.
    void drag(QWidget& widget, QWindow& handle, QPoint at) {
        const QPointer<QWidget> still(&widget);
        const QPointer<QWindow> window(&handle);
        QTest::mousePress(window, Qt::LeftButton, Qt::NoModifier, at);
        for (int i = 0; i < 4 && still && window; ++i) {
            at = pointIn(*still);
            QTest::mouseMove(window, at);
        }
        if (window) {
            QTest::mouseRelease(window, Qt::LeftButton, Qt::NoModifier, at);
        }
    }

    Qt::KeyboardModifiers modifiers() {
        switch (below(8)) {
            case 0:
                return Qt::ControlModifier;
            case 1:
                return Qt::ShiftModifier;
            case 2:
                return Qt::ControlModifier | Qt::ShiftModifier;
            default:
                return Qt::NoModifier;
        }
    }

    static constexpr const char* kTexts[] = {"0.5", "1e-3",       "-7", "2,5", "person",
                                             "zz",  "9999999999", "..", "ä€"};

    void type(QWindow& handle) {
        const QPointer<QWindow> window(&handle);
        for (const QChar letter : QString::fromUtf8(kTexts[below(static_cast<int>(std::size(kTexts)))])) {
            if (window) {
                QTest::sendKeyEvent(QTest::Click, window, Qt::Key_unknown, QString(letter), Qt::NoModifier);
            }
        }
    }

    void wheel(QWidget& widget, const QPoint& at) {
        QWidget* target = widget.childAt(at);
        if (target == nullptr) {
            target = &widget;
        }
        const QPointF local = target->mapFrom(&widget, at);
        QWheelEvent event(local, widget.mapToGlobal(QPointF(at)), QPoint(), QPoint(0, 120 * (below(7) - 3)),
                          Qt::NoButton, modifiers(), Qt::NoScrollPhase, false);
        QSpontaneKeyEvent::setSpontaneous(&event);
        QApplication::sendEvent(target, &event);
    }

    MainWindow& m_window;
    std::mt19937 m_random;
};

void startOrStop(TrainWorkspace& train) {
    if (QApplication::activeModalWidget() == nullptr) {
        train.isBusy() ? train.controller().stop() : train.startRun();
    }
}

/// One action after the other. Each arranges for the next before it acts, since menus and dialogs run loops
/// of their own.
class Use : public QObject {
  public:
    Use(Hand& hand, TrainWorkspace& train, qint64 end) : m_hand(hand), m_train(train), m_end(end) {
        m_clock.start();
    }

    void next() {
        const qint64 now = m_clock.elapsed();
        if (now > m_end) {
            QApplication::exit();
            return;
        }
        QTimer::singleShot(1, this, &Use::next);
        if (now > m_report) {
            std::printf("%lld s: %d actions, %s\n", static_cast<long long>(now / 1000), m_actions,
                        qPrintable(memory()));
            std::fflush(stdout);
            m_report += kBetweenReports;
        }
        if (now > m_training) {
            m_training = now + kBetweenTrainings;
            startOrStop(m_train);
        }
        ++m_actions;
        m_hand.act();
    }

    int actions() const { return m_actions; }

  private:
    static constexpr qint64 kBetweenTrainings = 45'000;  // milliseconds
    static constexpr qint64 kBetweenReports = 30'000;

    Hand& m_hand;
    TrainWorkspace& m_train;
    const qint64 m_end;
    QElapsedTimer m_clock;
    qint64 m_training = kBetweenTrainings;
    qint64 m_report = 0;
    int m_actions = 0;
};

}  // namespace

// libdbus keeps a string of its own until the process ends, which is no leak of ours.
extern "C" const char* __lsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier)
    return "leak:libdbus-1";
}

int main(int argc, char** argv) {
    qInstallMessageHandler(tell);
    QApplication application(argc, argv);
    if (argc != 4) {
        std::fprintf(stderr, "usage: random_window DATASET SEED SECONDS\n");
        return 2;
    }
    configureCompute(1);
    QTemporaryDir scratch;
    Settings settings(scratch.filePath(QStringLiteral("s.ini")));
    settings.setValue(Settings::kProject, scratch.filePath(QStringLiteral("project.sqlite")));
    ThemeManager themes(ThemeChoice::light);
    MainWindow window(settings, themes);
    const Fence fence(window);
    auto* train = qobject_cast<TrainWorkspace*>(window.workspaces().at(2));
    train->form()->setRunsFolder(scratch.filePath(QStringLiteral("runs")));
    train->form()->setModel(QStringLiteral("ssd-tiny"));
    window.show();
    window.openFolder(QString::fromLocal8Bit(argv[1]));

    Hand hand(window, QByteArray(argv[2]).toUInt());
    Use use(hand, *train, 1000 * QByteArray(argv[3]).toLongLong());
    use.next();
    QApplication::exec();
    std::printf("%d actions, %d messages of Qt\n", use.actions(), messages);
    qInstallMessageHandler(nullptr);
    return messages == 0 ? 0 : 1;
}

#include "random_window.moc"
