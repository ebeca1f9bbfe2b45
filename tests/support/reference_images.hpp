// The reference's images (shared/reference/eval) as evaluation compares them.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/evaluation/scored_image.hpp"
#include "tests/support/reference_rows.hpp"

namespace priorscope {

struct ReferenceImages {
    std::vector<std::string> classes{};
    std::vector<ScoredImage> images{};  ///< by name; difficult objects are marked
    qsizetype detections = 0;
};

inline ReferenceImages referenceImages(const std::filesystem::path& folder) {
    const auto boxOf = [](const QList<QByteArray>& row, int from) {
        const auto [x, y, width, height] = cornerAndSize(row, from);
        return PixelBox{x, y, width, height};
    };
    const auto objects = rowsOf(folder / "groundtruth.txt.gz");
    const auto detections = rowsOf(folder / "detections.txt.gz");
    std::set<QByteArray> names;
    for (const auto& row : detections) {
        names.insert(row[1]);
    }
    ReferenceImages reference{.detections = detections.size()};
    std::map<QByteArray, int> label_of;
    for (const QByteArray& name : names) {
        reference.classes.push_back(name.toStdString());
        label_of[name] = static_cast<int>(reference.classes.size());
    }
    std::map<QByteArray, ScoredImage> images;
    for (const auto& row : objects) {
        ScoredImage& image = images[row[0]];
        if (row[1] != "-") {
            image.objects.push_back(
                {.label = label_of.at(row[1]), .box = boxOf(row, 3), .difficult = row[2] == "1"});
        }
    }
    for (const auto& row : detections) {
        images[row[0]].detections.push_back({label_of.at(row[1]), number(row[2]), boxOf(row, 3)});
    }
    for (auto& [name, image] : images) {
        reference.images.push_back(std::move(image));
    }
    return reference;
}

}  // namespace priorscope
