#include "widgets/detect/detection_figures.hpp"

#include "widgets/components/text.hpp"

namespace priorscope {

void DetectionFigures::showSplit(const std::optional<VerdictCounts>& counts, const Evaluation* evaluation) {
    const QString none = QStringLiteral("–");
    const auto share = [&none](const std::optional<double>& value) {
        return value ? figureText(*value) : none;
    };
    const VerdictCounts shown = counts.value_or(VerdictCounts{});
    const QString where = tr("Over the evaluated split, all classes together, at these thresholds");
    setFigures({
        {.label = tr("Precision"),
         .value = share(shown.precision()),
         .tool_tip = tr("Right among right and wrong detections. %1").arg(where)},
        {.label = tr("Recall"),
         .value = share(shown.recall()),
         .tool_tip = tr("Found among the objects that are not difficult. %1").arg(where)},
        {.label = tr("F1"),
         .value = share(shown.f1()),
         .tool_tip = tr("Harmonic mean of the two. %1").arg(where)},
        {.label = tr("False positives"),
         .value = counts ? countText(shown.falsePositives()) : none,
         .tool_tip = where},
        {.label = tr("mAP@0.5 (VOC07)"),
         .value = evaluation != nullptr ? share(evaluation->map_voc07) : none,
         .change = evaluation != nullptr ? tr("VOC10 %1").arg(share(evaluation->map_voc10)) : QString(),
         .tool_tip =
             tr("Mean of the classes' average precision, 11-point; VOC10: all points. From scores of 0.01 "
                "and over, whatever the sliders say")},
    });
}

}  // namespace priorscope
