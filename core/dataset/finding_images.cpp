#include "core/dataset/finding_images.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "core/dataset/issue_kind.hpp"

namespace priorscope {

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

std::map<std::string, double> soundShares(const Dataset& dataset, std::span<const DatasetIssue> findings) {
    std::vector<bool> is_told(dataset.images.size(), false);
    const std::vector<int> of_findings = imagesOfFindings(dataset, findings);
    for (std::size_t i = 0; i < of_findings.size(); ++i) {
        const IssueKind kind = findings[i].kind;
        const bool is_of_network = kind == IssueKind::small_object || kind == IssueKind::uncovered ||
                                   kind == IssueKind::suspected_label;
        if (of_findings[i] >= 0 && !is_of_network) {
            is_told[static_cast<std::size_t>(of_findings[i])] = true;
        }
    }
    std::map<std::string, double> shares;
    const auto take = [&](const std::string& split, const std::vector<std::size_t>& images) {
        if (!images.empty()) {
            const auto sound = std::count_if(images.begin(), images.end(),
                                             [&is_told](std::size_t image) { return !is_told[image]; });
            shares[split] = static_cast<double>(sound) / static_cast<double>(images.size());
        }
    };
    take("", dataset.splitIndices(""));
    for (const auto& [split, images] : dataset.splits) {
        take(split, images);
    }
    return shares;
}

}  // namespace priorscope
