// Scrolling a form does not change what lies under the pointer.
#pragma once

#include <QWidget>

namespace priorscope {

/// Spin boxes and combo boxes turn the wheel into another value. From here on only the one that has the focus
/// does; else the wheel scrolls what the editor lies in.
/// @param editor  such a box, or what holds some
void guardWheel(QWidget* editor);

}  // namespace priorscope
