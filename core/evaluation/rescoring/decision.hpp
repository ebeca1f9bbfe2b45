// Why one detection is there, and why one object was not found: a single image, explained.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/evaluation/rescoring/missed_reasons.hpp"

namespace priorscope {

/// One image, with what NMS and matching made of it at the thresholds.
class ExplainedImage {
  public:
    /// @param options  with the score; candidates below it are still looked at
    /// @param filter   objects that it hides are ignored; none: every object is looked at
    /// @throws Error if an option is out of range
    ExplainedImage(const Candidates& candidates, const ImageRow& truth, const DetectionOptions& options,
                   const MatchOptions& match, const std::optional<ImageFilter>& filter = {});

    struct ClassScore {
        int label = 0;
        float score = 0.0F;
    };
    /// A candidate that NMS removed because of another.
    struct Suppressed {
        Candidate candidate{};
        double iou = 0.0;          ///< with the one that suppresses it, in fractions of the image
        std::int32_t object = -1;  ///< of its class, that it would match; -1: none
        double object_iou = 0.0;   ///< with that object
    };

    /// The scores among the candidates that the prior of a detection has, highest first.
    std::vector<ClassScore> scoresOf(const Candidate& detection) const;
    /// At or above the score, highest first.
    std::vector<Suppressed> suppressedBy(const Candidate& detection) const;
    /// All that NMS removed at or above the score, highest first.
    std::vector<Candidate> suppressed() const;

    /// Where other thresholds would change what a detection is, each alone.
    struct Turning {
        /// The highest NMS IoU below the current one, in steps of 0.01, at which another removes it; none: no
        /// NMS IoU does.
        std::optional<float> suppressed_at{};
        std::optional<Candidate> suppressor{};  ///< that other one, there
        /// The nearest matching IoU above and below the current one, in steps of 0.01 up to 1, with another
        /// verdict, and that verdict; none: it stays.
        std::optional<std::pair<double, Outcome>> above{};
        std::optional<std::pair<double, Outcome>> below{};
    };
    Turning turningOf(const Candidate& detection) const;

    struct Missed {
        MissedReason reason = MissedReason::no_candidate;
        std::optional<Candidate> nearest{};  ///< what the reason is about; else the candidate of its class
                                             ///< with the highest IoU
        double nearest_iou = 0.0;            ///< with the object
        std::optional<Candidate> suppressor{};
        std::optional<float> found_at{};  ///< the score at which it is found, at this NMS
    };
    /// Nothing if the object is found or does not count.
    std::optional<Missed> missed(std::size_t object) const;

    /// The lowest NMS IoU above the current one, in steps of 0.01, that keeps a suppressed candidate.
    std::optional<float> keptFrom(const Candidate& candidate) const;

  private:
    std::optional<std::uint32_t> indexOf(const Candidate& candidate) const;
    PixelBox pixelsOf(std::uint32_t candidate) const;
    double iouWith(std::uint32_t candidate, std::size_t object) const;
    void findSuppressor(std::uint32_t own, Turning& turning) const;
    void findOtherVerdicts(std::uint32_t own, Turning& turning) const;
    void findNearest(std::size_t object, Missed& missed) const;

    DetectionOptions m_options;
    CandidateStore m_store;
    std::vector<TruthImage> m_truth;
    KeptCandidates m_kept;
    JudgedSplit m_split;
    std::vector<ObjectProspects> m_prospects;
};

}  // namespace priorscope
