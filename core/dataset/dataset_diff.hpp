// What changed between two versions of a dataset's labels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"

namespace priorscope {

enum class ChangeKind : std::uint8_t {
    moved,    ///< another box
    renamed,  ///< another class, moved or not
    flags,    ///< only difficult, truncated, occluded or crowd changed
    added,
    removed,
};
inline constexpr std::size_t kChangeKinds = 5;
/// "moved"
const char* changeKindName(ChangeKind kind);

struct ObjectChange {
    ChangeKind kind = ChangeKind::moved;
    std::string image{};                 ///< ImageRecord::id
    const Annotation* before = nullptr;  ///< null: added
    const Annotation* after = nullptr;   ///< null: removed
    double iou = 0.0;                    ///< of both; 0 where there is one
};

/// Points into both datasets.
struct DatasetDiff {
    std::size_t images = 0;                     ///< in both
    std::vector<std::string> added_images{};    ///< ids, only in the later version
    std::vector<std::string> removed_images{};  ///< only in the earlier one
    std::vector<ObjectChange> changes{};        ///< by image, then in the order of the objects

    std::size_t count(ChangeKind kind) const;
};

/// Compares images of the same id; of those that are left, since formats keep folders in ids or do not,
/// images of which one id is the other in a folder, where each version has the name once. Of each image,
/// objects with one box are the same one, then those of one class that overlap most, then others, as far as
/// they overlap enough; what is left was added or removed. Edges that differ by at most 0.01 pixels are
/// equal. Objects of images in one version only are not told.
/// @param least_iou  of two boxes of one object, (0, 1]
DatasetDiff datasetDiff(const Dataset& before, const Dataset& after, double least_iou = 0.5);

}  // namespace priorscope
