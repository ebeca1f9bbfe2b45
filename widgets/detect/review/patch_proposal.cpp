#include "widgets/detect/review/patch_proposal.hpp"

#include <QCoreApplication>
#include <QStringList>

#include "core/base/files/stored_path.hpp"
#include "widgets/detect/detection_inspector.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {
namespace {

struct PatchTexts {
    Q_DECLARE_TR_FUNCTIONS(priorscope::PatchTexts)
};

FiledObject filed(const Dataset& dataset, const ImageRow& record, std::size_t object) {
    const Annotation& annotation = record.objects[object];
    return {.place = static_cast<int>(object),
            .class_name = dataset.className(annotation.label),
            .box = annotation.voc};
}

bool canBeChanged(const ImageRow& record) {
    // Annotations of other formats are not edited.
    return record.annotation_file.extension() == ".xml" && record.width > 0 && record.height > 0;
}

LabelPatch patchOf(const Dataset& dataset, const ImageRow& record, LabelChange change) {
    return {.dataset = storedFolder(dataset.root), .image = record.id, .edit = {.change = change}};
}

QString flagText(ObjectFlag flag) {
    return flag == ObjectFlag::difficult   ? PatchTexts::tr("difficult")
           : flag == ObjectFlag::truncated ? PatchTexts::tr("truncated")
                                           : PatchTexts::tr("occluded");
}

/// As the annotation has it: pixels, 1-based.
QString boxText(const VocBox& box) {
    QStringList numbers;
    for (const double value : {box.xmin, box.ymin, box.xmax, box.ymax}) {
        numbers << QString::number(value);
    }
    return numbers.join(QStringLiteral(", "));
}

}  // namespace

std::optional<LabelPatch> proposedPatch(const Dataset& dataset, const ImageRow& record,
                                        const ClassMapping& mapping, const Detection& detection,
                                        const DetectionVerdict& verdict) {
    const bool is_of_dataset = detection.label > 0 &&
                               static_cast<std::size_t>(detection.label) <= dataset.classes.size() &&
                               detection.label <= mapping.judged;
    if (!canBeChanged(record) || !is_of_dataset) {
        return std::nullopt;
    }
    const auto object = static_cast<std::size_t>(verdict.object);
    const bool has_object = verdict.object >= 0 && object < record.objects.size();
    const std::string& name = dataset.className(detection.label);
    const VocBox box = wholePixels(detection.box, record.width, record.height);
    if (verdict.outcome == Outcome::localization && has_object) {
        LabelPatch patch = patchOf(dataset, record, LabelChange::move);
        patch.edit.object = filed(dataset, record, object);
        patch.edit.new_box = box;
        return patch.edit.object.box == box ? std::nullopt : std::optional(patch);
    }
    if (verdict.outcome == Outcome::classification && has_object) {
        LabelPatch patch = patchOf(dataset, record, LabelChange::rename);
        patch.edit.object = filed(dataset, record, object);
        patch.edit.new_class = name;
        return patch;
    }
    if (verdict.outcome == Outcome::background || verdict.outcome == Outcome::both) {
        LabelPatch patch = patchOf(dataset, record, LabelChange::add);
        patch.edit.new_class = name;
        patch.edit.new_box = box;
        return patch;
    }
    return std::nullopt;
}

std::optional<LabelPatch> proposedRemoval(const Dataset& dataset, const ImageRow& record, int object) {
    if (!canBeChanged(record) || object < 0 || static_cast<std::size_t>(object) >= record.objects.size()) {
        return std::nullopt;
    }
    LabelPatch patch = patchOf(dataset, record, LabelChange::remove);
    patch.edit.object = filed(dataset, record, static_cast<std::size_t>(object));
    return patch;
}

std::optional<LabelPatch> presentPatch(const WorkspaceContext& context, const DetectionInspector& inspector) {
    const std::optional<ImageRow> record = context.workbench.currentRecord();
    const auto mapping = context.detections.mapping();
    if (!record || !mapping) {
        return std::nullopt;
    }
    const Dataset& dataset = *context.workbench.dataset();
    if (const int row = inspector.selected(); row >= 0) {
        const DetectionRow& found = inspector.model()->row(row);
        return proposedPatch(dataset, *record, *mapping, found.detection, found.verdict);
    }
    return proposedRemoval(dataset, *record, inspector.missedObject());
}

QString patchCommand(const LabelPatch& patch) {
    switch (patch.edit.change) {
        case LabelChange::move:
            return PatchTexts::tr("Move box here");
        case LabelChange::rename:
            return PatchTexts::tr("Change to %1").arg(QString::fromStdString(patch.edit.new_class));
        case LabelChange::add:
            return PatchTexts::tr("Add object");
        case LabelChange::remove:
            return PatchTexts::tr("Remove object");
        case LabelChange::flag:
            return PatchTexts::tr("Change a flag");
        case LabelChange::swap:
            return PatchTexts::tr("Put corners in order");
        case LabelChange::set_size:
            return PatchTexts::tr("Set the image's size");
        case LabelChange::recode:
            return PatchTexts::tr("Write as UTF-8");
        case LabelChange::verify:
            return PatchTexts::tr("Mark as verified or not");
    }
    return {};
}

QString patchText(const LabelPatch& patch) {
    const AnnotationEdit& edit = patch.edit;
    const QString name = QString::fromStdString(edit.object.class_name);
    const QString new_name = QString::fromStdString(edit.new_class);
    switch (edit.change) {
        case LabelChange::move:
            return QStringLiteral("%1 %2 → %3").arg(name, boxText(edit.object.box), boxText(edit.new_box));
        case LabelChange::rename:
            return QStringLiteral("%1 → %2 (%3)").arg(name, new_name, boxText(edit.object.box));
        case LabelChange::add:
            return QStringLiteral("→ %1 %2").arg(new_name, boxText(edit.new_box));
        case LabelChange::remove:
            return QStringLiteral("%1 %2 →").arg(name, boxText(edit.object.box));
        case LabelChange::flag:
            return QStringLiteral("%1 %2 (%3)").arg(name, flagText(edit.flag), boxText(edit.object.box));
        case LabelChange::swap:
            return QStringLiteral("%1 %2 ⇄").arg(name, boxText(edit.object.box));
        case LabelChange::set_size:
            return QStringLiteral("→ %1 × %2").arg(edit.new_width).arg(edit.new_height);
        case LabelChange::recode:
            return QStringLiteral("→ UTF-8");
        case LabelChange::verify:
            return QStringLiteral("verified=\"%1\"").arg(QString::fromStdString(edit.verified));
    }
    return {};
}

}  // namespace priorscope
