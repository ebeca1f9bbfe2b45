// The Tab key goes where the eye goes.
#pragma once

class QWidget;

namespace priorscope {

/// Puts what takes the focus below a widget into the order of the layouts. Call it when controls were
/// inserted among others: Qt's own order is that of their making. What comes before and after the widget
/// stays.
void orderTabsByLayout(QWidget* root);

}  // namespace priorscope
