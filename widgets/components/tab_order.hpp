// The Tab key follows the visual order.
#pragma once

class QWidget;

namespace priorscope {

/// What Tab and Shift+Tab do in a window: moves the focus to the next or previous widget that can be seen and
/// takes it, in the order of the layouts as they are now, and scrolls it into view.
/// @return false if there is none
bool moveFocusByLayout(QWidget* root, bool next);

}  // namespace priorscope
