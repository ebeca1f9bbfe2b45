// What is asked of a run, and what it tells, as files in its folder.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <fstream>
#include <thread>

#include "core/base/error.hpp"
#include "core/training/run/metrics_rows.hpp"
#include "core/training/run/metrics_tail.hpp"
#include "core/training/run/run_lock.hpp"
#include "core/training/steering/run_requests.hpp"
#include "core/training/steering/run_status.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary | std::ios::app);
    out << text;
}

std::string stepRow(int step) {
    return textOf(MetricsRow{.metrics = {.step = step, .loss = 1.5, .losses = {1.0, 0.5}}}, {2, 0});
}

}  // namespace

class SteeringTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    fs::path run() const { return m_folder->path().toStdString(); }
    fs::path requests() const { return run() / "requests"; }

  private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void requestsAreTakenOnceInTheirOrder() {
        const RunLock lock(run());
        RequestBox box(run());
        QVERIFY(box.problem().empty());
        askRun(run(), {RequestKind::rate, 0.002});
        askRun(run(), {RequestKind::pause});
        askRun(run(), {RequestKind::steps, 400});
        askRun(run(), {RequestKind::finish});
        const RequestBox::Taken taken = box.take();
        QCOMPARE(taken.requests, (std::vector<RunRequest>{{RequestKind::rate, 0.002},
                                                          {RequestKind::pause},
                                                          {RequestKind::steps, 400},
                                                          {RequestKind::finish}}));
        QVERIFY(taken.problems.empty());
        QVERIFY(box.take().requests.empty());
        QVERIFY(fs::is_empty(requests()));
    }

    void namesReadBack() {
        for (const RequestKind kind :
             {RequestKind::pause, RequestKind::go_on, RequestKind::stop, RequestKind::checkpoint,
              RequestKind::rate, RequestKind::steps, RequestKind::finish, RequestKind::evaluate}) {
            QCOMPARE(requestKind(nameOf(kind)), std::optional(kind));
        }
        QVERIFY(!requestKind("delete"));
    }

    void nobodyIsAskedWhereNobodyTrains() {
        const QString told = messageOf([&] { askRun(run(), {RequestKind::stop}); });
        QVERIFY2(told.contains(QStringLiteral("no process is training it")), qPrintable(told));
        QVERIFY(!fs::exists(requests()));
        const RunLock lock(run());  // of a version that takes no requests
        const QString of_earlier = messageOf([&] { askRun(run(), {RequestKind::stop}); });
        QVERIFY2(of_earlier.contains(QStringLiteral("takes no requests yet")), qPrintable(of_earlier));
    }

    void valuesOutOfRangeAreRefusedAtOnce() {
        const RunLock lock(run());
        RequestBox box(run());
        QVERIFY(!messageOf([&] { askRun(run(), {RequestKind::rate, -1.0}); }).isEmpty());
        QVERIFY(!messageOf([&] { askRun(run(), {RequestKind::steps, 0.0}); }).isEmpty());
        QVERIFY(box.take().requests.empty());
    }

    /// None of these may be obeyed, block, or stay.
    void whatIsNoRequestIsLeftAside() {
        RequestBox box(run());
        const fs::path elsewhere = run() / "elsewhere.json";
        write(elsewhere, "{\"request\": \"stop\"}");
        write(requests() / "1.json", "no json");
        write(requests() / "2.json", "{\"request\": \"delete\"}");
        write(requests() / "3.json", "{\"request\": \"rate\", \"value\": \"much\"}");
        write(requests() / "4.json", "{\"request\": \"rate\", \"value\": 1e9}");
        write(requests() / "5.json", "{\"request\": \"stop\", \"why\": \"" + std::string(2000, 'x') + "\"}");
        fs::create_symlink(elsewhere, requests() / "6.json");
        QCOMPARE(::mkfifo((requests() / "7.json").c_str(), 0600), 0);
        write(requests() / "8.json", "{\"request\": \"pause\"}");
        fs::create_directory(requests() / "90.json");
        write(requests() / "9.part", "{\"request\": \"stop\"}");
        const RequestBox::Taken taken = box.take();
        QCOMPARE(taken.requests, (std::vector<RunRequest>{{RequestKind::pause}}));
        QCOMPARE(taken.problems.size(), std::size_t{8});
        QVERIFY(fs::exists(elsewhere));
        QVERIFY(box.take().problems.empty());
    }

    void manyAreTakenInParts() {
        RequestBox box(run());
        for (int i = 100; i < 200; ++i) {
            write(requests() / (std::to_string(i) + ".json"), "{\"request\": \"checkpoint\"}");
        }
        QCOMPARE(box.take().requests.size(), RequestBox::kMostAtOnce);
        QCOMPARE(box.take().requests.size(), 100 - RequestBox::kMostAtOnce);
    }

    void whatWasAskedOfAnEarlierProcessIsDropped() {
        {
            const RequestBox earlier(run());
            write(requests() / "1.json", "{\"request\": \"stop\"}");
            write(requests() / "2.json.part-4711-0", "half");
        }
        RequestBox box(run());
        QVERIFY(box.take().requests.empty());
        QVERIFY(fs::is_empty(requests()));
        write(requests() / "3.json", "{\"request\": \"stop\"}");
        removeRequests(run());
        QVERIFY(!fs::exists(requests()));
    }

    void theFolderIsForThisUserAlone() {
        fs::create_directory(requests());
        fs::permissions(requests(), fs::perms::all);
        const RequestBox box(run());
        QVERIFY(box.problem().empty());
        QCOMPARE(fs::status(requests()).permissions(), fs::perms::owner_all);
        QVERIFY(canSteer(run()));
    }

    void aLinkIsNoFolderForRequests() {
        const fs::path elsewhere = run() / "elsewhere";
        fs::create_directory(elsewhere);
        fs::create_directory_symlink(elsewhere, requests());
        RequestBox box(run());
        QVERIFY(!box.problem().empty());
        QVERIFY(!canSteer(run()));
        write(elsewhere / "1.json", "{\"request\": \"stop\"}");
        QVERIFY(box.take().requests.empty());
        QVERIFY(fs::exists(elsewhere / "1.json"));
    }

    void statusReadsBack() {
        QVERIFY(!readStatus(run()));
        RunStatus status = statusHere();
        QCOMPARE(status.process, static_cast<std::int64_t>(::getpid()));
        status.state = TrainingState::evaluating;
        status.step = 12345678901;
        status.beat = 7;
        writeStatus(run(), status);
        QVERIFY(readStatus(run()) == status);
        status.state = std::nullopt;
        status.problem = "reading b\xff.jpg: no space";  // not UTF-8
        writeStatus(run(), status);
        const auto failed = readStatus(run());
        QVERIFY(failed && !failed->state);
        QVERIFY(failed->problem.ends_with(".jpg: no space"));
    }

    void aStatusThatIsNoneSaysNothing() {
        for (const char* text : {"", "{}", "[1]",
                                 "{\"state\": \"dancing\", \"step\": 1, \"beat\": 1, \"problem\": \"\", "
                                 "\"host\": \"\", \"process\": 1}",
                                 "{\"state\": \"running\", \"step\": \"one\", \"beat\": 1, \"problem\": "
                                 "\"\", \"host\": \"\", \"process\": 1}"}) {
            fs::remove(run() / "status.json");
            write(run() / "status.json", text);
            QVERIFY(!readStatus(run()));
        }
    }

    void rowsAreReadOnceComplete() {
        const fs::path file = run() / "metrics.csv";
        MetricsTail tail(file, {2, 0});
        QVERIFY(tail.read().steps.empty());
        write(file, metricsHead({"a", "b"}, {}) + stepRow(1) + stepRow(2) + stepRow(3).substr(0, 9));
        const MetricsTail::News first = tail.read();
        QCOMPARE(first.steps.size(), std::size_t{2});
        QVERIFY(!first.is_replaced);
        QVERIFY(tail.read().steps.empty());
        write(file, stepRow(3).substr(9));
        write(file, textOf(MetricsRow{.kind = MetricsRow::Kind::evaluation,
                                      .metrics = {.step = 3, .losses = {2.0, 0.25}},
                                      .map_voc07 = 0.5,
                                      .map_voc10 = 0.25},
                           {2, 0}));
        const MetricsTail::News next = tail.read();
        QCOMPARE(next.steps.size(), std::size_t{1});
        QCOMPARE(next.steps.front().step, 3);
        QCOMPARE(next.evaluations.size(), std::size_t{1});
        QCOMPARE(next.evaluations.front().map_voc07, std::optional(0.5));
        QCOMPARE(next.evaluations.front().loss, std::optional(2.25));
    }

    void aFileThatIsWrittenAnewIsReadAnew() {
        const fs::path file = run() / "metrics.csv";
        MetricsTail tail(file, {2, 0});
        const std::string head = metricsHead({"a", "b"}, {});
        write(file, head + stepRow(1) + stepRow(2) + stepRow(3));
        QCOMPARE(tail.read().steps.size(), std::size_t{3});
        write(run() / "other", head + stepRow(1));
        fs::rename(run() / "other", file);
        const MetricsTail::News news = tail.read();
        QVERIFY(news.is_replaced);
        QCOMPARE(news.steps.size(), std::size_t{1});
    }

    void aPipeIsNoFileOfMetrics() {
        QCOMPARE(::mkfifo((run() / "metrics.csv").c_str(), 0600), 0);
        MetricsTail tail(run() / "metrics.csv", {2, 0});
        QVERIFY(!messageOf([&] { (void)tail.read(); }).isEmpty());
    }

    /// Those who look whether a run is held must not keep its process from taking it.
    void lookingTakesNoLockAway() {
        std::atomic<bool> done{false};
        const std::jthread looking([&] {
            while (!done) {
                (void)RunLock::isHeld(run());
            }
        });
        int refused = 0;
        for (int i = 0; i < 50; ++i) {
            refused += messageOf([&] { const RunLock lock(run()); }).isEmpty() ? 0 : 1;
        }
        done = true;
        QCOMPARE(refused, 0);
        const RunLock lock(run());
        QVERIFY(RunLock::isHeld(run()));
        QVERIFY(!messageOf([&] { const RunLock second(run()); }).isEmpty());
    }
};

QTEST_APPLESS_MAIN(SteeringTest)
#include "steering_test.moc"
