// The images of a training selection, as augmentation sees them: sizes and objects for the plan, pixels for
// carrying it out.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/image/image.hpp"

namespace priorscope {

/// An object of a training image.
struct ObjectFacts {
    std::size_t object = 0;  ///< index into ImageRow::objects
    int label = 0;
    Box box{};              ///< clipped to the image, fractions of it; never empty
    bool is_target = true;  ///< false: neither learnt nor taken for background (a difficult object)
};

struct ImageFacts {
    int width = 0;  ///< pixels that the boxes refer to
    int height = 0;
    std::vector<ObjectFacts> objects{};
};

/// A piece of an image that shows no object, though a detector saw one: a hard negative.
struct BackgroundCrop {
    std::size_t place = 0;  ///< of its image in the training selection
    Box part{};             ///< fractions of the image, inside it, never empty
    bool operator==(const BackgroundCrop&) const = default;
};

/// What the plan needs to know of the images; thread-safe.
class SampleImages {
  public:
    virtual ~SampleImages() = default;
    virtual std::size_t count() const = 0;
    /// @param place  position in the training selection, below count()
    virtual ImageFacts facts(std::size_t place) const = 0;
    /// What is pasted onto other images.
    virtual std::span<const BackgroundCrop> crops() const { return {}; }
};

/// Images of a dataset.
class DatasetSamples final : public SampleImages {
  public:
    /// @param dataset        must outlive this
    /// @param images         indices into dataset.images
    /// @param use_difficult  difficult objects are targets
    DatasetSamples(const Dataset& dataset, std::vector<std::size_t> images, bool use_difficult,
                   std::vector<BackgroundCrop> crops = {});

    std::size_t count() const override { return m_images.size(); }
    ImageFacts facts(std::size_t place) const override;
    std::span<const BackgroundCrop> crops() const override { return m_crops; }
    const std::vector<std::size_t>& images() const { return m_images; }

  private:
    const Dataset& m_dataset;
    std::vector<std::size_t> m_images;
    bool m_use_difficult;
    std::vector<BackgroundCrop> m_crops;
};

/// The part of an image that a plan needs, decoded at a fraction of its size.
struct SampleNeed {
    std::size_t place = 0;
    int denominator = 1;               ///< sides are divided by it: 1, 2, 4 or 8
    Box part{0.0F, 0.0F, 1.0F, 1.0F};  ///< fractions of the image
};

/// Where pixels come from: files or a cache in front of them, which never change a pixel.
class PixelSource {
  public:
    virtual ~PixelSource() = default;
    /// @throws Error if the image cannot be read
    virtual std::shared_ptr<const ImagePart> pixels(const SampleNeed& need) const = 0;
};

}  // namespace priorscope
