// Merged datasets and mapped classes, by hand.
#include "core/dataset/merging.hpp"

#include <QTest>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;

namespace {

using Names = std::vector<std::string>;

ImageRecord image(const std::string& id, const std::string& folder, const std::vector<int>& labels) {
    ImageRecord record{.id = id, .image_file = folder + "/" + id + ".jpg", .width = 10, .height = 10};
    for (const int label : labels) {
        const double end = label;
        record.objects.push_back({.label = label, .voc = {1, 1, end, end}});
    }
    return record;
}

Dataset first() {
    Dataset dataset;
    dataset.root = "/data/2007";
    dataset.name = "2007";
    dataset.classes = {"dog", "cat"};
    dataset.images =
        ImageTable(std::vector<ImageRecord>{image("a", "/data/2007", {1, 2}), image("c", "/data/2007", {2})});
    dataset.splits["train"] = {1, 0};
    return dataset;
}

Dataset second() {
    Dataset dataset;
    dataset.root = "/data/2012";
    dataset.name = "2012";
    dataset.classes = {"bird", "cat"};
    dataset.images =
        ImageTable(std::vector<ImageRecord>{image("b", "/data/2012", {2, 1}), image("d", "/data/2012", {})});
    dataset.splits["train"] = {0};
    dataset.splits["val"] = {1};
    return dataset;
}

/// "a: dog cat"
Names linesOf(const Dataset& dataset) {
    Names lines;
    for (const ImageRow& row : dataset.images) {
        std::string line = row.id.text() + ":";
        for (const Annotation& object : row.objects) {
            line += " " + dataset.className(object.label);
        }
        lines.push_back(line);
    }
    return lines;
}

QString mapError(const ClassMap& map) {
    Dataset dataset = first();
    return messageOf([&] { mapClasses(dataset, map); });
}

}  // namespace

class MergingTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void imagesClassesAndSplitsAreJoined() {
        const MergedDataset merged = mergedDataset({first(), second()});
        QVERIFY(!merged.has_prefixes);
        QCOMPARE(merged.repeated_files, std::size_t{0});
        QCOMPARE(merged.unlisted, std::size_t{0});
        Dataset unlisted = second();
        unlisted.splits.clear();
        QCOMPARE(mergedDataset({first(), unlisted}).unlisted, std::size_t{2});
        QCOMPARE(merged.dataset.classes, (Names{"dog", "cat", "bird"}));
        QCOMPARE(linesOf(merged.dataset), (Names{"a: dog cat", "b: cat bird", "c: cat", "d:"}));
        QCOMPARE(merged.dataset.splitIndices("train"), (std::vector<std::size_t>{2, 0, 1}));
        QCOMPARE(merged.dataset.splitIndices("val"), (std::vector<std::size_t>{3}));
        // An object's own fields stay as they were.
        QCOMPARE(merged.dataset.images[1].objects[0].voc.xmax, 2.0);
    }

    void equalNamesAreToldApart() {
        Dataset other = second();
        other.name = "2007";
        other.images.change(0, [](ImageRecord& record) { record.id = "a"; });
        const MergedDataset merged = mergedDataset({first(), other});
        QVERIFY(merged.has_prefixes);
        QCOMPARE(linesOf(merged.dataset),
                 (Names{"2007-2/a: cat bird", "2007-2/d:", "2007/a: dog cat", "2007/c: cat"}));
        QCOMPARE(merged.dataset.splitIndices("train"), (std::vector<std::size_t>{3, 2, 0}));
    }

    void filesOfBothAreCounted() {
        const MergedDataset merged = mergedDataset({first(), first()});
        QCOMPARE(merged.repeated_files, std::size_t{2});
        QCOMPARE(merged.dataset.images.size(), std::size_t{4});
    }

    void classesAreRenamedJoinedDroppedAndOrdered() {
        Dataset dataset = mergedDataset({first(), second()}).dataset;
        mapClasses(dataset, {.renamed = {{"dog", "animal"}, {"cat", "animal"}}, .order = {"bird"}});
        QCOMPARE(dataset.classes, (Names{"bird", "animal"}));
        QCOMPARE(linesOf(dataset), (Names{"a: animal animal", "b: animal bird", "c: animal", "d:"}));
        Dataset fewer = mergedDataset({first(), second()}).dataset;
        mapClasses(fewer, {.dropped = {"cat"}});
        QCOMPARE(fewer.classes, (Names{"dog", "bird"}));
        QCOMPARE(linesOf(fewer), (Names{"a: dog", "b: bird", "c:", "d:"}));
        // Two names that change places.
        Dataset swapped = first();
        mapClasses(swapped, {.renamed = {{"dog", "cat"}, {"cat", "dog"}}});
        QCOMPARE(linesOf(swapped), (Names{"a: cat dog", "c: dog"}));
    }

    void unknownNamesAreRefused() {
        QVERIFY(mapError({.renamed = {{"cow", "ox"}}}).contains(QStringLiteral("cow")));
        QVERIFY(mapError({.dropped = {"cow"}}).contains(QStringLiteral("dog, cat")));
        QVERIFY(mapError({.order = {"cow"}}).contains(QStringLiteral("cow")));
        QVERIFY(mapError({.renamed = {{"cat", "x"}}, .dropped = {"cat"}}).contains(QStringLiteral("both")));
        QVERIFY(
            mapError({.renamed = {{"cat", "x"}}, .order = {"cat"}}).contains(QStringLiteral("no class cat")));
    }
};

QTEST_APPLESS_MAIN(MergingTest)
#include "merging_test.moc"
