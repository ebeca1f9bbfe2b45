// Average precision as VOC and COCO define it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"
#include "core/detection/detection.hpp"
#include "core/evaluation/scored_image.hpp"

namespace priorscope {

struct ClassEvaluation {
    std::string name;
    int label = 0;
    std::int64_t positives = 0;        ///< objects that count, which excludes difficult ones
    std::optional<double> ap_voc07{};  ///< 11-point; none if the class has no positives
    std::optional<double> ap_voc10{};  ///< all-point
    std::optional<double> ap50{};      ///< COCO's at IoU 0.5
};

/// COCO's metrics; none if there is nothing to count.
struct CocoFigures {
    std::optional<double>
        ap{};  ///< IoU 0.50:0.05:0.95, 101 points, at most 100 detections per image and class
    std::optional<double> ap50{};
    std::optional<double> ap75{};
    std::optional<double>
        ap_small{};  ///< area ≤ 32² px of the image (boundary values count in both ranges, as in pycocotools)
    std::optional<double> ap_medium{};
    std::optional<double> ap_large{};  ///< area ≥ 96² px
    std::optional<double> ar1{};       ///< recall averaged over the same thresholds, at most 1 detection
    std::optional<double> ar10{};
    std::optional<double> ar100{};
    std::optional<double> ar_small{};
    std::optional<double> ar_medium{};
    std::optional<double> ar_large{};
};

/// How the classes of a detector and of the data it was evaluated on differ.
struct ClassGaps {
    std::vector<std::string>
        without_objects{};               ///< known to the detector, but no object of them counts in the data
    std::vector<std::string> unknown{};  ///< occur in the data, but the detector does not know them
    std::vector<std::pair<std::string, std::string>>
        differ_in_spelling{};  ///< the detector's name, the data's name: treated as two classes
};

/// One sentence for each kind of gap present.
std::vector<Sentence> describe(const ClassGaps& gaps);

struct Evaluation {
    std::vector<ClassEvaluation> classes;
    std::optional<double> map_voc07{};  ///< mean over the classes with positives that were asked for
    std::optional<double> map_voc10{};
    CocoFigures coco;
    std::int64_t images = 0;
    std::int64_t absent = 0;      ///< images whose file is missing: left out
    std::int64_t unreadable = 0;  ///< images that could not be decoded: left out
    ClassGaps gaps{};             ///< empty if detections were evaluated without a detector
};
/// ap_voc07 of each class, in the order of the classes.
std::vector<std::optional<double>> classPrecisions(const Evaluation& evaluation);
/// Caveats for a reader of the metrics, one sentence per line: images left out, and class gaps.
std::vector<Sentence> notesOf(const Evaluation& evaluation);

struct ClassTally;

/// Average precision over a stream of images; of each image only the verdicts are kept, not the boxes.
///
/// VOC: a detection is compared with the object of its class with the highest IoU; at IoU ≥ 0.5 (inclusive)
/// it is right if that object is not difficult and not yet taken, wrong if taken, ignored if difficult. IoU
/// is computed in pixels with the devkit's sides (xmax - xmin + 1). Ties in score keep the given order.
/// COCO: difficult objects are treated as "ignore" regions, not as crowds. Sources: VOCdevkit 2007
/// VOCevaldet.m; pycocotools (cocodataset/cocoapi 8c9bcc3) COCOeval
class Evaluator {
  public:
    /// @param known  [labels + 1] classes that were asked for; empty: all. The others have no figures
    explicit Evaluator(const std::vector<std::string>& classes,
                       DifficultObjects difficult = DifficultObjects::ignore, std::vector<bool> known = {});
    ~Evaluator();
    Evaluator(const Evaluator&) = delete;
    Evaluator& operator=(const Evaluator&) = delete;

    /// @throws Error if a label is not among the classes
    void add(const ImageRow& truth, std::span<const Detection> detections);
    void add(const ScoredImage& image);
    /// The same as one after the other, on several threads.
    /// @param workers  threads; 0: all cores
    void add(std::span<const ScoredImage* const> images, int workers);

    /// The metrics over the images added so far.
    /// @param workers  threads, which change nothing; 0: all cores
    Evaluation result(int workers = 1) const;

  private:
    class Judge;

    std::vector<std::string> m_classes;
    DifficultObjects m_difficult;
    std::vector<bool> m_known;
    /// [parts][classes] in the order of the images; at least one part
    std::vector<std::vector<ClassTally>> m_parts;
    std::unique_ptr<Judge> m_judge;
    std::int64_t m_images = 0;
};

/// Ground truth and detections of one image.
struct EvaluatedImage {
    ImageRow truth{};
    std::vector<Detection> detections;  ///< any order
};

/// The result of an Evaluator that was given these images.
Evaluation evaluateDetections(const std::vector<EvaluatedImage>& images,
                              const std::vector<std::string>& classes);

}  // namespace priorscope
