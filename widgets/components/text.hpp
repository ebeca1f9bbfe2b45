// Figures with digits of equal width, and numbers formatted as text.
#pragma once

#include <QColor>
#include <QFontMetricsF>
#include <QLabel>
#include <QPainter>
#include <QString>
#include <QStyledItemDelegate>
#include <cstdint>

class QTableView;

namespace priorscope {

/// Inter's digits differ in width, and Qt 6.4 cannot select its tabular ones, so figures are painted digit by
/// digit, each with the advance of the widest digit.
qreal tabularWidth(const QFontMetricsF& metrics, const QString& text);
/// @param alignment  horizontal and vertical; text that is too long is cut off at its end
void drawTabular(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QString& text);

/// Width of a table's column, pixels: its head is never cut, whatever the language.
/// @param least  what its contents need
int columnWidth(const QTableView& table, int column, int least);
/// Also wide enough for the figures in it, of the first thousand rows.
int figureColumnWidth(const QTableView& table, int column, int least);

/// "12,608", formatted for the locale.
QString countText(std::int64_t count);
/// "0.935": fixed number of decimals, formatted for the locale.
QString figureText(double value, int decimals = 3);
/// "14 s", "3 min 20 s", "1 h 16 min".
QString durationText(double seconds);
/// The text, with … in its middle if it is too long: what tells names apart is often at the end.
QString elided(const QFontMetricsF& metrics, const QString& text, qreal width);

/// A label whose digits stay in place while the value changes.
class FigureLabel : public QWidget {
    Q_OBJECT

  public:
    explicit FigureLabel(QWidget* parent = nullptr);
    void setText(const QString& text);
    const QString& text() const { return m_text; }
    void setAlignment(Qt::Alignment alignment);
    void setColor(const QColor& color);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString m_text;
    QColor m_color;
    Qt::Alignment m_alignment = Qt::AlignRight | Qt::AlignVCenter;
};

/// A label that ends in … if there is too little room; its tooltip then shows the whole text.
class ElidedLabel : public QLabel {
    Q_OBJECT

  public:
    explicit ElidedLabel(const QString& text = {}, QWidget* parent = nullptr);
    void setElideMode(Qt::TextElideMode mode);
    Qt::TextElideMode elideMode() const { return m_mode; }
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

/// For columns of figures: right-aligned, tabular digits; everything else as painted by the style.
class FigureDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace priorscope
