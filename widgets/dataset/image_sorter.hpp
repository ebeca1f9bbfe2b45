// Keeps the images of the workbench in the order that the user chose.
#pragma once

#include <QObject>
#include <QStringList>

#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

class RunDocument;
class Workbench;

/// Sets Workbench::browsed() whenever the images change; few at once, many in a job.
class ImageSorter : public QObject {
    Q_OBJECT

  public:
    /// @param draft  whose priors are those of the last order
    ImageSorter(Workbench& workbench, const RunDocument& draft, JobList& jobs, QObject* parent = nullptr);

    /// What can be chosen; the first is the order of the split.
    static QStringList orders();
    static QString explanation(int order);
    int order() const { return m_order; }
    /// @param order  index into orders()
    void setOrder(int order);
    bool isRunning() const { return m_runner.isRunning(); }

  Q_SIGNALS:
    void orderChanged(int order);

  private:
    void sort();
    void sortByCoverage();

    Workbench& m_workbench;
    const RunDocument& m_draft;
    int m_order = 0;
    JobRunner m_runner;
};

}  // namespace priorscope
