#include "widgets/detect/shrinking_chip.hpp"

#include <QFontMetrics>

namespace priorscope {

ShrinkingChip::ShrinkingChip(const QString& text, const QString& brief, QWidget* parent)
    : Chip(text, parent), m_whole(text), m_brief(brief) {
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

QSize ShrinkingChip::sizeWith(const QString& text) const {
    // Whichever is shown, so that both sizes stay the same.
    const QSize now = Chip::sizeHint();
    const QFontMetrics metrics = fontMetrics();
    return {now.width() + metrics.horizontalAdvance(text) - metrics.horizontalAdvance(this->text()),
            now.height()};
}

void ShrinkingChip::resizeEvent(QResizeEvent* event) {
    Chip::resizeEvent(event);
    const QString& fitting = width() >= sizeHint().width() ? m_whole : m_brief;
    if (fitting != text()) {
        setText(fitting);
    }
}

}  // namespace priorscope
