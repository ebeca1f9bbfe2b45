// Labels that may be wrong, by hand.
#include <QTest>

#include "core/dataset/issue_kind.hpp"
#include "core/evaluation/rescoring/class_curves.hpp"
#include "core/evaluation/rescoring/suspect_findings.hpp"
#include "core/evaluation/rescoring/suspects.hpp"
#include "split_scene.hpp"

using namespace priorscope;
using namespace priorscope::split_scene;

namespace {

const Box kLeft{0.1F, 0.1F, 0.3F, 0.3F};
const Box kRight{0.6F, 0.6F, 0.9F, 0.9F};
const Box kBelow{0.1F, 0.7F, 0.3F, 0.9F};

std::vector<Suspect> suspectsOf(const Scene& scene, float least) {
    const MatchOptions match{.match_iou = 0.5, .background_iou = 0.1, .judged_classes = kClasses};
    const Live at = live(scene, {}, match);
    std::vector<std::size_t> images(scene.truth.size());
    for (std::size_t i = 0; i < images.size(); ++i) {
        images[i] = i;
    }
    const SplitSlices slices(scene.dataset, images, scene.truth, {});
    const auto prospects = prospectsOf(scene.store, at.kept, at.judged, scene.truth).value();
    return suspectedLabels(at.kept, at.judged, prospects, curvesOf(at.judged, kClasses).value(), slices,
                           least);
}

}  // namespace

class SuspectsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aConfidentDetectionWithoutAnObject() {
        // Right at 0.9 and 0.7. Of the two with 0.8 or more one is right, of the four with 0.6 or more two.
        Scene scene;
        scene.add({object(1, kLeft)}, {{1, 0.9F, kLeft, 0}, {1, 0.8F, kRight, 1}});
        scene.add({object(1, kLeft)}, {{1, 0.7F, kLeft, 0}, {1, 0.6F, kRight, 1}});
        scene.add({}, {{1, 0.1F, kLeft, 0}});  // 2 of 5
        const std::vector<Suspect> suspects = suspectsOf(scene, 0.5F);
        QCOMPARE(suspects.size(), std::size_t{2});
        QCOMPARE(suspects[0].suspicion, 0.5F);
        QCOMPARE(suspects[0].item.score, 0.8F);  // equal: the higher score first
        QCOMPARE(suspects[1].suspicion, 0.5F);
        QCOMPARE(suspects[1].item.score, 0.6F);
        QCOMPARE(suspectsOf(scene, 0.4F).size(), std::size_t{3});
        QVERIFY(suspectsOf(scene, 0.6F).empty());
    }

    void anotherClassOnAnObjectThatNothingFinds() {
        // Class 2 is right at 0.95 and calls an object of class 1 so at 0.9 and 0.85; only the first of those
        // objects is found by class 1 as well.
        Scene scene;
        scene.add({object(2, kLeft)}, {{2, 0.95F, kLeft, 0}});
        scene.add({object(1, kLeft)}, {{2, 0.9F, kLeft, 0}, {1, 0.3F, kLeft, 1}});
        scene.add({object(1, kLeft)}, {{2, 0.85F, kLeft, 0}});
        const std::vector<Suspect> suspects = suspectsOf(scene, 0.3F);
        // 0.85: one of three is right. The object itself: one of the two of its class and size is reached.
        QCOMPARE(suspects.size(), std::size_t{2});
        QVERIFY(!suspects[0].item.outcome);
        QCOMPARE(suspects[0].item.image, std::size_t{2});
        QCOMPARE(suspects[0].suspicion, 0.5F);
        QCOMPARE(suspects[1].item.outcome, std::optional(Outcome::classification));
        QCOMPARE(suspects[1].item.score, 0.85F);
        QCOMPARE(suspects[1].suspicion, 1.0F / 3.0F);
    }

    void anObjectThatNoCandidateReaches() {
        // Three of class 1, 20 × 16 px and small: one found, one reached at a score of 0.02, and
        // one that none reaches. The object of class 2 and the difficult one are not reached either, but none
        // of their kind is, or counts.
        Scene scene;
        scene.add({object(1, kLeft)}, {{1, 0.9F, kLeft, 0}});
        scene.add({object(1, kLeft)}, {{1, 0.02F, kLeft, 0}});
        scene.add({object(1, kBelow), object(2, kLeft), object(1, kLeft, true)}, {});
        const std::vector<Suspect> suspects = suspectsOf(scene, 0.5F);
        QCOMPARE(suspects.size(), std::size_t{1});
        QCOMPARE(suspects[0].item.image, std::size_t{2});
        QCOMPARE(suspects[0].item.object, 0);
        QCOMPARE(suspects[0].item.reason, std::optional(MissedReason::no_candidate));
        QCOMPARE(suspects[0].suspicion, 2.0F / 3.0F);
    }

    /// As anotherClassOnAnObjectThatNothingFinds, with a detection where nothing is.
    void suspectsAreFindings() {
        Scene scene;
        scene.add({object(2, kLeft)}, {{2, 0.95F, kLeft, 0}, {2, 0.93F, kRight, 1}});
        scene.add({object(1, kLeft)}, {{2, 0.9F, kLeft, 0}, {1, 0.3F, kLeft, 1}});
        scene.add({object(1, kLeft)}, {{2, 0.85F, kLeft, 0}});
        scene.dataset.images.change(0, [](ImageRecord& record) { record.annotation_file = "/data/a.xml"; });
        scene.dataset.images.change(2, [](ImageRecord& record) { record.image_file = "/data/c.jpg"; });
        scene.dataset.images.change(2, [](ImageRecord& record) { record.objects[0].line = 12; });
        const std::vector<std::size_t> images{0, 1, 2};
        const std::vector<DatasetIssue> findings = suspectFindings(
            scene.dataset, images, suspectsOf(scene, 0.2F), scene.store, scene.truth, {"cat", "dog", "cow"});
        QCOMPARE(findings.size(), std::size_t{3});
        for (const DatasetIssue& finding : findings) {
            QCOMPARE(finding.kind, IssueKind::suspected_label);
            QVERIFY(!finding.fixable);
        }
        // Of the two detections of class 2 with 0.93 or more one is right. [0.6, 0.9]² of 100 × 80 pixels
        // covers columns 61 to 90 and rows 49 to 72.
        QCOMPARE(findings[0].file, std::filesystem::path("/data/a.xml"));
        QCOMPARE(findings[0].line, 0);
        QCOMPARE(findings[0].detail.text(),
                 std::string("0.50: the detector sees dog where nothing is annotated, with score 0.93 (box "
                             "61, 49, 90, 72)"));
        QCOMPARE(findings[1].file, std::filesystem::path("/data/c.jpg"));
        QCOMPARE(findings[1].line, 12);
        QCOMPARE(findings[1].object, std::string("cat 1"));
        QVERIFY(findings[1].detail.text().starts_with("0.50: the detector never proposes this object"));
        // One of four detections with 0.85 or more is right.
        QCOMPARE(findings[2].object, std::string("cat 1"));
        QCOMPARE(findings[2].detail.text(),
                 std::string("0.25: the detector sees dog here, with score 0.85 (box 11, 9, 30, 24)"));
    }
};

QTEST_APPLESS_MAIN(SuspectsTest)
#include "suspects_test.moc"
