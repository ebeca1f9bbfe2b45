// The part of a photograph around a box, with boxes drawn over it.
#pragma once

#include <QImage>
#include <QPainter>
#include <QString>
#include <vector>

#include "core/geometry/box.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

struct CropBox {
    Box box{};  ///< fractions of the image
    QColor color{};
    Qt::PenStyle line = Qt::SolidLine;
};

struct CropPicture {
    QImage picture{};   ///< null: not there (yet)
    QSizeF size{1, 1};  ///< of the image, in any unit, where there is no picture
    QString absence{};  ///< shown in its place; empty: it is being loaded
};

/// Shows twice the size of a box in the shape of the area, and at least a quarter of the picture's width.
/// @param about  what is in the middle
void paintCrop(QPainter& painter, const QRectF& area, const CropPicture& picture, const Box& about,
               const std::vector<CropBox>& boxes, const Theme& theme);

}  // namespace priorscope
