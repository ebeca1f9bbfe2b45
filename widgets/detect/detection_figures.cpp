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
         .tool_tip = tr("Share of correct detections among correct and wrong ones. %1").arg(where)},
        {.label = tr("Recall"),
         .value = share(shown.recall()),
         .tool_tip = tr("Share of the non-difficult objects that are detected. %1").arg(where)},
        {.label = tr("F1"),
         .value = share(shown.f1()),
         .tool_tip = tr("Harmonic mean of precision and recall. %1").arg(where)},
        {.label = tr("False positives"),
         .value = counts ? countText(shown.falsePositives()) : none,
         .tool_tip = where},
        {.label = tr("mAP@0.5 (VOC07)"),
         .value = evaluation != nullptr ? share(evaluation->map_voc07) : none,
         .change = evaluation != nullptr ? tr("VOC10 %1").arg(share(evaluation->map_voc10)) : QString(),
         .tool_tip =
             tr("Mean of the classes' 11-point average precision; VOC10: all points. From scores of at least "
                "0.01, independent of the sliders")},
    });
}

}  // namespace priorscope
