// The device of a run: recorded, kept, and reported when it changes.
#include <QTest>
#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/compute/compute_context.hpp"
#include "core/training/run/run_folder.hpp"
#include "tests/core/training/training_fixture.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;

namespace {

nlohmann::json jsonOf(const std::filesystem::path& run) {
    std::ifstream in(run / "run.json");
    return nlohmann::json::parse(in);
}

void writeJson(const std::filesystem::path& run, const nlohmann::json& json) {
    std::ofstream(run / "run.json") << json.dump();
}

/// What the run reports about its device while it continues to its end.
std::vector<std::string> toldOfDevices(const std::filesystem::path& run, const RunMove& move = {}) {
    std::vector<std::string> told;
    TrainingObserver observer;
    observer.on_problem = [&told](const std::string& text) {
        if (text.find("was computed on") != std::string::npos) {
            told.push_back(text);
        }
    };
    TrainingSession::resume(run, move)->run({}, observer);
    return told;
}

}  // namespace

class RunDeviceTest : public QObject {
    Q_OBJECT

  private:
    /// A run of four steps that is stopped after two.
    std::filesystem::path leftRun(const std::string& name) {
        std::stop_source source;
        TrainingObserver observer;
        observer.on_step = [&source](const StepMetrics& metrics) {
            if (metrics.step == 2) {
                source.request_stop();
            }
        };
        m_runs.start(name, m_runs.options(4))->run(source.get_token(), observer);
        return m_runs.path(name);
    }

    SmallRuns m_runs;

  private Q_SLOTS:
    void theDeviceIsRecordedAsResolved() {
        TrainingOptions o = m_runs.options(1);
        o.device = "auto";
        const DeviceInfo expected = chosenDevice("auto");
        const auto session = m_runs.start("recorded", o);
        QCOMPARE(session->options().device, deviceText(expected.device));
        const nlohmann::json json = jsonOf(m_runs.path("recorded"));
        QCOMPARE(json["options"]["device"].get<std::string>(), deviceText(expected.device));
        QCOMPARE(json["device"].get<std::string>(), deviceText(expected));
    }

    void aRunOfAnEarlierVersionWasOnTheCpu() {
        const auto run = leftRun("early");
        nlohmann::json json = jsonOf(run);
        json.erase("device");
        json.erase("continued_on");
        json["options"].erase("device");
        writeJson(run, json);
        QCOMPARE(readRun(run).options.device, std::string("cpu"));
        QVERIFY(toldOfDevices(run).empty());
        m_runs.run("whole", m_runs.options(4));
        QCOMPARE(largestDifference(m_runs.last("early"), m_runs.last("whole")), 0.0);
    }

    void aKeyThatNobodyKnowsIsStillAnError() {
        const auto run = leftRun("misspelt");
        nlohmann::json json = jsonOf(run);
        json["options"]["devise"] = "cpu";
        writeJson(run, json);
        QVERIFY(messageOf([&] { TrainingSession::resume(run); }).contains("devise"));
    }

    void aRunWhoseDeviceIsNotThereGoesOnOnAnother() {
        const auto run = leftRun("gone");
        nlohmann::json json = jsonOf(run);
        json["options"]["device"] = "cuda:97";
        json["device"] = "cuda:97 (A card)";
        writeJson(run, json);
        const DeviceInfo here = chosenDevice("auto");
        const std::vector<std::string> told = toldOfDevices(run);
        QCOMPARE(told.size(), std::size_t{1});
        QVERIFY2(told[0].find("on cuda:97 (A card), now it is on " + deviceText(here) +
                              ": from here on results differ by rounding") != std::string::npos,
                 told[0].c_str());
        json = jsonOf(run);
        QCOMPARE(json["options"]["device"].get<std::string>(), deviceText(here.device));
        QCOMPARE(json["device"].get<std::string>(), std::string("cuda:97 (A card)"));
        QCOMPARE(json["continued_on"].size(), std::size_t{1});
        QCOMPARE(json["continued_on"][0].get<std::string>(), deviceText(here) + ", from step 2");
        // Reported once: from then on it is the run's own.
        QVERIFY(toldOfDevices(run).empty());
        QCOMPARE(jsonOf(run)["continued_on"].size(), std::size_t{1});
    }

    void aPrecisionThatTheDeviceLacksBecomesFp32() {
        const auto run = leftRun("half");
        nlohmann::json json = jsonOf(run);
        json["options"]["device"] = "cuda:97";
        json["options"]["precision"] = "fp16";
        json["device"] = "cuda:97 (A card)";
        writeJson(run, json);
        std::vector<std::string> told;
        TrainingObserver observer;
        observer.on_problem = [&told](const std::string& text) { told.push_back(text); };
        const auto session = TrainingSession::resume(run, {.device = "cpu"});
        QCOMPARE(session->options().precision, std::string("fp32"));
        QVERIFY(session->run({}, observer) == TrainingState::finished);
        QCOMPARE(std::count_if(told.begin(), told.end(),
                               [](const std::string& text) {
                                   return text.starts_with("Until here the run was computed in fp16");
                               }),
                 1);
        json = jsonOf(run);
        QCOMPARE(json["options"]["precision"].get<std::string>(), std::string("fp32"));
        QVERIFY(
            json["continued_on"][0].get<std::string>().ends_with(", from step 2, in fp32 instead of fp16"));
        QVERIFY(toldOfDevices(run, {.device = "cpu"}).empty());
        QCOMPARE(jsonOf(run)["continued_on"].size(), std::size_t{1});
    }

    void anotherProcessorIsTold() {
        const auto run = leftRun("processor");
        nlohmann::json json = jsonOf(run);
        json["device"] = "cpu (An older one)";
        writeJson(run, json);
        QCOMPARE(toldOfDevices(run, {.device = "cpu"}).size(), std::size_t{1});
    }

    void aDeviceThatIsAskedForMustBeThere() {
        const auto run = leftRun("asked");
        const nlohmann::json before = jsonOf(run);
        const QString message = messageOf([&] { TrainingSession::resume(run, {.device = "cuda:97"}); });
        QVERIFY2(message.contains("cuda:97 is not available"), qPrintable(message));
        QVERIFY(jsonOf(run) == before);
        TrainingOptions o = m_runs.options(1);
        o.device = "cuda:97";
        QVERIFY(messageOf([&] { m_runs.start("never", o); }).contains("cuda:97 is not available"));
        QVERIFY(!std::filesystem::exists(m_runs.path("never")));
        o.device = "gpu";
        QVERIFY(messageOf([&] { m_runs.start("never", o); }).contains("device must be auto"));
    }
};

QTEST_MAIN(RunDeviceTest)
#include "run_device_test.moc"
