// Average precision as VOC and COCO define it.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.hpp"
#include "core/dataset/dataset.hpp"
#include "core/detection/detection.hpp"
#include "core/model/detector.hpp"

namespace priorscope {

struct ClassEvaluation {
    std::string name;
    int label = 0;
    std::int64_t positives = 0;        ///< objects that count: not difficult
    std::optional<double> ap_voc07{};  ///< 11-point; none where the class has no positives
    std::optional<double> ap_voc10{};  ///< all-point
};

/// COCO's figures; none where there is nothing to count.
struct CocoFigures {
    std::optional<double> ap{};  ///< IoU 0.50:0.05:0.95, 101 points, at most 100 detections an image
    std::optional<double> ap50{};
    std::optional<double> ap75{};
    std::optional<double>
        ap_small{};  ///< area ≤ 32² px of the image (at a limit both ranges count, as in pycocotools)
    std::optional<double> ap_medium{};
    std::optional<double> ap_large{};  ///< area ≥ 96² px
};

struct Evaluation {
    std::vector<ClassEvaluation> classes;
    std::optional<double> map_voc07{};  ///< mean over the classes that have positives
    std::optional<double> map_voc10{};
    CocoFigures coco;
    std::int64_t images = 0;
};

/// Ground truth and detections of one image.
struct EvaluatedImage {
    const ImageRecord* truth = nullptr;
    std::vector<Detection> detections;  ///< any order
};

/// VOC: a detection takes the object of its class that it overlaps most; at IoU ≥ 0.5 (0.5 exactly counts) it
/// is right if the object is not difficult and not taken, wrong if taken, neither if difficult. IoU is
/// measured on fractional boxes, whose pixel sides are the devkit's (xmax - xmin + 1). Ties in score keep the
/// given order. COCO: difficult objects are ignored as crowd-less "ignore" regions. Sources: VOCdevkit 2007
/// VOCevaldet.m; pycocotools 2.0 COCOeval
Evaluation evaluateDetections(const std::vector<EvaluatedImage>& images,
                              const std::vector<std::string>& classes);

/// Detects over a split and evaluates: score ≥ 0.01, NMS 0.45, 200 an image.
/// Images of the split whose file is missing are left out, and on_problem says how many.
/// @param on_problem  told of every image that could not be read; such an image counts with no detections
/// @return nothing if stopped
/// @throws Error where the split does not exist or shares no class with the detector
std::optional<Evaluation> evaluateDetector(const Detector& detector, const Dataset& dataset,
                                           const std::string& split, std::stop_token stop = {},
                                           const ProgressFn& progress = {},
                                           const std::function<void(const std::string&)>& on_problem = {});

}  // namespace priorscope
