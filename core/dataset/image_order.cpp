#include "core/dataset/image_order.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace priorscope {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double pixelsOf(const ImageRow& image) {
    return image.width > 0 && image.height > 0 ? static_cast<double>(image.width) * image.height : kNone;
}

double objectsOf(const ImageRow& image, const ImageFilter& filter) {
    return static_cast<double>(
        std::count_if(image.objects.begin(), image.objects.end(),
                      [&](const Annotation& object) { return isObjectShown(image, object, filter); }));
}

/// The areas of the smallest and the largest object, in pixels.
struct Areas {
    double smallest = kNone;
    double largest = kNone;
};

Areas areasOf(const ImageRow& image, const ImageFilter& filter) {
    Areas areas;
    for (const Annotation& object : image.objects) {
        if (isObjectShown(image, object, filter)) {
            const double area = static_cast<double>(object.box.area()) * pixelsOf(image);
            areas.smallest = std::fmin(areas.smallest, area);
            areas.largest = std::fmax(areas.largest, area);
        }
    }
    return areas;
}

double figureOf(const ImageRow& image, const ImageFilter& filter, ImageOrder order) {
    switch (order) {
        case ImageOrder::most_objects:
            return -objectsOf(image, filter);
        case ImageOrder::fewest_objects:
            return objectsOf(image, filter);
        case ImageOrder::smallest_object:
            return areasOf(image, filter).smallest;
        case ImageOrder::largest_object:
            return -areasOf(image, filter).largest;
        case ImageOrder::largest_image:
            return -pixelsOf(image);
        case ImageOrder::smallest_image:
            return pixelsOf(image);
        case ImageOrder::listed:
        case ImageOrder::name:
            break;
    }
    return 0.0;
}

}  // namespace

std::vector<std::size_t> orderedImages(const Dataset& dataset, std::vector<std::size_t> images,
                                       const ImageFilter& filter, ImageOrder order) {
    if (order == ImageOrder::listed) {
        return images;
    }
    if (order == ImageOrder::name) {
        std::stable_sort(images.begin(), images.end(), [&dataset](std::size_t a, std::size_t b) {
            return dataset.images[a].id < dataset.images[b].id;
        });
        return images;
    }
    std::vector<double> figures(dataset.images.size(), kNone);
    for (const std::size_t image : images) {
        figures[image] = figureOf(dataset.images[image], filter, order);
    }
    return orderedBy(std::move(images), figures);
}

std::vector<std::size_t> orderedBy(std::vector<std::size_t> images, const std::vector<double>& figures) {
    std::stable_sort(images.begin(), images.end(), [&figures](std::size_t a, std::size_t b) {
        const bool has_none = std::isnan(figures[a]);
        return has_none || std::isnan(figures[b]) ? !has_none && std::isnan(figures[b])
                                                  : figures[a] < figures[b];
    });
    return images;
}

}  // namespace priorscope
