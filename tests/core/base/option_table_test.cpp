#include <QTest>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/options/option_table.hpp"
#include "core/training/plan/training_option_table.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;

namespace {

enum class Light { off, on };

struct Oven {
    int shelves = 0;
    double heat = 0.5;
    bool fan = false;
    std::string mode = "bake";
    std::vector<double> steps{};
    std::uint64_t serial = 1;
    float door = 0.1F;
    Light light = Light::off;
    bool operator==(const Oven&) const = default;
};

const OptionTable<Oven>& ovens() {
    static const OptionTable<Oven> table(
        {
            {&Oven::shelves,
             {.key = "shelves",
              .help = "Shelves",
              .interval = {1, 4},
              .unset = NamedNumber{0, "the maker's"}}},
            {&Oven::heat, {.key = "heat", .help = "Heat", .interval = {0, 1, true, false}}},
            {&Oven::fan, {.key = "fan", .help = "Fan"}},
            {&Oven::mode, {.key = "mode", .help = "Mode", .choices = {"bake", "grill", "dry"}}},
            {&Oven::steps, {.key = "steps", .help = "Steps", .interval = {0, 1, true, true}}},
            {&Oven::serial,
             {.key = "serial",
              .help = "Serial",
              .interval = {.least = 5},
              .special = NamedNumber{1, "unknown"}}},
            {&Oven::door, {.key = "door", .help = "Door", .interval = {0, 1}}},
            {OptionTable<Oven>::Choice{
                 [](const Oven& oven) { return std::string(oven.light == Light::on ? "on" : "off"); },
                 [](Oven& oven, const std::string& name) {
                     oven.light = name == "on" ? Light::on : Light::off;
                 }},
             {.key = "light", .help = "Light", .choices = {"off", "on"}}},
        },
        {[](const Oven& oven) {
            return oven.fan && oven.mode == "dry" ? std::optional(Problem{"fan", "must be off for dry"})
                                                  : std::nullopt;
        }});
    return table;
}

QString problemOf(const Oven& oven) {
    const auto problems = ovens().problems(oven);
    return problems.empty() ? QString()
                            : QString::fromStdString(problems[0].field + " " + problems[0].message) +
                                  (problems.size() > 1 ? " and more" : "");
}

}  // namespace

class TestOptionTable : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void jsonGoesBothWays() {
        const Oven oven{3, 0.25, true, "grill", {0.5, 0.75}, 18446744073709551615U, 0.7F, Light::on};
        const nlohmann::json expected = {{"shelves", 3},         {"heat", 0.25},
                                         {"fan", true},          {"mode", "grill"},
                                         {"steps", {0.5, 0.75}}, {"serial", 18446744073709551615U},
                                         {"door", 0.7},          {"light", "on"}};
        QCOMPARE(ovens().toJson(oven).dump(), expected.dump());
        QVERIFY(ovens().fromJson(expected, "test") == oven);
        // Absent keys are unchanged.
        QVERIFY(ovens().fromJson({{"heat", 0.25}}, "test", oven) == oven);
        QVERIFY(messageOf([] { ovens().fromJson({{"hot", 1}}, "f.json"); }).contains("unknown key \"hot\""));
        QVERIFY(messageOf([] { ovens().fromJson({{"shelves", 1.5}}, "f.json"); }).contains("whole number"));
        const QString light = messageOf([] { ovens().fromJson({{"light", "dim"}}, "f.json"); });
        QVERIFY2(light.contains("light must be off or on, got dim"), qPrintable(light));
        QVERIFY(messageOf([] { ovens().fromJson({{"shelves", 9}}, "f.json"); }).contains("shelves must be"));
    }

    void rangesAreNamed() {
        QCOMPARE(problemOf({}), QString());
        QCOMPARE(problemOf({.shelves = 5}), QString("shelves must be 0 (the maker's) or 1 to 4"));
        QCOMPARE(problemOf({.heat = 0.0}), QString("heat must be in (0, 1]"));
        QCOMPARE(problemOf({.heat = std::nan("")}), QString("heat must be in (0, 1]"));
        QCOMPARE(problemOf({.heat = 1.0}), QString());
        QCOMPARE(problemOf({.mode = "boil"}), QString("mode must be bake, grill or dry"));
        QCOMPARE(problemOf({.steps = {0.5, 1.0}}), QString("steps must each be in (0, 1)"));
        QCOMPARE(problemOf({.serial = 4}), QString("serial must be 1 (unknown) or 5 or more"));
        QCOMPARE(problemOf({.fan = true, .mode = "dry"}), QString("fan must be off for dry"));
        // An explicit value must not be the one for "not given".
        const OptionInfo& shelves = ovens().entry("shelves").info;
        QCOMPARE(problemWith(shelves, 0), std::string());
        QCOMPARE(problemWith(shelves, 0, true), std::string("must be 1 to 4"));
    }

    void textIsReadByKind() {
        const auto read = [](const char* key, const char* text) {
            return optionFromText(ovens().entry(key).info, text).dump();
        };
        QCOMPARE(read("shelves", "3"), std::string("3"));
        QCOMPARE(read("shelves", "-1"), std::string("-1"));
        QCOMPARE(read("serial", "18446744073709551615"), std::string("18446744073709551615"));
        QCOMPARE(read("heat", "2.5e-1"), std::string("0.25"));
        QCOMPARE(read("fan", "true"), std::string("true"));
        QCOMPARE(read("mode", "dry"), std::string("\"dry\""));
        QCOMPARE(read("steps", "0.5, 0.75"), std::string("[0.5,0.75]"));
        QCOMPARE(read("steps", "[0.5]"), std::string("[0.5]"));
        QCOMPARE(read("steps", ""), std::string("[]"));
        const auto refused = [](const char* key, const char* text) {
            return messageOf([&] { optionFromText(ovens().entry(key).info, text); });
        };
        QVERIFY(refused("shelves", "3.5").contains("shelves: it must be a whole number, got \"3.5\""));
        QVERIFY(refused("shelves", "").contains("whole number"));
        QVERIFY(refused("shelves", "99999999999999999999").contains("whole number"));
        QVERIFY(refused("heat", "0,5").contains("a number"));
        QVERIFY(refused("heat", "warm").contains("a number"));
        QVERIFY(refused("fan", "yes").contains("true or false"));
        QVERIFY(refused("steps", "0.5,,0.7").contains("numbers with commas"));
        QVERIFY(refused("steps", "0.5,").contains("numbers with commas"));
    }

    void settingByKey() {
        Oven oven;
        ovens().set(oven, ovens().entry("steps"), {0.25});
        QCOMPARE(oven.steps, std::vector<double>{0.25});
        QVERIFY(messageOf([&] { ovens().set(oven, ovens().entry("heat"), 2.0); }).contains("heat must be"));
        QCOMPARE(oven.heat, 0.5);
        QVERIFY(messageOf([] { ovens().entry("window"); }).contains("Known are shelves, heat, fan"));
        QVERIFY(keyAndText("a=b=c") == std::pair(std::string("a"), std::string("b=c")));
        QVERIFY(!messageOf([] { keyAndText("=x"); }).isEmpty());
        QVERIFY(!messageOf([] { keyAndText("heat"); }).isEmpty());
    }

    void everyTrainingOptionIsInTheTableOnce() {
        // The keys of run.json.
        const QStringList keys = {"accumulate",
                                  "augment_blur",
                                  "augment_blur_strength",
                                  "augment_crop",
                                  "augment_crop_strength",
                                  "augment_greyscale",
                                  "augment_jpeg",
                                  "augment_jpeg_strength",
                                  "augment_mosaic",
                                  "augment_mosaic_strength",
                                  "augment_mosaic_until",
                                  "augment_noise",
                                  "augment_noise_strength",
                                  "augment_occlusion",
                                  "augment_occlusion_strength",
                                  "augment_paste",
                                  "augment_paste_strength",
                                  "augment_photometric",
                                  "augment_photometric_strength",
                                  "augment_quarter_turn",
                                  "augment_rotation",
                                  "augment_rotation_strength",
                                  "augment_scale_jitter",
                                  "augment_scale_jitter_strength",
                                  "augment_zoom_out",
                                  "augment_zoom_out_strength",
                                  "augmentation",
                                  "batch_size",
                                  "beta1",
                                  "beta2",
                                  "bias_rate",
                                  "checkpoint_every",
                                  "class_weights",
                                  "confidence_loss",
                                  "dataset",
                                  "decay_biases",
                                  "decay_norms",
                                  "deterministic",
                                  "device",
                                  "drops",
                                  "early_stopping",
                                  "ema_decay",
                                  "empty_negatives",
                                  "epochs",
                                  "evaluate_every",
                                  "final_rate",
                                  "flip",
                                  "focal_alpha",
                                  "focal_gamma",
                                  "freeze_norms",
                                  "frozen_stages",
                                  "gradient_clip",
                                  "hard_negatives",
                                  "input_scale",
                                  "keep_every_epochs",
                                  "label_smoothing",
                                  "learning_rate",
                                  "localization_weight",
                                  "log_images",
                                  "match_iou",
                                  "momentum",
                                  "negative_ratio",
                                  "negatives",
                                  "negatives_share",
                                  "nesterov",
                                  "optimizer",
                                  "peak_at",
                                  "precision",
                                  "sampling",
                                  "sampling_threshold",
                                  "sampling_weights",
                                  "schedule",
                                  "seed",
                                  "split",
                                  "stage_rates",
                                  "steps",
                                  "thaw",
                                  "threads",
                                  "train_on_difficult",
                                  "val_split",
                                  "validation_loss",
                                  "warmup_steps",
                                  "weight_decay",
                                  "weights",
                                  "workers"};
        QStringList found;
        const nlohmann::json json = toJson(TrainingOptions{});
        for (const auto& item : json.items()) {
            found.append(QString::fromStdString(item.key()));
        }
        QCOMPARE(found, keys);
        QVERIFY(TrainingOptions{}.validate().empty());
        QCOMPARE(trainingOptionTable().entries().size(), static_cast<std::size_t>(keys.size()));
        TrainingOptions both;
        both.steps = 10;
        both.epochs = 1;
        QCOMPARE(both.validate().size(), std::size_t{1});
        TrainingOptions falling;
        falling.drops = {0.9, 0.7};
        QCOMPARE(falling.validate()[0].message, std::string("must rise"));
    }
};

QTEST_APPLESS_MAIN(TestOptionTable)
#include "option_table_test.moc"
