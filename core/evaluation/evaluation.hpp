// Average precision as VOC and COCO define it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/detection/detection.hpp"
#include "core/evaluation/scored_image.hpp"

namespace priorscope {

struct ClassEvaluation {
    std::string name;
    int label = 0;
    std::int64_t positives = 0;        ///< objects that count: not difficult
    std::optional<double> ap_voc07{};  ///< 11-point; none where the class has no positives
    std::optional<double> ap_voc10{};  ///< all-point
    std::optional<double> ap50{};      ///< COCO's at IoU 0.5
};

/// COCO's figures; none where there is nothing to count.
struct CocoFigures {
    std::optional<double>
        ap{};  ///< IoU 0.50:0.05:0.95, 101 points, at most 100 detections an image and class
    std::optional<double> ap50{};
    std::optional<double> ap75{};
    std::optional<double>
        ap_small{};  ///< area ≤ 32² px of the image (at a limit both ranges count, as in pycocotools)
    std::optional<double> ap_medium{};
    std::optional<double> ap_large{};  ///< area ≥ 96² px
    std::optional<double> ar1{};       ///< recall over the same thresholds, at most 1 detection
    std::optional<double> ar10{};
    std::optional<double> ar100{};
    std::optional<double> ar_small{};
    std::optional<double> ar_medium{};
    std::optional<double> ar_large{};
};

/// How the classes of a detector and those of the data that it was judged on fail to meet.
struct ClassGaps {
    std::vector<std::string>
        without_objects{};               ///< the detector knows them, the data have no object that counts
    std::vector<std::string> unknown{};  ///< the data have objects of them, the detector does not know them
    std::vector<std::pair<std::string, std::string>>
        differ_in_spelling{};  ///< the detector's name, the data's: taken as two classes
};

/// A sentence for each kind of gap that there is.
std::vector<std::string> describe(const ClassGaps& gaps);

struct Evaluation {
    std::vector<ClassEvaluation> classes;
    std::optional<double> map_voc07{};  ///< mean over the classes that have positives
    std::optional<double> map_voc10{};
    CocoFigures coco;
    std::int64_t images = 0;
    std::int64_t absent = 0;      ///< images whose file is not there: left out
    std::int64_t unreadable = 0;  ///< images that could not be decoded: left out
    ClassGaps gaps{};             ///< empty where detections alone were judged, without a detector
};
/// What a reader of the figures must know, a sentence a line: images that were left out, and the gaps.
std::vector<std::string> notesOf(const Evaluation& evaluation);

struct ClassTally;

/// Average precision over images that come one by one; what is kept of each are verdicts, no boxes.
///
/// VOC: a detection looks at the object of its class that it overlaps most; at IoU ≥ 0.5 (0.5 exactly counts)
/// it is right if the object is not difficult and not taken, wrong if taken, neither if difficult. IoU is
/// measured in pixels, whose sides are the devkit's (xmax - xmin + 1). Ties in score keep the given order.
/// COCO: difficult objects are ignored as crowd-less "ignore" regions. Sources: VOCdevkit 2007 VOCevaldet.m;
/// pycocotools (cocodataset/cocoapi 8c9bcc3) COCOeval
class Evaluator {
  public:
    explicit Evaluator(const std::vector<std::string>& classes);
    ~Evaluator();
    Evaluator(const Evaluator&) = delete;
    Evaluator& operator=(const Evaluator&) = delete;

    /// @throws Error where a label is none of the classes
    void add(const ImageRecord& truth, std::span<const Detection> detections);
    void add(const ScoredImage& image);

    /// The figures of the images so far.
    Evaluation result() const;

  private:
    std::vector<std::string> m_classes;
    std::vector<ClassTally> m_tallies;  ///< [classes]
    std::int64_t m_images = 0;
};

/// Ground truth and detections of one image.
struct EvaluatedImage {
    const ImageRecord* truth = nullptr;
    std::vector<Detection> detections;  ///< any order
};

/// The figures of an Evaluator that was given these images.
Evaluation evaluateDetections(const std::vector<EvaluatedImage>& images,
                              const std::vector<std::string>& classes);

}  // namespace priorscope
