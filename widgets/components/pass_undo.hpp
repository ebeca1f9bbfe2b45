// Undo and redo keys in an editor act on the document being edited.
#pragma once

#include <QWidget>

namespace priorscope {

/// A line edit handles Ctrl+Z itself, for its own text; after this call it leaves the key to the document.
/// @param editor  a line edit, or a widget that contains some: a spin box, a row
void passUndoOn(QWidget* editor);

}  // namespace priorscope
