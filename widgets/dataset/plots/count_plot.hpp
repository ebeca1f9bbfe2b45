// Maps and columns of counts: what passes the filters in colour, everything or what it is compared with in
// grey.
#pragma once

#include <functional>
#include <vector>

#include "core/dataset/distributions.hpp"
#include "widgets/dataset/plots/brushed_plot.hpp"

namespace priorscope {

/// A line between parts of a map; its label stands where it begins.
struct PlotGuide {
    QPointF from;  ///< in cells
    QPointF to;
    QString label;
};

/// What a plot of counts shows.
struct PlotCells {
    QSize size{0, 0};         ///< columns and rows; counts have a row after the other
    QPoint first{};           ///< of the distribution's cells, the one that is shown first
    CountedCells counts{};    ///< of what is shown, and of all or of `against`
    bool are_images = false;  ///< else objects
    /// What the counts are shares of; 0: their sums, as each object or image is in one cell.
    std::int64_t whole_shown = 0;
    std::int64_t whole_of_all = 0;
    QString against{};  ///< what the shown ones are compared with, as shares of each; empty: all
    QString x_title{};
    QString y_title{};
    BrushedPlot::Ticks x_ticks{};
    BrushedPlot::Ticks y_ticks{};
    bool rows_go_up = false;
    std::vector<PlotGuide> guides{};
    std::function<QString(const QPoint&)> name{};  ///< of a cell: "32 to 38 px wide"
    /// Of a cell, in place of its counts; empty: these.
    std::function<QString(const QPoint&)> text{};
    /// By how many octaves a cell has more, [cells], NaN without anything; empty: it follows from the counts.
    std::vector<float> leans{};
    bool takes_one = false;                       ///< a choice is a single cell
    QString empty{};                              ///< what is said where there are no cells
    std::vector<std::vector<QColor>> swatches{};  ///< of the columns, and of the rows; empty: none

    std::size_t indexOf(const QPoint& cell) const {
        return static_cast<std::size_t>(cell.y()) * static_cast<std::size_t>(size.width()) +
               static_cast<std::size_t>(cell.x());
    }
};

class CountPlot : public BrushedPlot {
    Q_OBJECT

  public:
    using BrushedPlot::BrushedPlot;
    virtual void setCells(PlotCells cells);
    const PlotCells& shown() const { return m_cells; }
    QString csv() const override;

  protected:
    QSize cells() const override { return m_cells.size; }
    bool rowsGoUp() const override { return m_cells.rows_go_up; }
    QString describe(const QPoint& cell) const override;
    Ticks xTicks() const override { return m_cells.x_ticks; }
    Ticks yTicks() const override { return m_cells.y_ticks; }
    bool takesOneCell() const override { return m_cells.takes_one; }
    QString emptyText() const override { return m_cells.empty; }
    QString xTitle() const override { return m_cells.x_title; }
    QString yTitle() const override { return m_cells.y_title; }
    void paintSwatches(QPainter& painter, const QRectF& plot) const;
    std::int64_t totalShown() const { return m_total_shown; }
    std::int64_t totalOfAll() const { return m_total_of_all; }

  private:
    PlotCells m_cells;
    std::int64_t m_total_shown = 0;
    std::int64_t m_total_of_all = 0;
};

/// A map of cells: the darker the more objects it has, on a logarithmic scale; where it is compared, in one
/// colour where there is more, in another where there is less.
class CountMap : public CountPlot {
    Q_OBJECT

  public:
    using CountPlot::CountPlot;
    void setCells(PlotCells cells) override;

  protected:
    void paintCells(QPainter& painter, const QRectF& plot) const override;
    std::vector<LegendEntry> legend() const override;

  private:
    QColor colorOf(std::size_t cell) const;
    void paintSigns(QPainter& painter) const;
    void paintGuides(QPainter& painter, const QRectF& plot) const;

    std::vector<float> m_leans;  ///< [cells]; empty: nothing is compared
    std::int64_t m_most_shown = 0;
    std::int64_t m_most_of_all = 0;
};

/// Columns on a logarithmic scale; where they are compared, shares of each on an even one.
class CountColumns : public CountPlot {
    Q_OBJECT

  public:
    using CountPlot::CountPlot;
    void setCells(PlotCells cells) override;

  protected:
    void paintCells(QPainter& painter, const QRectF& plot) const override;
    Ticks yTicks() const override;
    QString yTitle() const override;
    std::vector<LegendEntry> legend() const override;

  private:
    double heightOf(std::int64_t count, std::int64_t total) const;

    double m_decades = 1.0;
    double m_most = 1.0;  ///< share
};

}  // namespace priorscope
