#include "core/dataset/size_outliers.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/text/number_text.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/dataset/object_names.hpp"
#include "core/geometry/box.hpp"

namespace priorscope {
namespace {

/// Makes the median absolute deviation of a normal distribution its standard deviation.
constexpr double kNormal = 1.4826;

struct Sized {
    std::size_t image = 0;
    std::size_t object = 0;
    double size = 0.0;  ///< logarithm of the share of the image's area
};

double shareOf(double size) {
    return std::exp(size);
}

double middle(std::vector<double>& values, double part) {
    const auto at = static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[static_cast<std::size_t>(at)];
}

std::string percent(double share) {
    return significantText(100.0 * share, 2);
}

/// @param sized  of one class, at least one
void takeOutliers(const std::vector<Sized>& sized, const SizeOutlierOptions& options,
                  std::vector<std::pair<Sized, Sentence>>& found, const std::string& name) {
    std::vector<double> sizes;
    for (const Sized& each : sized) {
        sizes.push_back(each.size);
    }
    const double median = middle(sizes, 0.5);
    const double low = middle(sizes, 0.25);
    const double high = middle(sizes, 0.75);
    for (double& size : sizes) {
        size = std::abs(size - median);
    }
    const double limit = options.deviations * kNormal * middle(sizes, 0.5);
    if (limit <= 0.0) {
        return;  // half of them are of one size
    }
    for (const Sized& each : sized) {
        if (std::abs(each.size - median) > limit) {
            found.emplace_back(each, Core::tr("It takes %1 %% of the image; half of the objects of the class "
                                              "%2 take %3 to %4 %%. Is its class right, and its box?")
                                         .arg(percent(shareOf(each.size)))
                                         .arg(name)
                                         .arg(percent(shareOf(low)))
                                         .arg(percent(shareOf(high))));
        }
    }
}

}  // namespace

std::vector<DatasetIssue> sizeOutliers(const Dataset& dataset, const SizeOutlierOptions& options,
                                       FoundImages* images) {
    std::vector<std::vector<Sized>> of_class(dataset.classes.size());
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        const ImageRow image = dataset.images[i];
        for (std::size_t j = 0; j < image.objects.size(); ++j) {
            const Annotation& object = image.objects[j];
            const double area = static_cast<double>(clippedToImage(object.box).area());
            if (!object.difficult && !object.crowd && area > 0.0) {
                of_class[static_cast<std::size_t>(object.label) - 1].push_back({i, j, std::log(area)});
            }
        }
    }
    std::vector<std::pair<Sized, Sentence>> found;
    for (std::size_t label = 0; label < of_class.size(); ++label) {
        if (of_class[label].size() >= std::max<std::size_t>(options.least_objects, 1)) {
            takeOutliers(of_class[label], options, found, dataset.classes[label]);
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return std::pair(a.first.image, a.first.object) < std::pair(b.first.image, b.first.object);
    });
    std::vector<DatasetIssue> issues;
    const std::size_t told = std::min(found.size(), options.most_told);
    for (std::size_t i = 0; i < told; ++i) {
        const auto& [sized, detail] = found[i];
        issues.push_back(objectFinding(dataset, IssueKind::size_outlier, sized.image, sized.object, detail));
    }
    if (found.size() > told) {
        issues.push_back(restOfFindings(dataset, IssueKind::size_outlier, found.size() - told));
    }
    for (std::size_t i = 0; images != nullptr && i < found.size(); ++i) {
        images->add(IssueKind::size_outlier, found[i].first.image, dataset.images.size());
    }
    return issues;
}

}  // namespace priorscope
