// Renames runs, throws them away and brings them back, one after the other.
#pragma once

#include <QObject>
#include <QString>
#include <functional>

#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

class Runs;

/// What it does can be taken back; the trash keeps a run until it is emptied. Lives on the GUI thread.
class RunKeeper : public QObject {
    Q_OBJECT

  public:
    /// @param runs, jobs  must outlive it
    RunKeeper(Runs& runs, JobList& jobs, QObject* parent = nullptr);

    /// Why a run's folder cannot be renamed or thrown away now, as far as the window knows; empty: it can.
    QString obstacle(const QString& run) const;

    /// Each does nothing while another one is being done.
    void rename(const QString& run, const QString& name);
    void trash(const QString& run);
    /// @param entry  a folder in the trash
    void restore(const QString& entry);
    bool isRunning() const { return m_runner.isRunning(); }

  Q_SIGNALS:
    /// @param text  what has happened
    /// @param undo  takes it back
    void done(const QString& text, const std::function<void()>& undo);
    void restored(const QString& run);
    void failed(const QString& message);

  private:
    Runs& m_runs;
    JobRunner m_runner;
};

}  // namespace priorscope
