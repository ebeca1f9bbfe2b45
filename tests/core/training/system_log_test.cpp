// What a run's folder tells of the machine and of pauses.
#include "core/training/run/system_log.hpp"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <sstream>

using namespace priorscope;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

class SystemLogTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    fs::path run() const { return m_folder->path().toStdString(); }
    void write(const std::string& text) const {
        std::ofstream(run() / "system.csv", std::ios::binary | std::ios::app) << text;
    }
    /// Lines of the file.
    long lines() const {
        std::ostringstream text;
        text << std::ifstream(run() / "system.csv").rdbuf();
        return std::ranges::count(text.str(), '\n');
    }

  private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void nothingBeforeTheFirstStep() {
        SystemLog log(run(), 0, {});
        log.look(TrainingState::preparing, 0, SystemLog::Clock::time_point(1h));
        QVERIFY(fs::is_empty(run()));
        QCOMPARE(readRunSystem(run()), RunSystem());
    }

    void aRowEverySecondAndRarerLater() {
        const SystemLog::Clock::time_point start(5min);
        SystemLog log(run(), 0, start);
        log.look(TrainingState::running, 3, start + 900ms);
        QVERIFY(readRunSystem(run()).rows.empty());
        log.look(TrainingState::running, 4, start + 1000ms);
        log.look(TrainingState::running, 5, start + 1900ms);
        log.look(TrainingState::evaluating, 6, start + 2000ms);
        // 10,000 s later a row is due every 20 s.
        log.look(TrainingState::running, 7, start + 10000s);
        log.look(TrainingState::running, 8, start + 10019s);
        log.look(TrainingState::running, 9, start + 10020s);
        const RunSystem system = readRunSystem(run());
        std::vector<std::int64_t> steps;
        for (const SystemRow& row : system.rows) {
            steps.push_back(row.step);
        }
        QCOMPARE(steps, (std::vector<std::int64_t>{4, 6, 7, 9}));
        QVERIFY(system.breaks.empty());
        QVERIFY(log.problem().empty());
        const SystemRow& row = system.rows.front();
        QVERIFY(row.own_memory > 1000000);  // Qt alone takes more
        QVERIFY(row.memory && *row.memory > 0.0 && *row.memory < 1.0);
        QVERIFY(row.disk && *row.disk >= 0.0 && *row.disk <= 1.0);
    }

    void processorTimeIsOfTheInterval() {
        const SystemLog::Clock::time_point start(0s);
        SystemLog log(run(), 0, start);
        const auto begin = std::chrono::steady_clock::now();
        volatile double sum = 0.0;
        while (std::chrono::steady_clock::now() - begin < 400ms) {
            sum = sum + 1.0;
        }
        log.look(TrainingState::running, 1, start + 10s);
        const RunSystem system = readRunSystem(run());
        QCOMPARE(system.rows.size(), 1U);
        const SystemRow& row = system.rows.front();
        QVERIFY(row.cpu && row.own_cpu);
        QVERIFY(*row.own_cpu > 0.0);
        QVERIFY(*row.cpu >= *row.own_cpu - 0.1);  // read one after the other
    }

    void pausesAndTakingUp() {
        const SystemLog::Clock::time_point start(0s);
        {
            SystemLog log(run(), 0, start);
            log.look(TrainingState::running, 10, start + 10s);
            log.look(TrainingState::paused, 12, start + 11s);
            log.look(TrainingState::paused, 12, start + 300s);
            log.look(TrainingState::running, 13, start + 731s);  // 720 s
            log.look(TrainingState::paused, 20, start + 735s);
            log.look(TrainingState::running, 20, start + 735s + 900ms);  // hardly seen
        }
        SystemLog log(run(), 11, start);
        log.look(TrainingState::preparing, 11, start);
        log.look(TrainingState::running, 15, start + 10s);
        const RunSystem system = readRunSystem(run());
        // The pause at step 12 was of steps that are made again from 11 on, as the row of step 13 was.
        QCOMPARE(system.breaks, (std::vector<RunBreak>{{11, std::nullopt}}));
        QCOMPARE(system.rows.size(), 2U);
        QCOMPARE(system.rows[0].step, 10);
        QCOMPARE(system.rows[1].step, 15);
    }

    void whatIsDamagedIsPassedOver() {
        write(
            "kind,step,seconds,cpu,own_cpu,memory,own_memory,disk\n"
            "system,5,,0.5,0.25,0.125,1000,0.75\n"
            "pause,6,720.0,,,,,\n"
            "pause,6,-1,,,,,\n"
            "system,-3,,0.5,0.25,0.125,1000,0.75\n"
            "system,nan,,0.5,0.25,0.125,1000,0.75\n"
            "pause,6,inf,,,,,\n"
            "system,7,,2,nan,,-5,\n"
            "system,8,,0.5\n"
            "system,8,,0.5,0.25,0.125,1000,0.75,1\n" +
            std::string(600, 'x') + "\nsystem,9,,0,1,0,7,1");  // and no line break
        const RunSystem system = readRunSystem(run());
        QCOMPARE(system.rows, (std::vector<SystemRow>{{5, 0.5, 0.25, 0.125, 1000, 0.75}, {.step = 7}}));
        QCOMPARE(system.breaks, (std::vector<RunBreak>{{6, 720.0}}));
    }

    void whatCannotBeWrittenIsToldAndMadeUpFor() {
        const SystemLog::Clock::time_point start(0s);
        fs::create_directory(run() / "system.csv");
        SystemLog log(run(), 0, start);
        log.look(TrainingState::running, 1, start + 10s);
        QVERIFY(!log.problem().empty());
        QCOMPARE(readRunSystem(run()), RunSystem());
        fs::remove(run() / "system.csv");
        log.look(TrainingState::running, 2, start + 20s);
        QVERIFY(log.problem().empty());
        QCOMPARE(readRunSystem(run()).rows.size(), 2U);
        QCOMPARE(lines(), 2);  // the head was not due, the folder stood in its place
    }
};

QTEST_GUILESS_MAIN(SystemLogTest)
#include "system_log_test.moc"
