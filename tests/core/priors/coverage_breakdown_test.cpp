// Breakdowns of a coverage, and the shape plane, with hand-worked figures.
#include <QTest>
#include <cmath>

#include "core/base/error.hpp"
#include "core/priors/coverage/coverage_breakdown.hpp"
#include "core/priors/coverage/shape_plane.hpp"

using namespace priorscope;

namespace {

Coverage coverageOf(const std::vector<float>& ious) {
    Coverage coverage;
    for (const float iou : ious) {
        coverage.best.push_back({.iou = iou, .prior = iou > 0.0F ? 0 : -1});
    }
    return coverage;
}

CoverageObject objectOf(float w, float h) {
    return {.label = 1, .box = {0.0F, 0.0F, w, h}};
}

}  // namespace

class CoverageBreakdownTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void histogramEndsBelong() {
        QCOMPARE(bestIouHistogram(coverageOf({0.0F, 0.24F, 0.25F, 0.5F, 0.75F, 1.0F}), 4),
                 (std::vector<std::int64_t>{2, 1, 1, 2}));
        QCOMPARE(bestIouHistogram({}, 2), (std::vector<std::int64_t>{0, 0}));
    }

    void sizesArePixelsOfTheInput() {
        // Square roots of the area at 320 pixels: 16, 40 (80 × 20), 320.
        const std::vector<CoverageObject> objects{objectOf(0.05F, 0.05F), objectOf(0.25F, 0.0625F),
                                                  objectOf(1.0F, 1.0F)};
        const auto sizes = coverageBySize(objects, coverageOf({0.4F, 0.5F, 0.6F}), 320, 0.5F);
        std::vector<std::int64_t> counts;
        std::vector<std::int64_t> covered;
        for (const SizeCoverage& each : sizes) {
            counts.push_back(each.objects);
            covered.push_back(each.covered);
        }
        QCOMPARE(counts, (std::vector<std::int64_t>{0, 1, 1, 0, 0, 1}));
        QCOMPARE(covered, (std::vector<std::int64_t>{0, 0, 1, 0, 0, 1}));
        QVERIFY(!sizes[0].recall());
        QCOMPARE(sizes[1].recall().value(), 0.0);
        QVERIFY(std::isinf(sizes.back().to));
    }

    void priorsOfOneObject() {
        const std::vector<Box> priors{{0, 0, 1, 1}, {0, 0, 0.5F, 1}, {0, 0, 0.25F, 1}, {0.5F, 0, 1, 1}};
        const Box object{0, 0, 0.5F, 1};  // IoU 0.5, 1, 0.5, 0
        QCOMPARE(bestPriorOf(object, priors).prior, 1);
        QCOMPARE(bestPriorOf(object, priors).iou, 1.0F);
        QCOMPARE(bestPriorOf({2, 2, 3, 3}, priors).prior, -1);
        QCOMPARE(priorsCovering(object, priors, 0.5F), (std::vector<std::size_t>{1, 0, 2}));
        QCOMPARE(priorsCovering(object, priors, 0.6F), (std::vector<std::size_t>{1}));
    }

    void positives() {
        Coverage coverage;
        coverage.map_positives = {6, 0, 2};
        coverage.positives = {0, 1, 3, 4, 0};
        QCOMPARE(positiveShares(coverage), (std::vector<double>{0.75, 0.0, 0.25}));
        QCOMPARE(positivesHistogram(coverage), (std::vector<std::int64_t>{2, 1, 1, 1}));
        QCOMPARE(meanPositives(coverage).value(), 1.6);
        coverage.map_positives = {0, 0};
        QCOMPARE(positiveShares(coverage), (std::vector<double>{0.0, 0.0}));
        QVERIFY(!meanPositives({}));
    }

    void changesOfTheUncovered() {
        const auto change = compareUncovered(coverageOf({0.4F, 0.3F, 0.5F, 0.9F, 0.2F}),
                                             coverageOf({0.45F, 0.6F, 0.49F, 0.8F, 0.1F}), 0.5F);
        QCOMPARE(change.still, (std::vector<std::size_t>{4, 0}));
        QCOMPARE(change.newly, (std::vector<std::size_t>{2}));
        QCOMPARE(change.mended, (std::vector<std::size_t>{1}));
        QVERIFY_THROWS_EXCEPTION(Error, compareUncovered(coverageOf({0.1F}), {}, 0.5F));
    }

    void densityByLogarithm() {
        const LogBins bins{.low = 0.0625F, .high = 1.0F, .count = 4};  // 1/16 1/8 1/4 1/2 1
        const std::vector<CoverageObject> objects{objectOf(0.1F, 0.3F), objectOf(1.0F, 1.0F),
                                                  objectOf(0.05F, 0.3F), objectOf(0.1F, 0.26F)};
        std::vector<std::int32_t> expected(16, 0);
        expected[2 * 4 + 0] = 2;
        expected[3 * 4 + 3] = 1;
        QCOMPARE(shapeDensity(objects, bins), expected);
        QVERIFY(std::abs(bins.side(2.0) - 0.25) < 1e-7);
        QVERIFY(std::abs(bins.position(0.25) - 2.0) < 1e-7);
    }

    void coveredShapesOfOnePrior() {
        // One prior as large as the input covers an object of half its area at any position.
        PriorConfig config;
        config.maps = {{.name = "a", .scale = 1.0F}};
        const LogBins bins{.low = 0.25F, .high = 1.0F, .count = 7};
        CoveredShapes covered(bins);
        const auto shares = covered.shares(config, 0.5F).value();
        for (int row = 0; row < bins.count; ++row) {
            for (int column = 0; column < bins.count; ++column) {
                const double area = bins.side(column + 0.5) * bins.side(row + 0.5);
                const double share = static_cast<double>(
                    shares.at(static_cast<std::size_t>(row) * 7 + static_cast<std::size_t>(column)));
                QVERIFY2(std::abs(share - (area >= 0.5 ? 1.0 : 0.0)) < 1e-6,
                         qPrintable(QString::number(area)));
            }
        }
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!covered.shares(loadPriorConfig("ssd-tiny"), 0.5F, stop.get_token()));
    }

    void contourBetweenTwoValues() {
        // Columns 0, 1, 2: the level 0.25 is a quarter of the way from the first centre to the second.
        const std::vector<float> values{0.0F, 1.0F, 2.0F, 0.0F, 1.0F, 2.0F, 0.0F, 1.0F, 2.0F};
        const auto lines = contourOf(values, 3, 0.25F);
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines[0].size(), std::size_t{3});
        for (const PlanePoint& point : lines[0]) {
            QCOMPARE(point.x, 0.75);
        }
        QCOMPARE(lines[0][1].y, 1.5);
        // Around a maximum the line is closed.
        std::vector<float> summit(9, 0.0F);
        summit[4] = 1.0F;
        const auto around = contourOf(summit, 3, 0.5F);
        QCOMPARE(around.size(), std::size_t{1});
        QCOMPARE(around[0].size(), std::size_t{5});
        QCOMPARE(around[0].front().x, around[0].back().x);
        QCOMPARE(around[0].front().y, around[0].back().y);
        QVERIFY(contourOf(values, 3, 5.0F).empty());
        QVERIFY_THROWS_EXCEPTION(Error, contourOf(values, 4, 0.5F));
    }
};

QTEST_APPLESS_MAIN(CoverageBreakdownTest)
#include "coverage_breakdown_test.moc"
