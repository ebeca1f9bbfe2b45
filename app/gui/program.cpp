#include "app/gui/program.hpp"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTemporaryDir>
#include <QTimer>
#include <QTranslator>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <thread>

#include "app/gui/main_window.hpp"
#include "app/gui/process/early_torch.hpp"
#include "app/gui/process/log_file.hpp"
#include "app/gui/process/unattended_ends.hpp"
#include "app/gui/render.hpp"
#include "app/gui/run_notices.hpp"
#include "app/gui/system_theme.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/model/detector.hpp"

namespace priorscope {
namespace {

struct Arguments {
    QString folder;
    std::optional<ThemeChoice> theme;
    std::optional<RenderRequest> render;
};

[[noreturn]] void failUsage(const QString& message) {
    std::fprintf(stderr, "priorscope: %s\n", qPrintable(message));
    std::exit(2);
}

QSize sizeFromText(const QString& text) {
    const QStringList sides = text.split(QLatin1Char('x'));
    const QSize size = sides.size() == 2 ? QSize(sides[0].toInt(), sides[1].toInt()) : QSize();
    if (size.width() < 400 || size.height() < 300 || size.width() > 8192 || size.height() > 8192) {
        failUsage(
            QStringLiteral("--size wants WIDTHxHEIGHT from 400x300 to 8192x8192, not \"%1\"").arg(text));
    }
    return size;
}

Arguments parse(const QApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("A workbench for people who train single-shot box detectors."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("VOC-folder"),
                                 QStringLiteral("Folder with Pascal VOC annotations."),
                                 QStringLiteral("[VOC-folder]"));
    const auto option = [&parser](const char* name, const char* text, const char* value,
                                  const char* fallback = "") {
        parser.addOption({QString::fromLatin1(name), QString::fromLatin1(text), QString::fromLatin1(value),
                          QString::fromLatin1(fallback)});
    };
    option("theme", "system, light or dark.", "theme");
    option("render", "Write a picture of each workspace in both themes to this folder, and quit.", "folder");
    option("size", "Size of the pictures.", "WxH", "1440x900");
    option("run", "A training run to show in the pictures.", "run");
    option("image", "The image to show in the pictures, by its name without ending.", "id");
    parser.process(application);
    Arguments arguments;
    if (parser.positionalArguments().size() > 1) {
        failUsage(QStringLiteral("one folder at most"));
    }
    arguments.folder = parser.positionalArguments().value(0);
    if (parser.isSet(QStringLiteral("theme"))) {
        const QString name = parser.value(QStringLiteral("theme"));
        arguments.theme = themeChoiceFromName(name);
        if (themeChoiceName(*arguments.theme) != name) {
            failUsage(QStringLiteral("--theme wants system, light or dark, not \"%1\"").arg(name));
        }
    }
    if (parser.isSet(QStringLiteral("render"))) {
        arguments.render = RenderRequest{.folder = parser.value(QStringLiteral("render")),
                                         .size = sizeFromText(parser.value(QStringLiteral("size"))),
                                         .run = parser.value(QStringLiteral("run")),
                                         .image = parser.value(QStringLiteral("image"))};
    } else {
        for (const char* only : {"size", "run", "image"}) {
            if (parser.isSet(QString::fromLatin1(only))) {
                failUsage(QStringLiteral("--%1 goes with --render").arg(QLatin1String(only)));
            }
        }
    }
    return arguments;
}

void loadTranslations(QApplication& application) {
    const QLocale locale;
    auto* own = new QTranslator(&application);
    if (!own->load(locale, QStringLiteral("priorscope"), QStringLiteral("_"), QStringLiteral(":/i18n"))) {
        return;  // Qt's own sentences stay English as well; with Arabic ones the window would be mirrored
    }
    auto* qt = new QTranslator(&application);
    if (qt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                 QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QApplication::installTranslator(qt);
    }
    QApplication::installTranslator(own);
}

/// @return what failed; empty if nothing did
void renderAndQuit(MainWindow& window, ThemeManager& themes, const RenderRequest& request) {
    auto* renderer = new Renderer(window, themes, request, &window);
    QObject::connect(renderer, &Renderer::finished, &window, [](const QString& failure) {
        if (!failure.isEmpty()) {
            std::fprintf(stderr, "priorscope: %s\n", qPrintable(failure));
        }
        QApplication::exit(failure.isEmpty() ? 0 : 1);
    });
    if (window.isReading()) {
        QObject::connect(&window, &MainWindow::folderOpened, renderer, [renderer, &window](bool succeeded) {
            if (!succeeded) {
                std::fprintf(stderr, "priorscope: %s\n", qPrintable(window.banner()->text()));
                QApplication::exit(1);
                return;
            }
            renderer->start();
        });
    } else {
        QTimer::singleShot(0, renderer, &Renderer::start);
    }
}

/// Rendering needs no display; a window does, and without one prints a line instead of aborting.
void choosePlatform(int argc, char** argv) {
    const auto given = [](const char* name) { return qEnvironmentVariableIsSet(name); };
    if (given("QT_QPA_PLATFORM") || given("DISPLAY") || given("WAYLAND_DISPLAY")) {
        return;
    }
    bool needs_window = true;
    for (int i = 1; i < argc; ++i) {
        const QByteArray argument(argv[i]);
        needs_window = needs_window && !argument.startsWith("--render") && argument != "--help" &&
                       argument != "-h" && argument != "--version" && argument != "-v" &&
                       argument != "-platform";
    }
    if (needs_window) {
        std::fprintf(stderr,
                     "priorscope: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set). "
                     "Use priorscope-cli, or --render FOLDER for pictures\n");
        std::exit(1);
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
}

/// Qt aborts with a core dump when the display that is named does not answer (a broken ssh -X): one line
/// instead.
void failWithoutDisplay(QtMsgType type, const QMessageLogContext& /*context*/, const QString& message) {
    if (type != QtFatalMsg) {
        std::fprintf(stderr, "%s\n", qPrintable(message));
        return;
    }
    const QByteArray display = qgetenv("DISPLAY");
    const QByteArray wayland = qgetenv("WAYLAND_DISPLAY");
    std::fprintf(
        stderr,
        "priorscope: no window can be opened (DISPLAY=%s, WAYLAND_DISPLAY=%s): %s\nCheck the display, or "
        "use priorscope-cli, or --render FOLDER for pictures\n",
        display.constData(), wayland.constData(), qPrintable(message.section(QLatin1Char('\n'), 0, 0)));
    std::_Exit(1);
}

}  // namespace

int runProgram(int argc, char** argv) {
    choosePlatform(argc, argv);
    const QtMessageHandler handler = qInstallMessageHandler(failWithoutDisplay);
    QApplication application(argc, argv);
    qInstallMessageHandler(handler);
    QApplication::setApplicationName(QStringLiteral("priorscope"));
    QApplication::setApplicationVersion(QStringLiteral(PRIORSCOPE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("priorscope"));
    const Arguments arguments = parse(application);
    loadTranslations(application);
    // All cores: the training thread has background priority, so the window stays responsive.
    configureCompute();

    QTemporaryDir scratch;  // rendering neither depends on the user's settings nor changes them
    const auto settings = arguments.render
                              ? std::make_unique<Settings>(scratch.filePath(QStringLiteral("s.ini")))
                              : std::make_unique<Settings>();
    if (arguments.render) {
        settings->setValue(Settings::kProject, scratch.filePath(QStringLiteral("project.sqlite")));
    }
    ThemeManager themes(arguments.theme.value_or(themeChoiceFromName(settings->value(Settings::kTheme))));
    themes.applyToApplication();
    const SystemTheme system_theme(themes);
    MainWindow window(*settings, themes);
    const RunNotices notices(
        window.runs(), [] { return QApplication::activeWindow() != nullptr; }, showNotification);
    if (!arguments.render) {
        keepLogFile(window.jobs().log(), logFilePath());
    }
    if (!arguments.folder.isEmpty()) {
        window.openFolder(QDir::current().absoluteFilePath(arguments.folder));
    } else if (!arguments.render) {
        window.openLastFolder();
    }
    const UnattendedEnds ends(application, window);
    window.show();
    std::optional<EarlyTorch> early_torch;
    if (arguments.render) {
        renderAndQuit(window, themes, *arguments.render);
    } else {
        early_torch.emplace(window);
    }
    return QApplication::exec();
}

}  // namespace priorscope
