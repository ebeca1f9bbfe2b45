// The selection of images that training, coverage or evaluation runs on.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"
#include "core/dataset/image_filter.hpp"

namespace priorscope {

/// An ordered selection of images of one dataset, a description of how they were chosen, and a fingerprint. A
/// value: it does not change with the filter or the dataset. An image is selected with all its objects,
/// whichever of them the filter shows; an image listed twice counts twice.
class ImageSelection {
  public:
    /// No images.
    ImageSelection() = default;
    /// @param split  empty: all images
    /// @throws Error listing the existing splits
    static ImageSelection ofSplit(const Dataset& dataset, const std::string& split);
    /// The images of a split that pass a filter, in the split's order. A filter that cannot hide any image
    /// gives the split itself.
    /// @param marks, figures  as filterImages() takes them
    /// @throws Error as ofSplit, or naming a label that the dataset does not have
    static ImageSelection ofFilter(const Dataset& dataset, const std::string& split,
                                   const ImageFilter& filter, const ImageMarks& marks = {},
                                   const ImageFigures& figures = {});
    /// @param images  indices into dataset.images
    /// @param text    how they were chosen; empty: "list of 12 images"
    /// @throws Error naming an out-of-range index
    static ImageSelection ofImages(const Dataset& dataset, std::vector<std::size_t> images,
                                   std::string text = {});
    /// @param ids   ImageRow::id
    /// @param text  as ofImages
    /// @throws Error naming an id that is not in the dataset
    static ImageSelection ofIds(const Dataset& dataset, const std::vector<std::string>& ids,
                                std::string text = {});

    /// Indices into Dataset::images.
    const std::vector<std::size_t>& images() const { return m_images; }
    bool isEmpty() const { return m_images.empty(); }
    std::size_t size() const { return m_images.size(); }

    /// "every image", "split train", "split train where class=cat,dog difficult=hidden truncated=shown",
    /// "list of 12 images"; "no image" for a default-constructed selection.
    const std::string& text() const { return m_text; }
    /// Computed from the ids in order: it changes if an image is added, removed or moved, and is the same
    /// however the images were chosen. Sizes, objects and the text do not affect it.
    const std::string& fingerprint() const { return m_fingerprint; }
    /// The split, if this is a whole split; empty for all images; none if a filter or a list was used.
    const std::optional<std::string>& split() const { return m_split; }

    bool operator==(const ImageSelection&) const = default;

  private:
    ImageSelection(const Dataset& dataset, std::vector<std::size_t> images, std::string text,
                   std::optional<std::string> split);

    std::vector<std::size_t> m_images;
    std::string m_text = "no image";
    std::string m_fingerprint = "cbf29ce484222325";  // of an empty list of ids
    std::optional<std::string> m_split;
};

/// "split train"; "every image" for the empty name.
std::string splitText(const std::string& split);

/// Why a selection cannot be used: it is empty, or none of its image files exist.
Sentence noImageReason(const ImageSelection& selection);

}  // namespace priorscope
