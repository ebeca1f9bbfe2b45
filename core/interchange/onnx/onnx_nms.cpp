#include "core/interchange/onnx/onnx_nms.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace priorscope {
namespace {

struct Corners {
    float x0, y0, x1, y1;
    float area() const { return (x1 - x0) * (y1 - y0); }
};

std::vector<Corners> cornersOf(const torch::Tensor& boxes, bool centered) {
    const torch::Tensor given = boxes.contiguous();
    const auto rows = given.accessor<float, 2>();
    std::vector<Corners> corners;
    for (std::int64_t i = 0; i < rows.size(0); ++i) {
        const float a = rows[i][0];
        const float b = rows[i][1];
        const float c = rows[i][2];
        const float d = rows[i][3];
        corners.push_back(centered ? Corners{a - c / 2, b - d / 2, a + c / 2, b + d / 2}
                                   : Corners{std::min(a, c), std::min(b, d), std::max(a, c), std::max(b, d)});
    }
    return corners;
}

bool overlapsMore(const Corners& a, const Corners& b, float iou) {
    const float width = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
    const float height = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
    if (!(width > 0.0F) || !(height > 0.0F)) {
        return false;
    }
    const float shared = width * height;
    return shared / (a.area() + b.area() - shared) > iou;
}

std::vector<std::int64_t> keptOf(const std::vector<Corners>& corners, const torch::Tensor& class_scores,
                                 const OnnxNmsOptions& options) {
    const torch::Tensor given = class_scores.contiguous();
    const float* scores = given.data_ptr<float>();
    std::vector<std::int64_t> order(corners.size());
    std::iota(order.begin(), order.end(), 0);
    std::erase_if(order, [&](std::int64_t i) { return !(scores[i] > options.min_score); });
    std::stable_sort(order.begin(), order.end(),
                     [&](std::int64_t a, std::int64_t b) { return scores[a] > scores[b]; });
    std::vector<std::int64_t> kept;
    for (const std::int64_t candidate : order) {
        if (static_cast<std::int64_t>(kept.size()) >= options.most_per_class) {
            break;
        }
        const Corners& box = corners[static_cast<std::size_t>(candidate)];
        if (std::none_of(kept.begin(), kept.end(), [&](std::int64_t other) {
                return overlapsMore(box, corners[static_cast<std::size_t>(other)], options.iou);
            })) {
            kept.push_back(candidate);
        }
    }
    return kept;
}

}  // namespace

torch::Tensor onnxNonMaxSuppression(const torch::Tensor& boxes, const torch::Tensor& scores,
                                    const OnnxNmsOptions& options) {
    std::vector<std::int64_t> rows;
    for (std::int64_t batch = 0; batch < scores.size(0); ++batch) {
        const std::vector<Corners> corners = cornersOf(boxes[batch], options.centered);
        for (std::int64_t label = 0; label < scores.size(1); ++label) {
            for (const std::int64_t box : keptOf(corners, scores[batch][label], options)) {
                rows.insert(rows.end(), {batch, label, box});
            }
        }
    }
    return torch::tensor(rows, torch::kInt64).view({-1, 3});
}

}  // namespace priorscope
