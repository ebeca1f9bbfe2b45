// What two runs say beside each other: what they were told differently, and their precisions class by class.
#include "core/training/run/run_comparison.hpp"

#include <QTest>

#include "core/training/run/option_differences.hpp"

using namespace priorscope;

namespace {

RunOverview run(const std::string& name) {
    RunOverview made;
    made.name = name;
    made.folder = "/runs/" + name;
    made.spec = loadDetectorSpec("ssd-tiny");
    made.spec.classes = {"cat", "dog"};
    made.options = resolvedOptions(
        {.dataset = "/data/pets", .split = "train", .val_split = "val", .steps = 100}, made.spec.recipe, 64);
    made.trained_on = "split train";
    made.evaluated_on = "split val";
    made.train_fingerprint = "11";
    made.val_fingerprint = "22";
    return made;
}

std::vector<std::string> keys(const std::vector<OptionDifference>& differences) {
    std::vector<std::string> found;
    for (const OptionDifference& each : differences) {
        found.push_back(each.key);
    }
    return found;
}

}  // namespace

class RunComparisonTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void nothingDiffers() { QVERIFY(optionDifferences(run("a"), run("b")).empty()); }

    void optionsThatDiffer() {
        const RunOverview a = run("a");
        RunOverview b = run("b");
        b.options.learning_rate = 0.5;
        b.options.seed = 7;
        b.options.workers = 3;  // never changes a figure
        b.options.checkpoint_every = 17;
        b.options.beta1 = 0.5;  // of AdamW, which neither takes
        const auto differences = optionDifferences(a, b);
        QCOMPARE(keys(differences), (std::vector<std::string>{"learning_rate", "seed"}));
        QCOMPARE(differences[0].after.value.get<double>(), 0.5);
        QCOMPARE(differences[0].before.value.get<double>(), a.options.learning_rate);
        QCOMPARE(differences[1].after.value.get<int>(), 7);
        b.options.optimizer = "adamw";  // now it matters
        const auto more = keys(optionDifferences(a, b));
        QVERIFY(std::ranges::count(more, "beta1") == 1 && std::ranges::count(more, "optimizer") == 1);
    }

    void modelPriorsAndClasses() {
        const RunOverview a = run("a");
        RunOverview b = run("b");
        b.spec.name = "other";
        b.spec.classes = {"cat", "bird"};
        const auto differences = optionDifferences(a, b);
        QCOMPARE(keys(differences), (std::vector<std::string>{"spec.name", "spec.classes"}));
        QCOMPARE(differences[1].before.value.get<std::string>(), std::string("cat, dog"));
    }

    void dataByItsContents() {
        const RunOverview a = run("a");
        RunOverview b = run("b");
        // The same images elsewhere, chosen in another way.
        b.options.dataset = "/elsewhere/pets";
        b.trained_on = "a list";
        b.options.split.clear();
        QVERIFY(optionDifferences(a, b).empty());
        // Of the same names, but other objects.
        b = run("b");
        b.train_fingerprint = "12";
        const auto differences = optionDifferences(a, b);
        QCOMPARE(keys(differences), (std::vector<std::string>{"trained_on"}));
        QCOMPARE(differences[0].after.meaning.text(),
                 std::string("split train, but other images or objects"));
    }

    void changesOnTheWay() {
        const RunOverview a = run("a");
        RunOverview b = run("b");
        b.course.changes = {{.step = 40, .kind = RunChange::Kind::rate, .value = 0.25}};
        const auto differences = optionDifferences(a, b);
        QCOMPARE(keys(differences), (std::vector<std::string>{"changes"}));
        QCOMPARE(differences[0].before.meaning.text(), std::string("nothing"));
        QCOMPARE(differences[0].after.meaning.text(), std::string("rate 0.25 after step 40"));
    }

    void whatMustNotBeSubtracted() {
        const RunOverview a = run("a");
        QVERIFY(!whyNotComparable(a, run("b")));
        RunOverview b = run("b");
        b.train_fingerprint = "99";  // what runs are compared for
        QVERIFY(!whyNotComparable(a, b));
        std::ranges::reverse(b.spec.classes);
        QVERIFY(!whyNotComparable(a, b));
        b.spec.classes = {"cat", "bird"};
        QCOMPARE(whyNotComparable(a, b)->text(), std::string("b has other classes than a"));
        b = run("b");
        b.val_fingerprint = "23";
        QCOMPARE(whyNotComparable(a, b)->text(),
                 std::string("the validation images or their objects have changed between a and b"));
        b.evaluated_on = "split test";
        QCOMPARE(whyNotComparable(a, b)->text(), std::string("b is evaluated on split test, a on split val"));
        b.options.dataset = "/data/birds";
        QCOMPARE(whyNotComparable(a, b)->text(), std::string("b is evaluated on birds, a on pets"));
        b.val_fingerprint.clear();
        QCOMPARE(whyNotComparable(a, b)->text(),
                 std::string("b does not say which objects it is evaluated on"));
        b.evaluated_on.clear();
        QCOMPARE(whyNotComparable(a, b)->text(), std::string("b is not evaluated while it trains"));
    }

    void evaluationsThatAreChosen() {
        const std::vector<EvaluationRow> rows{{.step = 10, .map_voc07 = 0.5},
                                              {.step = 20, .map_voc07 = 0.75},
                                              {.step = 30, .map_voc07 = 0.75},
                                              {.step = 40, .map_voc07 = 0.25},
                                              {.step = 50}};
        QCOMPARE(chosenEvaluation(rows, EvaluationChoice::best)->step, 20);
        QCOMPARE(chosenEvaluation(rows, EvaluationChoice::latest)->step, 40);
        QVERIFY(chosenEvaluation({}, EvaluationChoice::best) == nullptr);
        const std::vector<EvaluationRow> none{{.step = 10}};
        QVERIFY(chosenEvaluation(none, EvaluationChoice::latest) == nullptr &&
                bestEvaluation(none) == nullptr);
    }

    void classesArePairedByName() {
        const ClassFigures after{{"cat", "dog", "emu"}, {0.5, std::nullopt, 0.25}};
        const ClassFigures before{{"emu", "cat"}, {0.5, 0.375}};
        auto paired = pairedPrecisions(after, before);
        QCOMPARE(paired.size(), std::size_t{3});
        QVERIFY(paired[0].name == "cat" && paired[0].before == 0.375 && paired[0].change() == 0.125);
        QVERIFY(!paired[1].before && !paired[1].after && !paired[1].change());
        QVERIFY(paired[2].place == 2 && paired[2].change() == -0.25);
        const auto names = [&paired] {
            std::string all;
            for (const PairedPrecision& each : paired) {
                all += each.name + ' ';
            }
            return all;
        };
        sortPrecisions(paired, PrecisionOrder::by_precision);
        QCOMPARE(names(), std::string("emu cat dog "));
        sortPrecisions(paired, PrecisionOrder::by_change);
        QCOMPARE(names(), std::string("emu cat dog "));
        sortPrecisions(paired, PrecisionOrder::by_name);
        QCOMPARE(names(), std::string("cat dog emu "));
        QVERIFY(!pairedPrecisions(after, std::nullopt)[0].before);
    }
};

QTEST_APPLESS_MAIN(RunComparisonTest)
#include "run_comparison_test.moc"
