// Each transform on hand-made boxes, before resizing to the input and without pixels.
#include <QtTest>
#include <array>
#include <cmath>
#include <opencv2/core.hpp>
#include <set>

#include "core/augmentation/transform_draw.hpp"

using namespace priorscope;

namespace {

class NoImages final : public SampleImages {
  public:
    std::size_t count() const override { return 3; }
    ImageFacts facts(std::size_t) const override {
        return {.width = 200,
                .height = 100,
                .objects = {{.object = 4, .label = 2, .box = {0.25F, 0.25F, 0.5F, 0.75F}}}};
    }
};

Canvas canvasWith(const std::vector<Rectangle>& boxes, double width = 200.0, double height = 100.0) {
    Canvas canvas{.width = width, .height = height, .window = {0.0, 0.0, width, height}};
    canvas.tiles.push_back({.place = 0,
                            .image_width = static_cast<int>(width),
                            .image_height = static_cast<int>(height),
                            .part = {0.0, 0.0, 1.0, 1.0},
                            .canvas_from_image = Affine::scaling(width, height)});
    for (const Rectangle& box : boxes) {
        canvas.objects.push_back({.object = canvas.objects.size(), .label = 1, .box = box});
    }
    return canvas;
}

bool near(double a, double b) {
    return std::abs(a - b) < 1e-9;
}

bool near(const Rectangle& a, const Rectangle& b) {
    return near(a.x_min, b.x_min) && near(a.y_min, b.y_min) && near(a.x_max, b.x_max) &&
           near(a.y_max, b.y_max);
}

/// What a transform needs, with a random stream of its own and a copy to foretell it.
struct Bench {
    explicit Bench(Canvas of, std::uint64_t seed = 1)
        : canvas(std::move(of)), random(seed, 0, 0), foretold(seed, 0, 0) {}

    Sentence draw(Sentence (*transform)(TransformDraw&), double strength, double probability = 1.0) {
        TransformDraw with{.random = random,
                           .probability = probability,
                           .strength = strength,
                           .canvas = canvas,
                           .pixel_steps = steps,
                           .images = images};
        return transform(with);
    }

    Canvas canvas;
    SampleRandom random;
    SampleRandom foretold;
    NoImages images;
    std::vector<PixelStep> steps;
};

double overlap(const Rectangle& a, const Rectangle& b) {
    const double common = a.intersected(b).area();
    return common / (a.area() + b.area() - common);
}

}  // namespace

class TestTransforms : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void mapsComposeAndInvert() {
        const Affine map = Affine::scaling(2.0, 3.0).then(Affine::shift(5.0, 7.0));
        QVERIFY((map({1.0, 1.0}) == Point{7.0, 10.0}));
        const Affine turned = map.then({.xx = 0.0, .xy = -1.0, .yx = 1.0, .yy = 0.0});
        QVERIFY((turned({1.0, 1.0}) == Point{-10.0, 7.0}));
        const Point back = turned.inverse()(turned({0.25, -4.0}));
        QVERIFY(near(back.x, 0.25) && near(back.y, -4.0));
        QVERIFY(turned.keepsRectangles());
    }

    void mirrorSwapsLeftAndRight() {
        Bench bench(canvasWith({{10.0, 20.0, 50.0, 80.0}}));
        QVERIFY(!bench.draw(drawMirror, 0.0).empty());
        QVERIFY(near(bench.canvas.objects[0].box, {150.0, 20.0, 190.0, 80.0}));
        // The image's left edge lies at the right.
        const Point left_edge = bench.canvas.tiles[0].canvas_from_image({0.0, 0.5});
        QVERIFY(near(left_edge.x, 200.0) && near(left_edge.y, 50.0));
    }

    void nothingHappensAtProbabilityZero() {
        for (const AugmentationTransform& transform : augmentationTransforms()) {
            Bench bench(canvasWith({{10.0, 20.0, 50.0, 80.0}}));
            QVERIFY(bench.draw(transform.draw, 0.5, 0.0).empty());
            QVERIFY(bench.steps.empty());
            QVERIFY(near(bench.canvas.objects.at(0).box, {10.0, 20.0, 50.0, 80.0}));
        }
    }

    void zoomOutPlacesTheImageOnALargerCanvas() {
        Bench bench(canvasWith({{10.0, 20.0, 50.0, 80.0}}));
        bench.foretold.uniform();  // the probability's
        const double by = 1.0 + 3.0 * bench.foretold.uniform();
        const double left = (by - 1.0) * 200.0 * bench.foretold.uniform();
        const double top = (by - 1.0) * 100.0 * bench.foretold.uniform();
        bench.draw(drawZoomOut, 4.0);
        QVERIFY(near(bench.canvas.width, 200.0 * by) && near(bench.canvas.height, 100.0 * by));
        QVERIFY(near(bench.canvas.objects[0].box, {10.0 + left, 20.0 + top, 50.0 + left, 80.0 + top}));
        QVERIFY(near(bench.canvas.window, {left, top, left + 200.0, top + 100.0}));
    }

    void aCutKeepsObjectsByTheirCentre() {
        Canvas canvas = canvasWith({{10.0, 20.0, 50.0, 80.0},     // centre 30, 50: inside, clipped
                                    {100.0, 10.0, 180.0, 30.0},   // centre 140, 20: outside
                                    {80.0, 40.0, 119.0, 60.0},    // centre 99.5, 50: inside, by a hair
                                    {80.0, 40.0, 120.0, 60.0}});  // centre 100, 50: on the edge, outside
        canvas.cut({20.0, 30.0, 100.0, 90.0});
        QCOMPARE(canvas.objects.size(), std::size_t{2});
        QCOMPARE(canvas.objects[0].object, std::size_t{0});
        QVERIFY(near(canvas.objects[0].box, {0.0, 0.0, 30.0, 50.0}));
        QCOMPARE(canvas.objects[1].object, std::size_t{2});
        QVERIFY(near(canvas.objects[1].box, {60.0, 10.0, 80.0, 30.0}));
        QVERIFY(near(canvas.width, 80.0) && near(canvas.height, 60.0));
    }

    /// The paper's rule, checked on what was cut out: where the image's corner went tells the part.
    void aCropReachesTheMinimumIouAndKeepsAnObject() {
        const std::vector<Rectangle> boxes{{10.0, 20.0, 50.0, 80.0}, {100.0, 10.0, 180.0, 60.0}};
        int crops = 0;
        std::set<std::string> minima;
        for (std::uint64_t seed = 0; seed < 2000; ++seed) {
            Bench bench(canvasWith(boxes), seed);
            const std::string done = bench.draw(drawCrop, 0.3);
            if (done.empty()) {
                continue;
            }
            ++crops;
            const double minimum = std::stod(done.substr(done.size() - 4));
            minima.insert(done.substr(done.size() - 4));
            const Point corner = bench.canvas.tiles[0].canvas_from_image({0.0, 0.0});
            const Rectangle part{-corner.x, -corner.y, -corner.x + bench.canvas.width,
                                 -corner.y + bench.canvas.height};
            QVERIFY(part.x_min >= -1e-9 && part.y_min >= -1e-9 && part.x_max <= 200.0 + 1e-9 &&
                    part.y_max <= 100.0 + 1e-9);
            QVERIFY(part.width() >= 0.3 * 200.0 - 1e-9 && part.height() >= 0.3 * 100.0 - 1e-9);
            const double aspect = part.height() / part.width();
            QVERIFY(aspect > 0.5 && aspect < 2.0);
            QVERIFY(std::max(overlap(boxes[0], part), overlap(boxes[1], part)) >= minimum);
            std::size_t inside = 0;
            for (const Rectangle& box : boxes) {
                inside += part.contains(box.centre()) ? 1 : 0;
            }
            QVERIFY(inside > 0);
            QCOMPARE(bench.canvas.objects.size(), inside);
        }
        // No crop is drawn at once in a seventh of the cases, and after failures in some more.
        QVERIFY(crops > 1000 && crops < 1750);
        QVERIFY((minima == std::set<std::string>{"0.00", "0.10", "0.30", "0.50", "0.70"}) ||
                (minima == std::set<std::string>{"0.00", "0.10", "0.30", "0.50", "0.70", "0.90"}));
    }

    void imagesWithoutObjectsAreCroppedFreely() {
        int crops = 0;
        for (std::uint64_t seed = 0; seed < 700; ++seed) {
            Bench bench(canvasWith({}), seed);
            crops += bench.draw(drawCrop, 0.3).empty() ? 0 : 1;
        }
        QVERIFY(crops > 540 && crops < 660);  // six sevenths are 600; five deviations of 9
    }

    void objectsThatAreNoTargetsNeitherHoldACropNorAreLost() {
        Canvas canvas = canvasWith({{10.0, 20.0, 50.0, 80.0}});
        canvas.objects[0].is_target = false;
        QCOMPARE(canvas.targetsInside(canvas.bounds()), std::size_t{0});
        canvas.cut({0.0, 0.0, 100.0, 100.0});
        QCOMPARE(canvas.objects.size(), std::size_t{1});
    }

    void quarterTurns() {
        std::set<double> seen;
        for (std::uint64_t seed = 0; seed < 30; ++seed) {
            Bench bench(canvasWith({{10.0, 20.0, 50.0, 80.0}}), seed);
            const std::string done = bench.draw(drawQuarterTurn, 0.0);
            const Rectangle& box = bench.canvas.objects[0].box;
            if (done == "turned by 90°") {  // clockwise: the top is at the right
                QVERIFY(near(box, {20.0, 10.0, 80.0, 50.0}));
                QVERIFY(near(bench.canvas.tiles[0].canvas_from_image({0.0, 0.0}).x, 100.0));
                QVERIFY(near(bench.canvas.width, 100.0) && near(bench.canvas.height, 200.0));
                seen.insert(90);
            } else if (done == "turned by 180°") {
                QVERIFY(near(box, {150.0, 20.0, 190.0, 80.0}));
                seen.insert(180);
            } else {
                QCOMPARE(done, std::string("turned by 270°"));
                QVERIFY(near(box, {20.0, 150.0, 80.0, 190.0}));
                QVERIFY(near(bench.canvas.tiles[0].canvas_from_image({0.0, 0.0}).y, 200.0));
                seen.insert(270);
            }
        }
        QCOMPARE(seen.size(), std::size_t{3});
    }

    /// A circle's box stays as it is under any angle; a thin one's becomes that of the turned ellipse.
    void rotationPutsABoxAroundTheTurnedEllipse() {
        Bench bench(canvasWith({{90.0, 40.0, 110.0, 60.0}, {60.0, 49.0, 140.0, 51.0}}));
        bench.foretold.uniform();
        const double angle = (-45.0 + 90.0 * bench.foretold.uniform()) * M_PI / 180.0;
        bench.draw(drawRotation, 45.0);
        QVERIFY(near(bench.canvas.objects[0].box, {90.0, 40.0, 110.0, 60.0}));
        const double half_width =
            std::sqrt(std::pow(40.0 * std::cos(angle), 2) + std::pow(std::sin(angle), 2));
        const double half_height =
            std::sqrt(std::pow(40.0 * std::sin(angle), 2) + std::pow(std::cos(angle), 2));
        QVERIFY(near(bench.canvas.objects[1].box,
                     {100.0 - half_width, 50.0 - half_height, 100.0 + half_width, 50.0 + half_height}));
    }

    void scaleJitterKeepsTheAspectRatio() {
        bool larger = false;
        bool smaller = false;
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            Bench bench(canvasWith({{90.0, 40.0, 110.0, 60.0}}), seed);
            bench.foretold.uniform();
            const double scale = 0.5 + bench.foretold.uniform();
            QVERIFY(!bench.draw(drawScaleJitter, 0.5).empty());
            QVERIFY(near(bench.canvas.width, 200.0 / scale) && near(bench.canvas.height, 100.0 / scale));
            QCOMPARE(bench.canvas.objects.size(), std::size_t{1});
            larger = larger || scale > 1.0;
            smaller = smaller || scale < 1.0;
        }
        QVERIFY(larger && smaller);
    }

    void mosaicShowsFourImagesAndClipsTheirObjects() {
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            Bench bench(canvasWith({{50.0, 25.0, 100.0, 75.0}}), seed);
            bench.draw(drawMosaic, 0.5);
            QCOMPARE(bench.canvas.tiles.size(), std::size_t{4});
            double shown = 0.0;
            for (const CanvasTile& tile : bench.canvas.tiles) {
                shown += tile.canvas_from_image.boundsOf(tile.part).area();
                QVERIFY(tile.part.x_min >= -1e-9 && tile.part.x_max <= 1.0 + 1e-9);
                // The inner corner of each is the same point: they touch, and do not overlap.
            }
            QVERIFY(shown <= 200.0 * 100.0 + 1e-6);
            for (const CanvasObject& object : bench.canvas.objects) {
                QCOMPARE(object.object, std::size_t{4});
                QCOMPARE(object.label, 2);
                QVERIFY(object.box.x_min >= -1e-9 && object.box.x_max <= 200.0 + 1e-9);
                QVERIFY(object.box.width() > 0.0 && object.box.height() > 0.0);
            }
        }
    }

    void occlusionCoversNoMoreThanItsShareOfOneObject() {
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            Bench bench(canvasWith({{20.0, 20.0, 120.0, 80.0}}), seed);
            QVERIFY(!bench.draw(drawOcclusion, 0.3).empty());
            QVERIFY(near(bench.canvas.objects[0].box, {20.0, 20.0, 120.0, 80.0}));
            if (bench.steps.empty()) {  // another image's tile
                const CanvasTile& tile = bench.canvas.tiles.back();
                const Rectangle patch = tile.canvas_from_image.boundsOf(tile.part);
                QVERIFY(patch.area() <= 0.3 * 6000.0 + 1e-6);
                QVERIFY(patch.x_min >= 20.0 - 1e-6 && patch.x_max <= 120.0 + 1e-6);
                continue;
            }
            PixelCanvas pixels{.rgb = cv::Mat(100, 200, CV_8UC3, cv::Scalar(10, 20, 30)),
                               .shown = {0, 0, 200, 100},
                               .mask = {},
                               .fill = {1, 2, 3}};
            bench.steps.front()(pixels);
            int changed = 0;
            for (int y = 0; y < 100; ++y) {
                for (int x = 0; x < 200; ++x) {
                    if (pixels.rgb.at<cv::Vec3b>(y, x) != cv::Vec3b(10, 20, 30)) {
                        ++changed;
                        QVERIFY(x >= 20 && x < 120 && y >= 20 && y < 80);
                    }
                }
            }
            // Edges are rounded to pixels: half of one on each of two sides.
            QVERIFY(changed > 0 && changed <= 0.3 * 6000.0 + 100.0 + 60.0);
        }
    }

    void occlusionOfWhatIsNotSeenChangesNothing_data() {
        QTest::addColumn<double>("left");
        QTest::addColumn<double>("side");
        QTest::newRow("smaller than a pixel") << 20.0 << 0.1;
        QTest::newRow("right of the window") << 205.0 << 10.0;
        QTest::newRow("left of it") << -30.0 << 10.0;
    }

    void occlusionOfWhatIsNotSeenChangesNothing() {
        QFETCH(const double, left);
        QFETCH(const double, side);
        int drawn = 0;
        for (std::uint64_t seed = 0; seed < 100; ++seed) {
            Bench bench(canvasWith({{left, 20.0, left + side, 20.0 + side}}), seed);
            bench.draw(drawOcclusion, 0.3);
            for (const PixelStep& step : bench.steps) {
                ++drawn;
                PixelCanvas pixels{.rgb = cv::Mat(100, 200, CV_8UC3, cv::Scalar(10, 20, 30)),
                                   .shown = {0, 0, 200, 100},
                                   .mask = {},
                                   .fill = {1, 2, 3}};
                step(pixels);
                QCOMPARE(cv::sum(pixels.rgb), cv::Scalar(10, 20, 30) * 20000.0);
            }
        }
        QVERIFY(drawn > 30);
    }

    /// Pillow's ImageEnhance, worked by hand on one colour: (100, 150, 200).
    void photometricFactors_data() {
        QTest::addColumn<QString>("only");
        QTest::newRow("brightness") << "brightness";
        QTest::newRow("contrast") << "contrast";
        QTest::newRow("saturation") << "saturation";
        QTest::newRow("hue") << "hue";
    }
    void photometricFactors() {
        QFETCH(QString, only);
        int seen = 0;
        for (std::uint64_t seed = 0; seed < 400 && seen < 3; ++seed) {
            Bench bench(canvasWith({}), seed);
            const QString done = QString::fromStdString(bench.draw(drawPhotometric, 0.5, 0.4));
            if (!done.startsWith(only) || done.contains(QLatin1Char(','))) {
                continue;
            }
            ++seen;
            const double amount =
                done.mid(only.size()).remove(QStringLiteral(" by")).chopped(1).trimmed().toDouble();
            PixelCanvas pixels{.rgb = cv::Mat(20, 20, CV_8UC3, cv::Scalar(100, 150, 200)),
                               .shown = {0, 0, 20, 20},
                               .mask = {},
                               .fill = {}};
            bench.steps.at(0)(pixels);
            const cv::Vec3b got = pixels.rgb.at<cv::Vec3b>(10, 10);
            const double grey = 0.299 * 100 + 0.587 * 150 + 0.114 * 200;  // 140.75
            std::array<double, 3> expected{};
            const std::array<double, 3> colour{100, 150, 200};
            for (std::size_t i = 0; i < 3; ++i) {
                expected[i] = only == QLatin1String("brightness") ? colour[i] * amount
                                                                  : grey + amount * (colour[i] - grey);
            }
            if (only == QLatin1String("hue")) {
                // Hue 210°, value 200, chroma 100: between cyan and blue, where green falls by 100 / 60 a
                // degree until it is least, and red rises after it.
                const double hue = 210.0 + amount;
                expected = {hue <= 240.0 ? 100.0 : 100.0 + (hue - 240.0) / 60.0 * 100.0,
                            hue <= 240.0 ? 200.0 - (hue - 180.0) / 60.0 * 100.0 : 100.0, 200.0};
            }
            for (int i = 0; i < 3; ++i) {
                const double right = std::clamp(expected[static_cast<std::size_t>(i)], 0.0, 255.0);
                QVERIFY2(std::abs(got[i] - right) < 1.6, qPrintable(done));  // the text has two decimals
            }
        }
        QVERIFY(seen > 0);
    }

    void greyHasNoColour() {
        Bench bench(canvasWith({}));
        bench.draw(drawGreyscale, 0.0);
        PixelCanvas pixels{.rgb = cv::Mat(4, 4, CV_8UC3, cv::Scalar(100, 150, 200)),
                           .shown = {0, 0, 4, 4},
                           .mask = {},
                           .fill = {}};
        bench.steps.at(0)(pixels);
        QVERIFY((pixels.rgb.at<cv::Vec3b>(1, 1) == cv::Vec3b(141, 141, 141)));
    }

    void blurKeepsTheMeanAndNoiseItsDeviation() {
        Bench bench(canvasWith({}));
        bench.draw(drawBlur, 1.5);
        PixelCanvas pixels{.rgb = cv::Mat(64, 64, CV_8UC3, cv::Scalar(0, 0, 0)),
                           .shown = {0, 0, 64, 64},
                           .mask = {},
                           .fill = {}};
        pixels.rgb(cv::Rect(28, 28, 8, 8)).setTo(cv::Scalar(200, 200, 200));
        bench.steps.at(0)(pixels);
        QVERIFY(std::abs(cv::mean(pixels.rgb)[0] - 200.0 * 64 / 4096) < 0.2);
        QVERIFY(pixels.rgb.at<cv::Vec3b>(28, 28)[0] < 200);

        Bench noisy(canvasWith({}));
        noisy.foretold.uniform();
        const double deviation = 20.0 * noisy.foretold.uniform();
        noisy.draw(drawNoise, 20.0);
        pixels.rgb.setTo(cv::Scalar(128, 128, 128));
        noisy.steps.at(0)(pixels);
        cv::Scalar mean;
        cv::Scalar spread;
        cv::meanStdDev(pixels.rgb, mean, spread);
        QVERIFY(std::abs(mean[0] - 128.0) < 5.0 * deviation / 64.0 + 0.05);
        QVERIFY(std::abs(spread[0] - deviation) < 5.0 * deviation / std::sqrt(2.0 * 4096.0) + 0.1);
    }

    void jpegLeavesAnEvenColourAndChangesEdges() {
        Bench bench(canvasWith({}));
        QVERIFY(!bench.draw(drawJpeg, 5.0).empty());
        PixelCanvas pixels{.rgb = cv::Mat(32, 32, CV_8UC3, cv::Scalar(90, 90, 90)),
                           .shown = {0, 0, 32, 32},
                           .mask = {},
                           .fill = {}};
        pixels.rgb(cv::Rect(3, 3, 2, 2)).setTo(cv::Scalar(255, 0, 0));
        const cv::Mat before = pixels.rgb.clone();
        bench.steps.at(0)(pixels);
        QVERIFY(std::abs(pixels.rgb.at<cv::Vec3b>(28, 28)[0] - 90) <= 4);
        QVERIFY(cv::norm(before, pixels.rgb, cv::NORM_INF) > 20.0);
    }
};

QTEST_APPLESS_MAIN(TestTransforms)
#include "transforms_test.moc"
