// The confusion matrix as a picture: objects down, detections across, background at both ends.
#pragma once

#include <QWidget>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "core/evaluation/rescoring/live_counts.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

/// A cell's shade is its share of the row's objects (of the column's detections in the row of background). A
/// click, or Return on the cell that the arrow keys reach, asks for what is behind it.
class ConfusionView : public QWidget {
    Q_OBJECT

  public:
    using Cell = std::pair<int, int>;  ///< labels of object and detection; 0: background

    /// @param name, color  of a label
    ConfusionView(const Theme& theme, std::function<QString(int)> name, std::function<QColor(int)> color,
                  QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setMatrix(const std::optional<ConfusionMatrix>& matrix);
    /// The cell whose errors are shown.
    void setCurrent(const std::optional<Cell>& cell);
    /// The classes that are mistaken most often, "cat as dog, 39"; empty: none are.
    QString worst() const;
    /// "cat taken for dog: 39 of 120 objects"
    QString describe(const Cell& cell) const;
    QRectF cellRect(const Cell& cell) const;
    QSize sizeHint() const override { return {240, 240}; }
    QSize minimumSizeHint() const override { return {120, 100}; }

  Q_SIGNALS:
    void chosen(int object, int detected);

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    struct Grid {
        QPointF origin;
        double side = 0.0;  ///< of a cell, pixels
    };
    Grid grid() const;
    int count() const { return m_matrix ? m_matrix->classes() + 1 : 0; }
    /// Background is the last row and column.
    int labelAt(int place) const { return place + 1 < count() ? place + 1 : 0; }
    int placeOf(int label) const { return label > 0 ? label - 1 : count() - 1; }
    std::optional<Cell> cellAt(const QPointF& point) const;
    double share(const Cell& cell) const;
    void paintCells(QPainter& painter) const;
    void paintStrips(QPainter& painter) const;
    void outline(QPainter& painter, const Cell& cell, const QColor& color) const;

    Theme m_theme;
    std::function<QString(int)> m_name;
    std::function<QColor(int)> m_color;
    std::optional<ConfusionMatrix> m_matrix;
    std::vector<std::int64_t> m_row_sums;     ///< [labels + 1]
    std::vector<std::int64_t> m_column_sums;  ///< the same
    std::optional<Cell> m_current;
    std::optional<Cell> m_hovered;
    Cell m_focused{1, 1};
};

}  // namespace priorscope
