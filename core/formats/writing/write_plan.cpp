#include "core/formats/writing/write_plan.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_set>

#include "core/base/text/joined.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"
#include "core/dataset/split_purpose.hpp"
#include "core/formats/gathered/gathering.hpp"
#include "core/formats/images/folder_names.hpp"
#include "core/formats/images/image_index.hpp"
#include "core/image/image.hpp"

namespace priorscope {
namespace {

std::string fileNameOf(std::string name) {
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '/' || c == '\\' || c == '\n' || c == '\r'; },
        '_');
    return name.empty() || name.front() == '.' ? "_" + name : name;
}

/// The part of an id that keeps a file within its folder, with names that are not hidden.
std::string stemOf(const std::string& id) {
    std::string stem(withoutKnownEnding(plainImageName(id)));
    std::replace_if(
        stem.begin(), stem.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, '_');
    for (std::size_t at = 0; at != std::string::npos && at < stem.size();) {
        if (stem[at] == '.') {
            stem[at] = '_';
        }
        at = stem.find('/', at);
        at = at == std::string::npos ? at : at + 1;
    }
    return stem.empty() ? "image" : stem;
}

std::string endingOf(const ImageRow& record) {
    const std::string ending = shownName(record.image_file.extension().native());
    return isImageName("a" + ending) ? ending : ".jpg";
}

bool isWhole(double value) {
    return value == std::round(value);
}

VocBox turned(const VocBox& box, int orientation, int width, int height, bool to_shown) {
    // Edges from 0, in the frame that the box is in; width and height are those of that frame.
    double x0 = box.xmin - 1.0;
    double y0 = box.ymin - 1.0;
    double x1 = box.xmax;
    double y1 = box.ymax;
    double w = width;
    double h = height;
    const auto transpose = [&] {
        std::swap(x0, y0);
        std::swap(x1, y1);
        std::swap(w, h);
    };
    // Shown is the stored picture, transposed from 5 on, then mirrored: taken back in the opposite order.
    if (to_shown && orientation >= 5) {
        transpose();
    }
    if (orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7) {
        std::tie(x0, x1) = std::pair(w - x1, w - x0);
    }
    if (orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8) {
        std::tie(y0, y1) = std::pair(h - y1, h - y0);
    }
    if (!to_shown && orientation >= 5) {
        transpose();
    }
    return {x0 + 1.0, y0 + 1.0, x1, y1};
}

/// train, val and test first: they say what an image is for.
int rankOf(const std::string& split) {
    const std::string purpose = splitPurpose(split);
    return purpose == "train" ? 0 : purpose == "val" ? 1 : purpose == "test" ? 2 : 3;
}

struct Marks {
    std::size_t difficult = 0;
    std::size_t truncated = 0;
    std::size_t occluded = 0;
    std::size_t pose = 0;
    std::size_t crowd = 0;
    std::size_t parts_of_pixels = 0;
    std::size_t outside = 0;
    std::size_t absent = 0;
    std::size_t verified = 0;
};

Marks marksOf(const Dataset& dataset, const WritePlan& plan) {
    Marks marks;
    for (const PlannedImage& image : plan.images) {
        const ImageRow record = dataset.images[image.index];
        marks.absent += record.image_exists ? 0 : 1;
        marks.verified += record.verified ? 1 : 0;
        for (const Annotation& object : record.objects) {
            marks.difficult += object.difficult && !object.crowd ? 1 : 0;
            marks.truncated += object.truncated ? 1 : 0;
            marks.occluded += object.occluded ? 1 : 0;
            marks.pose += object.pose.empty() || caseFolded(object.pose.text()) == "unspecified" ? 0 : 1;
            marks.crowd += object.crowd ? 1 : 0;
            const VocBox& box = object.voc;
            marks.outside +=
                box.xmin < 1.0 || box.ymin < 1.0 || box.xmax > record.width || box.ymax > record.height;
            marks.parts_of_pixels +=
                isWhole(box.xmin) && isWhole(box.ymin) && isWhole(box.xmax) && isWhole(box.ymax) ? 0 : 1;
        }
    }
    return marks;
}

}  // namespace

std::vector<std::size_t> WritePlan::unlisted() const {
    std::vector<bool> listed(images.size(), false);
    for (const auto& [name, indices] : splits) {
        for (const std::size_t image : indices) {
            listed[image] = true;
        }
    }
    std::vector<std::size_t> rest;
    for (std::size_t i = 0; i < images.size(); ++i) {
        if (!listed[i]) {
            rest.push_back(i);
        }
    }
    return rest;
}

bool WritePlan::hasOverlaps() const {
    std::vector<bool> listed(images.size(), false);
    for (const auto& [name, indices] : splits) {
        for (const std::size_t image : indices) {
            if (listed[image]) {
                return true;
            }
            listed[image] = true;
        }
    }
    return false;
}

WritePlan planFor(const Dataset& dataset, const WriteOptions& options) {
    std::vector<std::size_t> chosen = dataset.splitIndices(options.split);
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    WritePlan plan;
    std::vector<std::size_t> positions(dataset.images.size(), std::string::npos);
    std::unordered_set<std::string> taken;
    for (const std::size_t index : chosen) {
        const ImageRow record = dataset.images[index];
        if (record.width <= 0 || record.height <= 0) {
            continue;
        }
        const std::string stem = stemOf(record.id);
        std::string unique = stem;
        for (int i = 2; !taken.insert(unique).second; ++i) {
            unique = stem + "-" + std::to_string(i);
        }
        positions[index] = plan.images.size();
        plan.images.push_back({.index = index, .stem = unique, .name = unique + endingOf(record)});
    }
    for (const auto& [name, indices] : dataset.splits) {
        if (!options.split.empty() && name != options.split) {
            continue;
        }
        std::vector<std::size_t>& split = plan.splits[fileNameOf(name)];
        std::set<std::size_t> seen;
        for (const std::size_t index : indices) {
            if (positions[index] != std::string::npos && seen.insert(index).second) {
                split.push_back(positions[index]);
            }
        }
    }
    return plan;
}

SingleSplits singleSplits(const WritePlan& plan) {
    SingleSplits result;
    result.of.resize(plan.images.size());
    std::vector<std::string> names;
    for (const auto& [name, indices] : plan.splits) {
        names.push_back(name);
    }
    std::stable_sort(names.begin(), names.end(),
                     [](const std::string& a, const std::string& b) { return rankOf(a) < rankOf(b); });
    for (const std::string& name : names) {
        bool is_reduced = false;
        for (const std::size_t image : plan.splits.at(name)) {
            is_reduced = is_reduced || !result.of[image].empty();
            result.of[image] = result.of[image].empty() ? name : result.of[image];
        }
        if (is_reduced) {
            result.reduced.push_back(name);
        }
    }
    return result;
}

std::vector<std::string> foldersBySplit(const WritePlan& plan, const SingleSplits& splits) {
    std::vector<std::string> folders;
    std::unordered_set<std::string> taken;
    for (std::size_t i = 0; i < plan.images.size(); ++i) {
        const std::string& stem = plan.images[i].stem;
        std::string folder = splits.of[i].empty() ? "" : splits.of[i] + "/";
        folder = stem.starts_with(folder) ? "" : folder;
        if (!taken.insert(folder + stem).second) {
            folder = (splits.of[i].empty() ? "unlisted" : splits.of[i]) + "/";
            for (int n = 2; !taken.insert(folder + stem).second; ++n) {
                folder = splits.of[i] + "-" + std::to_string(n) + "/";
            }
        }
        folders.push_back(std::move(folder));
    }
    return folders;
}

FramedImage inFrame(const ImageRow& record, Frame frame) {
    FramedImage framed{.width = record.width, .height = record.height};
    int orientation = 1;
    if (frame == Frame::stored) {
        orientation = record.orientation;
    } else if (record.orientation == 1 && record.image_exists) {
        const auto header = readImageHeader(record.image_file);
        orientation = header ? header->orientation : 1;
    }
    for (const Annotation& object : record.objects) {
        framed.boxes.push_back(orientation == 1 ? object.voc
                                                : turned(object.voc, orientation, record.width, record.height,
                                                         frame == Frame::shown));
    }
    if (orientation >= 5) {
        std::swap(framed.width, framed.height);
    }
    return framed;
}

namespace {

/// Entries of the lists that are written, beyond the first of each image.
std::size_t repeatedEntries(const Dataset& dataset, const WriteOptions& options) {
    std::size_t repeated = 0;
    for (const auto& [name, indices] : dataset.splits) {
        if (options.split.empty() || name == options.split) {
            repeated += indices.size() - std::set<std::size_t>(indices.begin(), indices.end()).size();
        }
    }
    return repeated;
}

/// What of splits and classes is lost.
void tellListLosses(const Dataset& dataset, const WriteOptions& options, const WritePlan& plan,
                    const FormatHolds& holds, std::vector<Sentence>& losses) {
    if (const std::size_t repeated = repeatedEntries(dataset, options); repeated > 0) {
        losses.push_back(
            Core::tr("Repeated entries of splits: %1. Each image is listed once.").arg(repeated));
    }
    if (!holds.several_splits) {
        const SingleSplits single = singleSplits(plan);
        if (!single.reduced.empty()) {
            losses.push_back(
                Core::tr("%1 has one split for each image. Splits that lose images to others: %2.")
                    .arg(holds.format)
                    .arg(joined(single.reduced)));
        }
    }
    if (!holds.class_order && !std::is_sorted(dataset.classes.begin(), dataset.classes.end())) {
        losses.push_back(
            Core::tr("%1 has no order of classes: they are read in alphabetical order.").arg(holds.format));
    }
}

}  // namespace

std::vector<Sentence> lossesOf(const Dataset& dataset, const WriteOptions& options,
                               const FormatHolds& holds) {
    const WritePlan plan = planFor(dataset, options);
    const Marks marks = marksOf(dataset, plan);
    std::vector<Sentence> losses;
    const auto lose = [&](bool is_held, std::size_t count, Sentence sentence) {
        if (!is_held && count > 0) {
            losses.push_back(std::move(sentence).arg(count).arg(holds.format));
        }
    };
    const std::size_t asked = options.split.empty() ? dataset.images.size() : [&] {
        const auto indices = dataset.splitIndices(options.split);
        return std::set<std::size_t>(indices.begin(), indices.end()).size();
    }();
    lose(false, asked - plan.images.size(),
         Core::tr("Images whose size is not known: %1. They are left out of %2."));
    lose(false, options.images == ImageTransfer::none ? 0 : marks.absent,
         Core::tr("Images that are not there: %1. Only their annotations are written as %2."));
    lose(holds.difficult, marks.difficult,
         Core::tr("Difficult objects: %1. %2 has no place for the mark: they become ordinary objects."));
    lose(holds.truncated, marks.truncated, Core::tr("Truncated objects: %1. %2 has no place for the mark."));
    lose(holds.occluded, marks.occluded, Core::tr("Occluded objects: %1. %2 has no place for the mark."));
    lose(holds.verified, marks.verified, Core::tr("Verified images: %1. %2 has no place for the mark."));
    lose(holds.pose, marks.pose, Core::tr("Objects with a pose: %1. %2 has no place for it."));
    if (holds.difficult) {
        lose(holds.crowd, marks.crowd,
             Core::tr("Crowd regions: %1. %2 has no place for the mark: they become difficult objects."));
    } else {
        lose(holds.crowd, marks.crowd,
             Core::tr("Crowd regions: %1. %2 has no place for the mark: they are left out."));
    }
    lose(holds.parts_of_pixels, marks.parts_of_pixels,
         Core::tr("Boxes that do not end at whole pixels: %1. %2 has whole pixels: they are rounded."));
    lose(holds.outside, marks.outside,
         Core::tr(
             "Boxes that reach out of their image: %1. In %2 they end at its edges, and those wholly outside "
             "are left out."));
    tellListLosses(dataset, options, plan, holds, losses);
    return losses;
}

}  // namespace priorscope
