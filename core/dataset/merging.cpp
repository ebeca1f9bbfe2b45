#include "core/dataset/merging.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <unordered_map>

#include "core/base/error.hpp"
#include "core/base/text/joined.hpp"
#include "core/dataset/class_names.hpp"

namespace priorscope {
namespace {

void checkNames(const std::vector<std::string>& classes, const std::string& name) {
    if (std::find(classes.begin(), classes.end(), name) == classes.end()) {
        throw Error({.action = Core::tr("mapping the classes"),
                     .reason = Core::tr("there is no class %1").arg(name),
                     .remedy = Core::tr("The classes are %1").arg(joined(classes))});
    }
}

/// Number of a name in a list, which gets it if it is not there yet; 1-based.
int labelIn(std::vector<std::string>& classes, const std::string& name) {
    const auto found = std::find(classes.begin(), classes.end(), name);
    const auto label = static_cast<int>(found - classes.begin()) + 1;
    if (found == classes.end()) {
        classes.push_back(name);
    }
    return label;
}

/// An image of one of several datasets.
struct Source {
    std::string id;
    std::size_t part = 0;
    std::size_t image = 0;
};

/// "2007", "2007-2": different for each part.
std::vector<std::string> folderNames(const std::vector<Dataset>& parts) {
    std::vector<std::string> names;
    for (const Dataset& part : parts) {
        std::string name = part.name;
        for (int i = 2; std::find(names.begin(), names.end(), name) != names.end(); ++i) {
            name = part.name + "-" + std::to_string(i);
        }
        names.push_back(std::move(name));
    }
    return names;
}

bool sharesIds(const std::vector<Dataset>& parts) {
    std::set<std::string_view> ids;
    for (const Dataset& part : parts) {
        for (const ImageRow& image : part.images) {
            if (!ids.insert(image.id).second) {
                return true;
            }
        }
    }
    return false;
}

std::size_t repeatedFiles(const std::vector<Dataset>& parts) {
    std::unordered_map<std::string, std::size_t> owners;
    std::set<std::string> repeated;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        for (const ImageRow& image : parts[part].images) {
            const auto [owner, is_new] = owners.emplace(image.image_file.native(), part);
            if (!is_new && owner->second != part) {
                repeated.insert(owner->first);
            }
        }
    }
    return repeated.size();
}

std::size_t unlistedImages(const Dataset& dataset) {
    std::vector<bool> is_listed(dataset.images.size());
    for (const auto& [split, images] : dataset.splits) {
        for (const std::size_t image : images) {
            is_listed[image] = true;
        }
    }
    return static_cast<std::size_t>(std::count(is_listed.begin(), is_listed.end(), false));
}

std::vector<Source> sortedSources(const std::vector<Dataset>& parts, bool has_prefixes) {
    const std::vector<std::string> folders = folderNames(parts);
    std::vector<Source> sources;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        for (std::size_t image = 0; image < parts[part].images.size(); ++image) {
            const std::string id = parts[part].images[image].id.text();
            sources.push_back({has_prefixes ? folders[part] + "/" + id : id, part, image});
        }
    }
    std::sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) { return a.id < b.id; });
    return sources;
}

}  // namespace

void mapClasses(Dataset& dataset, const ClassMap& map) {
    std::unordered_map<std::string, std::string> new_names;
    for (const auto& [old_name, new_name] : map.renamed) {
        checkNames(dataset.classes, old_name);
        const std::string cleaned = cleanedClassName(new_name);
        if (cleaned.empty() || !new_names.emplace(old_name, cleaned).second) {
            throw Error({.action = Core::tr("mapping the classes"),
                         .reason = (cleaned.empty() ? Core::tr("the new name of %1 is empty")
                                                    : Core::tr("the class %1 is renamed twice"))
                                       .arg(old_name),
                         .remedy = Core::tr("Give it one new name")});
        }
    }
    for (const std::string& name : map.dropped) {
        checkNames(dataset.classes, name);
        if (new_names.contains(name)) {
            throw Error({.action = Core::tr("mapping the classes"),
                         .reason = Core::tr("the class %1 is both renamed and dropped").arg(name),
                         .remedy = Core::tr("Leave one of them out")});
        }
    }
    std::vector<std::string> kept;  // in the old order
    std::vector<std::string> targets;
    for (const std::string& name : dataset.classes) {
        const bool is_dropped = std::find(map.dropped.begin(), map.dropped.end(), name) != map.dropped.end();
        const auto renamed = new_names.find(name);
        targets.push_back(is_dropped ? std::string() : renamed == new_names.end() ? name : renamed->second);
        if (!is_dropped) {
            labelIn(kept, targets.back());
        }
    }
    std::vector<std::string> classes;
    for (const std::string& name : map.order) {
        checkNames(kept, name);
        labelIn(classes, name);
    }
    for (const std::string& name : kept) {
        labelIn(classes, name);
    }
    std::vector<int> labels;
    for (const std::string& target : targets) {
        labels.push_back(target.empty() ? 0 : labelIn(classes, target));
    }
    dataset.images.relabel(labels);
    dataset.classes = std::move(classes);
}

MergedDataset mergedDataset(const std::vector<Dataset>& parts) {
    MergedDataset merged{.has_prefixes = sharesIds(parts), .repeated_files = repeatedFiles(parts)};
    Dataset& whole = merged.dataset;
    whole.root = parts.front().root;
    std::vector<std::vector<int>> labels;          // [parts][their classes]
    std::vector<std::vector<std::size_t>> places;  // [parts][their images]
    for (const Dataset& part : parts) {
        whole.name += (whole.name.empty() ? "" : " + ") + part.name;
        std::vector<int>& of_part = labels.emplace_back();
        std::transform(part.classes.begin(), part.classes.end(), std::back_inserter(of_part),
                       [&whole](const std::string& name) { return labelIn(whole.classes, name); });
        places.emplace_back(part.images.size(), 0);
        whole.issues.insert(whole.issues.end(), part.issues.begin(), part.issues.end());
        whole.unusable_lists.insert(part.unusable_lists.begin(), part.unusable_lists.end());
    }
    for (const Source& source : sortedSources(parts, merged.has_prefixes)) {
        ImageRecord record = parts[source.part].images[source.image].copy();
        record.id = source.id;
        for (Annotation& object : record.objects) {
            object.label = labels[source.part][static_cast<std::size_t>(object.label) - 1];
        }
        places[source.part][source.image] = whole.images.size();
        whole.images.push_back(record);
    }
    whole.images.shrink();
    for (std::size_t part = 0; part < parts.size(); ++part) {
        for (const auto& [split, images] : parts[part].splits) {
            for (const std::size_t image : images) {
                whole.splits[split].push_back(places[part][image]);
            }
        }
    }
    merged.unlisted = whole.splits.empty() ? 0 : unlistedImages(whole);
    return merged;
}

}  // namespace priorscope
