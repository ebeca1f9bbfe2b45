#include "widgets/detect/split/live_iou_curve.hpp"

#include <utility>

#include "widgets/detect/split/live_scores.hpp"

namespace priorscope {

LiveIouCurve::LiveIouCurve(const LiveScores& scores, QObject* parent) : QObject(parent), m_scores(scores) {
    connect(&scores, &LiveScores::countsChanged, this, &LiveIouCurve::follow);
    connect(&m_maker, &JobRunner::failed, this, &LiveIouCurve::failed);
}

void LiveIouCurve::setWanted(bool is_wanted) {
    m_is_wanted = is_wanted;
    follow();
}

const IouCurve* LiveIouCurve::curve() const {
    const auto& counted = m_scores.counted();
    return counted && m_of == counted->kept ? m_curve.get() : nullptr;
}

void LiveIouCurve::follow() {
    const auto& counted = m_scores.counted();
    if (!counted || !m_is_wanted) {
        m_maker.cancel();
        m_asked.reset();
        if (!counted && m_curve) {
            m_of.reset();
            m_curve.reset();
            Q_EMIT changed();
        }
        return;
    }
    if (m_of == counted->kept || m_asked == counted->kept) {
        return;
    }
    m_asked = counted->kept;
    m_maker.start(
        tr("AP by matching IoU"),
        [counted](const std::stop_token& stop, const ProgressFn&) {
            const SplitDetections& detections = counted->split->detections;
            return iouCurveOf(detections.candidates, *counted->kept, counted->split->truth,
                              detections.mapping, stop);
        },
        [this, of = counted->kept](IouCurve curve) {
            m_curve = std::make_shared<const IouCurve>(std::move(curve));
            m_of = of;
            Q_EMIT changed();
        },
        Supersede::after_running);
    Q_EMIT changed();  // none for the moment
}

}  // namespace priorscope
