// The contents of a plot, as values.
#pragma once

#include <QColor>
#include <QString>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "widgets/theme/theme.hpp"

namespace priorscope {

/// Colours are looked up again whenever the theme changes.
using ThemeColor = std::function<QColor(const Theme&)>;

struct PlotSeries {
    QString name;
    ThemeColor color;
    Qt::PenStyle line = Qt::SolidLine;  ///< Qt::NoPen: markers only
    double width = 1.5;                 ///< pixels
    bool markers = false;
    bool faint = false;   ///< raw values behind a smoothed curve: neither in the legend nor in the read-out
    bool stairs = false;  ///< each value holds until the next
};

struct PlotMarker {
    double x = 0.0;
    QString label;
    bool operator==(const PlotMarker&) const = default;
};

struct PlotBar {
    QString label;
    double value = 0.0;
    ThemeColor color;
};

/// The range of an axis until the user zooms or pans; empty: what the data needs.
struct PlotHome {
    std::optional<std::pair<double, double>> x;
    std::optional<std::pair<double, double>> y;
};

/// The values that a plot shows for a position.
struct PlotReadOut {
    double x = 0.0;  ///< of the nearest point
    struct Value {
        QString name;
        double value = 0.0;
        bool operator==(const Value&) const = default;
    };
    std::vector<Value> values;  ///< of each series with a point there, or with one before and one behind it
    bool operator==(const PlotReadOut&) const = default;
};

}  // namespace priorscope
