// Unusual sizes, objects without a prior, and the share of images that nothing is found about.
#include <QTest>

#include "core/dataset/finding_images.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/dataset/size_outliers.hpp"
#include "core/priors/coverage/uncovered_findings.hpp"

using namespace priorscope;

namespace {

Annotation objectOf(int label, const VocBox& box, int width, int height, bool difficult = false) {
    Annotation object{.label = label, .difficult = difficult, .voc = box};
    object.box = fractionsFromVoc(box, width, height);
    return object;
}

/// Images of 1000 × 1000 px with one cat each, of these sides.
Dataset catsOf(const std::vector<std::pair<int, int>>& sides) {
    Dataset dataset;
    dataset.classes = {"dog", "cat"};
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const auto [width, height] = sides[i];
        ImageRecord record{.id = std::to_string(i), .width = 1000, .height = 1000};
        record.annotation_file = "/data/" + record.id + ".xml";
        record.objects = {
            objectOf(2, {1, 1, static_cast<double>(width), static_cast<double>(height)}, 1000, 1000)};
        dataset.images.push_back(record);
    }
    return dataset;
}

}  // namespace

class HealthTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void unusualSizes();
    void fewOrEqualSizesSayNothing();
    void objectsWithoutAPrior();
    void soundImages();
    void whatIsOnlyCountedIsNotSound();
};

void HealthTest::unusualSizes() {
    // Shares of 0.01 and 0.0125, twenty each, so with one more the median is ln 0.0125 = -4.382, and the
    // median of the deviations ln 1.25 = 0.2231: what differs by more than 4 x 1.4826 x 0.2231 = 1.323 is
    // unusual.
    std::vector<std::pair<int, int>> sides;
    for (int i = 0; i < 20; ++i) {
        sides.emplace_back(100, 100);
        sides.emplace_back(125, 100);
    }
    sides.emplace_back(200, 200);  // 0.04: 1.163 more
    QVERIFY(sizeOutliers(catsOf(sides)).empty());
    sides.back() = {1000, 500};  // 0.5: 3.689 more
    const auto found = sizeOutliers(catsOf(sides));
    QCOMPARE(found.size(), 1U);
    QVERIFY(found[0].kind == IssueKind::size_outlier);
    QCOMPARE(found[0].file.string(), std::string("/data/40.xml"));
    QCOMPARE(found[0].object, std::string("cat 1"));
    QVERIFY(found[0].detail.text().find("It takes 50 % of the image") == 0);
    QVERIFY(found[0].detail.text().find("1 to 1.2 %") != std::string::npos ||
            found[0].detail.text().find("1 to 1.3 %") != std::string::npos);
    Dataset difficult = catsOf(sides);
    difficult.images.change(40, [](ImageRecord& record) { record.objects[0].difficult = true; });
    QVERIFY(sizeOutliers(difficult).empty());
    sides.emplace_back(10, 10);
    sides.emplace_back(12, 10);
    QCOMPARE(sizeOutliers(catsOf(sides)).size(), 3U);
    const auto capped = sizeOutliers(catsOf(sides), {.most_told = 2});
    QCOMPARE(capped.size(), 3U);
    QCOMPARE(capped[2].detail.text(), std::string("1 more of this kind"));
}

void HealthTest::fewOrEqualSizesSayNothing() {
    std::vector<std::pair<int, int>> sides(28, {100, 100});
    sides.emplace_back(1000, 1000);
    QVERIFY(sizeOutliers(catsOf(sides)).empty());  // 29
    sides.resize(60, {100, 100});
    QVERIFY(sizeOutliers(catsOf(sides)).empty());  // half of them are of one size
}

void HealthTest::objectsWithoutAPrior() {
    Dataset dataset;
    dataset.classes = {"cat"};
    ImageRecord record{.id = "a", .annotation_file = "/data/a.xml", .width = 300, .height = 300};
    record.objects = {objectOf(1, {100, 100, 101, 101}, 300, 300),        // 2 px: at most 4 / 900 of a prior
                      objectOf(1, {21, 21, 50, 50}, 300, 300),            // 30 px, as the smallest prior
                      objectOf(1, {200, 200, 201, 201}, 300, 300, true),  // difficult
                      objectOf(1, {1, 100, 300, 102}, 300, 300)};         // 100 : 1
    record.objects[0].line = 7;
    dataset.images.push_back(record);
    const PriorConfig config = loadPriorConfig("ssd300-voc");
    const auto found = *uncoveredFindings(dataset, config, ResizeMode::stretch, 0.5F);
    QCOMPARE(found.size(), 2U);
    QVERIFY(found[0].kind == IssueKind::uncovered && found[0].line == 7);
    QCOMPARE(found[0].object, std::string("cat 1"));
    QCOMPARE(found[1].object, std::string("cat 4"));
    QVERIFY(found[0].detail.text().find("No prior overlaps it by 0.5 or more; the best one by 0.") == 0);
    const auto capped = *uncoveredFindings(dataset, config, ResizeMode::stretch, 0.5F, 1);
    QCOMPARE(capped.size(), 2U);
    QCOMPARE(capped[1].detail.text(), std::string("1 more of this kind"));
}

void HealthTest::soundImages() {
    Dataset dataset = catsOf({{10, 10}, {10, 10}, {10, 10}, {10, 10}});
    dataset.splits = {{"train", {0, 1, 1}}, {"val", {3}}, {"none", {}}};
    dataset.images.change(2, [](ImageRecord& record) { record.image_file = "/data/2.jpg"; });
    const std::vector<DatasetIssue> findings{{.kind = IssueKind::outside, .file = "/data/1.xml"},
                                             {.kind = IssueKind::outside, .file = "/data/1.xml"},
                                             {.kind = IssueKind::bad_image, .file = "/data/2.jpg"},
                                             {.kind = IssueKind::small_object, .file = "/data/3.xml"},
                                             {.kind = IssueKind::class_missing, .file = "/data"}};
    QCOMPARE(imagesOfFindings(dataset, findings), (std::vector<int>{1, 1, 2, 3, -1}));
    const auto shares = soundShares(dataset, findings);
    QCOMPARE(shares.size(), 3U);
    QCOMPARE(shares.at(""), 0.5);
    QCOMPARE(shares.at("train"), 1.0 / 3.0);
    QCOMPARE(shares.at("val"), 1.0);
}

void HealthTest::whatIsOnlyCountedIsNotSound() {
    Dataset dataset = catsOf({{10, 10}, {10, 10}, {10, 10}, {10, 10}, {10, 10}});
    dataset.splits = {{"train", {0, 1}}, {"val", {2, 3}}, {"test", {3}}};
    FoundImages found;
    found.add(IssueKind::sliver, 0, 5);
    found.add(IssueKind::small_object, 1, 5);  // says something about a network
    const std::vector<DatasetIssue> findings{
        {.kind = IssueKind::sliver, .file = "/data", .detail = "1 more of this kind"},
        {.kind = IssueKind::cut_off, .file = "/data/9.xml"},
        {.kind = IssueKind::missing_annotation, .file = "/data/9.jpg"},
        {.kind = IssueKind::missing_annotation, .file = "/data/train.txt", .line = 3, .object = "7"},
        {.kind = IssueKind::missing_annotation, .file = "/data/train.txt", .line = 4, .object = "8"}};
    // Of five images, 0 is a sliver's and 3 is in val and test; two more files were left out.
    auto shares = soundShares(dataset, findings, found);
    QCOMPARE(shares.at(""), 3.0 / 7.0);
    QCOMPARE(shares.at("train"), 1.0 / 4.0);
    QCOMPARE(shares.at("val"), 1.0 / 2.0);
    QCOMPARE(shares.at("test"), 0.0);
    dataset.images.change(4, [](ImageRecord& record) { record.image_file = "/data/4.jpg"; });  // is not there
    shares = soundShares(dataset, findings, found);
    QCOMPARE(shares.at(""), 2.0 / 7.0);
}

QTEST_GUILESS_MAIN(HealthTest)
#include "health_test.moc"
