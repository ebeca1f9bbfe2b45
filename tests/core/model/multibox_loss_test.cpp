// The multibox loss compared with hand-worked figures.
#include <QTest>
#include <cmath>

#include "core/base/torch_headers.hpp"
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
                         const PriorTargets& targets, const LossOptions& options) {
    MultiboxLoss loss = multiboxLoss(logits, offsets, targets, options);
    const double divisor = std::max(1.0, loss.normaliser);
    loss.confidence = loss.confidence / divisor;
    loss.localization = loss.localization / divisor;
    return loss;
}

MultiboxLoss dividedLoss(const torch::Tensor& logits, const torch::Tensor& offsets,
                         const PriorTargets& targets, double negative_ratio) {
    return dividedLoss(logits, offsets, targets, LossOptions{.negative_ratio = negative_ratio});
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
        // Its quota of four negatives, worth two positives at two negatives each: 4 · ln 3 / 2. The gradient
        // reaches it.
        PriorTargets targets = targetsWith({{0, 0, 0, 0, 0, 0}});
        torch::Tensor logits = torch::zeros({1, 6, 3}, torch::requires_grad());
        const MultiboxLoss parts = dividedLoss(logits, torch::zeros({1, 6, 4}), targets,
                                               {.negative_ratio = 2.0, .empty_negatives = 4});
        QCOMPARE(parts.positives, 0);
        QCOMPARE(parts.normaliser, 2.0);
        QVERIFY(near(parts.confidence, 4.0 * kLn3 / 2.0));
        QVERIFY(near(parts.localization, 0.0));
        (parts.confidence + parts.localization).backward();
        QCOMPARE((logits.grad().abs().sum(2) > 0).sum().item<std::int64_t>(), 4);
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
        const MultiboxLoss parts =
            dividedLoss(logits, torch::zeros({1, 6, 4}), none, {.negative_ratio = 3.0, .empty_negatives = 3});
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

    void besideOthersAnEmptyImageGivesItsOwnNumber() {
        // Four positives and twelve negatives in the other image, six negatives in the empty one, which
        // counts as two positives: (4 + 12 + 6) · ln 3 / 6. What the other image has does not matter to it.
        std::vector<std::int64_t> full(20, 0);
        std::fill_n(full.begin(), 4, 1);
        const PriorTargets targets = targetsWith({full, std::vector<std::int64_t>(20, 0)});
        const MultiboxLoss parts = dividedLoss(torch::zeros({2, 20, 3}), torch::zeros({2, 20, 4}), targets,
                                               {.negative_ratio = 3.0, .empty_negatives = 6});
        QVERIFY(near(parts.confidence, 22.0 * kLn3 / 6.0));
    }

    void smoothedLabelsShareOneTenth() {
        // Logits 0, ln 2, 0 are probabilities ¼, ½, ¼; the positive of class 1 has 0.9 · ln 2 + 0.1 · the
        // mean of ln 4, ln 2, ln 4 = 0.9 · ln 2 + 0.1 · 5/3 · ln 2; the one negative is at ln 3 whatever the
        // share.
        PriorTargets targets = targetsWith({{1, 0}});
        torch::Tensor logits = torch::zeros({1, 2, 3});
        logits[0][0][1] = std::log(2.0);
        const MultiboxLoss parts =
            dividedLoss(logits, torch::zeros({1, 2, 4}), targets, {.label_smoothing = 0.1});
        QVERIFY(near(parts.confidence, (0.9 + 0.1 * 5.0 / 3.0) * std::log(2.0) + kLn3));
    }

    void smoothingDoesNotChangeWhichNegativesAreHard() {
        // −ln p(background) is 0.13 of prior 1 and ln 3 of prior 2, so the second is the harder. Half
        // smoothed, prior 1 has 5.8, as it is certain of not being class 2, and would be taken.
        PriorTargets targets = targetsWith({{1, 0, 0}});
        torch::Tensor logits = torch::zeros({1, 3, 3}, torch::requires_grad());
        logits.data()[0][1] = torch::tensor({2.0F, 0.0F, -30.0F});
        const MultiboxLoss parts = dividedLoss(logits, torch::zeros({1, 3, 4}), targets,
                                               {.negative_ratio = 1.0, .label_smoothing = 0.5});
        parts.confidence.backward();
        QCOMPARE(logits.grad()[0][1].abs().sum().item<double>(), 0.0);
        QVERIFY(logits.grad()[0][2].abs().sum().item<double>() > 0.0);
    }

    void classWeightsActOnPositives() {
        // Weight 2 on class 2: 2 · ln 3 + ln 3 of the positives, 2 · ln 3 of two negatives, by 2 positives.
        const PriorTargets targets = targetsWith({{2, 1, 0, 0}});
        const MultiboxLoss parts = dividedLoss(torch::zeros({1, 4, 3}), torch::zeros({1, 4, 4}), targets,
                                               {.negative_ratio = 1.0, .class_weights = {1.0, 2.0}});
        QVERIFY(near(parts.confidence, (2.0 + 1.0 + 2.0) * kLn3 / 2.0));
    }

    void theLocalizationHasAWeight() {
        PriorTargets targets = targetsWith({{1, 0, 0, 0}});
        targets.offsets[0][0] = torch::tensor({1.5F, 0.0F, 0.0F, 0.0F});
        const MultiboxLoss parts = dividedLoss(torch::zeros({1, 4, 3}), torch::zeros({1, 4, 4}), targets,
                                               {.localization_weight = 3.0});
        QVERIFY(near(parts.localization, 3.0 * 1.0));
    }

    void theFocalLossTakesEveryPriorBySurprise() {
        // The positive of class 1 has probability ½: 0.25 · ½² · ln 2. Negatives at probability ⅓:
        // 0.75 · (⅔)² · ln 3 each; the ignored one has none. One positive divides.
        PriorTargets targets = targetsWith({{1, 0, 0, -1}});
        torch::Tensor logits = torch::zeros({1, 4, 3});
        logits[0][0][1] = std::log(2.0);
        const MultiboxLoss parts =
            dividedLoss(logits, torch::zeros({1, 4, 4}), targets, {.confidence = ConfidenceLoss::focal});
        QVERIFY(near(parts.confidence, 0.25 * 0.25 * std::log(2.0) + 2.0 * 0.75 * 4.0 / 9.0 * kLn3));
    }

    void theFocalLossOfCertaintyHasAFiniteGradient() {
        PriorTargets targets = targetsWith({{1, 0}});
        torch::Tensor logits = torch::zeros({1, 2, 3}, torch::requires_grad());
        logits.data()[0][0][1] = 100.0F;
        logits.data()[0][1][0] = 100.0F;
        const MultiboxLoss parts = dividedLoss(logits, torch::zeros({1, 2, 4}), targets,
                                               {.confidence = ConfidenceLoss::focal, .focal_gamma = 0.5});
        parts.confidence.backward();
        QVERIFY(logits.grad().isfinite().all().item<bool>());
    }

    void moreNegativesWantedThanThereAre() {
        const PriorTargets targets = targetsWith({{1, 1, 1, 0}});
        const MultiboxLoss parts =
            dividedLoss(torch::zeros({1, 4, 3}), torch::zeros({1, 4, 4}), targets, 3.0);
        QVERIFY(near(parts.confidence, 4.0 * kLn3 / 3.0));
    }

    void whatWasLearntIsCountedByClassAndShape() {
        // 2 × 1 cells of two shapes, a map that is off, one cell of three.
        const PriorSet priors = generatePriors(
            {.name = "two",
             .input_size = 64,
             .maps = {{.name = "fine", .rows = 2, .cols = 1, .scale = 0.2F, .extra_scale = 0.3F},
                      {.name = "off", .on = false, .rows = 2, .cols = 2, .scale = 0.4F},
                      {.name = "coarse", .scale = 0.5F, .ratios = {2.0F}}}});
        QCOMPARE(priors.boxes.size(), std::size_t{7});
        const PriorTargets assigned = targetsWith({{1, 0, 2, 0, -1, 0, 1}, {0, 0, 1, 0, 0, 0, 1}});
        const LearntObjects learnt = learntObjects(
            assigned, {{.boxes = {}, .labels = {1, 2}}, {.boxes = {}, .labels = {1, 1}}}, priors, 3);
        QCOMPARE(learnt.objects_of_classes, (std::vector<std::int64_t>{3, 1, 0}));
        QCOMPARE(learnt.positives_of_classes, (std::vector<std::int64_t>{4, 1, 0}));
        QCOMPARE(learnt.positives_of_shapes, (std::vector<std::int64_t>{3, 0, 0, 0, 2}));
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
