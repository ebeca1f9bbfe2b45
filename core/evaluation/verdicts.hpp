// The outcome of each detection and each object of an image, at given thresholds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/detection/detection.hpp"
#include "core/evaluation/object_matcher.hpp"
#include "core/evaluation/scored_image.hpp"

namespace priorscope {

/// The outcome of a detection. All but the first two and the last are false positives, by cause.
enum class Outcome : std::uint8_t {
    true_positive,   ///< matched an object of its class
    ignored,         ///< matched a difficult object: neither right nor wrong
    localization,    ///< right class, but too little overlap with the object
    classification,  ///< enough overlap with an object of another class
    both,            ///< wrong class and too little overlap
    duplicate,       ///< the object was already taken by a detection with a higher score
    background,      ///< overlaps no object
    not_judged,      ///< its class is not in the dataset
};
inline constexpr std::size_t kOutcomeCount = 8;
bool isFalsePositive(Outcome outcome);

/// The outcome of an object.
enum class ObjectVerdict {
    found,
    missed,
    difficult,  ///< does not count, whether found or not
    not_asked,  ///< does not count: the detector does not know its class
};

struct MatchOptions {
    double match_iou = 0.5;       ///< IoU at or above which a detection is correct; (0, 1]
    double background_iou = 0.1;  ///< below this IoU a detection counts as background; [0, match_iou)
    int judged_classes = -1;      ///< higher labels are not judged; -1: all are
    MatchProtocol protocol = MatchProtocol::voc;
    std::vector<bool> known{};  ///< [labels + 1] classes that the detector knows; empty: all
    std::vector<Problem> validate() const;
    /// The background IoU that goes with a matching IoU: the default one, or half of the matching IoU if that
    /// is less.
    static double backgroundIouAt(double match_iou);
    /// Whether objects of a class can be found or missed.
    bool isAsked(int label) const {
        return known.empty() ||
               (static_cast<std::size_t>(label) < known.size() && known[static_cast<std::size_t>(label)]);
    }
};

struct DetectionVerdict {
    Outcome outcome = Outcome::background;
    std::int32_t object =
        -1;            ///< the object that the verdict refers to, index into ImageRow::objects; -1: none
    double iou = 0.0;  ///< with that object
};

struct ImageVerdicts {
    std::vector<DetectionVerdict> detections;  ///< [detections], in their order
    std::vector<ObjectVerdict> objects;        ///< [objects]
    std::vector<std::int32_t> found_by;        ///< [objects], the detection that matched it; -1: none
};

/// Judges detections image by image, with the same matcher, IoU and comparison as average precision.
class ImageJudge {
  public:
    /// @throws Error if an option is out of range
    explicit ImageJudge(MatchOptions options);

    /// Begins an image.
    /// @param objects  must stay as they are until its last detection was judged
    void start(std::span<const TruthBox> objects);
    /// The image's next detection by falling score.
    DetectionVerdict judgeNext(int label, const PixelBox& box);
    /// [objects] IoU with the last detection; not set where its class is not judged.
    std::span<const double> iou() const { return m_iou; }
    const MatchOptions& options() const { return m_options; }

  private:
    MatchOptions m_options;
    std::span<const TruthBox> m_objects;
    std::optional<ObjectMatcher> m_matcher;
    std::vector<double> m_iou;
    std::vector<double> m_of_class;  ///< [objects] 0 for those of other classes; with a crowd: the part of
                                     ///< the detection that it covers
};

/// Compares the detections of one image with its objects. Detections are processed by descending score, ties
/// in the given order, with the same matcher, IoU and comparison as average precision, so that at equal
/// thresholds both judge every detection alike.
/// @param detections  with the dataset's labels
/// Sources: VOCdevkit 2007 VOCevaldet.m; "TIDE: A General Toolbox for Identifying Object Detection Errors"
/// (2020), section 2.2, for the causes (there "cls", "loc", "both", "dupe", "bkg")
ImageVerdicts matchDetections(const ImageRow& truth, std::span<const Detection> detections,
                              const MatchOptions& options = {});

/// The same for boxes in pixels.
ImageVerdicts matchDetections(const ScoredImage& image, const MatchOptions& options = {});

/// Counts over many images.
struct VerdictCounts {
    std::array<std::int64_t, kOutcomeCount> detections{};  ///< by Outcome
    std::int64_t objects = 0;                              ///< not difficult
    std::int64_t found = 0;                                ///< those found

    std::int64_t count(Outcome outcome) const { return detections[static_cast<std::size_t>(outcome)]; }
    std::int64_t truePositives() const { return count(Outcome::true_positive); }
    std::int64_t falsePositives() const;
    std::int64_t missed() const { return objects - found; }
    /// Right / (right + wrong); none without detections.
    std::optional<double> precision() const;
    /// Found objects / objects; none without objects.
    std::optional<double> recall() const;
    /// Harmonic mean of both, 2·TP / (2·TP + FP + missed); none if that divides by zero.
    std::optional<double> f1() const;

    void add(const ImageVerdicts& verdicts);
};

}  // namespace priorscope
