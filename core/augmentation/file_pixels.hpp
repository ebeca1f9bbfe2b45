// Pixels of a dataset's images, from its files.
#pragma once

#include <memory>
#include <vector>

#include "core/augmentation/sample_images.hpp"

namespace priorscope {

/// Keeps decoded images in memory if those of the whole selection fit; else each need is decoded anew, and
/// no more of a JPEG than it asks for. Which of both follows from the selection alone, and neither changes a
/// pixel. Thread-safe.
class FilePixels final : public PixelSource {
  public:
    /// @param images      indices into dataset->images
    /// @param most_bytes  for decoded images; 0: none are kept
    FilePixels(std::shared_ptr<const Dataset> dataset, std::vector<std::size_t> images,
               std::size_t most_bytes);
    ~FilePixels() override;

    std::shared_ptr<const ImagePart> pixels(const SampleNeed& need) const override;

  private:
    struct Kept;
    std::shared_ptr<const Dataset> m_dataset;
    std::vector<std::size_t> m_images;
    std::unique_ptr<Kept> m_kept;  ///< null: none are kept
};

}  // namespace priorscope
