// What a plot shows, as values.
#pragma once

#include <QColor>
#include <QString>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "widgets/theme/theme.hpp"

namespace priorscope {

/// Colours are taken from the theme whenever it changes.
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
};

struct PlotBar {
    QString label;
    double value = 0.0;
    ThemeColor color;
};

/// What is shown along an axis while the user has neither zoomed nor panned; nothing: what the data needs.
struct PlotHome {
    std::optional<std::pair<double, double>> x;
    std::optional<std::pair<double, double>> y;
};

/// What the plot says at a position.
struct PlotReadOut {
    double x = 0.0;  ///< of the nearest point
    struct Value {
        QString name;
        double value = 0.0;
    };
    std::vector<Value> values;  ///< of the series that have a point there or just before
};

}  // namespace priorscope
