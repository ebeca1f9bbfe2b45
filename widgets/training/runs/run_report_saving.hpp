// Saves the page about a run.
#pragma once

#include <QObject>
#include <QString>

#include "widgets/jobs/job_runner.hpp"
#include "widgets/training/runs.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class RunReportSaving : public QObject {
    Q_OBJECT

  public:
    RunReportSaving(const WorkspaceContext& context, QWidget* parent);

    bool isRunning() const { return m_writer.isRunning(); }
    /// Asks for a file, then write()s it.
    void ask(const Runs::Record& run);
    /// The dataset is the open one where it is the run's, else it is read from where it was.
    void write(const Runs::Record& run, const QString& file);

  Q_SIGNALS:
    void saved(const QString& file);
    void failed(const QString& message);

  private:
    WorkspaceContext m_context;
    QWidget* m_parent = nullptr;
    JobRunner m_writer;
};

}  // namespace priorscope
