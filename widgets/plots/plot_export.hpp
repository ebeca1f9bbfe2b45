// Pictures and figures of a plot, as files.
#pragma once

#include <QString>
#include <utility>
#include <vector>

#include "widgets/plots/plot_values.hpp"

class QCustomPlot;
class QWidget;

namespace priorscope {

struct PlotColumn {
    QString name;
    std::vector<std::pair<double, double>> points;  ///< x rising
};

/// In quotes where it has to be.
QString csvCell(const QString& text);
/// Joined on x: a line for each x that any column has, cells empty where a column has none there.
QString csvOfColumns(const QString& x_title, const std::vector<PlotColumn>& columns);
QString csvOfBars(const QString& x_title, const std::vector<PlotBar>& bars);

/// By the ending: .svg, .pdf, else PNG at twice the size. @return false where it cannot be written
bool writePlotPicture(QCustomPlot& plot, const QString& file, const QString& title);
/// The file is complete or as it was before. @return false where it cannot be written
bool writeText(const QString& file, const QString& text);

/// Empty where the user cancels.
QString askPictureFile(QWidget* parent, const QString& title);
QString askFiguresFile(QWidget* parent, const QString& title);
void showWriteFailure(QWidget* parent, const QString& file);

}  // namespace priorscope
