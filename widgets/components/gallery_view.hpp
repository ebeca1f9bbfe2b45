// A list of pictures in rows that wrap, of cells of one size.
#pragma once

#include <QListView>

namespace priorscope {

/// Pictures from left to right, row by row, that stay where they are; a click chooses, nothing is selected.
void arrangeAsGallery(QListView& view, const QSize& cell);

}  // namespace priorscope
