#include "core/interchange/onnx/onnx_suppression.hpp"

#include <algorithm>
#include <cmath>

namespace priorscope {
namespace {

using Attributes = std::vector<onnx::AttributeProto>;

onnx::AttributeProto number(const char* name, std::int64_t value) {
    return onnxAttribute(name, value);
}

/// The best candidates of each class: limits.per_class applies before suppression, whereas the
/// operator's own limit applies to its output.
struct ClassCandidates {
    OnnxValue scores;  ///< [N · classes, depth], best first
    OnnxValue boxes;   ///< [N, classes · depth, 4]
};

/// The scores that reach their class's threshold, and 0 for the others.
/// @param foreground  [N, priors, classes]
OnnxValue reachingScores(OnnxBuilder& b, const OnnxValue& foreground,
                         const std::vector<float>& class_scores) {
    // "At or above" in terms of the operator that every reader of opset 13 has.
    std::vector<float> below;
    for (const float score : class_scores) {
        below.push_back(std::nextafter(score, -1.0F));
    }
    const auto classes = static_cast<std::int64_t>(below.size());
    const OnnxValue thresholds = b.initializer("class_scores", torch::tensor(below).reshape({1, 1, classes}));
    const OnnxValue reaches = b.node("Greater", {foreground, thresholds});
    return b.node("Mul",
                  {foreground, b.node("Cast", {reaches}, {number("to", onnx::TensorProto_DataType_FLOAT)})});
}

ClassCandidates classCandidates(OnnxBuilder& b, const OnnxPredictions& given, const ExportLimits& limits,
                                std::int64_t depth) {
    OnnxValue foreground =
        b.node("Slice", {given.scores, b.integers({1}), b.integers({given.classes + 1}), b.integers({2})});
    if (!limits.class_scores.empty()) {
        foreground = reachingScores(b, foreground, limits.class_scores);
    }
    const OnnxValue by_class =
        b.node("Transpose", {foreground}, {onnxAttribute("perm", std::vector<std::int64_t>{0, 2, 1})});
    // Ties are ordered by prior, as the operator defines.
    const std::vector<OnnxValue> best =
        b.nodes("TopK", {by_class, b.integers({depth})}, {number("axis", 2)}, 2);
    const OnnxValue places = b.node("Reshape", {best[1], b.integers({-1, given.classes * depth, 1})});
    return {b.node("Reshape", {best[0], b.integers({-1, depth})}),
            b.node("GatherND", {given.boxes, places}, {number("batch_dims", 1)})};
}

/// The candidates' scores, with 0 for suppressed ones. Each class of each image is a separate batch of the
/// operator, so that it only sees that class's candidates. Corners may be any diagonal: (x, y) works as
/// well as the operator's (y, x), since overlaps are the same.
OnnxValue survivingScores(OnnxBuilder& b, const ClassCandidates& candidates, std::int64_t depth,
                          const Postprocessing& limits) {
    const OnnxValue selected =
        b.node("NonMaxSuppression",
               {b.node("Reshape", {candidates.boxes, b.integers({-1, depth, 4})}),
                b.node("Reshape", {candidates.scores, b.integers({-1, 1, depth})}), b.integers({depth}),
                b.real(static_cast<double>(limits.nms_iou)), b.real(static_cast<double>(limits.min_score))});
    // [kept, (batch, class, box)] → [kept, (batch, box)]
    const OnnxValue places = b.node("Gather", {selected, b.integers({0, 2})}, {number("axis", 1)});
    const OnnxValue nothing = b.node("ConstantOfShape", {b.node("Shape", {candidates.scores})});
    return b.node("ScatterND", {nothing, places, b.node("GatherND", {candidates.scores, places})});
}

/// Pads the rows with zeros if there are fewer candidates than top_k.
OnnxValue padded(OnnxBuilder& b, const OnnxValue& value, std::int64_t missing, bool are_boxes) {
    if (missing == 0) {
        return value;
    }
    return b.node("Pad", {value, b.integers(are_boxes ? std::vector<std::int64_t>{0, 0, 0, 0, missing, 0}
                                                      : std::vector<std::int64_t>{0, 0, 0, missing})});
}

}  // namespace

std::vector<OnnxValue> addOnnxSuppression(OnnxBuilder& b, const OnnxPredictions& predictions,
                                          const ExportLimits& given) {
    const Postprocessing& limits = given.all;
    const std::int64_t depth = std::min<std::int64_t>(limits.per_class, predictions.priors);
    const std::int64_t candidates_per_image = predictions.classes * depth;
    const std::int64_t rows = std::min<std::int64_t>(limits.top_k, candidates_per_image);
    const ClassCandidates candidates = classCandidates(b, predictions, given, depth);
    const OnnxValue surviving = b.node(
        "Reshape", {survivingScores(b, candidates, depth, limits), b.integers({-1, candidates_per_image})});
    // Ties are ordered by class, then by prior, like the candidates.
    const std::vector<OnnxValue> best =
        b.nodes("TopK", {surviving, b.integers({rows})}, {number("axis", 1)}, 2);
    const OnnxValue is_found = b.node("Greater", {best[0], b.real(0.0)});
    const OnnxValue found = b.node("Cast", {is_found}, {number("to", onnx::TensorProto_DataType_INT64)});
    const OnnxValue weight = b.node("Cast", {is_found}, {number("to", onnx::TensorProto_DataType_FLOAT)});
    const OnnxValue label = b.node("Add", {b.node("Div", {best[1], b.integers({depth})}), b.integers({1})});
    const OnnxValue boxes =
        b.node("GatherND", {candidates.boxes, b.node("Unsqueeze", {best[1], b.integers({2})})},
               {number("batch_dims", 1)});
    const OnnxValue found_boxes = b.node("Mul", {boxes, b.node("Unsqueeze", {weight, b.integers({2})})});
    const OnnxValue counts = b.node("ReduceSum", {found, b.integers({1})}, {number("keepdims", 0)});
    const std::int64_t missing = limits.top_k - rows;
    // Identity separates the names of outputs from values that other nodes read.
    return {padded(b, found_boxes, missing, true), b.node("Identity", {padded(b, best[0], missing, false)}),
            padded(b, b.node("Mul", {label, found}), missing, false), counts};
}

}  // namespace priorscope
