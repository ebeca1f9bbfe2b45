#include "app/gui/process/log_file.hpp"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

#include <QAbstractItemModel>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <cstdio>
#include <memory>
#include <string>

#include "widgets/jobs/job_list.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kLargest = std::size_t{1} << 20;
constexpr std::size_t kOldFiles = 3;

spdlog::level::level_enum levelOf(LogLevel level) {
    switch (level) {
        case LogLevel::info:
            return spdlog::level::info;
        case LogLevel::warning:
            return spdlog::level::warn;
        case LogLevel::error:
            break;
    }
    return spdlog::level::err;
}

/// Called from any thread; spdlog's sinks lock.
void onQtMessage(QtMsgType type, const QMessageLogContext&, const QString& text) {
    const std::string line = text.toStdString();
    std::fprintf(stderr, "%s\n", line.c_str());
    const bool harmless = type == QtDebugMsg || type == QtInfoMsg;
    spdlog::log(harmless ? spdlog::level::info : spdlog::level::warn, "Qt: {}", line);
}

}  // namespace

void keepLogFile(LogModel& log, const QString& file) {
    try {
        QDir().mkpath(QFileInfo(file).absolutePath());
        auto logger = spdlog::rotating_logger_mt("priorscope", file.toStdString(), kLargest, kOldFiles);
        logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
        logger->flush_on(spdlog::level::info);
        spdlog::set_default_logger(logger);
    } catch (const spdlog::spdlog_ex& e) {
        log.append(LogLevel::warning,
                   QObject::tr("The log is not kept on disk: %1").arg(QString::fromStdString(e.what())));
        return;
    }
    qInstallMessageHandler(onQtMessage);
    const auto write = [&log](int first, int last) {
        for (int row = first; row <= last; ++row) {
            const QModelIndex index = log.index(row);
            spdlog::log(levelOf(static_cast<LogLevel>(index.data(LogModel::LevelRole).toInt())), "{}",
                        index.data(Qt::DisplayRole).toString().toStdString());
        }
    };
    if (log.rowCount() > 0) {
        write(0, log.rowCount() - 1);
    }
    QObject::connect(&log, &QAbstractItemModel::rowsInserted, &log,
                     [write](const QModelIndex&, int first, int last) { write(first, last); });
}

QString logFilePath() {
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation))
        .filePath(QStringLiteral("priorscope/priorscope.log"));
}

}  // namespace priorscope
