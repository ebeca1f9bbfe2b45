// What each cause of error costs, as TIDE measures it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/evaluation/scored_image.hpp"

namespace priorscope {

/// TIDE's kinds, in its order: "cls", "loc", "both", "dupe", "bkg", "miss".
enum class ErrorCause { classification, localization, both, duplicate, background, missed };
inline constexpr std::size_t kErrorCauses = 6;
/// "classification"
const char* errorCauseName(ErrorCause cause);

struct TideOptions {
    double match_iou = 0.5;            ///< (0, 1]
    double background_iou = 0.1;       ///< [0, match_iou)
    std::size_t max_detections = 100;  ///< of an image, over all classes; ≥ 1
    std::vector<Problem> validate() const;
};

/// A detection that is wrong, or an object that nothing found.
struct TideItem {
    ErrorCause cause = ErrorCause::background;
    std::size_t image = 0;        ///< 0-based, in the order in which images were added
    std::int32_t detection = -1;  ///< index into its ScoredImage; -1: the item is a missed object
    std::int32_t object = -1;     ///< the one concerned; -1: none
};

struct TideResult {
    std::optional<double> ap{};  ///< [0, 1], 101 points; none without objects and detections
    std::array<std::int64_t, kErrorCauses> counts{};
    /// What AP gains if the errors of one cause are mended, and all others are left; ≥ 0.
    std::array<double, kErrorCauses> delta_ap{};
    double false_positives = 0.0;  ///< what it gains without any wrong detection
    double false_negatives = 0.0;  ///< without any object that was not found
    std::vector<TideItem> items{};
};

/// Errors over a stream of images. Each detection, by falling score, takes the free object of its class with
/// the highest IoU at or over match_iou. Causes of the others, the first that fits: localisation (an object
/// of its class, taken or not, at background_iou ≤ IoU ≤ match_iou), classification (another class at ≥
/// match_iou), duplicate (its class at ≥ match_iou), background (every IoU ≤ background_iou), both. An object
/// that was not found is missed unless a detection of the first two causes points at it. Difficult objects
/// are ignore regions: a wrong detection of their class with more than match_iou of its area in one does not
/// count in AP, but has a cause; where a filter hides such an object, it has none.
///
/// Mending makes right, of the detections of the first two causes that point at one free object, that of the
/// highest score, and removes the others; it removes those of other causes, and the objects that are missed.
/// Source: dbolya/tide 49a5d2a, quantify.py, ap.py and errors/main_errors.py; "TIDE: A General Toolbox for
/// Identifying Object Detection Errors" (2020)
class TideAnalysis {
  public:
    /// @throws Error naming invalid options
    explicit TideAnalysis(TideOptions options);

    void add(const ScoredImage& image);
    TideResult result() const;

  private:
    struct Point {
        double score = 0.0;
        int label = 0;
        bool is_right = false;
        bool is_ignored = false;        ///< in no AP unless it is mended
        bool is_removed_by_fix = true;  ///< else it becomes right
        int fixed_label = 0;
        ErrorCause cause = ErrorCause::background;  ///< of one that is not right
    };
    struct Variation;

    void addErrors(const ScoredImage& image, const std::vector<std::size_t>& order);
    std::int64_t& objectsOf(int label);
    double meanPrecision(const Variation& variation, const std::vector<std::size_t>& order) const;

    TideOptions m_options;
    std::size_t m_images = 0;
    std::vector<Point> m_points;
    std::vector<std::int64_t> m_objects;  ///< [labels + 1] that count
    std::vector<std::int64_t> m_missed;   ///< [labels + 1] of ErrorCause::missed
    std::vector<std::int64_t> m_unfound;  ///< [labels + 1]
    std::vector<TideItem> m_items;
};

}  // namespace priorscope
