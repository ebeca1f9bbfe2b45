// Average precision against the matching IoU, of the counted split.
#pragma once

#include <QObject>
#include <memory>

#include "core/evaluation/rescoring/iou_curve.hpp"
#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

class LiveScores;

/// Computed only while it is wanted. It follows NMS and top-k; neither the score nor the matching IoU change
/// it. Lives on the GUI thread.
class LiveIouCurve : public QObject {
    Q_OBJECT

  public:
    /// @param scores  must outlive it
    explicit LiveIouCurve(const LiveScores& scores, QObject* parent = nullptr);

    void setWanted(bool is_wanted);
    /// Of the counted state; null until it is ready.
    const IouCurve* curve() const;
    bool isRunning() const { return m_maker.isRunning(); }

  Q_SIGNALS:
    void changed();
    void failed(const priorscope::JobFailure& failure);

  private:
    void follow();

    const LiveScores& m_scores;
    bool m_is_wanted = false;
    std::shared_ptr<const KeptCandidates> m_asked;  ///< what the latest job is about
    std::shared_ptr<const KeptCandidates> m_of;
    std::shared_ptr<const IouCurve> m_curve;
    JobRunner m_maker;
};

}  // namespace priorscope
