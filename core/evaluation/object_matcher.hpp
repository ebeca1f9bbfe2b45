// Matches detections to objects: the one matcher behind average precision and verdicts. COCO's figures match
// at all thresholds at once (coco_judging.cpp); a test compares that with this.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace priorscope {

enum class MatchProtocol {
    voc,   ///< only the object with the highest IoU (first on ties) is considered; if taken: false positive.
           ///< VOC has no crowds: one takes a detection that reaches no other object
    coco,  ///< the best object not yet taken; counted ones before ignored ones; the last on
           ///< ties
};

enum class MatchResult {
    right,    ///< matched an object that counts
    taken,    ///< its object was already taken
    ignored,  ///< its object does not count: neither right nor wrong
    none,     ///< no object reaches the IoU threshold
};

struct DetectionMatch {
    MatchResult result = MatchResult::none;
    std::int32_t object = -1;  ///< the object concerned; -1: none
};

/// Matches the detections of one image, passed by descending score, to its objects. IoU and threshold are
/// compared by a plain ≥, without tolerance. Sources: VOCdevkit 2007, VOCevaldet.m; pycocotools
/// (cocodataset/cocoapi), COCOeval.evaluateImg
class ObjectMatcher {
  public:
    /// @param threshold  (0, 1]
    /// @param ignored  [objects] true for those that do not count
    /// @param crowds   [objects] true for those of them that take any number of detections; empty: none
    ObjectMatcher(MatchProtocol protocol, double threshold, std::vector<bool> ignored,
                  std::vector<bool> crowds = {});

    /// Matches the next detection.
    /// @param iou  [objects] IoU with each; 0 for objects that do not take part (of other classes)
    DetectionMatch matchNext(std::span<const double> iou);

  private:
    std::int32_t mostOverlapped(std::span<const double> iou) const;
    std::int32_t bestFree(std::span<const double> iou, bool ignored) const;

    MatchProtocol m_protocol;
    double m_threshold;
    std::vector<bool> m_ignored;
    std::vector<bool> m_crowds;
    std::vector<bool> m_taken;
};

}  // namespace priorscope
