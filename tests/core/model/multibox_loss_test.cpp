// The multibox loss compared with hand-worked figures.
#include <torch/torch.h>

#include <QTest>
#include <cmath>

#include "core/model/ssd/multibox_loss.hpp"

#include "core/training/batch_loader.hpp"

using namespace priorscope;

namespace {

/// Labels of priors and one offset target, the rest zero.
PriorTargets targetsWith(std::vector<std::vector<std::int64_t>> labels) {
    const auto images = static_cast<std::int64_t>(labels.size());
    const auto priors = static_cast<std::int64_t>(labels.front().size());
    PriorTargets targets;
    targets.labels = torch::zeros({images, priors}, torch::kInt64);
    targets.offsets = torch::zeros({images, priors, 4});
    for (std::int64_t i = 0; i < images; ++i) {
        for (std::int64_t p = 0; p < priors; ++p) {
            targets.labels[i][p] = labels[static_cast<std::size_t>(i)][static_cast<std::size_t>(p)];
        }
    }
    return targets;
}

bool near(const torch::Tensor& value, double expected) {
    const bool fine = std::abs(value.item<double>() - expected) < 1e-5;
    if (!fine) {
        qWarning("got %.7f, expected %.7f", value.item<double>(), expected);
    }
    return fine;
}

const double kLn3 = std::log(3.0);  // cross entropy of three equal logits

/// Divided as in the training step.
MultiboxLoss dividedLoss(const torch::Tensor& logits, const torch::Tensor& offsets,
                         const PriorTargets& targets, double negative_ratio) {
    MultiboxLoss loss = multiboxLoss(logits, offsets, targets, negative_ratio);
    const double divisor = std::max(1.0, static_cast<double>(loss.positives));
    loss.confidence = loss.confidence / divisor;
    loss.localization = loss.localization / divisor;
    return loss;
}

}  // namespace

class TestMultiboxLoss : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void onePositiveTakesThreeNegatives() {
        // Ten priors, one positive, all logits equal: (1 + 3) · ln 3, divided by one positive.
        PriorTargets targets = targetsWith({{0, 2, 0, 0, 0, 0, 0, 0, 0, 0}});
        targets.offsets[0][1] = torch::tensor({0.5F, 0.0F, -2.0F, 1.0F});
        const MultiboxLoss parts =
            dividedLoss(torch::zeros({1, 10, 3}), torch::zeros({1, 10, 4}), targets, 3.0);
        QCOMPARE(parts.positives, 1);
        QVERIFY(near(parts.confidence, 4.0 * kLn3));
        // Smooth L1: 0.5 · 0.5² + 0 + (2 - 0.5) + (1 - 0.5)
        QVERIFY(near(parts.localization, 0.125 + 1.5 + 0.5));
    }

    void theHardestNegativesAreTaken() {
        // Priors 1 and 3 predict class 1 with logit ln 4, so -ln p(background) = ln 6; prior 2 is certain of
        // background.
        PriorTargets targets = targetsWith({{1, 0, 0, 0, 0}});
        torch::Tensor logits = torch::zeros({1, 5, 3});
        logits[0][1][1] = std::log(4.0);
        logits[0][3][1] = std::log(4.0);
        logits[0][2][0] = 20.0;
        const MultiboxLoss parts = dividedLoss(logits, torch::zeros({1, 5, 4}), targets, 2.0);
        QVERIFY(near(parts.confidence, kLn3 + 2.0 * std::log(6.0)));
    }

    void negativesAreCountedPerImageAndDividedPerBatch() {
        // Image 0 has two positives and six negatives, image 1 one and three: 12 · ln 3 / 3.
        PriorTargets targets = targetsWith({{1, 1, 0, 0, 0, 0, 0, 0, 0, 0}, {2, 0, 0, 0, 0, 0, 0, 0, 0, 0}});
        const MultiboxLoss parts =
            dividedLoss(torch::zeros({2, 10, 3}), torch::zeros({2, 10, 4}), targets, 3.0);
        QCOMPARE(parts.positives, 3);
        QVERIFY(near(parts.confidence, 12.0 * kLn3 / 3.0));
        QVERIFY(near(parts.localization, 0.0));
    }

    void anImageWithoutObjectsIsBackground() {
        // Alone in its batch: three negatives as for one positive, divided by 1, and the gradient reaches
        // it.
        PriorTargets targets = targetsWith({{0, 0, 0, 0, 0, 0}});
        torch::Tensor logits = torch::zeros({1, 6, 3}, torch::requires_grad());
        const MultiboxLoss parts = dividedLoss(logits, torch::zeros({1, 6, 4}), targets, 3.0);
        QCOMPARE(parts.positives, 0);
        QVERIFY(near(parts.confidence, 3.0 * kLn3));
        QVERIFY(near(parts.localization, 0.0));
        (parts.confidence + parts.localization).backward();
        QVERIFY(logits.grad().abs().sum().item<double>() > 0.0);
    }

    void difficultObjectsAreNeitherLearntNorMined() {
        // The first two priors equal one difficult object; the other, too small for any prior, has none: the
        // remaining four are background, three of which are mined at ln 3.
        const TrainingTargets difficult{
            .boxes = {}, .labels = {}, .ignored = {{0, 0, 0.5F, 0.5F}, {0.5F, 0.5F, 0.6F, 0.6F}}};
        PriorSet priors;
        for (int i = 0; i < 6; ++i) {
            const float centre = i < 2 ? 0.25F : 0.75F;
            priors.centers.push_back({centre, centre, 0.5F, 0.5F});
            priors.boxes.push_back(boxFromCenter(priors.centers.back()));
        }
        const PriorTargets none = assignTargets(priors, {difficult}, 0.5);
        QVERIFY(none.labels.equal(torch::tensor({{-1, -1, 0, 0, 0, 0}}, torch::kInt64)));
        torch::Tensor logits = torch::zeros({1, 6, 3}, torch::requires_grad());
        const MultiboxLoss parts = dividedLoss(logits, torch::zeros({1, 6, 4}), none, 3.0);
        QVERIFY(near(parts.confidence, 3.0 * kLn3));
        parts.confidence.backward();
        QCOMPARE(logits.grad().slice(1, 0, 2).abs().sum().item<double>(), 0.0);
        // An object that is learnt wins over one that is ignored at the same place; the second is forced on
        // its best prior.
        const TrainingTargets both{.boxes = {{0, 0, 0.5F, 0.5F}, {0.5F, 0.5F, 0.6F, 0.6F}},
                                   .labels = {1, 2},
                                   .ignored = {{0, 0, 0.5F, 0.5F}}};
        QVERIFY(assignTargets(priors, {both}, 0.5)
                    .labels.equal(torch::tensor({{1, 1, 2, 0, 0, 0}}, torch::kInt64)));
    }

    void besideOthersAnEmptyImageGivesTheMeanNumber() {
        // Four positives in the other image, so the batch's mean is two: (4 + 12 + 6) · ln 3 / 4.
        std::vector<std::int64_t> full(20, 0);
        std::fill_n(full.begin(), 4, 1);
        const PriorTargets targets = targetsWith({full, std::vector<std::int64_t>(20, 0)});
        const MultiboxLoss parts =
            dividedLoss(torch::zeros({2, 20, 3}), torch::zeros({2, 20, 4}), targets, 3.0);
        QVERIFY(near(parts.confidence, 22.0 * kLn3 / 4.0));
    }

    void moreNegativesWantedThanThereAre() {
        const PriorTargets targets = targetsWith({{1, 1, 1, 0}});
        const MultiboxLoss parts =
            dividedLoss(torch::zeros({1, 4, 3}), torch::zeros({1, 4, 4}), targets, 3.0);
        QVERIFY(near(parts.confidence, 4.0 * kLn3 / 3.0));
    }

    void everyPriorOfAnObjectLearnsItsOwnOffset() {
        // Prior 0 is the object itself: offset 0. Prior 1 lies 0.1 to the left, both 0.4 wide: IoU 0.3 / 0.5
        // = 0.6, dx = 0.1 / 0.4 / 0.1 = 2.5.
        PriorSet priors;
        priors.centers = {{0.5F, 0.5F, 0.4F, 0.4F}, {0.4F, 0.5F, 0.4F, 0.4F}, {0.1F, 0.1F, 0.1F, 0.1F}};
        for (const CenterBox& center : priors.centers) {
            priors.boxes.push_back(boxFromCenter(center));
        }
        const PriorTargets targets =
            assignTargets(priors, {{.boxes = {boxFromCenter(priors.centers[0])}, .labels = {7}}}, 0.5);
        QVERIFY(targets.labels.equal(torch::tensor({{7, 7, 0}}, torch::kInt64)));
        QVERIFY(targets.offsets[0][0].abs().max().item<double>() < 1e-5);
        QVERIFY(std::abs(targets.offsets[0][1][0].item<double>() - 2.5) < 1e-4);
        QVERIFY(targets.offsets[0][1].slice(0, 1).abs().max().item<double>() < 1e-4);
    }
};

QTEST_APPLESS_MAIN(TestMultiboxLoss)
#include "multibox_loss_test.moc"
