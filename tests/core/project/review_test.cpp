// Reviews of errors: they return from the project, and are recognised in later runs.
#include "core/project/review.hpp"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include "core/project/project.hpp"
#include "tests/support/message_of.hpp"
#include "tests/support/run_sql.hpp"

using namespace priorscope;

namespace {

ReviewedError errorAt(float x, const char* run = "runs/a") {
    return {.dataset = "/data/cells",
            .image = "000012",
            .class_name = "cat",
            .box = {x, 0.2F, x + 0.2F, 0.6F},
            .run = run};
}

}  // namespace

class ReviewTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void wrongLabelsAreRecognised();
    void otherVerdictsBelongToTheRun();
    void theNearestIsFound();
    void reviewsReturn();
    void olderProjectsAreMigrated();
    void unreadableOnesStay();
    void badJsonIsNamed_data();
    void badJsonIsNamed();
};

void ReviewTest::wrongLabelsAreRecognised() {
    const Review review{.error = errorAt(0.1F), .verdict = ReviewVerdict::label_wrong};
    // Shifted by d, boxes of width 0.2 share (0.2 - d) / (0.2 + d): 0.6 at 0.05, 1/3 at 0.1.
    QVERIFY(concerns(review, errorAt(0.15F, "runs/b")));
    QVERIFY(!concerns(review, errorAt(0.2F)));
    ReviewedError other = errorAt(0.1F);
    other.class_name = "dog";
    QVERIFY(!concerns(review, other));
    other = errorAt(0.1F);
    other.image = "000013";
    QVERIFY(!concerns(review, other));
    other = errorAt(0.1F);
    other.dataset = "/data/others";
    QVERIFY(!concerns(review, other));
    other = errorAt(0.1F);
    other.is_object = true;
    QVERIFY(!concerns(review, other));
}

void ReviewTest::otherVerdictsBelongToTheRun() {
    for (const ReviewVerdict verdict : {ReviewVerdict::model_wrong, ReviewVerdict::unsure}) {
        const Review review{.error = errorAt(0.1F), .verdict = verdict};
        QVERIFY(concerns(review, errorAt(0.1F)));
        QVERIFY(concerns(review, errorAt(0.1F + 1e-6F)));
        QVERIFY(!concerns(review, errorAt(0.1F, "runs/b")));
        QVERIFY(!concerns(review, errorAt(0.15F)));  // another detection nearby
    }
}

void ReviewTest::theNearestIsFound() {
    const std::vector<Review> reviews{{.error = errorAt(0.1F), .verdict = ReviewVerdict::label_wrong},
                                      {.error = errorAt(0.14F), .verdict = ReviewVerdict::label_wrong},
                                      {.error = errorAt(0.13F, "runs/b"), .verdict = ReviewVerdict::unsure}};
    const ReviewIndex index(reviews);
    QCOMPARE(index.find(reviews, errorAt(0.11F)), 0);
    QCOMPARE(index.find(reviews, errorAt(0.13F)), 1);
    QCOMPARE(index.find(reviews, errorAt(0.13F, "runs/b")), 2);
    QCOMPARE(index.find(reviews, errorAt(0.7F)), -1);
}

void ReviewTest::reviewsReturn() {
    const QTemporaryDir folder;
    const std::string file = folder.filePath("project.sqlite").toStdString();
    std::vector<Review> reviews{
        {.error = errorAt(0.1F), .verdict = ReviewVerdict::label_wrong, .note = "a \"cow\"\n牛"},
        {.error = errorAt(0.3F), .verdict = ReviewVerdict::model_wrong, .sent = "2026-01-02T03:04:05Z"},
        {.error = errorAt(0.5F), .verdict = ReviewVerdict::unsure}};
    {
        Project project(file);
        QVERIFY(project.reviews().empty());
        project.setReviews(reviews);
    }
    {
        Project project(file);
        QCOMPARE(project.reviews(), reviews);
        reviews.erase(reviews.begin());
        reviews.back().error.is_object = true;
        project.setReviews(reviews);
        QCOMPARE(project.reviews(), reviews);
    }
    QCOMPARE(Project(file).reviews(), reviews);
}

void ReviewTest::olderProjectsAreMigrated() {
    const QTemporaryDir folder;
    const QString file = folder.filePath("project.sqlite");
    { Project(file.toStdString()).setRunDraft("{}"); }
    runSql(file,
           "DROP TABLE reviews; DROP TABLE label_patches; DROP TABLE label_steps; "
           "DROP TABLE label_bases; DROP TABLE label_positions; DROP TABLE image_tags; DROP TABLE "
           "saved_filters; DROP TABLE run_notes; PRAGMA user_version = 1");
    Project project(file.toStdString());
    QCOMPARE(project.runDraft(), std::string("{}"));
    project.setReviews({{.error = errorAt(0.1F)}});
    QCOMPARE(project.reviews().size(), 1U);
}

void ReviewTest::unreadableOnesStay() {
    const QTemporaryDir folder;
    const QString file = folder.filePath("project.sqlite");
    const std::vector<Review> reviews{{.error = errorAt(0.1F)}, {.error = errorAt(0.3F)}};
    { Project(file.toStdString()).setReviews(reviews); }
    runSql(file,
           "INSERT INTO reviews (place, json) VALUES (2000, '{\"verdict\": \"new in version 9\"}'); "
           "UPDATE reviews SET json = 'not json' WHERE place = 2");
    Project project(file.toStdString());
    std::vector<Sentence> problems;
    QCOMPARE(project.reviews(&problems), std::vector<Review>{reviews.front()});
    QCOMPARE(problems.size(), 2U);
    project.setReviews({reviews[1], reviews[0], reviews[1]});
    problems.clear();
    QCOMPARE(project.reviews(&problems), (std::vector<Review>{reviews[1], reviews[0], reviews[1]}));
    QCOMPARE(problems.size(), 2U);
}

void ReviewTest::badJsonIsNamed_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("named");
    QTest::newRow("three numbers") << "box"
                                   << "[0, 0, 1]"
                                   << "four numbers";
    QTest::newRow("no number") << "box"
                               << "[0, 0, 1, \"a\"]"
                               << "\"box\"";
    QTest::newRow("verdict") << "verdict"
                             << "\"perhaps\""
                             << "\"perhaps\" is no verdict";
    QTest::newRow("image") << "image"
                           << "12"
                           << "\"image\"";
}

void ReviewTest::badJsonIsNamed() {
    QFETCH(const QString, key);
    QFETCH(const QString, json);
    QFETCH(const QString, named);
    nlohmann::json document = toJson({.error = errorAt(0.1F)});
    QCOMPARE(reviewFromJson(document, "here"), (Review{.error = errorAt(0.1F)}));
    document[key.toStdString()] = nlohmann::json::parse(json.toStdString());
    const QString message = messageOf([&] { reviewFromJson(document, "here"); });
    QVERIFY2(message.contains(named) && message.contains("here"), qPrintable(message));
}

QTEST_GUILESS_MAIN(ReviewTest)
#include "review_test.moc"
