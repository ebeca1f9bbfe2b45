#include "core/project/label_patch.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/base/json/json_fields.hpp"
#include "core/base/json/named_value.hpp"

namespace priorscope {
namespace {

/// By LabelChange.
constexpr std::array<std::string_view, 9> kNames{"move", "rename",   "add",    "remove", "flag",
                                                 "swap", "set-size", "recode", "verify"};

/// Whether it is about an object that is there.
bool hasObject(LabelChange change) {
    return change != LabelChange::add && change != LabelChange::set_size && change != LabelChange::recode &&
           change != LabelChange::verify;
}

nlohmann::json boxJson(const VocBox& box) {
    return {box.xmin, box.ymin, box.xmax, box.ymax};
}

VocBox boxFrom(const nlohmann::json& json, const std::vector<double>& values, const char* key,
               const std::string& source) {
    if (values.size() != 4) {
        throw Error({.action = Core::tr("reading %1").arg(source),
                     .reason = Core::tr("the key \"%1\" must be four numbers, got %2")
                                   .arg(key)
                                   .arg(shortJson(json.at(key)))});
    }
    return {values[0], values[1], values[2], values[3]};
}

LabelChange changeFrom(const std::string& name, const std::string& source) {
    return valueNamed<LabelChange>(kNames, name, source,
                                   Core::tr("\"%1\" is no change of a label").arg(name));
}

/// Whether one removes an object because another stays, which the other removes.
bool leavesNone(const AnnotationEdit& a, const AnnotationEdit& b) {
    return a.twin.place >= 0 && b.change == LabelChange::remove && a.twin == b.object;
}

}  // namespace

bool isSamePatch(const LabelPatch& a, const LabelPatch& b) {
    return a.dataset == b.dataset && a.image == b.image && a.edit == b.edit;
}

bool isRival(const LabelPatch& a, const LabelPatch& b) {
    const bool is_same_image = a.dataset == b.dataset && a.image == b.image;
    if (is_same_image && (leavesNone(a.edit, b.edit) || leavesNone(b.edit, a.edit))) {
        return true;
    }
    const bool is_same_object = is_same_image && hasObject(a.edit.change) && hasObject(b.edit.change) &&
                                a.edit.object == b.edit.object;
    const bool is_same_change =
        a.edit.change == b.edit.change && (a.edit.change != LabelChange::flag || a.edit.flag == b.edit.flag);
    return is_same_object &&
           (is_same_change || a.edit.change == LabelChange::remove || b.edit.change == LabelChange::remove);
}

std::string changeName(LabelChange change) {
    return std::string(kNames[static_cast<std::size_t>(change)]);
}

void writeEdit(nlohmann::json& json, const AnnotationEdit& edit) {
    json["change"] = changeName(edit.change);
    if (hasObject(edit.change)) {
        json["place"] = edit.object.place;
        json["class"] = edit.object.class_name;
        json["box"] = boxJson(edit.object.box);
    }
    if (edit.change == LabelChange::rename || edit.change == LabelChange::add) {
        json["new_class"] = edit.new_class;
    }
    if (edit.change == LabelChange::move || edit.change == LabelChange::add) {
        json["new_box"] = boxJson(edit.new_box);
    }
    if (edit.twin.place >= 0) {
        json["twin_place"] = edit.twin.place;
        json["twin_box"] = boxJson(edit.twin.box);
    }
    if (edit.change == LabelChange::flag) {
        json["flag"] = kObjectFlags[static_cast<std::size_t>(edit.flag)];
        json["set"] = edit.is_set;
    }
    if (edit.change == LabelChange::set_size) {
        json["new_width"] = edit.new_width;
        json["new_height"] = edit.new_height;
    }
    if (edit.change == LabelChange::verify) {
        json["verified"] = edit.verified;
    }
}

AnnotationEdit readEdit(JsonFields& fields, const nlohmann::json& json, const std::string& source) {
    AnnotationEdit edit;
    std::string change;
    std::vector<double> box;
    std::vector<double> new_box;
    fields.required("change", change);
    edit.change = changeFrom(change, source);
    if (hasObject(edit.change)) {
        fields.required("place", edit.object.place)
            .required("class", edit.object.class_name)
            .required("box", box);
        edit.object.box = boxFrom(json, box, "box", source);
    }
    if (edit.change == LabelChange::rename || edit.change == LabelChange::add) {
        fields.required("new_class", edit.new_class);
    }
    if (edit.change == LabelChange::move || edit.change == LabelChange::add) {
        fields.required("new_box", new_box);
        edit.new_box = boxFrom(json, new_box, "new_box", source);
    }
    std::vector<double> twin_box;
    fields.optional("twin_place", edit.twin.place).optional("twin_box", twin_box);
    if (edit.twin.place >= 0) {
        edit.twin.class_name = edit.object.class_name;
        edit.twin.box = boxFrom(json, twin_box, "twin_box", source);
    }
    if (edit.change == LabelChange::flag) {
        std::string flag;
        fields.required("flag", flag).required("set", edit.is_set);
        edit.flag = valueNamed<ObjectFlag>(kObjectFlags, flag, source,
                                           Core::tr("\"%1\" is no flag of an object").arg(flag));
    }
    if (edit.change == LabelChange::set_size) {
        fields.required("new_width", edit.new_width).required("new_height", edit.new_height);
    }
    if (edit.change == LabelChange::verify) {
        fields.required("verified", edit.verified);
    }
    return edit;
}

nlohmann::json toJson(const LabelPatch& patch) {
    nlohmann::json json{{"dataset", patch.dataset}, {"image", patch.image}, {"applied", patch.applied}};
    writeEdit(json, patch.edit);
    return json;
}

LabelPatch labelPatchFromJson(const nlohmann::json& json, const std::string& source) {
    LabelPatch patch;
    JsonFields fields(json, source);
    fields.required("dataset", patch.dataset)
        .required("image", patch.image)
        .optional("applied", patch.applied);
    patch.edit = readEdit(fields, json, source);
    fields.finish();
    return patch;
}

}  // namespace priorscope
