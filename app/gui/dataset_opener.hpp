// Opens folders as datasets, and writes the sample dataset.
#pragma once

#include <QObject>
#include <QString>
#include <memory>

#include "core/dataset/dataset.hpp"
#include "widgets/jobs/job_runner.hpp"

class QWidget;

namespace priorscope {

class Settings;
class Workbench;

/// Reads in a job; the result becomes the workbench's dataset. If it fails, the open one is kept.
class DatasetOpener : public QObject {
    Q_OBJECT

  public:
    /// @param window  parent of the dialogs; all arguments must outlive the opener's jobs
    DatasetOpener(Settings& settings, Workbench& workbench, JobList& jobs, QWidget* window);

    /// Asks for a folder.
    void choose();
    void open(const QString& folder);
    /// Asks for an empty folder, writes the sample dataset there and opens it.
    void writeSample();
    bool isReading() const { return m_reader.isRunning(); }
    /// The folder being read; empty: none.
    QString reading() const { return isReading() ? m_reading : QString(); }

  Q_SIGNALS:
    void started();  ///< a folder is being read
    void opened();
    void failed(const priorscope::JobFailure& failure);
    void changed();  ///< reading() or the state of writing

  private:
    void receive(const QString& folder, std::shared_ptr<const Dataset> dataset);

    Settings& m_settings;
    Workbench& m_workbench;
    JobList& m_jobs;
    QWidget* m_window;
    QString m_reading;  ///< folder being read
    JobRunner m_reader;
    JobRunner m_sample_writer;
};

}  // namespace priorscope
