#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/text/number_text.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/dataset/near_duplicates.hpp"
#include "core/dataset/split_purpose.hpp"

namespace priorscope {
namespace {

/// The splits that each of some images is in.
class SplitsOfImages {
  public:
    SplitsOfImages(const Dataset& dataset, std::span<const NearDuplicate> pairs) {
        for (const NearDuplicate& pair : pairs) {
            m_splits[pair.first];
            m_splits[pair.second];
        }
        for (const auto& [name, images] : dataset.splits) {
            for (const std::size_t image : images) {
                if (const auto found = m_splits.find(image); found != m_splits.end()) {
                    found->second.push_back(&name);
                }
            }
        }
    }

    /// Two splits that have to be apart, one with each image; null: there are none.
    std::pair<const std::string*, const std::string*> apart(const NearDuplicate& pair) const {
        for (const std::string* split : m_splits.at(pair.first)) {
            for (const std::string* other : m_splits.at(pair.second)) {
                if (mustBeApart(*split, *other)) {
                    return {split, other};
                }
            }
        }
        return {nullptr, nullptr};
    }

  private:
    std::map<std::size_t, std::vector<const std::string*>> m_splits;
};

Sentence sentenceOf(LikenessKind kind) {
    switch (kind) {
        case LikenessKind::same_bytes:
            return Core::tr("The file is equal to %1: one is in %2, the other in %3. %4");
        case LikenessKind::same_picture:
            return Core::tr("The picture is nearly that of %1: one is in %2, the other in %3. %4");
        case LikenessKind::part:
            return Core::tr(
                "The picture is nearly a part of %1, or shows more of it: one is in %2, the other in "
                "%3. %4");
        case LikenessKind::mirrored:
            return Core::tr("The picture is nearly that of %1, mirrored: one is in %2, the other in %3. %4");
    }
    return {};
}

}  // namespace

std::optional<std::vector<DatasetIssue>> findSplitLeaks(const Dataset& dataset, std::stop_token stop,
                                                        const ProgressFn& progress, FoundImages* images) {
    std::set<std::size_t> members_of_all;
    for (const auto& [split, members] : dataset.splits) {
        const bool is_apart = std::any_of(dataset.splits.begin(), dataset.splits.end(),
                                          [&](const auto& other) { return mustBeApart(split, other.first); });
        if (is_apart) {
            members_of_all.insert(members.begin(), members.end());
        }
    }
    const std::vector<std::size_t> compared(members_of_all.begin(), members_of_all.end());
    const auto pairs = nearDuplicates(dataset, compared, {}, std::move(stop), progress);
    return pairs ? std::optional(splitLeaks(dataset, *pairs, images)) : std::nullopt;
}

std::vector<DatasetIssue> splitLeaks(const Dataset& dataset, std::span<const NearDuplicate> pairs,
                                     FoundImages* images) {
    const SplitsOfImages splits(dataset, pairs);
    std::vector<DatasetIssue> issues;
    for (const NearDuplicate& pair : pairs) {
        const auto [split, other] = splits.apart(pair);
        if (split != nullptr) {
            for (const std::size_t image : {pair.first, pair.second}) {
                if (images != nullptr) {
                    images->add(IssueKind::near_duplicate, image, dataset.images.size());
                }
            }
            issues.push_back(
                {.kind = IssueKind::near_duplicate,
                 .file = dataset.images.at(pair.first).image_file,
                 .detail = sentenceOf(pair.kind)
                               .arg(dataset.images.at(pair.second).image_file.filename().string())
                               .arg(*split)
                               .arg(*other)
                               .arg(Core::tr("Figures on one will flatter a detector that was trained on the "
                                             "other (likeness %1).")
                                        .arg(fixedText(static_cast<double>(pair.likeness), 2)))});
        }
    }
    return issues;
}

}  // namespace priorscope
