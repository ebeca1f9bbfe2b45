// The split in Detect: figures that follow the sliders, the pinned state, and the errors behind every count.
#include <QAbstractItemModelTester>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "detect_fixture.hpp"
#include "widgets/canvas/image_canvas.hpp"
#include "widgets/components/choice_box.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/count_bars.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/figure_strip.hpp"
#include "widgets/detect/decision_sections.hpp"
#include "widgets/detect/detect_workspace.hpp"
#include "widgets/detect/detection_inspector.hpp"
#include "widgets/detect/errors/cause_column.hpp"
#include "widgets/detect/errors/error_browser.hpp"
#include "widgets/detect/errors/error_model.hpp"
#include "widgets/detect/split/class_table_model.hpp"
#include "widgets/detect/split/confusion_view.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/detect/split/score_suggestions.hpp"
#include "widgets/detect/split/split_plots.hpp"
#include "widgets/detect/threshold_row.hpp"
#include "widgets/session/workbench.hpp"

using namespace priorscope;

namespace {

constexpr Box kLeft{0.0F, 0.0F, 0.4F, 0.4F};
constexpr Box kRight{0.5F, 0.5F, 0.9F, 0.9F};

Annotation object(int label, const Box& box) {
    Annotation annotation;
    annotation.label = label;
    annotation.box = box;
    return annotation;
}

/// Two images, two classes: a cat that is found at 0.8 and a dog taken for a cat at 0.6; a dog that is missed
/// with a candidate at 0.3, and background taken for a dog at 0.9.
std::shared_ptr<const LiveCounted> handMade(float min_score) {
    auto dataset = std::make_shared<Dataset>();
    dataset->classes = {"cat", "dog"};
    for (const auto& objects :
         {std::vector{object(1, kLeft), object(2, kRight)}, std::vector{object(2, kLeft)}}) {
        ImageRecord record;
        record.id = "image " + std::to_string(dataset->images.size());
        record.width = 100;
        record.height = 100;
        record.objects = objects;
        dataset->images.push_back(record);
    }
    auto split = std::make_shared<EvaluatedSplit>();
    split->dataset = dataset;
    split->detections.mapping = mapClasses(dataset->classes, dataset->classes);
    split->detections.images = {0, 1};
    split->detections.candidates.add({0.01F, {{1, 0.8F, kLeft, 0}, {1, 0.6F, kRight, 1}}});
    split->detections.candidates.add({0.01F, {{2, 0.9F, {0.6F, 0.6F, 0.9F, 0.9F}, 2}, {2, 0.3F, kLeft, 3}}});
    split->truth = truthOf(*dataset, split->detections.images);
    auto counted = std::make_shared<LiveCounted>();
    counted->split = split;
    counted->at.detection.min_score = min_score;
    counted->kept = std::make_shared<const KeptCandidates>(
        keepCandidates(split->detections.candidates, {.min_score = 0.0F}).value());
    counted->judged = std::make_shared<const JudgedSplit>(
        judgeKept(split->detections.candidates, *counted->kept, split->truth,
                  matchOptions(0.5, split->detections.mapping))
            .value());
    counted->histogram = std::make_shared<const ScoreHistogram>(scoreHistogram(*counted->judged));
    counted->counts = countAt(*counted->judged, min_score, 2);
    return counted;
}

}  // namespace

class DetectSplitTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void classesByHand();
    void errorsByHand();
    void confusionByMouseAndKeyboard();
    void barsByMouseAndKeyboard();
    void decisionsByHand();
    void aTriedThresholdTurnsTheVerdict();
    void figuresFollowTheSliders();
    void pinnedStateIsComparedWith();
    void aCauseOpensItsErrors();
    void errorsAreWalkedThrough();
    void nothingIsLeftOfAnotherSplit();
    void thresholdsFollowTheDetector();
    void anotherImageIsNotExplainedByTheLast();
    void thresholdsFitIntoTheirRow();
    void theWorkspaceFitsTheSmallestWindow();
    void scoresAreSuggested();
    void onlyWhatTheFilterShowsCounts();

  private:
    void evaluate();
    QString figure(std::size_t index) const { return m_workspace->figures()->figures().at(index).value; }
    /// Counted image by image, as the inspector does.
    VerdictCounts fromScratch() const;

    DetectFixture m_fixture;
    const std::unique_ptr<SampleFixture>& m_sample = m_fixture.sample;
    const std::shared_ptr<const Detector>& m_detector = m_fixture.detector;
    const std::unique_ptr<WorkspaceSurroundings>& m_around = m_fixture.around;
    const std::unique_ptr<DetectWorkspace>& m_workspace = m_fixture.workspace;
};

void DetectSplitTest::initTestCase() {
    m_fixture.make(24);
}

void DetectSplitTest::init() {
    QVERIFY(m_fixture.show());
}

void DetectSplitTest::cleanup() {
    m_fixture.close();
}

void DetectSplitTest::evaluate() {
    m_workspace->setDetector(m_detector, QStringLiteral("random"), QStringLiteral("step 0"));
    m_workspace->evaluateSplit();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->scores()->costs() != nullptr && m_workspace->isSettled(), 60000);
}

VerdictCounts DetectSplitTest::fromScratch() const {
    VerdictCounts counts;
    const EvaluatedSplit& split = *m_around->detections.result();
    for (std::size_t i = 0; i < split.detections.images.size(); ++i) {
        const auto detections =
            selectDetections(split.detections.candidates.candidatesOf(i), m_workspace->options());
        counts.add(
            matchDetections(split.dataset->images[split.detections.images[i]], detections,
                            matchOptions(m_workspace->thresholds()->matchIou(), split.detections.mapping)));
    }
    return counts;
}

void DetectSplitTest::classesByHand() {
    ClassTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto counted = handMade(0.5F);
    const SplitCurves curves = curvesOf(*counted->judged, 2).value();
    const auto red = [](int) { return QColor(Qt::red); };
    model.setScores(counted, nullptr, red);
    const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(text(0, ClassTableModel::ObjectsColumn), QStringLiteral("1"));
    QCOMPARE(text(0, ClassTableModel::PrecisionColumn), QStringLiteral("0.500"));
    QCOMPARE(text(0, ClassTableModel::RecallColumn), QStringLiteral("1.000"));
    QCOMPARE(text(0, ClassTableModel::Voc07Column), QStringLiteral("–"));
    QCOMPARE(model.index(0, 0).data(Qt::DecorationRole).value<QColor>(), QColor(Qt::red));
    model.setScores(counted, &curves, red);
    QCOMPARE(text(0, ClassTableModel::Voc07Column), QStringLiteral("1.000"));
    QCOMPARE(text(0, ClassTableModel::BestScoreColumn), QStringLiteral("0.800"));
    // Dogs: wrong at 0.9, right at 0.3, one of two found: precision 1/2 up to recall 1/2, six of eleven
    // points.
    QCOMPARE(text(1, ClassTableModel::Voc07Column), QStringLiteral("0.273"));
    QCOMPARE(text(1, ClassTableModel::WrongColumn), QStringLiteral("1"));
    model.setScores(nullptr, nullptr, red);
    QCOMPARE(model.rowCount(), 0);
}

void DetectSplitTest::errorsByHand() {
    Workbench workbench;
    ErrorModel model(workbench);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto counted = handMade(0.5F);
    workbench.setDataset(counted->split->dataset);
    const auto prospects = prospectsOf(counted->split->detections.candidates, *counted->kept,
                                       *counted->judged, counted->split->truth)
                               .value();
    const auto show = [&](const ErrorFilter& filter) {
        model.setList(counted,
                      {.items = errorItems(*counted->kept, *counted->judged, prospects, 0.5F, filter)});
    };
    show({.outcome = Outcome::classification});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("cat 0.60"));
    QCOMPARE(model.remark(0), QStringLiteral("is dog"));
    QCOMPARE(model.imageOf(0), 0);
    show({.missed = true});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("dog"));
    QCOMPARE(model.remark(0), QStringLiteral("best 0.30"));
    QCOMPARE(model.remark(1), QStringLiteral("Called another class"));
    show({.reason = MissedReason::low_score});
    QCOMPARE(model.rowCount(), 1);
    show({.confusion = std::pair(0, 2)});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("dog 0.90"));
}

void DetectSplitTest::confusionByMouseAndKeyboard() {
    const std::vector<QString> names{{}, QStringLiteral("cat"), QStringLiteral("dog")};
    ConfusionView view(
        Theme::night(), [&](int label) { return names[static_cast<std::size_t>(label)]; },
        [](int) { return QColor(Qt::red); });
    view.resize(200, 200);
    view.show();
    view.setMatrix(handMade(0.5F)->counts.confusion);
    QCOMPARE(view.worst(), QStringLiteral("dog as cat, 1"));
    QCOMPARE(view.describe({2, 1}), QStringLiteral("dog taken for cat: 1 of 2 objects"));
    QCOMPARE(
        view.describe({0, 2}),
        QStringLiteral("dog on no free object, also duplicates and badly placed ones: 1 of 1 detections"));
    QSignalSpy chosen(&view, &ConfusionView::chosen);
    QTest::mouseClick(&view, Qt::LeftButton, {}, view.cellRect({2, 1}).center().toPoint());
    QCOMPARE(chosen.takeFirst(), (QList<QVariant>{2, 1}));
    QTest::keyClick(&view, Qt::Key_Right);  // to (2, 2)
    QTest::keyClick(&view, Qt::Key_Right);  // to (2, background), the last column
    QTest::keyClick(&view, Qt::Key_Right);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(chosen.takeFirst(), (QList<QVariant>{2, 0}));
    QTest::keyClick(&view, Qt::Key_Down);  // background as background is no cell
    QTest::keyClick(&view, Qt::Key_Return);
    QVERIFY(chosen.isEmpty());
}

void DetectSplitTest::barsByMouseAndKeyboard() {
    CountBars bars(Theme::day());
    bars.resize(200, 100);
    bars.show();
    bars.setBars({{.color = Qt::red, .name = QStringLiteral("a"), .meaning = {}, .count = 3},
                  {.color = Qt::red, .name = QStringLiteral("b"), .meaning = {}, .count = 1}});
    QSignalSpy chosen(&bars, &CountBars::chosen);
    QTest::mouseClick(&bars, Qt::LeftButton, {}, QPoint(50, 46));
    QCOMPARE(chosen.takeFirst(), QList<QVariant>{1});
    QTest::keyClick(&bars, Qt::Key_Up);
    QTest::keyClick(&bars, Qt::Key_Return);
    QCOMPARE(chosen.takeFirst(), QList<QVariant>{0});
    QTest::mouseClick(&bars, Qt::LeftButton, {}, QPoint(50, 90));
    QVERIFY(chosen.isEmpty());
}

void DetectSplitTest::decisionsByHand() {
    DecisionSections sections(Theme::night());
    const std::vector<QString> names{QStringLiteral("background"), QStringLiteral("cat"),
                                     QStringLiteral("dog")};
    sections.setClasses([&](int label) { return names[static_cast<std::size_t>(label)]; },
                        [](int) { return QColor(Qt::red); });
    // The second cat is right, but the first one, which fits neither, suppresses it: IoU 0.16 / 0.26.
    const Box box{0.2F, 0.2F, 0.6F, 0.6F};
    const Candidates candidates{0.01F,
                                {{1, 0.9F, {0.2F, 0.2F, 0.6F, 0.85F}, 0},
                                 {1, 0.8F, box, 1},
                                 {2, 0.05F, {0.2F, 0.2F, 0.6F, 0.85F}, 0}}};
    ImageRecord record;
    record.width = record.height = 100;
    record.objects = {object(1, {0.2F, 0.2F, 0.6F, 0.5F}), object(2, {0.8F, 0.8F, 0.9F, 0.9F})};
    const ExplainedImage image(candidates, record, {.min_score = 0.3F}, {.judged_classes = 2});
    sections.showDetection(image, candidates.items[0], {QStringLiteral("cat 1"), QStringLiteral("dog 1")});
    QCOMPARE(sections.text(),
             QStringLiteral("It suppresses cat 0.80, IoU 0.62 with this box. That one overlaps cat 1 "
                            "by 0.75. It returns at NMS IoU 0.62."));
    QCOMPARE(sections.scores()->rows().size(), 3U);
    QCOMPARE(sections.scores()->rows()[1].name, QStringLiteral("dog"));
    QVERIFY(std::abs(sections.scores()->rows()[2].score - 0.05) < 1e-6);
    // Background has no score of its own among the candidates: at most what the classes leave.
    QCOMPARE(sections.scores()->rows()[2].name, QStringLiteral("background"));
    QVERIFY(sections.scores()->rows()[2].is_most && !sections.scores()->rows()[1].is_most);
    // It overlaps the cat by 0.12 / 0.26, and is the best of its class.
    QCOMPARE(sections.turns(), QStringLiteral("Above score 0.90 it is gone. No lower NMS IoU suppresses it. "
                                              "At match IoU 0.46 it is: Correct."));
    QVERIFY(sections.cost().isEmpty());
    sections.setCost(0.0031F);
    QVERIFY(sections.cost().contains(QStringLiteral("0.31 points of 100")));
    std::optional<float> tried;
    connect(&sections, &DecisionSections::attempted, this,
            [&](std::optional<float> nms_iou, std::optional<float>) { tried = nms_iou; });
    QCOMPARE(sections.attempt()->text(), QStringLiteral("Try NMS IoU 0.62"));
    sections.attempt()->click();
    QCOMPARE(tried, std::optional(0.62F));
    sections.showMissed(image, 0);
    QVERIFY(sections.turns().isEmpty() && sections.cost().isEmpty());  // they were the detection's
    QVERIFY2(sections.text().endsWith(QStringLiteral("Nearest: cat 0.80, IoU 0.75. cat 0.90 suppresses it.")),
             qPrintable(sections.text()));
    sections.showMissed(image, 1);
    QVERIFY(sections.text().startsWith(QStringLiteral("The detector proposes nothing that fits")));
    QVERIFY(sections.attempt()->isHidden());
    sections.showNothing();
    QVERIFY(sections.text().isEmpty());
}

void DetectSplitTest::aTriedThresholdTurnsTheVerdict() {
    evaluate();
    m_workspace->thresholds()->set(std::nullopt, 0.9F);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
    ErrorBrowser* errors = m_workspace->errors();
    errors->show(ErrorFilter{.reason = MissedReason::low_score});
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
    if (errors->gallery()->errors()->rowCount() == 0) {
        QFAIL("random weights propose nothing near any object");
    }
    // One that is only below the score: what is suppressed as well does not come back by it.
    const std::int64_t before = m_workspace->scores()->counted()->counts.total.missed();
    errors->step(1);
    for (int i = 0; i < errors->gallery()->errors()->rowCount() &&
                    m_workspace->detectionInspector()->sections()->attempt()->isHidden();
         ++i) {
        errors->step(1);
    }
    const int object = m_around->workbench.selectedObject();
    QPushButton* attempt = m_workspace->detectionInspector()->sections()->attempt();
    QVERIFY(!attempt->isHidden());
    attempt->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
    QVERIFY(m_workspace->options().min_score < 0.9F);
    QVERIFY(m_workspace->scores()->counted()->counts.total.missed() < before);
    const EvaluatedSplit& split = *m_around->detections.result();
    const auto& images = split.detections.images;
    const auto image =
        static_cast<std::size_t>(std::find(images.begin(), images.end(),
                                           static_cast<std::size_t>(m_around->workbench.currentImage())) -
                                 images.begin());
    const ImageVerdicts verdicts = matchDetections(
        split.dataset->images[images[image]],
        selectDetections(split.detections.candidates.candidatesOf(image), m_workspace->options()),
        matchOptions(m_workspace->thresholds()->matchIou(), split.detections.mapping));
    QCOMPARE(verdicts.objects[static_cast<std::size_t>(object)], ObjectVerdict::found);
}

void DetectSplitTest::figuresFollowTheSliders() {
    evaluate();
    const auto moves = {std::pair(m_workspace->scoreSlider()->slider(), Qt::Key_Home),
                        std::pair(m_workspace->nmsSlider()->slider(), Qt::Key_PageUp),
                        std::pair(m_workspace->thresholds()->match()->slider(), Qt::Key_Home),
                        std::pair(m_workspace->topKSlider()->slider(), Qt::Key_PageDown),
                        std::pair(m_workspace->scoreSlider()->slider(), Qt::Key_PageUp)};
    for (const auto& [slider, key] : moves) {
        QTest::keyClick(slider, key);
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
        const VerdictCounts expected = fromScratch();
        QCOMPARE(figure(3), QLocale().toString(static_cast<qlonglong>(expected.falsePositives())));
        QCOMPARE(figure(1), QLocale().toString(expected.recall().value(), 'f', 3));
        const LiveCounts& counts = m_workspace->scores()->counted()->counts;
        QCOMPARE(counts.total.detections, expected.detections);
    }
    // Without NMS there are more.
    const std::int64_t before = m_workspace->scores()->counted()->counts.total.falsePositives();
    m_workspace->thresholds()->nmsMode()->setCurrentIndex(2);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
    QCOMPARE(m_workspace->scores()->counted()->counts.total.detections, fromScratch().detections);
    QVERIFY(m_workspace->scores()->counted()->counts.total.falsePositives() >= before);
}

void DetectSplitTest::pinnedStateIsComparedWith() {
    Chip* pin = m_workspace->thresholds()->pin();
    QTest::mouseClick(pin, Qt::LeftButton);
    QVERIFY(!pin->isChecked());  // there is nothing to pin
    evaluate();
    QTest::keyClick(m_workspace->scoreSlider()->slider(), Qt::Key_Home);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
    const QString before = figure(3);
    QVERIFY(before != QStringLiteral("0"));
    QTest::mouseClick(pin, Qt::LeftButton);
    QVERIFY(pin->isChecked());
    QTest::keyClick(m_workspace->scoreSlider()->slider(), Qt::Key_End);
    QTRY_COMPARE(figure(3), QStringLiteral("0"));
    const Figure& wrong = m_workspace->figures()->figures().at(3);
    QCOMPARE(wrong.before, before);
    QCOMPARE(wrong.trend, Trend::better);
    QTest::mouseClick(pin, Qt::LeftButton);
    QVERIFY(m_workspace->figures()->figures().at(3).before.isEmpty());
}

void DetectSplitTest::aCauseOpensItsErrors() {
    evaluate();
    QTest::keyClick(m_workspace->scoreSlider()->slider(), Qt::Key_Home);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
    ErrorBrowser* errors = m_workspace->errors();
    CauseColumn* background = errors->columns().at(4);
    QTest::mouseClick(background->head(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(errors->gallery()->errors()->rowCount() > 0, 60000);
    const LiveCounts& counts = m_workspace->scores()->counted()->counts;
    QCOMPARE(errors->gallery()->errors()->rowCount(),
             static_cast<int>(counts.total.count(Outcome::background)));
    QVERIFY(errors->gallery()->isVisible());
    // A bar of the missed ones opens theirs.
    Q_EMIT m_workspace->plots()->reasons()->chosen(1);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
    QVERIFY(errors->filter()->reason.has_value());
    QCOMPARE(
        static_cast<std::size_t>(errors->gallery()->errors()->rowCount()),
        static_cast<std::size_t>(
            m_workspace->scores()->reasons().value()[static_cast<std::size_t>(*errors->filter()->reason)]));
    errors->show(std::nullopt);
    QVERIFY(background->isVisible());
}

void DetectSplitTest::errorsAreWalkedThrough() {
    evaluate();
    QTest::keyClick(m_workspace->scoreSlider()->slider(), Qt::Key_Home);
    ErrorBrowser* errors = m_workspace->errors();
    errors->show(ErrorFilter{.outcome = Outcome::background});
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled() && errors->gallery()->errors()->rowCount() > 2, 60000);
    const int runs = m_workspace->networkRuns();
    for (int step = 0; step < 3; ++step) {
        errors->step(1);
        const ErrorItem& item = errors->gallery()->errors()->item(step);
        QCOMPARE(m_around->workbench.currentImage(), errors->gallery()->errors()->imageOf(step));
        const int row = m_workspace->detectionInspector()->selected();
        QVERIFY(row >= 0);
        const Detection& shown = m_workspace->detectionInspector()->model()->row(row).detection;
        QCOMPARE(shown.score, item.score);
        QCOMPARE(shown.label, item.label);
    }
    errors->step(-1);
    QCOMPARE(m_around->workbench.currentImage(), errors->gallery()->errors()->imageOf(1));
    QCOMPARE(m_workspace->networkRuns(), runs);  // the split's own candidates are shown
    errors->show(ErrorFilter{.missed = true});
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled() && errors->gallery()->errors()->rowCount() > 0, 60000);
    errors->step(1);
    QCOMPARE(m_around->workbench.selectedObject(), errors->gallery()->errors()->item(0).object);
}

void DetectSplitTest::nothingIsLeftOfAnotherSplit() {
    evaluate();
    m_workspace->thresholds()->pin()->click();
    m_workspace->errors()->show(ErrorFilter{.missed = true});
    m_around->workbench.setSplit(QStringLiteral("val"));
    QCOMPARE(figure(3), QStringLiteral("–"));
    QVERIFY(!m_workspace->scores()->counted() && !m_workspace->scores()->pinned());
    QVERIFY(!m_workspace->thresholds()->pin()->isChecked());
    QVERIFY(!m_workspace->errors()->filter());
    QCOMPARE(m_workspace->errors()->gallery()->errors()->rowCount(), 0);
    QCOMPARE(m_workspace->classes()->rowCount(), 0);
}

void DetectSplitTest::thresholdsFollowTheDetector() {
    m_workspace->setDetector(m_detector, QStringLiteral("random"), QStringLiteral("step 0"));
    DetectorSpec spec = m_detector->spec();
    spec.postprocessing.nms_iou = 0.55F;
    spec.postprocessing.top_k = 300;
    const auto other = std::make_shared<const Detector>(Detector::create(spec, 2));
    m_workspace->setDetector(other, QStringLiteral("other"), QStringLiteral("step 0"));
    QCOMPARE(m_workspace->options().nms_iou, 0.55F);
    QCOMPARE(m_workspace->options().top_k, 300);
    m_workspace->thresholds()->set(0.3F, std::nullopt);  // what was moved by hand stays
    m_workspace->setDetector(m_detector, QStringLiteral("random"), QStringLiteral("step 0"));
    QCOMPARE(m_workspace->options().nms_iou, 0.3F);
    QCOMPARE(m_workspace->options().top_k, 200);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
}

void DetectSplitTest::anotherImageIsNotExplainedByTheLast() {
    evaluate();
    m_workspace->thresholds()->set(std::nullopt, 1.0F);  // everything is missed
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
    ErrorBrowser* errors = m_workspace->errors();
    errors->show(ErrorFilter{.missed = true});
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled() && errors->gallery()->errors()->rowCount() > 0, 60000);
    QSignalSpy selected(&m_around->workbench, &Workbench::selectedObjectChanged);
    m_around->workbench.stepImage(1);
    selected.clear();
    errors->step(1);
    QVERIFY(!m_workspace->detectionInspector()->sections()->text().isEmpty());
    if (!selected.isEmpty()) {  // the last word is the object that is looked at
        QCOMPARE(selected.last().constFirst().toInt(), m_around->workbench.selectedObject());
    }
    m_around->workbench.stepImage(1);
    QVERIFY(m_workspace->detectionInspector()->sections()->text().isEmpty());
    // A cell of the matrix turns the choice of a class off; another split turns it on again.
    errors->show(ErrorFilter{.confusion = std::pair(1, 0)});
    QVERIFY(!errors->classBox()->isEnabled());
    m_around->workbench.setSplit(QStringLiteral("val"));
    QVERIFY(errors->classBox()->isEnabled());
}

void DetectSplitTest::thresholdsFitIntoTheirRow() {
    // A row that needs more than it has would widen the window.
    ThresholdRow row(m_around->themes);
    row.show();
    for (int width = 1400; width >= 640; width -= 8) {
        row.resize(width, row.height());
        QCoreApplication::processEvents();
        QVERIFY2(row.minimumSizeHint().width() <= 640, qPrintable(QString::number(width)));
        for (const QWidget* each : row.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
            QVERIFY2(each->geometry().right() < width, qPrintable(QString::number(width)));
        }
    }
}

void DetectSplitTest::theWorkspaceFitsTheSmallestWindow() {
    evaluate();
    ErrorBrowser* errors = m_workspace->errors();
    constexpr int kRoom = 1092 - Metrics::kRail - Metrics::kInspector;
    const auto fits = [this](const char* page) {
        QCoreApplication::processEvents();
        for (const QWidget* each : m_workspace->findChildren<QWidget*>()) {
            if (each->isVisible() && each->minimumSizeHint().width() > kRoom) {
                qWarning() << page << each << each->minimumSizeHint();
            }
        }
        return m_workspace->minimumSizeHint().width() <= kRoom;
    };
    QVERIFY(fits("causes"));
    errors->show(ErrorFilter{.missed = true});
    QVERIFY(fits("gallery"));
    errors->showReviewed();
    QVERIFY(fits("reviewed"));
    errors->showCompared();
    QVERIFY(fits("compared"));
    m_workspace->thresholds()->pin()->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
    QVERIFY(fits("compared, with a pin"));
}

void DetectSplitTest::scoresAreSuggested() {
    // 4 objects: right 0.9, 0.8, wrong 0.7, right 0.6, wrong 0.5.
    ClassCurve curve{.positives = 4};
    curve.points = {{0.9F, 1, 0}, {0.8F, 2, 0}, {0.7F, 2, 1}, {0.6F, 3, 1}, {0.5F, 3, 2}};
    curve.best_f1 = curve.points[3];  // 2 · 3 / (3 + 1 + 4) = 0.75
    const std::vector<ScoreSuggestion> suggestions = scoreSuggestions(curve);
    QCOMPARE(suggestions.size(), std::size_t{4});
    QCOMPARE(suggestions[0].text, QStringLiteral("Highest F1, 0.75: score 0.60"));
    QCOMPARE(suggestions[1].text, QStringLiteral("Precision 0.80: score 0.80, recall 0.50"));
    QCOMPARE(suggestions[3].score, 0.8F);
    curve.positives = 0;
    curve.best_f1.reset();
    QVERIFY(scoreSuggestions(curve).empty());
    // The menu moves the slider.
    evaluate();
    QMenu* menu = m_workspace->thresholds()->suggestions();
    Q_EMIT menu->aboutToShow();
    QVERIFY(menu->actions().size() > 1);
    const float best = m_workspace->scores()->curves()->curves.all.best_f1.value().score;
    menu->actions().at(1)->trigger();
    QCOMPARE(m_workspace->options().min_score, std::max(0.01F, std::floor(best * 100.0F) / 100.0F));
}

/// Counts, the image and the banner follow the chip, which the key presses.
void DetectSplitTest::onlyWhatTheFilterShowsCounts() {
    evaluate();
    const std::int64_t all = m_workspace->scores()->counted()->counts.total.objects;
    m_around->workbench.setFilter(
        {.difficult = true, .conditions = {{.field = FilterField::area, .least = 3000.0}}});
    auto* chip = m_workspace->findChild<Chip*>(QStringLiteral("shownOnly"));
    QVERIFY(chip != nullptr && chip->isVisible() && !chip->isChecked());
    QAction* action = m_workspace->errors()->shownOnlyAction();
    QVERIFY(m_workspace->commands().contains(action));
    QVERIFY(chip->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)));
    chip->click();
    QVERIFY(action->isChecked());
    QVERIFY(m_workspace->scores()->counted() == nullptr);
    m_workspace->evaluateSplit();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->scores()->costs() != nullptr && m_workspace->isSettled(), 60000);
    const EvaluatedSplit& split = *m_around->detections.result();
    QCOMPARE(m_workspace->scores()->counted()->counts.total.objects, split.looked_at.objects);
    QVERIFY(split.looked_at.objects > 0 && split.looked_at.objects < all);
    QVERIFY(m_workspace->errors()->banner()->isVisible());
    // In each image the hidden objects are not missed.
    for (const std::size_t image : split.detections.images) {
        m_around->workbench.setCurrentImage(static_cast<int>(image));
        QTRY_VERIFY(m_workspace->isSettled());
        for (const CanvasLayer& layer : m_workspace->canvas()->layers()) {
            if (layer.name == QStringLiteral("Missed")) {
                const ImageRow row = split.dataset->images[image];
                const auto shown = std::ranges::count_if(row.objects, [&](const Annotation& object) {
                    return isObjectShown(row, object, *split.filter);
                });
                QVERIFY(static_cast<std::ptrdiff_t>(layer.boxes.size()) <= shown);
            }
        }
    }
    action->trigger();
    QVERIFY(!chip->isChecked() && m_around->detections.result() == nullptr);
}

QTEST_MAIN(DetectSplitTest)
#include "detect_split_test.moc"
