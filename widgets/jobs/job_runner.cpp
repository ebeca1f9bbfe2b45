#include "widgets/jobs/job_runner.hpp"

#include <QMetaObject>
#include <exception>
#include <utility>

#include "core/base/text/plain_message.hpp"
#include "widgets/components/sentence_text.hpp"

namespace priorscope {
namespace {

JobFailure failureFromCurrentException() {
    try {
        throw;
    } catch (const Error& error) {
        return {errorText(error), error.parts()};
    } catch (const std::exception& error) {
        return {errorText(error), {.action = {}, .reason = plainMessage(error)}};
    }
}

}  // namespace

JobRunner::JobRunner(JobList* jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {}

JobRunner::~JobRunner() {
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.reset();
        m_current_stop.request_stop();
    }
    m_thread = {};  // asks the loop to stop and joins it
    leaveList();
}

void JobRunner::enqueue(const QString& name, Task task, Supersede supersede) {
    const std::int64_t number = ++m_last_number;
    if (supersede == Supersede::stop_running) {
        m_first_valid = number;
    }
    {
        const std::lock_guard lock(m_mutex);
        if (supersede == Supersede::stop_running) {
            m_current_stop.request_stop();
        }
        m_waiting = Job{.number = number, .name = name, .task = std::move(task), .stop = {}};
    }
    m_running = true;
    if (!m_thread.joinable()) {
        m_thread = std::jthread([this](const std::stop_token& quit) { loop(quit); });
    }
    m_wake.notify_one();
}

void JobRunner::cancel() {
    if (!m_running) {
        return;
    }
    m_first_valid = m_last_number + 1;
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.reset();
        m_current_stop.request_stop();
    }
    m_running = false;
    leaveList();
    Q_EMIT cancelled();
}

void JobRunner::loop(const std::stop_token& quit) {
    while (true) {
        std::optional<Job> job;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, quit, [this] { return m_waiting.has_value(); })) {
                return;
            }
            job = std::exchange(m_waiting, std::nullopt);
            m_current_stop = job->stop;
        }
        run(*job);
    }
}

void JobRunner::run(Job& job) {
    const std::int64_t number = job.number;
    QMetaObject::invokeMethod(
        this, [this, number, name = job.name] { handleStart(number, name); }, Qt::QueuedConnection);
    std::function<void()> deliver;
    std::optional<JobFailure> failure;
    try {
        deliver = job.task(job.stop.get_token(),
                           [this, number](const Progress& progress) { postProgress(number, progress); });
    } catch (...) {
        failure = failureFromCurrentException();
    }
    QMetaObject::invokeMethod(
        this,
        [this, number, deliver = std::move(deliver), failure = std::move(failure)] {
            handleEnd(number, deliver, failure);
        },
        Qt::QueuedConnection);
}

void JobRunner::postProgress(std::int64_t number, const Progress& progress) {
    bool post = false;
    {
        const std::lock_guard lock(m_mutex);
        m_latest_progress = progress;
        m_latest_number = number;
        post = !std::exchange(m_progress_posted, true);
    }
    if (post) {
        QMetaObject::invokeMethod(
            this, [this] { handleProgress(); }, Qt::QueuedConnection);
    }
}

void JobRunner::handleStart(std::int64_t number, const QString& name) {
    if (number < m_first_valid) {
        return;
    }
    leaveList();
    m_progress = {};
    if (m_jobs != nullptr) {
        m_list_id = m_jobs->add(name, [this] { cancel(); });
    }
    Q_EMIT started();
}

void JobRunner::handleProgress() {
    std::int64_t number = 0;
    {
        const std::lock_guard lock(m_mutex);
        m_progress_posted = false;
        number = m_latest_number;
        if (number >= m_first_valid) {
            m_progress = m_latest_progress;
        }
    }
    if (number < m_first_valid) {
        return;
    }
    if (m_jobs != nullptr && m_list_id != 0) {
        m_jobs->update(m_list_id, m_progress);
    }
    Q_EMIT progressed(m_progress);
}

void JobRunner::handleEnd(std::int64_t number, const std::function<void()>& deliver,
                          const std::optional<JobFailure>& failure) {
    if (number < m_first_valid) {
        return;
    }
    leaveList();
    m_running = number != m_last_number;  // another one may be waiting
    if (failure) {
        if (m_jobs != nullptr) {
            m_jobs->log().append(LogLevel::error, failure->message);
        }
        Q_EMIT failed(*failure);
    } else if (deliver) {
        deliver();
        Q_EMIT finished();
    } else {
        Q_EMIT cancelled();
    }
}

void JobRunner::leaveList() {
    if (m_jobs != nullptr && m_list_id != 0) {
        m_jobs->remove(std::exchange(m_list_id, 0));
    }
}

}  // namespace priorscope
