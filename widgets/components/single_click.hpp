// A double-click on a button does what a click does.
#pragma once

class QAbstractButton;

namespace priorscope {

/// Ignores the second press of a double-click. For buttons that start or stop something: without it, the
/// second press undoes the first, also when another button has taken the place of the one that was clicked
/// (both need this call).
void ignoreSecondClick(QAbstractButton* button);

}  // namespace priorscope
