#include "core/dataset/split_plan.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <regex>
#include <set>
#include <tuple>

#include "core/base/error.hpp"
#include "core/base/random.hpp"
#include "core/base/text/number_text.hpp"

namespace priorscope {
namespace {

Sentence planning() {
    return Core::tr("dividing the images");
}

[[noreturn]] void refuse(const Sentence& reason, const Sentence& remedy) {
    throw Error({.action = planning(), .reason = reason, .remedy = remedy});
}

void requireUsable(const std::vector<SplitPart>& parts) {
    const Sentence remedy = Core::tr("Give parts as train=0.8,val=0.1,test=0.1");
    if (parts.empty()) {
        refuse(Core::tr("there are no parts"), remedy);
    }
    std::set<std::string> names;
    double sum = 0.0;
    for (const SplitPart& part : parts) {
        const bool is_name = !part.name.empty() && part.name.find_first_of("/\\\n\r") == std::string::npos &&
                             part.name.front() != '.';
        if (!is_name) {
            refuse(Core::tr("\"%1\" cannot be the name of a split").arg(part.name), remedy);
        }
        if (!names.insert(part.name).second) {
            refuse(Core::tr("%1 is given twice").arg(part.name), remedy);
        }
        if (!(part.share > 0.0 && part.share <= 1.0)) {
            refuse(Core::tr("the share of %1 must be above 0 and at most 1, got %2")
                       .arg(part.name)
                       .arg(numberText(part.share)),
                   remedy);
        }
        sum += part.share;
    }
    if (sum > 1.0 + 1e-9) {
        refuse(Core::tr("the shares sum to %1, more than 1").arg(significantText(sum, 4)), remedy);
    }
}

/// Images that stay together.
struct Group {
    std::vector<std::size_t> images{};      ///< indices into the dataset
    std::map<int, std::int64_t> classes{};  ///< label → images with an object of it
    bool is_placed = false;
};

std::vector<Group> groupsOf(const Dataset& dataset, std::span<const std::size_t> images,
                            std::span<const std::size_t> groups, std::uint64_t seed) {
    std::map<std::size_t, Group> by_number;
    for (std::size_t i = 0; i < images.size(); ++i) {
        Group& group = by_number[groups[i]];
        group.images.push_back(images[i]);
        std::set<int> labels;
        for (const Annotation& object : dataset.images.at(images[i]).objects) {
            labels.insert(object.label);
        }
        for (const int label : labels) {
            ++group.classes[label];
        }
    }
    std::vector<Group> all;
    for (auto& [number, group] : by_number) {
        all.push_back(std::move(group));
    }
    SplitMix64 random(seed);
    for (std::size_t i = all.size(); i > 1; --i) {
        std::swap(all[i - 1], all[static_cast<std::size_t>(random.whole(0, static_cast<int>(i) - 1))]);
    }
    // Large groups first: they are the hardest to place.
    std::stable_sort(all.begin(), all.end(),
                     [](const Group& a, const Group& b) { return a.images.size() > b.images.size(); });
    return all;
}

/// What each part still lacks, of images and of images of each class. What no part takes is a part as well.
class Needs {
  public:
    Needs(const std::vector<SplitPart>& parts, const std::vector<Group>& groups) {
        std::map<int, double> totals;
        double images = 0.0;
        for (const Group& group : groups) {
            images += static_cast<double>(group.images.size());
            for (const auto& [label, count] : group.classes) {
                totals[label] += static_cast<double>(count);
            }
        }
        double rest = 1.0;
        for (const SplitPart& part : parts) {
            add(part.share, images, totals);
            rest -= part.share;
        }
        add(std::max(0.0, rest), images, totals);
    }

    /// The part that lacks most images of the class, of those most images; 0: of images alone.
    std::size_t neediest(int label) const {
        std::size_t best = 0;
        for (std::size_t part = 1; part < m_images.size(); ++part) {
            if (std::pair(of(part, label), m_images[part]) > std::pair(of(best, label), m_images[best])) {
                best = part;
            }
        }
        return best;
    }

    void take(std::size_t part, const Group& group) {
        m_images[part] -= static_cast<double>(group.images.size());
        for (const auto& [label, count] : group.classes) {
            m_classes[part][label] -= static_cast<double>(count);
        }
    }

  private:
    void add(double share, double images, const std::map<int, double>& totals) {
        m_images.push_back(share * images);
        auto& classes = m_classes.emplace_back();
        for (const auto& [label, total] : totals) {
            classes[label] = share * total;
        }
    }
    double of(std::size_t part, int label) const {
        return label == 0 ? m_images[part] : m_classes[part].at(label);
    }

    std::vector<double> m_images;
    std::vector<std::map<int, double>> m_classes;
};

/// The class of which fewest images are left to place; 0: none is left.
int rarestClass(const std::vector<Group>& groups) {
    std::map<int, std::int64_t> left;
    for (const Group& group : groups) {
        if (!group.is_placed) {
            for (const auto& [label, count] : group.classes) {
                left[label] += count;
            }
        }
    }
    const auto rarest = std::min_element(left.begin(), left.end(), [](const auto& a, const auto& b) {
        return std::pair(a.second, a.first) < std::pair(b.second, b.first);
    });
    return rarest == left.end() ? 0 : rarest->first;
}

}  // namespace

std::vector<std::vector<std::size_t>> plannedSplit(const Dataset& dataset,
                                                   std::span<const std::size_t> images,
                                                   std::span<const std::size_t> groups,
                                                   const SplitPlanOptions& options) {
    requireUsable(options.parts);
    std::vector<Group> all = groupsOf(dataset, images, groups, options.seed);
    Needs needs(options.parts, all);
    std::vector<std::vector<std::size_t>> result(options.parts.size() + 1);
    const auto place = [&](Group& group, int label) {
        const std::size_t part = needs.neediest(label);
        needs.take(part, group);
        group.is_placed = true;
        result[part].insert(result[part].end(), group.images.begin(), group.images.end());
    };
    for (int label = options.by_class ? rarestClass(all) : 0; label != 0; label = rarestClass(all)) {
        for (Group& group : all) {
            if (!group.is_placed && group.classes.contains(label)) {
                place(group, label);
            }
        }
    }
    for (Group& group : all) {
        if (!group.is_placed) {
            place(group, 0);
        }
    }
    result.pop_back();
    for (std::size_t part = 0; part < result.size(); ++part) {
        if (result[part].empty()) {
            refuse(Core::tr("%1 would be empty: %2 images in %3 groups are too few")
                       .arg(options.parts[part].name)
                       .arg(images.size())
                       .arg(all.size()),
                   Core::tr("Give it a larger share, or group less"));
        }
        std::sort(result[part].begin(), result[part].end());
    }
    return result;
}

NamedGroups groupsByName(const Dataset& dataset, std::span<const std::size_t> images,
                         const std::string& pattern) {
    std::optional<std::regex> expression;
    try {
        expression.emplace(pattern, std::regex::ECMAScript | std::regex::optimize);
    } catch (const std::regex_error&) {
        refuse(Core::tr("\"%1\" is no regular expression").arg(pattern),
               Core::tr("Put what images of one group share into brackets, as in (.*)_[0-9]+"));
    }
    NamedGroups result;
    std::map<std::string, std::size_t> numbers;
    for (const std::size_t image : images) {
        std::smatch match;
        const std::string& id = dataset.images.at(image).id;
        if (std::regex_search(id, match, *expression)) {
            const std::string key = match.size() > 1 && match[1].matched ? match[1].str() : match[0].str();
            result.groups.push_back(numbers.emplace(key, result.count).first->second);
        } else {
            ++result.unmatched;
            result.groups.push_back(result.count);
        }
        result.count += result.groups.back() == result.count ? 1 : 0;
    }
    return result;
}

}  // namespace priorscope
