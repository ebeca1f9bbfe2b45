// The detections of a split: made once, for every workspace that asks.
#pragma once

#include <QObject>
#include <memory>
#include <string>
#include <vector>

#include "core/training/split_detections.hpp"
#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

class Workbench;

/// The detections of a split and what they come to, with what they were computed for.
struct EvaluatedSplit {
    std::shared_ptr<const Detector> detector;
    std::shared_ptr<const Dataset> dataset;
    ImageSelection selection;

    SplitDetections detections;
    Evaluation evaluation;
    std::vector<std::string> problems;  ///< images that could not be read
};

/// Owned by the window. Knows the detector that is looked at, and its detections of the workbench's split
/// once they were asked for. They are forgotten when the detector, the dataset or the split becomes another;
/// a result that comes too late is dropped. Lives on the GUI thread.
class SplitDetectionsService : public QObject {
    Q_OBJECT

  public:
    /// @param workbench, jobs  outlive the service
    SplitDetectionsService(Workbench& workbench, JobList& jobs, QObject* parent = nullptr);

    /// Null before one was opened.
    const std::shared_ptr<const Detector>& detector() const { return m_detector; }
    void setDetector(std::shared_ptr<const Detector> detector);

    /// Whether there is something to evaluate, and nothing is being evaluated.
    bool canEvaluate() const;
    /// Runs the detector over the workbench's split.
    void evaluate();
    bool isRunning() const { return m_evaluator.isRunning(); }
    /// Null before, while and where it was not asked for.
    const std::shared_ptr<const EvaluatedSplit>& result() const { return m_result; }

  Q_SIGNALS:
    void changed();         ///< result() is another one, or none
    void runningChanged();  ///< as isRunning(), or canEvaluate()
    void failed(const priorscope::JobFailure& failure);

  private:
    void forget();
    void receive(const std::shared_ptr<const EvaluatedSplit>& made);

    Workbench& m_workbench;
    JobList& m_jobs;
    std::shared_ptr<const Detector> m_detector;
    std::shared_ptr<const EvaluatedSplit> m_result;
    JobRunner m_evaluator;
};

}  // namespace priorscope
