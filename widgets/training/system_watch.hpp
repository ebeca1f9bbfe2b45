// Keeps up with what a run's folder tells of the machine and of pauses.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include "core/training/run/system_log.hpp"
#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

class SystemWatch : public QObject {
    Q_OBJECT

  public:
    explicit SystemWatch(QObject* parent = nullptr);

    /// Of which run; empty: none. What was told of another one is forgotten.
    /// @param is_underway  whether to look again every few seconds
    void setRun(const QString& folder, bool is_underway);
    const RunSystem& system() const { return m_system; }
    bool isReading() const { return m_reader.isRunning(); }

  Q_SIGNALS:
    void changed();

  private:
    void read();

    QString m_folder;
    RunSystem m_system{};
    QTimer m_timer;
    JobRunner m_reader;
};

}  // namespace priorscope
