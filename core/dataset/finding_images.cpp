#include "core/dataset/finding_images.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/base/text/unicode.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/dataset/split_purpose.hpp"

namespace priorscope {

namespace {

bool isOfData(IssueKind kind) {
    return kind != IssueKind::small_object && kind != IssueKind::uncovered &&
           kind != IssueKind::suspected_label && kind != IssueKind::unlisted_image &&
           kind != IssueKind::channels;
}

/// Images without a file, and those of two splits that have to be apart.
void takeImages(const Dataset& dataset, std::vector<bool>& is_told) {
    for (std::size_t i = 0; i < is_told.size(); ++i) {
        const ImageRow image = dataset.images[i];
        is_told[i] = is_told[i] || (!image.image_exists && !image.image_file.empty());
    }
    for (auto split = dataset.splits.begin(); split != dataset.splits.end(); ++split) {
        std::vector<bool> has;
        for (auto other = std::next(split); other != dataset.splits.end(); ++other) {
            if (!mustBeApart(split->first, other->first)) {
                continue;
            }
            if (has.empty()) {
                has.resize(is_told.size());
                for (const std::size_t image : split->second) {
                    has[image] = true;
                }
            }
            for (const std::size_t image : other->second) {
                is_told[image] = is_told[image] || has[image];
            }
        }
    }
}

/// What was left out of the dataset, and of its splits.
std::map<std::string, std::set<std::pair<std::string, int>>> leftOut(const Dataset& dataset,
                                                                     std::span<const DatasetIssue> findings,
                                                                     const std::vector<int>& images) {
    std::map<std::string, std::set<std::pair<std::string, int>>> left_out;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const DatasetIssue& finding = findings[i];
        const bool is_left =
            finding.kind == IssueKind::cut_off || finding.kind == IssueKind::missing_annotation;
        if (!is_left || images[i] >= 0 || finding.file.empty() || finding.file == dataset.root) {
            continue;
        }
        const std::string split =
            caseFolded(finding.file.extension().string()) == ".txt" ? finding.file.stem().string() : "";
        if (split.empty() || (dataset.splits.contains(split) && finding.line > 0)) {
            left_out[split].emplace(finding.file.native(), finding.line);
        }
    }
    return left_out;
}

}  // namespace

/// Of a million images, few have findings: paths are made for those alone whose last parts fit.
std::vector<int> imagesOfFindings(const Dataset& dataset, std::span<const DatasetIssue> findings) {
    std::vector<int> images(findings.size(), -1);
    std::unordered_set<std::string_view> last_parts;  // of files' names
    std::unordered_multimap<std::string_view, std::size_t> of_file;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const std::string_view file = findings[i].file.native();
        last_parts.insert(file.substr(file.rfind('/') + 1));
        of_file.emplace(file, i);
    }
    const ImageTable::Columns& columns = dataset.images.columns();
    const std::string_view names = columns.names;
    const auto take = [&](std::string_view last_part, const FilePath& file, int image) {
        if (last_parts.contains(last_part)) {
            const std::string whole = file.native();
            const auto [begin, end] = of_file.equal_range(std::string_view(whole));
            for (auto at = begin; at != end; ++at) {
                images[at->second] = images[at->second] < 0 ? image : images[at->second];
            }
        }
    };
    for (std::size_t i = 0; i < columns.rows.size() && !findings.empty(); ++i) {
        const ImageTable::Row& row = columns.rows[i];
        const std::size_t annotation = row.names + row.id_size;
        const ImageRow record = dataset.images[i];
        take(names.substr(annotation, row.annotation_size), record.annotation_file, static_cast<int>(i));
        take(names.substr(annotation + row.annotation_size, row.image_size), record.image_file,
             static_cast<int>(i));
    }
    return images;
}

std::map<std::string, double> soundShares(const Dataset& dataset, std::span<const DatasetIssue> findings,
                                          const FoundImages& found) {
    std::vector<bool> is_told(dataset.images.size(), false);
    const std::vector<int> of_findings = imagesOfFindings(dataset, findings);
    for (std::size_t i = 0; i < of_findings.size(); ++i) {
        if (of_findings[i] >= 0 && isOfData(findings[i].kind)) {
            is_told[static_cast<std::size_t>(of_findings[i])] = true;
        }
    }
    for (const auto& [kind, images] : found.ofKinds()) {
        for (std::size_t i = 0; isOfData(kind) && i < images.size(); ++i) {
            is_told[i] = is_told[i] || images[i];
        }
    }
    takeImages(dataset, is_told);
    const auto left_out = leftOut(dataset, findings, of_findings);
    std::map<std::string, double> shares;
    const auto take = [&](const std::string& split, const std::vector<std::size_t>& images) {
        const auto more = left_out.find(split);
        const std::size_t count = images.size() + (more == left_out.end() ? 0 : more->second.size());
        if (!images.empty()) {
            const auto sound = std::count_if(images.begin(), images.end(),
                                             [&is_told](std::size_t image) { return !is_told[image]; });
            shares[split] = static_cast<double>(sound) / static_cast<double>(count);
        }
    };
    take("", dataset.splitIndices(""));
    for (const auto& [split, images] : dataset.splits) {
        take(split, images);
    }
    return shares;
}

}  // namespace priorscope
