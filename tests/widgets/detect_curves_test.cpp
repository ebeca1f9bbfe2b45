// The plots of a split in Detect: their kinds, what their points and bars open, intervals, suppressed
// candidates, a lower floor, and labels that changed.
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <set>

#include "core/geometry/box.hpp"
#include "detect_fixture.hpp"
#include "widgets/canvas/image_canvas.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/figure_strip.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/errors/error_browser.hpp"
#include "widgets/detect/errors/error_model.hpp"
#include "widgets/detect/split/class_table_model.hpp"
#include "widgets/detect/split/curve_panel.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/detect/split/score_panel.hpp"
#include "widgets/detect/split/split_plots.hpp"
#include "widgets/detect/threshold_row.hpp"
#include "widgets/plots/plot_picker.hpp"
#include "widgets/session/workbench.hpp"

using namespace priorscope;

class DetectCurvesTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aPointOfTheCurveOpensItsErrors();
    void threeLinesAgainstTheScore();
    void averagePrecisionByIou();
    void aBarOfTheScoresOpensItsDetections();
    void intervalsAreTold();
    void suppressedOnesAreShown();
    void aLowerFloorIsEvaluated();
    void changedLabelsAreSaid();

  private:
    void evaluate();
    void settle();
    /// Clicks a place of a plot.
    void click(PlotWidget* plot, const PlotPicker& picker, int place);

    DetectFixture m_fixture;
    const std::unique_ptr<WorkspaceSurroundings>& m_around = m_fixture.around;
    const std::unique_ptr<DetectWorkspace>& m_workspace = m_fixture.workspace;
};

void DetectCurvesTest::initTestCase() {
    m_fixture.make(24);
}

void DetectCurvesTest::init() {
    QVERIFY(m_fixture.show());
    m_workspace->resize(1500, 1100);  // all four plots are there
}

void DetectCurvesTest::cleanup() {
    m_fixture.close();
}

void DetectCurvesTest::settle() {
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
}

void DetectCurvesTest::evaluate() {
    m_workspace->setDetector(m_fixture.detector, QStringLiteral("random"), QStringLiteral("step 0"));
    m_workspace->evaluateSplit();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->scores()->costs() != nullptr && m_workspace->isSettled(), 60000);
}

void DetectCurvesTest::click(PlotWidget* plot, const PlotPicker& picker, int place) {
    QTRY_VERIFY(plot->isVisible() && plot->visibleX().second > 0.9 && plot->visibleX().second < 1.2);
    const QPointF values = picker.places().values(place);
    QTest::mouseClick(plot->surface(), Qt::LeftButton, {},
                      plot->surface()->mapFrom(plot, plot->positionOf(values.x(), values.y()).toPoint()));
}

void DetectCurvesTest::aPointOfTheCurveOpensItsErrors() {
    evaluate();
    QTest::keyClick(m_workspace->scoreSlider()->slider(), Qt::Key_Home);
    settle();
    CurvePanel* panel = m_workspace->plots()->curves();
    ErrorBrowser* errors = m_workspace->errors();
    QVERIFY(panel->picker()->places().count > 0);
    QTest::keyClick(panel->plot(), Qt::Key_Return);
    QVERIFY(!errors->shown());  // the keys are nowhere yet
    // The keys begin at the slider, where the curve ends; the points go by falling score.
    QTest::keyClick(panel->plot(), Qt::Key_Right);
    QCOMPARE(panel->picker()->current(), panel->picker()->places().count - 1);
    for (int i = 0; i < 5; ++i) {
        QTest::keyClick(panel->plot(), Qt::Key_Left);
    }
    QVERIFY(panel->plot()->accessibleDescription().contains(QStringLiteral("precision")));
    QTest::keyClick(panel->plot(), Qt::Key_Return);
    QVERIFY(errors->shown() && errors->shown()->from_score);
    QVERIFY(!errors->filter());  // not all errors of a kind
    settle();
    const ClassCurve& all = m_workspace->scores()->curves()->curves.all;
    const auto point = std::find_if(all.points.begin(), all.points.end(), [&](const ScorePoint& each) {
        return each.score == *errors->shown()->from_score;
    });
    QVERIFY(point != all.points.end());
    const std::int64_t expected = point->wrong + all.positives - point->right;
    QCOMPARE(static_cast<std::int64_t>(errors->gallery()->errors()->rowCount()),
             std::min<std::int64_t>(expected, 5000));
    // By the mouse, whatever the slider says.
    errors->showErrors(std::nullopt);
    click(panel->plot(), *panel->picker(), 0);
    QVERIFY(errors->shown() && errors->shown()->from_score);
}

void DetectCurvesTest::threeLinesAgainstTheScore() {
    evaluate();
    CurvePanel* panel = m_workspace->plots()->curves();
    const QList<QAction*> menu = panel->plot()->menu()->actions();
    QVERIFY(menu.at(0)->isChecked());
    menu.at(1)->trigger();
    QCOMPARE(panel->kind(), CurveKind::by_score);
    std::set<Qt::PenStyle> lines;
    QStringList names;
    for (int i = 0; i < panel->plot()->seriesCount(); ++i) {
        if (!panel->plot()->series(i).faint) {
            lines.insert(panel->plot()->series(i).line);
            names << panel->plot()->series(i).name;
        }
    }
    QCOMPARE(names,
             (QStringList{QStringLiteral("precision"), QStringLiteral("recall"), QStringLiteral("F1")}));
    QCOMPARE(lines.size(), std::size_t{3});
    const ClassCurve& all = m_workspace->scores()->curves()->curves.all;
    const ScorePoint& lowest = all.points.back();
    const auto values = panel->plot()->readOutAt(static_cast<double>(lowest.score)).value().values;
    QCOMPARE(values.at(0).value, lowest.precision());
    QCOMPARE(values.at(1).value, lowest.recall(all.positives));
    QCOMPARE(values.at(2).value, lowest.f1(all.positives));
}

void DetectCurvesTest::averagePrecisionByIou() {
    evaluate();
    CurvePanel* panel = m_workspace->plots()->curves();
    panel->setKind(CurveKind::ap_by_iou);
    settle();
    double sum = 0.0;
    for (int i = 0; i < 10; ++i) {
        sum += panel->plot()->readOutAt(0.5 + 0.05 * i).value().values.at(0).value;
    }
    const auto coco = m_workspace->scores()->costs()->coco_ap;
    QVERIFY(coco && std::abs(sum / 10.0 - *coco) < 1e-9);
    // Neither the score nor the matching IoU change it, and it is not drawn grey meanwhile.
    QTest::keyClick(m_workspace->scoreSlider()->slider(), Qt::Key_End);
    settle();
    QCOMPARE(panel->picker()->places().count, 10);
    QTest::keyClick(panel->plot(), Qt::Key_Right);
    QTest::keyClick(panel->plot(), Qt::Key_Right);
    QTest::keyClick(panel->plot(), Qt::Key_Space);
    QVERIFY(std::abs(m_workspace->thresholds()->matchIou() - 0.55) < 1e-9);
    QVERIFY(m_workspace->errors()->filter()->outcome == Outcome::localization);
    settle();
}

void DetectCurvesTest::aBarOfTheScoresOpensItsDetections() {
    evaluate();
    ScorePanel* panel = m_workspace->plots()->histogram();
    ErrorBrowser* errors = m_workspace->errors();
    const std::vector<std::int64_t>& wrong = m_workspace->scores()->counted()->histogram->wrong;
    const auto highest = std::max_element(wrong.begin(), wrong.end());
    QVERIFY(*highest > 0);
    const int bin = static_cast<int>(highest - wrong.begin());
    click(panel->plot(), *panel->picker(), 2 * bin + 1);
    QVERIFY(errors->shown() && errors->shown()->filter.wrong);
    QCOMPARE(errors->shown()->bin, std::optional(bin));
    settle();
    QCOMPARE(static_cast<std::int64_t>(errors->gallery()->errors()->rowCount()),
             std::min<std::int64_t>(*highest, 5000));
    for (const ErrorItem& item : errors->gallery()->errors()->items()) {
        QVERIFY(item.score >= static_cast<float>(bin) / 50.0F - 1e-6F);
        QVERIFY(item.score <= static_cast<float>(bin + 1) / 50.0F + 1e-6F);
    }
    // The keys go on from there: up to the right ones of that bin, and to the next bin.
    QTest::keyClick(panel->plot(), Qt::Key_Up);
    QCOMPARE(panel->picker()->current(), 2 * bin);
    QTest::keyClick(panel->plot(), Qt::Key_Up);
    QCOMPARE(panel->picker()->current(), 2 * bin);
    QTest::keyClick(panel->plot(), Qt::Key_Return);
    QCOMPARE(errors->shown()->filter.outcome, std::optional(Outcome::true_positive));
    settle();
    QCOMPARE(static_cast<std::int64_t>(errors->gallery()->errors()->rowCount()),
             m_workspace->scores()->counted()->histogram->right[static_cast<std::size_t>(bin)]);
    QTest::keyClick(panel->plot(), Qt::Key_Right);
    QCOMPARE(panel->picker()->current(), 2 * (bin + 1));
}

void DetectCurvesTest::intervalsAreTold() {
    evaluate();
    QTest::keyClick(m_workspace->scoreSlider()->slider(), Qt::Key_Home);
    settle();
    const LiveIntervals* intervals = m_workspace->scores()->intervals();
    QVERIFY(intervals != nullptr);
    QCOMPARE(intervals->options.draws, 1000);
    const auto& recall = intervals->rates.all.recall;
    const double now = m_workspace->scores()->counted()->counts.total.recall().value();
    QVERIFY(recall && recall->low <= now && now <= recall->high);
    const Figure& shown = m_workspace->figures()->figures().at(1);
    QVERIFY2(shown.tool_tip.contains(countText(1000)) && shown.tool_tip.contains(figureText(recall->low)),
             qPrintable(shown.tool_tip));
    const ClassTableModel* classes = m_workspace->classes();
    bool is_told = false;
    for (int row = 0; row < classes->rowCount(); ++row) {
        const auto& of_class = intervals->precision.classes.at(static_cast<std::size_t>(row)).ap_voc07;
        const QString text = classes->index(row, ClassTableModel::IntervalColumn).data().toString();
        QCOMPARE(text, of_class ? ClassTableModel::intervalText(*of_class) : QStringLiteral("–"));
        is_told = is_told || of_class;
    }
    QVERIFY(is_told);
    // How many classes are averaged, of how many.
    const SplitCurves& curves = m_workspace->scores()->curves()->curves;
    QVERIFY(m_workspace->figures()->figures().at(5).label.contains(
        QStringLiteral("%1 of %2").arg(countText(curves.averaged), countText(classes->rowCount()))));
}

void DetectCurvesTest::suppressedOnesAreShown() {
    evaluate();
    m_around->workbench.stepImage(1);  // the split's own candidates are shown
    QTest::keyClick(m_workspace->scoreSlider()->slider(), Qt::Key_Home);
    settle();
    const auto shown = [this] {
        for (const CanvasLayer& layer : m_workspace->canvas()->layers()) {
            if (layer.name == QStringLiteral("Suppressed")) {
                return static_cast<int>(layer.boxes.size());
            }
        }
        return -1;
    };
    QCOMPARE(shown(), 0);
    const QList<QAction*> commands = m_workspace->commands();
    const auto found = std::find_if(commands.begin(), commands.end(), [](const QAction* each) {
        return each != nullptr && each->shortcut() == QKeySequence(Qt::Key_S);
    });
    QVERIFY(found != commands.end());
    (*found)->trigger();
    // Whatever a better kept one of its class overlaps by more than the threshold.
    const EvaluatedSplit& split = *m_around->detections.result();
    const auto& images = split.detections.images;
    const auto at =
        std::find(images.begin(), images.end(), static_cast<std::size_t>(m_around->workbench.currentImage()));
    QVERIFY(at != images.end());
    const Candidates all =
        split.detections.candidates.candidatesOf(static_cast<std::size_t>(at - images.begin()));
    const DetectionOptions options = m_workspace->options();
    const std::vector<Detection> kept = selectDetections(all, options);
    int expected = 0;
    for (const Candidate& each : all.items) {
        const bool is_kept = std::any_of(kept.begin(), kept.end(), [&](const Detection& other) {
            return other.label == each.label && other.prior == each.prior;
        });
        const bool is_removed = std::any_of(kept.begin(), kept.end(), [&](const Detection& other) {
            return other.label == each.label && isBetter(other, each) &&
                   intersectionOverUnion(each.box, other.box) > options.nms_iou;
        });
        expected += !is_kept && is_removed && each.score >= options.min_score ? 1 : 0;
    }
    QVERIFY(expected > 0);
    QCOMPARE(shown(), expected);
    (*found)->trigger();
    QCOMPARE(shown(), 0);
}

void DetectCurvesTest::aLowerFloorIsEvaluated() {
    evaluate();
    Chip* lower = m_workspace->thresholds()->lower();
    QVERIFY(lower->isHidden());
    QTest::keyClick(m_workspace->scoreSlider()->slider(), Qt::Key_Home);
    settle();
    QVERIFY(!lower->isHidden());
    const std::size_t before = m_around->detections.result()->detections.candidates.candidateCount();
    Q_EMIT lower->menu()->aboutToShow();
    QCOMPARE(lower->menu()->actions().size(), 4);
    lower->menu()->actions().first()->trigger();
    QVERIFY(m_around->detections.result() == nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->scores()->costs() != nullptr && m_workspace->isSettled(), 60000);
    const EvaluatedSplit& split = *m_around->detections.result();
    QCOMPARE(split.detections.postprocessing.min_score, 0.005F);
    QVERIFY(split.detections.candidates.candidateCount() >= before);
    QTest::keyClick(m_workspace->scoreSlider()->slider(), Qt::Key_Home);
    settle();
    QCOMPARE(m_workspace->options().min_score, 0.0F);  // all that were kept
    // Another detector has its own again.
    m_workspace->setDetector(m_fixture.detector, QStringLiteral("random"), QStringLiteral("step 0"));
    QCOMPARE(m_around->detections.floor(), std::optional(0.01F));
    settle();
}

void DetectCurvesTest::changedLabelsAreSaid() {
    evaluate();
    ErrorBanner* banner = m_workspace->errors()->banner();
    QVERIFY(!banner->text().contains(QStringLiteral("read again")));
    m_around->workbench.setDataset(std::make_shared<const Dataset>(*m_fixture.sample->dataset));
    QVERIFY(m_around->detections.result() == nullptr && m_around->detections.isStale());
    QVERIFY(banner->isVisible() && banner->text().contains(QStringLiteral("read again")));
    QTest::mouseClick(banner->remedyButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->scores()->costs() != nullptr && m_workspace->isSettled(), 60000);
    QVERIFY(!m_around->detections.isStale() && !banner->isVisible());
}

QTEST_MAIN(DetectCurvesTest)
#include "detect_curves_test.moc"
