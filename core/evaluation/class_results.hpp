// Ground truth and detections of one class, image by image. Internal to core/evaluation.
#pragma once

#include <cstdint>
#include <vector>

#include "core/evaluation/evaluation.hpp"

namespace priorscope {

struct TruthBox {
    Box box;
    bool difficult = false;
    double area_px = 0.0;
};

struct ScoredBox {
    float score = 0.0F;
    Box box;
    double area_px = 0.0;
};

/// One class in one image that has an object or a detection of it.
struct ClassImage {
    std::vector<TruthBox> truths;
    std::vector<ScoredBox> detections;  ///< highest score first, equal scores in the given order
};

using ClassResults = std::vector<ClassImage>;

/// [classes], each with its images in the given order.
std::vector<ClassResults> groupByClass(const std::vector<EvaluatedImage>& images, std::size_t classes);

/// IoU in double precision.
double preciseIou(const Box& a, const Box& b);

/// Whether an IoU reaches a threshold. Fractions are floats: what is exactly one half in pixels may come out
/// a few units of the last place below it, and has to count.
inline bool reaches(double iou, double threshold) {
    constexpr double kRounding = 1e-6;
    return iou >= threshold - kRounding;
}

/// Average precisions of one class by VOC's rules; none without positives.
struct VocFigures {
    std::int64_t positives = 0;
    std::optional<double> ap_voc07{};
    std::optional<double> ap_voc10{};
};
VocFigures vocFigures(const ClassResults& results);

/// COCO's figures as means over classes and thresholds.
CocoFigures cocoFigures(const std::vector<ClassResults>& classes);

}  // namespace priorscope
