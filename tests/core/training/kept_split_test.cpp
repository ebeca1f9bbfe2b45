// The candidates of a split from one session to the next: what a second evaluation is spared, and what makes
// it run the network again.
#include "core/training/evaluation/kept_split.hpp"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cstring>
#include <fstream>
#include <random>

#include "core/compute/compute_settings.hpp"
#include "core/dataset/sample_dataset.hpp"
#include "core/formats/voc/voc_reader.hpp"

using namespace priorscope;

namespace {

/// Finds in an image what its pixels decide: boxes anywhere, scores of two digits, so that many are equal.
class MadeUpRunner : public DetectorRunner {
  public:
    MadeUpRunner(DetectorSpec spec, std::string weights)
        : m_spec(std::move(spec)), m_weights(std::move(weights)) {}

    const DetectorSpec& spec() const override { return m_spec; }
    std::int64_t parameterCount() const override { return 0; }
    std::string fingerprint() const override { return m_weights; }
    std::shared_ptr<DetectorRunner> on(const ComputeContext& /*context*/) const override {
        return std::make_shared<MadeUpRunner>(m_spec, m_weights);
    }
    std::vector<Candidates> run(const std::vector<PreparedImage>& batch,
                                const CandidateOptions& options) override {
        std::vector<Candidates> result;
        for (const PreparedImage& prepared : batch) {
            ++images_run;
            if (on_image) {
                on_image();
            }
            result.push_back(candidatesOf(prepared.image, options));
        }
        return result;
    }

    int images_run = 0;
    std::function<void()> on_image;

  private:
    Candidates candidatesOf(const Image& image, const CandidateOptions& options) const {
        std::mt19937 random(static_cast<unsigned>(image.rgb[0]) + 256U * image.rgb[999]);
        std::uniform_int_distribution<int> percent(1, 99);
        constexpr std::size_t kPriors = 200;
        std::vector<float> scores(kPriors * (m_spec.classes.size() + 1));
        std::generate(scores.begin(), scores.end(),
                      [&] { return static_cast<float>(percent(random)) / 100.0F; });
        std::vector<Box> boxes(kPriors);
        for (Box& box : boxes) {
            box.x_min = static_cast<float>(percent(random)) / 200.0F;
            box.y_min = static_cast<float>(percent(random)) / 200.0F;
            box.x_max = box.x_min + static_cast<float>(percent(random)) / 200.0F;
            box.y_max = box.y_min + static_cast<float>(percent(random)) / 200.0F;
        }
        return candidatesFromBoxes(scores, boxes, options);
    }

    DetectorSpec m_spec;
    std::string m_weights;
};

template <class Value>
bool sameBytes(std::span<const Value> a, std::span<const Value> b) {
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0);
}

bool areSame(const SplitDetections& a, const SplitDetections& b) {
    bool same = a.images == b.images && a.mapping.names == b.mapping.names && a.absent == b.absent &&
                a.mapping.label_of == b.mapping.label_of && a.unreadable == b.unreadable &&
                a.selection == b.selection && a.postprocessing == b.postprocessing &&
                a.candidates.imageCount() == b.candidates.imageCount();
    for (std::size_t i = 0; same && i < a.candidates.imageCount(); ++i) {
        const StoredCandidates one = a.candidates.image(i);
        const StoredCandidates other = b.candidates.image(i);
        same = sameBytes(one.scores, other.scores) && sameBytes(one.labels, other.labels) &&
               sameBytes(one.boxes, other.boxes) && sameBytes(one.priors, other.priors);
    }
    return same;
}

}  // namespace

class KeptSplitTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void init();
    void theSecondTimeTheNetworkDoesNotRun();
    void annotationsDoNotMatter();
    void everythingElseDoes();
    void weightsAreTheDetectors();
    void classesOfTheDataMayHaveOtherNames();
    void manyCandidatesStayOnDisk();
    void otherThresholdsOfCandidatesAreKeptApart();
    void unreadableImagesAreToldEachTime();
    void partsAreTakenFromTheWhole();
    void aDamagedFileIsWrittenAnew();
    void withoutAFingerprintNothingIsKept();
    void withoutAFolderItRunsEachTime();
    void anImageThatChangesMeanwhileIsNotKept();
    void theOldestFilesGo();
    void stopsWhenAsked();

  private:
    std::shared_ptr<MadeUpRunner> runnerOf(const std::string& weights = "weights") const {
        DetectorSpec spec = loadDetectorSpec("ssd-tiny");
        spec.classes = m_classes;
        return std::make_shared<MadeUpRunner>(spec, weights);
    }
    ImageSelection all() const { return ImageSelection::ofSplit(m_dataset, ""); }
    std::optional<KeptSplit> kept(const std::shared_ptr<MadeUpRunner>& runner) const {
        return keptSplit(Detector(runner), m_dataset, all(), m_cache);
    }
    SplitDetections fresh(const std::shared_ptr<MadeUpRunner>& runner) const {
        return detectSplit(Detector(runner), m_dataset, all()).value();
    }
    QStringList files() const {
        return QDir(QString::fromStdString(m_cache.folder.string())).entryList(QDir::Files);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<QTemporaryDir> m_caches;
    Dataset m_original;
    Dataset m_dataset;
    CandidateCache m_cache;
    std::vector<std::string> m_classes;
};

void KeptSplitTest::initTestCase() {
    configureCompute(1);
    const std::filesystem::path folder = m_folder.filePath("sample").toStdString();
    writeSampleDataset(folder, {.images = 11, .seed = 5});
    m_original = readVocDataset(folder).value();
    m_original.images.change(3, [](ImageRecord& record) { record.image_exists = false; });
    m_classes = m_original.classes;
    QVERIFY(m_classes.size() > 3);
}

void KeptSplitTest::init() {
    m_dataset = m_original;
    m_caches = std::make_unique<QTemporaryDir>();
    m_cache = {.folder = std::filesystem::path(m_caches->path().toStdString()) / "a" / "b"};
}

void KeptSplitTest::theSecondTimeTheNetworkDoesNotRun() {
    const auto runner = runnerOf();
    const auto first = kept(runner);
    QVERIFY(!first->was_kept && first->problems.empty());
    QCOMPARE(runner->images_run, 10);
    const auto second = kept(runnerOf());  // as in another session
    QVERIFY(second->was_kept && second->problems.empty());
    const auto third = kept(runner);
    QVERIFY(third->was_kept);
    QCOMPARE(runner->images_run, 10);
    const SplitDetections expected = fresh(runner);
    QVERIFY(expected.candidates.candidateCount() > 1000);
    QVERIFY(areSame(first->detections, expected));
    QVERIFY(areSame(second->detections, expected));
    QVERIFY(areSame(third->detections, expected));
    QCOMPARE(second->detections.candidates.bytesOnDisk(), std::size_t{0});
    QCOMPARE(files().size(), 1);
}

void KeptSplitTest::annotationsDoNotMatter() {
    QVERIFY(!kept(runnerOf())->was_kept);
    m_dataset.images.change(0, [](ImageRecord& record) { record.objects.clear(); });
    m_dataset.images.change(1, [](ImageRecord& record) { record.objects.front().label = 2; });
    m_dataset.images.change(2, [](ImageRecord& record) { record.annotation_file = "elsewhere.xml"; });
    QVERIFY(kept(runnerOf())->was_kept);
}

void KeptSplitTest::everythingElseDoes() {
    const std::vector<std::size_t> images{0, 1, 2};
    const std::filesystem::path file = m_dataset.images[0].image_file;
    const auto runner = runnerOf();
    const auto key = [&](const CandidateOptions& options = {}) {
        return candidatesKey(Detector(runner), m_dataset, images, options);
    };
    const std::string before = key();
    QVERIFY(!before.empty() && before.size() <= 16);
    QCOMPARE(key(), before);
    QVERIFY(candidatesKey(Detector(runnerOf("other weights")), m_dataset, images, {}) != before);
    QVERIFY(key({.floor = 0.02F}) != before);
    QVERIFY(key({.per_class = 401}) != before);
    DetectorSpec spec = runner->spec();
    spec.preprocessing.mean[0] += 1.0F;
    const Detector other(std::make_shared<MadeUpRunner>(spec, "weights"));
    QVERIFY(candidatesKey(other, m_dataset, images, {}) != before);
    QVERIFY(candidatesKey(Detector(runner), m_dataset, {0, 2, 1}, {}) != before);
    QVERIFY(candidatesKey(Detector(runner), m_dataset, {0, 1}, {}) != before);
    for (int ImageRecord::*number : {&ImageRecord::orientation, &ImageRecord::width, &ImageRecord::height}) {
        m_dataset.images.change(1, [&](ImageRecord& record) { ++(record.*number); });
        QVERIFY(key() != before);
        m_dataset.images.change(1, [&](ImageRecord& record) { --(record.*number); });
    }
    QCOMPARE(key(), before);
    const auto written = std::filesystem::last_write_time(file);
    std::filesystem::last_write_time(file, written + std::chrono::milliseconds(1));
    QVERIFY(key() != before);
    std::filesystem::last_write_time(file, written);
    QCOMPARE(key(), before);
    const auto size = std::filesystem::file_size(file);
    std::filesystem::resize_file(file, size + 1);
    std::filesystem::last_write_time(file, written);
    QVERIFY(key() != before);
    std::filesystem::resize_file(file, size);
    std::filesystem::last_write_time(file, written);
    const std::filesystem::path moved = file.string() + ".moved";
    std::filesystem::rename(file, moved);
    QVERIFY(key() != before);
    m_dataset.images.change(0, [&](ImageRecord& record) { record.image_file = moved; });
    QVERIFY(key() != before);
    std::filesystem::rename(moved, file);
    m_dataset.images.change(
        0, [&](ImageRecord& record) { record.image_file = file.parent_path() / "." / file.filename(); });
    QCOMPARE(key(), before);
}

void KeptSplitTest::weightsAreTheDetectors() {
    DetectorSpec spec = loadDetectorSpec("ssd-tiny");
    spec.classes = m_classes;
    const auto of = [](const Detector& detector) { return detector.runner()->fingerprint(); };
    const Detector detector = Detector::create(spec, 1);
    QVERIFY(!of(detector).empty());
    QCOMPARE(of(Detector::create(spec, 1)), of(detector));
    QVERIFY(of(Detector::create(spec, 2)) != of(detector));
    QVERIFY(of(detector.on({.precision = Precision::bf16})) != of(detector));
    QCOMPARE(of(detector.on({.threads = 1})), of(detector));

    const auto first = keptSplit(detector, m_dataset, all(), m_cache);
    QCOMPARE(of(Detector::create(spec, 1)), of(detector));
    const auto second = keptSplit(Detector::create(spec, 1), m_dataset, all(), m_cache);
    QVERIFY(!first->was_kept && second->was_kept);
    QVERIFY(areSame(second->detections, detectSplit(detector, m_dataset, all()).value()));
}

void KeptSplitTest::classesOfTheDataMayHaveOtherNames() {
    const auto runner = runnerOf();
    QVERIFY(!kept(runner)->was_kept);
    std::reverse(m_dataset.classes.begin(), m_dataset.classes.end());  // equal scores change their order
    m_dataset.classes[1] = "of no detector";
    const auto renamed = kept(runner);
    QVERIFY(renamed->was_kept);
    QCOMPARE(renamed->detections.mapping.judged, static_cast<int>(m_classes.size()));
    const SplitDetections expected = fresh(runner);
    QVERIFY(areSame(renamed->detections, expected));
    m_dataset = m_original;
    QVERIFY(!areSame(kept(runner)->detections, expected));
}

void KeptSplitTest::manyCandidatesStayOnDisk() {
    m_cache.memory_bytes = 10000;
    const auto runner = runnerOf();
    for (const bool reversed : {false, true}) {
        if (reversed) {
            std::reverse(m_dataset.classes.begin(), m_dataset.classes.end());
        }
        const SplitDetections expected = fresh(runner);
        for (const bool was_kept : {false, true}) {
            const auto found = kept(runner);
            QCOMPARE(found->was_kept, was_kept || reversed);
            QVERIFY(found->problems.empty());
            const CandidateStore& candidates = found->detections.candidates;
            QVERIFY(candidates.bytesOnDisk() > 20000 && candidates.bytesInMemory() <= m_cache.memory_bytes);
            QVERIFY(areSame(found->detections, expected));
            QCOMPARE(files().size(), 1);
        }
    }
    const auto found = kept(runner);
    m_caches.reset();  // with the folder
    QVERIFY(areSame(found->detections, fresh(runner)));
}

void KeptSplitTest::otherThresholdsOfCandidatesAreKeptApart() {
    const Detector detector(runnerOf());
    Postprocessing low = detector.spec().postprocessing;
    const auto own = keptSplit(detector, m_dataset, all(), m_cache);
    low.per_class = 7;
    const auto few = keptSplit(detector, m_dataset, all(), m_cache, {}, {}, {}, low);
    QVERIFY(!few->was_kept);
    QVERIFY(few->detections.candidates.candidateCount() < own->detections.candidates.candidateCount());
    QVERIFY(keptSplit(detector, m_dataset, all(), m_cache, {}, {}, {}, low)->was_kept);
    low.top_k = 3;  // of what comes after
    const auto cut = keptSplit(detector, m_dataset, all(), m_cache, {}, {}, {}, low);
    QVERIFY(cut->was_kept);
    QCOMPARE(cut->detections.postprocessing.top_k, 3);
    QCOMPARE(files().size(), 2);
}

void KeptSplitTest::unreadableImagesAreToldEachTime() {
    const std::filesystem::path broken = m_folder.filePath("broken.jpg").toStdString();
    const std::filesystem::path whole = m_dataset.images[5].image_file;
    std::ofstream(broken) << std::string(std::filesystem::file_size(whole), '?');
    const auto written = std::filesystem::last_write_time(broken);
    m_dataset.images.change(4, [&](ImageRecord& record) { record.image_file = broken; });
    const auto runner = runnerOf();
    std::vector<std::string> problems;
    const auto run = [&] {
        return keptSplit(Detector(runner), m_dataset, all(), m_cache, {}, {},
                         [&](const Sentence& problem) { problems.push_back(problem); });
    };
    const auto first = run();
    QCOMPARE(first->detections.unreadable, std::int64_t{1});
    QCOMPARE(problems.size(), 1U);
    const auto second = run();
    QVERIFY(second->was_kept);
    QCOMPARE(problems.size(), 2U);
    QCOMPARE(problems[1], problems[0]);
    QVERIFY(areSame(second->detections, fresh(runner)));
    // Now it can be decoded, though it looks the same: the medium had a fault.
    std::filesystem::copy_file(whole, broken, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::last_write_time(broken, written);
    QVERIFY(!run()->was_kept);
    QCOMPARE(problems.size(), 2U);
}

void KeptSplitTest::partsAreTakenFromTheWhole() {
    // The image without a file is among them.
    const ImageSelection part = ImageSelection::ofImages(m_dataset, {8, 3, 1, 2});
    const auto runner = runnerOf();
    const auto partOf = [&] { return keptPart(Detector(runner), m_dataset, part, all(), m_cache); };
    const SplitDetections expected = detectSplit(Detector(runner), m_dataset, part).value();
    QCOMPARE(runner->images_run, 3);
    const auto alone = partOf();
    QVERIFY(!alone->was_kept && areSame(alone->detections, expected));
    QVERIFY(partOf()->was_kept);
    QCOMPARE(runner->images_run, 6);
    m_caches = std::make_unique<QTemporaryDir>();
    m_cache.folder = m_caches->path().toStdString();
    QVERIFY(kept(runner));
    for (const std::size_t memory : {m_cache.memory_bytes, std::size_t{1000}}) {
        m_cache.memory_bytes = memory;
        for (const bool reversed : {false, true}) {
            if (reversed) {
                std::reverse(m_dataset.classes.begin(), m_dataset.classes.end());
            }
            runner->images_run = 0;
            const auto found = partOf();
            QCOMPARE(runner->images_run, 0);
            QVERIFY(found->was_kept && found->problems.empty());
            QVERIFY(areSame(found->detections, detectSplit(Detector(runner), m_dataset, part).value()));
        }
        m_dataset = m_original;
    }
    QCOMPARE(files().size(), 1);
}

void KeptSplitTest::aDamagedFileIsWrittenAnew() {
    const auto runner = runnerOf();
    (void)kept(runner);
    const std::filesystem::path file = m_cache.folder / files().front().toStdString();
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    const auto again = kept(runner);
    QVERIFY(!again->was_kept);
    QCOMPARE(again->problems.size(), 1U);
    QVERIFY(again->problems[0].text().find("cut off") != std::string::npos);
    QVERIFY(areSame(again->detections, fresh(runner)));
    const auto last = kept(runner);
    QVERIFY(last->was_kept && last->problems.empty());
}

void KeptSplitTest::withoutAFingerprintNothingIsKept() {
    const auto runner = runnerOf("");
    for (int i = 1; i <= 2; ++i) {
        const auto found = kept(runner);
        QVERIFY(!found->was_kept && found->problems.empty());
        QCOMPARE(runner->images_run, 10 * i);
    }
    QVERIFY(!std::filesystem::exists(m_cache.folder));
    m_cache.folder.clear();
    const auto other = runnerOf();
    (void)kept(other);
    QVERIFY(!kept(other)->was_kept);
}

void KeptSplitTest::withoutAFolderItRunsEachTime() {
    std::ofstream(m_caches->filePath("a").toStdString()) << "a file in place of a folder";
    const auto runner = runnerOf();
    for (int i = 0; i < 2; ++i) {
        const auto found = kept(runner);
        QVERIFY(!found->was_kept);
        QCOMPARE(found->problems.size(), 1U);
        QVERIFY(found->problems[0].text().starts_with("Candidates are not kept for the next time: "));
        QVERIFY(areSame(found->detections, fresh(runner)));
    }
}

void KeptSplitTest::anImageThatChangesMeanwhileIsNotKept() {
    const auto runner = runnerOf();
    const std::filesystem::path image = m_dataset.images[0].image_file;
    runner->on_image = [&] {
        std::filesystem::last_write_time(image,
                                         std::filesystem::last_write_time(image) + std::chrono::seconds(1));
    };
    QVERIFY(!kept(runner)->was_kept);
    QVERIFY(files().isEmpty());
    runner->on_image = {};
    QVERIFY(!kept(runner)->was_kept);
    QVERIFY(kept(runner)->was_kept);
}

void KeptSplitTest::theOldestFilesGo() {
    m_cache.max_bytes = 1;
    (void)kept(runnerOf("first"));
    QVERIFY(kept(runnerOf("first"))->was_kept);  // in use: more than the limit
    (void)kept(runnerOf("second"));
    QCOMPARE(files().size(), 1);
    QVERIFY(kept(runnerOf("second"))->was_kept);
    QVERIFY(!kept(runnerOf("first"))->was_kept);
}

void KeptSplitTest::stopsWhenAsked() {
    const Detector detector(runnerOf());
    std::stop_source source;
    const auto stop_at_once = [&source](const Progress&) { source.request_stop(); };
    QVERIFY(!keptSplit(detector, m_dataset, all(), m_cache, source.get_token(), stop_at_once));
    QVERIFY(files().isEmpty());
    QVERIFY(keptSplit(detector, m_dataset, all(), m_cache));
    QVERIFY(!keptSplit(detector, m_dataset, all(), m_cache, source.get_token()));
    QVERIFY(keptSplit(detector, m_dataset, all(), m_cache)->was_kept);
}

QTEST_APPLESS_MAIN(KeptSplitTest)
#include "kept_split_test.moc"
