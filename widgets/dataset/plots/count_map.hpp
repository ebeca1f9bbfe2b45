// Maps and columns of counts: what passes the filters in colour, everything in grey.
#pragma once

#include <QImage>
#include <functional>

#include "core/dataset/distributions.hpp"
#include "widgets/dataset/plots/brushed_plot.hpp"

namespace priorscope {

/// A map of cells, the darker the more objects it has, on a logarithmic scale.
class CountMap : public BrushedPlot {
    Q_OBJECT

  public:
    struct Axes {
        QString x_title{};
        QString y_title{};
        Ticks x_ticks{};
        Ticks y_ticks{};
        bool rows_go_up = false;
    };
    using BrushedPlot::BrushedPlot;
    /// @param size  columns and rows; counts have a row after the other
    /// @param name  of a cell, for the tooltip: "32 to 38 px wide"
    void setCounts(const QSize& size, CountedCells counts, Axes axes,
                   std::function<QString(const QPoint&)> name);
    QString csv() const override;

  protected:
    QSize cells() const override { return m_size; }
    bool rowsGoUp() const override { return m_axes.rows_go_up; }
    void paintCells(QPainter& painter, const QRectF& plot) const override;
    QString describe(const QPoint& cell) const override;
    Ticks xTicks() const override { return m_axes.x_ticks; }
    Ticks yTicks() const override { return m_axes.y_ticks; }
    QString xTitle() const override { return m_axes.x_title; }
    QString yTitle() const override { return m_axes.y_title; }

  private:
    std::size_t indexOf(const QPoint& cell) const;

    QSize m_size{0, 0};
    CountedCells m_counts;
    Axes m_axes;
    std::function<QString(const QPoint&)> m_name;
};

/// Images by their number of objects, on a logarithmic scale.
class CountColumns : public BrushedPlot {
    Q_OBJECT

  public:
    using BrushedPlot::BrushedPlot;
    /// @param counts  by number; the last column has what lies beyond
    void setCounts(CountedCells counts);
    QString csv() const override;

  protected:
    QSize cells() const override {
        return {static_cast<int>(m_counts.all.size()), m_counts.all.empty() ? 0 : 1};
    }
    bool rowsGoUp() const override { return true; }
    void paintCells(QPainter& painter, const QRectF& plot) const override;
    QString describe(const QPoint& cell) const override;
    Ticks xTicks() const override;
    Ticks yTicks() const override;
    QString xTitle() const override { return tr("objects of an image"); }
    QString yTitle() const override { return tr("images"); }

  private:
    double heightOf(std::int64_t count) const;

    CountedCells m_counts;
    bool m_has_beyond = false;  ///< the last column stands for several numbers
    double m_decades = 1.0;
};

}  // namespace priorscope
