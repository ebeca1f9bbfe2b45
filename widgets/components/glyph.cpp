#include "widgets/components/glyph.hpp"

namespace priorscope {

void paintGlyph(QPainter& painter, const QRectF& square, const QColor& color, const QString& glyph,
                const Theme& theme) {
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(square, 2.0, 2.0);
    QFont font = theme.smallFont();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme.dark ? theme.base : theme.raised);
    painter.drawText(square, Qt::AlignCenter, glyph);
    painter.restore();
}

}  // namespace priorscope
