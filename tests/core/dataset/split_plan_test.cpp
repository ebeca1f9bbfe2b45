// Images divided into splits: by hand, and as shares of random datasets.
#include "core/dataset/split_plan.hpp"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "core/base/random.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;

namespace {

/// Images with these labels, called img_0, img_1, …
Dataset withLabels(const std::vector<std::vector<int>>& labels, int classes) {
    Dataset dataset;
    for (int i = 0; i < classes; ++i) {
        dataset.classes.push_back("c" + std::to_string(i));
    }
    for (const std::vector<int>& of_image : labels) {
        ImageRecord record;
        record.id = "img_" + std::to_string(dataset.images.size());
        for (const int label : of_image) {
            Annotation object;
            object.label = label;
            record.objects.push_back(object);
        }
        dataset.images.push_back(record);
    }
    return dataset;
}

std::vector<std::size_t> allOf(const Dataset& dataset) {
    std::vector<std::size_t> images(dataset.images.size());
    std::iota(images.begin(), images.end(), std::size_t{0});
    return images;
}

std::size_t withClass(const Dataset& dataset, const std::vector<std::size_t>& images, int label) {
    return static_cast<std::size_t>(std::count_if(images.begin(), images.end(), [&](std::size_t image) {
        const auto& objects = dataset.images[image].objects;
        return std::any_of(objects.begin(), objects.end(),
                           [label](const Annotation& object) { return object.label == label; });
    }));
}

}  // namespace

class SplitPlanTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyClassGetsItsShare() {
        // 60 images of class 1, 30 of class 2, 10 of class 3: each tenth is 6, 3 and 1.
        std::vector<std::vector<int>> labels(60, {1});
        labels.insert(labels.end(), 30, {2, 2});
        labels.insert(labels.end(), 10, {3});
        const Dataset dataset = withLabels(labels, 3);
        const SplitPlanOptions options{
            .parts = {{"train", 0.7}, {"val", 0.1}, {"test", 0.2}}, .by_class = true, .seed = 5};
        const auto parts = plannedSplit(dataset, allOf(dataset), allOf(dataset), options);
        QCOMPARE(parts.size(), std::size_t{3});
        for (const auto& [label, tenth] : {std::pair<int, std::size_t>(1, 6), {2, 3}, {3, 1}}) {
            QCOMPARE(withClass(dataset, parts[0], label), 7 * tenth);
            QCOMPARE(withClass(dataset, parts[1], label), tenth);
            QCOMPARE(withClass(dataset, parts[2], label), 2 * tenth);
        }
        QVERIFY(plannedSplit(dataset, allOf(dataset), allOf(dataset), options) == parts);
        SplitPlanOptions other = options;
        other.seed = 6;
        QVERIFY(plannedSplit(dataset, allOf(dataset), allOf(dataset), other) != parts);
    }

    /// Whatever the images and groups are: no image twice or lost, no group in two parts, shares near their
    /// wish.
    void groupsStayTogether() {
        SplitMix64 random(3);
        for (int round = 0; round < 30; ++round) {
            std::vector<std::vector<int>> labels;
            std::vector<std::size_t> groups;
            const int images = random.whole(40, 300);
            for (int i = 0; i < images; ++i) {
                std::vector<int>& own = labels.emplace_back();
                for (int object = random.whole(0, 4); object > 0; --object) {
                    own.push_back(random.whole(1, 5));
                }
                groups.push_back(static_cast<std::size_t>(random.whole(0, images / 3)));
            }
            const Dataset dataset = withLabels(labels, 5);
            const bool by_class = random.chance(0.5);
            const auto parts =
                plannedSplit(dataset, allOf(dataset), groups,
                             {.parts = {{"a", 0.6}, {"b", 0.25}, {"c", 0.15}}, .by_class = by_class});
            std::set<std::size_t> seen;
            std::map<std::size_t, std::size_t> part_of;
            for (std::size_t part = 0; part < parts.size(); ++part) {
                QVERIFY(std::is_sorted(parts[part].begin(), parts[part].end()));
                for (const std::size_t image : parts[part]) {
                    QVERIFY(seen.insert(image).second);
                    QCOMPARE(part_of.emplace(groups[image], part).first->second, part);
                }
            }
            QCOMPARE(seen.size(), dataset.images.size());
            const double share = static_cast<double>(parts[0].size()) / images;
            QVERIFY2(std::abs(share - 0.6) < 0.12, qPrintable(QString::number(share)));
        }
    }

    void whatNoPartTakesIsLeftOut() {
        const Dataset dataset = withLabels(std::vector<std::vector<int>>(20, {1}), 1);
        const auto parts =
            plannedSplit(dataset, allOf(dataset), allOf(dataset), {.parts = {{"a", 0.25}, {"b", 0.25}}});
        QCOMPARE(parts[0].size(), std::size_t{5});
        QCOMPARE(parts[1].size(), std::size_t{5});
    }

    void namesMakeGroups() {
        Dataset dataset = withLabels({{}, {}, {}, {}}, 1);
        dataset.images.change(0, [](ImageRecord& record) { record.id = "cam1/shot_01"; });
        dataset.images.change(1, [](ImageRecord& record) { record.id = "cam1/shot_02"; });
        dataset.images.change(2, [](ImageRecord& record) { record.id = "cam2/shot_01"; });
        dataset.images.change(3, [](ImageRecord& record) { record.id = "other"; });
        const NamedGroups groups = groupsByName(dataset, allOf(dataset), "(.*)/shot_[0-9]+");
        QCOMPARE(groups.groups, (std::vector<std::size_t>{0, 0, 1, 2}));
        QCOMPARE(groups.count, std::size_t{3});
        QCOMPARE(groups.unmatched, std::size_t{1});
        QCOMPARE(groupsByName(dataset, allOf(dataset), "shot_[0-9]+").groups,
                 (std::vector<std::size_t>{0, 1, 0, 2}));
        QVERIFY(
            messageOf([&] { groupsByName(dataset, allOf(dataset), "(("); }).contains("regular expression"));
    }

    void wrongPartsAreRefused() {
        const Dataset dataset = withLabels({{1}, {1}, {1}}, 1);
        const auto message = [&](std::vector<SplitPart> parts) {
            return messageOf(
                [&] { plannedSplit(dataset, allOf(dataset), allOf(dataset), {.parts = std::move(parts)}); });
        };
        QVERIFY(message({}).contains("no parts"));
        QVERIFY(message({{"a", 0.5}, {"a", 0.5}}).contains("twice"));
        QVERIFY(message({{"a", 0.0}}).contains("share of a"));
        QVERIFY(message({{"a", 0.7}, {"b", 0.4}}).contains("1.1"));
        QVERIFY(message({{"../a", 0.5}}).contains("cannot be the name"));
        QVERIFY(message({{"a", 0.98}, {"b", 0.01}, {"c", 0.01}}).contains("would be empty"));
    }
};

QTEST_APPLESS_MAIN(SplitPlanTest)
#include "split_plan_test.moc"
