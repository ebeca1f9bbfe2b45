// Which prior a detection comes from, and which one was there for an object.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/image/image.hpp"
#include "core/model/detector_spec.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope {

struct ImageRow;

/// The priors of a detector over one image; a detector without priors has nothing to tell.
class PriorOrigin {
  public:
    PriorOrigin() = default;
    explicit PriorOrigin(const DetectorSpec& spec);

    /// @param record  null: none
    void setImage(const std::optional<ImageRow>& record);

    /// "Fired by prior 3 of map 1, conv4_3, cell (14, 27), 39 × 36 px at 300", with the offsets that moved it
    /// to the box; empty: not known.
    /// @param box  fractions of the image
    QString firedBy(std::int32_t prior, const Box& box) const;
    /// The prior with the highest IoU with an object, and whether training matches it; empty: not known.
    QString bestFor(std::size_t object) const;

  private:
    QString shapeText(std::size_t prior) const;

    std::optional<PriorSet> m_priors;
    int m_input_size = 0;
    ResizeMode m_resize = ResizeMode::stretch;
    std::optional<ResizeMapping> m_mapping;  ///< none: no image of known size
    std::vector<Box> m_objects;              ///< fractions of the input
};

}  // namespace priorscope
