// Recipes: what they set, what they leave, and what is refused.
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <map>

#include "core/base/error.hpp"
#include "core/training/plan/fitting_options.hpp"
#include "core/training/plan/recipes.hpp"
#include "core/training/plan/run_draft.hpp"
#include "core/training/plan/schedule.hpp"
#include "core/training/plan/training_option_table.hpp"

using namespace priorscope;

namespace {

const Recipe kPreset{.steps = 1000, .batch_size = 16, .learning_rate = 0.1, .warmup_steps = 100};

QString messageOfLoading(const QString& file) {
    try {
        loadRecipe(file.toStdString());
        return {};
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
}

}  // namespace

class TestRecipes : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyRecipeIsReadAndUsable() {
        QVERIFY(recipeNames().size() >= 5);
        for (const std::string& name : recipeNames()) {
            const TrainingRecipe recipe = loadRecipe(name);
            QVERIFY2(!recipe.about.empty(), name.c_str());
            for (const std::string& preset : detectorPresetNames()) {
                const DetectorSpec spec = loadDetectorSpec(preset);
                const TrainingOptions options = withRecipe({}, recipe, spec.recipe);
                QVERIFY2(options.validate().empty(), name.c_str());
                requireFitting(options, spec, false);
            }
        }
    }

    // Liu et al. (2016), section 3.1, and its Caffe code: 1e-3 for 80,000 of 120,000 steps, then 1e-4 and
    // 1e-5 for 20,000 each; lr_mult 2 and decay_mult 0 of biases.
    void thePaperIsThePapers() {
        const TrainingOptions o = withRecipe({}, loadRecipe("ssd-paper"), kPreset);
        QCOMPARE(o.steps, 120000);
        QCOMPARE(o.batch_size, 32);
        QCOMPARE(o.learning_rate, 1e-3);
        // The first step at the lower rate is number 80,000, counted from 0.
        const TrainingOptions resolved = resolvedOptions(o, kPreset, 16551);
        QCOMPARE(learningRateAt(resolved, 79'999), 1e-3);
        QCOMPARE(learningRateAt(resolved, 80'000), 1e-4);
        QCOMPARE(learningRateAt(resolved, 99'999), 1e-4);
        QCOMPARE(learningRateAt(resolved, 100'000), 1e-5);
        QVERIFY(o.momentum == 0.9 && o.weight_decay == 5e-4 && o.bias_rate == 2.0 && !o.decay_biases);
        QVERIFY(o.train_on_difficult && o.augmentation.set == "ssd" && o.gradient_clip == 0.0);
    }

    void sharesAreOfThePreset() {
        const TrainingOptions o = withRecipe({}, loadRecipe("fine-tune"), kPreset);
        QCOMPARE(o.steps, 333);
        QCOMPARE(o.learning_rate, 0.02);
        QCOMPARE(withRecipe({}, loadRecipe("quick-look"), kPreset).steps, 50);
        QCOMPARE(withRecipe({}, loadRecipe("quick-look"), {.steps = 3}).steps, 1);
        const TrainingOptions small = withRecipe({}, loadRecipe("small-data"), kPreset);
        QCOMPARE(small.steps, 4000);
        QVERIFY(small.augmentation.set == "ssd");
    }

    // Every option either belongs to the data and the machine, and stays, or to the recipe, and does not.
    void whatStaysAndWhatDoesNot() {
        const std::vector<std::string> stay = {"dataset",
                                               "split",
                                               "val_split",
                                               "weights",
                                               "negatives",
                                               "negatives_share",
                                               "sampling",
                                               "device",
                                               "sampling_threshold",
                                               "sampling_weights",
                                               "hard_negatives",
                                               "precision",
                                               "deterministic",
                                               "seed",
                                               "workers",
                                               "threads",
                                               "checkpoint_every",
                                               "evaluate_every",
                                               "keep_every_epochs",
                                               "log_images",
                                               "early_stopping",
                                               "validation_loss",
                                               "class_weights",
                                               "match_iou"};
        TrainingOptions changed;
        const auto& table = trainingOptionTable();
        for (const auto& entry : table.entries()) {
            const nlohmann::json before = table.value(changed, entry);
            nlohmann::json other = before;
            if (before.is_boolean()) {
                other = !before.get<bool>();
            } else if (before.is_number_integer() || before.is_number_unsigned()) {
                other = before.get<int>() + 7;
            } else if (before.is_number()) {
                other = before.get<double>() + 0.03125;
            } else if (before.is_array()) {
                other = nlohmann::json::array({0.25});
            } else {
                other = entry.info.choices.empty() ? "other" : entry.info.choices.back();
            }
            table.assign(changed, entry, other);
        }
        const TrainingOptions result = withRecipe(changed, {}, kPreset);
        const TrainingOptions defaults;
        for (const auto& entry : table.entries()) {
            const bool stays = std::find(stay.begin(), stay.end(), entry.info.key) != stay.end();
            QVERIFY2(table.value(changed, entry) != table.value(defaults, entry), entry.info.key.c_str());
            QVERIFY2(table.value(result, entry) == table.value(stays ? changed : defaults, entry),
                     entry.info.key.c_str());
        }
    }

    void filesOfOnesOwnAreReadAndChecked() {
        QTemporaryDir folder;
        const auto write = [&](const QString& text) {
            const QString file = folder.filePath(QStringLiteral("mine.json"));
            QFile out(file);
            if (!out.open(QIODevice::WriteOnly) || out.write(text.toUtf8()) < 0) {
                qFatal("cannot write");
            }
            return file;
        };
        const QString good =
            write(QStringLiteral(R"({"options": {"momentum": 0.8}, "rate_of_preset": 0.5})"));
        const TrainingRecipe recipe = loadRecipe(good.toStdString());
        QCOMPARE(recipe.name, std::string("mine"));
        const TrainingOptions o = withRecipe({}, recipe, kPreset);
        QVERIFY(o.momentum == 0.8 && o.learning_rate == 0.05);
        // What it needs may come from the options of the run.
        QVERIFY(messageOfLoading(write(QStringLiteral(R"({"options": {"early_stopping": 2}})"))).isEmpty());
        QVERIFY(messageOfLoading(write(QStringLiteral(R"({"options": {"moment": 1}})"))).contains("moment"));
        QVERIFY(
            messageOfLoading(write(QStringLiteral(R"({"options": {"momentum": 2}})"))).contains("momentum"));
        QVERIFY(messageOfLoading(write(QStringLiteral(R"({"option": {}})"))).contains("option"));
        QVERIFY(messageOfLoading(write(QStringLiteral(R"({"options": {}, "steps_of_preset": -1})")))
                    .contains("steps_of_preset"));
        QVERIFY(messageOfLoading(QStringLiteral("no-such-recipe")).contains("fine-tune"));
    }

    void draftsFollowARecipeUntilTheyAreChanged() {
        const DetectorFamilies& families = detectorFamilies();
        RunDraft draft = draftOf("ssd-tiny", families);
        QCOMPARE(recipeOf(draft, families).value(), std::string());
        for (const std::string& name : recipeNames()) {
            applyRecipe(draft, loadRecipe(name), families);
            QCOMPARE(recipeOf(draft, families).value(), name);
        }
        draft.options.momentum = 0.5;
        QVERIFY(!recipeOf(draft, families));
        applyRecipe(draft, presetRecipe(), families);
        QCOMPARE(recipeOf(draft, families).value(), std::string());
        QCOMPARE(draft, draftOf("ssd-tiny", families));
    }

    void theWarmUpFollowsTheLength() {
        const DetectorFamilies& families = detectorFamilies();
        RunDraft draft = draftOf("ssd-tiny", families);  // 1,400 steps of 16 images, 150 of warm-up
        setLength(draft, 0, 2, 112, families);           // 14 steps
        QCOMPARE(draft.options.warmup_steps, 2);
        QVERIFY(draft.options.epochs == 2 && draft.options.steps == 0);
        setLength(draft, 700, 0, 112, families);
        QCOMPARE(draft.options.warmup_steps, 75);
        draft.options.warmup_steps = 10;
        setLength(draft, 1400, 0, 112, families);
        QCOMPARE(draft.options.warmup_steps, 10);
    }

    void difficultObjectsWeighOnlyWhereTheyAreLearnt() {
        auto dataset = std::make_shared<Dataset>();
        dataset->classes = {"cat", "dog"};
        dataset->images.push_back({.objects = {{.label = 1}, {.label = 2}, {.label = 2, .difficult = true}}});
        const TrainedImages sampled{.dataset = dataset, .images = {0}};
        QCOMPARE(objectsOf(sampled, false), (std::vector<std::int64_t>{1, 1}));
        QCOMPARE(objectsOf(sampled, true), (std::vector<std::int64_t>{1, 2}));
    }
};

QTEST_APPLESS_MAIN(TestRecipes)
#include "recipes_test.moc"
