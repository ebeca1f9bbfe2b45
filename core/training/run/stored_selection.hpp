// A selection of images as run.json keeps it. Private to core's training.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/dataset/image_selection.hpp"

namespace priorscope {

/// A whole split by its name; what a filter or a list chose by its images, so that the same ones come back
/// however the filter would choose now.
struct StoredSelection {
    std::string text;
    std::string fingerprint;
    std::optional<std::string> split{};  ///< empty: every image
    std::vector<std::string> images{};   ///< ids in their order, where it is no split
};

StoredSelection storedSelection(const Dataset& dataset, const ImageSelection& selection);

/// @throws Error where the split does not exist, an image is no longer there, or the split has others
ImageSelection selectionFrom(const StoredSelection& stored, const Dataset& dataset);

/// {"text", "fingerprint", "split"} or {"text", "fingerprint", "images"}
nlohmann::json toJson(const StoredSelection& stored);
/// @param source  names the document in errors
StoredSelection storedSelectionFromJson(const nlohmann::json& json, const std::string& source);

}  // namespace priorscope
