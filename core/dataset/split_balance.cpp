#include "core/dataset/split_balance.hpp"

#include <algorithm>
#include <utility>

namespace priorscope {
namespace {

SplitBalance::Row counted(const Dataset& dataset, const std::string& split, const ImageFilter& filter,
                          const ImageMarks& marks, const ImageFigures& figures) {
    const std::vector<std::size_t> images = filterImages(dataset, split, filter, marks, figures);
    SplitBalance::Row row{.split = split, .images = static_cast<std::int64_t>(images.size())};
    row.of_label.resize(dataset.classes.size());
    for (const std::size_t index : images) {
        const ImageRow image = dataset.images[index];
        for (const Annotation& object : image.objects) {
            if (!isObjectShown(image, object, filter)) {
                continue;
            }
            const double area = objectFigure(FilterField::area, image, object);
            const auto size =
                std::upper_bound(SplitBalance::kAreas.begin(), SplitBalance::kAreas.end(), area) -
                SplitBalance::kAreas.begin();
            ++row.objects;
            ++row.of_label.at(static_cast<std::size_t>(object.label - 1));
            ++row.of_size.at(static_cast<std::size_t>(size));
        }
    }
    return row;
}

}  // namespace

std::optional<SplitBalance> splitBalance(const Dataset& dataset, const ImageFilter& filter,
                                         const ImageMarks& marks, const ImageFigures& figures,
                                         const std::stop_token& stop) {
    SplitBalance balance{.whole = counted(dataset, {}, filter, marks, figures), .rows = {}};
    for (const auto& [split, images] : dataset.splits) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        balance.rows.push_back(counted(dataset, split, filter, marks, figures));
    }
    return balance;
}

}  // namespace priorscope
