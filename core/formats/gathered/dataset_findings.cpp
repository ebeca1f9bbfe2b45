#include "core/formats/gathered/dataset_findings.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "core/dataset/issue_kind.hpp"
#include "core/dataset/split_purpose.hpp"

namespace priorscope {
void reportOverlaps(Dataset& dataset) {
    for (auto a = dataset.splits.begin(); a != dataset.splits.end(); ++a) {
        const std::unordered_set<std::size_t> images(a->second.begin(), a->second.end());
        for (auto b = std::next(a); b != dataset.splits.end(); ++b) {
            if (!mustBeApart(a->first, b->first)) {
                continue;
            }
            std::vector<std::size_t> shared;
            std::copy_if(b->second.begin(), b->second.end(), std::back_inserter(shared),
                         [&images](std::size_t image) { return images.contains(image); });
            std::sort(shared.begin(), shared.end());
            shared.erase(std::unique(shared.begin(), shared.end()), shared.end());
            if (!shared.empty()) {
                dataset.issues.push_back(
                    {.kind = IssueKind::split_overlap,
                     .file = dataset.root,
                     .detail = (shared.size() == 1
                                    ? Core::tr("The splits %1 and %2 share %3 image (%4): evaluating on "
                                               "training images is misleading. Remove them from one.")
                                    : Core::tr("The splits %1 and %2 share %3 images (%4, …): evaluating on "
                                               "training images is misleading. Remove them from one."))
                                   .arg(a->first)
                                   .arg(b->first)
                                   .arg(shared.size())
                                   .arg(dataset.images[shared.front()].id.text())});
            }
        }
    }
}

std::vector<ClassOccurrence> occurrencesOf(const Dataset& dataset) {
    std::vector<ClassOccurrence> occurrences(dataset.classes.size());
    for (const ImageRow& image : dataset.images) {
        for (const Annotation& object : image.objects) {
            ClassOccurrence& occurrence = occurrences[static_cast<std::size_t>(object.label - 1)];
            if (occurrence.objects++ == 0) {
                occurrence.file = image.annotation_file;
                occurrence.line = object.line;
            }
        }
    }
    return occurrences;
}

}  // namespace priorscope
