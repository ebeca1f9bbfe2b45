// Running jobs and past events, for the job strip and the log.
#pragma once

#include <QAbstractListModel>
#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "core/base/progress.hpp"

namespace priorscope {

enum class LogLevel { info, warning, error };

struct LogEntry {
    QDateTime time;
    LogLevel level = LogLevel::info;
    QString text;
};

/// The log: append-only; beyond kMost entries the oldest are removed.
class LogModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role { LevelRole = Qt::UserRole + 1, TimeRole };
    static constexpr int kMost = 5000;

    using QAbstractListModel::QAbstractListModel;
    void append(LogLevel level, const QString& text);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QString plainText() const;

  private:
    std::vector<LogEntry> m_entries;
};

struct JobStatus {
    std::int64_t id = 0;
    QString name;
    Progress progress;
    QElapsedTimer clock;
    std::function<void()> cancel;
    bool has_own_estimate = false;
    std::optional<double> own_estimate_s{};
    /// The job's own estimate if it gives one, else from the mean speed so far; empty before anything is done
    /// or while the total is unknown.
    std::optional<double> secondsLeft() const;
};

/// The jobs that a user may wait for. Lives on the GUI thread.
class JobList : public QObject {
    Q_OBJECT

  public:
    explicit JobList(QObject* parent = nullptr);

    /// @param cancel  called when the user cancels; may be empty
    /// @return the id for update() and remove()
    std::int64_t add(const QString& name, std::function<void()> cancel);
    void update(std::int64_t id, const Progress& progress);
    /// For a job that may pause, or that does not start at zero: from now on its own estimate of the time
    /// left is shown, in seconds. Empty: unknown.
    void setTimeLeft(std::int64_t id, const std::optional<double>& seconds);
    void remove(std::int64_t id);
    const std::vector<JobStatus>& jobs() const { return m_jobs; }

    /// One line about the latest event, at the right of the strip; also logged.
    void setNote(const QString& note);
    /// Before work begins that the latest event does not belong to; it stays in the log.
    void clearNote();
    const QString& note() const { return m_note; }
    LogModel& log() { return m_log; }

  Q_SIGNALS:
    void changed();
    void noteChanged(const QString& note);

  private:
    std::vector<JobStatus> m_jobs;
    std::int64_t m_next_id = 1;
    QString m_note;
    LogModel m_log;
};

}  // namespace priorscope
