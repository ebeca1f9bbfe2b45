// What a plot writes to files.
#include <algorithm>

#include "widgets/plots/plot_bars.hpp"
#include "widgets/plots/plot_curves.hpp"
#include "widgets/plots/plot_export.hpp"
#include "widgets/plots/plot_hover.hpp"
#include "widgets/plots/plot_marks.hpp"
#include "widgets/plots/plot_widget.hpp"
#include "widgets/plots/qcustomplot.hpp"

namespace priorscope {

QString PlotWidget::csv() const {
    if (!m_bars->isEmpty()) {
        return csvOfBars(m_x_title, m_bars->specs());
    }
    std::vector<PlotColumn> columns;
    QStringList names;  // of the curves that are not faint
    for (int i = 0; i < seriesCount(); ++i) {
        if (!series(i).faint) {
            names.append(series(i).name);
        }
    }
    for (int i = 0; i < seriesCount(); ++i) {
        const PlotSeries& spec = series(i);
        if (spec.name.isEmpty()) {
            continue;  // shows nothing at present
        }
        const bool is_smoothed_too = std::any_of(
            names.begin(), names.end(), [&](const QString& name) { return spec.faint && name == spec.name; });
        columns.push_back({is_smoothed_too ? tr("%1, raw").arg(spec.name) : spec.name, m_curves->points(i)});
    }
    const bool is_duration = m_kind_x == PlotAxisKind::duration;
    return csvOfColumns(is_duration ? tr("%1, s").arg(m_x_title) : m_x_title, columns);
}

bool PlotWidget::savePicture(const QString& file) {
    hideReadOut();
    m_curves->setLegendShown(true, m_theme);  // on the screen, the head of the panel has it
    const bool is_written = writePlotPicture(*m_plot, size(), file, m_title);
    m_curves->setLegendShown(false, m_theme);
    return is_written;
}

void PlotWidget::askAndSavePicture() {
    const QString file = askPictureFile(this, m_title);
    if (!file.isEmpty() && !savePicture(file)) {
        showWriteFailure(this, file);
    }
}

void PlotWidget::askAndSaveFigures() {
    const QString file = askFiguresFile(this, m_title);
    if (!file.isEmpty() && !writeText(file, csv())) {
        showWriteFailure(this, file);
    }
}

}  // namespace priorscope
