#include "widgets/components/gallery_view.hpp"

namespace priorscope {

void arrangeAsGallery(QListView& view, const QSize& cell) {
    view.setFlow(QListView::LeftToRight);
    view.setWrapping(true);
    view.setViewMode(QListView::IconMode);
    view.setMovement(QListView::Static);
    view.setResizeMode(QListView::Adjust);
    view.setUniformItemSizes(true);
    view.setGridSize(cell);
    view.setMouseTracking(true);
    view.setSelectionMode(QAbstractItemView::NoSelection);
    view.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
}

}  // namespace priorscope
