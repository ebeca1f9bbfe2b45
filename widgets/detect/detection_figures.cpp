#include "widgets/detect/detection_figures.hpp"

#include <QLocale>
#include <QStringList>
#include <optional>

#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/split/live_scores.hpp"

namespace priorscope {

/// Of a figure's tooltip; empty until the intervals are there.
QString DetectionFigures::sureness(const LiveScores& scores,
                                   const std::optional<ConfidenceInterval>& interval) {
    const LiveIntervals* intervals = scores.intervals();
    if (intervals == nullptr || !interval) {
        return {};
    }
    QStringList sentences{
        tr("95 % interval at %1 draws of the images: %2 to %3.")
            .arg(countText(intervals->options.draws), figureText(interval->low), figureText(interval->high))};
    for (const Sentence& doubt :
         doubtsOf(scores.counted()->split->detections.images.size(), intervals->options)) {
        sentences.append(tr("%1.").arg(sentenceText(doubt)));
    }
    return u' ' + sentences.join(u' ');
}

std::vector<Figure> DetectionFigures::rates(const LiveScores& scores) {
    const std::optional<VerdictCounts> now =
        scores.counted() ? std::optional(scores.counted()->counts.total) : std::nullopt;
    const std::optional<VerdictCounts> before =
        scores.pinned() ? std::optional(scores.pinned()->counts) : std::nullopt;
    const RateIntervals known =
        scores.intervals() != nullptr ? scores.intervals()->rates.all : RateIntervals{};
    const auto share = [](const std::optional<VerdictCounts>& counts, auto figure) {
        return counts ? ((*counts).*figure)() : std::nullopt;
    };
    const QString where = tr("Over the evaluated split, all classes together, at these thresholds");
    return {
        shareFigure(tr("Precision"), share(before, &VerdictCounts::precision),
                    share(now, &VerdictCounts::precision),
                    tr("Share of correct detections among correct and wrong ones. %1.").arg(where) +
                        sureness(scores, known.precision)),
        shareFigure(tr("Recall"), share(before, &VerdictCounts::recall), share(now, &VerdictCounts::recall),
                    tr("Share of the non-difficult objects that are detected. %1.").arg(where) +
                        sureness(scores, known.recall)),
        shareFigure(tr("F1"), share(before, &VerdictCounts::f1), share(now, &VerdictCounts::f1),
                    tr("Harmonic mean of precision and recall. %1.").arg(where) + sureness(scores, known.f1)),
        countFigure(tr("False positives"), before ? std::optional(before->falsePositives()) : std::nullopt,
                    now ? std::optional(now->falsePositives()) : std::nullopt, where)};
}

Figure DetectionFigures::meanFigure(const LiveScores& scores) {
    const LiveCurves* curves = scores.curves();
    const LiveIntervals* intervals = scores.intervals();
    const LiveThresholds& at = scores.counted() ? scores.counted()->at : scores.thresholds();
    const QString floor =
        scores.counted()
            ? QLocale().toString(
                  static_cast<double>(scores.counted()->split->detections.postprocessing.min_score), 'g', 3)
            : QStringLiteral("–");
    const QString tip =
        tr("Mean of the classes' 11-point average precision, over %1 classes that the detector knows and "
           "that have objects; VOC10: all points. From every score down to %5, whatever the score "
           "slider says; at NMS IoU %2, top %3 and match IoU %4.")
            .arg(curves != nullptr ? countText(curves->curves.averaged) : QStringLiteral("–"),
                 figureText(static_cast<double>(at.detection.nms_iou), 2), countText(at.detection.top_k),
                 figureText(at.match_iou, 2), floor);
    Figure mean = shareFigure(
        tr("mAP@%1 (VOC07)").arg(QLocale().toString(at.match_iou, 'g', 3)),
        scores.pinned() ? scores.pinned()->map_voc07 : std::nullopt,
        curves != nullptr ? curves->curves.map_voc07 : std::nullopt,
        tip + sureness(scores, intervals != nullptr ? intervals->precision.map_voc07 : std::nullopt));
    if (mean.change.isEmpty() && curves != nullptr && curves->curves.map_voc10) {
        mean.change = tr("VOC10 %1").arg(figureText(*curves->curves.map_voc10));
    }
    return mean;
}

Figure DetectionFigures::cocoFigure(const LiveScores& scores) {
    const LiveCurves* curves = scores.curves();
    const LiveCosts* costs = scores.costs();
    const QString label = curves != nullptr && scores.counted()
                              ? tr("COCO AP, %1 of %2")
                                    .arg(countText(curves->curves.averaged),
                                         countText(scores.counted()->split->detections.mapping.judged))
                              : tr("COCO AP");
    return shareFigure(
        label, std::nullopt, costs != nullptr ? costs->coco_ap : std::nullopt,
        tr("COCO's AP@[.5:.95]: the mean over ten matching IoUs from 0.5 to 0.95, whatever the "
           "match slider says, from every score. AP of COCO and VOC are means over the classes "
           "that the detector knows and that have objects: %1.")
            .arg(curves != nullptr ? countText(curves->curves.averaged) : QStringLiteral("–")));
}

void DetectionFigures::showScores(const LiveScores& scores) {
    std::vector<Figure> figures = rates(scores);
    figures.push_back(meanFigure(scores));
    figures.push_back(cocoFigure(scores));
    setFigures(std::move(figures));
}

}  // namespace priorscope
