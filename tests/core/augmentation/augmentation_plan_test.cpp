#include "core/augmentation/augmentation_plan.hpp"

#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "core/augmentation/sample_random.hpp"
#include "core/base/error.hpp"

using namespace priorscope;

namespace {

/// Images of one size, each with its objects; in the pixels, objects are filled rectangles of one colour each
/// on a grey ground.
class DrawnImages final : public SampleImages, public PixelSource {
  public:
    DrawnImages(int width, int height, std::vector<std::vector<Box>> objects)
        : m_width(width), m_height(height), m_objects(std::move(objects)) {}

    std::size_t count() const override { return m_objects.size(); }

    ImageFacts facts(std::size_t place) const override {
        ImageFacts facts{.width = m_width, .height = m_height};
        for (const Box& box : m_objects[place]) {
            facts.objects.push_back({.object = facts.objects.size(), .label = 1, .box = box});
        }
        if (place == 0 && m_hidden) {
            facts.objects.push_back({.object = facts.objects.size(), .label = 1, .box = *m_hidden});
        }
        return facts;
    }

    std::shared_ptr<const ImagePart> pixels(const SampleNeed& need) const override {
        Image image{.width = m_width / need.denominator, .height = m_height / need.denominator, .rgb = {}};
        image.rgb.assign(3 * static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height),
                         kGround);
        for (const Box& box : m_objects[need.place]) {
            fill(image, box);
        }
        const auto width = static_cast<double>(image.width);
        const auto height = static_cast<double>(image.height);
        return std::make_shared<const ImagePart>(
            ImagePart{.image = std::move(image), .whole_width = width, .whole_height = height});
    }

    std::span<const BackgroundCrop> crops() const override { return m_crops; }
    /// An object of the first image that has the colour of the ground.
    void setHidden(const Box& box) { m_hidden = box; }
    void setCrops(std::vector<BackgroundCrop> crops) { m_crops = std::move(crops); }

    static constexpr std::uint8_t kGround = 60;
    static constexpr std::uint8_t kObject = 250;

  private:
    static void fill(Image& image, const Box& box) {
        const auto pixel = [](float fraction, int side) {
            return static_cast<int>(std::lround(fraction * static_cast<float>(side)));
        };
        for (int y = pixel(box.y_min, image.height); y < pixel(box.y_max, image.height); ++y) {
            for (int x = pixel(box.x_min, image.width); x < pixel(box.x_max, image.width); ++x) {
                image.rgb[3 * static_cast<std::size_t>(y * image.width + x)] = kObject;
            }
        }
    }

    int m_width;
    int m_height;
    std::vector<std::vector<Box>> m_objects;
    std::vector<BackgroundCrop> m_crops;
    std::optional<Box> m_hidden;
};

AugmentationOptions with(const std::string& set) {
    return {.set = set};
}

/// @param most  crops on one image
AugmentationOptions pasting(double most) {
    AugmentationOptions options = with("none");
    options.changes[static_cast<std::size_t>(TransformKind::paste)] = {.probability = 1.0, .strength = most};
    return options;
}

/// The fraction of the input that has the object's colour, as the box around it; red decides.
Box redBox(const Image& image) {
    constexpr int kHalf = (DrawnImages::kGround + DrawnImages::kObject) / 2;
    int x_min = image.width;
    int y_min = image.height;
    int x_max = 0;
    int y_max = 0;
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            if (image.rgb[3 * static_cast<std::size_t>(y * image.width + x)] > kHalf) {
                x_min = std::min(x_min, x);
                y_min = std::min(y_min, y);
                x_max = std::max(x_max, x + 1);
                y_max = std::max(y_max, y + 1);
            }
        }
    }
    const auto fraction = [](int pixel, int side) {
        return static_cast<float>(pixel) / static_cast<float>(side);
    };
    return {fraction(x_min, image.width), fraction(y_min, image.height), fraction(x_max, image.width),
            fraction(y_max, image.height)};
}

}  // namespace

class TestAugmentationPlan : public QObject {
    Q_OBJECT

    static constexpr SampleInput kInput{.size = 300, .resize = ResizeMode::stretch, .fill = {124, 116, 104}};

  private Q_SLOTS:
    void anEpochShowsEveryImageOnce() {
        std::vector<std::size_t> order = epochOrder(3, 1, 50);
        QVERIFY(order != epochOrder(3, 2, 50));
        QVERIFY(order == epochOrder(3, 1, 50));
        std::sort(order.begin(), order.end());
        for (std::size_t i = 0; i < order.size(); ++i) {
            QCOMPARE(order[i], i);
        }
    }

    void aFlipMirrorsBoxesAndPixels() {
        const DrawnImages images(8, 4, {{{0.25F, 0.5F, 0.375F, 0.75F}}});
        AugmentationOptions always = with("none");
        always.changes[static_cast<std::size_t>(TransformKind::mirror)].probability = 1.0;
        const SampleInput input{.size = 8};
        const AugmentationPlan flipped(always, {.seed = 1, .epoch = 4}, input, images);
        QVERIFY(flipped.isFlipped());
        QVERIFY(flipped.onlyResizes());
        QCOMPARE(flipped.done().size(), std::size_t{1});
        QVERIFY((flipped.boxes().at(0).box == Box{0.625F, 0.5F, 0.75F, 0.75F}));
        const AugmentationPlan plain(with("none"), {.seed = 1, .epoch = 4}, input, images);
        QVERIFY((plain.boxes().at(0).box == Box{0.25F, 0.5F, 0.375F, 0.75F}));
        QVERIFY(plain.done().empty());
        QVERIFY(flipped.pixels(images).image.rgb == flippedHorizontally(plain.pixels(images).image).rgb);
    }

    void withoutChangesItIsDetectionsInput() {
        const DrawnImages images(97, 61, {{{0.25F, 0.5F, 0.75F, 0.9F}}});
        for (const ResizeMode resize : {ResizeMode::stretch, ResizeMode::letterbox}) {
            const SampleInput input{.size = 120, .resize = resize, .fill = {1, 2, 3}};
            const AugmentationPlan plan(with("none"), {.seed = 1}, input, images);
            const AugmentedPixels made = plan.pixels(images);
            const Image whole = images.pixels({})->image;
            QVERIFY(made.image.rgb == resizedToInput(whole, 120, resize, {1, 2, 3}).rgb);
            const ResizeMapping mapping = resizeMapping(97, 61, 120, resize);
            QVERIFY((plan.boxes().at(0).box == mapping.inputFromImage({0.25F, 0.5F, 0.75F, 0.9F})));
            // 61 · 120 / 97 = 75.46 rows of 120 are of the image
            QCOMPARE(made.filler,
                     resize == ResizeMode::stretch ? 0.0 : 1.0 - static_cast<double>(75.0F / 120.0F));
        }
    }

    void theProbabilityOfAFlipIsKept() {
        const DrawnImages images(8, 8, std::vector<std::vector<Box>>(400));
        int flipped = 0;
        for (std::size_t place = 0; place < 400; ++place) {
            const AugmentationPlan plan(with("mirror"), {.seed = 1, .place = place}, kInput, images);
            flipped += plan.isFlipped() ? 1 : 0;
        }
        QVERIFY(flipped > 150 && flipped < 250);  // five deviations of 10
    }

    void equalKeysGiveEqualSamples() {
        const DrawnImages images(120, 90, {{{0.1F, 0.1F, 0.5F, 0.6F}}, {{0.3F, 0.3F, 0.8F, 0.8F}}, {}});
        int different = 0;
        for (std::uint64_t epoch = 0; epoch < 20; ++epoch) {
            const SampleKey key{.seed = 3, .epoch = epoch, .place = 1, .occurrence = 1};
            const AugmentationPlan a(with("strong"), key, kInput, images);
            const AugmentationPlan b(with("strong"), key, kInput, images);
            QVERIFY(a.pixels(images).image.rgb == b.pixels(images).image.rgb);
            QCOMPARE(a.boxes().size(), b.boxes().size());
            const AugmentationPlan other(with("strong"), {.seed = 3, .epoch = epoch, .place = 1}, kInput,
                                         images);
            different += other.pixels(images).image.rgb == a.pixels(images).image.rgb ? 0 : 1;
        }
        QCOMPARE(different, 20);
    }

    void boxesAreInsideAndWhereThePixelsAre_data() {
        QTest::addColumn<QString>("set");
        for (const char* set : {"mirror", "light", "ssd", "ssdlite"}) {
            QTest::newRow(set) << QString::fromLatin1(set);
        }
    }

    /// One object on an even ground: whatever geometry does, the coloured pixels are in its box.
    void boxesAreInsideAndWhereThePixelsAre() {
        QFETCH(QString, set);
        AugmentationOptions options = with(set.toStdString());
        options.changes[static_cast<std::size_t>(TransformKind::photometric)].probability = 0.0;
        options.changes[static_cast<std::size_t>(TransformKind::quarter_turn)].probability = 0.3;
        const DrawnImages images(600, 400, {{{0.2F, 0.4F, 0.55F, 0.8F}}});
        for (const ResizeMode resize : {ResizeMode::stretch, ResizeMode::letterbox}) {
            const SampleInput input{.size = 300, .resize = resize, .fill = {60, 60, 60}};
            for (std::uint64_t epoch = 0; epoch < 100; ++epoch) {
                const AugmentationPlan plan(options, {.seed = 9, .epoch = epoch}, input, images);
                QCOMPARE(plan.boxes().size(), std::size_t{1});
                const Box& box = plan.boxes().front().box;
                QVERIFY(box.x_min >= 0.0F && box.y_min >= 0.0F && box.x_max <= 1.0F && box.y_max <= 1.0F);
                QVERIFY(box.width() > 0.0F && box.height() > 0.0F);
                const Box red = redBox(plan.pixels(images).image);
                constexpr float kPixels = 1.5F / 300.0F;
                QVERIFY(std::abs(red.x_min - box.x_min) < kPixels);
                QVERIFY(std::abs(red.y_min - box.y_min) < kPixels);
                QVERIFY(std::abs(red.x_max - box.x_max) < kPixels);
                QVERIFY(std::abs(red.y_max - box.y_max) < kPixels);
            }
        }
    }

    void everyBoxOfTheStrongSetIsInside() {
        std::vector<std::vector<Box>> objects;
        for (int i = 0; i < 12; ++i) {
            const float at = static_cast<float>(i) / 16.0F;
            objects.push_back({{at, 0.0F, at + 0.25F, 0.5F}, {0.0F, at, 0.0625F, at + 0.03125F}});
        }
        const DrawnImages images(333, 517, objects);
        std::size_t of_others = 0;
        for (std::size_t place = 0; place < objects.size(); ++place) {
            for (std::uint64_t epoch = 0; epoch < 50; ++epoch) {
                const AugmentationPlan plan(with("strong"), {.seed = 2, .epoch = epoch, .place = place},
                                            kInput, images);
                for (const AugmentedObject& object : plan.boxes()) {
                    const Box& box = object.box;
                    QVERIFY(box.x_min >= 0.0F && box.y_min >= 0.0F && box.x_max <= 1.0F && box.y_max <= 1.0F);
                    QVERIFY(box.width() > 0.0F && box.height() > 0.0F);
                    of_others += object.place == place ? 0 : 1;
                }
            }
        }
        QVERIFY(of_others > 0);  // of mosaics
    }

    void fillerIsTheMeanAndIsCounted() {
        AugmentationOptions options = with("none");
        options.changes[static_cast<std::size_t>(TransformKind::zoom_out)] = {.probability = 1.0,
                                                                              .strength = 4.0};
        options.changes[static_cast<std::size_t>(TransformKind::rotation)] = {.probability = 1.0,
                                                                              .strength = 20.0};
        options.changes[static_cast<std::size_t>(TransformKind::photometric)] = {.probability = 1.0,
                                                                                 .strength = 0.5};
        options.changes[static_cast<std::size_t>(TransformKind::noise)] = {.probability = 1.0,
                                                                           .strength = 20.0};
        const DrawnImages images(600, 400, {{{0.2F, 0.4F, 0.55F, 0.8F}}});
        for (std::uint64_t epoch = 0; epoch < 20; ++epoch) {
            const AugmentationPlan plan(options, {.seed = 5, .epoch = epoch}, kInput, images);
            const AugmentedPixels made = plan.pixels(images);
            std::size_t mean = 0;
            for (std::size_t i = 0; i < made.image.rgb.size(); i += 3) {
                const bool is_mean =
                    made.image.rgb[i] == 124 && made.image.rgb[i + 1] == 116 && made.image.rgb[i + 2] == 104;
                mean += is_mean ? 1 : 0;
            }
            const double share = static_cast<double>(mean) / (300.0 * 300.0);
            QVERIFY(made.filler > 0.0);
            // An image's pixel may happen to be of that colour, but rarely.
            QVERIFY(share >= made.filler - 1e-9 && share < made.filler + 0.01);
        }
    }

    /// Objects of less than a pixel, at the edges, over all of the image; images of a pixel, and very flat
    /// ones.
    void oddImagesAndObjectsAreAugmented() {
        const std::vector<std::vector<Box>> objects{{{0.5F, 0.5F, 0.5001F, 0.5001F}},
                                                    {{0.0F, 0.0F, 0.001F, 1.0F}, {0.999F, 0.0F, 1.0F, 1.0F}},
                                                    {{0.0F, 0.0F, 1.0F, 1.0F}},
                                                    {}};
        for (const auto& [width, height] : {std::pair(1, 1), {2, 700}, {900, 3}, {640, 480}}) {
            const DrawnImages images(width, height, objects);
            for (const std::string& set : augmentationSetNames()) {
                for (std::uint64_t epoch = 0; epoch < 40; ++epoch) {
                    const AugmentationPlan plan(with(set),
                                                {.seed = 5,
                                                 .epoch = epoch,
                                                 .place = static_cast<std::size_t>(epoch) % objects.size()},
                                                {.size = 32}, images);
                    QCOMPARE(plan.pixels(images).image.rgb.size(), std::size_t{32} * 32 * 3);
                    for (const AugmentedObject& object : plan.boxes()) {
                        QVERIFY(object.box.area() > 0.0F);
                    }
                }
            }
        }
    }

    void mosaicEndsWithItsPhase() {
        const DrawnImages images(120, 90, {{{0.1F, 0.1F, 0.5F, 0.6F}}, {{0.3F, 0.3F, 0.8F, 0.8F}}});
        AugmentationOptions options = with("none");
        options.changes[static_cast<std::size_t>(TransformKind::mosaic)].probability = 1.0;
        const AugmentationPlan early(options, {.seed = 1}, kInput, images, {.has_mosaic = true});
        QCOMPARE(early.done().size(), std::size_t{1});
        const AugmentationPlan late(options, {.seed = 1}, kInput, images, {.has_mosaic = false});
        QVERIFY(late.done().empty());
    }

    /// The crop is the red fifth of the second image, 60 of the input's 300 pixels, pasted at 0.8 to 1.25 of
    /// its size.
    void cropsArePastedAsBackground() {
        DrawnImages images(100, 100, {{}, {{0.4F, 0.4F, 0.6F, 0.6F}}});
        images.setCrops({{.place = 1, .part = {0.4F, 0.4F, 0.6F, 0.6F}}});
        AugmentationOptions options = pasting(1.0);
        for (std::uint64_t epoch = 0; epoch < 30; ++epoch) {
            const AugmentationPlan plan(options, {.seed = 3, .epoch = epoch}, kInput, images);
            QCOMPARE(plan.done().size(), std::size_t{1});
            QVERIFY(plan.boxes().empty());
            const Box red = redBox(plan.pixels(images).image);
            QVERIFY2(red.width() * 300.0F > 46.0F && red.width() * 300.0F < 77.0F,
                     qPrintable(QString::number(red.width())));
            QVERIFY(std::abs(red.width() - red.height()) < 1.5F / 300.0F);
        }
        images.setCrops({});
        QVERIFY(AugmentationPlan(options, {.seed = 3}, kInput, images).done().empty());
    }

    void pastedCropsTouchNoObject() {
        // Red is the crop; the object is grey as the ground, so that what covers it would be seen.
        DrawnImages images(100, 100, {{}, {{0.0F, 0.0F, 1.0F, 1.0F}}});
        images.setCrops({{.place = 1, .part = {0.0F, 0.0F, 0.3F, 0.3F}}});
        const Box object{0.3F, 0.1F, 0.6F, 0.7F};
        images.setHidden(object);
        int pasted = 0;
        for (std::uint64_t epoch = 0; epoch < 60; ++epoch) {
            const AugmentationPlan plan(pasting(3.0), {.seed = 4, .epoch = epoch}, kInput, images);
            QCOMPARE(plan.boxes().size(), std::size_t{1});
            const Image image = plan.pixels(images).image;
            for (int y = 31; y < 209; ++y) {
                for (int x = 91; x < 179; ++x) {
                    QVERIFY(image.rgb[3 * static_cast<std::size_t>(y * image.width + x)] ==
                            DrawnImages::kGround);
                }
            }
            pasted += plan.done().empty() ? 0 : 1;
        }
        QVERIFY(pasted > 30);
        // Nothing is free: nothing is pasted.
        images.setHidden({0.01F, 0.01F, 0.99F, 0.99F});
        QVERIFY(AugmentationPlan(pasting(3.0), {.seed = 4}, kInput, images).done().empty());
    }

    /// Pasting came later: what is drawn for the transforms after it is as before.
    void laterTransformsKeepTheirNumbers() {
        const DrawnImages images(100, 100, {{{0.2F, 0.2F, 0.6F, 0.6F}}});
        const std::array<std::pair<TransformKind, std::uint64_t>, 4> numbers{{{TransformKind::mosaic, 1},
                                                                              {TransformKind::crop, 6},
                                                                              {TransformKind::occlusion, 8},
                                                                              {TransformKind::jpeg, 13}}};
        for (const auto& [kind, number] : numbers) {
            AugmentationOptions options = with("none");
            options.changes[static_cast<std::size_t>(kind)].probability = 0.5;
            for (std::uint64_t epoch = 0; epoch < 40; ++epoch) {
                SampleRandom random(9, epoch, 0, 0, number);
                const bool expected = random.uniform() < 0.5;
                const AugmentationPlan plan(options, {.seed = 9, .epoch = epoch}, kInput, images);
                // A crop that is drawn may still be of the whole image.
                QVERIFY(kind == TransformKind::crop ? expected || plan.done().empty()
                                                    : expected == !plan.done().empty());
            }
        }
    }

    void anUnknownSetIsNamed() {
        const DrawnImages images(8, 8, {{}});
        QVERIFY_THROWS_EXCEPTION(Error, AugmentationPlan(with("nope"), {}, kInput, images));
    }
};

QTEST_APPLESS_MAIN(TestAugmentationPlan)
#include "augmentation_plan_test.moc"
