// The run that is shown beside others: laid over one another, and against the baseline.
#include <QHash>
#include <QPainter>
#include <QPixmap>
#include <algorithm>
#include <optional>
#include <utility>

#include "widgets/theme/theme_manager.hpp"
#include "widgets/training/compared/compared_pages.hpp"
#include "widgets/training/run_list.hpp"
#include "widgets/training/train_workspace.hpp"
#include "widgets/training/training_plots.hpp"

namespace priorscope {
namespace {

/// A piece of a curve.
QPixmap swatch(const QColor& color, Qt::PenStyle style, qreal ratio) {
    constexpr QSize kSize(22, 12);
    QPixmap picture(kSize * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setPen(QPen(color, 2.0, style, Qt::FlatCap));
    painter.drawLine(QPointF(0.0, kSize.height() / 2.0), QPointF(kSize.width(), kSize.height() / 2.0));
    return picture;
}

/// Null if it has not been read yet.
RunOverlay::Run read(const std::vector<RunOverlay::Run>& runs, const QString& folder) {
    const auto found =
        std::ranges::find_if(runs, [&folder](const RunOverlay::Run& run) { return run->folder == folder; });
    return found == runs.end() ? nullptr : *found;
}

}  // namespace

void TrainWorkspace::loadOverlaid() {
    const QStringList wanted = m_list->model()->overlaid();
    std::erase_if(m_overlaid,
                  [&wanted](const RunOverlay::Run& run) { return !wanted.contains(run->folder); });
    for (const QString& folder : wanted) {
        const Runs::Record listed = m_runs.find(folder);
        const RunOverlay::Run known = read(m_overlaid, folder);
        const double last = known != nullptr && !known->steps.empty() ? known->steps.back() : 0.0;
        if (listed != nullptr && (known == nullptr || last < static_cast<double>(listed->summary.steps))) {
            m_runs.load(folder);
        }
    }
    showOverlaid();
}

void TrainWorkspace::showOverlaid() {
    const QString& baseline = m_list->baseline();
    std::vector<RunOverlay::Run> shown;  // in the order in which they were chosen
    for (const QString& folder : m_list->model()->overlaid()) {
        const RunOverlay::Run known = read(m_overlaid, folder);
        if (known != nullptr && folder != m_runs.shown() && folder != baseline) {
            shown.push_back(known);
        }
    }
    m_plots->setOverlaid(shown);
    const Theme& theme = context().themes.theme();
    QHash<QString, QPixmap> swatches;
    for (const RunOverlay::Run& run : shown) {
        const OverlayLine line = overlayLine(m_plots->overlay().placeOf(run->folder));
        swatches.insert(run->folder, swatch(line.color(theme), line.style, devicePixelRatioF()));
    }
    if (!baseline.isEmpty()) {
        swatches.insert(baseline, swatch(theme.third, Qt::DashLine, devicePixelRatioF()));
    }
    if (!m_runs.shown().isEmpty()) {
        swatches.insert(m_runs.shown(), swatch(theme.text, Qt::SolidLine, devicePixelRatioF()));
    }
    m_list->model()->setSwatches(swatches);
}

void TrainWorkspace::showCompared() {
    const auto side = [this](const QString& folder) {
        const Runs::Record record = m_runs.known(folder);
        return record == nullptr ? std::nullopt : std::optional(ComparedSide{record, record->evaluations});
    };
    std::optional<ComparedSide> run = side(m_runs.shown());
    if (run && m_plots->current().evaluations.size() >= run->evaluations.size()) {
        run->evaluations = m_plots->current().evaluations;  // of a run in progress there are more
    }
    m_compared->setRuns(std::move(run), side(m_list->baseline()));
}

}  // namespace priorscope
