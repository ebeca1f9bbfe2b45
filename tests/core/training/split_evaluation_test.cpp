// Evaluation over a split, image by image: the same metrics whether candidates are kept or dropped.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <fstream>

#include "core/compute/compute_settings.hpp"
#include "core/dataset/sample_dataset.hpp"
#include "core/evaluation/evaluation.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "core/image/image.hpp"
#include "core/model/detector.hpp"
#include "core/training/evaluation/evaluate_detector.hpp"
#include "core/training/evaluation/split_costs.hpp"
#include "core/training/evaluation/split_detections.hpp"

using namespace priorscope;

class SplitEvaluationTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void imagesAreHandedOverOnceAndInOrder();
    void figuresAreThoseOfKeptCandidates();
    void everyWayFollowsTheFilter();
    void stopsWhenAsked();

  private:
    std::vector<Detection> judged(std::size_t image) const;

    QTemporaryDir m_folder;
    Dataset m_dataset;
    std::unique_ptr<Detector> m_detector;
    std::size_t m_broken = 0;
};

void SplitEvaluationTest::initTestCase() {
    configureCompute(1);
    const std::filesystem::path folder = m_folder.filePath("sample").toStdString();
    writeSampleDataset(folder, {.images = 21, .seed = 5});
    m_dataset = readVocDataset(folder).value();
    DetectorSpec spec = loadDetectorSpec("ssd-tiny");
    spec.classes = m_dataset.classes;
    const auto circle = std::find(spec.classes.begin(), spec.classes.end(), "circle");
    QVERIFY(circle != spec.classes.end());
    *circle = "Circle";  // lower case in the data
    m_detector = std::make_unique<Detector>(Detector::create(spec, 3));
    // An untrained network finds nothing: its predictions in some images become the ground truth, so that
    // there are metrics.
    for (std::size_t i = 0; i < m_dataset.images.size(); ++i) {
        ImageRecord record = m_dataset.images[i].copy();
        const std::vector<Detection> detections = judged(i);
        record.objects.clear();
        for (std::size_t d = i % 3; d < std::min<std::size_t>(detections.size(), 40); d += 3) {
            record.objects.push_back(
                {.label = detections[d].label,
                 .box = detections[d].box,
                 .difficult = d % 7 == 0,
                 .voc = vocFromFractions(detections[d].box, record.width, record.height)});
        }
        m_dataset.images.replace(i, record);
    }
    m_broken = 9;
    std::ofstream(m_dataset.images[m_broken].image_file.path()) << "not an image";
    m_dataset.images.change(12, [](ImageRecord& record) { record.image_exists = false; });
}

std::vector<Detection> SplitEvaluationTest::judged(std::size_t image) const {
    const Postprocessing& own = m_detector->spec().postprocessing;
    const Candidates candidates =
        m_detector->detect(decodeImage(m_dataset.images[image].image_file), own.candidateOptions());
    const ClassMapping mapping = mapClasses(m_detector->spec().classes, m_dataset.classes);
    return judgedDetections(relabelled(candidates, mapping), own.detectionOptions(), mapping);
}

void SplitEvaluationTest::imagesAreHandedOverOnceAndInOrder() {
    const std::vector<std::size_t> indices{3, 9, 1, 20, 0, 5, 4, 2, 8, 7};
    std::vector<std::size_t> positions;
    std::vector<std::string> problems;
    const bool complete = detectImages(
        *m_detector, m_dataset, indices, {}, {}, {},
        [&](const std::string& problem) { problems.push_back(problem); },
        [&](std::size_t position, const std::optional<Candidates>& candidates) {
            positions.push_back(position);
            QCOMPARE(!candidates.has_value(), indices[position] == m_broken);
        });
    QVERIFY(complete);
    QCOMPARE(positions, (std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    QCOMPARE(problems.size(), 1U);
}

void SplitEvaluationTest::figuresAreThoseOfKeptCandidates() {
    std::vector<EvaluatedImage> images;
    for (std::size_t i = 0; i < m_dataset.images.size(); ++i) {
        if (m_dataset.images[i].image_exists && i != m_broken) {
            images.push_back({m_dataset.images[i], judged(i)});
        }
    }
    // The detector knows "Circle", not the data's "circle": objects of that class are not asked for.
    // Difficult ones do not count either.
    std::vector<ImageRecord> asked;
    for (const EvaluatedImage& image : images) {
        asked.push_back(image.truth.copy());
        for (Annotation& object : asked.back().objects) {
            object.difficult = object.difficult || m_dataset.className(object.label) == "circle";
        }
    }
    for (std::size_t i = 0; i < images.size(); ++i) {
        images[i].truth = asked[i];
    }
    const Evaluation by_hand = evaluateDetections(images, m_dataset.classes);
    const auto streamed = evaluateDetector(*m_detector, m_dataset, ImageSelection::ofSplit(m_dataset, ""));
    const auto kept = detectSplit(*m_detector, m_dataset, ImageSelection::ofSplit(m_dataset, ""));
    const auto from_kept = evaluateSplit(m_dataset, kept.value());
    QVERIFY(*by_hand.map_voc10 > 0.0 && *by_hand.map_voc10 < 1.0 && *by_hand.coco.ap > 0.0);
    for (const Evaluation* other : {&*streamed, &*from_kept}) {
        QCOMPARE(other->images, 19);
        QCOMPARE(other->absent, 1);
        QCOMPARE(other->unreadable, 1);
        QCOMPARE(notesOf(*other)[0],
                 "1 image of the split without an image file: left out, with the objects on them");
        // Batches of eight and single images differ in the last digits of scores and boxes.
        QVERIFY(std::abs(*other->map_voc07 - *by_hand.map_voc07) < 1e-3);
        QVERIFY(std::abs(*other->coco.ap - *by_hand.coco.ap) < 1e-3);
        QCOMPARE(other->gaps.differ_in_spelling.size(), 1U);
        QCOMPARE(other->gaps.differ_in_spelling[0].first, std::string("Circle"));
    }
    QCOMPARE(streamed->map_voc07, from_kept->map_voc07);
    QCOMPARE(streamed->map_voc10, from_kept->map_voc10);
    QCOMPARE(streamed->coco.ap, from_kept->coco.ap);
    QCOMPARE(streamed->coco.ar100, from_kept->coco.ar100);
}

/// Larger objects hidden, against a dataset that has them marked difficult.
void SplitEvaluationTest::everyWayFollowsTheFilter() {
    const std::optional<ImageFilter> filter =
        ImageFilter{.difficult = true, .conditions = {{.field = FilterField::area, .most = 900.0}}};
    Dataset marked = m_dataset;
    std::size_t hidden = 0;
    for (std::size_t i = 0; i < marked.images.size(); ++i) {
        ImageRecord record = m_dataset.images[i].copy();
        for (std::size_t o = 0; o < record.objects.size(); ++o) {
            if (!isObjectShown(m_dataset.images[i], m_dataset.images[i].objects[o], *filter)) {
                record.objects[o].difficult = true;
                ++hidden;
            }
        }
        marked.images.replace(i, record);
    }
    QVERIFY(hidden > 10);
    const ImageSelection all = ImageSelection::ofSplit(m_dataset, "");
    SplitDetections split = detectSplit(*m_detector, m_dataset, all).value();
    const DetectionOptions options = split.postprocessing.detectionOptions();
    const double whole = evaluateSplit(m_dataset, split).value().map_voc10.value();
    const Evaluation expected = evaluateSplit(marked, split).value();
    const KeptCandidates kept = keepCandidates(split.candidates, withEveryScore(options)).value();
    const MatchOptions match = matchOptions(0.5, split.mapping);
    const SplitCosts expected_costs = splitCosts(marked, split, kept, match).value();
    split.filter = filter;
    QVERIFY(*expected.map_voc10 > 0.0 && *expected.map_voc10 < 1.0 && *expected.map_voc10 != whole);
    const Evaluation streamed =
        evaluateDetector(*m_detector, m_dataset, all, {}, {}, {}, DifficultObjects::ignore, filter).value();
    const Evaluation scored =
        scoreSplit(m_dataset, split, options, DifficultObjects::ignore).value().evaluation;
    const SplitCosts costs = splitCosts(m_dataset, split, kept, match).value();
    for (const Evaluation& each :
         {evaluateSplit(m_dataset, split).value(), streamed, scored, costs.evaluation}) {
        QCOMPARE(each.map_voc07, expected.map_voc07);
        QCOMPARE(each.map_voc10, expected.map_voc10);
        QCOMPARE(each.coco.ap_small, expected.coco.ap_small);
        QCOMPARE(each.coco.ar100, expected.coco.ar100);
    }
    QCOMPARE(costs.tide.ap, expected_costs.tide.ap);
    // TIDE gives detections of difficult objects a cause; those of hidden ones have none.
    QVERIFY(costs.tide.items.size() < expected_costs.tide.items.size());
}

void SplitEvaluationTest::stopsWhenAsked() {
    std::stop_source source;
    const auto stop_at_once = [&source](const Progress&) { source.request_stop(); };
    QVERIFY(!evaluateDetector(*m_detector, m_dataset, ImageSelection::ofSplit(m_dataset, ""),
                              source.get_token(), stop_at_once));
    QVERIFY(!detectSplit(*m_detector, m_dataset, ImageSelection::ofSplit(m_dataset, ""), source.get_token()));
}

QTEST_APPLESS_MAIN(SplitEvaluationTest)
#include "split_evaluation_test.moc"
