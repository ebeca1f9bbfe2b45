// Summaries of a coverage, hand-worked.
#include <QTest>

#include "core/priors/coverage/coverage_report.hpp"

using namespace priorscope;

class CoverageReportTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void classesAreCountedApart();
    void uncoveredAreWorstFirst();
    void curveFallsWithTheThreshold();
    void cellUnderAPoint();

  private:
    static Coverage coverage() {
        Coverage result;
        result.best = {{0.9F, 1}, {0.5F, 2}, {0.25F, 3}, {0.0F, -1}, {0.25F, 4}};
        return result;
    }
};

void CoverageReportTest::classesAreCountedApart() {
    const std::vector<CoverageObject> objects{
        {.label = 1}, {.label = 1}, {.label = 1}, {.label = 3}, {.label = 3}};
    const auto classes = coverageByClass(objects, coverage(), 3, 0.5F);
    QCOMPARE(classes.size(), 3U);
    QCOMPARE(classes[0].objects, 3);
    QCOMPARE(classes[0].covered, 2);  // 0.5 exactly counts
    QVERIFY(qAbs(*classes[0].recall() - 2.0 / 3.0) < 1e-12);
    QVERIFY(qAbs(*classes[0].mean_best_iou - 0.55) < 1e-7);
    QVERIFY(!classes[1].recall() && !classes[1].mean_best_iou);
    QCOMPARE(classes[2].recall().value(), 0.0);
    QCOMPARE(classes[2].mean_best_iou.value(), 0.125);
    QVERIFY(coverageByClass({}, Coverage{}, 0, 0.5F).empty());
}

void CoverageReportTest::uncoveredAreWorstFirst() {
    QCOMPARE(uncoveredObjects(coverage(), 0.5F), (std::vector<std::size_t>{3, 2, 4}));
    QVERIFY(uncoveredObjects(Coverage{}, 0.5F).empty());
}

void CoverageReportTest::curveFallsWithTheThreshold() {
    const std::vector<float> thresholds{0.2F, 0.5F, 0.95F};
    QCOMPARE(recallCurve(coverage(), thresholds), (std::vector<double>{0.8, 0.4, 0.0}));
    QVERIFY(recallCurve({}, thresholds).empty());
}

void CoverageReportTest::cellUnderAPoint() {
    const PriorConfig config = loadPriorConfig("ssd300-voc");
    // conv4_3: 38 × 38 cells of 4 priors; (0.99, 0.03) lies in row 1, column 37: 4 · (1 · 38 + 37) = 300.
    QCOMPARE(priorsOfCell(config, 0, 0.99F, 0.03F), (std::vector<std::size_t>{300, 301, 302, 303}));
    // Outside, the nearest cell: the last of conv11_2, the only one, whose priors are the last four of 8,732.
    QCOMPARE(priorsOfCell(config, 5, 7.0F, -3.0F), (std::vector<std::size_t>{8728, 8729, 8730, 8731}));
}

QTEST_APPLESS_MAIN(CoverageReportTest)
#include "coverage_report_test.moc"
