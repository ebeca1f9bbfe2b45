// Headline figures in a row: label; before → after; change.
#pragma once

#include <QString>
#include <QWidget>
#include <cstdint>
#include <optional>
#include <vector>

#include "widgets/theme/theme.hpp"

namespace priorscope {

/// Whether a change is an improvement; never shown by colour alone.
enum class Trend {
    none,
    better,  ///< filled triangle
    worse,   ///< hollow triangle
};

struct Figure {
    QString label;
    QString before{};  ///< baseline value; empty: only the current value is shown
    QString value;     ///< current value
    QString change{};  ///< shown at the right; empty: none
    Trend trend = Trend::none;
    bool is_rise = true;  ///< direction of the triangle
    QString tool_tip{};   ///< definition and unit
    bool operator==(const Figure&) const = default;
};

/// A share of which more is better, with its change if three decimals show it. Without a value: "–".
Figure shareFigure(const QString& label, std::optional<double> before, std::optional<double> after,
                   const QString& tip);
/// A count of which less is better, the same.
Figure countFigure(const QString& label, std::optional<std::int64_t> before,
                   std::optional<std::int64_t> after, const QString& tip);

/// 64 px high; all figures have equal width, separated by hairlines.
class FigureStrip : public QWidget {
    Q_OBJECT

  public:
    explicit FigureStrip(const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setFigures(std::vector<Figure> figures);
    const std::vector<Figure>& figures() const { return m_figures; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

  private:
    QRectF cell(std::size_t index) const;
    QRectF content(std::size_t index) const;
    void paintFigure(QPainter& painter, const Figure& figure, const QRectF& area,
                     const QFont& label_font) const;

    Theme m_theme;
    std::vector<Figure> m_figures;
};

}  // namespace priorscope
