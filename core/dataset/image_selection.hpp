// Which images of a dataset something is done with: what training, coverage and evaluation take.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/dataset/image_filter.hpp"

namespace priorscope {

/// Images of one dataset in an order that counts, how they were chosen, and a fingerprint of what came out. A
/// value: it stays what it is when the filter or the dataset changes. An image is taken with all its objects,
/// whatever the filter that chose it shows of them; one that is listed twice counts twice.
class ImageSelection {
  public:
    /// No image.
    ImageSelection() = default;
    /// @param split  empty: every image
    /// @throws Error naming the splits that exist
    static ImageSelection ofSplit(const Dataset& dataset, const std::string& split);
    /// What a filter leaves of a split, in the split's order. A filter that can hide no image gives the split
    /// itself.
    /// @throws Error as ofSplit, and naming a label that the dataset does not have
    static ImageSelection ofFilter(const Dataset& dataset, const std::string& split,
                                   const ImageFilter& filter);
    /// @param images  indices into dataset.images
    /// @param text    how they were chosen; empty: "list of 12 images"
    /// @throws Error naming an index that is out of range
    static ImageSelection ofImages(const Dataset& dataset, std::vector<std::size_t> images,
                                   std::string text = {});
    /// @param ids   ImageRecord::id
    /// @param text  as ofImages
    /// @throws Error naming an id that the dataset does not have
    static ImageSelection ofIds(const Dataset& dataset, const std::vector<std::string>& ids,
                                std::string text = {});

    /// Indices into Dataset::images.
    const std::vector<std::size_t>& images() const { return m_images; }
    bool isEmpty() const { return m_images.empty(); }
    std::size_t size() const { return m_images.size(); }

    /// "every image", "split train", "split train where class=cat,dog difficult=hidden truncated=shown",
    /// "list of 12 images"; "no image" of a selection that was never made.
    const std::string& text() const { return m_text; }
    /// Of the ids in their order: another where an image comes, goes or changes its place, the same wherever
    /// and however the same images were chosen. It knows nothing of sizes and objects, nor of the text.
    const std::string& fingerprint() const { return m_fingerprint; }
    /// The split that this is the whole of, empty for every image; none where a filter or a list chose.
    const std::optional<std::string>& split() const { return m_split; }

    bool operator==(const ImageSelection&) const = default;

  private:
    ImageSelection(const Dataset& dataset, std::vector<std::size_t> images, std::string text,
                   std::optional<std::string> split);

    std::vector<std::size_t> m_images;
    std::string m_text = "no image";
    std::string m_fingerprint = "cbf29ce484222325";  // of no id
    std::optional<std::string> m_split;
};

/// "split train"; "every image" for the empty name.
std::string splitText(const std::string& split);

/// Why nothing can be done with a selection: it is empty, or the file of none of its images is there.
std::string noImageReason(const ImageSelection& selection);

}  // namespace priorscope
