#include "core/dataset/image_selection.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/fingerprint.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/dataset/filter_text.hpp"
#include "core/image/resize_name.hpp"

namespace priorscope {
namespace {

std::string fingerprintOf(const Dataset& dataset, const std::vector<std::size_t>& images) {
    Fingerprint fingerprint;
    for (const std::size_t index : images) {
        fingerprint.add(dataset.images[index].id);
    }
    return fingerprint.hex();
}

[[noreturn]] void throwUnfit(const Dataset& dataset, Sentence reason, Sentence remedy) {
    throw Error({.action = Core::tr("choosing images of"),
                 .file = shownName(dataset.root.native()),
                 .reason = std::move(reason),
                 .remedy = std::move(remedy)});
}

}  // namespace

ImageSelection::ImageSelection(const Dataset& dataset, std::vector<std::size_t> images, std::string text,
                               std::optional<std::string> split)
    : m_images(std::move(images)),
      m_text(std::move(text)),
      m_fingerprint(fingerprintOf(dataset, m_images)),
      m_split(std::move(split)) {}

ImageSelection ImageSelection::ofSplit(const Dataset& dataset, const std::string& split) {
    return {dataset, dataset.splitIndices(split), splitText(split), split};
}

ImageSelection ImageSelection::ofFilter(const Dataset& dataset, const std::string& split,
                                        const ImageFilter& filter, const ImageMarks& marks,
                                        const ImageFigures& figures) {
    const std::string conditions = filterText(filter, dataset.classes);
    if (conditions.empty()) {
        return ofSplit(dataset, split);
    }
    const std::string at =
        filter.has(FilterField::input_side)
            ? ", " + resizeName(filter.input.resize) + "ed to " + std::to_string(filter.input.size)
            : std::string();
    return {dataset, filterImages(dataset, split, filter, marks, figures),
            splitText(split) + " where " + conditions + at, std::nullopt};
}

ImageSelection ImageSelection::ofImages(const Dataset& dataset, std::vector<std::size_t> images,
                                        std::string text) {
    for (const std::size_t index : images) {
        if (index >= dataset.images.size()) {
            throwUnfit(dataset,
                       Core::tr("there is no image %1 among its %2, counted from 0")
                           .arg(index)
                           .arg(dataset.images.size()),
                       Core::tr("Choose among those"));
        }
    }
    if (text.empty()) {
        text = "list of " + std::to_string(images.size()) + (images.size() == 1 ? " image" : " images");
    }
    return {dataset, std::move(images), std::move(text), std::nullopt};
}

ImageSelection ImageSelection::ofIds(const Dataset& dataset, const std::vector<std::string>& ids,
                                     std::string text) {
    std::unordered_map<std::string_view, std::size_t> by_id;
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        by_id.emplace(dataset.images[i].id, i);
    }
    std::vector<std::size_t> images;
    for (const std::string& id : ids) {
        const auto found = by_id.find(id);
        if (found == by_id.end()) {
            throwUnfit(dataset, Core::tr("there is no image \"%1\"").arg(id),
                       Core::tr("An image is named as in the split lists, in the same letter case"));
        }
        images.push_back(found->second);
    }
    return ofImages(dataset, std::move(images), std::move(text));
}

std::string splitText(const std::string& split) {
    return split.empty() ? "every image" : "split " + split;
}

Sentence noImageReason(const ImageSelection& selection) {
    if (!selection.split()) {
        return (selection.isEmpty() ? Core::tr("no image is chosen (%1)")
                                    : Core::tr("none of the chosen images exist (%1)"))
            .arg(selection.text());
    }
    return selection.split()->empty()
               ? Core::tr("no images exist")
               : Core::tr("no image of the split \"%1\" is there").arg(*selection.split());
}

}  // namespace priorscope
