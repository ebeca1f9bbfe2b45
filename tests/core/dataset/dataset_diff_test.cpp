// Two versions of labels, by hand.
#include "core/dataset/dataset_diff.hpp"

#include <QTest>
#include <cmath>

using namespace priorscope;

namespace {

Annotation object(int label, const Box& box) {
    Annotation annotation;
    annotation.label = label;
    annotation.box = box;
    return annotation;
}

Dataset dataset(std::vector<std::string> classes,
                const std::vector<std::pair<std::string, std::vector<Annotation>>>& images) {
    Dataset made;
    made.classes = std::move(classes);
    for (const auto& [id, objects] : images) {
        ImageRecord record;
        record.id = id;
        record.width = 100;
        record.height = 100;
        record.objects = objects;
        made.images.push_back(record);
    }
    return made;
}

const Box kLeft{0.1F, 0.1F, 0.4F, 0.4F};
const Box kNear{0.1F, 0.1F, 0.4F, 0.5F};  // IoU with the one above 0.75
const Box kRight{0.6F, 0.6F, 0.9F, 0.9F};

}  // namespace

class DatasetDiffTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void nothingChanged() {
        // Classes by name, whatever their numbers; an edge by less than a hundredth of a pixel.
        const Dataset before = dataset({"cat", "dog"}, {{"a", {object(1, kLeft), object(2, kRight)}}});
        const Dataset after = dataset({"ant", "dog", "cat"},
                                      {{"a", {object(2, kRight), object(3, {0.10005F, 0.1F, 0.4F, 0.4F})}}});
        const DatasetDiff diff = datasetDiff(before, after);
        QCOMPARE(diff.images, std::size_t{1});
        QVERIFY(diff.changes.empty());
    }

    void eachKindOfChange() {
        Annotation truncated = object(1, kRight);
        truncated.truncated = true;
        const Dataset before = dataset({"cat", "dog"}, {{"a", {object(1, kLeft)}},
                                                        {"b", {object(1, kLeft), object(1, kRight)}},
                                                        {"c", {object(2, kRight)}},
                                                        {"gone", {object(1, kLeft)}}});
        const Dataset after = dataset({"cat", "dog"}, {{"a", {object(1, kNear)}},
                                                       {"b", {object(2, kNear), truncated}},
                                                       {"c", {object(2, kLeft)}},
                                                       {"new", {}}});
        const DatasetDiff diff = datasetDiff(before, after);
        QCOMPARE(diff.removed_images, std::vector<std::string>{"gone"});
        QCOMPARE(diff.added_images, std::vector<std::string>{"new"});
        QCOMPARE(diff.images, std::size_t{3});
        QCOMPARE(diff.changes.size(), std::size_t{5});
        QCOMPARE(diff.changes[0].kind, ChangeKind::moved);
        QVERIFY(std::abs(diff.changes[0].iou - 0.75) < 1e-6);
        QCOMPARE(diff.changes[1].kind, ChangeKind::renamed);  // and moved
        QCOMPARE(diff.changes[2].kind, ChangeKind::flags);
        QCOMPARE(diff.changes[3].kind, ChangeKind::removed);
        QCOMPARE(diff.changes[4].kind, ChangeKind::added);
        QVERIFY(diff.changes[4].before == nullptr);
        QCOMPARE(diff.count(ChangeKind::moved), std::size_t{1});
        // Asked for more overlap, what moved is one object less and one more.
        QCOMPARE(datasetDiff(before, after, 0.8).count(ChangeKind::removed), std::size_t{3});
    }

    /// Two overlapping objects whose classes were exchanged did not move.
    /// Both moved, and each overlaps the other more than itself: they are not taken for two renamed ones.
    void classesStayTogether() {
        const Box first{0.10F, 0.1F, 0.50F, 0.5F};
        const Box second{0.15F, 0.1F, 0.55F, 0.5F};
        const Dataset before = dataset({"cat", "dog"}, {{"a", {object(1, first), object(2, second)}}});
        const Dataset after =
            dataset({"cat", "dog"},
                    {{"a", {object(1, {0.16F, 0.1F, 0.56F, 0.5F}), object(2, {0.09F, 0.1F, 0.49F, 0.5F})}}});
        const DatasetDiff diff = datasetDiff(before, after);
        QCOMPARE(diff.count(ChangeKind::moved), std::size_t{2});
        QCOMPARE(diff.changes.size(), std::size_t{2});
    }

    void namesWithoutFolders() {
        const Dataset before = dataset(
            {"cat"}, {{"a", {object(1, kLeft)}}, {"b", {}}, {"x/c", {}}, {"y/c", {object(1, kLeft)}}});
        const Dataset after =
            dataset({"cat"}, {{"train/a", {object(1, kNear)}}, {"b", {}}, {"z/b", {}}, {"z/c", {}}});
        const DatasetDiff diff = datasetDiff(before, after);
        QCOMPARE(diff.images, std::size_t{2});
        QCOMPARE(diff.count(ChangeKind::moved), std::size_t{1});
        QCOMPARE(diff.removed_images, (std::vector<std::string>{"x/c", "y/c"}));  // either may be it
        QCOMPARE(diff.added_images, (std::vector<std::string>{"z/b", "z/c"}));
        // Frames of other films are other images.
        const DatasetDiff films = datasetDiff(dataset({"cat"}, {{"q/1", {}}, {"r/1", {}}}),
                                              dataset({"cat"}, {{"q/1", {}}, {"s/1", {}}}));
        QCOMPARE(films.images, std::size_t{1});
        QCOMPARE(films.removed_images, std::vector<std::string>{"r/1"});
        const DatasetDiff once =
            datasetDiff(dataset({"cat"}, {{"q/7", {}}}), dataset({"cat"}, {{"r/7", {}}}));
        QCOMPARE(once.images, std::size_t{0});
    }

    void theSameBoxComesFirst() {
        const Dataset before = dataset({"cat", "dog"}, {{"a", {object(1, kLeft), object(2, kNear)}}});
        const Dataset after = dataset({"cat", "dog"}, {{"a", {object(2, kLeft), object(1, kNear)}}});
        const DatasetDiff diff = datasetDiff(before, after);
        QCOMPARE(diff.changes.size(), std::size_t{2});
        QCOMPARE(diff.count(ChangeKind::renamed), std::size_t{2});
        // Of two at one place the one of the same class stays.
        const Dataset both = dataset({"cat", "dog"}, {{"a", {object(2, kLeft), object(1, kLeft)}}});
        const DatasetDiff more = datasetDiff(dataset({"cat", "dog"}, {{"a", {object(1, kLeft)}}}), both);
        QCOMPARE(more.changes.size(), std::size_t{1});
        QCOMPARE(more.changes[0].kind, ChangeKind::added);
        QCOMPARE(more.changes[0].after->label, 2);
    }
};

QTEST_APPLESS_MAIN(DatasetDiffTest)
#include "dataset_diff_test.moc"
