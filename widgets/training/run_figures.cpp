#include "widgets/training/run_figures.hpp"

#include <QDateTime>
#include <QLocale>
#include <utility>

#include "widgets/components/text.hpp"
#include "widgets/training/training_controller.hpp"
#include "widgets/training/training_plots.hpp"

namespace priorscope {
namespace {

QString none() {
    return QStringLiteral("–");
}

/// Time left of a run in progress, otherwise the time spent.
Figure timeFigure(const RunCurves& run, const RunSummary& summary, const TrainingController& controller) {
    Figure left{.label = RunFigures::tr("Time left"),
                .value = none(),
                .tool_tip = RunFigures::tr("Estimated from the speed of the last 100 steps")};
    if (controller.isActive()) {
        if (const auto seconds = controller.secondsLeft()) {
            left.value = durationText(*seconds);
            const QDateTime end = QDateTime::currentDateTime().addSecs(static_cast<qint64>(*seconds));
            if (controller.phase() == TrainingController::Phase::running) {
                left.change =
                    RunFigures::tr("ends %1").arg(QLocale().toString(end.time(), QStringLiteral("HH:mm")));
            }
        }
    } else if (!run.steps.empty()) {
        left.label = RunFigures::tr("Time spent");
        left.value = durationText(summary.elapsed_s);
        left.tool_tip = RunFigures::tr("Training time, without pauses");
    }
    return left;
}

}  // namespace

void RunFigures::showRun(const RunCurves& run, const TrainingController& controller) {
    const RunSummary summary = summarize(run.steps, run.evaluations, runLength(run.options, run.course));
    const bool any = !run.steps.empty();
    std::vector<Figure> figures;
    figures.push_back(
        {.label = any ? tr("Step, epoch %1").arg(countText(run.steps.back().epoch + 1)) : tr("Step"),
         .value = any ? countText(summary.steps) : none(),
         .change = any ? tr("of %1").arg(countText(summary.total_steps)) : QString(),
         .tool_tip = tr("Number of batches trained on")});
    figures.push_back({.label = summary.loss_steps > 1 ? tr("Mean loss, %1 steps").arg(summary.loss_steps)
                                                       : tr("Total loss"),
                       .value = summary.loss ? figureText(*summary.loss, 2) : none(),
                       .tool_tip = tr("Total loss, mean of the last steps, at most 50")});
    figures.push_back(
        {.label = tr("mAP@0.5 (VOC07), best"),
         .value = summary.best_map ? figureText(*summary.best_map) : none(),
         .tool_tip = tr("Highest mean of the classes' 11-point average precision at IoU 0.5, on the "
                        "validation split")});
    figures.push_back(
        {.label = tr("Images per second"),
         .value = any ? figureText(run.steps.back().images_per_second, 1) : none(),
         .change = summary.wait_share ? tr("%1 % waiting").arg(figureText(100.0 * *summary.wait_share, 0))
                                      : QString(),
         .tool_tip = tr("Training images per second, including waits; and the part of the last "
                        "steps' time (at most 50) in which the network waited for images. Much of "
                        "it: use more loading threads, or a lighter augmentation")});
    figures.push_back(timeFigure(run, summary, controller));
    setFigures(std::move(figures));
}

}  // namespace priorscope
