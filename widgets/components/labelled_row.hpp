// A row of a form of grid.
#pragma once

#include <QString>

class QGridLayout;
class QWidget;

namespace priorscope {

/// Adds an editor with its label; Alt and the underlined letter of the label focus the editor.
void addLabelledRow(QGridLayout* grid, const QString& text, QWidget* editor, const QString& tool_tip);

}  // namespace priorscope
