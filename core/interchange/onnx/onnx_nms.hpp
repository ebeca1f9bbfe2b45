// ONNX's NonMaxSuppression. Private to core: it uses torch types.
#pragma once

#include <cstdint>

#include "core/base/torch_headers.hpp"

namespace priorscope {

struct OnnxNmsOptions {
    std::int64_t most_per_class = 0;  ///< per class and batch; 0: none
    float iou = 0.0F;                 ///< a box that overlaps a better one by more is removed
    float min_score = 0.0F;           ///< only higher scores are considered
    bool centered = false;            ///< boxes are (cx, cy, w, h) instead of two opposite corners
};

/// @param boxes   [batches, boxes, 4]
/// @param scores  [batches, classes, boxes]
/// @return [kept, 3] int64: batch, class and box, best first within a class; ties by index
torch::Tensor onnxNonMaxSuppression(const torch::Tensor& boxes, const torch::Tensor& scores,
                                    const OnnxNmsOptions& options);

}  // namespace priorscope
