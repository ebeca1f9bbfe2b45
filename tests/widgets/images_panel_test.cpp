// The images of Dataset: their order, the list that they are saved as, and what the network sees of them.
#include "widgets/dataset/images_panel.hpp"

#include <QComboBox>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <utility>

#include "sample_fixture.hpp"
#include "tests/support/voc_fixture.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/text.hpp"
#include "widgets/dataset/image_grid.hpp"
#include "widgets/dataset/image_sorter.hpp"
#include "widgets/dataset/network_preview.hpp"
#include "widgets/dataset/object_steps.hpp"

using namespace priorscope;

namespace {

using Images = std::vector<std::size_t>;

/// Indices into ImageSorter::orders().
constexpr int kMostObjects = 2;
constexpr int kWorstCovered = 8;

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

}  // namespace

class ImagesPanelTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<fixture::VocFolder>();
        m_around = std::make_unique<WorkspaceSurroundings>();
        m_panel = std::make_unique<ImagesPanel>(m_around->workbench, m_around->draft, m_around->themes,
                                                m_around->jobs);
        m_panel->resize(900, 400);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
        m_around->workbench.setDataset(m_folder->read());
    }
    void cleanup() {
        m_panel.reset();
        m_around.reset();
    }

    /// Shown objects: 1, 0 (its cat is difficult), 2, 2, 1, 1.
    void theOrderIsThatOfGridAndKeys() {
        Workbench& workbench = m_around->workbench;
        choose(kMostObjects);
        QCOMPARE(workbench.browsed(), (Images{2, 3, 0, 4, 5, 1}));
        QCOMPARE(workbench.images(), (Images{0, 1, 2, 3, 4, 5}));
        const QAbstractItemModel* model = m_panel->grid()->model();
        QCOMPARE(model->index(0, 0).data(ImageListModel::ImageRole).toInt(), 2);
        QCOMPARE(model->index(5, 0).data(ImageListModel::ImageRole).toInt(), 1);
        workbench.setCurrentImage(3);
        workbench.stepImage(1);
        QCOMPARE(workbench.currentImage(), 0);
        workbench.stepImage(-2);
        QCOMPARE(workbench.currentImage(), 2);
        // Other images are shown in the same order.
        workbench.setFilter({.labels = {1}});
        QCOMPARE(workbench.browsed(), (Images{2, 3, 0}));
        choose(0);
        QCOMPARE(workbench.browsed(), (Images{0, 2, 3}));
        choose(kMostObjects);
        workbench.setDataset(m_folder->read());
        QCOMPARE(workbench.browsed(), (Images{2, 3, 0, 4, 5, 1}));
    }

    /// At 160 px, ssd-tiny has priors for a box of half the image, and none for a line of a pixel.
    void theWorstCoveredComesFirst() {
        auto dataset = std::make_shared<Dataset>();
        dataset->classes = {"cat"};
        const auto image = [](const char* id, std::vector<Box> boxes) {
            ImageRecord record{.id = id, .image_exists = true, .width = 160, .height = 160};
            for (const Box& box : boxes) {
                record.objects.push_back({.label = 1, .box = box});
            }
            return record;
        };
        const Box half{0.25F, 0.25F, 0.75F, 0.75F};
        const Box line{0.1F, 0.5F, 0.9F, 0.51F};
        dataset->images = ImageTable(
            std::vector<ImageRecord>{image("half", {half}), image("none", {}), image("both", {half, line})});
        Workbench& workbench = m_around->workbench;
        workbench.setDataset(dataset);
        choose(kWorstCovered);
        QTRY_COMPARE(workbench.browsed(), (Images{2, 0, 1}));
    }

    /// A split may list an image twice; it is looked through once.
    void repeatedImagesAreBrowsedOnce() {
        auto dataset = std::make_shared<Dataset>(*m_folder->read());
        dataset->splits["train"] = {2, 0, 2, 4};
        Workbench& workbench = m_around->workbench;
        workbench.setDataset(dataset);
        QCOMPARE(workbench.images().size(), std::size_t{4});
        QCOMPARE(workbench.browsed(), (Images{2, 0, 4}));
        workbench.setCurrentImage(2);
        workbench.stepImage(1);
        workbench.stepImage(1);
        QCOMPARE(workbench.currentImage(), 4);
        choose(1);
        QCOMPARE(workbench.browsed(), (Images{0, 2, 4}));
    }

    void onlyAReorderingIsTaken() {
        Workbench& workbench = m_around->workbench;
        QSignalSpy changed(&workbench, &Workbench::browsedChanged);
        workbench.setBrowsed({0, 1, 2});
        workbench.setBrowsed({0, 1, 2, 3, 4, 4});
        workbench.setBrowsed({0, 1, 2, 3, 4, 6});
        QCOMPARE(changed.count(), 0);
        workbench.setBrowsed({5, 4, 3, 2, 1, 0});
        QCOMPARE(changed.count(), 1);
    }

    void imagesAreSavedAsASplit() {
        Workbench& workbench = m_around->workbench;
        QSignalSpy saved(m_panel.get(), &ImagesPanel::splitSaved);
        workbench.setFilter({.labels = {2}});
        const QString file = m_folder->path() + QStringLiteral("/ImageSets/Main/dogs.txt");
        QVERIFY(m_panel->saveList(file));
        QCOMPARE(bytesOf(file), QByteArray("000003\n000004\n000005\n000006\n"));
        QCOMPARE(saved.count(), 1);
        QCOMPARE(saved.front().front().toString(), QStringLiteral("dogs"));
        QCOMPARE(m_folder->read()->splitIndices("dogs"), (Images{2, 3, 4, 5}));
        // Elsewhere it is a file, no split.
        const QTemporaryDir elsewhere;
        QVERIFY(m_panel->saveList(elsewhere.filePath(QStringLiteral("dogs.txt"))));
        QCOMPARE(bytesOf(elsewhere.filePath(QStringLiteral("dogs.txt"))), bytesOf(file));
        QCOMPARE(saved.count(), 1);
        // Where it would hide the splits that are, or not be read, nothing is written.
        for (const char* refused : {"/ImageSets/x.txt", "/x.txt", "/ImageSets/Main/x.lst"}) {
            QVERIFY(!m_panel->saveList(m_folder->path() + QLatin1String(refused)));
            QVERIFY(!QFile::exists(m_folder->path() + QLatin1String(refused)));
            QVERIFY(m_panel->banner()->isVisible());
        }
        // A folder that cannot be made is told.
        QVERIFY(!m_panel->saveList(elsewhere.filePath(QStringLiteral("dogs.txt/below.txt"))));
        QVERIFY(m_panel->banner()->text().contains(QStringLiteral("dogs.txt")));
    }

    void nothingShownCannotBeSaved() {
        QVERIFY(m_panel->saveAction()->isEnabled());
        m_around->workbench.setFilter({.text = "nowhere"});
        QVERIFY(!m_panel->saveAction()->isEnabled());
        QVERIFY(!m_panel->saveAction()->toolTip().isEmpty());
    }

    /// A cat in 1, one in 2 that is hidden, a cat and a dog in 3 and in 4, a dog in 5 and in 6.
    void fromObjectToObject() {
        Workbench& workbench = m_around->workbench;
        const auto at = [&workbench] {
            return std::pair(workbench.currentImage(), workbench.selectedObject());
        };
        using At = std::pair<int, int>;
        stepObject(workbench, 1, false);
        QCOMPARE(at(), At(0, 0));
        stepObject(workbench, 1, false);
        QCOMPARE(at(), At(2, 0));
        stepObject(workbench, 1, false);
        QCOMPARE(at(), At(2, 1));
        stepObject(workbench, 1, true);
        QCOMPARE(at(), At(3, 1));
        stepObject(workbench, -1, false);
        QCOMPARE(at(), At(3, 0));
        stepObject(workbench, -1, true);
        QCOMPARE(at(), At(2, 0));
        workbench.setCurrentImage(5);
        stepObject(workbench, 1, false);
        QCOMPARE(at(), At(5, 0));
        stepObject(workbench, 1, false);  // the last one
        QCOMPARE(at(), At(5, 0));
        workbench.setFilter({.labels = {1}});  // image 1, whose cat is shown, 3 and 4
        choose(kMostObjects);                  // 3, 4, 1
        workbench.setCurrentImage(3);
        workbench.setSelectedClass(1);
        stepObject(workbench, 1, true);
        QCOMPARE(at(), At(3, 0));
        stepObject(workbench, 1, true);
        QCOMPARE(at(), At(0, 0));
    }

    /// 200 × 100 px, at 100: stretched, sides shrink by 2 and by 1; letterboxed, both by 2.
    void whatResizingDoes() {
        auto dataset = std::make_shared<Dataset>();
        dataset->classes = {"cat"};
        const auto object = [](double width, double height) {
            return Annotation{
                .label = 1,
                .box = {0.0F, 0.0F, static_cast<float>(width / 200), static_cast<float>(height / 100)}};
        };
        dataset->images = ImageTable(std::vector<ImageRecord>{
            {.id = "a",
             .image_exists = true,
             .width = 200,
             .height = 100,
             // Stretched: 5 × 40, 30 × 12, 32 × 64; letterboxed: 5 × 20, 30 × 6, 32 × 32.
             .objects = {object(10, 40), object(60, 12), object(64, 64)}}});
        Workbench& workbench = m_around->workbench;
        workbench.setDataset(dataset);
        const ResizeEffect stretched = resizeEffect(workbench, 100, ResizeMode::stretch);
        QCOMPARE(stretched.ratio, 0.5);
        QCOMPARE(stretched.padding, 0.0);
        QCOMPARE(stretched.small, (std::array{1, 2, 2}));
        QCOMPARE(stretched.objects, 3);
        // Turned, 100 × 200 px: 10 × 20, 60 × 6, 64 × 32.
        QCOMPARE(stretched.turned_ratio, 2.0);
        QCOMPARE(stretched.turned_small, (std::array{1, 2, 2}));
        const ResizeEffect letterboxed = resizeEffect(workbench, 100, ResizeMode::letterbox);
        QCOMPARE(letterboxed.ratio, 1.0);
        QCOMPARE(letterboxed.padding, 0.5);
        QCOMPARE(letterboxed.small, (std::array{2, 2, 2}));
        QCOMPARE(letterboxed.turned_small, letterboxed.small);
        NetworkPreview preview(workbench, m_around->draft, m_around->themes);
        const QString text = preview.text(ResizeMode::letterbox);
        QVERIFY2(text.contains(figureText(50, 0) + QStringLiteral(" % of the input")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("Of %1 objects").arg(countText(3))));
        // An image of unknown size has no effect to tell.
        auto unknown = std::make_shared<Dataset>(*dataset);
        unknown->images.change(0, [](ImageRecord& record) { record.width = 0; });
        workbench.setDataset(unknown);
        QCOMPARE(resizeEffect(workbench, 100, ResizeMode::stretch).objects, 0);
        preview.resize(320, preview.heightForWidth(320));
        QVERIFY(!preview.grab().isNull());
    }

  private:
    void choose(int order) { m_panel->findChild<QComboBox*>()->setCurrentIndex(order); }

    std::unique_ptr<fixture::VocFolder> m_folder;
    std::unique_ptr<WorkspaceSurroundings> m_around;
    std::unique_ptr<ImagesPanel> m_panel;
};

QTEST_MAIN(ImagesPanelTest)
#include "images_panel_test.moc"
