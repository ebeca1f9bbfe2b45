// Findings about labels: by hand, and on VOC2007 against figures that a script of its own counted in the XML
// files.
#include "core/dataset/label_check.hpp"

#include <QTest>
#include <algorithm>

#include "core/dataset/issue_kind.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "tests/support/real_data.hpp"

using namespace priorscope;

namespace {

/// @param box  pixels of an image of 200 × 100
Annotation object(int label, const Box& box, int line, bool difficult = false) {
    return {.label = label,
            .box = {box.x_min / 200.0F, box.y_min / 100.0F, box.x_max / 200.0F, box.y_max / 100.0F},
            .difficult = difficult,
            .line = line};
}

Dataset labelled(std::vector<Annotation> objects) {
    Dataset dataset;
    dataset.root = "/data";
    dataset.classes = {"cat", "dog"};
    dataset.images = ImageTable(std::vector<ImageRecord>{{.id = "a",
                                                          .annotation_file = "/data/a.xml",
                                                          .width = 200,
                                                          .height = 100,
                                                          .objects = std::move(objects)}});
    return dataset;
}

std::ptrdiff_t countOf(const std::vector<DatasetIssue>& issues, IssueKind kind) {
    return std::count_if(issues.begin(), issues.end(),
                         [kind](const DatasetIssue& issue) { return issue.kind == kind; });
}

}  // namespace

class LabelCheckTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// 40 × 40 against 40 × 38 in it: 0.95; against 40 × 35: 0.875.
    void boxesInOnePlace() {
        const auto issues =
            *checkLabels(labelled({object(1, {10, 10, 50, 50}, 3), object(1, {10, 10, 50, 48}, 9),
                                   object(2, {10, 10, 50, 45}, 12), object(2, {10, 10, 50, 48}, 15)}),
                         {});
        QCOMPARE(issues.size(), std::size_t{5});
        QCOMPARE(issues[0].kind, IssueKind::duplicate_box);
        QCOMPARE(issues[0].file, std::filesystem::path("/data/a.xml"));
        QCOMPARE(issues[0].line, 9);
        QCOMPARE(issues[0].object, std::string("cat 2"));
        QVERIFY(issues[0].detail.text().find("that of cat 1, with an IoU of 0.95.") != std::string::npos);
        // 40 × 38 and 40 × 35: 0.921.
        QCOMPARE(issues[1].object, std::string("dog 2"));
        QVERIFY(issues[1].detail.text().find("dog 1, with an IoU of 0.921") != std::string::npos);
        QCOMPARE(countOf(issues, IssueKind::two_classes), std::ptrdiff_t{3});
        QCOMPARE(issues[2].object, std::string("dog 1"));  // 40 × 35 in 40 × 38: 0.921
        QVERIFY(issues[2].detail.text().find("cat 2") != std::string::npos);
    }

    void slivers() {
        // 100 × 9, 100 × 10, 5 × 60, and 5 × 60 that is difficult.
        const auto issues =
            *checkLabels(labelled({object(1, {0, 0, 100, 9}, 1), object(1, {0, 20, 100, 30}, 2),
                                   object(1, {150, 0, 155, 60}, 3), object(1, {170, 0, 175, 60}, 4, true)}),
                         {});
        QCOMPARE(issues.size(), std::size_t{2});
        QCOMPARE(issues[0].line, 1);
        QCOMPARE(issues[1].line, 3);
        QVERIFY(issues[1].detail.text().find("5 × 60 px, a ratio of 12 : 1") != std::string::npos);
        // Of a box that reaches out, the part within counts: 20 × 90.
        QVERIFY(checkLabels(labelled({object(1, {0, 10, 20, 990}, 1)}), {})->empty());
    }

    void smallAtTheInput() {
        // At 100, stretched, widths are halved; letterboxed, heights too.
        const Dataset dataset =
            labelled({object(1, {0, 0, 16, 8}, 1), object(1, {40, 0, 55, 50}, 2),
                      object(1, {80, 0, 120, 15}, 3), object(1, {150, 0, 160, 50}, 4, true)});
        QVERIFY(checkLabels(dataset, {})->empty());
        const auto stretched = *checkLabels(dataset, {.input_size = 100});
        QCOMPARE(stretched.size(), std::size_t{1});
        QCOMPARE(stretched[0].line, 2);
        QVERIFY(stretched[0].detail.text().find("15 × 50 px, 7.5 × 50 at the input of 100") !=
                std::string::npos);
        const auto letterboxed = *checkLabels(dataset, {.input_size = 100, .resize = ResizeMode::letterbox});
        QCOMPARE(countOf(letterboxed, IssueKind::small_object),
                 std::ptrdiff_t{3});  // 8 × 4, 7.5 × 25, 20 × 7.5
    }

    void manyAreCounted() {
        std::vector<Annotation> objects;
        for (int i = 0; i < 12; ++i) {
            objects.push_back(
                object(1, {0, 8.0F * static_cast<float>(i), 100, 8.0F * static_cast<float>(i) + 1}, i + 1));
        }
        FoundImages images;
        const auto issues = *checkLabels(labelled(objects), {.most_of_kind = 0}, {}, &images);
        QCOMPARE(issues.size(), std::size_t{1});
        QCOMPARE(images.ofKinds(),
                 (std::map<IssueKind, std::vector<bool>>{{IssueKind::sliver, std::vector<bool>{true}}}));
    }

    void theFirstAreTold() {
        std::vector<Annotation> objects;
        for (int i = 0; i < 12; ++i) {
            objects.push_back(
                object(1, {0, 8.0F * static_cast<float>(i), 100, 8.0F * static_cast<float>(i) + 1}, i + 1));
        }
        const auto issues = *checkLabels(labelled(objects), {.most_of_kind = 5});
        QCOMPARE(issues.size(), std::size_t{6});
        QVERIFY(issues[5].detail.text().find("7 more") != std::string::npos);
    }

    void classesThatASplitLacks() {
        Dataset dataset = labelled({object(1, {0, 0, 50, 50}, 1), object(2, {60, 0, 90, 50}, 2, true)});
        dataset.splits["train"] = {0};
        dataset.splits["val"] = {};
        dataset.splits["chosen"] = {0};  // any choice of images may lack any class
        const auto issues = *checkLabels(dataset, {});
        QCOMPARE(issues.size(), std::size_t{2});
        QCOMPARE(issues[0].kind, IssueKind::class_missing);
        QCOMPARE(issues[0].object, std::string("dog"));
        QVERIFY(issues[0].detail.text().find("train") != std::string::npos);
        QCOMPARE(issues[1].kind, IssueKind::class_once);
        QCOMPARE(issues[1].object, std::string("cat"));
    }

    void imagesInNoSplit() {
        Dataset dataset = labelled({});
        for (const char* id : {"b", "c"}) {
            dataset.images.push_back({.id = id, .width = 200, .height = 100});
        }
        dataset.classes.clear();
        dataset.splits["chosen"] = {0};
        QVERIFY(checkLabels(dataset, {})->empty());
        dataset.splits["train"] = {1};
        FoundImages images;
        const auto issues = *checkLabels(dataset, {}, {}, &images);
        QCOMPARE(issues.size(), std::size_t{1});
        QCOMPARE(issues[0].kind, IssueKind::unlisted_image);
        QVERIFY(issues[0].detail.text().ends_with(": c."));
        QCOMPARE(images.ofKinds().at(IssueKind::unlisted_image), (std::vector<bool>{false, false, true}));
    }

    void stopped() {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!checkLabels(labelled({}), {}, stop.get_token()));
    }

    /// Counted by a script of thirty lines of Python in the XML files, with whole pixels.
    void voc2007() {
        PRIORSCOPE_REAL_DATA(folder, "VOCdevkit/VOC2007");
        const auto dataset = readVocDataset(folder, {.check_images = false});
        const auto issues = *checkLabels(*dataset, {.input_size = 300});
        QCOMPARE(countOf(issues, IssueKind::duplicate_box), std::ptrdiff_t{3});
        QCOMPARE(countOf(issues, IssueKind::two_classes), std::ptrdiff_t{3});
        QCOMPARE(countOf(issues, IssueKind::sliver), std::ptrdiff_t{3});
        QCOMPARE(countOf(issues, IssueKind::small_object), std::ptrdiff_t{46});
        QCOMPARE(countOf(issues, IssueKind::class_missing), std::ptrdiff_t{0});
        const auto letterboxed = *checkLabels(*dataset, {.input_size = 300, .resize = ResizeMode::letterbox});
        QCOMPARE(countOf(letterboxed, IssueKind::small_object), std::ptrdiff_t{59});
    }
};

QTEST_APPLESS_MAIN(LabelCheckTest)
#include "label_check_test.moc"
