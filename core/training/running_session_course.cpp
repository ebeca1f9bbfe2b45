// What happens to a run while it goes on: changes by its user, and an early end.
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"
#include "core/training/plan/schedule.hpp"
#include "core/training/run/run_files.hpp"
#include "core/training/running_session.hpp"

namespace priorscope {

void RunningSession::change(RunChange::Kind kind, double value) {
    if (const auto problem = problemWith(kind, value)) {
        throwOnProblems(Core::tr("changing the run"), {*problem});
    }
    {
        const std::lock_guard lock(m_requests_mutex);
        if (!m_takes_requests) {
            throw Error({.action = Core::tr("changing the run"),
                         .reason = Core::tr("it has just ended"),
                         .remedy = Core::tr("Resume it with the change")});
        }
        m_requests.emplace_back(kind, kind == RunChange::Kind::steps ? std::round(value) : value);
    }
    m_gate.knock();
}

bool RunningSession::closeRequests() {
    const std::lock_guard lock(m_requests_mutex);
    m_takes_requests = m_takes_requests && !m_requests.empty();
    return !m_takes_requests;
}

void RunningSession::takeOverChanges() {
    // One that was made just before the checkpoint, or just after it, is made again, which changes nothing.
    const auto lies_ahead = [this](const RunChange& change) {
        return change.step > m_progress.step ||
               (change.step == m_progress.step && change.evaluated_at >= m_progress.evaluated_at);
    };
    const auto first_ahead = std::ranges::find_if(m_changes_ahead, lies_ahead);
    m_progress.course.changes.assign(m_changes_ahead.begin(), first_ahead);
    m_changes_ahead.erase(m_changes_ahead.begin(), first_ahead);
}

bool RunningSession::makeChanges(const TrainingObserver& observer) {
    bool made = false;
    const auto is_due = [this](const RunChange& change) {
        return change.step <= m_progress.step && change.evaluated_at <= m_progress.evaluated_at;
    };
    while (!m_changes_ahead.empty() && is_due(m_changes_ahead.front())) {
        enforce(m_changes_ahead.front());
        m_changes_ahead.erase(m_changes_ahead.begin());
        made = true;
    }
    std::vector<std::pair<RunChange::Kind, double>> requests;
    {
        const std::lock_guard lock(m_requests_mutex);
        requests.swap(m_requests);
    }
    for (const auto& [kind, value] : requests) {
        made = makeRequested({m_progress.step, m_progress.evaluated_at, kind, value}, observer) || made;
    }
    if (made) {
        courseChanged(observer);
    }
    return made;
}

bool RunningSession::makeRequested(const RunChange& change, const TrainingObserver& observer) {
    if (change.kind == RunChange::Kind::steps && change.value <= static_cast<double>(m_progress.step)) {
        reportProblem(observer,
                      Core::tr("The run cannot end at step %1: it is at step %2. \"Finish\" ends it "
                               "from here")
                          .arg(std::llround(change.value))
                          .arg(m_progress.step));
        return false;
    }
    if (change.kind == RunChange::Kind::evaluate && (m_progress.step == 0 || !m_opened.images.validation)) {
        reportProblem(observer, m_progress.step == 0
                                    ? Core::tr("There is nothing to evaluate before the first step")
                                    : Core::tr("There is nothing to evaluate on: the run has no validation "
                                               "images"));
        return false;
    }
    if (change.kind == RunChange::Kind::evaluate && m_progress.evaluated_at == m_progress.step) {
        return false;  // it has just been
    }
    // Kept first: what was not kept would be missing when the run is resumed.
    RunHeader header = m_opened.header;
    header.course = wholeCourse();
    const auto in_force = static_cast<std::ptrdiff_t>(m_progress.course.changes.size());
    header.course.changes.insert(header.course.changes.begin() + in_force, change);
    try {
        writeRunJson(m_opened.folder, m_options, m_network->spec(), header);
    } catch (const Error& error) {
        reportDiskProblem(
            observer,
            Core::tr("The change is not made, since it cannot be kept: %1").arg(inOneLine(error.parts())));
        return false;
    }
    m_opened.header = std::move(header);
    m_stored_course = m_opened.header.course;
    enforce(change);
    return true;
}

void RunningSession::enforce(const RunChange& change) {
    RunCourse& course = m_progress.course;
    course.changes.push_back(change);
    if (change.kind == RunChange::Kind::steps) {
        if (course.tail) {
            m_progress.evaluations_without_gain = 0;  // else the next evaluation would end the run again
        }
        course.tail.reset();
    } else if (change.kind == RunChange::Kind::finish && !course.tail) {
        course.tail = tailAfter(m_options, m_progress.step, course);
    }
}

RunCourse RunningSession::wholeCourse() const {
    RunCourse course = m_progress.course;
    course.changes.insert(course.changes.end(), m_changes_ahead.begin(), m_changes_ahead.end());
    return course;
}

void RunningSession::courseChanged(const TrainingObserver& observer) {
    storeCourse(observer);
    m_troubles->setLength(runLength(m_options, m_progress.course));
    if (observer.on_course) {
        observer.on_course(m_progress.course);
    }
}

void RunningSession::tellEarlyStopping(const TrainingObserver& observer) {
    const RunTail& tail = m_progress.course.tail.value();
    reportProblem(observer,
                  (tail.steps > 0 ? Core::tr("Early stopping: evaluations since the best one: %1; steps "
                                             "to the end, in which the rate falls: %2")
                                  : Core::tr("Early stopping: evaluations since the best one: %1; the "
                                             "run ends here, as the rate has fallen already"))
                      .arg(m_progress.evaluations_without_gain)
                      .arg(tail.steps));
}

void RunningSession::storeCourse(const TrainingObserver& observer) {
    RunCourse course = wholeCourse();
    if (m_stored_course == course) {
        return;
    }
    m_opened.header.course = course;
    try {
        writeRunJson(m_opened.folder, m_options, m_network->spec(), m_opened.header);
        m_stored_course = std::move(course);
    } catch (const Error& error) {
        reportDiskProblem(observer, inOneLine(error.parts()));
    }
}

}  // namespace priorscope
