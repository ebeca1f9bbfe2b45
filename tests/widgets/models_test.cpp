// Every item model of the window under Qt's model tester while the selection behind it changes.
#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include "core/dataset/issue_kind.hpp"
#include "tests/support/voc_fixture.hpp"
#include "widgets/dataset/class_list.hpp"
#include "widgets/dataset/image_grid.hpp"
#include "widgets/dataset/issue_table.hpp"
#include "widgets/dataset/object_table.hpp"
#include "widgets/priors/coverage/class_recall_list.hpp"
#include "widgets/priors/coverage/coverage_figures.hpp"
#include "widgets/priors/coverage/uncovered_gallery.hpp"

using namespace priorscope;

class ModelsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void classesFollowTheFilter();
    void imagesLoadTheirThumbnails();
    void findingsAreFilteredByKind();
    void objectsShowSizesAndIou();
    void objectsShowTheirSizeAfterTheResize();
    void recallsAndLeftovers();
    void figuresOfNothingAreDashes();
    void logDropsTheOldest();

  private:
    using Tester = QAbstractItemModelTester;
    static constexpr auto kFatal = Tester::FailureReportingMode::Fatal;
    fixture::VocFolder m_folder;
};

void ModelsTest::classesFollowTheFilter() {
    Workbench workbench;
    ClassListModel model(workbench);
    const Tester tester(&model, kFatal);
    QCOMPARE(model.rowCount(), 0);
    workbench.setDataset(m_folder.read());
    // The classes that occur in the data: dogs (4) and cats (3).
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("dog"));
    QCOMPARE(model.index(0).data(ClassListModel::AllRole).toInt(), 4);
    QCOMPARE(model.index(1).data(ClassListModel::AllRole).toInt(), 3);
    ImageFilter filter;
    filter.labels = {model.index(0).data(ClassListModel::LabelRole).toInt()};
    workbench.setFilter(filter);
    QCOMPARE(model.index(1).data(ClassListModel::ShownRole).toInt(), 2);  // cats in images with dogs: 3 and 4
    QVERIFY(model.index(0).data(ClassListModel::ChosenRole).toBool());
    filter.difficult = true;
    workbench.setFilter(filter);
    QCOMPARE(model.index(1).data(ClassListModel::AllRole).toInt(), 4);
    workbench.setDataset(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void ModelsTest::imagesLoadTheirThumbnails() {
    Workbench workbench;
    ImageListModel model(workbench);
    const Tester tester(&model, kFatal);
    workbench.setDataset(m_folder.read());
    QCOMPARE(model.rowCount(), 6);
    QSignalSpy ready(&workbench.imageStore(), &ImageStore::thumbnailReady);
    QVERIFY(model.index(0).data(ImageListModel::ThumbnailRole).value<QImage>().isNull());
    QTRY_VERIFY(ready.count() > 0);
    const auto picture = model.index(0).data(ImageListModel::ThumbnailRole).value<QImage>();
    QCOMPARE(picture.size(), QSize(256, 256));
    // Image 1 was filled with hue 50; JPEG keeps a uniform colour within a few steps.
    QVERIFY(qAbs(picture.pixelColor(128, 128).hsvHue() - 50) <= 4);
    QSignalSpy failed(&workbench.imageStore(), &ImageStore::thumbnailFailed);
    QVERIFY(model.index(5).data(ImageListModel::ThumbnailRole).value<QImage>().isNull());
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!model.index(5).data(ImageListModel::ProblemRole).toString().isEmpty());
    // A file that comes back is tried again when one goes to its image.
    const auto file = QString::fromStdString(workbench.dataset()->images[4].image_file.string());
    QSignalSpy loaded(&workbench.imageStore(), &ImageStore::imageReady);
    QSignalSpy missing(&workbench.imageStore(), &ImageStore::imageFailed);
    QVERIFY(QFile::rename(file, file + ".away"));
    workbench.setCurrentImage(4);
    QVERIFY(!workbench.imageStore().image(4));
    QTRY_COMPARE(missing.count(), 1);
    QVERIFY(QFile::rename(file + ".away", file));
    QVERIFY(!workbench.imageStore().image(4) && !workbench.imageStore().problem(4).isEmpty());
    workbench.setCurrentImage(0);
    workbench.setCurrentImage(4);
    QVERIFY(!workbench.imageStore().image(4));
    QTRY_COMPARE(loaded.count(), 1);
    QVERIFY(workbench.imageStore().problem(4).isEmpty());
    ImageFilter filter;
    filter.text = "000004";
    workbench.setFilter(filter);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0).data(ImageListModel::ImageRole).toInt(), 3);
    QCOMPARE(model.index(0).data(ImageListModel::CountRole).toInt(), 2);
    QVERIFY(!model.indexOf(0).isValid());
}

void ModelsTest::findingsAreFilteredByKind() {
    IssueTableModel model;
    IssueProxyModel proxy;
    proxy.setSourceModel(&model);
    const Tester tester(&model, kFatal);
    const Tester proxy_tester(&proxy, kFatal);
    const auto dataset = m_folder.read();
    model.setDataset(dataset, dataset->issues);
    QCOMPARE(model.rowCount(), 1);  // image 6 has no file
    QCOMPARE(proxy.rowCount(), 0);
    proxy.setKinds({IssueKind::missing_image});
    QCOMPARE(proxy.rowCount(), 1);
    QCOMPARE(proxy.index(0, IssueTableModel::FileColumn).data().toString(), QStringLiteral("000006.xml"));
    QCOMPARE(proxy.index(0, 0).data(IssueTableModel::ImageRole).toInt(), 5);
    proxy.setKinds({IssueKind::outside});
    QCOMPARE(proxy.rowCount(), 0);
}

void ModelsTest::objectsShowSizesAndIou() {
    Workbench workbench;
    ObjectTableModel model(workbench);
    const Tester tester(&model, kFatal);
    workbench.setDataset(m_folder.read());
    workbench.setCurrentImage(1);
    model.setInput(160, ResizeMode::stretch);
    // Two priors in each of 2 × 2 cells: the last of all is in the last cell.
    const PriorConfig priors{
        .name = "two", .maps = {{.name = "m", .rows = 2, .cols = 2, .scale = 0.5F, .extra_scale = 0.7F}}};
    model.setBest({BestPrior{0.42F, 7}}, priors);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, ObjectTableModel::ObjectColumn).data().toString(), QStringLiteral("cat 1  D"));
    QCOMPARE(model.index(0, ObjectTableModel::SizeColumn).data().toString(), QStringLiteral("270 × 270"));
    QCOMPARE(model.index(0, ObjectTableModel::InputColumn).data().toString(), QStringLiteral("144 × 144"));
    QCOMPARE(model.index(0, ObjectTableModel::IouColumn).data().toString(), QStringLiteral("▽ 0.42"));
    QCOMPARE(model.index(0, ObjectTableModel::IouColumn).data(Qt::ToolTipRole).toString(),
             QStringLiteral("Its best prior is on map 1, of 2 × 2 cells, at row 2, column 2"));
    model.setBest({std::nullopt}, priors);  // an object outside the image has no best prior
    QCOMPARE(model.index(0, ObjectTableModel::IouColumn).data().toString(), QStringLiteral("–"));
    workbench.setCurrentImage(2);
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.index(0, ObjectTableModel::IouColumn).data().toString().isEmpty());
}

void ModelsTest::objectsShowTheirSizeAfterTheResize() {
    // 100 × 100 pixels of a 400 × 200 image, for an input of 100.
    auto dataset = std::make_shared<Dataset>();
    dataset->classes = {"dog"};
    ImageRecord record;
    record.width = 400;
    record.height = 200;
    record.objects.resize(1);
    record.objects[0].label = 1;
    record.objects[0].box = {0.25F, 0.5F, 0.5F, 1.0F};
    dataset->images.push_back(record);
    Workbench workbench;
    ObjectTableModel model(workbench);
    const Tester tester(&model, kFatal);
    workbench.setDataset(dataset);
    workbench.setCurrentImage(0);
    const auto size = [&] { return model.index(0, ObjectTableModel::InputColumn).data().toString(); };
    model.setInput(100, ResizeMode::stretch);
    QCOMPARE(size(), QStringLiteral("25 × 50"));
    model.setInput(100, ResizeMode::letterbox);
    QCOMPARE(size(), QStringLiteral("25 × 25"));
}

void ModelsTest::recallsAndLeftovers() {
    Workbench workbench;
    ClassRecallModel recalls(workbench);
    UncoveredModel uncovered(workbench);
    const Tester tester(&recalls, kFatal);
    const Tester uncovered_tester(&uncovered, kFatal);
    workbench.setDataset(m_folder.read());
    CoverageService service(workbench);
    QSignalSpy changed(&service, &CoverageService::changed);
    PriorConfig config;
    config.maps = {{.name = "one", .rows = 1, .cols = 1, .scale = 0.45F}};
    service.setConfig(config);
    QTRY_VERIFY(changed.count() > 0);
    // One square prior of side 0.45 inside every object of side 0.9: IoU 0.25, so nothing is covered.
    QCOMPARE(service.current()->uncovered.size(), 7U);
    QVERIFY(qAbs(service.current()->coverage.mean_best_iou.value() - 0.25) < 1e-5);
    recalls.setViews(nullptr, service.current());
    QCOMPARE(recalls.rowCount(), 2);
    QCOMPARE(recalls.index(0).data(ClassRecallModel::AfterRole).toDouble(), 0.0);
    uncovered.setView(service.current(), service.current()->uncovered, 0);
    QCOMPARE(uncovered.rowCount(), 7);
    const int cat = recalls.index(0).data(ClassRecallModel::LabelRole).toInt();
    uncovered.setView(service.current(), service.current()->uncovered, cat);
    QCOMPARE(uncovered.rowCount(), 3);
    QCOMPARE(countOfClass(service.current(), service.current()->uncovered, cat), 3);
    QCOMPARE(countOfClass(service.current(), service.current()->uncovered, 0), 7);
    QVERIFY(qAbs(uncovered.index(0).data(UncoveredModel::IouRole).toDouble() - 0.25) < 1e-5);
    uncovered.setView(nullptr, {}, 0);
    QCOMPARE(uncovered.rowCount(), 0);
    recalls.setViews(nullptr, nullptr);
    QCOMPARE(recalls.rowCount(), 0);
}

void ModelsTest::figuresOfNothingAreDashes() {
    Workbench workbench;
    workbench.setDataset(m_folder.read());
    CoverageView nothing;
    nothing.objects = std::make_shared<const std::vector<CoverageObject>>();
    int dashes = 0;
    for (const Figure& figure : coverageFigures(workbench, nullptr, nothing)) {
        dashes += figure.value == QStringLiteral("–") ? 1 : 0;
        if (figure.value == QStringLiteral("–")) {
            QVERIFY2(figure.tool_tip.contains(QStringLiteral("no objects in view")),
                     qPrintable(figure.tool_tip));
        }
    }
    QCOMPARE(dashes, 3);  // recall, mean best IoU, positives
}

void ModelsTest::logDropsTheOldest() {
    JobList jobs;
    const Tester tester(&jobs.log(), kFatal);
    jobs.setNote(QStringLiteral("first"));
    for (int i = 0; i < LogModel::kMost; ++i) {
        jobs.log().append(LogLevel::warning, QStringLiteral("line %1").arg(i));
    }
    QCOMPARE(jobs.log().rowCount(), LogModel::kMost);
    QVERIFY(!jobs.log().plainText().contains(QStringLiteral("first")));
    QCOMPARE(jobs.note(), QStringLiteral("first"));
}

QTEST_MAIN(ModelsTest)
#include "models_test.moc"
