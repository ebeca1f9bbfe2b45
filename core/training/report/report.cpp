#include "core/training/report/report.hpp"

#include <utility>

#include "core/base/text/number_text.hpp"
#include "core/base/text/xml_text.hpp"
#include "core/training/report/report_parts.hpp"

namespace priorscope {
namespace report {
namespace {

std::string row(const Page& page, const Sentence& title, const std::string& content) {
    return titledRow(page.said(title), content);
}

std::string card(const Page& page, const Sentence& title, const std::string& value, const Sentence& meaning) {
    return figureCard(value, page.said(title), page.said(meaning));
}

Sentence nmsText(NmsMode mode) {
    switch (mode) {
        case NmsMode::per_class:
            return Core::tr("within a class");
        case NmsMode::agnostic:
            return Core::tr("over all classes");
        case NmsMode::none:
            return Core::tr("none");
    }
    return {};
}

}  // namespace

std::string aboutPart(const Page& page) {
    const DetectionOptions& at = page.options.detection;
    const VerdictCounts& counts = page.figures.counts.total;
    std::int64_t annotated = 0;
    for (const TruthImage& image : page.figures.truth) {
        annotated += static_cast<std::int64_t>(image.objects.size());
    }
    std::string rows =
        row(page, Core::tr("Detector"), xmlText(page.subject.detector)) +
        row(page, Core::tr("File"), xmlText(shortPath(page.subject.checkpoint))) +
        row(page, Core::tr("Dataset"), xmlText(page.dataset.name)) +
        row(page, Core::tr("Images"),
            std::to_string(page.split.images.size()) + " (" + xmlText(page.split.selection.text()) + ")") +
        row(page, Core::tr("Objects"),
            page.said(Core::tr("%1, of which %2 count").arg(annotated).arg(counts.objects))) +
        row(page, Core::tr("Score"), page.said(Core::tr("at least %1").arg(fixedText(at.min_score, 3)))) +
        row(page, Core::tr("NMS"),
            at.nms == NmsMode::none || at.nms_iou >= 1.0F ? page.said(nmsText(NmsMode::none))
                                                          : page.said(Core::tr("at an IoU above %1, %2")
                                                                          .arg(fixedText(at.nms_iou, 2))
                                                                          .arg(nmsText(at.nms)))) +
        row(page, Core::tr("Detections of an image"), page.said(Core::tr("at most %1").arg(at.top_k))) +
        row(page, Core::tr("Match"),
            page.said(Core::tr("at an IoU of at least %1, as VOC matches: each detection looks at the "
                               "object of its class that it overlaps most")
                          .arg(fixedText(page.options.match_iou, 2)))) +
        row(page, Core::tr("Made"), xmlText(page.subject.date + ", Priorscope " + page.subject.version));
    std::string warnings;
    for (const std::vector<Sentence>& sentences : {page.subject.remarks, notesOf(page.figures.evaluation)}) {
        for (const Sentence& sentence : sentences) {
            warnings += element("p", page.said(sentence), "class=\"warning\"");
        }
    }
    return element("h1", page.said(Core::tr("Detections on %1").arg(page.dataset.name))) + warnings +
           element("table", element("tbody", rows));
}

std::string figuresPart(const Page& page) {
    const VerdictCounts& counts = page.figures.counts.total;
    const CocoFigures& coco = page.figures.evaluation.coco;
    const Sentence at = Core::tr("mAP@%1 (VOC07)").arg(fixedText(page.options.match_iou, 2));
    const std::string cards =
        card(page, at, figure(page.figures.curves.map_voc07),
             Core::tr("Mean of the 11-point average precision of %1 classes that have objects")
                 .arg(page.figures.curves.averaged)) +
        card(page, Core::tr("mAP@%1 (VOC10)").arg(fixedText(page.options.match_iou, 2)),
             figure(page.figures.curves.map_voc10), Core::tr("The same with every point of the curve")) +
        card(page, Core::tr("COCO AP"), figure(coco.ap),
             Core::tr("Mean over IoU 0.50, 0.55, … 0.95, 101 points")) +
        card(page, Core::tr("COCO AP50"), figure(coco.ap50), Core::tr("At an IoU of 0.50")) +
        card(page, Core::tr("COCO AP75"), figure(coco.ap75),
             Core::tr("At an IoU of 0.75: boxes have to fit well")) +
        card(page, Core::tr("COCO AP by size"),
             figure(coco.ap_small, 2) + " / " + figure(coco.ap_medium, 2) + " / " + figure(coco.ap_large, 2),
             Core::tr("Objects below 32², up to 96² and above, in pixels")) +
        card(page, Core::tr("Precision"), figure(counts.precision()),
             Core::tr("Right detections among right and wrong ones, at the score")) +
        card(page, Core::tr("Recall"), figure(counts.recall()),
             Core::tr("Objects that are found, at the score")) +
        card(page, Core::tr("F1"), figure(counts.f1()), Core::tr("Harmonic mean of precision and recall")) +
        card(page, Core::tr("Right, wrong, missed"),
             std::to_string(counts.truePositives()) + " / " + std::to_string(counts.falsePositives()) +
                 " / " + std::to_string(counts.missed()),
             Core::tr("Detections that find an object, those that do not, objects that none finds"));
    return heading(page, Core::tr("Figures"),
                   Core::tr("Average precision is over every score down to the detector's own floor; "
                            "precision, recall "
                            "and F1 are at the score of this report.")) +
           element("div", cards, "class=\"cards\"");
}

}  // namespace report

std::optional<std::string> reportPage(const ReportSubject& subject, const Dataset& dataset,
                                      const SplitDetections& split, const ReportFigures& figures,
                                      const ReportOptions& options, std::stop_token stop,
                                      const ProgressFn& progress) {
    using namespace report;
    const Page page{subject, dataset, split, figures, options};
    const auto pictures = picturesPart(page, stop, progress);
    if (!pictures || stop.stop_requested()) {
        return std::nullopt;
    }
    const std::string body =
        aboutPart(page) + figuresPart(page) + curvesPart(page) + classesPart(page) + causesPart(page) +
        reasonsPart(page) + confusionPart(page) + *pictures +
        element("footer",
                page.said(Core::tr("Sources of the definitions: VOCdevkit 2007, pycocotools, TIDE (2020).")));
    return document(page.said(Core::tr("Detections on %1").arg(dataset.name)), styleSheet(page.classes()),
                    body, subject.voice.language);
}

}  // namespace priorscope
