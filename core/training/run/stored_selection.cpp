#include "core/training/run/stored_selection.hpp"

#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/base/text/text_encoding.hpp"

namespace priorscope {

StoredSelection storedSelection(const Dataset& dataset, const ImageSelection& selection) {
    StoredSelection stored{
        .text = selection.text(), .fingerprint = selection.fingerprint(), .split = selection.split()};
    if (!stored.split) {
        for (const std::size_t index : selection.images()) {
            stored.images.push_back(dataset.images.at(index).id);
        }
    }
    return stored;
}

ImageSelection selectionFrom(const StoredSelection& stored, const Dataset& dataset) {
    ImageSelection selection = stored.split ? ImageSelection::ofSplit(dataset, *stored.split)
                                            : ImageSelection::ofIds(dataset, stored.images, stored.text);
    if (selection.fingerprint() != stored.fingerprint) {
        throw Error(
            {.action = Core::tr("choosing images of"),
             .file = shownName(dataset.root.native()),
             .reason = Core::tr("%1 no longer has the same images in the same order").arg(stored.text)});
    }
    return selection;
}

nlohmann::json toJson(const StoredSelection& stored) {
    nlohmann::json json{{"text", stored.text}, {"fingerprint", stored.fingerprint}};
    if (stored.split) {
        json["split"] = *stored.split;
    } else {
        json["images"] = stored.images;
    }
    return json;
}

StoredSelection storedSelectionFromJson(const nlohmann::json& json, const std::string& source) {
    StoredSelection stored;
    JsonFields fields(json, source);
    fields.required("text", stored.text).required("fingerprint", stored.fingerprint);
    if (fields.has("images")) {
        fields.required("images", stored.images);
    } else {
        fields.required("split", stored.split.emplace());
    }
    fields.finish();
    return stored;
}

}  // namespace priorscope
