// Jobs: results, cancellation, stale results, errors as values, progress. Threads synchronise by latches,
// never by sleeping.
#include <QSignalSpy>
#include <QTest>
#include <latch>
#include <stdexcept>

#include "widgets/jobs/job_runner.hpp"

using namespace priorscope;

class JobRunnerTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void handsTheResultToTheOwnersThread();
    void anErrorArrivesAsAValue();
    void cancelStopsTheJobAndDropsItsResult();
    void nothingReturnedMeansCancelled();
    void aNewJobDropsTheStaleResult();
    void afterRunningKeepsTheRunningResultAndTheLatestOnly();
    void progressKeepsTheLatest();
    void destructionStopsAndJoins();
    void jobListShowsAndCancels();
    void timeLeftFromTheMeanSpeed();
};

namespace {

/// Waits until a stop is requested: a job that only a stop ends.
void waitForStop(const std::stop_token& stop) {
    std::latch stopped(1);
    const std::stop_callback callback(stop, [&stopped] { stopped.count_down(); });
    stopped.wait();
}

}  // namespace

void JobRunnerTest::handsTheResultToTheOwnersThread() {
    JobRunner runner;
    QSignalSpy finished(&runner, &JobRunner::finished);
    std::thread::id worker;
    int result = 0;
    std::thread::id receiver;
    runner.start(
        QStringLiteral("sum"),
        [&worker](std::stop_token, const ProgressFn&) {
            worker = std::this_thread::get_id();
            return 40 + 2;
        },
        [&](int value) {
            result = value;
            receiver = std::this_thread::get_id();
        });
    QVERIFY(runner.isRunning());
    QVERIFY(finished.wait());
    QCOMPARE(result, 42);
    QVERIFY(receiver == std::this_thread::get_id());
    QVERIFY(worker != receiver);
    QVERIFY(!runner.isRunning());
}

void JobRunnerTest::anErrorArrivesAsAValue() {
    JobList jobs;
    JobRunner runner(&jobs);
    std::vector<JobFailure> failures;
    connect(&runner, &JobRunner::failed, this,
            [&](const JobFailure& failure) { failures.push_back(failure); });
    QSignalSpy failed(&runner, &JobRunner::failed);
    runner.start(
        QStringLiteral("read"),
        [](std::stop_token, const ProgressFn&) -> int {
            throw Error({.action = "reading the annotation",
                         .file = "a.xml",
                         .line = 7,
                         .reason = "cut off",
                         .remedy = "Write it again"});
        },
        [](int) { QFAIL("there is no result"); });
    QVERIFY(failed.wait());
    QCOMPARE(failures.size(), 1U);
    QCOMPARE(failures[0].message, QStringLiteral("reading the annotation a.xml:7: cut off. Write it again"));
    QCOMPARE(failures[0].parts.line, 7);
    QCOMPARE(jobs.log().rowCount(), 1);

    runner.start(
        QStringLiteral("break"), [](std::stop_token, const ProgressFn&) -> int { throw std::bad_alloc(); },
        [](int) {});
    QVERIFY(failed.wait());
    QVERIFY(failures[1].message.contains(QStringLiteral("not enough memory")));
}

void JobRunnerTest::cancelStopsTheJobAndDropsItsResult() {
    JobRunner runner;
    QSignalSpy cancelled(&runner, &JobRunner::cancelled);
    QSignalSpy finished(&runner, &JobRunner::finished);
    std::latch running(1);
    bool delivered = false;
    runner.start(
        QStringLiteral("long"),
        [&running](std::stop_token stop, const ProgressFn&) {
            running.count_down();
            waitForStop(stop);
            return 1;
        },
        [&delivered](int) { delivered = true; });
    running.wait();
    runner.cancel();
    QCOMPARE(cancelled.count(), 1);
    // Another job runs after it on the same thread, so the first one's result would have arrived by now.
    runner.start(
        QStringLiteral("next"), [](std::stop_token, const ProgressFn&) {}, [] {});
    QVERIFY(finished.wait());
    QVERIFY(!delivered);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(cancelled.count(), 1);
}

void JobRunnerTest::nothingReturnedMeansCancelled() {
    JobRunner runner;
    QSignalSpy cancelled(&runner, &JobRunner::cancelled);
    runner.start(
        QStringLiteral("stopped"),
        [](std::stop_token, const ProgressFn&) -> std::optional<int> { return std::nullopt; },
        [](int) { QFAIL("there is no result"); });
    QVERIFY(cancelled.wait());
    QVERIFY(!runner.isRunning());
}

void JobRunnerTest::aNewJobDropsTheStaleResult() {
    JobRunner runner;
    QSignalSpy finished(&runner, &JobRunner::finished);
    std::vector<int> results;
    std::latch running(1);
    const auto receive = [&results](int value) { results.push_back(value); };
    runner.start(
        QStringLiteral("first"),
        [&running](std::stop_token stop, const ProgressFn&) {
            running.count_down();
            waitForStop(stop);  // ends only because the second job supersedes it
            return 1;
        },
        receive);
    running.wait();
    runner.start(
        QStringLiteral("second"), [](std::stop_token, const ProgressFn&) { return 2; }, receive);
    QVERIFY(finished.wait());
    QCOMPARE(results, std::vector<int>{2});
}

void JobRunnerTest::afterRunningKeepsTheRunningResultAndTheLatestOnly() {
    JobRunner runner;
    QSignalSpy finished(&runner, &JobRunner::finished);
    std::vector<int> results;
    std::latch running(1);
    std::latch go_on(1);
    const auto receive = [&results](int value) { results.push_back(value); };
    runner.start(
        QStringLiteral("first"),
        [&](std::stop_token stop, const ProgressFn&) {
            running.count_down();
            go_on.wait();
            return stop.stop_requested() ? -1 : 1;
        },
        receive, Supersede::after_running);
    running.wait();
    for (const int value : {2, 3, 4}) {
        runner.start(
            QStringLiteral("later"), [value](std::stop_token, const ProgressFn&) { return value; }, receive,
            Supersede::after_running);
    }
    go_on.count_down();
    QTRY_COMPARE(finished.count(), 2);
    QCOMPARE(results, (std::vector<int>{1, 4}));
    QVERIFY(!runner.isRunning());
}

void JobRunnerTest::progressKeepsTheLatest() {
    JobRunner runner;
    QSignalSpy progressed(&runner, &JobRunner::progressed);
    QSignalSpy finished(&runner, &JobRunner::finished);
    runner.start(
        QStringLiteral("count"),
        [](std::stop_token, const ProgressFn& progress) {
            for (int i = 1; i <= 1000; ++i) {
                progress({.done = i, .total = 1000, .unit = "images"});
            }
        },
        [] {});
    QVERIFY(finished.wait());
    // The worker finished before this thread looked, so all reports but the latest were dropped.
    QCOMPARE(runner.progress().done, 1000);
    QVERIFY(progressed.count() >= 1);
}

void JobRunnerTest::destructionStopsAndJoins() {
    bool ended = false;
    {
        JobRunner runner;
        std::latch running(1);
        runner.start(
            QStringLiteral("long"),
            [&](std::stop_token stop, const ProgressFn&) {
                running.count_down();
                waitForStop(stop);
                ended = true;
            },
            [] { QFAIL("nobody is there to receive it"); });
        running.wait();
    }
    QVERIFY(ended);
}

void JobRunnerTest::jobListShowsAndCancels() {
    JobList jobs;
    JobRunner runner(&jobs);
    QSignalSpy started(&runner, &JobRunner::started);
    QSignalSpy progressed(&runner, &JobRunner::progressed);
    QSignalSpy cancelled(&runner, &JobRunner::cancelled);
    runner.start(
        QStringLiteral("Reading"),
        [](std::stop_token stop, const ProgressFn& progress) {
            progress({.done = 3, .total = 12, .unit = "files"});
            waitForStop(stop);
        },
        [] {});
    QVERIFY(progressed.count() > 0 || progressed.wait());
    QCOMPARE(started.count(), 1);
    QCOMPARE(jobs.jobs().size(), 1U);
    QCOMPARE(jobs.jobs()[0].name, QStringLiteral("Reading"));
    QCOMPARE(jobs.jobs()[0].progress.total, 12);
    jobs.jobs()[0].cancel();
    QCOMPARE(cancelled.count(), 1);
    QVERIFY(jobs.jobs().empty());
}

void JobRunnerTest::timeLeftFromTheMeanSpeed() {
    QCOMPARE(timeLeft(10.0, {.done = 25, .total = 100}).value(), 30.0);
    QCOMPARE(timeLeft(10.0, {.done = 100, .total = 100}).value(), 0.0);
    QVERIFY(!timeLeft(10.0, {.done = 0, .total = 100}).has_value());
    QVERIFY(!timeLeft(10.0, {.done = 5, .total = 0}).has_value());
    JobList jobs;
    const std::int64_t id = jobs.add(QStringLiteral("training"), {});
    jobs.update(id, {.done = 50, .total = 100});
    QVERIFY(jobs.jobs().front().secondsLeft().has_value());
    jobs.setTimeLeft(id, 90.0);  // its own estimate, whatever the clock says
    QCOMPARE(jobs.jobs().front().secondsLeft().value(), 90.0);
    jobs.setTimeLeft(id, std::nullopt);
    QVERIFY(!jobs.jobs().front().secondsLeft().has_value());
}

QTEST_MAIN(JobRunnerTest)
#include "job_runner_test.moc"
