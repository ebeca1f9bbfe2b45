// The brightness of images, for plots and filters.
#pragma once

#include <QObject>
#include <memory>
#include <string>

#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

struct Dataset;
class Workbench;

/// Decodes the images of the split when their brightness is asked for, and gives it to the workbench; what
/// was decoded once is kept. Lives on the GUI thread.
class BrightnessFigures : public QObject {
    Q_OBJECT

  public:
    /// @param workbench, jobs  must outlive it
    BrightnessFigures(Workbench& workbench, JobList& jobs, QObject* parent = nullptr);

    /// A plot wants them, of the split that is looked at or of all images. What was stopped is tried again
    /// when it is wanted anew.
    void setWanted(bool wanted, bool of_all);
    bool isRunning() const { return m_runner.isRunning(); }

  Q_SIGNALS:
    void runningChanged();

  private:
    void follow();

    Workbench& m_workbench;
    JobList& m_jobs;
    bool m_is_wanted = false;
    bool m_is_of_all = false;
    bool m_had_condition = false;  ///< in the filter
    bool m_was_stopped = false;
    std::shared_ptr<const Dataset> m_dataset;  ///< that of the images below
    std::string m_images;                      ///< fingerprint of those that were decoded last, or are
    JobRunner m_runner;
};

}  // namespace priorscope
