#include "widgets/components/text.hpp"

#include <QApplication>
#include <QLocale>
#include <QPaintEvent>
#include <QStyle>
#include <QStyleOption>
#include <QTableView>
#include <algorithm>
#include <cmath>

#include "widgets/theme/theme.hpp"

namespace priorscope {
namespace {

constexpr int kCellPadding = 8;

qreal digitWidth(const QFontMetricsF& metrics) {
    qreal widest = 0.0;
    for (char digit = '0'; digit <= '9'; ++digit) {
        widest = std::max(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
    }
    return widest;
}

/// What a text says, in letters: an ideograph says as much as two.
int letters(const QString& text) {
    int count = 0;
    for (const QChar letter : text) {
        const QChar::Script script = letter.script();
        const bool is_ideograph = script == QChar::Script_Han || script == QChar::Script_Hiragana ||
                                  script == QChar::Script_Katakana || script == QChar::Script_Hangul;
        count += is_ideograph ? 2 : 1;
    }
    return count;
}

}  // namespace

qreal tabularWidth(const QFontMetricsF& metrics, const QString& text) {
    const qreal digit = digitWidth(metrics);
    qreal width = 0.0;
    for (const QChar letter : text) {
        width += letter.isDigit() ? digit : metrics.horizontalAdvance(letter);
    }
    return width;
}

void drawTabular(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QString& text) {
    const QFontMetricsF metrics(painter.font());
    const qreal digit = digitWidth(metrics);
    const qreal width = tabularWidth(metrics, text);
    qreal x = rect.left();
    if (alignment.testFlag(Qt::AlignRight)) {
        x = rect.right() - width;
    } else if (alignment.testFlag(Qt::AlignHCenter)) {
        x = rect.center().x() - width / 2.0;
    }
    x = std::max(x, rect.left());
    const qreal baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2.0;
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    for (const QChar letter : text) {
        const qreal own = metrics.horizontalAdvance(letter);
        const qreal advance = letter.isDigit() ? digit : own;
        painter.drawText(QPointF(x + (advance - own) / 2.0, baseline), QString(letter));
        x += advance;
    }
    painter.restore();
}

int columnWidth(const QTableView& table, int column, int least) {
    const double room = table.property("dense").toBool() ? 16.0 : 28.0;  // the style's padding, and a rest
    const QString head = table.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    const double width = QFontMetricsF(Theme::day().textFont()).horizontalAdvance(head) + room;
    return std::max(least, static_cast<int>(std::ceil(width)));
}

int figureColumnWidth(const QTableView& table, int column, int least) {
    constexpr int kRows = 1000;
    constexpr double kRoom = 16.0;
    const QFontMetricsF metrics(table.font());
    double widest = 0.0;
    for (int row = 0; row < std::min(kRows, table.model()->rowCount()); ++row) {
        widest = std::max(widest, tabularWidth(metrics, table.model()->index(row, column).data().toString()));
    }
    return std::max(columnWidth(table, column, least), static_cast<int>(std::ceil(widest + kRoom)));
}

QString countText(std::int64_t count) {
    return QLocale().toString(static_cast<qlonglong>(count));
}

QString figureText(double value, int decimals) {
    return QLocale().toString(value, 'f', decimals);
}

QString durationText(double seconds) {
    const auto whole = static_cast<qlonglong>(std::llround(std::max(seconds, 0.0)));
    if (whole < 60) {
        return QCoreApplication::translate("Duration", "%1 s").arg(whole);
    }
    if (whole < 3600) {
        return QCoreApplication::translate("Duration", "%1 min %2 s").arg(whole / 60).arg(whole % 60);
    }
    return QCoreApplication::translate("Duration", "%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString elided(const QFontMetricsF& metrics, const QString& text, qreal width) {
    return metrics.elidedText(text, Qt::ElideMiddle, width);
}

FigureLabel::FigureLabel(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void FigureLabel::setText(const QString& text) {
    if (text != m_text) {
        m_text = text;
        setAccessibleName(text);
        updateGeometry();
        update();
    }
}

void FigureLabel::setAlignment(Qt::Alignment alignment) {
    m_alignment = alignment;
    update();
}

void FigureLabel::setColor(const QColor& color) {
    m_color = color;
    update();
}

QSize FigureLabel::sizeHint() const {
    const QFontMetricsF metrics(font());
    return {static_cast<int>(std::ceil(tabularWidth(metrics, m_text))),
            static_cast<int>(std::ceil(metrics.height()))};
}

void FigureLabel::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setPen(m_color.isValid() && isEnabled() ? m_color : palette().color(QPalette::WindowText));
    drawTabular(painter, QRectF(rect()), m_alignment, m_text);
}

ElidedLabel::ElidedLabel(const QString& text, QWidget* parent) : QLabel(text, parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode) {
    m_mode = mode;
    update();
}

QSize ElidedLabel::minimumSizeHint() const {
    return {text().isEmpty() ? 0 : 16, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent* /*event*/) {
    QStyleOption option;
    option.initFrom(this);
    QPainter painter(this);
    QString shown = fontMetrics().elidedText(text(), m_mode, contentsRect().width());
    if (shown != text()) {
        const int least = m_mode == Qt::ElideMiddle ? 8 : 5;
        setToolTip(text());
        if (letters(shown) < least) {
            shown.clear();  // neither "I…" nor "Bl…pg" says anything
        }
    }
    style()->drawItemText(&painter, contentsRect(), static_cast<int>(alignment()), palette(), isEnabled(),
                          shown, QPalette::WindowText);
}

void FigureDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = item.text;
    item.text.clear();
    const QWidget* widget = item.widget;
    (widget != nullptr ? widget->style() : QApplication::style())
        ->drawControl(QStyle::CE_ItemViewItem, &item, painter, widget);
    const QVariant foreground = index.data(Qt::ForegroundRole);
    const bool is_selected = item.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setFont(item.font);
    painter->setPen(foreground.isValid() && !is_selected ? foreground.value<QBrush>().color()
                                                         : item.palette.color(QPalette::Text));
    drawTabular(*painter, QRectF(item.rect).adjusted(0, 0, -kCellPadding, 0),
                Qt::AlignRight | Qt::AlignVCenter, text);
    painter->restore();
}

QSize FigureDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    const int width = static_cast<int>(std::ceil(tabularWidth(QFontMetricsF(item.font), item.text)));
    return {width + 2 * kCellPadding + 1, size.height()};
}

}  // namespace priorscope
