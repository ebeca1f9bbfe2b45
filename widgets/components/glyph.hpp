// The glyph of a verdict: what is told by colour is told by a letter as well.
#pragma once

#include <QPainter>
#include <QString>

#include "widgets/theme/theme.hpp"

namespace priorscope {

/// A coloured square that contains a glyph in a readable colour.
void paintGlyph(QPainter& painter, const QRectF& square, const QColor& color, const QString& glyph,
                const Theme& theme);

}  // namespace priorscope
