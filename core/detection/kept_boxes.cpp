#include "core/detection/kept_boxes.hpp"

#include <algorithm>

#include "core/base/wide_vectors.hpp"
#include "core/geometry/overlap.hpp"

namespace priorscope {

void KeptBoxes::Boxes::clear() {
    for (std::vector<float>* each : {&x_min, &y_min, &x_max, &y_max, &area}) {
        each->clear();
    }
}

void KeptBoxes::Boxes::push(const Box& box) {
    x_min.push_back(box.x_min);
    y_min.push_back(box.y_min);
    x_max.push_back(box.x_max);
    y_max.push_back(box.y_max);
    area.push_back(box.area());
}

/// Whether a box has a higher IoU than the threshold with one of the kept boxes. The arithmetic is that of
/// intersectionOverUnion(), for a box that has an area.
PRIORSCOPE_WIDE
bool KeptBoxes::overlapsOne(const Boxes& kept, const Box& box, float box_area, float threshold) {
    constexpr std::size_t kBlock = 16;
    const std::size_t count = kept.area.size();
    const float* x_min = kept.x_min.data();
    const float* y_min = kept.y_min.data();
    const float* x_max = kept.x_max.data();
    const float* y_max = kept.y_max.data();
    const float* area = kept.area.data();
    for (std::size_t from = 0; from < count; from += kBlock) {
        const std::size_t end = std::min(count, from + kBlock);
        int more = 0;
        for (std::size_t i = from; i < end; ++i) {
            const float x = overlapLength(box.x_min, box.x_max, x_min[i], x_max[i]);
            const float y = overlapLength(box.y_min, box.y_max, y_min[i], y_max[i]);
            const float shared = x * y;
            const bool both = (x > 0.0F) & (y > 0.0F) & (area[i] > 0.0F);
            const float iou = shared / (box_area + area[i] - shared);
            more |= static_cast<int>(both & (iou > threshold));
        }
        if (more != 0) {
            return true;
        }
    }
    return false;
}

bool KeptBoxes::add(const Box& box, std::int32_t label) {
    if (m_options.nms == NmsMode::none) {
        return true;
    }
    const std::size_t index = m_options.nms == NmsMode::agnostic ? 0 : static_cast<std::size_t>(label);
    if (index >= m_boxes.size()) {
        m_boxes.resize(index + 1);
    }
    Boxes& others = m_boxes[index];
    const float area = box.area();
    if (area > 0.0F && overlapsOne(others, box, area, m_options.nms_iou)) {
        return false;
    }
    if (others.area.empty()) {
        m_used.push_back(index);
    }
    others.push(box);
    return true;
}

void KeptBoxes::clear() {
    for (const std::size_t index : m_used) {
        m_boxes[index].clear();
    }
    m_used.clear();
}

}  // namespace priorscope
