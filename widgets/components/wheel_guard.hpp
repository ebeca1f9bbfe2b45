// Scrolling a form does not change the values under the pointer.
#pragma once

#include <QWidget>

namespace priorscope {

/// By default, the wheel changes the value of spin boxes, combo boxes and sliders. After this call it does so
/// only for the one that has the focus; otherwise it scrolls the area that contains the editor.
/// @param editor  such a box or slider, or a widget that contains some
void guardWheel(QWidget* editor);

}  // namespace priorscope
