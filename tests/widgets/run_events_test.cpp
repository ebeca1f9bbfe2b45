// Marks on the curves of a run.
#include "widgets/training/run_events.hpp"

#include <QLocale>
#include <QTest>

using namespace priorscope;

class RunEventsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void changesAreMarked() {
        RunCourse course;
        course.changes = {{.step = 40, .kind = RunChange::Kind::rate, .value = 0.01},
                          {.step = 50, .kind = RunChange::Kind::steps, .value = 2000.0},
                          {.step = 60, .kind = RunChange::Kind::finish}};
        course.tail = RunTail{.from = 60, .steps = 20};
        const std::vector<PlotMarker> expected{{40.0, QStringLiteral("rate 0.01")},
                                               {50.0, QStringLiteral("length 2,000")},
                                               {60.0, QStringLiteral("finish")}};
        QVERIFY(changeMarks(course) == expected);
        // What comes later does not make it another end.
        course.changes.push_back({.step = 70, .kind = RunChange::Kind::rate, .value = 0.5});
        QCOMPARE(changeMarks(course).size(), std::size_t{4});
        QVERIFY(changeMarks({}).empty());
        // Patience ran out.
        const std::vector<PlotMarker> early{{60.0, QStringLiteral("ends early")}};
        QVERIFY(changeMarks({.changes = {}, .tail = RunTail{.from = 60, .steps = 20}}) == early);
        // Finishing a run that ends already changes nothing.
        const std::vector<PlotMarker> both{{70.0, QStringLiteral("finish")},
                                           {60.0, QStringLiteral("ends early")}};
        QVERIFY(changeMarks({.changes = {{.step = 70, .kind = RunChange::Kind::finish}},
                             .tail = RunTail{.from = 60, .steps = 20}}) == both);
    }

    void troublesWithAMomentAreMarked() {
        const std::vector<PlotMarker> expected{{12.0, QStringLiteral("spike")}};
        QVERIFY(troubleMarks({{.kind = TroubleKind::idle_maps, .step = 9},
                              {.kind = TroubleKind::spike, .step = 12}}) == expected);
    }

    void pausesAndTakingUpAreMarked() {
        const std::vector<PlotMarker> expected{{12.0, QStringLiteral("paused 12 min 0 s")},
                                               {30.0, QStringLiteral("resumed")}};
        QVERIFY(breakMarks({.rows = {}, .breaks = {{12, 720.0}, {30, std::nullopt}}}) == expected);
        QVERIFY(breakMarks({}).empty());
    }

    void theFirstBestIsMarked() {
        QVERIFY(bestMark({}).empty());
        QVERIFY(bestMark({{.step = 10}}).empty());  // no class has an object
        const std::vector<PlotMarker> expected{{20.0, QStringLiteral("best 0.500")}};
        QVERIFY(bestMark({{.step = 10, .map_voc07 = 0.25},
                          {.step = 20, .map_voc07 = 0.5},
                          {.step = 30, .map_voc07 = 0.5},
                          {.step = 40}}) == expected);
    }
};

QTEST_MAIN(RunEventsTest)
#include "run_events_test.moc"
