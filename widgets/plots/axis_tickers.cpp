#include "widgets/plots/axis_tickers.hpp"

#include <QLocale>
#include <cmath>

#include "widgets/plots/qcustomplot.hpp"

namespace priorscope {
namespace {

QString twoDigits(qint64 number) {
    const QLocale locale;
    return locale.toString(number).rightJustified(2, locale.zeroDigit().at(0));
}

/// Places its ticks at whole minutes and hours.
class DurationTicker : public QCPAxisTickerTime {
  protected:
    QString getTickLabel(double tick, const QLocale& /*locale*/, QChar /*format*/,
                         int /*precision*/) override {
        return clockText(tick);
    }
};

class LogDurationTicker : public QCPAxisTickerLog {
  protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override {
        return tick < 1.0 ? QCPAxisTickerLog::getTickLabel(tick, locale, format, precision) : clockText(tick);
    }
};

}  // namespace

QSharedPointer<QCPAxisTicker> axisTicker(PlotAxisKind kind, bool log) {
    const bool is_duration = kind == PlotAxisKind::duration;
    QSharedPointer<QCPAxisTicker> ticker;
    if (log) {
        ticker.reset(is_duration ? new LogDurationTicker : new QCPAxisTickerLog);
    } else {
        ticker.reset(is_duration ? static_cast<QCPAxisTicker*>(new DurationTicker) : new QCPAxisTicker);
    }
    ticker->setTickCount(5);
    return ticker;
}

QString clockText(double seconds) {
    const auto whole = static_cast<qint64>(std::llround(std::max(0.0, seconds)));
    const QLocale locale;
    const qint64 minutes = whole / 60;
    if (minutes < 60) {
        return QStringLiteral("%1:%2").arg(locale.toString(minutes), twoDigits(whole % 60));
    }
    return QStringLiteral("%1:%2:%3")
        .arg(locale.toString(minutes / 60), twoDigits(minutes % 60), twoDigits(whole % 60));
}

}  // namespace priorscope
