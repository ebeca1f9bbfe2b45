// The validation images that a run is watched on.
#include "widgets/training/watched/watched_panel.hpp"

#include <QSignalSpy>
#include <fstream>

#include "core/training/evaluation/watched_images.hpp"
#include "tests/support/annotation_folder.hpp"
#include "train_workspace_fixture.hpp"
#include "widgets/components/choice_box.hpp"
#include "widgets/training/watched/watched_view.hpp"

using namespace priorscope;

class WatchedPanelTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<fixture::AnnotationFolder>();
        // Two cats, left and right, and an image without objects. 100 × 50 px.
        m_folder->xml("a", fixture::size(100, 50) + fixture::object("cat", "1 1 40 50") +
                               fixture::object("cat", "61 1 100 50"));
        m_folder->xml("b", fixture::size(100, 50));
        m_folder->image("JPEGImages/a.jpg");
        m_folder->image("JPEGImages/b.jpg");
        m_dataset = std::make_shared<const Dataset>(*readDataset(m_folder->path("")));
        m_around = std::make_unique<WorkspaceSurroundings>();
        m_around->workbench.setDataset(m_dataset);
        m_run = std::make_unique<QTemporaryDir>();
        m_panel = std::make_unique<WatchedPanel>(m_around->workbench, m_around->themes);
    }

    /// At step 10: the left cat as a cat, the right one as a dog, which the data does not know. At step 20:
    /// the left one twice, the right one not, and a cat where there is none.
    void detectionsAreJudged() {
        keep(10, {{"a", {{1, 0.9F, {0.0F, 0.0F, 0.4F, 1.0F}}, {2, 0.8F, {0.6F, 0.0F, 1.0F, 1.0F}}}}});
        keep(20, {{"a",
                   {{1, 0.9F, {0.0F, 0.0F, 0.4F, 1.0F}},
                    {1, 0.7F, {0.0F, 0.0F, 0.39F, 1.0F}},
                    {1, 0.2F, {0.6F, 0.0F, 1.0F, 1.0F}}}},  // below the score that is shown
                  {"b", {{1, 0.5F, {0.1F, 0.1F, 0.3F, 0.3F}}}},
                  {"gone", {}}});
        show();
        QCOMPARE(m_panel->step(), std::int64_t{20});  // the newest
        const WatchedSheet& sheet = m_panel->view()->watched()->sheet();
        QCOMPARE(sheet.cells.size(), std::size_t{3});
        QCOMPARE(counts(0), (std::array<std::int64_t, 3>{1, 1, 1}));
        QCOMPARE(counts(1), (std::array<std::int64_t, 3>{0, 1, 0}));
        QCOMPARE(sheet.cells[0].boxes.size(), std::size_t{3});
        QCOMPARE(sheet.cells[2].image, -1);
        m_panel->steps()->setCurrentIndex(1);
        Q_EMIT m_panel->steps()->activated(1);
        QTRY_VERIFY(m_panel->isSettled() && sheet.step == 10);
        QCOMPARE(counts(0), (std::array<std::int64_t, 3>{1, 0, 1}));  // a dog is neither right nor wrong here
    }

    void theNewestIsFollowedUntilAnEarlierOneIsChosen() {
        keep(10, {{"a", {}}});
        show();
        keep(20, {{"a", {}}});
        m_panel->refresh();
        QTRY_COMPARE(m_panel->step(), std::int64_t{20});
        QTRY_VERIFY(m_panel->isSettled());
        const auto buttons = m_panel->findChildren<IconButton*>();
        buttons.front()->click();
        QCOMPARE(m_panel->step(), std::int64_t{10});
        QVERIFY(!buttons.front()->isEnabled() && buttons.back()->isEnabled());
        keep(30, {{"a", {}}});
        m_panel->refresh();
        QTRY_COMPARE(m_panel->steps()->count(), 3);
        QCOMPARE(m_panel->step(), std::int64_t{10});
        QTRY_COMPARE(m_panel->view()->watched()->sheet().step, std::int64_t{10});
    }

    void anImageIsOpened() {
        keep(10, {{"b", {}}, {"gone", {}}});
        show();
        const QSignalSpy chosen(m_panel.get(), &WatchedPanel::imageChosen);
        Q_EMIT m_panel->view()->clicked(m_panel->view()->watched()->index(1));  // is not in the dataset
        QCOMPARE(chosen.count(), 0);
        Q_EMIT m_panel->view()->activated(m_panel->view()->watched()->index(0));
        QCOMPARE(chosen.front().at(0).toInt(), 1);
        QCOMPARE(chosen.front().at(1).toLongLong(), 10);
    }

    void whatIsNotThereIsSaid() {
        QVERIFY(!message().isEmpty() && !m_panel->hasImages());
        keep(10, {{"a", {}}});
        m_panel->setRun(run(), QStringLiteral("/elsewhere"));
        QTRY_VERIFY(m_panel->isSettled() && m_panel->hasImages());
        QVERIFY2(message().contains(QStringLiteral("/elsewhere")), qPrintable(message()));
        show();
        QVERIFY(message().isEmpty());
        std::ofstream(m_run->path().toStdString() + "/evaluations/step-00000010.json") << "{";
        m_panel->refresh();
        QTRY_VERIFY2(message().contains(QStringLiteral("step-00000010.json")), qPrintable(message()));
        m_around->workbench.setDataset(nullptr);
        QVERIFY(message().contains(QString::fromStdString(m_dataset->root.string())));
    }

  private:
    void keep(std::int64_t step, std::vector<WatchedImage> images) {
        writeWatchedImages(m_run->path().toStdString(), {.step = step, .images = std::move(images)});
    }
    WatchedRun run() const { return {m_run->path().toStdString(), {"cat", "dog"}}; }
    void show() {
        m_panel->setRun(run(), QString::fromStdString(m_dataset->root.string()));
        QTRY_VERIFY(m_panel->isSettled() && m_panel->hasImages());
        QTRY_VERIFY(m_panel->isSettled() && m_panel->view()->watched()->rowCount() > 0);
    }
    /// Right, wrong, missed.
    std::array<std::int64_t, 3> counts(std::size_t cell) const {
        const WatchedCell& shown = m_panel->view()->watched()->sheet().cells[cell];
        return {shown.right, shown.wrong, shown.missed};
    }
    /// Empty while images are shown.
    QString message() const {
        for (const auto* label : m_panel->findChildren<QLabel*>()) {
            if (label->wordWrap()) {
                return m_panel->view()->watched()->rowCount() > 0 && label->isHidden() ? QString()
                                                                                       : label->text();
            }
        }
        return {};
    }

    std::unique_ptr<fixture::AnnotationFolder> m_folder;
    std::shared_ptr<const Dataset> m_dataset;
    std::unique_ptr<WorkspaceSurroundings> m_around;
    std::unique_ptr<QTemporaryDir> m_run;
    std::unique_ptr<WatchedPanel> m_panel;
};

QTEST_MAIN(WatchedPanelTest)
#include "watched_panel_test.moc"
