#include "widgets/training/background_run.hpp"

#include <signal.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

#include "core/training/steering/run_status.hpp"
#include "core/training/steering/watched_run.hpp"

namespace priorscope {
namespace {

constexpr int kLook_ms = 100;
/// Reading a large dataset anew takes its time.
constexpr qint64 kPatience_ms = 10 * 60 * 1000;

QString logOf(const QString& run) {
    return run + QStringLiteral("/background.log");
}

}  // namespace

BackgroundRun::BackgroundRun(QObject* parent) : QObject(parent) {
    m_timer.setInterval(kLook_ms);
    connect(&m_timer, &QTimer::timeout, this, &BackgroundRun::look);
}

QString BackgroundRun::programBeside() {
    const QString here = QCoreApplication::applicationDirPath();
    for (const char* place : {"/priorscope-cli", "/../cli/priorscope-cli"}) {
        const QFileInfo program(here + QLatin1String(place));
        if (program.isFile() && program.isExecutable()) {
            return program.canonicalFilePath();
        }
    }
    return {};
}

void BackgroundRun::start(const QString& program, const QString& run) {
    m_run = run;
    QProcess process;
    process.setProgram(program);
    process.setArguments({QStringLiteral("train"), QStringLiteral("--resume"), run});
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(logOf(run));
    m_process = 0;
    if (!process.startDetached(&m_process)) {
        end(process.errorString());
        return;
    }
    m_since.start();
    m_timer.start();
}

void BackgroundRun::cancel() {
    m_timer.stop();
    if (m_process > 0) {
        ::kill(static_cast<pid_t>(m_process), SIGTERM);
    }
}

void BackgroundRun::look() {
    const std::filesystem::path run(m_run.toStdString());
    const auto status = readStatus(run);
    const bool is_its = status && status->process == m_process;
    if (is_its && !status->state) {
        end(QString::fromStdString(status->problem));
    } else if (is_its && (*status->state != TrainingState::preparing || isTrained(run))) {
        m_timer.stop();
        Q_EMIT tookOver();
    } else if (::kill(static_cast<pid_t>(m_process), 0) != 0) {
        end(lastLine());
    } else if (m_since.elapsed() > kPatience_ms) {
        cancel();
        end(tr("It has not begun after %1 minutes").arg(kPatience_ms / 60000));
    }
}

void BackgroundRun::end(const QString& reason) {
    m_timer.stop();
    Q_EMIT failed(reason.isEmpty() ? tr("The process ended at once; see %1").arg(logOf(m_run)) : reason);
}

QString BackgroundRun::lastLine() const {
    constexpr qint64 kMostBytes = 64 * 1024;
    QFile file(logOf(m_run));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    file.seek(std::max<qint64>(0, file.size() - kMostBytes));
    const QStringList lines =
        QString::fromUtf8(file.read(kMostBytes)).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    return lines.isEmpty() ? QString() : lines.last();
}

}  // namespace priorscope
