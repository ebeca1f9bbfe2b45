// The reference's detections and objects (shared/reference/eval), a row each.
#pragma once

#include <QByteArray>
#include <QList>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <array>
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

/// x, y, width and height of corners in pixels, 1-based, that stand from a column on.
/// @param more  by how much sides are longer than the difference of the corners: 1 where both ends are
/// inclusive
inline std::array<double, 4> cornerAndSize(const QList<QByteArray>& row, int from, double more = 1.0) {
    const double xmin = number(row[from]);
    const double ymin = number(row[from + 1]);
    return {xmin - 1.0, ymin - 1.0, number(row[from + 2]) - xmin + more, number(row[from + 3]) - ymin + more};
}

}  // namespace priorscope
