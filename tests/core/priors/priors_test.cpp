#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/priors/prior_config.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;

namespace {

bool near(float a, double b) {
    return std::abs(static_cast<double>(a) - b) < 1e-6;
}

}  // namespace

class PriorsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void publishedCounts() {
        const PriorConfig config = loadPriorConfig("ssd300-voc");
        std::vector<int> counts;
        for (const PriorMap& map : config.maps) {
            counts.push_back(map.count());
        }
        QCOMPARE(counts, (std::vector<int>{5776, 2166, 600, 150, 36, 4}));
        QCOMPARE(config.count(), 8732);
        QCOMPARE(generatePriors(config).boxes.size(), std::size_t{8732});
        QCOMPARE(loadPriorConfig("ssd300-coco").count(), 8732);
        QCOMPARE(loadPriorConfig("ssd300-caffe-voc").count(), 8732);
    }

    void orderWithinACell() {
        // Row 0, column 0 of conv7 (19 cells, scale 0.2, next 0.375, ratios 2 and 3).
        const PriorSet set = generatePriors(loadPriorConfig("ssd300-voc"));
        const std::size_t first = set.map_offsets[1];
        QCOMPARE(first, std::size_t{5776});
        const std::vector<std::pair<double, double>> sides{{0.2, 0.2},
                                                           {std::sqrt(0.2 * 0.375), std::sqrt(0.2 * 0.375)},
                                                           {0.2 * std::sqrt(2.0), 0.2 / std::sqrt(2.0)},
                                                           {0.2 / std::sqrt(2.0), 0.2 * std::sqrt(2.0)},
                                                           {0.2 * std::sqrt(3.0), 0.2 / std::sqrt(3.0)},
                                                           {0.2 / std::sqrt(3.0), 0.2 * std::sqrt(3.0)}};
        for (std::size_t i = 0; i < sides.size(); ++i) {
            const CenterBox& prior = set.centers[first + i];
            QVERIFY(near(prior.w, sides[i].first) && near(prior.h, sides[i].second));
            QVERIFY(near(prior.cx, 0.5 / 19.0) && near(prior.cy, 0.5 / 19.0));
        }
        QVERIFY(near(set.centers[first + 6].cx, 1.5 / 19.0));  // the next cell is to the right
        QVERIFY(near(set.centers[first + 6].cy, 0.5 / 19.0));
        QVERIFY(near(set.centers.back().h, 0.9 * std::sqrt(2.0)));
        QVERIFY(near(set.centers[8729].w, 1.0));  // the last extra prior
    }

    void torchvisionsLayout() {
        // Steps put the centres at (j + 0.5) * 8 / 300; sides are limited to 1: 0.87 * sqrt(2) is 1.23.
        const PriorSet set = generatePriors(loadPriorConfig("ssd300-coco"));
        QVERIFY(near(set.centers[4].cx, 12.0 / 300.0));
        QVERIFY(near(set.centers[8730].w, 1.0));
        QVERIFY(near(set.centers[8730].h, 0.87 / std::sqrt(2.0)));
        QVERIFY(near(set.centers[8729].w, std::sqrt(0.87 * 1.05)));
    }

    void caffesLayout() {
        const PriorSet set = generatePriors(loadPriorConfig("ssd300-caffe-voc"));
        QVERIFY(near(set.centers[0].w, 30.0 / 300.0));
        QVERIFY(near(set.centers[1].w, std::sqrt(30.0 * 60.0) / 300.0));
        QVERIFY(near(set.centers[8729].w, std::sqrt(264.0 * 315.0) / 300.0));
    }

    void clippingClampsTheCorners() {
        PriorConfig config{.name = "one", .input_size = 100, .clip = true, .variances = {}, .maps = {}};
        config.maps.push_back({.name = "m", .rows = 1, .cols = 2, .scale = 0.8F});
        const PriorSet set = generatePriors(config);
        QCOMPARE(set.boxes[0].x_min, 0.0F);  // 0.25 - 0.4
        QVERIFY(near(set.boxes[0].x_max, 0.65));
        QVERIFY(near(set.centers[0].w, 0.8));
    }

    void extraScales() {
        PriorConfig config;
        config.maps = {{.name = "a", .scale = 0.2F}, {.name = "b", .scale = 0.8F}};
        setExtraScales(config, 1.0F);
        QVERIFY(near(config.maps[0].extra_scale, 0.4));
        QVERIFY(near(config.maps[1].extra_scale, 1.0));
    }

    void freeShapesAndMapsThatAreOff() {
        PriorConfig config;
        config.maps = {{.name = "a", .rows = 1, .cols = 2, .free_shapes = {{0.25F, 0.5F}, {0.75F, 0.125F}}},
                       {.name = "b", .on = false, .rows = 9, .cols = 9, .ratios = {2.0F}},
                       {.name = "c", .scale = 0.5F}};
        QCOMPARE(config.count(), 5);
        const PriorSet set = generatePriors(config);
        QCOMPARE(set.map_offsets, (std::vector<std::size_t>{0, 4, 4, 5}));
        // Row 0, column 1 of two: centre (0.75, 0.5).
        QCOMPARE(set.boxes[2], (Box{0.625F, 0.25F, 0.875F, 0.75F}));
        QCOMPARE(set.boxes[3], (Box{0.375F, 0.4375F, 1.125F, 0.5625F}));
        QCOMPARE(priorAddress(config, 4), (PriorAddress{.map = 2}));
        QVERIFY(priorConfigFromJson(toJson(config), "test") == config);

        config.maps[0].ratios = {2.0F};
        QVERIFY(messageOf([&] { generatePriors(config); }).contains("one or the other"));
        config.maps[0] = config.maps[2] = config.maps[1];
        QVERIFY(messageOf([&] { generatePriors(config); }).contains("one feature map that is on"));
        config.maps[0] = {.name = "a", .free_shapes = {{0.5F, 0.0F}}};
        QVERIFY(messageOf([&] { generatePriors(config); }).contains("maps[0].free_shapes"));
    }

    void addressesGoBothWays() {
        const PriorConfig config = loadPriorConfig("ssd300-voc");
        const PriorAddress address{.map = 1, .row = 2, .col = 3, .shape = 4};
        QCOMPARE(priorIndex(config, address), std::size_t{5776 + (2 * 19 + 3) * 6 + 4});
        for (std::size_t i = 0; i < 8732; i += 7) {
            QCOMPARE(priorIndex(config, priorAddress(config, i)), i);
        }
        QVERIFY_THROWS_EXCEPTION(Error, priorAddress(config, 8732));
        QVERIFY_THROWS_EXCEPTION(Error, priorIndex(config, {.map = 5, .row = 0, .col = 1}));
    }

    void jsonRoundTrip() {
        for (const std::string& name : priorPresetNames()) {
            const PriorConfig config = loadPriorConfig(name);
            QCOMPARE(config.name, name);
            QVERIFY(priorConfigFromJson(toJson(config), "test") == config);
            QVERIFY(config.validate().empty());
        }
        QCOMPARE(toJson(loadPriorConfig("ssd300-voc"))["maps"][0]["scale"].dump(), std::string("0.1"));
        QTemporaryDir folder;
        const std::string file = folder.filePath("mine.json").toStdString();
        savePriorConfig(loadPriorConfig("ssd-tiny"), file);
        QVERIFY(loadPriorConfig(file) == loadPriorConfig("ssd-tiny"));
    }

    void badDocumentsAreNamed() {
        nlohmann::json json = toJson(loadPriorConfig("ssd-tiny"));
        const auto read = [&] { return messageOf([&] { priorConfigFromJson(json, "mine.json"); }); };
        json["maps"][2]["colour"] = 1;
        QVERIFY2(read().contains("\"colour\"") && read().contains("maps[2]") && read().contains("mine.json"),
                 qPrintable(read()));
        json["maps"][2].erase("colour");
        json["maps"][1]["rows"] = 2.5;
        QVERIFY2(read().contains("\"rows\" must be a whole number"), qPrintable(read()));
        json["maps"][1]["rows"] = 10;
        json["maps"][0]["scale"] = -1;
        QVERIFY2(read().contains("maps[0].scale must be above 0"), qPrintable(read()));
        json["maps"][0].erase("scale");
        QVERIFY2(read().contains("\"scale\" is missing"), qPrintable(read()));
    }

    void everyProblemIsReported() {
        PriorConfig config;
        config.input_size = 3;
        config.maps = {{.name = "a", .rows = 0, .scale = 0.0F, .ratios = {1.0F}}};
        std::vector<std::string> fields;
        for (const Problem& problem : config.validate()) {
            fields.push_back(problem.field);
        }
        QCOMPARE(fields,
                 (std::vector<std::string>{"input_size", "maps[0].rows", "maps[0].scale", "maps[0].ratios"}));
        QVERIFY_THROWS_EXCEPTION(Error, generatePriors(config));
    }

    void unknownPresetsAreRefusedWithTheList() {
        const QString message = messageOf([] { loadPriorConfig("ssd301"); });
        QVERIFY2(message.contains("ssd301") && message.contains("ssd300-voc"), qPrintable(message));
        QTemporaryDir folder;
        const std::string file = folder.filePath("broken.json").toStdString();
        std::ofstream(file) << "{\n\"name\": \n";
        QVERIFY(messageOf([&] { loadPriorConfig(file); }).contains("broken.json"));
    }
};

QTEST_APPLESS_MAIN(PriorsTest)
#include "priors_test.moc"
