// The plots of a dataset: what is chosen in them becomes part of the filter, and back.
#include "widgets/dataset/plots/dataset_plots.hpp"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "sample_fixture.hpp"
#include "widgets/dataset/plots/count_map.hpp"

using namespace priorscope;

class DatasetPlotsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        m_sample = std::make_unique<SampleFixture>(40);
        m_around = std::make_unique<WorkspaceSurroundings>();
        m_plots = std::make_unique<DatasetPlots>(m_around->workbench, m_around->themes);
        m_plots->resize(900, 220);
        m_plots->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_plots.get()));
        m_around->workbench.setDataset(m_sample->dataset);
        m_around->workbench.setSplit(QString());
        QTRY_VERIFY(!m_plots->isRunning());
    }
    void cleanup() {
        m_plots.reset();
        m_around.reset();
    }

    void aColumnChoosesImages() {
        Workbench& workbench = m_around->workbench;
        const std::size_t all = workbench.images().size();
        BrushedPlot* plot = m_plots->objects();
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->cellRect({2, 0}).center().toPoint());
        QCOMPARE(workbench.filter().conditions,
                 (std::vector<FilterCondition>{{.field = FilterField::objects, .least = 2.0, .most = 2.0}}));
        QVERIFY(!workbench.images().empty() && workbench.images().size() < all);
        for (const std::size_t image : workbench.images()) {
            const ImageRow row = m_sample->dataset->images[image];
            QCOMPARE(std::count_if(row.objects.begin(), row.objects.end(),
                                   [](const Annotation& object) { return !object.difficult; }),
                     std::ptrdiff_t{2});
        }
        QCOMPARE(plot->chosen(), std::optional(QRect(2, 0, 1, 1)));
        // The outline goes with the condition, whoever takes it away.
        workbench.setFilter({});
        QVERIFY(!plot->chosen());
        QCOMPARE(workbench.images().size(), all);
    }

    void draggingChoosesARangeAndAClickGivesItUp() {
        Workbench& workbench = m_around->workbench;
        BrushedPlot* plot = m_plots->places();
        const QPoint from = plot->cellRect({0, 6}).center().toPoint();
        const QPoint to = plot->cellRect({11, 12}).center().toPoint();
        QTest::mousePress(plot, Qt::LeftButton, {}, from);
        QTest::mouseMove(plot, (from + to) / 2);
        QTest::mouseMove(plot, to);
        QTest::mouseRelease(plot, Qt::LeftButton, {}, to);
        const std::vector<FilterCondition> expected{
            {.field = FilterField::x, .most = 0.5, .is_below = true},
            {.field = FilterField::y, .least = 0.25, .most = 13.0 / 24.0, .is_below = true}};
        QCOMPARE(workbench.filter().conditions, expected);
        QCOMPARE(plot->chosen(), std::optional(QRect(0, 6, 12, 7)));
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->cellRect({3, 8}).center().toPoint());
        QVERIFY(workbench.filter().conditions.empty());
        QVERIFY(!plot->chosen());
    }

    void sizesAndOtherConditionsStandTogether() {
        Workbench& workbench = m_around->workbench;
        ImageFilter filter = workbench.filter();
        filter.conditions = {{.field = FilterField::objects, .least = 1.0}};
        workbench.setFilter(filter);
        QTRY_VERIFY(!m_plots->isRunning());
        BrushedPlot* plot = m_plots->sizes();
        plot->setFocus();
        Q_EMIT plot->brushed(QRect(2, 1, 3, 2));
        const auto& conditions = workbench.filter().conditions;
        QCOMPARE(conditions.size(), std::size_t{3});
        QVERIFY(conditions[0].field == FilterField::objects && conditions[1].field == FilterField::width &&
                conditions[2].field == FilterField::height);
        QVERIFY(conditions[1].least > 0.0 && conditions[1].most > conditions[1].least &&
                conditions[1].is_below);
        QCOMPARE(conditions[1].least, std::ceil(conditions[1].least));  // whole pixels
        Q_EMIT plot->brushed(QRect(3, 1, 1, 1));                        // in place of the first
        QCOMPARE(workbench.filter().conditions.size(), std::size_t{3});
        Q_EMIT plot->givenUp();
        QCOMPARE(workbench.filter().conditions.size(), std::size_t{1});
    }

    void keysChoose() {
        BrushedPlot* plot = m_plots->objects();
        plot->setFocus();
        QTest::keyClick(plot, Qt::Key_Right);
        QTest::keyClick(plot, Qt::Key_Space);
        QCOMPARE(plot->chosen(), std::optional(QRect(1, 0, 1, 1)));
        QTest::keyClick(plot, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(plot->chosen(), std::optional(QRect(1, 0, 2, 1)));
        QCOMPARE(m_around->workbench.filter().conditions.front().most, 2.0);
        QTest::keyClick(plot, Qt::Key_Space);
        QVERIFY(!plot->chosen());
    }

    void figuresAndPicturesAreSaved() {
        const QTemporaryDir folder;
        for (const char* name : {"a.png", "a.svg", "a.pdf"}) {
            const QString file = folder.filePath(QLatin1String(name));
            QVERIFY(m_plots->sizes()->savePicture(file) && QFileInfo(file).size() > 300);
        }
        const QStringList lines = m_plots->objects()->csv().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        qint64 images = 0;
        for (const QString& line : lines.mid(1)) {
            images += line.split(QLatin1Char(','))[2].toLongLong();
        }
        QCOMPARE(images, 40);
        QVERIFY(m_plots->places()->csv().startsWith(QStringLiteral("cell,shown,all\n\"")));
    }

    void withoutObjectsThereIsAnEmptyPlot() {
        auto empty = std::make_shared<Dataset>(*m_sample->dataset);
        empty->images.relabel(std::vector<int>(empty->classes.size(), 0));
        m_around->workbench.setDataset(empty);
        QTRY_VERIFY(!m_plots->isRunning());
        QTest::mouseClick(m_plots->sizes(), Qt::LeftButton, {}, m_plots->sizes()->rect().center());
        QVERIFY(m_around->workbench.images().empty());
        m_around->workbench.setDataset(std::make_shared<Dataset>());
        QTRY_VERIFY(!m_plots->isRunning());
        QTest::mouseClick(m_plots->objects(), Qt::LeftButton, {}, m_plots->objects()->rect().center());
        QVERIFY(!m_plots->grab().isNull());
    }

  private:
    std::unique_ptr<SampleFixture> m_sample;
    std::unique_ptr<WorkspaceSurroundings> m_around;
    std::unique_ptr<DatasetPlots> m_plots;
};

QTEST_MAIN(DatasetPlotsTest)
#include "dataset_plots_test.moc"
