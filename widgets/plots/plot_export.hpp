// Writes pictures and figures of a plot to files.
#pragma once

#include <QString>
#include <functional>
#include <utility>
#include <vector>

#include "widgets/plots/plot_values.hpp"

class QCustomPlot;
class QPainter;
class QSize;
class QWidget;

namespace priorscope {

struct PlotColumn {
    QString name;
    std::vector<std::pair<double, double>> points;  ///< x ascending
};

/// Quoted if necessary.
QString csvCell(const QString& text);
/// Joined on x: one line per x that occurs in any column; a cell is empty if its column has no such x.
QString csvOfColumns(const QString& x_title, const std::vector<PlotColumn>& columns);
QString csvOfBars(const QString& x_title, const std::vector<PlotBar>& bars);

/// Format by extension: .svg, .pdf, otherwise PNG at twice the size. @return false if it cannot be written
/// @param size  pixels, before that
bool writePlotPicture(QCustomPlot& plot, const QSize& size, const QString& file, const QString& title);
/// The same of what a function paints in these pixels.
bool writePainting(const std::function<void(QPainter&)>& paint, const QSize& size, const QString& file);
/// The file is either complete or unchanged. @return false if it cannot be written
bool writeText(const QString& file, const QString& text);

/// Empty if the user cancels.
QString askPictureFile(QWidget* parent, const QString& title);
QString askFiguresFile(QWidget* parent, const QString& title);
void showWriteFailure(QWidget* parent, const QString& file);

}  // namespace priorscope
