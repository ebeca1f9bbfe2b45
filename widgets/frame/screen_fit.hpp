// Sizes of windows that fit on the screen.
#pragma once

#include <QScreen>
#include <QSize>
#include <QWidget>
#include <algorithm>

namespace priorscope {

/// A window's wanted size, reduced where its screen has less room, with the window manager's frame reckoned
/// in.
inline QSize fittingScreen(const QSize& wanted, const QWidget& window) {
    constexpr QSize kFrame{16, 48};
    return wanted.boundedTo(window.screen()->availableSize() - kFrame);
}

/// Shrinks and moves a window that reaches beyond its screen.
inline void keepOnScreen(QWidget& window) {
    window.resize(fittingScreen(window.size(), window));
    const QRect room = window.screen()->availableGeometry();
    const QRect frame = window.frameGeometry();
    const int x = std::max(room.left(), std::min(frame.left(), room.right() - frame.width()));
    const int y = std::max(room.top(), std::min(frame.top(), room.bottom() - frame.height()));
    window.move(x, y);
}

}  // namespace priorscope
