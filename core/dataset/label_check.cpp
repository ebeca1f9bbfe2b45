#include "core/dataset/label_check.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/parallel.hpp"
#include "core/base/text/listed.hpp"
#include "core/base/text/number_text.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/dataset/object_names.hpp"
#include "core/geometry/box.hpp"

namespace priorscope {
namespace {

constexpr std::array kKinds{IssueKind::duplicate_box, IssueKind::two_classes, IssueKind::sliver,
                            IssueKind::small_object};

/// Of fractions of the image in single precision, in pixels: sides that are just at a limit are not beyond
/// it.
constexpr double kRounding = 1e-3;

/// A finding about an object, and about another where it takes two.
struct Found {
    std::size_t image = 0;
    std::size_t object = 0;
    std::size_t other = 0;
};
/// [kKinds]
using FoundByKind = std::array<std::vector<Found>, kKinds.size()>;

bool hasSize(const ImageRow& image) {
    return image.width > 0 && image.height > 0;
}

struct Sides {
    double width = 0.0;
    double height = 0.0;
    double shorter() const { return std::min(width, height); }
    double longer() const { return std::max(width, height); }
};

Sides sidesOf(const ImageRow& image, const Box& box) {
    return {static_cast<double>(box.width()) * image.width, static_cast<double>(box.height()) * image.height};
}

Sides inputSides(const ImageRow& image, const Box& box, const LabelCheckOptions& options) {
    const Box mapped =
        resizeMapping(image.width, image.height, options.input_size, options.resize).inputFromImage(box);
    return {static_cast<double>(mapped.width()) * options.input_size,
            static_cast<double>(mapped.height()) * options.input_size};
}

void lookAt(const Dataset& dataset, std::size_t number, const LabelCheckOptions& options,
            FoundByKind& found) {
    const ImageRow image = dataset.images[number];
    for (std::size_t i = 0; i < image.objects.size(); ++i) {
        const Annotation& object = image.objects[i];
        for (std::size_t j = 0; j < i; ++j) {
            const Annotation& other = image.objects[j];
            const bool is_one =
                !object.crowd && !other.crowd && overlapInImage(object, other) >= options.duplicate_iou;
            if (is_one) {
                found[object.label == other.label ? 0 : 1].push_back({number, i, j});
            }
        }
        if (object.difficult || object.crowd || !hasSize(image)) {
            continue;
        }
        const Sides sides = sidesOf(image, clippedToImage(object.box));
        if (sides.shorter() <= 0.0) {
            continue;  // outside the image
        }
        if (sides.longer() > options.longest_ratio * sides.shorter() + kRounding) {
            found[2].push_back({number, i, i});
        }
        if (options.input_size > 0 && inputSides(image, clippedToImage(object.box), options).shorter() <
                                          options.least_side - kRounding) {
            found[3].push_back({number, i, i});
        }
    }
}

std::string rounded(double value) {
    return numberText(std::round(10.0 * value) / 10.0);
}

Sentence detailOf(const Dataset& dataset, IssueKind kind, const Found& found,
                  const LabelCheckOptions& options) {
    const ImageRow image = dataset.images[found.image];
    const Annotation& object = image.objects[found.object];
    const Annotation& other = image.objects[found.other];
    const Sides sides = sidesOf(image, clippedToImage(object.box));
    const double iou = overlapInImage(object, other);
    const std::string shown_iou = numberText(std::round(1000.0 * iou) / 1000.0);
    switch (kind) {
        case IssueKind::duplicate_box:
            return Core::tr(
                       "Its box is that of %1, with an IoU of %2. If both are one object, a detector that "
                       "finds it once misses the other.")
                .arg(objectName(dataset, image, found.other))
                .arg(shown_iou);
        case IssueKind::two_classes:
            return Core::tr(
                       "Its box is that of %1, with an IoU of %2. The loss asks the same priors for both "
                       "classes, and gets one.")
                .arg(objectName(dataset, image, found.other))
                .arg(shown_iou);
        case IssueKind::sliver:
            return Core::tr(
                       "%1 × %2 px, a ratio of %3 : 1: priors of the usual ratios, up to 3 : 1, hardly "
                       "overlap it.")
                .arg(rounded(sides.width))
                .arg(rounded(sides.height))
                .arg(rounded(sides.longer() / sides.shorter()));
        default: {
            const Sides input = inputSides(image, clippedToImage(object.box), options);
            return Core::tr(
                       "%1 × %2 px, %3 × %4 at the input of %5: a side is under %6 px, the step "
                       "of SSD300's first feature map.")
                .arg(rounded(sides.width))
                .arg(rounded(sides.height))
                .arg(rounded(input.width))
                .arg(rounded(input.height))
                .arg(options.input_size)
                .arg(rounded(options.least_side));
        }
    }
}

void tell(const Dataset& dataset, IssueKind kind, const std::vector<Found>& found,
          const LabelCheckOptions& options, std::vector<DatasetIssue>& issues, FoundImages* images) {
    const std::size_t told = std::min(found.size(), options.most_of_kind);
    for (std::size_t i = 0; i < told; ++i) {
        issues.push_back(objectFinding(dataset, kind, found[i].image, found[i].object,
                                       detailOf(dataset, kind, found[i], options)));
    }
    if (found.size() > told) {
        issues.push_back(restOfFindings(dataset, kind, found.size() - told));
    }
    for (std::size_t i = 0; images != nullptr && i < found.size(); ++i) {
        images->add(kind, found[i].image, dataset.images.size());
    }
}

/// What splits for training and judging are called; others may be any choice of images.
constexpr std::array<std::string_view, 6> kSplits{"train", "trainval", "val", "valid", "validation", "test"};

bool isForUse(const std::string& split) {
    return std::find(kSplits.begin(), kSplits.end(), split) != kSplits.end();
}

/// Objects of each class that are learnt from and judged by.
std::vector<std::size_t> countsOf(const Dataset& dataset, const std::vector<std::size_t>& images) {
    std::vector<std::size_t> counts(dataset.classes.size());
    for (const std::size_t image : images) {
        for (const Annotation& object : dataset.images[image].objects) {
            counts[static_cast<std::size_t>(object.label) - 1] += object.difficult || object.crowd ? 0 : 1;
        }
    }
    return counts;
}

/// Of each split, the classes that it has no object of, or one, to learn from or to judge by.
void tellRareClasses(const Dataset& dataset, std::vector<DatasetIssue>& issues) {
    for (const auto& [split, images] : dataset.splits) {
        if (images.empty() || !isForUse(split)) {
            continue;
        }
        const std::vector<std::size_t> counts = countsOf(dataset, images);
        const auto tell_those = [&](std::size_t count, IssueKind kind, Sentence detail) {
            std::vector<std::string> names;
            for (std::size_t i = 0; i < counts.size(); ++i) {
                if (counts[i] == count) {
                    names.push_back(dataset.classes[i]);
                }
            }
            if (!names.empty()) {
                issues.push_back({.kind = kind,
                                  .file = dataset.root,
                                  .object = names.size() == 1 ? names.front() : std::string(),
                                  .detail = std::move(detail).arg(split).arg(listed(names))});
            }
        };
        tell_those(0, IssueKind::class_missing,
                   Core::tr("The split %1 has no object of %2, or only difficult ones: "
                            "nothing is learnt of them there, and nothing judged."));
        tell_those(1, IssueKind::class_once,
                   Core::tr("The split %1 has a single object of %2: one is too few to learn from, and to "
                            "judge by."));
    }
}

/// Images that no split has, where there are splits to train on and to judge by.
void tellUnlisted(const Dataset& dataset, std::vector<DatasetIssue>& issues, FoundImages* found) {
    std::vector<bool> is_listed(dataset.images.size());
    bool has_splits = false;
    for (const auto& [split, images] : dataset.splits) {
        has_splits = has_splits || (isForUse(split) && !images.empty());
        for (const std::size_t image : images) {
            is_listed[image] = true;
        }
    }
    std::size_t count = 0;
    std::vector<std::string> first;
    for (std::size_t image = 0; has_splits && image < is_listed.size(); ++image) {
        if (is_listed[image]) {
            continue;
        }
        ++count;
        if (first.size() < kMostNamed) {
            first.push_back(dataset.images[image].id.text());
        }
        if (found != nullptr) {
            found->add(IssueKind::unlisted_image, image, is_listed.size());
        }
    }
    if (count > 0) {
        issues.push_back(
            {.kind = IssueKind::unlisted_image,
             .file = dataset.root,
             .detail = Core::tr("Images that are in no split, so that none of them is trained on "
                                "or judged by: %1.")
                           .arg(listed(first, count))});
    }
}

}  // namespace

double overlapInImage(const Annotation& a, const Annotation& b) {
    return static_cast<double>(intersectionOverUnion(clippedToImage(a.box), clippedToImage(b.box)));
}

std::optional<std::vector<DatasetIssue>> checkLabels(const Dataset& dataset, const LabelCheckOptions& options,
                                                     const std::stop_token& stop, FoundImages* images) {
    constexpr std::size_t kChunk = 1024;
    std::vector<FoundByKind> parts((dataset.images.size() + kChunk - 1) / kChunk);
    const bool complete = parallelChunks(dataset.images.size(), {.chunk = kChunk}, stop, {},
                                         [&](std::size_t begin, std::size_t end, int) {
                                             for (std::size_t i = begin; i < end; ++i) {
                                                 lookAt(dataset, i, options, parts[begin / kChunk]);
                                             }
                                         });
    if (!complete) {
        return std::nullopt;
    }
    std::vector<DatasetIssue> issues;
    for (std::size_t kind = 0; kind < kKinds.size(); ++kind) {
        std::vector<Found> found;
        for (const FoundByKind& part : parts) {
            found.insert(found.end(), part[kind].begin(), part[kind].end());
        }
        tell(dataset, kKinds[kind], found, options, issues, images);
    }
    tellRareClasses(dataset, issues);
    tellUnlisted(dataset, issues, images);
    return issues;
}

}  // namespace priorscope
