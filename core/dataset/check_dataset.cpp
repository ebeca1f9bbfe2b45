#include "core/dataset/check_dataset.hpp"

#include <set>
#include <string>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/dataset/near_duplicates.hpp"
#include "core/dataset/size_outliers.hpp"
#include "core/image/image.hpp"

namespace priorscope {
namespace {

/// Empty if the image can be decoded.
Sentence faultOf(const ImageRow& record) {
    const Sentence fault = imageFault(record.image_file);
    return fault.empty() ? fault : Core::tr("The image cannot be decoded: %1").arg(fault);
}

}  // namespace

std::optional<DatasetCheck> checkDataset(const Dataset& dataset, std::stop_token stop,
                                         const ProgressFn& progress) {
    std::vector<std::size_t> at_hand;
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        if (dataset.images[i].image_exists) {
            at_hand.push_back(i);
        }
    }
    std::vector<Sentence> faults(at_hand.size());
    const bool complete =
        parallelChunks(at_hand.size(), {.chunk = 4, .workers = 0, .unit = "images"}, std::move(stop),
                       progress, [&](std::size_t begin, std::size_t end, int) {
                           for (std::size_t i = begin; i < end; ++i) {
                               faults[i] = faultOf(dataset.images[at_hand[i]]);
                           }
                       });
    if (!complete) {
        return std::nullopt;
    }

    DatasetCheck check{
        .decoded = 0, .absent = dataset.images.size() - at_hand.size(), .issues = dataset.issues};
    std::set<std::filesystem::path> told;
    for (const DatasetIssue& issue : dataset.issues) {
        if (issue.kind == IssueKind::bad_image) {
            told.insert(issue.file);
        }
    }
    for (std::size_t i = 0; i < at_hand.size(); ++i) {
        const ImageRow record = dataset.images[at_hand[i]];
        if (faults[i].empty()) {
            ++check.decoded;
        } else if (told.insert(record.image_file).second) {
            check.issues.push_back({.kind = IssueKind::bad_image,
                                    .file = record.image_file,
                                    .line = 0,
                                    .object = {},
                                    .detail = std::move(faults[i]),
                                    .fixable = false});
        }
    }
    return check;
}

std::optional<DatasetCheck> checkEverything(const Dataset& dataset, const LabelCheckOptions& labels,
                                            const std::stop_token& stop, const ProgressFn& progress) {
    std::optional<DatasetCheck> check = checkDataset(dataset, stop, progress);
    const auto of_labels = check ? checkLabels(dataset, labels, stop) : std::nullopt;
    const auto leaks = of_labels ? findSplitLeaks(dataset, stop, progress) : std::nullopt;
    if (!leaks) {
        return std::nullopt;
    }
    const std::vector<DatasetIssue> outliers = sizeOutliers(dataset);
    for (const auto* more : {&*of_labels, &outliers, &*leaks}) {
        check->issues.insert(check->issues.end(), more->begin(), more->end());
    }
    return check;
}

}  // namespace priorscope
