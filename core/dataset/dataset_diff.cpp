#include "core/dataset/dataset_diff.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <tuple>

namespace priorscope {
namespace {

constexpr double kSameEdge = 0.01;  ///< pixels

struct Pair {
    std::size_t before = 0;
    std::size_t after = 0;
    double iou = 0.0;
    bool is_same_box = false;
    bool is_same_class = false;
};

class ImageDiff {
  public:
    ImageDiff(const Dataset& before, const Dataset& after, const ImageRow& earlier, const ImageRow& later)
        : m_before(before), m_after(after), m_earlier(earlier), m_later(later) {}

    void add(std::vector<ObjectChange>& changes, double least_iou) const {
        std::vector<const Pair*> of_before(m_earlier.objects.size(), nullptr);
        std::vector<const Pair*> of_after(m_later.objects.size(), nullptr);
        const std::vector<Pair> pairs = pairsOf(least_iou);
        for (const Pair& pair : pairs) {
            if (of_before[pair.before] == nullptr && of_after[pair.after] == nullptr) {
                of_before[pair.before] = of_after[pair.after] = &pair;
            }
        }
        for (std::size_t i = 0; i < m_earlier.objects.size(); ++i) {
            if (of_before[i] == nullptr) {
                changes.push_back(
                    {.kind = ChangeKind::removed, .image = m_earlier.id, .before = &m_earlier.objects[i]});
            } else {
                addPair(changes, *of_before[i]);
            }
        }
        for (std::size_t i = 0; i < m_later.objects.size(); ++i) {
            if (of_after[i] == nullptr) {
                changes.push_back(
                    {.kind = ChangeKind::added, .image = m_earlier.id, .after = &m_later.objects[i]});
            }
        }
    }

  private:
    /// Those with one box first, then those of one class, each by how much they overlap.
    std::vector<Pair> pairsOf(double least_iou) const {
        std::vector<Pair> pairs;
        for (std::size_t i = 0; i < m_earlier.objects.size(); ++i) {
            for (std::size_t j = 0; j < m_later.objects.size(); ++j) {
                const bool is_same = isSameBox(i, j);
                const double iou = is_same ? 1.0
                                           : static_cast<double>(intersectionOverUnion(
                                                 m_earlier.objects[i].box, m_later.objects[j].box));
                if (iou >= least_iou) {
                    pairs.push_back({i, j, iou, is_same, nameBefore(i) == nameAfter(j)});
                }
            }
        }
        std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
            return std::tuple(b.is_same_box, b.is_same_class, b.iou) <
                   std::tuple(a.is_same_box, a.is_same_class, a.iou);
        });
        return pairs;
    }

    void addPair(std::vector<ObjectChange>& changes, const Pair& pair) const {
        const Annotation& before = m_earlier.objects[pair.before];
        const Annotation& after = m_later.objects[pair.after];
        const auto flags = [](const Annotation& object) {
            return std::tuple(object.difficult, object.truncated, object.occluded, object.crowd);
        };
        ObjectChange change{.image = m_earlier.id, .before = &before, .after = &after, .iou = pair.iou};
        if (!pair.is_same_class) {
            change.kind = ChangeKind::renamed;
        } else if (!isSameBox(pair.before, pair.after)) {
            change.kind = ChangeKind::moved;
        } else if (flags(before) != flags(after)) {
            change.kind = ChangeKind::flags;
        } else {
            return;
        }
        changes.push_back(std::move(change));
    }

    bool isSameBox(std::size_t before, std::size_t after) const {
        const Box& a = m_earlier.objects[before].box;
        const Box& b = m_later.objects[after].box;
        const auto same = [](float first, float second, int side) {
            return std::abs(static_cast<double>(first) - static_cast<double>(second)) * std::max(1, side) <=
                   kSameEdge;
        };
        return same(a.x_min, b.x_min, m_earlier.width) && same(a.x_max, b.x_max, m_earlier.width) &&
               same(a.y_min, b.y_min, m_earlier.height) && same(a.y_max, b.y_max, m_earlier.height);
    }

    std::string_view nameBefore(std::size_t object) const {
        return m_before.className(m_earlier.objects[object].label);
    }
    std::string_view nameAfter(std::size_t object) const {
        return m_after.className(m_later.objects[object].label);
    }

    const Dataset& m_before;
    const Dataset& m_after;
    const ImageRow m_earlier;
    const ImageRow m_later;
};

using Images = std::map<std::string_view, ImageRow>;  ///< by id

std::string_view withoutFolders(std::string_view id) {
    return id.substr(id.rfind('/') + 1);
}

/// By names without folders: those that a version has once.
Images byOwnName(const Dataset& dataset, const Images& images) {
    std::map<std::string_view, int> counts;
    for (const ImageRow& image : dataset.images) {
        ++counts[withoutFolders(image.id)];
    }
    Images own;
    for (const auto& [id, image] : images) {
        if (counts[withoutFolders(id)] == 1) {
            own.emplace(withoutFolders(id), image);
        }
    }
    return own;
}

/// Whether one id is the other in a folder.
bool isInFolder(std::string_view a, std::string_view b) {
    const auto ends = [](std::string_view longer, std::string_view id) {
        return longer.size() > id.size() && longer.ends_with(id) &&
               longer[longer.size() - id.size() - 1] == '/';
    };
    return ends(a, b) || ends(b, a);
}

}  // namespace

const char* changeKindName(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::moved:
            return "moved";
        case ChangeKind::renamed:
            return "renamed";
        case ChangeKind::flags:
            return "flags";
        case ChangeKind::added:
            return "added";
        case ChangeKind::removed:
            return "removed";
    }
    return "unknown";
}

std::size_t DatasetDiff::count(ChangeKind kind) const {
    return static_cast<std::size_t>(std::count_if(
        changes.begin(), changes.end(), [kind](const ObjectChange& change) { return change.kind == kind; }));
}

DatasetDiff datasetDiff(const Dataset& before, const Dataset& after, double least_iou) {
    Images earlier;
    Images later;
    for (const ImageRow& record : before.images) {
        earlier.emplace(record.id, record);
    }
    for (const ImageRow& record : after.images) {
        later.emplace(record.id, record);
    }
    Images partners;  // by the earlier id
    for (auto each = earlier.begin(); each != earlier.end();) {
        const auto found = later.find(each->first);
        if (found == later.end()) {
            ++each;
            continue;
        }
        partners.emplace(each->first, found->second);
        later.erase(found);
        each = earlier.erase(each);
    }
    const Images others = byOwnName(after, later);
    for (const auto& [name, record] : byOwnName(before, earlier)) {
        const auto found = others.find(name);
        if (found != others.end() && isInFolder(record.id, found->second.id)) {
            partners.emplace(record.id, found->second);
            later.erase(found->second.id);
        }
    }
    DatasetDiff diff;
    for (const ImageRow& record : before.images) {
        const auto found = partners.find(record.id);
        if (found == partners.end()) {
            diff.removed_images.emplace_back(record.id);
            continue;
        }
        ++diff.images;
        ImageDiff(before, after, record, found->second).add(diff.changes, least_iou);
    }
    for (const auto& [id, record] : later) {
        diff.added_images.emplace_back(id);
    }
    return diff;
}

}  // namespace priorscope
