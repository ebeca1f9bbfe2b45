// The tick marks of a plot's axes.
#pragma once

#include <QSharedPointer>
#include <QString>

class QCPAxisTicker;

namespace priorscope {

enum class PlotAxisKind {
    number,
    duration,  ///< seconds, shown as minutes and seconds, or hours and minutes
};

/// At most five ticks.
QSharedPointer<QCPAxisTicker> axisTicker(PlotAxisKind kind, bool log);

/// "4:07", "1:04:07"; digits as in the user's locale. @param seconds  not negative
QString clockText(double seconds);

}  // namespace priorscope
