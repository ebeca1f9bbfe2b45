// Reviewed errors go into the next run only from images that it does not get judged by.
#include "core/training/plan/feedback.hpp"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/image/image.hpp"
#include "core/training/plan/trained_images.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;

namespace {

Dataset fourImages(bool with_objects) {
    Dataset dataset;
    dataset.root = "/data/cells";
    dataset.classes = with_objects ? std::vector<std::string>{"cat"} : std::vector<std::string>{};
    for (const char* id : {"a", "b", "c", "d"}) {
        ImageRecord record;
        record.id = id;
        record.image_file = std::string("/data/cells/") + id + ".png";
        record.image_exists = true;
        record.width = record.height = 10;
        if (with_objects && *id != 'b') {
            Annotation object;
            object.label = 1;
            object.box = {0.1F, 0.1F, 0.5F, 0.5F};
            record.objects.push_back(object);
        }
        dataset.images.push_back(record);
    }
    dataset.splits = {{"train", {0, 1}}, {"val", {2}}};
    return dataset;
}

TrainingOptions trainAndVal() {
    TrainingOptions options;
    options.split = "train";
    options.val_split = "val";
    return options;
}

QByteArray bytesOf(const std::string& path) {
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class FeedbackTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void onlyTrainingImagesGoIn();
    void imagesOfAFolderWithoutObjectsAreNegatives();
    void theDraftUsesNewFiles();
    void negativesSoFarStay();
    void listsOfNegativesAreRead();
    void emptyListsAreRefused();
    void falsePositivesOfBackgroundArePasted();
    void cropsAreReadByIdAndByFile();
    void wrongCropsAreRefused();
};

void FeedbackTest::onlyTrainingImagesGoIn() {
    const Dataset dataset = fourImages(true);
    const std::vector<ReviewedImage> images{{.image = 0, .model_wrong = 2},
                                            {.image = 1, .model_wrong = 1},
                                            {.image = 2, .model_wrong = 3},
                                            {.image = 3, .model_wrong = 4}};
    const Feedback feedback = feedbackFrom(dataset, images, trainAndVal());
    QCOMPARE(feedback.more_often, (std::vector<std::string>{"a", "b"}));
    QVERIFY(feedback.negatives.empty());
    QCOMPARE(feedback.errors, 3);
    QCOMPARE(feedback.validated_on, 1);
    QCOMPARE(feedback.elsewhere, 1);
    // Wrong labels would be learnt more often; images without an error of the detector teach nothing.
    const std::vector<ReviewedImage> others{{.image = 0, .model_wrong = 2, .has_wrong_label = true},
                                            {.image = 1, .model_wrong = 0}};
    const Feedback none = feedbackFrom(dataset, others, trainAndVal());
    QVERIFY(none.isEmpty());
    QCOMPARE(none.wrong_labels, 1);
    TrainingOptions unknown = trainAndVal();
    unknown.split = "nowhere";
    QVERIFY(messageOf([&] { feedbackFrom(dataset, images, unknown); }).contains("nowhere"));
}

void FeedbackTest::imagesOfAFolderWithoutObjectsAreNegatives() {
    const Dataset folder = fourImages(false);
    const Feedback feedback =
        feedbackFrom(folder, std::vector<ReviewedImage>{{.image = 3, .model_wrong = 2}}, trainAndVal());
    QCOMPARE(feedback.negatives, std::vector<std::filesystem::path>{"/data/cells/d.png"});
    QVERIFY(feedback.more_often.empty());
    QCOMPARE(feedback.errors, 2);
}

void FeedbackTest::theDraftUsesNewFiles() {
    const QTemporaryDir folder;
    const std::filesystem::path into = folder.filePath("new/feedback").toStdString();
    RunDraft draft;
    draft.options.sampling = "classes";
    const Feedback feedback{.more_often = {"a", "b c"}, .negatives = {}};
    applyFeedback(draft, feedback, fourImages(true), {.weight = 2.5}, into, "one");
    QCOMPARE(draft.options.sampling, std::string("file"));
    QVERIFY(draft.options.negatives.empty());
    QCOMPARE(bytesOf(draft.options.sampling_weights), QByteArray("a 2.5\nb c 2.5\n"));
    const std::string first = draft.options.sampling_weights;
    applyFeedback(draft, {.more_often = {"z"}}, fourImages(true), {}, into, "one");
    QVERIFY(draft.options.sampling_weights != first);
    QCOMPARE(bytesOf(first), QByteArray("a 2.5\nb c 2.5\n"));
    // What was written is what training reads: a comes 2.5 times as often as c.
    auto dataset = std::make_shared<Dataset>(fourImages(true));
    dataset->images.change(1, [](ImageRecord& record) { record.id = "b c"; });
    draft.options.sampling_weights = first;
    QCOMPARE(trainedImages(dataset, {0, 1, 2}, draft.options).weights, (std::vector<double>{2.5, 2.5, 1.0}));
}

void FeedbackTest::negativesSoFarStay() {
    const QTemporaryDir folder;
    const QString before = folder.filePath("before");
    QVERIFY(QDir().mkpath(before));
    writePng({4, 4, std::vector<std::uint8_t>(48)}, (before + "/n.png").toStdString());
    RunDraft draft;
    draft.options.negatives = before.toStdString();
    const std::filesystem::path added = (before + "/../other.png").toStdString();
    applyFeedback(draft, {.negatives = {added}}, fourImages(true), {}, folder.path().toStdString(), "f");
    QCOMPARE(
        negativeFiles(draft.options.negatives),
        (std::vector<std::string>{(before + "/n.png").toStdString(), added.lexically_normal().string()}));
    QCOMPARE(draft.options.sampling, std::string("uniform"));
}

void FeedbackTest::listsOfNegativesAreRead() {
    const QTemporaryDir folder;
    writePng({6, 4, std::vector<std::uint8_t>(72)}, folder.filePath("near.png").toStdString());
    QFile list(folder.filePath("list.txt"));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("near.png\r\n\n/nowhere/far.png\n");
    list.close();
    TrainingOptions options;
    options.negatives = folder.filePath("list.txt").toStdString();
    const TrainedImages trained =
        trainedImages(std::make_shared<const Dataset>(fourImages(true)), {0}, options);
    QCOMPARE(trained.negatives.size(), std::size_t{1});
    QCOMPARE(trained.dataset->images[trained.negatives[0]].width, 6);
    QCOMPARE(trained.notes.size(), std::size_t{1});  // the other cannot be read
}

void FeedbackTest::emptyListsAreRefused() {
    const QTemporaryDir folder;
    QFile list(folder.filePath("list.txt"));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("\n");
    list.close();
    const QString message = messageOf([&] { negativeFiles(folder.filePath("list.txt").toStdString()); });
    QVERIFY2(message.contains("list.txt") && message.contains("names no image"), qPrintable(message));
}

void FeedbackTest::falsePositivesOfBackgroundArePasted() {
    // The object of a is [0.1, 0.5]². The first overlaps it by 0.04 of its own 0.16 (a quarter), the second
    // lies beside it, the third within the image without objects.
    const Dataset dataset = fourImages(true);
    const std::vector<ReviewedImage> images{
        {.image = 0,
         .model_wrong = 2,
         .false_positives = {{0.3F, 0.3F, 0.7F, 0.7F}, {0.6F, 0.5F, 1.2F, 0.9F}}},
        {.image = 1, .model_wrong = 1, .false_positives = {{0.0F, 0.0F, 0.4F, 0.2F}}},
        {.image = 2, .model_wrong = 1, .false_positives = {{0.6F, 0.6F, 0.9F, 0.9F}}}};  // validated on
    const Feedback feedback = feedbackFrom(dataset, images, trainAndVal());
    QCOMPARE(feedback.crops.size(), std::size_t{2});
    const QTemporaryDir folder;
    RunDraft draft;
    applyFeedback(draft, feedback, dataset, {.pastes = false}, folder.path().toStdString(), "f");
    QVERIFY(draft.options.hard_negatives.empty());
    applyFeedback(draft, feedback, dataset, {.pastes = true}, folder.path().toStdString(), "f");
    // Images of 10 × 10 pixels.
    QCOMPARE(bytesOf(draft.options.hard_negatives),
             QByteArray("a 6.00 5.00 10.00 9.00\nb 0.00 0.00 4.00 2.00\n"));
    QCOMPARE(draft.options.augmentation.setting(TransformKind::paste).probability, 0.5);
    QVERIFY(draft.options.validate().empty());
    // Once more with one that is new: those so far stay, none comes twice.
    const Feedback again{.more_often = {"a"},
                         .crops = {{.name = "b", .image = 1, .part = {0.0F, 0.0F, 0.4F, 0.2F}},
                                   {.name = "b", .image = 1, .part = {0.5F, 0.5F, 1.0F, 1.0F}}}};
    applyFeedback(draft, again, dataset, {.pastes = true}, folder.path().toStdString(), "f");
    QCOMPARE(bytesOf(draft.options.hard_negatives),
             QByteArray("a 6.00 5.00 10.00 9.00\nb 0.00 0.00 4.00 2.00\nb 5.00 5.00 10.00 10.00\n"));
    const auto shared = std::make_shared<const Dataset>(dataset);
    const TrainedImages trained = trainedImages(shared, {0, 1}, draft.options);
    QCOMPARE(trained.crops.size(), std::size_t{3});
    QCOMPARE(trained.crops[1], (BackgroundCrop{.place = 1, .part = {0.0F, 0.0F, 0.4F, 0.2F}}));
    QVERIFY(trained.notes.empty());
}

void FeedbackTest::cropsAreReadByIdAndByFile() {
    const QTemporaryDir folder;
    QFile list(folder.filePath("crops.txt"));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("a 0 6 4 10\r\n\n/data/cells/b.png\t-2 0 5 5 \nb 2 2 3 3\nelsewhere 0 0 1 1\na 1 1 3 3\n");
    list.close();
    TrainingOptions options;
    options.hard_negatives = list.fileName().toStdString();
    options.augmentation.changes[static_cast<std::size_t>(TransformKind::paste)].probability = 1.0;
    const TrainedImages trained =
        trainedImages(std::make_shared<const Dataset>(fourImages(true)), {1, 0}, options);
    const std::vector<BackgroundCrop> expected{{.place = 1, .part = {0.0F, 0.6F, 0.4F, 1.0F}},
                                               {.place = 0, .part = {0.0F, 0.0F, 0.5F, 0.5F}},
                                               {.place = 0, .part = {0.2F, 0.2F, 0.3F, 0.3F}}};
    QCOMPARE(trained.crops, expected);
    QCOMPARE(trained.notes.size(), std::size_t{2});  // one image is not trained on, one crop shows the object
    QVERIFY(trained.notes[0].text().ends_with("1 of 5"));
    QVERIFY(trained.notes[1].text().ends_with("1 of 5"));
}

void FeedbackTest::wrongCropsAreRefused() {
    const QTemporaryDir folder;
    const auto message = [&](const QByteArray& text) {
        QFile list(folder.filePath("crops.txt"));
        if (!list.open(QIODevice::WriteOnly)) {
            return QString();
        }
        list.write(text);
        list.close();
        TrainingOptions options;
        options.hard_negatives = list.fileName().toStdString();
        return messageOf([&] {
            trainedImages(std::make_shared<const Dataset>(fourImages(true)), {0, 1}, options);
        });
    };
    QVERIFY(message("b 0 0 1 1\nb 0 0 1\n").contains("crops.txt:2"));
    QVERIFY(message("b 0 0 nan 1\n").contains("crops.txt:1"));
    QVERIFY(message("b 4 4 4 9\n").contains("empty"));
    QVERIFY(message("b 40 40 50 50\n").contains("outside"));
    QVERIFY(message("a 1 1 3 3\nd 0 0 1 1\n").contains("is of the background"));
    QVERIFY(message("").contains("is of the background"));
    TrainingOptions alone;
    alone.hard_negatives = "crops.txt";
    QCOMPARE(alone.validate().front().field, std::string("hard_negatives"));
}

QTEST_GUILESS_MAIN(FeedbackTest)
#include "feedback_test.moc"
