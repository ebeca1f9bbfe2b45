// Undo and redo in the boxes of the editor are those of the layout.
#pragma once

#include <QAbstractSpinBox>

namespace priorscope {

/// A line edit takes Ctrl+Z for its own text; the boxes of the editor leave it to the document.
void passUndoOn(QAbstractSpinBox* box);

}  // namespace priorscope
