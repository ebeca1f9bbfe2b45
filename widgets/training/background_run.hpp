// Hands a run over to a process of its own, which goes on when the window is closed.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

namespace priorscope {

/// Lives on the GUI thread; it waits without blocking.
class BackgroundRun : public QObject {
    Q_OBJECT

  public:
    explicit BackgroundRun(QObject* parent = nullptr);

    /// The command line that belongs to this program: beside it, or where it is built. Empty: there is none.
    static QString programBeside();

    /// Resumes a run that no process trains.
    void start(const QString& program, const QString& run);
    /// Ends the process that was started: at a checkpoint, if it has begun.
    void cancel();
    bool isStarting() const { return m_timer.isActive(); }
    const QString& run() const { return m_run; }

  Q_SIGNALS:
    void tookOver();  ///< the process trains the run
    /// @param reason  what the process said, or why there is none
    void failed(const QString& reason);

  private:
    void look();
    void end(const QString& reason);
    /// What the process said last.
    QString lastLine() const;

    QString m_run;
    qint64 m_process = 0;
    QElapsedTimer m_since;
    QTimer m_timer;
};

}  // namespace priorscope
