// The reference's detections and objects (shared/reference/eval), a row each.
#pragma once

#include <QByteArray>
#include <QList>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <charconv>
#include <filesystem>
#include <limits>

namespace priorscope {

inline constexpr double kRounding = 0.6e-8;  // the figures are rounded to eight decimals

inline double number(const QByteArray& text) {
    double value = std::numeric_limits<double>::quiet_NaN();
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// Lines of a compressed text, split at blanks.
inline QList<QList<QByteArray>> rowsOf(const std::filesystem::path& file) {
    QProcess gzip;
    gzip.start("gzip", {"-dc", QString::fromStdString(file.string())});
    gzip.waitForFinished();
    QList<QList<QByteArray>> rows;
    for (const QByteArray& line : gzip.readAllStandardOutput().split('\n')) {
        if (!line.isEmpty()) {
            rows.append(line.split(' '));
        }
    }
    return rows;
}

}  // namespace priorscope
