#include "widgets/jobs/job_list.hpp"

#include <algorithm>
#include <utility>

namespace priorscope {

void LogModel::append(LogLevel level, const QString& text) {
    if (m_entries.size() >= static_cast<std::size_t>(kMost)) {
        beginRemoveRows({}, 0, 0);
        m_entries.erase(m_entries.begin());
        endRemoveRows();
    }
    const int row = static_cast<int>(m_entries.size());
    beginInsertRows({}, row, row);
    m_entries.push_back({QDateTime::currentDateTime(), level, text});
    endInsertRows();
}

int LogModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant LogModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const LogEntry& entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole: {
            const QString mark = entry.level == LogLevel::info ? QString() : QStringLiteral("⚠ ");
            return QStringLiteral("%1  %2%3")
                .arg(entry.time.toString(QStringLiteral("HH:mm:ss")), mark, entry.text);
        }
        case Qt::ToolTipRole:
            return entry.text;
        case LevelRole:
            return static_cast<int>(entry.level);
        case TimeRole:
            return entry.time;
        default:
            return {};
    }
}

QString LogModel::plainText() const {
    QStringList lines;
    for (int row = 0; row < rowCount(); ++row) {
        lines << data(index(row), Qt::DisplayRole).toString();
    }
    return lines.join(QLatin1Char('\n'));
}

std::optional<double> JobStatus::secondsLeft() const {
    return has_own_estimate ? own_estimate_s
                            : timeLeft(static_cast<double>(clock.elapsed()) / 1000.0, progress);
}

JobList::JobList(QObject* parent) : QObject(parent) {}

std::int64_t JobList::add(const QString& name, std::function<void()> cancel) {
    JobStatus job{.id = m_next_id++, .name = name, .progress = {}, .clock = {}, .cancel = std::move(cancel)};
    job.clock.start();
    m_jobs.push_back(std::move(job));
    Q_EMIT changed();
    return m_jobs.back().id;
}

void JobList::update(std::int64_t id, const Progress& progress) {
    for (JobStatus& job : m_jobs) {
        if (job.id == id) {
            job.progress = progress;
            Q_EMIT changed();
        }
    }
}

void JobList::setTimeLeft(std::int64_t id, const std::optional<double>& seconds) {
    for (JobStatus& job : m_jobs) {
        if (job.id == id) {
            job.has_own_estimate = true;
            job.own_estimate_s = seconds;
            Q_EMIT changed();
        }
    }
}

void JobList::remove(std::int64_t id) {
    if (std::erase_if(m_jobs, [id](const JobStatus& job) { return job.id == id; }) > 0) {
        Q_EMIT changed();
    }
}

void JobList::clearNote() {
    m_note.clear();
    Q_EMIT noteChanged(m_note);
}

void JobList::setNote(const QString& note) {
    m_note = note;
    m_log.append(LogLevel::info, note);
    Q_EMIT noteChanged(note);
}

}  // namespace priorscope
