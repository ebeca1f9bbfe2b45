// The candidates of many images, kept in little memory and in the order in which thresholds act on them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/detection/detection.hpp"

namespace priorscope {

/// The candidates of one image by falling score, ties as isBetter() has them. All spans have one length.
struct StoredCandidates {
    std::span<const float> scores;
    std::span<const std::uint16_t> labels;  ///< 1-based classes
    std::span<const Box> boxes;             ///< fractions of the image
    std::span<const std::int32_t> priors;

    std::size_t count() const { return scores.size(); }
    Candidate at(std::size_t index) const {
        return {labels[index], scores[index], boxes[index], priors[index]};
    }
};

/// 26 bytes a candidate. Whatever a threshold on the score leaves is the beginning of an image's candidates:
/// NMS, top-k and matching all go by falling score, so that what they say of a candidate does not depend on
/// those below it.
class CandidateStore {
  public:
    /// Appends an image.
    /// @throws Error if a label is not in [1, 65535]
    void add(const Candidates& candidates);

    std::size_t imageCount() const { return m_images.size(); }
    /// Over all images.
    std::size_t candidateCount() const { return m_count; }
    StoredCandidates image(std::size_t index) const;
    /// In the form that selectDetections() takes: grouped by label.
    Candidates candidatesOf(std::size_t index) const;

  private:
    struct Image {
        float floor = 0.0F;
        std::vector<float> scores{};
        std::vector<std::uint16_t> labels{};
        std::vector<Box> boxes{};
        std::vector<std::int32_t> priors{};
    };
    std::vector<Image> m_images;
    std::size_t m_count = 0;
};

}  // namespace priorscope
