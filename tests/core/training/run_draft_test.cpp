// The planned run: what it trains, and how it is stored.
#include "core/training/plan/run_draft.hpp"

#include <QTest>
#include <nlohmann/json.hpp>

#include "core/dataset/dataset.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;

class RunDraftTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void takesTheRecipe();
    void trainsWithTheLayout();
    void choosesSplits();
    void goesThroughJson();
    void saysWhatCannotBeRead();

  private:
    std::optional<PriorConfig> plannedPriors(const RunDraft& draft, const DetectorFamilies& families) const {
        return ssdOf(plannedSpec(draft, {}, families)).priors;
    }

    const DetectorFamilies& m_families = detectorFamilies();
};

void RunDraftTest::takesTheRecipe() {
    // resources/presets/detectors/ssd300-vgg16.json: the paper's VOC schedule.
    RunDraft draft = draftOf("ssd300-vgg16", m_families);
    QCOMPARE(draft.options.steps, 120000);
    QCOMPARE(draft.options.batch_size, 32);
    QCOMPARE(draft.options.learning_rate, 1e-3);
    draft.options.epochs = 7;
    draft.options.steps = 0;
    draft.options.seed = 5;
    setModel(draft, "ssd-tiny", m_families);
    QCOMPARE(draft.options.epochs, 0);
    QCOMPARE(draft.options.seed, 5U);  // not part of a recipe
    const RunDraft before = draft;
    QVERIFY(!messageOf([&] { setModel(draft, "ssd-huge", m_families); }).isEmpty());
    QVERIFY(draft == before);
}

void RunDraftTest::trainsWithTheLayout() {
    RunDraft draft = draftOf("ssd300-vgg16", m_families);
    const PriorConfig own = loadPriorConfig("ssd300-voc");
    QCOMPARE(plannedPriors(draft, m_families), std::optional(own));
    PriorConfig layout = own;
    layout.maps[0].scale = 0.05F;
    draft.layout = layout;
    QCOMPARE(plannedPriors(draft, m_families), std::optional(own));  // it exists but is not used
    draft.uses_layout = true;
    QCOMPARE(plannedPriors(draft, m_families), std::optional(layout));
    draft.resize = ResizeMode::letterbox;
    const DetectorSpec spec = plannedSpec(draft, {"dog"}, m_families);
    QCOMPARE(spec.preprocessing.resize, ResizeMode::letterbox);
    QCOMPARE(spec.classes, std::vector<std::string>{"dog"});
    QCOMPARE(ssdOf(spec).priors, layout);
}

void RunDraftTest::choosesSplits() {
    Dataset dataset;
    dataset.root = "/data/birds";
    dataset.splits = {{"test", {}}, {"train", {}}, {"trainval", {}}, {"night", {}}};
    RunDraft draft = draftOf("ssd-tiny", m_families);
    chooseSplits(draft, dataset);
    QCOMPARE(draft.options.split, std::string("train"));
    QCOMPARE(draft.options.val_split, std::string("test"));
    QCOMPARE(draft.options.dataset, std::string("/data/birds"));
    draft.options.split = "night";
    draft.options.val_split.clear();
    chooseSplits(draft, dataset);  // chosen splits are kept
    QCOMPARE(draft.options.split, std::string("night"));
    QCOMPARE(draft.options.val_split, std::string());
    dataset.splits.erase("night");
    chooseSplits(draft, dataset);
    QCOMPARE(draft.options.split, std::string("train"));
    QCOMPARE(draft.options.val_split, std::string());
    dataset.root = "/data/fish";
    dataset.splits = {{"val", {}}};
    chooseSplits(draft, dataset);
    QCOMPARE(draft.options.split, std::string());
    QCOMPARE(draft.options.val_split, std::string("val"));
}

void RunDraftTest::goesThroughJson() {
    RunDraft draft = draftOf("ssd300-vgg16", m_families);
    draft.layout = loadPriorConfig("ssd300-coco");
    draft.uses_layout = true;
    draft.resize = ResizeMode::letterbox;
    draft.options.split = "trainval";
    draft.options.seed = 18446744073709551615U;
    draft.options.momentum = 1.5;  // out of range: still being edited
    const nlohmann::json json = nlohmann::json::parse(toJson(draft).dump());
    QVERIFY(runDraftFromJson(json, "test", m_families) == draft);
    QVERIFY(runDraftFromJson({{"model", "ssd-tiny"}}, "test", m_families).options == TrainingOptions());
}

void RunDraftTest::saysWhatCannotBeRead() {
    const auto read = [&](const nlohmann::json& json) {
        return messageOf([&] { runDraftFromJson(json, "the planned run", m_families); });
    };
    nlohmann::json json = toJson(draftOf("ssd-tiny", m_families));
    json["speed"] = 3;
    QVERIFY(read(json).contains("unknown key \"speed\""));
    json.erase("speed");
    json["resize"] = "crop";
    QVERIFY(read(json).contains("must be stretch or letterbox, got \"crop\""));
    json.erase("resize");
    json["options"]["batch_size"] = "many";
    QVERIFY(read(json).contains("batch_size"));
    json.erase("options");
    json["model"] = "ssd-huge";
    QVERIFY(read(json).contains("ssd-huge"));
    QVERIFY(read(nlohmann::json::parse("{", nullptr, false)).contains("the planned run"));
}

QTEST_GUILESS_MAIN(RunDraftTest)
#include "run_draft_test.moc"
