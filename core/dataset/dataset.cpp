#include "core/dataset/dataset.hpp"

#include <cmath>
#include <numeric>

#include "core/base/error.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/dataset/issue_kind.hpp"

namespace priorscope {
namespace {

/// Integers survive conversion to float fractions and back: the error stays far below this, in pixels.
constexpr double kSnap = 0.01;

double snapped(double value) {
    const double nearest = std::round(value);
    return std::abs(value - nearest) < kSnap ? nearest : value;
}

}  // namespace

Box fractionsFromVoc(const VocBox& box, int width, int height) {
    return {static_cast<float>((box.xmin - 1.0) / width), static_cast<float>((box.ymin - 1.0) / height),
            static_cast<float>(box.xmax / width), static_cast<float>(box.ymax / height)};
}

VocBox vocFromFractions(const Box& box, int width, int height) {
    return {snapped(static_cast<double>(box.x_min) * width + 1.0),
            snapped(static_cast<double>(box.y_min) * height + 1.0),
            snapped(static_cast<double>(box.x_max) * width),
            snapped(static_cast<double>(box.y_max) * height)};
}

const char* issueKindName(IssueKind kind) {
    switch (kind) {
        case IssueKind::cut_off:
            return "cut-off";
        case IssueKind::no_size:
            return "no-size";
        case IssueKind::outside:
            return "outside";
        case IssueKind::empty_box:
            return "empty-box";
        case IssueKind::tiny_box:
            return "tiny-box";
        case IssueKind::missing_image:
            return "missing-image";
        case IssueKind::bad_image:
            return "bad-image";
        case IssueKind::missing_annotation:
            return "missing-annotation";
        case IssueKind::no_name:
            return "no-name";
        case IssueKind::unknown_class:
            return "unknown-class";
        case IssueKind::wrong_name:
            return "wrong-name";
        case IssueKind::ambiguous_image:
            return "ambiguous-image";
        case IssueKind::shared_image:
            return "shared-image";
        case IssueKind::wrong_size:
            return "wrong-size";
        case IssueKind::orientation:
            return "orientation";
        case IssueKind::encoding:
            return "encoding";
        case IssueKind::decimal_comma:
            return "decimal-comma";
        case IssueKind::several_boxes:
            return "several-boxes";
        case IssueKind::unusual_element:
            return "unusual-element";
        case IssueKind::unreadable_folder:
            return "unreadable-folder";
        case IssueKind::near_class:
            return "near-class";
        case IssueKind::background_class:
            return "background-class";
        case IssueKind::repeated_id:
            return "repeated-id";
        case IssueKind::bad_list:
            return "bad-list";
        case IssueKind::box_in_fractions:
            return "box-in-fractions";
        case IssueKind::repeated_object:
            return "repeated-object";
        case IssueKind::split_overlap:
            return "split-overlap";
        case IssueKind::suspected_label:
            return "suspected-label";
        case IssueKind::near_duplicate:
            return "near-duplicate";
        case IssueKind::duplicate_box:
            return "duplicate-box";
        case IssueKind::two_classes:
            return "two-classes";
        case IssueKind::sliver:
            return "sliver";
        case IssueKind::small_object:
            return "small-object";
        case IssueKind::class_missing:
            return "class-missing";
        case IssueKind::size_outlier:
            return "size-outlier";
        case IssueKind::uncovered:
            return "uncovered";
        case IssueKind::class_once:
            return "class-once";
        case IssueKind::unlisted_image:
            return "unlisted-image";
        case IssueKind::channels:
            return "channels";
    }
    return "unknown";
}

std::vector<std::size_t> Dataset::splitIndices(const std::string& split) const {
    if (split.empty()) {
        std::vector<std::size_t> all(images.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        return all;
    }
    const auto found = splits.find(split);
    if (found != splits.end()) {
        return found->second;
    }
    std::string names;
    for (const auto& [existing, indices] : splits) {
        names += (names.empty() ? "" : ", ") + existing;
    }
    const auto unusable = unusable_lists.find(split);
    throw Error(
        {.action = Core::tr("opening the split \"%1\" of").arg(split),
         .file = shownName(root.native()),
         .reason = unusable != unusable_lists.end() ? unusable->second : Core::tr("there is no such split"),
         .remedy = names.empty()
                       ? Core::tr("The dataset has no splits: leave the split out to take every image")
                       : Core::tr("The splits are: %1").arg(names)});
}

const std::vector<std::string>& vocClasses() {
    static const std::vector<std::string> names{"aeroplane",   "bicycle", "bird",  "boat",      "bottle",
                                                "bus",         "car",     "cat",   "chair",     "cow",
                                                "diningtable", "dog",     "horse", "motorbike", "person",
                                                "pottedplant", "sheep",   "sofa",  "train",     "tvmonitor"};
    return names;
}

}  // namespace priorscope
