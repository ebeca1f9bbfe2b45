#include "widgets/detect/detection_figures.hpp"

#include <QLocale>
#include <optional>

#include "widgets/components/text.hpp"
#include "widgets/detect/split/live_scores.hpp"

namespace priorscope {

void DetectionFigures::showScores(const LiveScores& scores) {
    const std::optional<VerdictCounts> now =
        scores.counted() ? std::optional(scores.counted()->counts.total) : std::nullopt;
    const std::optional<VerdictCounts> before =
        scores.pinned() ? std::optional(scores.pinned()->counts) : std::nullopt;
    const auto share = [](const std::optional<VerdictCounts>& counts, auto figure) {
        return counts ? ((*counts).*figure)() : std::nullopt;
    };
    const QString where = tr("Over the evaluated split, all classes together, at these thresholds");
    std::vector<Figure> figures{
        shareFigure(tr("Precision"), share(before, &VerdictCounts::precision),
                    share(now, &VerdictCounts::precision),
                    tr("Share of correct detections among correct and wrong ones. %1").arg(where)),
        shareFigure(tr("Recall"), share(before, &VerdictCounts::recall), share(now, &VerdictCounts::recall),
                    tr("Share of the non-difficult objects that are detected. %1").arg(where)),
        shareFigure(tr("F1"), share(before, &VerdictCounts::f1), share(now, &VerdictCounts::f1),
                    tr("Harmonic mean of precision and recall. %1").arg(where)),
        countFigure(tr("False positives"), before ? std::optional(before->falsePositives()) : std::nullopt,
                    now ? std::optional(now->falsePositives()) : std::nullopt, where)};
    const LiveCurves* curves = scores.curves();
    const LiveThresholds& at = scores.counted() ? scores.counted()->at : scores.thresholds();
    const QString tip =
        tr("Mean of the classes' 11-point average precision, over %1 classes that the detector knows and "
           "that "
           "have objects; VOC10: all points. From every score down to the detector's own floor, whatever the "
           "score slider says; at NMS IoU %2, top %3 and match IoU %4")
            .arg(curves != nullptr ? countText(curves->curves.averaged) : QStringLiteral("–"),
                 figureText(static_cast<double>(at.detection.nms_iou), 2), countText(at.detection.top_k),
                 figureText(at.match_iou, 2));
    const LiveCosts* costs = scores.costs();
    const QString coco = costs != nullptr && costs->coco_ap
                             ? u' ' + tr("COCO's AP@[.5:.95]: %1").arg(figureText(*costs->coco_ap))
                             : QString();
    Figure mean = shareFigure(tr("mAP@%1 (VOC07)").arg(QLocale().toString(at.match_iou, 'g', 3)),
                              scores.pinned() ? scores.pinned()->map_voc07 : std::nullopt,
                              curves != nullptr ? curves->curves.map_voc07 : std::nullopt, tip + coco);
    if (mean.change.isEmpty() && curves != nullptr && curves->curves.map_voc10) {
        mean.change = tr("VOC10 %1").arg(figureText(*curves->curves.map_voc10));
    }
    figures.push_back(std::move(mean));
    setFigures(std::move(figures));
}

}  // namespace priorscope
