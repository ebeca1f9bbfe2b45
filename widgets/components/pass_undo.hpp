// Undo and redo in an editor are those of the document that it edits.
#pragma once

#include <QWidget>

namespace priorscope {

/// A line edit takes Ctrl+Z for its own text; the editors of a document leave it to that.
/// @param editor  a line edit, or what holds some: a spin box, a row
void passUndoOn(QWidget* editor);

}  // namespace priorscope
