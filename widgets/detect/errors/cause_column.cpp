#include "widgets/detect/errors/cause_column.hpp"

#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/components/glyph.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/errors/error_model.hpp"

namespace priorscope {

CauseHead::CauseHead(Verdict verdict, const QString& name, const QString& meaning, const Theme& theme,
                     QWidget* parent)
    : QAbstractButton(parent), m_verdict(verdict), m_theme(theme) {
    setText(name);
    setToolTip(meaning);
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void CauseHead::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

void CauseHead::setFigures(std::optional<std::int64_t> count, double share, std::optional<double> delta_ap) {
    m_count = count;
    m_share = share;
    m_delta_ap = delta_ap;
    setAccessibleDescription(count ? countText(*count) : QString());
    update();
}

void CauseHead::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || isDown()) {
        painter.fillRect(rect(), isDown() ? m_theme.selected : m_theme.hover);
    }
    const VerdictStyle style = m_theme.verdict(m_verdict);
    const QRectF line(8, 6, width() - 16.0, 18);
    const double glyph = style.glyph.size() > 1 ? 22 : 16;
    paintGlyph(painter, QRectF(line.left(), line.top() + 1, glyph, 16), style.color, style.glyph, m_theme);
    const QString count = m_count ? countText(*m_count) : QStringLiteral("–");
    const QRectF name = line.adjusted(glyph + 6, 0, 0, 0);
    const QFontMetricsF strong(m_theme.strongFont());
    const double count_width = tabularWidth(QFontMetricsF(m_theme.textFont()), count);
    // Beside the name, or where it is narrow in front of the bar.
    const bool fits = strong.horizontalAdvance(text()) + 6 + count_width <= name.width();
    painter.setPen(m_theme.text);
    painter.setFont(m_theme.strongFont());
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     strong.elidedText(text(), Qt::ElideRight, name.width()));
    QRectF below(line.left(), line.bottom() + 4, line.width(), 14);
    painter.setFont(m_theme.textFont());
    drawTabular(painter, fits ? line : below, (fits ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
                count);
    painter.setFont(m_theme.smallFont());
    const QString cost = m_delta_ap ? tr("ΔAP %1").arg(figureText(*m_delta_ap, 1)) : QString();
    const double cost_width = m_delta_ap ? tabularWidth(QFontMetricsF(painter.font()), cost) + 8 : 0.0;
    painter.setPen(m_theme.second);
    drawTabular(painter, below, Qt::AlignRight | Qt::AlignVCenter, cost);
    below.adjust(fits ? 0 : count_width + 8, 0, 0, 0);
    const QRectF bar(below.left(), below.center().y() - 2, std::max(0.0, below.width() - cost_width), 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.hairline);
    painter.drawRoundedRect(bar, 2, 2);
    painter.setBrush(style.color);
    painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(bar.width() * m_share, 4)), 2, 2);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.current, 1));
        painter.drawRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5));
    }
}

CauseColumn::CauseColumn(Verdict verdict, const QString& name, const QString& meaning, Workbench& workbench,
                         const Theme& theme, QWidget* parent)
    : QWidget(parent) {
    m_head = new CauseHead(verdict, name, meaning, theme, this);
    m_gallery = new ErrorGallery(workbench, theme, this);
    m_gallery->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_gallery->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_gallery->setAccessibleName(name);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_gallery);
}

void CauseColumn::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // Whole crops only, as many as fit.
    constexpr int kNarrowest = 70;
    constexpr int kLowest = 76;
    const int room = std::max(kLowest, height() - m_head->sizeHint().height());
    const int columns = std::max(1, width() / kNarrowest);
    const int rows = room / kLowest;
    m_gallery->setFixedHeight(room);
    m_gallery->setCell({(width() - 2) / columns, room / rows});
}

void CauseColumn::setTheme(const Theme& theme) {
    m_head->setTheme(theme);
    m_gallery->setTheme(theme);
}

}  // namespace priorscope
