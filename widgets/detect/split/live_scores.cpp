#include "widgets/detect/split/live_scores.hpp"

#include <utility>

#include "core/training/evaluation/split_costs.hpp"

namespace priorscope {
namespace {

constexpr int kRest_ms = 150;

using Counted = std::shared_ptr<const LiveCounted>;

/// Reuses what an earlier state has at the same thresholds.
std::optional<Counted> countedAt(const std::shared_ptr<const EvaluatedSplit>& split, const LiveThresholds& at,
                                 const Counted& before, const std::stop_token& stop) {
    auto counted = std::make_shared<LiveCounted>();
    counted->split = split;
    counted->at = at;
    const SplitDetections& detections = split->detections;
    const DetectionOptions every_score = withEveryScore(at.detection);
    const bool is_same_split = before && before->split == split;
    if (is_same_split && before->kept->options == every_score) {
        counted->kept = before->kept;
    } else if (auto kept = keepCandidates(detections.candidates, every_score, stop)) {
        counted->kept = std::make_shared<const KeptCandidates>(std::move(*kept));
    } else {
        return std::nullopt;
    }
    if (is_same_split && before->kept == counted->kept && before->at.match_iou == at.match_iou) {
        counted->judged = before->judged;
        counted->histogram = before->histogram;
    } else if (auto judged = judgeKept(detections.candidates, *counted->kept, split->truth,
                                       matchOptions(at.match_iou, detections.mapping), stop)) {
        counted->judged = std::make_shared<const JudgedSplit>(std::move(*judged));
        counted->histogram = std::make_shared<const ScoreHistogram>(scoreHistogram(*counted->judged));
    } else {
        return std::nullopt;
    }
    counted->counts = countAt(*counted->judged, at.detection.min_score, detections.mapping.judged);
    counted->calibration_error = calibrationError(*counted->judged, at.detection.min_score);
    return counted;
}

std::optional<LiveCurves> curvesFor(const LiveCounted& counted, const std::stop_token& stop) {
    const SplitDetections& detections = counted.split->detections;
    auto curves = curvesOf(*counted.judged, detections.mapping.judged, stop);
    auto prospects =
        prospectsOf(detections.candidates, *counted.kept, *counted.judged, counted.split->truth, stop);
    if (!curves || !prospects) {
        return std::nullopt;
    }
    return LiveCurves{std::move(*curves), std::move(*prospects)};
}

std::optional<LiveCosts> costsFor(const LiveCounted& counted, const std::stop_token& stop) {
    const EvaluatedSplit& split = *counted.split;
    auto costs = splitCosts(*split.dataset, split.detections, *counted.kept, counted.judged->options, stop);
    if (!costs) {
        return std::nullopt;
    }
    return LiveCosts{std::move(costs->tide), costs->evaluation.coco.ap,
                     errorCosts(*counted.judged, split.detections.mapping.judged)};
}

/// @param known  average precision of the same judged split, which the score does not change; null: none
std::optional<LiveIntervals> intervalsFor(const LiveCounted& counted, const PrecisionIntervals* known,
                                          const std::stop_token& stop) {
    LiveIntervals intervals;
    const int classes = counted.split->detections.mapping.judged;
    auto rates =
        rateIntervalsOf(*counted.judged, counted.at.detection.min_score, classes, intervals.options, stop);
    if (!rates) {
        return std::nullopt;
    }
    intervals.rates = std::move(*rates);
    if (known != nullptr) {
        intervals.precision = *known;
        return intervals;
    }
    const WeighedSplit split(*counted.judged, static_cast<std::size_t>(classes));
    const std::array<const WeighedSplit*, 1> splits{&split};
    const auto drawn = drawPrecisions(splits, intervals.options, stop);
    if (!drawn) {
        return std::nullopt;
    }
    intervals.precision = intervalsOf(drawn->front());
    return intervals;
}

}  // namespace

LiveScores::LiveScores(SplitDetectionsService& service, QObject* parent)
    : QObject(parent), m_service(service) {
    connect(&service, &SplitDetectionsService::changed, this, &LiveScores::follow);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest_ms);
    connect(&m_rest, &QTimer::timeout, this, &LiveScores::computeIntervals);
    for (JobRunner* runner : {&m_counter, &m_curve_maker, &m_cost_maker, &m_interval_maker}) {
        connect(runner, &JobRunner::failed, this, &LiveScores::failed);
    }
}

void LiveScores::setThresholds(const LiveThresholds& thresholds) {
    if (thresholds != m_thresholds) {
        m_thresholds = thresholds;
        count();
    }
}

std::optional<std::array<std::int64_t, kMissedReasons>> LiveScores::reasons() const {
    const LiveCurves* known = curves();
    if (known == nullptr) {
        return std::nullopt;
    }
    return countReasons(*m_counted->judged, known->prospects, m_counted->at.detection.min_score);
}

void LiveScores::pin() {
    if (m_counted) {
        const LiveCurves* known = curves();
        m_pinned = {m_counted, m_counted->at, m_counted->counts.total,
                    known != nullptr ? known->curves.map_voc07 : std::nullopt, m_counted->judged};
        Q_EMIT pinnedChanged();
    }
}

void LiveScores::unpin() {
    if (m_pinned) {
        m_pinned.reset();
        Q_EMIT pinnedChanged();
    }
}

bool LiveScores::isRunning() const {
    return m_counter.isRunning() || m_curve_maker.isRunning() || m_cost_maker.isRunning() ||
           m_rest.isActive() || m_interval_maker.isRunning();
}

void LiveScores::follow() {
    m_counter.cancel();
    m_curve_maker.cancel();
    m_cost_maker.cancel();
    m_counted.reset();
    m_curves.reset();
    m_costs.reset();
    m_curves_of.reset();
    m_costs_of.reset();
    m_rest.stop();
    m_interval_maker.cancel();
    m_intervals.reset();
    m_intervals_of.reset();
    if (m_pinned && !m_service.isOfPresentSplit(*m_pinned->counted->split)) {
        unpin();
    }
    Q_EMIT countsChanged();
    Q_EMIT curvesChanged();
    Q_EMIT costsChanged();
    count();
}

void LiveScores::count() {
    const auto& split = m_service.result();
    if (!split) {
        return;
    }
    m_counter.start(
        tr("Counting"),
        [split, at = m_thresholds, before = m_counted](const std::stop_token& stop, const ProgressFn&) {
            return countedAt(split, at, before, stop);
        },
        [this](const Counted& counted) { receive(counted); }, Supersede::after_running);
}

void LiveScores::receive(const Counted& counted) {
    if (counted->split != m_service.result()) {
        return;
    }
    const bool is_judged_anew = !m_counted || m_counted->judged != counted->judged;
    m_counted = counted;
    m_interval_maker.cancel();
    m_rest.start();
    Q_EMIT countsChanged();
    if (is_judged_anew) {
        Q_EMIT curvesChanged();  // none for the moment
        Q_EMIT costsChanged();
        computeCurves();
        computeCosts();
    }
}

void LiveScores::computeCurves() {
    m_curve_maker.start(
        tr("Precision and recall"),
        [counted = m_counted](const std::stop_token& stop, const ProgressFn&) {
            return curvesFor(*counted, stop);
        },
        [this, judged = m_counted->judged](LiveCurves curves) {
            m_curves = std::make_shared<const LiveCurves>(std::move(curves));
            m_curves_of = judged;
            if (m_pinned && m_pinned->judged == judged) {
                m_pinned->map_voc07 = m_curves->curves.map_voc07;
            }
            Q_EMIT curvesChanged();
        },
        Supersede::after_running);
}

void LiveScores::computeCosts() {
    m_cost_maker.start(
        tr("Cost of errors"),
        [counted = m_counted](const std::stop_token& stop, const ProgressFn&) {
            return costsFor(*counted, stop);
        },
        [this, judged = m_counted->judged](LiveCosts costs) {
            m_costs = std::make_shared<const LiveCosts>(std::move(costs));
            m_costs_of = judged;
            Q_EMIT costsChanged();
        });
}

void LiveScores::computeIntervals() {
    if (m_curve_maker.isRunning() || m_cost_maker.isRunning()) {
        m_rest.start();  // what is asked for more often comes first
        return;
    }
    const bool is_same = m_intervals_of && m_intervals_of->judged == m_counted->judged;
    m_interval_maker.start(
        tr("Intervals"),
        [counted = m_counted, known = is_same ? m_intervals : nullptr](const std::stop_token& stop,
                                                                       const ProgressFn&) {
            return intervalsFor(*counted, known ? &known->precision : nullptr, stop);
        },
        [this, counted = m_counted](LiveIntervals intervals) {
            m_intervals = std::make_shared<const LiveIntervals>(std::move(intervals));
            m_intervals_of = counted;
            Q_EMIT intervalsChanged();
        });
}

}  // namespace priorscope
