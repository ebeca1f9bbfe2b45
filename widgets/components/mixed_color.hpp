// Colours between two others.
#pragma once

#include <QColor>
#include <cmath>

namespace priorscope {

/// @param share  of the second one; [0, 1]
inline QColor mixed(const QColor& from, const QColor& to, double share) {
    const auto channel = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return {channel(from.red(), to.red()), channel(from.green(), to.green()),
            channel(from.blue(), to.blue())};
}

}  // namespace priorscope
