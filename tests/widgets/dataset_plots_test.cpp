// The plots of a dataset: what is chosen in them becomes part of the filter, and back.
#include "widgets/dataset/plots/dataset_plots.hpp"

#include <QMenu>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "sample_fixture.hpp"
#include "widgets/dataset/plots/plot_slot.hpp"
#include "widgets/session/brightness_figures.hpp"

using namespace priorscope;

class DatasetPlotsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        m_sample = std::make_unique<SampleFixture>(40);
        m_around = std::make_unique<WorkspaceSurroundings>();
        m_brightness = std::make_unique<BrightnessFigures>(m_around->workbench, m_around->jobs);
        m_plots = std::make_unique<DatasetPlots>(m_around->workbench, m_around->themes, *m_brightness);
        m_plots->resize(900, 220);
        m_plots->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_plots.get()));
        m_around->workbench.setDataset(m_sample->dataset);
        m_around->workbench.setSplit(QString());
        QTRY_VERIFY(!m_plots->isRunning());
    }
    void cleanup() {
        m_plots.reset();
        m_brightness.reset();
        m_around.reset();
    }

    void aColumnChoosesImages() {
        Workbench& workbench = m_around->workbench;
        const std::size_t all = workbench.images().size();
        BrushedPlot* plot = plotAt(2);
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
        BrushedPlot* plot = plotAt(1);
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
        BrushedPlot* plot = plotAt(0);
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
        BrushedPlot* plot = plotAt(2);
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
        for (const char* name : {"a.png", "a.svg", "a.pdf", "without_ending"}) {
            const QString file = folder.filePath(QLatin1String(name));
            QVERIFY(plotAt(0)->savePicture(file) && QFileInfo(file).size() > 300);
        }
        const QStringList lines = plotAt(2)->csv().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        qint64 images = 0;
        for (const QString& line : lines.mid(1)) {
            images += line.split(QLatin1Char(','))[2].toLongLong();
        }
        QCOMPARE(images, 40);
        QVERIFY(plotAt(1)->csv().startsWith(QStringLiteral("cell,shown,all\n\"")));
    }

    void withoutObjectsThereIsAnEmptyPlot() {
        auto empty = std::make_shared<Dataset>(*m_sample->dataset);
        empty->images.relabel(std::vector<int>(empty->classes.size(), 0));
        m_around->workbench.setDataset(empty);
        QTRY_VERIFY(!m_plots->isRunning());
        QTest::mouseClick(plotAt(0), Qt::LeftButton, {}, plotAt(0)->rect().center());
        QVERIFY(m_around->workbench.images().empty());
        m_around->workbench.setDataset(std::make_shared<Dataset>());
        QTRY_VERIFY(!m_plots->isRunning());
        QTest::mouseClick(plotAt(2), Qt::LeftButton, {}, plotAt(2)->rect().center());
        QVERIFY(!m_plots->grab().isNull());
    }

    void anotherPlotTakesThePlace() {
        m_plots->setKind(0, PlotKind::aspects);
        QTRY_VERIFY(!m_plots->isRunning());
        QCOMPARE(m_plots->session(), QByteArray("aspects,places,objects"));
        m_plots->setKind(0, PlotKind::objects);  // it stands in the third place: both change
        QCOMPARE(m_plots->session(), QByteArray("objects,places,aspects"));
        m_plots->restoreSession("pairs,image-sizes,nothing");
        QCOMPARE(m_plots->session(), QByteArray("pairs,image-sizes,aspects"));
        QTRY_VERIFY(!m_plots->isRunning());
        QVERIFY(plotAt(1)->csv().count(QLatin1Char('\n')) > 1);
    }

    void theMenuChooses() {
        QMenu* menu = m_plots->slot(1)->menuButton()->menu();
        Q_EMIT menu->aboutToShow();
        QStringList titles;
        for (QAction* action : menu->actions()) {
            titles << action->text();
        }
        QVERIFY(titles.contains(QStringLiteral("Relative size")) &&
                titles.contains(QStringLiteral("Compare with")) &&
                titles.contains(QStringLiteral("Save figures…")));
        menu->actions()[titles.indexOf(QStringLiteral("Relative size"))]->trigger();
        QCOMPARE(m_plots->slot(1)->kind(), PlotKind::shares);
        QTRY_VERIFY(!m_plots->isRunning());
        qint64 objects = 0;
        for (const QString& line : plotAt(1)->csv().split(QLatin1Char('\n'), Qt::SkipEmptyParts).mid(1)) {
            objects += line.split(QLatin1Char(',')).last().toLongLong();
        }
        QCOMPARE(objects, static_cast<qint64>(m_sample->dataset->images.objects().size()));
    }

    void aShareIsARangeThatCanBeTyped() {
        m_plots->setKind(0, PlotKind::shares);
        QTRY_VERIFY(!m_plots->isRunning());
        const QPoint first = plotAt(0)->shown().first;
        Q_EMIT plotAt(0)->brushed(QRect(1, 0, 2, 1));
        const std::vector<FilterCondition> expected{{.field = FilterField::share,
                                                     .least = ValueBins::shares().edge(first.x() + 1),
                                                     .most = ValueBins::shares().edge(first.x() + 3),
                                                     .is_below = true}};
        QCOMPARE(m_around->workbench.filter().conditions, expected);
        QCOMPARE(plotAt(0)->chosen(), std::optional(QRect(1, 0, 2, 1)));
    }

    void aPairChoosesImagesWithBoth() {
        Workbench& workbench = m_around->workbench;
        m_plots->setKind(0, PlotKind::pairs);
        QTRY_VERIFY(!m_plots->isRunning());
        Q_EMIT plotAt(0)->brushed(QRect(1, 0, 3, 2));  // a pair at a time
        QCOMPARE(workbench.filter().together, (std::vector<int>{1, 2}));
        QVERIFY(!workbench.images().empty());
        for (const std::size_t image : workbench.images()) {
            const ImageRow row = m_sample->dataset->images[image];
            for (const int label : {1, 2}) {
                QVERIFY(
                    std::any_of(row.objects.begin(), row.objects.end(), [label](const Annotation& object) {
                        return object.label == label && !object.difficult;
                    }));
            }
        }
        QTRY_VERIFY(!m_plots->isRunning());
        QCOMPARE(plotAt(0)->chosen(), std::optional(QRect(1, 0, 1, 1)));
        Q_EMIT plotAt(0)->givenUp();
        QVERIFY(workbench.filter().together.empty());
    }

    void theBalanceLeadsToAClassOfASplit() {
        Workbench& workbench = m_around->workbench;
        m_plots->setKind(0, PlotKind::balance);
        QTRY_VERIFY(!m_plots->isRunning());
        QVERIFY(m_sample->dataset->splits.size() >= 2);
        QCOMPARE(plotAt(0)->shown().size.height(), static_cast<int>(m_sample->dataset->splits.size()));
        const QString split = QString::fromStdString(std::next(m_sample->dataset->splits.begin())->first);
        Q_EMIT plotAt(0)->brushed(QRect(2, 1, 1, 1));
        QCOMPARE(workbench.split(), split);
        QCOMPARE(workbench.filter().labels, std::vector<int>{3});
        const int small = static_cast<int>(m_sample->dataset->classes.size());
        Q_EMIT plotAt(0)->brushed(QRect(small, 1, 1, 1));
        QCOMPARE(
            workbench.filter().conditions,
            (std::vector<FilterCondition>{{.field = FilterField::area, .most = 1024.0, .is_below = true}}));
    }

    void givingUpTheBalanceLeadsBack() {
        Workbench& workbench = m_around->workbench;
        workbench.setSplit(QStringLiteral("test"));
        m_plots->setKind(0, PlotKind::balance);
        QTRY_VERIFY(!m_plots->isRunning());
        Q_EMIT plotAt(0)->brushed(QRect(0, 1, 1, 1));
        QTRY_VERIFY(!m_plots->isRunning());
        Q_EMIT plotAt(0)->brushed(QRect(1, 2, 1, 1));
        QTRY_VERIFY(!m_plots->isRunning());
        QCOMPARE(plotAt(0)->chosen(), std::optional(QRect(1, 2, 1, 1)));
        Q_EMIT plotAt(0)->givenUp();
        QCOMPARE(workbench.split(), QStringLiteral("test"));
        QVERIFY(workbench.filter().labels.empty());
    }

    void cellsThatAreGoneChooseNothing() {
        Workbench& workbench = m_around->workbench;
        CountPlot* plot = plotAt(1);
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->cellRect({23, 23}).center().toPoint());
        workbench.setFilter({});
        m_plots->setKind(1, PlotKind::pairs);  // fewer cells, in the same place
        QTRY_VERIFY(!m_plots->isRunning());
        plotAt(1)->setFocus();
        QTest::keyClick(plotAt(1), Qt::Key_Space);
        QCOMPARE(workbench.filter().together, (std::vector<int>{1, 1}));  // the first one
        // Pressed on one dataset, released on another.
        plot = plotAt(0);
        QTest::mousePress(plot, Qt::LeftButton, {}, plot->cellRect({3, 3}).center().toPoint());
        workbench.setDataset(std::make_shared<Dataset>(*m_sample->dataset));
        QVERIFY(plot->shown().size.isEmpty());  // until it is counted
        QTest::mouseRelease(plot, Qt::LeftButton, {}, plot->rect().center());
        Q_EMIT plot->brushed(QRect(3, 3, 1, 1));
        QVERIFY(workbench.filter().conditions.empty());
        QTRY_VERIFY(!m_plots->isRunning());
        QVERIFY(!plot->shown().size.isEmpty());
    }

    void comparedWithAnotherSplitOrATag() {
        Workbench& workbench = m_around->workbench;
        workbench.setSplit(QStringLiteral("train"));
        m_plots->compareWith({.split = QStringLiteral("val")});
        QTRY_VERIFY(!m_plots->isRunning());
        QCOMPARE(plotAt(2)->shown().against, QStringLiteral("val"));
        const auto& val = m_sample->dataset->splits.at("val");
        const auto& images = plotAt(2)->shown().counts.all;
        QCOMPARE(std::accumulate(images.begin(), images.end(), std::int64_t{0}),
                 static_cast<std::int64_t>(val.size()));
        std::vector<bool> tagged(m_sample->dataset->images.size());
        tagged[m_sample->dataset->splits.at("train").front()] = true;
        workbench.setMark("tag", "night", tagged);
        m_plots->compareWith({.tag = QStringLiteral("night")});
        QTRY_VERIFY(!m_plots->isRunning());
        const auto& of_tag = plotAt(2)->shown().counts.all;
        QCOMPARE(std::accumulate(of_tag.begin(), of_tag.end(), std::int64_t{0}), std::int64_t{1});
        QVERIFY(!m_plots->grab().isNull());
        workbench.setMark("tag", "night", {});  // nothing has it any more
        QCOMPARE(m_plots->against(), DatasetPlots::Against());
        m_plots->compareWith({.split = QStringLiteral("val")});
        workbench.setSplit(QStringLiteral("val"));  // not with itself
        QCOMPARE(m_plots->against(), DatasetPlots::Against());
        workbench.setSplit(QStringLiteral("train"));  // again
        QCOMPARE(m_plots->against().split, QStringLiteral("val"));
    }

    void aComparisonIsKept() {
        Workbench& workbench = m_around->workbench;
        workbench.setSplit(QStringLiteral("train"));
        m_plots->compareWith({.split = QStringLiteral("val")});
        QCOMPARE(m_plots->session(), QByteArray("sizes,places,objects|sval"));
        m_plots->compareWith({.tag = QStringLiteral("fog, night|day")});
        const QByteArray session = m_plots->session();
        m_plots->compareWith({});
        QCOMPARE(m_plots->session(), QByteArray("sizes,places,objects"));
        m_plots->restoreSession(session);
        QCOMPARE(m_plots->against(), DatasetPlots::Against());  // there is no such tag yet
        workbench.setMark("tag", "fog, night|day", std::vector<bool>(m_sample->dataset->images.size(), true));
        QCOMPARE(m_plots->against().tag, QStringLiteral("fog, night|day"));
    }

    /// What is compared passes the same filter: axes that followed it would leave the choice alone in sight.
    void axesStayWhereTheFilterChanges() {
        Workbench& workbench = m_around->workbench;
        workbench.setSplit(QStringLiteral("train"));
        m_plots->compareWith({.split = QStringLiteral("val")});
        QTRY_VERIFY(!m_plots->isRunning());
        const QSize before = plotAt(0)->shown().size;
        const QPoint first = plotAt(0)->shown().first;
        Q_EMIT plotAt(0)->brushed(QRect(before.width() / 2, before.height() / 2, 2, 2));
        QTRY_VERIFY(!m_plots->isRunning());
        QVERIFY(workbench.filter().has(FilterField::width));
        QCOMPARE(plotAt(0)->shown().size, before);
        QCOMPARE(plotAt(0)->shown().first, first);
        QVERIFY(plotAt(0)->chosen());
    }

    void classesByTheirNumbers() {
        Workbench& workbench = m_around->workbench;
        m_plots->setKind(0, PlotKind::class_images);
        QTRY_VERIFY(!m_plots->isRunning());
        const std::vector<std::int64_t> images = plotAt(0)->shown().counts.all;
        QVERIFY(images.size() > 1 && std::is_sorted(images.rbegin(), images.rend()));
        Q_EMIT plotAt(0)->brushed(QRect(1, 0, 1, 1));
        QCOMPARE(workbench.filter().labels.size(), 1U);
        QCOMPARE(static_cast<std::int64_t>(std::count_if(
                     m_sample->dataset->images.begin(), m_sample->dataset->images.end(),
                     [&](const ImageRow& image) {
                         return std::any_of(image.objects.begin(), image.objects.end(),
                                            [&](const Annotation& object) {
                                                return object.label == workbench.filter().labels.front();
                                            });
                     })),
                 images[1]);
        QTRY_VERIFY(!m_plots->isRunning());
        QCOMPARE(plotAt(0)->chosen(), std::optional(QRect(1, 0, 1, 1)));
        Q_EMIT plotAt(0)->givenUp();
        QVERIFY(workbench.filter().labels.empty());
        // An image is in the columns of several classes: shares are those of all images.
        workbench.setSplit(QStringLiteral("train"));
        m_plots->compareWith({.split = QStringLiteral("val")});
        QTRY_VERIFY(!m_plots->isRunning());
        QCOMPARE(plotAt(0)->shown().whole_shown, static_cast<std::int64_t>(workbench.images().size()));
        QCOMPARE(plotAt(0)->shown().whole_of_all,
                 static_cast<std::int64_t>(m_sample->dataset->splits.at("val").size()));
        QVERIFY(!plotAt(0)->grab().isNull());
    }

    void brightnessIsMeasuredWhenItIsLookedAt() {
        Workbench& workbench = m_around->workbench;
        QVERIFY(workbench.figures().empty());
        m_plots->setKind(0, PlotKind::brightness);
        QTRY_VERIFY(!m_brightness->isRunning() && !m_plots->isRunning());
        const std::vector<float>& values = workbench.figures().at(FilterField::brightness);
        QCOMPARE(values.size(), m_sample->dataset->images.size());
        QVERIFY(std::none_of(values.begin(), values.end(), [](float value) { return std::isnan(value); }));
        const std::vector<std::int64_t> counts = plotAt(0)->shown().counts.all;
        QCOMPARE(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}), std::int64_t{40});
        Q_EMIT plotAt(0)->brushed(QRect(0, 0, 1, 1));
        QVERIFY(!workbench.images().empty());
        const FilterCondition condition = workbench.filter().conditions.front();
        for (const std::size_t image : workbench.images()) {
            QVERIFY(condition.contains(
                static_cast<double>(workbench.figures().at(FilterField::brightness)[image])));
        }
        // Other splits are measured as they are looked at, with a condition and after it.
        const auto countedOf = [&](const char* split) {
            workbench.setSplit(QString::fromLatin1(split));
            const bool is_done = QTest::qWaitFor(
                [this] { return !m_brightness->isRunning() && !m_plots->isRunning(); }, 20000);
            const auto& all = plotAt(0)->shown().counts.all;
            return is_done ? std::accumulate(all.begin(), all.end(), std::size_t{0}) : 0U;
        };
        const auto& splits = m_sample->dataset->splits;
        workbench.setFilter({});
        QCOMPARE(countedOf("test"), splits.at("test").size());
        ImageFilter dark;
        dark.conditions = {{.field = FilterField::brightness, .most = 0.7, .is_below = true}};
        workbench.setFilter(dark);
        workbench.setFilter({});
        QCOMPARE(countedOf("train"), splits.at("train").size());
        workbench.setFilter(dark);
        QCOMPARE(countedOf("val"), splits.at("val").size());
        // What is compared with is measured too.
        workbench.setFilter({});
        workbench.setSplit(QStringLiteral("train"));
        m_plots->compareWith({.split = QStringLiteral("val")});
        QTRY_VERIFY(!m_brightness->isRunning() && !m_plots->isRunning());
        const auto& of_val = plotAt(0)->shown().counts.all;
        QCOMPARE(std::accumulate(of_val.begin(), of_val.end(), std::int64_t{0}),
                 static_cast<std::int64_t>(m_sample->dataset->splits.at("val").size()));
    }

  private:
    CountPlot* plotAt(std::size_t place) const { return m_plots->slot(place)->plot(); }

    std::unique_ptr<SampleFixture> m_sample;
    std::unique_ptr<WorkspaceSurroundings> m_around;
    std::unique_ptr<BrightnessFigures> m_brightness;
    std::unique_ptr<DatasetPlots> m_plots;
};

QTEST_MAIN(DatasetPlotsTest)
#include "dataset_plots_test.moc"
