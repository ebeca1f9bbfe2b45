// The change of a label that would make an error right.
#pragma once

#include <QString>
#include <optional>

#include "core/evaluation/class_mapping.hpp"
#include "core/evaluation/verdicts.hpp"
#include "core/project/label_patch.hpp"

namespace priorscope {

class DetectionInspector;
struct WorkspaceContext;

/// For a detection: an object where there is none, the detection's class where its object has another, its
/// box where it is badly placed.
/// @return nothing if it is right or a duplicate, the dataset does not have its class, or there is no
///         annotation that could be changed
std::optional<LabelPatch> proposedPatch(const Dataset& dataset, const ImageRow& record,
                                        const ClassMapping& mapping, const Detection& detection,
                                        const DetectionVerdict& verdict);
/// For an object that was not found: its removal.
/// @param object  of the image's
std::optional<LabelPatch> proposedRemoval(const Dataset& dataset, const ImageRow& record, int object);

/// Of what the inspector has selected in the current image; nothing: no error, or no label to be changed.
std::optional<LabelPatch> presentPatch(const WorkspaceContext& context, const DetectionInspector& inspector);

/// "Change to dog"
QString patchCommand(const LabelPatch& patch);
/// What is, and what becomes of it: "cat → dog (16, 16, 285, 285)", "cat 16, 16, 285, 285 → 20, 16, 280,
/// 285", "→ dog 1, 2, 3, 4", "cat 16, 16, 285, 285 →"; boxes as annotations have them: pixels, 1-based.
QString patchText(const LabelPatch& patch);

}  // namespace priorscope
