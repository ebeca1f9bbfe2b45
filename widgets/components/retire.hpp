// Taking a widget away while one of its own clicks may be being handled.
#pragma once

class QWidget;

namespace priorscope {

/// Hides the widget and deletes it once the present event has been handled. Until then neither it nor its
/// menus take anything: what they would act on may be gone.
void retire(QWidget* widget);

}  // namespace priorscope
