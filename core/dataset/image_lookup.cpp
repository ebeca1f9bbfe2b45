#include "core/dataset/image_lookup.hpp"

#include <algorithm>

namespace priorscope {

std::optional<std::size_t> imageNamed(const Dataset& dataset, const std::string& id) {
    const ImageTable& images = dataset.images;  // sorted by id
    const auto found =
        std::lower_bound(images.begin(), images.end(), id,
                         [](const ImageRow& row, const std::string& wanted) { return row.id < wanted; });
    return found != images.end() && found->id == id
               ? std::optional(static_cast<std::size_t>(found - images.begin()))
               : std::nullopt;
}

}  // namespace priorscope
