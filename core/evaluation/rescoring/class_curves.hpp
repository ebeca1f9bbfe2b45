// Precision and recall of a judged split against the score, class by class, and average precision.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/evaluation/rescoring/judged_split.hpp"

namespace priorscope {

/// What a threshold at a score leaves.
struct ScorePoint {
    float score = 0.0F;
    std::int64_t right = 0;  ///< true positives with this score or a higher one
    std::int64_t wrong = 0;  ///< false positives, the same

    double precision() const;
    /// @param positives  > 0
    double recall(std::int64_t positives) const;
    double f1(std::int64_t positives) const;
};

struct ClassCurve {
    int label = 0;                     ///< 0: all classes together
    std::int64_t positives = 0;        ///< objects that count
    std::vector<ScorePoint> points{};  ///< one for each score that occurs, falling
    std::optional<double> ap_voc07{};  ///< none without positives, and for all classes together
    std::optional<double> ap_voc10{};
    /// The threshold with the highest F1, the highest of equal ones; none without positives or detections.
    std::optional<ScorePoint> best_f1{};

    /// The lowest threshold whose precision reaches the wanted one; none if none does.
    std::optional<ScorePoint> atPrecision(double wanted) const;
};

struct SplitCurves {
    ClassCurve all{};
    std::vector<ClassCurve> classes{};  ///< [classes] labels 1 … classes
    std::optional<double> map_voc07{};  ///< mean over the classes with positives
    std::optional<double> map_voc10{};
    int averaged = 0;  ///< number of those classes
};

/// Average precision is over every kept detection, whatever the threshold on the score: at the NMS, top-k and
/// matching IoU that the split was judged with. Source: as Evaluator
/// @param classes  of the dataset
/// @param workers  threads; 0: all cores. The result does not depend on it
/// @return nothing if stopped
std::optional<SplitCurves> curvesOf(const JudgedSplit& split, int classes, std::stop_token stop = {},
                                    int workers = 0);

/// How the scores of right and wrong detections are spread.
struct ScoreHistogram {
    static constexpr int kBins = 50;    ///< of equal width over [0, 1]
    std::vector<std::int64_t> right{};  ///< [kBins] true positives
    std::vector<std::int64_t> wrong{};  ///< [kBins] false positives

    /// The bin of a score, which has its lower edge and not its upper one; 1 is in the last.
    static int binOf(float score);
};
ScoreHistogram scoreHistogram(const JudgedSplit& split);

/// The detections of one range of scores at or above a threshold; ignored ones are left out.
struct CalibrationBin {
    std::int64_t detections = 0;
    std::int64_t right = 0;
    double scores = 0.0;  ///< their sum
    bool operator==(const CalibrationBin&) const = default;
};
inline constexpr std::size_t kCalibrationBins = 15;  ///< of equal width over [0, 1]
std::array<CalibrationBin, kCalibrationBins> calibrationBins(const JudgedSplit& split, float min_score);

/// Expected calibration error of the detections at or above a threshold: mean over 15 bins of equal width, by
/// number of detections, of |mean score - share of right ones|. Ignored ones are left out; none without
/// detections. Source: "On Calibration of Modern Neural Networks" (2017), equation 3
std::optional<double> calibrationError(const JudgedSplit& split, float min_score);

}  // namespace priorscope
