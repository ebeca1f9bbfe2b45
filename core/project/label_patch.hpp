// Changes of labels that the user decided on, before and after they are written.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/formats/voc/annotation_edit.hpp"

namespace priorscope {

struct LabelPatch {
    std::string dataset{};  ///< folder, as storedPath() encodes it
    std::string image{};    ///< ImageRow::id
    AnnotationEdit edit{};
    std::string applied{};  ///< when it was written into the annotation, ISO 8601, UTC; empty: it is pending
    bool isPending() const { return applied.empty(); }
    bool operator==(const LabelPatch&) const = default;
};

/// Whether both mean the same change, written or not.
bool isSamePatch(const LabelPatch& a, const LabelPatch& b);

/// Whether both cannot be pending together: two changes of one kind, or a removal and something else, of the
/// same object; or removals of both objects of two in one place.
bool isRival(const LabelPatch& a, const LabelPatch& b);

class JsonFields;

/// "move", "rename", …, as JSON has it.
std::string changeName(LabelChange change);

/// Adds the edit's keys to an object.
void writeEdit(nlohmann::json& json, const AnnotationEdit& edit);
/// @param fields  of the json
/// @throws Error naming a field that is missing or wrong
AnnotationEdit readEdit(JsonFields& fields, const nlohmann::json& json, const std::string& source);

nlohmann::json toJson(const LabelPatch& patch);
/// @throws Error naming a field that is missing or wrong
LabelPatch labelPatchFromJson(const nlohmann::json& json, const std::string& source);

}  // namespace priorscope
