// The plot, driven with mouse and keyboard events.
#include "widgets/plots/plot_widget.hpp"

#include <QElapsedTimer>
#include <QFile>
#include <QHelpEvent>
#include <QImage>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>
#include <cmath>
#include <limits>
#include <numeric>

#include "widgets/plots/clipped_polyline.hpp"
#include "widgets/plots/plot_export.hpp"
#include "widgets/plots/qcustomplot.hpp"

using namespace priorscope;

namespace {

PlotSeries named(const QString& name) {
    PlotSeries series;
    series.name = name;
    series.color = [](const Theme& theme) { return theme.current; };
    return series;
}

void wheel(QWidget* target, const QPoint& at, int delta) {
    QWheelEvent event(at, target->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(target, &event);
}

}  // namespace

class PlotWidgetTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void init();
    void cleanup();
    void hoverReadsTheNearestPoint();
    void readOutTakesTheLastValueOfASparserCurve();
    void aReadOutFollowsTheData();
    void faintAndHiddenSeriesAreNotRead();
    void wheelZoomsDragPansHomeResets();
    void nobodyLeavesTheData();
    void readOutHasAGroundOfItsOwn();
    void onlyWhatIsShownOfALineIsDrawn();
    void newDataDoesNotMoveTheUsersView();
    void manyPointsAreDrawnAtOnce();
    void redrawsAtMostThirtyTimesASecond();
    void aHiddenPlotIsNotDrawn();
    void logarithmicKeepsToPositiveValues();
    void barsAndTheirClicks();
    void durationsReadAsClocks();
    void figuresAsCsv();
    void picturesInThreeFormats();
    void emptyPlotBehaves();
    void labelsKeepApartInASmallPlot();

  private:
    void show();
    QWidget* canvas() const { return m_plot->findChildren<QWidget*>().constFirst(); }
    std::unique_ptr<PlotWidget> m_plot;
};

void PlotWidgetTest::init() {
    m_plot = std::make_unique<PlotWidget>(Theme::night());
    m_plot->resize(480, 320);
    m_plot->setTitle(QStringLiteral("Loss"));
    m_plot->setAxisTitles(QStringLiteral("step"), QStringLiteral("loss"));
}

void PlotWidgetTest::cleanup() {
    m_plot.reset();
    QLocale::setDefault(QLocale::system());
}

void PlotWidgetTest::show() {
    m_plot->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_plot.get()));
    QTRY_VERIFY(m_plot->redraws() > 0);
}

void PlotWidgetTest::labelsKeepApartInASmallPlot() {
    const int series = m_plot->addSeries(named(QStringLiteral("positives")));
    m_plot->setData(series, {0.0, 10.0, 20.0}, {0.0, 12.4, 7.0});
    show();
    const auto* plot = m_plot->findChild<QCustomPlot*>();
    QVERIFY(plot->yAxis->tickVector().size() > 4);
    m_plot->resize(220, 112);
    QTRY_VERIFY(plot->axisRect()->height() < 100);  // at once, not with the next change of the data
    const QList<double> ticks = plot->yAxis->tickVector();
    const QRect area = plot->axisRect()->rect();
    for (qsizetype i = 1; i < ticks.size(); ++i) {
        const double apart = plot->yAxis->coordToPixel(ticks[i - 1]) - plot->yAxis->coordToPixel(ticks[i]);
        QVERIFY2(apart >= 12.0, qPrintable(QStringLiteral("%1 of %2").arg(apart).arg(area.height())));
    }
}

void PlotWidgetTest::hoverReadsTheNearestPoint() {
    const int series = m_plot->addSeries(named(QStringLiteral("total")));
    m_plot->setData(series, {0.0, 10.0, 20.0}, {5.0, 3.0, 1.0});
    show();
    QSignalSpy hovered(m_plot.get(), &PlotWidget::hovered);
    QTest::mouseMove(canvas(), m_plot->positionOf(11.0, 3.0).toPoint());
    QTRY_VERIFY(m_plot->readOut().has_value());
    QVERIFY(hovered.count() >= 1);
    QCOMPARE(m_plot->readOut()->x, 10.0);
    QCOMPARE(m_plot->readOut()->values.size(), 1U);
    QCOMPARE(m_plot->readOut()->values[0].name, QStringLiteral("total"));
    QCOMPARE(m_plot->readOut()->values[0].value, 3.0);
    QTest::mouseMove(canvas(), QPoint(1, 1));
    QTRY_VERIFY(!m_plot->readOut().has_value());
}

void PlotWidgetTest::readOutTakesTheLastValueOfASparserCurve() {
    m_plot->setData(m_plot->addSeries(named(QStringLiteral("a"))), {1.0, 2.0, 3.0, 4.0},
                    {1.0, 2.0, 3.0, 4.0});
    m_plot->setData(m_plot->addSeries(named(QStringLiteral("b"))), {2.0, 10.0}, {7.0, 8.0});
    const auto at_one = m_plot->readOutAt(0.9);
    QVERIFY(at_one);
    QCOMPARE(at_one->values.size(), 1U);  // b starts later
    const auto at_three = m_plot->readOutAt(3.2);
    QVERIFY(at_three);
    QCOMPARE(at_three->x, 3.0);
    QCOMPARE(at_three->values.size(), 2U);
    QCOMPARE(at_three->values[0].value, 3.0);
    QCOMPARE(at_three->values[1].value, 7.0);
    const auto at_ten = m_plot->readOutAt(10.2);
    QVERIFY(at_ten);
    QCOMPARE(at_ten->values.size(), 1U);  // a has ended
    QCOMPARE(at_ten->values[0].name, QStringLiteral("b"));
}

void PlotWidgetTest::aReadOutFollowsTheData() {
    const int series = m_plot->addSeries(named(QStringLiteral("a")));
    m_plot->setData(series, {0.0, 100.0}, {1.0, 1.0});
    show();
    QTest::mouseMove(canvas(), m_plot->positionOf(90.0, 1.0).toPoint());
    QTRY_VERIFY(m_plot->readOut());
    QCOMPARE(m_plot->readOut()->x, 100.0);
    m_plot->setData(series, {0.0, 90.0, 100.0}, {1.0, 3.0, 1.0});
    QTRY_COMPARE(m_plot->readOut()->x, 90.0);
    QCOMPARE(m_plot->readOut()->values[0].value, 3.0);
}

void PlotWidgetTest::faintAndHiddenSeriesAreNotRead() {
    PlotSeries raw = named(QStringLiteral("raw"));
    raw.faint = true;
    m_plot->setData(m_plot->addSeries(raw), {1.0}, {1.0});
    QVERIFY(!m_plot->readOutAt(1.0));
    const int shown = m_plot->addSeries(named(QStringLiteral("shown")));
    m_plot->setData(shown, {1.0}, {2.0});
    QVERIFY(m_plot->readOutAt(1.0));
    m_plot->setSeriesVisible(shown, false);
    QVERIFY(!m_plot->readOutAt(1.0));
}

void PlotWidgetTest::wheelZoomsDragPansHomeResets() {
    m_plot->setData(m_plot->addSeries(named(QStringLiteral("a"))), {0.0, 100.0}, {0.0, 1.0});
    show();
    const auto home = m_plot->visibleX();
    QCOMPARE(home.first, 0.0);
    QCOMPARE(home.second, 100.0);
    const QPoint middle = m_plot->positionOf(50.0, 0.5).toPoint();
    wheel(canvas(), middle, 120);
    const auto zoomed = m_plot->visibleX();
    QVERIFY(zoomed.second - zoomed.first < 90.0);
    QVERIFY(zoomed.first > 0.0 && zoomed.second < 100.0);
    QTest::mousePress(canvas(), Qt::LeftButton, {}, middle);
    QTest::mouseMove(canvas(), middle + QPoint(10, 0));
    QTest::mouseMove(canvas(), middle + QPoint(40, 0));
    QTest::mouseRelease(canvas(), Qt::LeftButton, {}, middle + QPoint(40, 0));
    QVERIFY(m_plot->visibleX().first < zoomed.first);
    m_plot->setFocus();
    QTest::keyClick(m_plot.get(), Qt::Key_Home);
    QTRY_COMPARE(m_plot->visibleX(), home);
    wheel(canvas(), middle, 120);
    QVERIFY(m_plot->visibleX() != home);
    QTest::mouseDClick(canvas(), Qt::LeftButton, {}, middle);
    QTRY_COMPARE(m_plot->visibleX(), home);
}

void PlotWidgetTest::nobodyLeavesTheData() {
    m_plot->setData(m_plot->addSeries(named(QStringLiteral("a"))), {0.0, 100.0}, {0.0, 1.0});
    show();
    const auto home_x = m_plot->visibleX();
    const auto home_y = m_plot->visibleY();
    const QPoint middle = m_plot->positionOf(50.0, 0.5).toPoint();
    wheel(canvas(), middle, 120);
    const double width = m_plot->visibleX().second - m_plot->visibleX().first;
    QTest::mousePress(canvas(), Qt::LeftButton, {}, middle);
    QTest::mouseMove(canvas(), middle + QPoint(100, 40));
    QTest::mouseMove(canvas(), middle + QPoint(2000, 900));  // to the steps before 0
    QTest::mouseRelease(canvas(), Qt::LeftButton, {}, middle + QPoint(2000, 900));
    QCOMPARE(m_plot->visibleX().first, home_x.first);
    QVERIFY(std::abs(m_plot->visibleX().second - home_x.first - width) < 1e-9);  // moved, not squeezed
    QCOMPARE(m_plot->visibleY().second, home_y.second);
    for (int i = 0; i < 30; ++i) {
        wheel(canvas(), middle, -120);
    }
    QCOMPARE(m_plot->visibleX(), home_x);
    QCOMPARE(m_plot->visibleY(), home_y);
    m_plot->setFocus();
    for (int i = 0; i < 30; ++i) {
        QTest::keyClick(m_plot.get(), Qt::Key_Minus);
        QTest::keyClick(m_plot.get(), Qt::Key_Right);
    }
    QCOMPARE(m_plot->visibleX(), home_x);
    for (int i = 0; i < 200; ++i) {
        wheel(canvas(), middle, 120);
    }
    QVERIFY(m_plot->visibleX().second - m_plot->visibleX().first > 0.009);
}

void PlotWidgetTest::readOutHasAGroundOfItsOwn() {
    m_plot->setData(m_plot->addSeries(named(QStringLiteral("total"))), {0.0, 10.0, 20.0}, {5.0, 3.0, 1.0});
    m_plot->setToolTip(QStringLiteral("What the loss is"));
    show();
    const auto* label = m_plot->findChild<QLabel*>(QStringLiteral("plotReadOut"));
    QVERIFY(label != nullptr);
    for (const double x : {0.5, 10.0, 19.5}) {  // beside each point
        QTest::mouseMove(canvas(), m_plot->positionOf(x, 3.0).toPoint());
        QTRY_VERIFY(m_plot->readOut().has_value() && std::abs(m_plot->readOut()->x - x) <= 0.5);
        QVERIFY(label->isVisible());
        QVERIFY(m_plot->rect().contains(label->geometry()));
        // Its corner has its own colour, not what the plot has drawn there.
        const QImage picture = m_plot->grab().toImage();
        QCOMPARE(picture.pixelColor(label->geometry().topLeft() + QPoint(3, 3)), Theme::night().raised);
        QHelpEvent help(QEvent::ToolTip, m_plot->rect().center(), m_plot->mapToGlobal(QPoint(200, 100)));
        QCoreApplication::sendEvent(m_plot.get(), &help);
        QVERIFY(!QToolTip::isVisible());
    }
}

/// A far longer line takes Qt's raster engine a second a picture. Expected values by hand.
void PlotWidgetTest::onlyWhatIsShownOfALineIsDrawn() {
    const QRectF room(0.0, 0.0, 100.0, 50.0);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    using Lines = std::vector<QVector<QPointF>>;
    const Lines inside = polylinesWithin(room, {{10.0, 10.0}, {20.0, 30.0}, {90.0, 40.0}});
    QVERIFY((inside == Lines{{{10.0, 10.0}, {20.0, 30.0}, {90.0, 40.0}}}));
    const Lines through = polylinesWithin(room, {{-1e6, 25.0}, {1e6, 25.0}});
    QVERIFY((through == Lines{{{0.0, 25.0}, {100.0, 25.0}}}));
    // Leaves through the upper border and comes back: two lines.
    const Lines twice = polylinesWithin(room, {{20.0, 40.0}, {40.0, -40.0}, {60.0, 40.0}});
    QVERIFY((twice == Lines{{{20.0, 40.0}, {30.0, 0.0}}, {{50.0, 0.0}, {60.0, 40.0}}}));
    const Lines gap = polylinesWithin(room, {{1.0, 1.0}, {2.0, 2.0}, {3.0, nan}, {4.0, 4.0}, {5.0, 5.0}});
    QVERIFY((gap == Lines{{{1.0, 1.0}, {2.0, 2.0}}, {{4.0, 4.0}, {5.0, 5.0}}}));
    QVERIFY(polylinesWithin(room, {{-5.0, 60.0}, {105.0, 60.0}}).empty());
    QVERIFY(polylinesWithin(room, {{-20.0, 30.0}, {20.0, 90.0}}).empty());  // past a corner
    QVERIFY(polylinesWithin(room, {{3.0, 3.0}}).empty());
}

void PlotWidgetTest::newDataDoesNotMoveTheUsersView() {
    const int series = m_plot->addSeries(named(QStringLiteral("a")));
    m_plot->setData(series, {0.0, 100.0}, {0.0, 1.0});
    show();
    wheel(canvas(), m_plot->positionOf(50.0, 0.5).toPoint(), 120);
    const auto zoomed = m_plot->visibleX();
    const int before = m_plot->redraws();
    m_plot->append(series, 500.0, 2.0);
    QTRY_VERIFY(m_plot->redraws() > before);
    QCOMPARE(m_plot->visibleX(), zoomed);
}

void PlotWidgetTest::manyPointsAreDrawnAtOnce() {
    const int series = m_plot->addSeries(named(QStringLiteral("a")));
    show();
    const int before = m_plot->redraws();
    for (int i = 0; i < 20000; ++i) {
        m_plot->append(series, i, i % 7);
    }
    QCOMPARE(m_plot->redraws(), before);
    QTRY_COMPARE(m_plot->redraws(), before + 1);
    QCOMPARE(m_plot->visibleX().second, 19999.0);
}

void PlotWidgetTest::redrawsAtMostThirtyTimesASecond() {
    const int series = m_plot->addSeries(named(QStringLiteral("a")));
    show();
    // Measured by the time that the redraws took, whatever the machine: slowness cannot break an upper
    // bound.
    QElapsedTimer clock;
    clock.start();
    const int before = m_plot->redraws();
    int points = 0;
    while (m_plot->redraws() < before + 6) {
        m_plot->append(series, ++points, 1.0);
        QCoreApplication::processEvents();
    }
    QVERIFY2(clock.elapsed() >= 5 * 33, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(points >= 6);
}

void PlotWidgetTest::aHiddenPlotIsNotDrawn() {
    const int series = m_plot->addSeries(named(QStringLiteral("a")));
    m_plot->append(series, 1.0, 1.0);
    QCoreApplication::processEvents();
    QCOMPARE(m_plot->redraws(), 0);
    show();
}

void PlotWidgetTest::logarithmicKeepsToPositiveValues() {
    m_plot->setData(m_plot->addSeries(named(QStringLiteral("a"))), {0.0, 1.0, 2.0}, {0.0, 0.01, 100.0});
    m_plot->setLogY(true);
    show();
    const auto range = m_plot->visibleY();
    QVERIFY(range.first > 0.001 && range.first <= 0.01);
    QVERIFY(range.second >= 100.0 && range.second < 1000.0);
}

void PlotWidgetTest::barsAndTheirClicks() {
    m_plot->setBars({{QStringLiteral("cat"), 3.0, {}}, {QStringLiteral("dog"), 12.0, {}}});
    show();
    QVERIFY(m_plot->visibleY().second >= 12.0);
    QSignalSpy clicked(m_plot.get(), &PlotWidget::barClicked);
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, m_plot->positionOf(1.0, 6.0).toPoint());
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked[0][0].toInt(), 1);
    QCOMPARE(m_plot->csv(), QStringLiteral("step,value\ncat,3\ndog,12\n"));
}

void PlotWidgetTest::durationsReadAsClocks() {
    QLocale::setDefault(QLocale(QLocale::Arabic, QLocale::Egypt));
    QCOMPARE(clockText(61.0), QString::fromUtf8("١:٠١"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCOMPARE(clockText(0.0), QStringLiteral("0:00"));
    QCOMPARE(clockText(59.6), QStringLiteral("1:00"));
    QCOMPARE(clockText(247.2), QStringLiteral("4:07"));
    QCOMPARE(clockText(3847.0), QStringLiteral("1:04:07"));
    QCOMPARE(clockText(-1.0), QStringLiteral("0:00"));
    const int series = m_plot->addSeries(named(QStringLiteral("total")));
    m_plot->setData(series, {0.0, 1800.0, 7200.0}, {3.0, 2.0, 1.0});
    m_plot->setAxisTitles(QStringLiteral("time"), {});
    m_plot->setKindX(PlotAxisKind::duration);
    show();
    m_plot->showReadOutAt(1700.0);
    QVERIFY(
        m_plot->findChild<QLabel*>(QStringLiteral("plotReadOut"))->text().contains(QStringLiteral("30:00")));
    QVERIFY(m_plot->csv().startsWith(QStringLiteral("\"time, s\",total\n0,3\n1800,2\n")));
}

void PlotWidgetTest::figuresAsCsv() {
    m_plot->setData(m_plot->addSeries(named(QStringLiteral("total"))), {1.0, 2.0}, {0.5, 0.25});
    m_plot->setData(m_plot->addSeries(named(QStringLiteral("run 1, old"))), {2.0, 3.0}, {4.0, 8.0});
    QCOMPARE(m_plot->csv(), QStringLiteral("step,total,\"run 1, old\"\n1,0.5,\n2,0.25,4\n3,,8\n"));
}

void PlotWidgetTest::picturesInThreeFormats() {
    m_plot->setData(m_plot->addSeries(named(QStringLiteral("a"))), {0.0, 1.0}, {0.0, 1.0});
    show();
    const QTemporaryDir folder;
    QVERIFY(m_plot->savePicture(folder.filePath(QStringLiteral("a.png"))));
    const QImage picture(folder.filePath(QStringLiteral("a.png")));
    QCOMPARE(picture.size(), QSize(960, 640));
    QVERIFY(m_plot->savePicture(folder.filePath(QStringLiteral("a.svg"))));
    QFile svg(folder.filePath(QStringLiteral("a.svg")));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    QVERIFY(svg.readAll().contains("<svg"));
    svg.close();
    // The curves of one name need no legend, those of several have it.
    m_plot->addSeries(named(QStringLiteral("confidence")));
    QVERIFY(m_plot->savePicture(folder.filePath(QStringLiteral("a.svg"))));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    QVERIFY(svg.readAll().contains(">confidence<"));
    QVERIFY(m_plot->savePicture(folder.filePath(QStringLiteral("a.pdf"))));
    QFile pdf(folder.filePath(QStringLiteral("a.pdf")));
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    QVERIFY(pdf.read(5) == "%PDF-");
    QVERIFY(!m_plot->savePicture(QStringLiteral("/nonexistent/folder/a.png")));
    QVERIFY(!writeText(QStringLiteral("/nonexistent/folder/a.csv"), QStringLiteral("x")));
}

void PlotWidgetTest::emptyPlotBehaves() {
    show();
    QVERIFY(!m_plot->readOutAt(1.0));
    QCOMPARE(m_plot->csv(), QStringLiteral("step\n"));
    wheel(canvas(), QPoint(200, 150), 120);
    QTest::mouseMove(canvas(), QPoint(200, 150));
    m_plot->setTheme(Theme::day());
    m_plot->clearSeries();
    QVERIFY(!m_plot->readOut());
}

QTEST_MAIN(PlotWidgetTest)
#include "plot_widget_test.moc"
