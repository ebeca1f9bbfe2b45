// Which object a detection takes: the one matcher behind average precision and verdicts.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace priorscope {

enum class MatchProtocol {
    voc,   ///< a detection looks at the object that it overlaps most, the first of equals; taken: it is wrong
    coco,  ///< it takes the best object that is free, one that counts before one that is ignored, the last of
           ///< equals
};

enum class MatchResult {
    right,    ///< took an object that counts
    taken,    ///< its object was taken before
    ignored,  ///< its object does not count: neither right nor wrong
    none,     ///< no object reaches the threshold
};

struct DetectionMatch {
    MatchResult result = MatchResult::none;
    std::int32_t object = -1;  ///< that the result speaks of; -1: none
};

/// Serves the detections of one image, by falling score, with its objects. IoU and threshold are compared by
/// a plain ≥, without tolerance. Sources: VOCdevkit 2007, VOCevaldet.m; pycocotools (cocodataset/cocoapi),
/// COCOeval.evaluateImg
class ObjectMatcher {
  public:
    /// @param threshold  (0, 1]
    /// @param ignored  [objects] those that do not count
    ObjectMatcher(MatchProtocol protocol, double threshold, std::vector<bool> ignored);

    /// The object of the next detection.
    /// @param iou  [objects] with it; 0 for objects that do not take part, those of other classes
    DetectionMatch serve(std::span<const double> iou);

  private:
    std::int32_t mostOverlapped(std::span<const double> iou) const;
    std::int32_t bestFree(std::span<const double> iou, bool ignored) const;

    MatchProtocol m_protocol;
    double m_threshold;
    std::vector<bool> m_ignored;
    std::vector<bool> m_taken;
};

}  // namespace priorscope
