// Runs priorscope-cli, PRIORSCOPE_CLI, as a program of its own.
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>

namespace priorscope {

struct Outcome {
    int code = -1;  ///< -1: it did not end by itself
    QByteArray out;
    QByteArray err;
};

/// Of a process that was started; one that takes longer than two minutes is killed.
inline Outcome outcomeOf(QProcess& process) {
    constexpr int kTimeoutMs = 120000;
    if (!process.waitForFinished(kTimeoutMs) || process.exitStatus() != QProcess::NormalExit) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// @param output_file  gets what it prints, in place of Outcome::out; empty: none
inline Outcome runCli(const QStringList& arguments, const QString& output_file = {}) {
    QProcess process;
    if (!output_file.isEmpty()) {
        process.setStandardOutputFile(output_file);
    }
    process.start(PRIORSCOPE_CLI, arguments);
    return outcomeOf(process);
}

}  // namespace priorscope
