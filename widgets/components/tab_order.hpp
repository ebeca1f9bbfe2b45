// The Tab key follows the visual order.
#pragma once

class QWidget;

namespace priorscope {

/// Puts the focusable widgets below a widget into the order of the layouts. Call it after inserting controls
/// between others: Qt's own order is the order of creation. What comes before and after the widget is
/// unchanged.
void orderTabsByLayout(QWidget* root);

}  // namespace priorscope
