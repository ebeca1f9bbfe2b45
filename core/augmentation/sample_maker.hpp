// Samples as training sees them: the one source for training, previews and the command line.
#pragma once

#include <memory>
#include <vector>

#include "core/augmentation/augmentation_plan.hpp"
#include "core/dataset/dataset.hpp"

namespace priorscope {

struct AugmentedSample {
    std::size_t image = 0;  ///< into Dataset::images
    Image pixels{};         ///< of the input's size
    double filler = 0.0;    ///< share of it outside every image, [0, 1]
    std::vector<AugmentedObject> objects{};
    std::size_t objects_before = 0;  ///< targets of the image, before any was cut off
    std::vector<Sentence> done{};    ///< in order; empty: only resized
};

/// Thread-safe.
class SampleMaker {
  public:
    /// @param images         indices into dataset->images
    /// @param use_difficult  difficult objects are targets
    /// @param crops          what augmentation pastes
    SampleMaker(std::shared_ptr<const Dataset> dataset, std::vector<std::size_t> images, bool use_difficult,
                AugmentationOptions options, const SampleInput& input,
                std::vector<BackgroundCrop> crops = {});
    ~SampleMaker();

    /// @throws Error if an image cannot be read
    AugmentedSample sample(const SampleKey& key, const SamplePhase& phase = {}) const;

  private:
    struct Cache;
    Image pixelsOf(const AugmentationPlan& plan, std::size_t place, const SampleInput& input,
                   double& filler) const;

    std::shared_ptr<const Dataset> m_dataset;
    std::vector<std::size_t> m_images;
    AugmentationOptions m_options;
    SampleInput m_input;
    std::unique_ptr<SampleImages> m_samples;
    std::unique_ptr<PixelSource> m_files;
    std::unique_ptr<Cache> m_resized;  ///< of images that are only resized, where the options do no more
};

}  // namespace priorscope
