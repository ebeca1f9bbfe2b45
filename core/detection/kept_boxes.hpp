// The greedy step of non-maximum suppression.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/detection/detection.hpp"

namespace priorscope {

/// Boxes that were kept, passed by falling score. Keeps its memory when it is cleared. Internal to
/// core/detection.
class KeptBoxes {
  public:
    explicit KeptBoxes(const DetectionOptions& options) : m_options(options) {}

    /// Keeps a box unless one that was kept before suppresses it: with a higher IoU than nms_iou, of its
    /// class or of any, as the options say.
    /// @return whether it is kept
    bool add(const Box& box, std::int32_t label);
    void clear();

  private:
    /// Of one class, coordinate by coordinate.
    struct Boxes {
        std::vector<float> x_min;
        std::vector<float> y_min;
        std::vector<float> x_max;
        std::vector<float> y_max;
        std::vector<float> area;

        void clear();
        void push(const Box& box);
    };
    static bool overlapsOne(const Boxes& kept, const Box& box, float box_area, float threshold);

    DetectionOptions m_options;
    std::vector<Boxes> m_boxes;       ///< [labels], or a single one where NMS is class-agnostic
    std::vector<std::size_t> m_used;  ///< those of m_boxes that are not empty
};

}  // namespace priorscope
