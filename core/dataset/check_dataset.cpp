#include "core/dataset/check_dataset.hpp"

#include <cmath>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/unicode.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/dataset/near_duplicates.hpp"
#include "core/dataset/size_outliers.hpp"
#include "core/image/image.hpp"
#include "core/image/stored_channels.hpp"

namespace priorscope {
namespace {

/// Empty if the image can be decoded.
Sentence faultOf(const ImageRow& record) {
    const Sentence fault = imageFault(record.image_file);
    return fault.empty() ? fault : Core::tr("The image cannot be decoded: %1").arg(fault);
}

/// Channels of an image: as its annotation says, and as it has. 0: not known.
struct Depths {
    int said = 0;
    int stored = 0;
};

/// Of VOC's annotations, which begin with the image's size.
Depths depthsOf(const ImageRow& record) {
    constexpr std::size_t kStart = 4096;
    constexpr std::string_view kElement = "<depth>";
    if (record.annotation_file.extension() != ".xml") {
        return {};
    }
    std::string start(kStart, '\0');
    std::ifstream file(record.annotation_file.path(), std::ios::binary);
    file.read(start.data(), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(file.gcount()));
    const std::size_t at = start.find(kElement);
    if (at == std::string::npos) {
        return {};
    }
    const std::string_view rest = std::string_view(start).substr(at + kElement.size());
    const auto said = numberFromText(trimmedText(rest.substr(0, rest.find('<'))));
    const auto stored = storedChannels(record.image_file);
    return said && *said >= 1.0 && *said <= 4.0 && *said == std::floor(*said) && stored
               ? Depths{static_cast<int>(*said), *stored}
               : Depths();
}

void tellDepths(const ImageRow& record, const Depths& depths, std::vector<DatasetIssue>& issues) {
    if (depths.said != depths.stored) {
        issues.push_back(
            {.kind = IssueKind::channels,
             .file = record.annotation_file,
             .detail =
                 Core::tr("<depth> says %1; channels of the image: %2. The network gets three colours of any "
                          "image: grey is repeated, transparency left out.")
                     .arg(depths.said)
                     .arg(depths.stored)});
    }
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
    std::vector<Depths> depths(at_hand.size());
    const bool complete =
        parallelChunks(at_hand.size(), {.chunk = 4, .workers = 0, .unit = "images"}, std::move(stop),
                       progress, [&](std::size_t begin, std::size_t end, int) {
                           for (std::size_t i = begin; i < end; ++i) {
                               const ImageRow record = dataset.images[at_hand[i]];
                               faults[i] = faultOf(record);
                               depths[i] = faults[i].empty() ? depthsOf(record) : Depths();
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
            tellDepths(record, depths[i], check.issues);
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
    const auto of_labels = check ? checkLabels(dataset, labels, stop, &check->found) : std::nullopt;
    const auto leaks = of_labels ? findSplitLeaks(dataset, stop, progress, &check->found) : std::nullopt;
    if (!leaks) {
        return std::nullopt;
    }
    const std::vector<DatasetIssue> outliers =
        sizeOutliers(dataset, {.most_told = labels.most_of_kind}, &check->found);
    for (const auto* more : {&*of_labels, &outliers, &*leaks}) {
        check->issues.insert(check->issues.end(), more->begin(), more->end());
    }
    return check;
}

}  // namespace priorscope
