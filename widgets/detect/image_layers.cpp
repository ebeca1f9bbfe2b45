// What is drawn over the image.
#include "core/evaluation/rescoring/decision.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "widgets/canvas/image_canvas.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/detection_inspector.hpp"
#include "widgets/detect/image_detections.hpp"
#include "widgets/detect/outcomes.hpp"
#include "widgets/detect/shrinking_chip.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

void ImageDetections::showBoxes() {
    CanvasLayer objects{tr("Objects"), {}, m_show_objects->isChecked()};
    CanvasLayer missed{tr("Missed"), {}, m_show_missed->isChecked()};
    CanvasLayer found{tr("Detections"), {}, m_show_detections->isChecked()};
    addObjects(objects, missed);
    addDetections(found);
    CanvasLayer origin{tr("Origin"), {}, m_show_detections->isChecked()};
    addOrigin(origin);
    CanvasLayer suppressed{tr("Suppressed"), {}, m_show_suppressed->isChecked()};
    addSuppressed(suppressed);
    m_canvas->setLayers({objects, missed, suppressed, origin, found});
    setSubtitle(m_detected_image >= 0
                    ? tr("detections: %1").arg(countText(static_cast<std::int64_t>(m_detections.size())))
                    : QString());
}

void ImageDetections::addObjects(CanvasLayer& objects, CanvasLayer& missed) const {
    const std::optional<ImageRow> record = m_context.workbench.currentRecord();
    if (!record) {
        return;
    }
    const Theme& theme = Theme::onPhotograph();
    const std::vector<QString> names = m_context.workbench.objectNames(*record);
    const int chosen = m_inspector.selected() < 0 ? m_context.workbench.selectedObject() : -1;
    for (std::size_t i = 0; i < record->objects.size(); ++i) {
        const Annotation& object = record->objects[i];
        if (m_detected_image >= 0 && i < m_verdicts.objects.size() &&
            m_verdicts.objects[i] == ObjectVerdict::missed) {
            const VerdictStyle style = theme.verdict(Verdict::missed);
            missed.boxes.push_back({.box = object.box,
                                    .color = style.color,
                                    .label = names[i],
                                    .tag = style.glyph,
                                    .line = style.line,
                                    .is_selected = static_cast<int>(i) == chosen,
                                    .id = kFirstObject + static_cast<int>(i)});
        } else {
            objects.boxes.push_back({.box = object.box,
                                     .color = m_context.workbench.classColor(theme, object.label),
                                     .line = object.difficult ? Qt::DotLine : Qt::SolidLine,
                                     .width = 1.0});
        }
    }
}

void ImageDetections::addOrigin(CanvasLayer& origin) const {
    const int row = m_inspector.selected();
    const std::optional<ImageRow> record = m_context.workbench.currentRecord();
    const auto& detector = m_context.detections.detector();
    const SsdBlock* ssd = detector ? findSsd(detector->spec()) : nullptr;
    if (row < 0 || !record || static_cast<std::size_t>(row) >= m_detections.size()) {
        return;
    }
    const Theme& theme = Theme::onPhotograph();
    const Detection& detection = m_detections[static_cast<std::size_t>(row)];
    const VerdictStyle suppressed = theme.verdict(Verdict::suppressed);
    if (const auto image = m_inspector.explainedImage()) {
        for (const ExplainedImage::Suppressed& each : image->suppressedBy(detection)) {
            origin.boxes.push_back({.box = each.candidate.box,
                                    .color = suppressed.color,
                                    .line = suppressed.line,
                                    .width = 1.0});
        }
    }
    if (ssd == nullptr || detection.prior < 0 || detection.prior >= ssd->priors.count()) {
        return;
    }
    const auto index = static_cast<std::size_t>(detection.prior);
    const DetectorSpec& spec = detector->spec();
    const ResizeMapping mapping = resizeMapping(std::max(record->width, 1), std::max(record->height, 1),
                                                spec.inputSize(), spec.preprocessing.resize);
    origin.boxes.push_back({.box = mapping.imageFromInput(boxFromCenter(m_priors.centers[index])),
                            .color = theme.mapColor(priorAddress(ssd->priors, index).map),
                            .label = tr("prior"),
                            .line = Qt::DashDotLine,
                            .width = 1.0});
}

void ImageDetections::addDetections(CanvasLayer& found) const {
    const Theme& theme = Theme::onPhotograph();
    const int selected = m_inspector.selected();
    for (std::size_t i = m_detections.size(); i-- > 0;) {
        const DetectionRow& row = m_inspector.model()->row(static_cast<int>(i));
        const OutcomeStyle style = outcomeStyle(row.verdict.outcome, theme);
        found.boxes.push_back({.box = row.detection.box,
                               .color = style.color,
                               .label = tr("%1 %2").arg(
                                   row.class_name, figureText(static_cast<double>(row.detection.score), 2)),
                               .tag = style.glyph,
                               .line = style.line,
                               .width = 2.0,
                               .is_selected = static_cast<int>(i) == selected,
                               .id = static_cast<int>(i)});
    }
}

void ImageDetections::addSuppressed(CanvasLayer& suppressed) const {
    const auto image = m_inspector.explainedImage();
    if (!suppressed.is_visible || !image || m_detected_image < 0) {
        return;
    }
    const VerdictStyle style = Theme::onPhotograph().verdict(Verdict::suppressed);
    for (const Candidate& each : image->suppressed()) {
        suppressed.boxes.push_back({.box = each.box, .color = style.color, .line = style.line, .width = 1.0});
    }
}

}  // namespace priorscope
