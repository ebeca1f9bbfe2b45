// Named counts as rows of bars; a click on a row asks for what is behind it.
#pragma once

#include <QColor>
#include <QString>
#include <QWidget>
#include <cstdint>
#include <optional>
#include <vector>

#include "widgets/theme/theme.hpp"

namespace priorscope {

struct CountBar {
    QColor color;
    QString glyph{};  ///< in a square in front of the name; empty: none
    QString name;
    QString meaning;  ///< tooltip
    std::int64_t count = 0;
    bool operator==(const CountBar&) const = default;
};

class CountBars : public QWidget {
    Q_OBJECT

  public:
    explicit CountBars(const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setBars(std::vector<CountBar> bars);
    /// Instead of bars.
    void setPlaceholder(const QString& text);
    const std::vector<CountBar>& bars() const { return m_bars; }
    /// The row whose errors are shown; -1: none.
    void setCurrent(int row);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void chosen(int row);

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    /// A line of text and a bar below it; lower where there is little room.
    double rowHeight() const;
    int rowAt(double y) const;
    void paintBar(QPainter& painter, const CountBar& bar, const QRectF& line, double share) const;

    Theme m_theme;
    std::vector<CountBar> m_bars;
    QString m_placeholder;
    int m_current = -1;
    int m_hovered = -1;
    int m_focused = 0;
};

}  // namespace priorscope
