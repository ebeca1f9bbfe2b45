#include "core/dataset/object_groups.hpp"

#include <algorithm>
#include <functional>

#include "core/base/parallel_counts.hpp"

namespace priorscope {
namespace {

void count(const ImageRow& image, const Annotation& object,
           const std::array<FilterCondition, kObjectGroups>& groups, GroupCounts& counts) {
    const double area = objectFigure(FilterField::area, image, object);
    const double aspect = objectFigure(FilterField::aspect, image, object);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        counts[i] += groups[i].contains(groups[i].field == FilterField::area ? area : aspect) ? 1 : 0;
    }
}

}  // namespace

FilterCondition groupCondition(ObjectGroup group) {
    constexpr double kLong = 2.0;
    const auto& areas = kObjectAreas;
    FilterCondition condition{.field = group < ObjectGroup::tall ? FilterField::area : FilterField::aspect};
    switch (group) {
        case ObjectGroup::small:
            condition.most = areas[0];
            condition.is_below = true;
            break;
        case ObjectGroup::medium:
            condition.least = areas[0];
            condition.most = areas[1];
            condition.is_below = true;
            break;
        case ObjectGroup::large:
            condition.least = areas[1];
            break;
        case ObjectGroup::tall:
            condition.most = 1.0 / kLong;
            condition.is_below = true;
            break;
        case ObjectGroup::between:
            condition.least = 1.0 / kLong;
            condition.most = kLong;
            break;
        case ObjectGroup::wide:
            condition.least = kLong;
            condition.is_above = true;
            break;
    }
    return condition;
}

std::optional<GroupCounts> countGroups(const Dataset& dataset, std::span<const std::size_t> images,
                                       const ImageFilter* filter, const std::stop_token& stop) {
    std::array<FilterCondition, kObjectGroups> groups;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        groups[i] = groupCondition(static_cast<ObjectGroup>(i));
    }
    GroupCounts counts{};
    const bool complete = parallelCounts(
        images.size(), stop, [] { return GroupCounts{}; },
        [&](GroupCounts& part, std::size_t i) {
            const ImageRow image = dataset.images[images[i]];
            for (const Annotation& object : image.objects) {
                if (filter == nullptr || isObjectShown(image, object, *filter)) {
                    count(image, object, groups, part);
                }
            }
        },
        [&counts](const GroupCounts& part) {
            std::transform(counts.begin(), counts.end(), part.begin(), counts.begin(), std::plus<>());
        });
    return complete ? std::optional(counts) : std::nullopt;
}

}  // namespace priorscope
