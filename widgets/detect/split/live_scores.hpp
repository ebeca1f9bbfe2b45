// What the sliders make of the evaluated split: counts at once, curves and ΔAP after them.
#pragma once

#include <QObject>
#include <QTimer>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "core/evaluation/comparison/rate_intervals.hpp"
#include "core/evaluation/rescoring/class_curves.hpp"
#include "core/evaluation/rescoring/error_costs.hpp"
#include "core/evaluation/rescoring/live_counts.hpp"
#include "core/evaluation/rescoring/missed_reasons.hpp"
#include "core/evaluation/tide.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

/// Where the sliders stand.
struct LiveThresholds {
    DetectionOptions detection{};
    double match_iou = 0.5;
    bool operator==(const LiveThresholds&) const = default;
};

/// Counts of an evaluated split at some thresholds, with what they were counted from.
struct LiveCounted {
    std::shared_ptr<const EvaluatedSplit> split;
    LiveThresholds at{};
    std::shared_ptr<const KeptCandidates> kept{};
    std::shared_ptr<const JudgedSplit> judged{};
    LiveCounts counts{};
    std::shared_ptr<const ScoreHistogram> histogram{};
    std::optional<double> calibration_error{};
};

/// What depends on every threshold but the score.
struct LiveCurves {
    SplitCurves curves{};
    std::vector<ObjectProspects> prospects{};  ///< [objects of the judged split]
};
struct LiveCosts {
    TideResult tide{};
    std::optional<double> coco_ap{};
    ErrorCosts errors{};  ///< of the judged split
};

/// How sure the figures are: 95 % of what draws of the images gave.
struct LiveIntervals {
    BootstrapOptions options{};
    SplitRateIntervals rates{};      ///< at the thresholds
    PrecisionIntervals precision{};  ///< of VOC's AP, at every threshold but the score
};

/// A state to compare with.
struct PinnedScores {
    std::shared_ptr<const LiveCounted> counted;  ///< never null
    LiveThresholds at{};
    VerdictCounts counts{};
    std::optional<double> map_voc07{};  ///< none until the curves of that state are there
    std::shared_ptr<const JudgedSplit> judged{};
};

/// Follows the service that owns the detections of the split. Lives on the GUI thread; every figure is
/// computed by jobs, and those in hand belong to the evaluated split and the thresholds that they name.
class LiveScores : public QObject {
    Q_OBJECT

  public:
    explicit LiveScores(SplitDetectionsService& service, QObject* parent = nullptr);

    void setThresholds(const LiveThresholds& thresholds);
    const LiveThresholds& thresholds() const { return m_thresholds; }

    /// Null until the split is evaluated; while the sliders move, the latest that is ready.
    const std::shared_ptr<const LiveCounted>& counted() const { return m_counted; }
    /// Of counted(); null until they are ready.
    const LiveCurves* curves() const { return isCurrent(m_curves_of) ? m_curves.get() : nullptr; }
    const LiveCosts* costs() const { return isCurrent(m_costs_of) ? m_costs.get() : nullptr; }
    /// Of counted(); null until they are ready, which is when the sliders rest.
    const LiveIntervals* intervals() const {
        return m_counted && m_intervals_of == m_counted ? m_intervals.get() : nullptr;
    }
    /// Why objects are missed at the counted thresholds; nothing until it is known.
    std::optional<std::array<std::int64_t, kMissedReasons>> reasons() const;
    /// The same, to be handed to a job.
    std::shared_ptr<const LiveCurves> sharedCurves() const {
        return isCurrent(m_curves_of) ? m_curves : nullptr;
    }
    std::shared_ptr<const LiveCosts> sharedCosts() const { return isCurrent(m_costs_of) ? m_costs : nullptr; }

    const std::optional<PinnedScores>& pinned() const { return m_pinned; }
    /// Keeps the counted state to compare with. Does nothing before there is one.
    void pin();
    void unpin();
    bool isRunning() const;

  Q_SIGNALS:
    void countsChanged();  ///< counted() changed, or is null
    void curvesChanged();  ///< curves() changed, or is null
    void costsChanged();
    void intervalsChanged();  ///< intervals() are there
    void pinnedChanged();
    void failed(const priorscope::JobFailure& failure);

  private:
    bool isCurrent(const std::shared_ptr<const JudgedSplit>& judged) const {
        return m_counted && m_counted->judged == judged;
    }
    void follow();
    void count();
    void receive(const std::shared_ptr<const LiveCounted>& counted);
    void computeCurves();
    void computeCosts();
    void computeIntervals();

    SplitDetectionsService& m_service;
    LiveThresholds m_thresholds;
    std::shared_ptr<const LiveCounted> m_counted;
    std::shared_ptr<const LiveCurves> m_curves;
    std::shared_ptr<const LiveCosts> m_costs;
    std::shared_ptr<const JudgedSplit> m_curves_of;
    std::shared_ptr<const JudgedSplit> m_costs_of;
    std::shared_ptr<const LiveIntervals> m_intervals;
    std::shared_ptr<const LiveCounted> m_intervals_of;
    QTimer m_rest;  ///< until the intervals are computed, which no slider waits for
    std::optional<PinnedScores> m_pinned;
    JobRunner m_counter;
    JobRunner m_curve_maker;
    JobRunner m_cost_maker;
    JobRunner m_interval_maker;
};

}  // namespace priorscope
