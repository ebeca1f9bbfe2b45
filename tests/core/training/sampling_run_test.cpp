// Negatives and sampling by weights, in the stream of samples and in whole runs.
#include <QTest>
#include <fstream>
#include <map>

#include "core/base/torch_headers.hpp"
#include "core/training/batch_loader.hpp"
#include "core/training/plan/trained_images.hpp"
#include "tests/core/training/training_fixture.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;
namespace fs = std::filesystem;

class TestSamplingRuns : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        m_runs = std::make_unique<SmallRuns>();
        fs::create_directories(path("ground/more"));
        for (int i = 0; i < 5; ++i) {
            Image grey{.width = 90, .height = 60, .rgb = std::vector<std::uint8_t>(3 * 90 * 60, 100)};
            writePng(grey, path(i < 3 ? "ground" : "ground/more") / (std::to_string(i) + ".png"));
        }
        std::ofstream(path("ground/notes.txt")) << "no image\n";
    }

    void negativesAreImagesWithoutObjects() {
        const TrainedImages trained = trainedImages(m_runs->dataset, {0, 1, 2}, withNegatives(4));
        QCOMPARE(trained.negatives.size(), std::size_t{5});
        QCOMPARE(trained.images.size(), std::size_t{3});
        for (const std::size_t index : trained.negatives) {
            const ImageRow record = trained.dataset->images[index];
            QVERIFY(record.objects.empty() && record.image_exists);
            QCOMPARE(record.width, 90);
            QVERIFY(record.id.starts_with("negatives/"));
        }
        QVERIFY(trained.weights.empty());
    }

    void eachBatchHasItsShare() {
        TrainingOptions o = resolvedOptions(withNegatives(12), m_runs->spec.recipe, 16);
        o.batch_size = 8;
        o.negatives_share = 0.25;
        QCOMPARE(labelledPerBatch(o), 6);
        BatchLoader loader(trainedImages(m_runs->dataset, m_runs->dataset->splitIndices("train"), o),
                           m_runs->spec, o, 0);
        std::map<std::size_t, int> turns;
        std::map<std::size_t, int> of_negatives;
        for (int step = 0; step < 8; ++step) {  // 48 turns of 16 images: three epochs; 16 of five negatives
            const TrainingBatch batch = loader.next();
            QCOMPARE(batch.samples.size(), std::size_t{8});
            QCOMPARE(batch.epoch, std::int64_t{step * 6 / 16});
            for (std::size_t i = 0; i < 8; ++i) {
                const TrainingSample& sample = batch.samples[i];
                ++(i < 6 ? turns : of_negatives)[sample.index];
                QCOMPARE(sample.index >= m_runs->dataset->images.size(), i >= 6);
                QVERIFY(i < 6 || sample.targets.boxes.empty());
            }
        }
        QCOMPARE(turns.size(), std::size_t{16});
        for (const auto& [index, count] : turns) {
            QCOMPARE(count, 3);
        }
        for (const auto& [index, count] : of_negatives) {
            QVERIFY(count == 3 || count == 4);
        }
    }

    void atLeastOneAndNeverAll() {
        TrainingOptions o = withNegatives(4);
        o.batch_size = 2;
        o.negatives_share = 0.01;
        QCOMPARE(labelledPerBatch(o), 1);
        o.negatives_share = 0.99;
        QCOMPARE(labelledPerBatch(o), 1);
        o.batch_size = 1;
        QCOMPARE(o.validate().front().field, std::string("negatives"));
    }

    void wrongFoldersAndWeightsAreNamed() {
        TrainingOptions o = m_runs->options(2);
        fs::create_directories(path("empty"));
        o.negatives = path("empty").string();
        QVERIFY(refusal(o).contains("empty"));
        std::ofstream(path("empty/broken.jpg")) << "\xFF\xD8\xFF";
        QVERIFY(refusal(o).contains("none of its 1 images"));
        o.negatives = path("nowhere").string();
        QVERIFY2(refusal(o).contains("there is no such folder"), qPrintable(refusal(o)));
        o = m_runs->options(2);
        o.sampling = "file";
        QCOMPARE(o.validate().front().field, std::string("sampling_weights"));
        o.sampling_weights = path("weights.txt").string();
        const std::string id = m_runs->dataset->images[0].id;
        for (const auto& [text, says] : {std::pair<std::string, const char*>{id + "\n", "no weight"},
                                         {"\n" + id + " heavy\n", "weights.txt:2"},
                                         {id + " -1\n", "\"-1\" is no weight"},
                                         {id + " nan\n", "is no weight"},
                                         {"", "none of its lines (0)"},
                                         {"elsewhere 7\nnowhere 1\n", "none of its lines (2)"},
                                         {id + " 0\n", "weight 0"}}) {
            std::ofstream(o.sampling_weights) << text;
            QVERIFY2(refusal(o).contains(says), qPrintable(refusal(o)));
        }
        std::ofstream(o.sampling_weights) << "elsewhere 7\r\n" << id << "\t2.5\r\n";
        const TrainedImages trained = trainedImages(m_runs->dataset, {0}, o);
        QCOMPARE(trained.weights, std::vector<double>{2.5});
        QCOMPARE(trained.notes.size(), std::size_t{1});
        QVERIFY(trained.notes.front().text().ends_with("left out: 1 of 2"));
        std::ofstream(o.sampling_weights) << id << " 2\n";
        QVERIFY(trainedImages(m_runs->dataset, {0}, o).notes.empty());
    }

    /// Stopped in the middle and resumed, with negatives and weights: the weights of the run left alone.
    void aResumedRunEqualsTheOther() {
        TrainingOptions o = withNegatives(8);
        o.sampling = "classes";
        o.sampling_threshold = 0.9;
        o.augmentation.set = "strong";
        QCOMPARE(m_runs->run("whole", o), TrainingState::finished);
        {
            std::stop_source stop;
            auto session = m_runs->start("parts", o);
            TrainingObserver observer;
            observer.on_step = [&](const StepMetrics& metrics) {
                if (metrics.step == 3) {
                    stop.request_stop();
                }
            };
            QCOMPARE(session->run(stop.get_token(), observer), TrainingState::stopped);
        }
        QCOMPARE(TrainingSession::resume(path("parts"))->run({}, {}), TrainingState::finished);
        QCOMPARE(largestDifference(m_runs->last("whole"), m_runs->last("parts")), 0.0);
    }

    void changedNegativesAreRefused() {
        const TrainingOptions o = withNegatives(2);
        m_runs->run("refused", o);
        const fs::path moved = path("ground/0.png");
        fs::rename(moved, path("0.png"));
        const QString message = messageOf([&] { TrainingSession::resume(path("refused")); });
        fs::rename(path("0.png"), moved);
        QVERIFY2(message.contains("negatives"), qPrintable(message));
    }

  private:
    fs::path path(const std::string& name) const { return m_runs->path(name); }

    TrainingOptions withNegatives(int steps) const {
        TrainingOptions o = m_runs->options(steps);
        o.negatives = path("ground").string();
        return o;
    }

    QString refusal(const TrainingOptions& o) const {
        return messageOf([&] { trainedImages(m_runs->dataset, {0}, o); });
    }

    std::unique_ptr<SmallRuns> m_runs;
};

QTEST_APPLESS_MAIN(TestSamplingRuns)
#include "sampling_run_test.moc"
