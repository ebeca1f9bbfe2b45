// Suggested layouts: within the budget, never worse than the start, independent of the number of workers.
#include "core/priors/suggest/suggest.hpp"

#include <QTest>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/random.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "core/priors/suggest/iou_clusters.hpp"
#include "core/priors/torchvision_layout.hpp"
#include "tests/support/real_data.hpp"

using namespace priorscope;

namespace {

/// Three classes of different shapes, at random positions.
std::vector<CoverageObject> drawnObjects(int count) {
    SplitMix64 random(11);
    std::vector<CoverageObject> objects;
    for (int i = 0; i < count; ++i) {
        const int label = 1 + i % 3;
        const double ratio = label == 1 ? 1.0 : label == 2 ? 3.0 : 0.25;
        const double side = random.between(0.05, 0.4);
        const double w = std::min(side * std::sqrt(ratio), 0.95);
        const double h = std::min(side / std::sqrt(ratio), 0.95);
        const double x = random.between(0.0, 1.0 - w);
        const double y = random.between(0.0, 1.0 - h);
        objects.push_back({.image = static_cast<std::size_t>(i),
                           .label = label,
                           .box = {static_cast<float>(x), static_cast<float>(y), static_cast<float>(x + w),
                                   static_cast<float>(y + h)}});
    }
    return objects;
}

PriorConfig smallStart() {
    PriorConfig config;
    config.name = "small";
    config.maps = {{.name = "fine", .rows = 10, .cols = 10, .scale = 0.15F, .ratios = {2.0F}},
                   {.name = "coarse", .rows = 4, .cols = 4, .scale = 0.4F, .ratios = {2.0F}}};
    setExtraScales(config, 0.6F);
    return config;
}

SuggestOptions quick(SuggestAim aim, SuggestForm form) {
    SuggestOptions options;
    options.aim = aim;
    options.form = form;
    options.steps = 3000;
    return options;
}

}  // namespace

class SuggestTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void clustersOfPlainCases();
    void optionsGoThroughJson();
    void wrongOptionsAreNamed();
    void improvesWithinTheBudget_data();
    void improvesWithinTheBudget();
    void workersDoNotChangeTheResult();
    void aPerfectStartStays();
    void aSmallerBudgetIsKept();
    void oneMapOfOneCell();
    void aDrawOfTheObjectsIsEnough();
    void perCellBudget();
    void clippedStartsToo();
    void mapsThatAreOffStayOff();
    void refusesWhatCannotBe();
    void stopsWhenAsked();
    void torchvisionLayouts();
    void vocWithinTheBudgetOfThePaper_data();
    void vocWithinTheBudgetOfThePaper();
    void bccdIsCovered();
};

void SuggestTest::clustersOfPlainCases() {
    const std::vector<PriorMap::Shape> shapes{{0.1F, 0.1F}, {0.1F, 0.3F}, {0.8F, 0.6F}, {0.9F, 0.7F}};
    const auto one = clusterShapes(shapes, 1, 3);
    QCOMPARE(one.size(), 1U);  // the mean of the sides: 1.9 / 4 and 1.7 / 4
    QVERIFY(std::abs(one[0].w - 0.475F) < 1e-6F && std::abs(one[0].h - 0.425F) < 1e-6F);
    const auto all = clusterShapes(shapes, 4, 3);
    QVERIFY(all == shapes);
    QCOMPARE(clusterShapes(shapes, 9, 3).size(), 4U);  // at most one per distinct shape
    // (0.8, 0.6) and (0.9, 0.7) overlap by 0.48 of 0.63; each of the others by at most 0.03 with them.
    const auto two = clusterShapes(shapes, 2, 3);
    QVERIFY(std::abs(two[1].w - 0.85F) < 1e-6F && std::abs(two[1].h - 0.65F) < 1e-6F);
    QVERIFY(clusterShapes({}, 2, 3).empty());
}

void SuggestTest::optionsGoThroughJson() {
    SuggestOptions options;
    QVERIFY(suggestOptionsFromJson(toJson(options), "defaults") == options);
    options = {.aim = SuggestAim::worst_class,
               .form = SuggestForm::classic,
               .budget_kind = SuggestBudget::per_cell,
               .budget = 5,
               .max_per_cell = 6,
               .min_side_in_cells = 0.75F,
               .threshold = 0.6F,
               .steps = 77,
               .max_objects = 100,
               .seed = 9,
               .workers = 2};
    QVERIFY(suggestOptionsFromJson(toJson(options), "all changed") == options);
    QVERIFY_THROWS_EXCEPTION(Error, suggestOptionsFromJson({{"goal", "recall"}}, "unknown key"));
    QVERIFY_THROWS_EXCEPTION(Error, suggestOptionsFromJson({{"aim", "best"}}, "unknown aim"));
}

void SuggestTest::wrongOptionsAreNamed() {
    const auto fieldOf = [](const SuggestOptions& options) {
        const auto problems = options.validate();
        return problems.size() == 1 ? problems.front().field : std::string("none");
    };
    QVERIFY(SuggestOptions{}.validate().empty());
    QCOMPARE(fieldOf({.budget = -1}), std::string("budget"));
    QCOMPARE(fieldOf({.max_per_cell = 0}), std::string("max_per_cell"));
    QCOMPARE(fieldOf({.min_side_in_cells = -0.1F}), std::string("min_side_in_cells"));
    QCOMPARE(fieldOf({.threshold = 1.0F}), std::string("threshold"));
    QCOMPARE(fieldOf({.threshold = std::nanf("")}), std::string("threshold"));
    QCOMPARE(fieldOf({.steps = 0}), std::string("steps"));
    QCOMPARE(fieldOf({.max_objects = 0}), std::string("max_objects"));
    QCOMPARE(fieldOf({.workers = -1}), std::string("workers"));
}

void SuggestTest::improvesWithinTheBudget_data() {
    QTest::addColumn<SuggestAim>("aim");
    QTest::addColumn<SuggestForm>("form");
    for (const SuggestForm form : {SuggestForm::free, SuggestForm::classic}) {
        for (const SuggestAim aim : {SuggestAim::mean_iou, SuggestAim::recall, SuggestAim::worst_class}) {
            QTest::addRow("%s, %s", suggestName(form).c_str(), suggestName(aim).c_str()) << aim << form;
        }
    }
}

void SuggestTest::improvesWithinTheBudget() {
    QFETCH(SuggestAim, aim);
    QFETCH(SuggestForm, form);
    const auto objects = drawnObjects(600);
    const PriorConfig start = smallStart();
    std::int64_t last = -1;
    const auto progress = [&](const SuggestProgress& at) {
        QVERIFY(at.steps.done >= last && at.steps.done <= at.steps.total);
        QCOMPARE(at.steps.total, 3000);
        last = at.steps.done;
    };
    const auto found = suggestPriors(objects, start, quick(aim, form), {}, progress);
    QVERIFY(last > 0);
    QVERIFY(found->is_improvement);
    QVERIFY(found->after.of(aim) > found->before.of(aim) + 0.01);
    QVERIFY(found->config.validate().empty());
    QVERIFY(found->config.count() <= start.count());
    QCOMPARE(found->after.priors, found->config.count());
    for (std::size_t k = 0; k < start.maps.size(); ++k) {
        QCOMPARE(found->config.maps[k].rows, start.maps[k].rows);
        QCOMPARE(found->config.maps[k].isFree(), form == SuggestForm::free);
        QVERIFY(found->config.maps[k].perCell() <= 8);
        for (const PriorMap::Shape& shape : found->config.maps[k].shapes()) {
            const float half_cell = 0.5F / static_cast<float>(start.maps[k].cols);
            QVERIFY(std::min(shape.w, shape.h) >= half_cell - 1e-4F);
        }
    }
    // The reported figures match the layout.
    const auto coverage = computeCoverage(objects, generatePriors(found->config));
    QCOMPARE(found->after.mean_best_iou, coverage->mean_best_iou.value());
    QCOMPARE(found->after.recall, coverage->recall(0.5F).value());
    // The curve is ascending in priors and contains the suggestion itself.
    const auto is_same = [&](const SuggestFigures& each) { return each.priors == found->after.priors; };
    QVERIFY(std::any_of(found->curve.begin(), found->curve.end(), is_same));
    for (std::size_t i = 1; i < found->curve.size(); ++i) {
        QVERIFY(found->curve[i].priors > found->curve[i - 1].priors);
    }
}

void SuggestTest::workersDoNotChangeTheResult() {
    const auto objects = drawnObjects(300);
    for (const SuggestForm form : {SuggestForm::free, SuggestForm::classic}) {
        SuggestOptions options = quick(SuggestAim::mean_iou, form);
        options.workers = 1;
        const auto one = suggestPriors(objects, smallStart(), options);
        options.workers = 3;
        const auto three = suggestPriors(objects, smallStart(), options);
        QVERIFY(one->config == three->config);
        options.seed = 2;
        QVERIFY(!(suggestPriors(objects, smallStart(), options)->config == one->config));
    }
}

void SuggestTest::aPerfectStartStays() {
    PriorConfig start;
    start.maps = {{.name = "one", .scale = 0.5F}};
    const std::vector<CoverageObject> objects{{.label = 1, .box = {0.25F, 0.25F, 0.75F, 0.75F}}};
    const auto found = suggestPriors(objects, start, quick(SuggestAim::mean_iou, SuggestForm::free));
    QVERIFY(!found->is_improvement);
    QVERIFY(found->config == start);
    QCOMPARE(found->after.mean_best_iou, 1.0);
}

void SuggestTest::aSmallerBudgetIsKept() {
    for (const SuggestForm form : {SuggestForm::free, SuggestForm::classic}) {
        SuggestOptions options = quick(SuggestAim::mean_iou, form);
        options.budget = 200;  // the start has 464
        const auto found = suggestPriors(drawnObjects(300), smallStart(), options);
        QVERIFY(found->is_improvement);
        QVERIFY(found->config.count() <= 200);
    }
}

void SuggestTest::oneMapOfOneCell() {
    PriorConfig start;
    start.maps = {{.name = "one", .scale = 0.9F}};
    const auto found = suggestPriors(drawnObjects(50), start, quick(SuggestAim::mean_iou, SuggestForm::free));
    QCOMPARE(found->config.count(), 1);
    QVERIFY(found->after.mean_best_iou > found->before.mean_best_iou);
}

void SuggestTest::aDrawOfTheObjectsIsEnough() {
    const auto objects = drawnObjects(2000);
    SuggestOptions options = quick(SuggestAim::mean_iou, SuggestForm::free);
    options.max_objects = 200;
    const auto found = suggestPriors(objects, smallStart(), options);
    QVERIFY(found->is_improvement);
    // The figures still cover all objects.
    QCOMPARE(found->after.mean_best_iou,
             computeCoverage(objects, generatePriors(found->config))->mean_best_iou.value());
}

void SuggestTest::perCellBudget() {
    PriorConfig start = smallStart();
    start.maps[1].ratios.push_back(3.0F);  // 4 and 6 per cell: 496 priors, fewer than 5 per cell would be
    for (const SuggestForm form : {SuggestForm::free, SuggestForm::classic}) {
        SuggestOptions options = quick(SuggestAim::mean_iou, form);
        options.budget_kind = SuggestBudget::per_cell;
        for (const int per_cell : {3, 5}) {
            options.budget = per_cell;
            const auto found = suggestPriors(drawnObjects(300), start, options);
            QVERIFY(found->is_improvement);
            for (const PriorMap& map : found->config.maps) {
                QVERIFY(map.perCell() <= per_cell);
                QVERIFY(form == SuggestForm::classic || map.perCell() == per_cell);
            }
        }
    }
}

void SuggestTest::clippedStartsToo() {
    PriorConfig start = smallStart();
    start.clip = true;
    const auto found = suggestPriors(drawnObjects(300), start, quick(SuggestAim::recall, SuggestForm::free));
    QVERIFY(found->config.clip);
    QVERIFY(found->after.recall > found->before.recall);
}

void SuggestTest::mapsThatAreOffStayOff() {
    PriorConfig start = smallStart();
    start.maps[0].on = false;
    for (const SuggestForm form : {SuggestForm::free, SuggestForm::classic}) {
        const auto found = suggestPriors(drawnObjects(300), start, quick(SuggestAim::mean_iou, form));
        QVERIFY(found->config.maps[0] == start.maps[0]);
        QVERIFY(found->config.count() <= start.count());
    }
}

void SuggestTest::refusesWhatCannotBe() {
    SuggestOptions options = quick(SuggestAim::mean_iou, SuggestForm::free);
    QVERIFY_THROWS_EXCEPTION(Error, suggestPriors({}, smallStart(), options));
    QVERIFY_THROWS_EXCEPTION(Error, suggestPriors(drawnObjects(5), PriorConfig{}, options));
    options.budget = 115;  // one prior per cell takes 116
    QVERIFY_THROWS_EXCEPTION(Error, suggestPriors(drawnObjects(5), smallStart(), options));
    options.budget = 116;
    QVERIFY(suggestPriors(drawnObjects(5), smallStart(), options));
}

void SuggestTest::stopsWhenAsked() {
    for (const SuggestForm form : {SuggestForm::free, SuggestForm::classic}) {
        std::stop_source source;
        SuggestOptions options = quick(SuggestAim::mean_iou, form);
        options.steps = 1000000000;
        const auto stop_soon = [&source](const SuggestProgress& at) {
            if (at.steps.done > 1000) {
                source.request_stop();
            }
        };
        QVERIFY(!suggestPriors(drawnObjects(100), smallStart(), options, source.get_token(), stop_soon));
    }
}

void SuggestTest::torchvisionLayouts() {
    for (const char* preset : {"ssd300-voc", "ssd300-coco"}) {
        QVERIFY(!notTorchvisionLayout(loadPriorConfig(preset)));
    }
    const PriorConfig start = loadPriorConfig("ssd300-voc");
    const auto reasonAfter = [&start](const std::function<void(PriorConfig&)>& edit) {
        PriorConfig config = start;
        edit(config);
        return notTorchvisionLayout(config).value_or("");
    };
    QCOMPARE(reasonAfter([](PriorConfig& c) { c.maps[5].extra_scale = 0.95F; }), std::string());
    QCOMPARE(reasonAfter([](PriorConfig& c) { c.maps[1].extra_scale = 0.3F; }),
             std::string("conv7 has an extra prior that does not lie between its scale and the next"));
    QCOMPARE(reasonAfter([](PriorConfig& c) { c.maps[0].on = false; }), std::string("conv4_3 is off"));
    QVERIFY(!reasonAfter([](PriorConfig& c) { c.clip = true; }).empty());
    QVERIFY(!reasonAfter([](PriorConfig& c) { c.maps[2].extra_scale = 0.0F; }).empty());
    QVERIFY(!reasonAfter([](PriorConfig& c) { c.maps[2].max_side = 1.0F; }).empty());
    QVERIFY(!reasonAfter([](PriorConfig& c) {
                 c.maps[3].free_shapes = {{0.5F, 0.5F}};
                 c.maps[3].extra_scale = 0.0F;
                 c.maps[3].ratios.clear();
             }).empty());
}

void SuggestTest::vocWithinTheBudgetOfThePaper_data() {
    QTest::addColumn<SuggestAim>("aim");
    QTest::addColumn<SuggestForm>("form");
    QTest::newRow("mean, free") << SuggestAim::mean_iou << SuggestForm::free;
    QTest::newRow("mean, classic") << SuggestAim::mean_iou << SuggestForm::classic;
    QTest::newRow("recall, free") << SuggestAim::recall << SuggestForm::free;
}

void SuggestTest::vocWithinTheBudgetOfThePaper() {
    QFETCH(SuggestAim, aim);
    QFETCH(SuggestForm, form);
    PRIORSCOPE_REAL_DATA(folder, "VOCdevkit/VOC2007");
    const Dataset dataset = readVocDataset(folder).value();
    const PriorConfig start = loadPriorConfig("ssd300-voc");
    SuggestOptions options{.aim = aim, .form = form, .steps = 60000};
    const auto found = suggestPriors(
        coverageObjects(dataset, ImageSelection::ofSplit(dataset, "trainval"), false, ResizeMode::stretch),
        start, options);
    QVERIFY(found->config.count() <= 8732);
    const auto test =
        coverageObjects(dataset, ImageSelection::ofSplit(dataset, "test"), false, ResizeMode::stretch);
    const auto before = computeCoverage(test, generatePriors(start));
    const auto after = computeCoverage(test, generatePriors(found->config));
    if (aim == SuggestAim::mean_iou) {
        const double points = form == SuggestForm::free ? 0.03 : 0.007;
        QVERIFY(found->after.mean_best_iou >= found->before.mean_best_iou + points);
        QVERIFY(*after->mean_best_iou >= *before->mean_best_iou + points);
    } else {
        QVERIFY(1.0 - found->after.recall <= 0.5 * (1.0 - found->before.recall));
        QVERIFY(1.0 - *after->recall(0.5F) <= 0.5 * (1.0 - *before->recall(0.5F)));
    }
}

void SuggestTest::bccdIsCovered() {
    PRIORSCOPE_REAL_DATA(folder, "BCCD");
    const Dataset dataset = readVocDataset(folder).value();
    const SuggestOptions options{.aim = SuggestAim::recall, .steps = 30000};
    const auto found = suggestPriors(
        coverageObjects(dataset, ImageSelection::ofSplit(dataset, ""), false, ResizeMode::stretch),
        loadPriorConfig("ssd300-voc"), options);
    QVERIFY(1.0 - found->after.recall <= 0.5 * (1.0 - found->before.recall));
}

QTEST_APPLESS_MAIN(SuggestTest)
#include "suggest_test.moc"
