// Whether the splits of a dataset have the same classes and sizes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/dataset/image_filter.hpp"
#include "core/dataset/object_groups.hpp"

namespace priorscope {

/// Objects of each split by class, and by COCO's ranges of area.
struct SplitBalance {
    static constexpr std::size_t kSizes = kObjectAreas.size() + 1;

    struct Row {
        std::string split{};  ///< empty: every image
        std::int64_t images = 0;
        std::int64_t objects = 0;
        std::vector<std::int64_t> of_label{};        ///< [classes]
        std::array<std::int64_t, kSizes> of_size{};  ///< small, medium, large
    };
    Row whole{};              ///< every image, in a split or not
    std::vector<Row> rows{};  ///< a split each
};

/// @param filter  its images, and the objects that it shows, are counted
/// @param marks, figures  as filterImages() takes them
/// @return nothing if stopped
std::optional<SplitBalance> splitBalance(const Dataset& dataset, const ImageFilter& filter,
                                         const ImageMarks& marks = {}, const ImageFigures& figures = {},
                                         const std::stop_token& stop = {});

}  // namespace priorscope
