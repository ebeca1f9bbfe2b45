// Non-maximum suppression in standard ONNX operators. Private to core: it uses protobuf types.
#pragma once

#include <vector>

#include "core/interchange/export_check.hpp"
#include "core/interchange/onnx/onnx_builder.hpp"

namespace priorscope {

struct OnnxPredictions {
    OnnxValue boxes;   ///< [N, priors, 4]
    OnnxValue scores;  ///< [N, priors, classes + 1]
    std::int64_t priors = 0;
    std::int64_t classes = 0;
};

/// Appends the equivalent of selectDetections, for any N: of the candidates that reach their class's score
/// the best per_class candidates of each class, those that NonMaxSuppression keeps, and the best top_k of
/// all.
/// @return boxes [N, top_k, 4], scores, labels [N, top_k], counts [N]
std::vector<OnnxValue> addOnnxSuppression(OnnxBuilder& builder, const OnnxPredictions& predictions,
                                          const ExportLimits& limits);

}  // namespace priorscope
