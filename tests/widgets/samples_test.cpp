// The samples of the planned run in the Train workspace.
#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QImage>
#include <QLocale>
#include <algorithm>

#include "train_workspace_fixture.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/training/samples/sample_grid.hpp"
#include "widgets/training/samples/sample_panel.hpp"

using namespace priorscope;

class SamplesTest : public QObject, private TrainWorkspaceFixture {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { makeSample(); }
    void init() { open(); }
    void cleanup() { close(); }

    void theyAreThoseOfTheFormsOptions() {
        chooseSet("none");
        show();
        const QAbstractItemModelTester tester(model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(model()->rowCount(), 16);  // of the split train
        for (int row = 0; row < model()->rowCount(); ++row) {
            QCOMPARE(SampleModel::doneText(model()->view(row)), QStringLiteral("only resized"));
            const auto& objects = model()->view(row).objects;
            QCOMPARE(static_cast<std::size_t>(
                         std::count_if(objects.begin(), objects.end(),
                                       [](const AugmentedObject& object) { return object.is_target; })),
                     model()->view(row).objects_before);
            QVERIFY(!model()->view(row).positives.empty());
            QCOMPARE(model()->view(row).picture.size(), QSize(160, 160));
        }
        chooseSet("ssd");
        settle();
        int changed = 0;
        for (int row = 0; row < model()->rowCount(); ++row) {
            changed += model()->view(row).done.empty() ? 0 : 1;
        }
        QVERIFY(changed > 10);
    }

    void oneImageOverItsEpochs() {
        chooseSet("ssd");
        show();
        panel()->choice()->segment(1)->click();
        settle();
        QCOMPARE(model()->rowCount(), int{SampleService::kSamples});
        QCOMPARE(model()->view(0).image, m_around->workbench.currentImage());
        QCOMPARE(model()->view(5).epoch, 5);
        panel()->epoch()->setValue(11);
        settle();
        QCOMPARE(model()->view(0).epoch, 10);
    }

    /// Sixteen images in batches of four: 16 steps are four epochs.
    void theyFollowTheRunsPhase() {
        m_around->draft.edit(QStringLiteral("test"), {}, [](RunDraft& draft) {
            draft.options.augmentation.set = "none";
            draft.options.augmentation.changes[static_cast<std::size_t>(TransformKind::mosaic)].probability =
                1.0;
            draft.options.augmentation.mosaic_until = 0.5;
            draft.options.steps = 16;
            draft.options.epochs = 0;
            draft.options.batch_size = 4;
        });
        show();
        panel()->choice()->segment(1)->click();
        settle();
        QCOMPARE(model()->rowCount(), 4);
        for (int row = 0; row < 4; ++row) {
            QCOMPARE(model()->view(row).epoch, row);
            QCOMPARE(model()->view(row).done.empty(), row >= 2);
        }
        panel()->choice()->segment(0)->click();
        panel()->epoch()->setValue(3);
        settle();
        QCOMPARE(model()->rowCount(), 16);
        for (int row = 0; row < 16; ++row) {
            QVERIFY(model()->view(row).done.empty());
        }
        panel()->epoch()->setValue(5);
        settle();
        QCOMPARE(model()->rowCount(), 0);
        QVERIFY(panel()->message().contains(QLocale().toString(4)));
    }

    /// Each batch has three images of the split and a negative: six batches begin in the first epoch.
    void negativesAreAmongThem() {
        const QString ground = m_runs->filePath(QStringLiteral("ground"));
        QVERIFY(QDir().mkpath(ground));
        QImage grey(60, 40, QImage::Format_RGB888);
        grey.fill(Qt::gray);
        QVERIFY(grey.save(ground + QStringLiteral("/a.png")) && grey.save(ground + QStringLiteral("/b.png")));
        m_around->draft.edit(QStringLiteral("test"), {}, [&](RunDraft& draft) {
            draft.options.batch_size = 4;
            draft.options.negatives = ground.toStdString();
        });
        show();
        const QAbstractItemModelTester tester(model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(model()->rowCount(), 16 + 6);
        const int current = m_around->workbench.currentImage();
        QCOMPARE(model()->view(0).image, current);
        int negatives = 0;
        for (int row = 0; row < model()->rowCount(); ++row) {
            if (model()->view(row).image < 0) {
                ++negatives;
                QVERIFY(model()->view(row).name.startsWith(QStringLiteral("negatives/")));
                QVERIFY(model()->view(row).objects.empty());
                Q_EMIT panel()->grid()->clicked(model()->index(row));
                QCOMPARE(m_around->workbench.currentImage(), current);
            }
        }
        QCOMPARE(negatives, 6);
    }

    void anImageOfAnotherSplitIsToldApart() {
        show();
        panel()->choice()->segment(1)->click();
        m_around->workbench.setCurrentImage(
            static_cast<int>(m_sample->dataset->splitIndices("test").front()));
        settle();
        QVERIFY(!panel()->message().isEmpty());
        QCOMPARE(model()->rowCount(), 0);
        panel()->choice()->segment(0)->click();
        settle();
        QVERIFY(panel()->message().isEmpty());
        QCOMPARE(model()->rowCount(), 16);
    }

    void anotherDatasetLeavesNothingBehind() {
        show();
        const SampleFixture other(12);
        m_around->workbench.setDataset(other.dataset);
        settle();
        QCOMPARE(model()->rowCount(), 8);
        m_around->workbench.setDataset(nullptr);
        QCOMPARE(model()->rowCount(), 0);
        QVERIFY(!panel()->message().isEmpty());
    }

    void aClickMakesTheImageCurrent() {
        show();
        const QModelIndex third = model()->index(2);
        QTest::mouseClick(panel()->grid()->viewport(), Qt::LeftButton, Qt::NoModifier,
                          panel()->grid()->visualRect(third).center());
        QCOMPARE(m_around->workbench.currentImage(), third.data(SampleModel::ImageRole).toInt());
    }

    void aKeyAndTheFormsButtonShowAndHideThem() {
        QVERIFY(!panel()->isVisible());
        m_workspace->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_workspace.get()));
        QTest::keyClick(m_workspace.get(), Qt::Key_G);
        QVERIFY(panel()->isVisible());
        QTest::keyClick(m_workspace.get(), Qt::Key_G);
        QVERIFY(!panel()->isVisible());
        editor<QPushButton>("samples")->click();
        QVERIFY(panel()->isVisible());
        settle();
    }

    void aRunThatStartsShowsItsCurves() {
        show();
        setRun(2);
        m_workspace->startRun();
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->controller().isActive(), 20000);
        QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->controller().isActive(), 60000);
        QVERIFY(!panel()->isVisible());
    }

  private:
    SamplePanel* panel() const { return m_workspace->samples(); }
    SampleModel* model() const { return panel()->grid()->samples(); }

    void show() {
        m_workspace->samplesAction()->setChecked(true);
        settle();
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 20000); }
    void chooseSet(const char* set) {
        auto* box = editor<QComboBox>("augmentation");
        box->setCurrentIndex(box->findData(QLatin1String(set)));
        QCOMPARE(options().augmentation.set, std::string(set));
    }
};

QTEST_MAIN(SamplesTest)
#include "samples_test.moc"
