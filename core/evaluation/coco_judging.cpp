// What COCO's protocol says of each detection of an image, at all thresholds and ranges of area at once.
#include <algorithm>
#include <limits>

#include "core/evaluation/class_results.hpp"
#include "core/evaluation/linspace.hpp"

namespace priorscope {
namespace {

/// The areas that count, in px², both ends included.
struct AreaRange {
    double low = 0.0;
    double high = std::numeric_limits<double>::infinity();
    bool holds(double area) const { return area >= low && area <= high; }
};

constexpr double kSmall = 32.0 * 32.0;
constexpr double kLarge = 96.0 * 96.0;
constexpr std::array<AreaRange, kCocoRanges> kRanges{
    {{}, {.high = kSmall}, {.low = kSmall, .high = kLarge}, {.low = kLarge}}};

constexpr std::array<double, kCocoThresholds> kThresholds = linspace<kCocoThresholds>(0.5, 0.95);

/// An object, and at which thresholds (bit k) a detection has taken it.
struct Target {
    bool is_crowd = false;
    std::array<bool, kCocoRanges> is_ignored{};
    CocoBits taken{};
};

/// An object that a detection may match.
struct Candidate {
    double iou = 0.0;
    std::uint16_t reached = 0;  ///< bit k: the IoU is at threshold k or above
    Target* target = nullptr;
};

/// Matches the detections of an image and class by falling score, as ObjectMatcher does under COCO's protocol
/// for one threshold and range of area. Most detections reach no object, few more than one.
class CocoMatcher {
  public:
    explicit CocoMatcher(const std::vector<TruthBox>& objects) {
        m_targets.reserve(objects.size());
        for (const TruthBox& object : objects) {
            const double area = object.annotated_area.value_or(object.box.area());
            Target& target = m_targets.emplace_back();
            target.is_crowd = object.is_crowd;
            for (std::size_t range = 0; range < kCocoRanges; ++range) {
                target.is_ignored[range] = object.difficult || !kRanges[range].holds(area);
            }
        }
    }

    const std::vector<Target>& targets() const { return m_targets; }

    /// @param iou  [objects]
    void judgeNext(std::span<const double> iou, double area, CocoVerdict& verdict) {
        collectCandidates(iou);
        if (m_candidates.empty()) {
            for (std::size_t range = 0; range < kCocoRanges; ++range) {
                verdict.wrong_at[range] = kRanges[range].holds(area) ? kCocoEveryThreshold : std::uint16_t{0};
            }
            return;
        }
        for (std::size_t range = 0; range < kCocoRanges; ++range) {
            std::uint16_t open = kCocoEveryThreshold;  // where it has matched nothing yet
            for (const bool ignored : {false, true}) {
                for (const Candidate& candidate : m_candidates) {
                    Target& target = *candidate.target;
                    if (target.is_ignored[range] != ignored) {
                        continue;
                    }
                    const std::uint16_t matched =
                        static_cast<std::uint16_t>(open & candidate.reached & ~target.taken[range]);
                    open = static_cast<std::uint16_t>(open & ~matched);
                    target.taken[range] |= target.is_crowd ? std::uint16_t{0} : matched;
                    verdict.right_at[range] |= ignored ? std::uint16_t{0} : matched;
                }
            }
            verdict.wrong_at[range] = kRanges[range].holds(area) ? open : std::uint16_t{0};
        }
    }

  private:
    /// By falling IoU, the last first on ties.
    void collectCandidates(std::span<const double> iou) {
        m_candidates.clear();
        for (std::size_t i = iou.size(); i-- > 0;) {
            if (iou[i] >= kThresholds.front()) {
                std::uint16_t reached = 0;
                for (std::size_t k = 0; k < kCocoThresholds; ++k) {
                    reached |= static_cast<std::uint16_t>(iou[i] >= kThresholds[k] ? 1U << k : 0U);
                }
                m_candidates.push_back({iou[i], reached, &m_targets[i]});
            }
        }
        std::ranges::stable_sort(m_candidates, std::ranges::greater{}, &Candidate::iou);
    }

    std::vector<Target> m_targets;
    std::vector<Candidate> m_candidates;
};

}  // namespace

void judgeByCoco(const ClassImage& image, ClassTally& tally) {
    CocoMatcher matcher(image.objects);
    for (const Target& target : matcher.targets()) {
        for (std::size_t range = 0; range < kCocoRanges; ++range) {
            tally.coco_positives[range] += target.is_ignored[range] ? 0 : 1;
        }
    }
    const std::size_t kept = std::min(image.detections.size(), kCocoMaxDetections);
    for (std::size_t d = 0; d < kept; ++d) {
        const ScoredBox& detection = image.detections[d];
        CocoVerdict& verdict = tally.coco.emplace_back(
            CocoVerdict{.score = detection.score, .rank = static_cast<std::uint8_t>(d)});
        matcher.judgeNext(image.iouOf(d), detection.box.area(), verdict);
    }
}

}  // namespace priorscope
