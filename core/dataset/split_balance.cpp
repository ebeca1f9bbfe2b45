#include "core/dataset/split_balance.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>

#include "core/base/parallel_counts.hpp"

namespace priorscope {
namespace {

void add(const ImageRow& image, const ImageFilter& filter, SplitBalance::Row& row) {
    ++row.images;
    for (const Annotation& object : image.objects) {
        if (!isObjectShown(image, object, filter)) {
            continue;
        }
        const double area = objectFigure(FilterField::area, image, object);
        const auto size =
            std::upper_bound(kObjectAreas.begin(), kObjectAreas.end(), area) - kObjectAreas.begin();
        ++row.objects;
        ++row.of_label.at(static_cast<std::size_t>(object.label - 1));
        ++row.of_size.at(static_cast<std::size_t>(size));
    }
}

void add(const SplitBalance::Row& part, SplitBalance::Row& whole) {
    whole.images += part.images;
    whole.objects += part.objects;
    const auto sum = [](auto& into, const auto& from) {
        std::transform(into.begin(), into.end(), from.begin(), into.begin(), std::plus<>());
    };
    sum(whole.of_label, part.of_label);
    sum(whole.of_size, part.of_size);
}

/// @param passes  [Dataset::images] whether the filter lets an image pass
std::optional<SplitBalance::Row> counted(const Dataset& dataset, const std::string& split,
                                         const std::vector<std::uint8_t>& passes, const ImageFilter& filter,
                                         const std::stop_token& stop) {
    const std::vector<std::size_t> images = dataset.splitIndices(split);
    const SplitBalance::Row none{.split = split,
                                 .of_label = std::vector<std::int64_t>(dataset.classes.size())};
    SplitBalance::Row whole = none;
    const bool complete = parallelCounts(
        images.size(), stop, [&none] { return none; },
        [&](SplitBalance::Row& part, std::size_t i) {
            if (passes[images[i]] != 0) {
                add(dataset.images[images[i]], filter, part);
            }
        },
        [&whole](const SplitBalance::Row& part) { add(part, whole); });
    return complete ? std::optional(std::move(whole)) : std::nullopt;
}

}  // namespace

std::optional<SplitBalance> splitBalance(const Dataset& dataset, const ImageFilter& filter,
                                         const ImageMarks& marks, const ImageFigures& figures,
                                         const std::stop_token& stop) {
    std::vector<std::uint8_t> passes(dataset.images.size());
    for (const std::size_t image : filterImages(dataset, {}, filter, marks, figures)) {
        passes[image] = 1;
    }
    std::optional<SplitBalance::Row> whole = counted(dataset, {}, passes, filter, stop);
    if (!whole) {
        return std::nullopt;
    }
    SplitBalance balance{.whole = *std::move(whole), .rows = {}};
    for (const auto& [split, images] : dataset.splits) {
        std::optional<SplitBalance::Row> row = counted(dataset, split, passes, filter, stop);
        if (!row) {
            return std::nullopt;
        }
        balance.rows.push_back(*std::move(row));
    }
    return balance;
}

}  // namespace priorscope
