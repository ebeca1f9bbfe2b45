// Objects by size and shape: bounds by hand, and what another program counts in VOC2007.
#include "core/dataset/object_groups.hpp"

#include <QTest>

#include "core/formats/dataset_format.hpp"
#include "tests/support/real_data.hpp"

using namespace priorscope;

class ObjectGroupsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void boundsByHand() {
        const auto holds = [](ObjectGroup group, double value) {
            return groupCondition(group).contains(value);
        };
        // 32² and 96² belong to the larger group, as in COCO; 1 : 2 and 2 : 1 are between.
        QVERIFY(holds(ObjectGroup::small, 1023.9) && !holds(ObjectGroup::small, 1024.0));
        QVERIFY(holds(ObjectGroup::medium, 1024.0) && !holds(ObjectGroup::medium, 9216.0));
        QVERIFY(holds(ObjectGroup::large, 9216.0) && !holds(ObjectGroup::large, 9215.9));
        QVERIFY(holds(ObjectGroup::tall, 0.49) && !holds(ObjectGroup::tall, 0.5));
        QVERIFY(holds(ObjectGroup::between, 0.5) && holds(ObjectGroup::between, 2.0));
        QVERIFY(holds(ObjectGroup::wide, 2.01) && !holds(ObjectGroup::wide, 2.0));
    }

    void countsWhatAFilterShows() {
        Dataset dataset;
        dataset.classes = {"cat"};
        ImageRecord record{.id = "a", .width = 500, .height = 500};
        for (const VocBox& box : {VocBox{1, 1, 10, 10}, VocBox{1, 1, 100, 40}, VocBox{1, 1, 100, 300}}) {
            record.objects.push_back({.label = 1, .box = fractionsFromVoc(box, 500, 500), .voc = box});
        }
        record.objects.front().difficult = true;
        dataset.images.push_back(record);
        const std::vector<std::size_t> all{0};
        // 10 × 10, 100 × 40 and 100 × 300 px.
        QCOMPARE(countGroups(dataset, all, nullptr), (GroupCounts{1, 1, 1, 1, 1, 1}));
        const ImageFilter without_difficult;
        QCOMPARE(countGroups(dataset, all, &without_difficult), (GroupCounts{0, 1, 1, 1, 0, 1}));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!countGroups(dataset, all, nullptr, stop.get_token()));
    }

    /// As the picture of the finished window has them, which another program drew.
    void voc2007() {
        PRIORSCOPE_REAL_DATA(root, "VOCdevkit/VOC2007");
        const Dataset dataset = *readDataset(root);
        const ImageFilter without_difficult;
        const auto counts = countGroups(dataset, dataset.splitIndices("trainval"), &without_difficult);
        QCOMPARE(counts, (GroupCounts{565, 4107, 7936, 2636, 8793, 1179}));
    }
};

QTEST_APPLESS_MAIN(ObjectGroupsTest)
#include "object_groups_test.moc"
