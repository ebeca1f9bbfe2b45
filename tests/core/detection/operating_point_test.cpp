#include "core/detection/operating_point.hpp"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "core/base/error.hpp"

using namespace priorscope;

namespace {

const std::vector<std::string> kClasses{"cat", "dog"};
const Box kLeft{0, 0, 0.5F, 1};

Candidate candidate(int label, float score, const Box& box = kLeft) {
    return {.label = label, .score = score, .box = box};
}

Candidates candidates(std::vector<Candidate> items) {
    Candidates all;
    all.items = std::move(items);
    return all;
}

std::vector<std::pair<int, float>> found(const std::vector<Detection>& detections) {
    std::vector<std::pair<int, float>> all;
    for (const Detection& detection : detections) {
        all.emplace_back(detection.label, detection.score);
    }
    return all;
}
using Found = std::vector<std::pair<int, float>>;

std::string messageOf(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

void write(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

std::string read(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

}  // namespace

class OperatingPointTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void eachClassHasItsScore() {
        const Candidates all =
            candidates({candidate(1, 0.6F), candidate(1, 0.4F, {0.5F, 0, 1, 1}), candidate(2, 0.3F)});
        const OperatingPoint point{.scores = {0.5F, 0.3F}};
        QCOMPARE(found(selectDetections(all, point)), (Found{{1, 0.6F}, {2, 0.3F}}));
        QCOMPARE(found(selectDetections(all, OperatingPoint{.scores = {0.6F, 0.31F}})), (Found{{1, 0.6F}}));
    }

    void whatIsBelowItsScoreTakesNoPart() {
        // The cat lies on the dog and is the better one, but is below its own class's score.
        const Candidates all = candidates({candidate(1, 0.4F), candidate(2, 0.3F)});
        const OperatingPoint point{.scores = {0.5F, 0.2F}, .nms = NmsMode::agnostic, .top_k = 1};
        QCOMPARE(found(selectDetections(all, point)), (Found{{2, 0.3F}}));
        OperatingPoint lower = point;
        lower.scores[0] = 0.4F;
        QCOMPARE(found(selectDetections(all, lower)), (Found{{1, 0.4F}}));
    }

    void oneScoreIsTheSlider() {
        std::mt19937 random(5);
        std::uniform_real_distribution<float> unit(0.0F, 1.0F);
        for (int round = 0; round < 50; ++round) {
            std::vector<Candidate> items;
            for (int i = 0; i < 60; ++i) {
                const float x = unit(random) / 2;
                items.push_back(
                    {.label = 1 + i / 30, .score = unit(random), .box = {x, 0, x + 0.3F, 1}, .prior = i});
            }
            std::stable_sort(items.begin(), items.end(), [](const Candidate& a, const Candidate& b) {
                return a.label != b.label ? a.label < b.label : isBetter(a, b);
            });
            const DetectionOptions options{.min_score = unit(random),
                                           .nms_iou = unit(random),
                                           .top_k = 1 + round % 20,
                                           .nms = static_cast<NmsMode>(round % 3)};
            const Candidates all = candidates(items);
            QCOMPARE(found(selectDetections(all, operatingPointAt(options, 2))),
                     found(selectDetections(all, options)));
        }
    }

    void readsBackWhatWasKept() {
        const std::filesystem::path checkpoint = path("best.pt");
        write(checkpoint, "weights");
        QVERIFY(!keptOperatingPoint(checkpoint, kClasses).point);
        const OperatingPoint point{
            .scores = {0.1F, 0.25F},
            .nms_iou = 0.3F,
            .nms = NmsMode::agnostic,
            .top_k = 7,
            .chosen_on = {.aim = "f1", .dataset = "/data", .split = "val", .where = "area<9"}};
        keepOperatingPoint(checkpoint, checkpointContents(checkpoint), point, kClasses);
        QCOMPARE(keptOperatingPoint(checkpoint, kClasses).point, std::optional(point));
        QCOMPARE(operatingPointChosenOn(checkpoint), std::optional(point.chosen_on));
        const auto json = nlohmann::json::parse(read(operatingPointFile(checkpoint)));
        QCOMPARE(json["point"]["scores"][0]["at_least"].dump(), std::string("0.1"));
        forgetOperatingPoint(checkpoint);
        forgetOperatingPoint(checkpoint);
        QVERIFY(!keptOperatingPoint(checkpoint, kClasses).point);
    }

    void holdsForTheseWeightsOnly() {
        const std::filesystem::path checkpoint = path("best.pt");
        write(checkpoint, "weights");
        const std::string contents = checkpointContents(checkpoint);
        keepOperatingPoint(checkpoint, contents, {.scores = {0.1F, 0.2F}}, kClasses);
        write(checkpoint, "weightz");
        const KeptOperatingPoint kept = keptOperatingPoint(checkpoint, kClasses);
        QVERIFY(!kept.point);
        QVERIFY(kept.ignored.text().find("other weights") != std::string::npos);
        QVERIFY(!operatingPointChosenOn(checkpoint));
        // What was evaluated is no longer there: thresholds of other weights must not be kept for these.
        const std::string before = read(operatingPointFile(checkpoint));
        QVERIFY(messageOf([&] {
                    keepOperatingPoint(checkpoint, contents, {.scores = {0.3F, 0.4F}}, kClasses);
                }).find("has changed since it was opened") != std::string::npos);
        QCOMPARE(read(operatingPointFile(checkpoint)), before);
    }

    void faultsAreNamed_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("mode") << QByteArray("nms") << QByteArray("\"some\"")
                              << QByteArray("class, all or none");
        QTest::newRow("NMS") << QByteArray("nms_iou") << QByteArray("1.5") << QByteArray("nms_iou");
        QTest::newRow("top k") << QByteArray("top_k") << QByteArray("0") << QByteArray("top_k");
        QTest::newRow("unknown") << QByteArray("topk") << QByteArray("1")
                                 << QByteArray("unknown key \"topk\"");
        QTest::newRow("classes") << QByteArray("scores") << QByteArray(R"([{"class":"cat","at_least":0.5}])")
                                 << QByteArray("not the detector's");
        QTest::newRow("order") << QByteArray("scores")
                               << QByteArray(
                                      R"([{"class":"dog","at_least":0.5},{"class":"cat","at_least":0.5}])")
                               << QByteArray("not the detector's");
        QTest::newRow("score") << QByteArray("scores")
                               << QByteArray(
                                      R"([{"class":"cat","at_least":1.5},{"class":"dog","at_least":0.5}])")
                               << QByteArray("scores");
    }

    void faultsAreNamed() {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, word);
        nlohmann::json json = toJson(OperatingPoint{.scores = {0.5F, 0.5F}}, kClasses);
        QCOMPARE(operatingPointFromJson(json, "it", kClasses), (OperatingPoint{.scores = {0.5F, 0.5F}}));
        json[key.toStdString()] = nlohmann::json::parse(value.toStdString());
        const std::string message = messageOf([&] { operatingPointFromJson(json, "it", kClasses); });
        QVERIFY2(message.find(word.toStdString()) != std::string::npos, message.c_str());
    }

    void aDamagedFileIsAnError() {
        const std::filesystem::path checkpoint = path("best.pt");
        write(checkpoint, "weights");
        write(operatingPointFile(checkpoint), "{");
        QVERIFY(!messageOf([&] { keptOperatingPoint(checkpoint, kClasses); }).empty());
        write(operatingPointFile(checkpoint), R"({"priorscope_operating_point":2})");
        QVERIFY(messageOf([&] { keptOperatingPoint(checkpoint, kClasses); }).find("format 2") !=
                std::string::npos);
    }

    void isDescribed() {
        QCOMPARE(describe({.scores = {0.5F, 0.5F}, .nms_iou = 0.45F, .top_k = 200}).text(),
                 std::string("score 0.50, NMS IoU 0.45, at most 200 an image"));
        QCOMPARE(describe({.scores = {0.6F, 0.25F}, .nms = NmsMode::none, .top_k = 9}).text(),
                 std::string("score 0.25 to 0.60 by class, no NMS, at most 9 an image"));
    }

  private:
    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(OperatingPointTest)
#include "operating_point_test.moc"
