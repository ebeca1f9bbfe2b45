// The plan of a run that is to be made again.
#include "core/training/run/same_again.hpp"

#include <QTest>

#include "core/dataset/dataset.hpp"
#include "core/model/ssd/ssd_family.hpp"

using namespace priorscope;

class SameAgainTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void takesEverythingOver();
    void takesPriorsThatDiffer();
    void saysWhatCannotBeTaken();
    void anUnknownPresetLeavesThePlannedModel();

  private:
    /// A run of a draft, as it would be read back.
    RunRecord runOf(const RunDraft& draft) const {
        RunRecord run;
        run.spec = plannedSpec(draft, {"cat", "dog"}, m_families);
        run.options = resolvedOptions(draft.options, run.spec.recipe, 100);
        run.options.device = "cpu";
        run.trained_on = "split train";
        run.evaluated_on = "split val";
        return run;
    }
    static std::string text(const SameAgain& again) {
        std::string all;
        for (const Sentence& each : again.left_out) {
            all += each.text() + "; ";
        }
        return all;
    }

    const DetectorFamilies& m_families = detectorFamilies();
    Dataset m_dataset = [] {
        Dataset dataset;
        dataset.root = "/data/pets";
        dataset.splits = {{"train", {}}, {"val", {}}, {"night", {}}};
        return dataset;
    }();
    RunDraft m_made = [this] {
        RunDraft draft = draftOf("ssd-tiny", m_families);
        draft.options.dataset = "/data/pets";
        draft.options.split = "train";
        draft.options.val_split = "val";
        draft.options.steps = 321;
        draft.options.learning_rate = 0.004;
        draft.options.seed = 9;
        draft.options.evaluate_every = 50;
        draft.options.augmentation.set = "ssd";
        draft.options.augmentation.changes[1] = {.probability = 0.25, .strength = -1.0};
        return draft;
    }();
};

void SameAgainTest::takesEverythingOver() {
    RunDraft planned = draftOf("ssd300-vgg16", m_families);
    planned.options.dataset = "/data/pets";
    planned.options.split = "night";
    planned.options.device = "cuda:1";  // the machine's, not the run's
    const SameAgain again = sameAgain(runOf(m_made), planned, &m_dataset, m_families);
    QCOMPARE(text(again), std::string());
    QCOMPARE(again.draft.model, std::string("ssd-tiny"));
    QVERIFY(!again.draft.uses_layout && !again.draft.resize);
    QCOMPARE(again.draft.options.steps, 321);
    QCOMPARE(again.draft.options.learning_rate, 0.004);
    QCOMPARE(again.draft.options.seed, 9U);
    QCOMPARE(again.draft.options.split, std::string("train"));
    QCOMPARE(again.draft.options.val_split, std::string("val"));
    QCOMPARE(again.draft.options.device, std::string("cuda:1"));
    // Settings that are the set's follow it again, the changed one is kept.
    const AugmentationOptions& augmentation = again.draft.options.augmentation;
    QCOMPARE(augmentation.set, std::string("ssd"));
    QCOMPARE(augmentation.changes[0].probability, AugmentationOptions::kOfSet);
    QCOMPARE(augmentation.changes[1].probability, 0.25);
    // Made again from its own plan, nothing changes but what was resolved.
    QCOMPARE(sameAgain(runOf(again.draft), again.draft, &m_dataset, m_families).draft.options.steps, 321);
}

void SameAgainTest::takesPriorsThatDiffer() {
    PriorConfig layout = ssdOf(loadDetectorSpec("ssd-tiny")).priors;
    layout.maps[0].scale = 0.07F;
    m_made.layout = layout;
    m_made.uses_layout = true;
    m_made.resize = ResizeMode::letterbox;
    const RunRecord run = runOf(m_made);
    m_made.layout.reset();
    m_made.uses_layout = false;
    m_made.resize.reset();
    const SameAgain again = sameAgain(run, draftOf("ssd-tiny", m_families), &m_dataset, m_families);
    QVERIFY(again.draft.uses_layout);
    QCOMPARE(again.draft.layout, std::optional(layout));
    QCOMPARE(again.draft.resize, std::optional(ResizeMode::letterbox));
    QCOMPARE(text(again), std::string());
}

void SameAgainTest::saysWhatCannotBeTaken() {
    RunRecord run = runOf(m_made);
    run.options.dataset = "/data/cars";
    run.options.split = "highway";
    run.trained_on = "split highway";
    run.options.val_split.clear();
    run.evaluated_on = "width > 300";  // a selection that is no split
    run.options.weights = "/nowhere/weights.pt";
    run.course.changes.push_back({});
    RunDraft planned = draftOf("ssd-tiny", m_families);
    planned.options.split = "train";
    planned.options.val_split = "val";
    const SameAgain again = sameAgain(run, planned, &m_dataset, m_families);
    const std::string said = text(again);
    for (const char* part :
         {"/data/cars", "highway", "width > 300", "/nowhere/weights.pt", "changed while"}) {
        QVERIFY2(said.find(part) != std::string::npos, said.c_str());
    }
    QCOMPARE(again.left_out.size(), std::size_t{5});
    QCOMPARE(again.draft.options.dataset, std::string("/data/pets"));
    QCOMPARE(again.draft.options.split, std::string("train"));
    QCOMPARE(again.draft.options.val_split, std::string("val"));
    QCOMPARE(again.draft.options.weights, std::string("/nowhere/weights.pt"));  // its field says so, too
    // Without a dataset the draft is for the run's.
    QCOMPARE(sameAgain(run, planned, nullptr, m_families).draft.options.dataset, std::string("/data/cars"));
}

void SameAgainTest::anUnknownPresetLeavesThePlannedModel() {
    RunRecord run = runOf(m_made);
    run.spec.name = "my-detector";
    const SameAgain again = sameAgain(run, draftOf("ssd300-vgg16", m_families), &m_dataset, m_families);
    QCOMPARE(again.draft.model, std::string("ssd300-vgg16"));
    QVERIFY2(text(again).find("there is no preset my-detector") != std::string::npos, text(again).c_str());
    QCOMPARE(again.draft.options.steps, 321);
    // A preset that has changed since.
    run.spec.name = "ssd-tiny";
    run.spec.postprocessing.nms_iou = 0.33F;
    const SameAgain other = sameAgain(run, draftOf("ssd300-vgg16", m_families), &m_dataset, m_families);
    QCOMPARE(other.draft.model, std::string("ssd-tiny"));
    QVERIFY2(text(other).find("different in the model ssd-tiny") != std::string::npos, text(other).c_str());
}

QTEST_APPLESS_MAIN(SameAgainTest)
#include "same_again_test.moc"
