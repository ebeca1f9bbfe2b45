// Average precision of images drawn anew, compared with an evaluation of the list that a draw stands for; and
// what follows from the draws, by hand.
#include "core/evaluation/comparison/bootstrap.hpp"

#include <QTest>
#include <atomic>
#include <cmath>
#include <numeric>
#include <random>

#include "core/evaluation/comparison/precision_difference.hpp"
#include "core/evaluation/evaluation.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;

namespace {

using Images = std::vector<ScoredImage>;

const std::vector<std::string> kClasses{"a", "b", "c", "d"};

std::vector<const ScoredImage*> pointersTo(const Images& images) {
    std::vector<const ScoredImage*> pointers;
    for (const ScoredImage& image : images) {
        pointers.push_back(&image);
    }
    return pointers;
}

WeighedSplit weighed(const Images& images, const std::vector<bool>& known = {}, int workers = 1) {
    return {pointersTo(images), kClasses.size(), known, workers};
}

/// Boxes on a coarse grid and scores of one digit, so that overlaps and ties are frequent; difficult objects,
/// crowds, and images without objects, without detections or without either.
Images randomImages(std::mt19937& random, int count) {
    const auto below = [&](int end) { return std::uniform_int_distribution<int>(0, end - 1)(random); };
    const auto box = [&] { return PixelBox{10.0 * below(2), 10.0 * below(2), 12.0, 10.0 + below(2)}; };
    Images images(static_cast<std::size_t>(count));
    for (ScoredImage& image : images) {
        for (int i = below(5); i > 0; --i) {
            const bool is_crowd = below(12) == 0;
            image.objects.push_back({.label = 1 + below(3),  // none of class d
                                     .box = box(),
                                     .difficult = is_crowd || below(5) == 0,
                                     .is_crowd = is_crowd});
        }
        for (int i = below(9); i > 0; --i) {
            image.detections.push_back({1 + below(4), below(6) / 10.0, box()});
        }
    }
    return images;
}

/// The images of a draw, each as often as it was drawn.
Evaluation evaluated(const Images& images, const ImageTimes& times, const std::vector<bool>& known = {}) {
    Evaluator evaluator(kClasses, DifficultObjects::ignore, known);
    for (std::size_t i = 0; i < images.size(); ++i) {
        for (int time = 0; time < times[i]; ++time) {
            evaluator.add(images[i]);
        }
    }
    return evaluator.result();
}

ScoredImage oneObject(int label, bool is_found) {
    ScoredImage image;
    image.objects.push_back({.label = label, .box = {0, 0, 10, 10}});
    if (is_found) {
        image.detections.push_back({label, 0.9, {0, 0, 10, 10}});
    }
    return image;
}

}  // namespace

class BootstrapTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void fewImagesAndDrawsAreTold() {
        QVERIFY(doubtsOf(30, {.draws = 200}).empty());
        QCOMPARE(doubtsOf(29, {.draws = 200}).size(), std::size_t{1});
        QVERIFY(doubtsOf(1, {.draws = 1000}).front().text().find("on 1 images") != std::string::npos);
        QVERIFY(doubtsOf(1000, {.draws = 1}).front().text().find("on 1 draws") != std::string::npos);
        QCOMPARE(doubtsOf(1, {.draws = 1}).size(), std::size_t{2});
    }

    void equalsTheListOfADraw();
    void tiesWithinAnImageAreRepeated();
    void imagesAreDrawnFromSeedAndNumber();
    void percentiles();
    void intervalsAreOfTheMeans();
    void aClassWithoutObjectsInADraw();
    void shareOfDrawsInWhichBIsBetter();
    void threadsChangeNothing();
    void onlyKnownClassesAreCompared();
    void stopsAndRefuses();
    void withoutImages();
};

/// To the last bit, with every treatment of difficult objects.
void BootstrapTest::equalsTheListOfADraw() {
    std::mt19937 random(4);
    int with_figure = 0;
    for (int round = 0; round < 60; ++round) {
        Images images = randomImages(random, 1 + round % 20);
        for (ScoredImage& image : images) {
            image.objects = treated(std::move(image.objects), static_cast<DifficultObjects>(round % 3));
        }
        const std::vector<bool> known =
            round % 2 == 0 ? std::vector<bool>{} : std::vector<bool>{false, true, false, true, true};
        const WeighedSplit split = weighed(images, known);
        for (std::size_t draw = 0; draw < 20; ++draw) {
            const ImageTimes times = drawnTimes(images.size(), static_cast<std::uint64_t>(round), draw);
            std::vector<ClassPrecision> figures(kClasses.size());
            std::vector<double> scratch;
            split.precisions(times, figures, scratch);
            const Evaluation expected = evaluated(images, times, known);
            for (std::size_t c = 0; c < kClasses.size(); ++c) {
                QCOMPARE(figures[c].ap_voc07, expected.classes[c].ap_voc07);
                QCOMPARE(figures[c].ap_voc10, expected.classes[c].ap_voc10);
                with_figure += figures[c].ap_voc07.value_or(0.0) > 0.0 ? 1 : 0;
            }
            QCOMPARE(meanOf(figures).ap_voc07, expected.map_voc07);
            QCOMPARE(meanOf(figures).ap_voc10, expected.map_voc10);
        }
        QCOMPARE(meanOf(split.precisions()).ap_voc07,
                 evaluated(images, ImageTimes(images.size(), 1), known).map_voc07);
    }
    QVERIFY2(with_figure > 1000, qPrintable(QString::number(with_figure)));
}

/// Two detections of one image with one score, the first right: twice, they are right, wrong, right, wrong.
void BootstrapTest::tiesWithinAnImageAreRepeated() {
    ScoredImage image = oneObject(1, true);
    image.detections.push_back({1, 0.9, {50, 50, 10, 10}});
    const WeighedSplit split = weighed({image});
    std::vector<ClassPrecision> figures(kClasses.size());
    std::vector<double> scratch;
    split.precisions(ImageTimes{2}, figures, scratch);
    QCOMPARE(figures[0].ap_voc10, std::optional((1.0 + 2.0 / 3.0) / 2.0));
}

void BootstrapTest::imagesAreDrawnFromSeedAndNumber() {
    const ImageTimes times = drawnTimes(100, 7, 3);
    QCOMPARE(std::accumulate(times.begin(), times.end(), 0), 100);
    QVERIFY(times == drawnTimes(100, 7, 3));
    QVERIFY(times != drawnTimes(100, 7, 4));
    QVERIFY(times != drawnTimes(100, 8, 3));
    std::vector<int> sums(10, 0);
    for (std::size_t draw = 0; draw < 2000; ++draw) {
        const ImageTimes of_draw = drawnTimes(sums.size(), 1, draw);
        for (std::size_t i = 0; i < sums.size(); ++i) {
            sums[i] += of_draw[i];
        }
    }
    for (const int sum : sums) {
        QVERIFY2(std::abs(sum - 2000) < 5 * 43, qPrintable(QString::number(sum)));  // 5 σ, σ = √(20000·0.09)
    }
}

void BootstrapTest::percentiles() {
    QVERIFY(!middleOf({}));
    QVERIFY((middleOf({0.5}) == ConfidenceInterval{0.5, 0.5}));
    QVERIFY((middleOf({2.0, 1.0}) == ConfidenceInterval{1.025, 1.975}));
    std::vector<double> values(1001);
    std::iota(values.rbegin(), values.rend(), 0.0);
    const auto middle = middleOf(values);
    QVERIFY(std::abs(middle->low - 25.0) < 1e-9 && std::abs(middle->high - 975.0) < 1e-9);
}

/// Recomputed draw by draw from evaluations.
void BootstrapTest::intervalsAreOfTheMeans() {
    std::mt19937 random(11);
    const Images images = randomImages(random, 30);
    const WeighedSplit split = weighed(images);
    const std::array<const WeighedSplit*, 1> splits{&split};
    const PrecisionIntervals intervals =
        intervalsOf(drawPrecisions(splits, {.draws = 50, .seed = 9})->front());
    std::vector<double> means;
    std::vector<double> of_b;
    for (std::size_t draw = 0; draw < 50; ++draw) {
        const Evaluation evaluation = evaluated(images, drawnTimes(images.size(), 9, draw));
        means.push_back(evaluation.map_voc07.value());
        of_b.push_back(evaluation.classes[1].ap_voc10.value());
    }
    QVERIFY(intervals.map_voc07 == middleOf(means));
    QVERIFY(intervals.classes[1].ap_voc10 == middleOf(of_b));
    QVERIFY(intervals.map_voc07->low < intervals.map_voc07->high);
    QVERIFY(!intervals.classes[3].ap_voc07);  // no object of d counts
}

/// Class a is found, b is not: the mean is 1, 1/2 or 0 as a draw has only a, both, or only b.
void BootstrapTest::aClassWithoutObjectsInADraw() {
    const Images images{oneObject(1, true), oneObject(2, false)};
    const WeighedSplit split = weighed(images);
    const std::array<const WeighedSplit*, 1> splits{&split};
    const DrawnPrecisions drawn = drawPrecisions(splits, {.draws = 60, .seed = 2})->front();
    int only_a = 0;
    for (std::size_t draw = 0; draw < drawn.draws; ++draw) {
        const ImageTimes times = drawnTimes(2, 2, draw);
        const auto figures = drawn.ofDraw(draw);
        QCOMPARE(figures[0].ap_voc07.has_value(), times[0] > 0);
        QCOMPARE(figures[1].ap_voc07.has_value(), times[1] > 0);
        QCOMPARE(meanOf(figures).ap_voc07, std::optional(times[0] / 2.0));
        only_a += times[1] == 0 ? 1 : 0;
    }
    QVERIFY(only_a > 0);
    QVERIFY((intervalsOf(drawn).classes[0].ap_voc07 == ConfidenceInterval{1.0, 1.0}));
}

/// A finds the object of the first image, B that of the second: equal where a draw has both.
void BootstrapTest::shareOfDrawsInWhichBIsBetter() {
    const Images images_a{oneObject(1, true), oneObject(1, false)};
    const Images images_b{oneObject(1, false), oneObject(1, true)};
    const auto compared =
        comparePrecision(weighed(images_a), weighed(images_b), {}, {.draws = 200, .seed = 5});
    double better = 0.0;
    std::vector<double> differences;
    for (std::size_t draw = 0; draw < 200; ++draw) {
        const ImageTimes times = drawnTimes(2, 5, draw);
        better += times[1] / 2.0;                            // 1, one half, or 0
        differences.push_back((times[1] - times[0]) / 2.0);  // VOC10: half the objects found with precision 1
    }
    QCOMPARE(compared->map_voc10.p_b_better, std::optional(better / 200.0));
    QVERIFY(better > 60.0 && better < 140.0);
    QCOMPARE(compared->map_voc10.a, std::optional(0.5));
    QCOMPARE(compared->map_voc10.difference, std::optional(0.0));
    QVERIFY(compared->map_voc10.interval == middleOf(differences));
    QVERIFY((compared->map_voc10.interval == ConfidenceInterval{-1.0, 1.0}));
    QCOMPARE(compared->classes[0].ap_voc10.p_b_better, compared->map_voc10.p_b_better);
    QCOMPARE(compared->classes[0].positives, 2);
    QVERIFY(!compared->classes[1].ap_voc07.difference);
    // The same detections are neither better nor worse.
    const auto same = comparePrecision(weighed(images_a), weighed(images_a), {}, {.draws = 20});
    QCOMPARE(same->map_voc07.p_b_better, std::optional(0.5));
    QVERIFY((same->map_voc07.interval == ConfidenceInterval{0.0, 0.0}));
    // B finds the object of A, and the other one: never worse, equal where the draw has A's twice.
    const Images both{oneObject(1, true), oneObject(1, true)};
    const auto more = comparePrecision(weighed(images_a), weighed(both), {}, {.draws = 200, .seed = 5});
    const double ties =
        static_cast<double>(std::ranges::count(differences, -1.0));  // draws of the first image alone
    QCOMPARE(more->map_voc10.p_b_better, std::optional((200.0 - ties / 2.0) / 200.0));
    QCOMPARE(more->map_voc10.difference, std::optional(0.5));
}

void BootstrapTest::threadsChangeNothing() {
    std::mt19937 random(12);
    const Images images = randomImages(random, 300);
    const WeighedSplit one = weighed(images);
    const WeighedSplit many = weighed(images, {}, 3);
    const std::array<const WeighedSplit*, 2> splits{&one, &many};
    const auto alone = drawPrecisions(splits, {.draws = 101, .workers = 1});
    const auto together = drawPrecisions(splits, {.draws = 101, .workers = 3});
    QVERIFY(alone->front().figures == together->front().figures);
    QVERIFY(alone->front().figures == together->back().figures);
    QVERIFY(alone->front().figures != drawPrecisions(splits, {.draws = 101, .seed = 2})->front().figures);
}

void BootstrapTest::onlyKnownClassesAreCompared() {
    const Images images_a{oneObject(1, true), oneObject(2, false)};
    const Images images_b{oneObject(1, true), oneObject(2, true)};
    const std::vector<bool> known{false, true, false, false, false};
    const auto compared =
        comparePrecision(weighed(images_a, known), weighed(images_b, known), known, {.draws = 10, .seed = 1});
    QCOMPARE(compared->map_voc07.difference, std::optional(0.0));
    QCOMPARE(compared->classes.size(), 1U);
    QCOMPARE(compared->classes[0].label, 1);
}

void BootstrapTest::stopsAndRefuses() {
    const WeighedSplit split = weighed({oneObject(1, true)});
    const std::array<const WeighedSplit*, 1> splits{&split};
    std::stop_source source;
    std::atomic<std::int64_t> done{0};
    const auto stopping = [&](const Progress& progress) {
        done = progress.done;
        source.request_stop();
    };
    QVERIFY(!drawPrecisions(splits, {.draws = 100, .workers = 1}, source.get_token(), stopping));
    QVERIFY(done > 0 && done < 100);
    QVERIFY(!comparePrecision(split, split, {}, {}, source.get_token()));
    QVERIFY(messageOf([&] { drawPrecisions(splits, {.draws = 0}); }).contains("draws"));
    ScoredImage other = oneObject(1, false);
    other.detections.push_back({5, 0.5, {0, 0, 1, 1}});
    QVERIFY(messageOf([&] { weighed({other}); }).contains("label 5"));
}

void BootstrapTest::withoutImages() {
    const WeighedSplit none = weighed({});
    const std::array<const WeighedSplit*, 1> splits{&none};
    QVERIFY(!intervalsOf(drawPrecisions(splits, {.draws = 3})->front()).map_voc07);
    QVERIFY(!comparePrecision(none, none, {}, {.draws = 3})->map_voc07.p_b_better);
}

QTEST_APPLESS_MAIN(BootstrapTest)
#include "bootstrap_test.moc"
