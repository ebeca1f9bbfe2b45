// A plot of counts in cells of which a part can be chosen: what bars and maps of a dataset have in common.
#pragma once

#include <QMenu>
#include <QRect>
#include <QString>
#include <QWidget>
#include <optional>
#include <utility>
#include <vector>

#include "widgets/theme/theme.hpp"

namespace priorscope {

/// A click chooses a cell, dragging several; clicking into what is chosen gives it up. By keyboard: arrows go
/// from cell to cell, with Shift they widen the choice, Space chooses. Cells count from the lower or upper
/// left as the plot paints them; columns from the left.
class BrushedPlot : public QWidget {
    Q_OBJECT

  public:
    /// A mark of an axis. @param position  in cells
    using Ticks = std::vector<std::pair<double, QString>>;
    /// What a colour or a sign stands for.
    struct LegendEntry {
        QColor color{};
        QString sign{};  ///< in the colour's square
        QString text{};
    };

    BrushedPlot(const QString& name, const Theme& theme, QWidget* parent);
    void setTheme(const Theme& theme);
    /// What files that are saved are called, and assistive tools read out.
    void setName(const QString& name);
    /// To save the picture and the figures.
    QList<QAction*> saveActions() const { return m_menu->actions(); }
    /// What is chosen at present, as filters have it; none: nothing.
    void setChosen(const std::optional<QRect>& cells);
    const std::optional<QRect>& chosen() const { return m_chosen; }
    /// Where a cell is painted, pixels.
    QRectF cellRect(const QPoint& cell) const;
    /// A line for each cell that has something.
    virtual QString csv() const = 0;
    bool savePicture(const QString& file) const;
    QSize sizeHint() const override { return {240, 160}; }

  Q_SIGNALS:
    /// @param cells  not empty, within the plot
    void brushed(const QRect& cells);
    void givenUp();

  protected:
    /// Columns and rows; bars have one row.
    virtual QSize cells() const = 0;
    virtual bool rowsGoUp() const { return false; }
    virtual void paintCells(QPainter& painter, const QRectF& plot) const = 0;
    virtual QString describe(const QPoint& cell) const = 0;
    virtual Ticks xTicks() const = 0;
    virtual Ticks yTicks() const = 0;
    virtual QString xTitle() const = 0;
    virtual QString yTitle() const = 0;
    /// Whether a choice is a single cell, however far the pointer is dragged.
    virtual bool takesOneCell() const { return false; }
    /// What is said where there are no cells.
    virtual QString emptyText() const { return {}; }
    /// In a line above the plot.
    virtual std::vector<LegendEntry> legend() const { return {}; }
    const Theme& theme() const { return m_theme; }
    /// To be called when there are other cells: what was under the pointer or the keys may be gone.
    void cellsChanged();

    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    QRectF plotRect() const;
    std::optional<QPoint> cellAt(const QPointF& point) const;
    QPoint nearestCell(const QPointF& point) const;
    void paintAxes(QPainter& painter, const QRectF& plot) const;
    void paintXMarks(QPainter& painter, const QRectF& plot) const;
    void paintYMarks(QPainter& painter, const QRectF& plot) const;
    void paintChoice(QPainter& painter) const;
    void paintLegend(QPainter& painter, const QRectF& plot) const;
    void paint(QPainter& painter) const;
    void askAndSavePicture();
    void askAndSaveFigures();

    QString m_name;
    Theme m_theme;
    QMenu* m_menu = nullptr;
    std::optional<QRect> m_chosen;
    std::optional<QRect> m_dragged;  ///< while the button is down
    QPoint m_pressed;
    QPoint m_focused;
};

}  // namespace priorscope
