// Edits and saves layouts as the window does, for kill_edits.py: edit_layouts PROJECT
// Every few milliseconds an edit, every fortieth a version; a line on standard output for each, once it is
// made: "edit N SECONDS" or "version N SECONDS", where the layout's input size counts the edits and SECONDS
// is CLOCK_MONOTONIC. The first line, "begins N SECONDS", tells what was found. Goes on until it is killed.
#include <time.h>

#include <QCoreApplication>
#include <QTimer>
#include <cstdio>

#include "widgets/priors/editor/layout_keeper.hpp"

using namespace priorscope;

namespace {

constexpr int kEvery_ms = 8;
constexpr int kEditsAVersion = 40;
constexpr int kFirst = 16;  ///< the smallest input
constexpr int kPeriod = 4000;

void report(const char* what, int number) {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    std::printf("%s %d %lld.%09ld\n", what, number, static_cast<long long>(now.tv_sec), now.tv_nsec);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: edit_layouts PROJECT\n");
        return 2;
    }
    ProjectStore project;
    QObject::connect(&project, &ProjectStore::failed, &application, [](const QString& text) {
        std::fprintf(stderr, "edit_layouts: %s\n", qPrintable(text));
        QCoreApplication::exit(1);
    });
    project.open(QString::fromLocal8Bit(argv[1]));
    if (!project.isWritable()) {
        return 1;
    }
    PriorConfig start = loadPriorConfig("ssd300-voc");
    start.input_size = kFirst;
    PriorDocument document(start);
    const LayoutKeeper keeper(document, project);
    report("begins", document.config().input_size);
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &application, [&] {
        const int number = document.config().input_size + 1;
        if (number >= kFirst + kPeriod) {
            QCoreApplication::exit(0);
            return;
        }
        document.edit(QStringLiteral("edit"), [number](PriorConfig& config) { config.input_size = number; });
        report("edit", number);
        if (number % kEditsAVersion == 0) {
            document.saveVersion(QStringLiteral("v%1").arg(number));
            report("version", number);
        }
    });
    timer.start(kEvery_ms);
    return QCoreApplication::exec();
}
