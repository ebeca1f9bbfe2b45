// An image selection as stored in run.json. Private to core's training.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/dataset/image_selection.hpp"

namespace priorscope {

/// A whole split is stored by name; a selection by filter or list, by its images, so that the same ones are
/// restored whatever the filter would select now.
struct StoredSelection {
    std::string text;
    std::string fingerprint;
    std::optional<std::string> split{};  ///< empty name: all images
    std::vector<std::string> images{};   ///< ids in order, if it is not a split
};

StoredSelection storedSelection(const Dataset& dataset, const ImageSelection& selection);

/// @throws Error if the split does not exist, an image no longer exists, or the split has changed
ImageSelection selectionFrom(const StoredSelection& stored, const Dataset& dataset);

/// {"text", "fingerprint", "split"} or {"text", "fingerprint", "images"}
nlohmann::json toJson(const StoredSelection& stored);
/// @param source  names the document in errors
StoredSelection storedSelectionFromJson(const nlohmann::json& json, const std::string& source);

}  // namespace priorscope
