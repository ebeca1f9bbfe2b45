// Rows of metrics.csv, writes delayed by a full disk, and TensorBoard events.
#include <sys/resource.h>

#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <fstream>

#include "core/base/files/append_file.hpp"
#include "core/training/run/event_file.hpp"
#include "core/training/run/metrics_rows.hpp"
#include "core/training/run/metrics_writer.hpp"
#include "core/training/run/run_files.hpp"

using namespace priorscope;
namespace fs = std::filesystem;

namespace {

std::string textOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Limits the size of this process's files, like a full disk.
class SmallDisk {
  public:
    explicit SmallDisk(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

  private:
    rlimit m_before{};
};

}  // namespace

class TestMetrics : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path path(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

  private Q_SLOTS:
    void rowsReadBackAsWritten() {
        const std::string line = "step,12,1,4.5,3.25,1.25,0.001,0.1,12.5,80,33.3,0.02,,";
        const auto row = metricsRow(line, {2});
        QVERIFY(row && row->kind == MetricsRow::Kind::step);
        QCOMPARE(row->metrics.step, 12);
        QCOMPARE(row->metrics.gradient_norm, 0.1);
        QCOMPARE(row->metrics.wait_share, 0.02);
        QVERIFY(!row->map_voc07);
        QCOMPARE(textOf(*row, {2}), line + "\n");
        const auto evaluation = metricsRow("evaluation,40,3,,,,,,,,,,0.5,0.25", {2});
        QVERIFY(evaluation && evaluation->map_voc07 == 0.5 && evaluation->map_voc10 == 0.25);
        // No class of the split had an object.
        const auto without = metricsRow("evaluation,40,3,,,,,,,,,,,", {2});
        QVERIFY(without && !without->map_voc07 && !without->map_voc10);
        const auto not_finite = metricsRow("epoch,8,1,inf,nan,0.5,,,,,,,,", {2});
        QVERIFY(not_finite && std::isinf(not_finite->metrics.loss));
        for (const char* bad : {"", "step", "step,12,1,4.5,3.25,1.25,0.001,0.1,12.5,80,33.3,,",
                                "step,x,1,4.5,3.25,1.25,0.001,0.1,12.5,80,33.3,,,",
                                "step,12,1,4.5,3.25,1.25,0.001,0.1,12.5,80,33.3,,,,",
                                "step,-3,1,4.5,3.25,1.25,0.001,0.1,12.5,80,33.3,,,", "loss,1,0,,,,,,,,,,,"}) {
            QVERIFY2(!metricsRow(bad, {2}), bad);
        }
    }

    void theHeadNamesTheTermsOfTheLoss() {
        QCOMPARE(
            metricsHead({"confidence", "localization"}, {}),
            std::string("kind,step,epoch,loss,confidence_loss,localization_loss,learning_rate,gradient_norm,"
                        "positives_per_image,images_per_second,elapsed_s,wait_share,map_voc07,map_voc10\n"));
        const auto row = metricsRow("step,1,0,2.5,2.5,0.1,1,3,80,0.5,,,", {1});
        QVERIFY(row);
        QCOMPARE(row->metrics.losses, std::vector<double>{2.5});
        QCOMPARE(row->metrics.learning_rate, 0.1);
        QVERIFY(!metricsRow("step,1,0,2.5,2.5,0.1,1,3,80,0.5,,,", {2}));
    }

    void precisionsOfClassesReadBack() {
        const std::string head = metricsHead({"a"}, {"cat", "dog, \"small\""});
        QVERIFY2(head.ends_with(",map_voc10,ap_voc07/cat,\"ap_voc07/dog, \"\"small\"\"\"\n"), head.c_str());
        const MetricsColumns columns{.losses = 1, .classes = 2};
        // No object of the second class was there.
        const std::string line = "evaluation,40,3,,,,,,,,,0.5,0.25,0.75,";
        const auto row = metricsRow(line, columns);
        QVERIFY(row);
        QCOMPARE(row->class_ap_voc07, (std::vector<std::optional<double>>{0.75, std::nullopt}));
        QCOMPARE(textOf(*row, columns), line + "\n");
        // Rows of an earlier version have no cells for classes.
        const auto older = metricsRow("evaluation,40,3,,,,,,,,,0.5,0.25", columns);
        QVERIFY(older && older->map_voc10 == 0.25 && older->class_ap_voc07.empty());
        QCOMPARE(textOf(*older, columns), std::string("evaluation,40,3,,,,,,,,,0.5,0.25,,\n"));
        QVERIFY(!metricsRow("evaluation,40,3,,,,,,,,,0.5,0.25,0.75", columns));  // cut off
    }

    void aRunOfAnEarlierVersionGetsTheColumnsOfToday() {
        fs::create_directories(path("earlier"));
        std::ofstream(path("earlier") / "metrics.csv")
            << "kind,step,epoch,loss,a_loss,learning_rate,gradient_norm,positives_per_image,"
               "images_per_second,elapsed_s,map_voc07,map_voc10\n"
            << "step,1,0,2.5,2.5,0.1,1,3,80,0.5,,\n"
            << "evaluation,1,0,,,,,,,,0.5,0.25\n";
        {
            MetricsWriter writer(path("earlier"), {.step = 1, .evaluated_at = 1}, {"a"}, {"cat"});
            Evaluation evaluation;
            evaluation.classes = {{.name = "cat", .label = 1, .ap_voc07 = 0.75}};
            evaluation.map_voc07 = 0.75;
            writer.evaluation({.step = 2, .evaluation = evaluation}, 0);
        }
        QCOMPARE(textOf(path("earlier") / "metrics.csv"), metricsHead({"a"}, {"cat"}) +
                                                              "step,1,0,2.5,2.5,0.1,1,3,80,0.5,,,,\n"
                                                              "evaluation,1,0,,,,,,,,,0.5,0.25,\n"
                                                              "evaluation,2,0,,,,,,,,,0.75,,0.75\n");
    }

    void rowsWaitForRoom() {
        AppendFile file(path("rows"));
        QVERIFY(file.append("0123456789\n"));
        {
            const SmallDisk disk(16);
            QVERIFY(!file.append("abcdefghij\n"));  // five bytes of it fit
            QVERIFY(!file.isComplete());
            QVERIFY(!file.reason().empty());
            QVERIFY(!file.append("second\n"));
        }
        QVERIFY(file.append("third\n"));
        QVERIFY(file.isComplete() && file.flush());
        QCOMPARE(textOf(path("rows")), std::string("0123456789\nabcdefghij\nsecond\nthird\n"));
    }

    void aFileThatIsThereIsContinued() {
        std::ofstream(path("older")) << "head\n";
        AppendFile file(path("older"));
        QVERIFY(file.append("row\n"));
        QCOMPARE(textOf(path("older")), std::string("head\nrow\n"));
    }

    void rowsBeyondTheCheckpointGo() {
        fs::create_directories(path("run"));
        {
            MetricsWriter writer(path("run"), {}, {"first", "second"}, {});
            for (std::int64_t step = 1; step <= 4; ++step) {
                writer.step({.step = step, .loss = 1.0, .losses = {0.25, 0.75}});
            }
            writer.epoch({.step = 4, .epoch = 0, .loss = 1.0, .losses = {0.5, 0.5}});
            writer.evaluation({.step = 4, .evaluation = {}}, 1);
            writer.step({.step = 5, .losses = {0.0, 0.0}});
        }
        std::ofstream(path("run") / "metrics.csv", std::ios::app) << "step,6,1,3.1";
        // The checkpoint of step 4 was written before its evaluation had finished.
        { const MetricsWriter writer(path("run"), {.step = 4, .evaluated_at = 2}, {"first", "second"}, {}); }
        const std::string text = textOf(path("run") / "metrics.csv");
        QCOMPARE(std::count(text.begin(), text.end(), '\n'), 6);  // head, four steps, an epoch
        QVERIFY(text.find("evaluation,4") == std::string::npos);
        QVERIFY(text.find("epoch,4") != std::string::npos);
        QVERIFY(text.find("step,6") == std::string::npos);
    }

    void rowsOfManyClassesAreKept() {
        // A thousand classes: 20 kB and more a row, as LVIS' 1,203 and Objects365's 365 would have.
        fs::create_directories(path("many"));
        Evaluation evaluation;
        std::vector<std::string> classes;
        for (int i = 0; i < 1000; ++i) {
            classes.push_back("class number " + std::to_string(i));
            evaluation.classes.push_back(
                {.name = classes.back(), .label = i + 1, .ap_voc07 = 1.0 / (3.0 + i)});
        }
        {
            MetricsWriter writer(path("many"), {}, {"a"}, classes);
            writer.step({.step = 1, .loss = 1.0, .losses = {1.0}});
            writer.evaluation({.step = 1, .evaluation = evaluation}, 0);
        }
        { const MetricsWriter writer(path("many"), {.step = 1, .evaluated_at = 1}, {"a"}, classes); }
        std::vector<MetricsRow> rows;
        forEachMetricsLine(path("many") / "metrics.csv", [&](std::string_view line) {
            if (const auto row = metricsRow(line, {1, classes.size()})) {
                rows.push_back(*row);
            }
        });
        QCOMPARE(rows.size(), 2U);
        QCOMPARE(rows[1].class_ap_voc07.size(), classes.size());
        QCOMPARE(rows[1].class_ap_voc07[999], 1.0 / 1002.0);
    }

    void tensorBoardIsToldWhereARunGoesOn() {
        fs::create_directories(path("events"));
        EventFile file(path("events"));
        file.sessionStart(7);
        QVERIFY(file.flush());
        // event.proto: step is field 2, session_log field 7, whose status is field 1 and START 1.
        const std::string bytes = textOf(file.file().path());
        const std::string wanted("\x10\x07\x3a\x02\x08\x01", 6);
        QVERIFY(bytes.find(wanted) != std::string::npos);
    }

    /// The first one's last event may be cut off, where the disk was full: the second one must not go on
    /// there.
    void aResumeWithinTheSameSecondHasItsOwnEvents() {
        fs::create_directories(path("restarted"));
        fs::path first;
        {
            EventFile file(path("restarted"));
            QVERIFY(file.flush());
            first = file.file().path();
        }
        EventFile second(path("restarted"));
        QVERIFY(second.flush());
        QVERIFY(second.file().path().filename() > first.filename());
        QCOMPARE(fs::file_size(second.file().path()), fs::file_size(first));
    }
};

QTEST_APPLESS_MAIN(TestMetrics)
#include "metrics_test.moc"
