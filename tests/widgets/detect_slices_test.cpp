// Groups of errors in Detect, their order by cost, and labels that may be wrong.
#include <QComboBox>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <algorithm>

#include "core/dataset/issue_kind.hpp"
#include "detect_fixture.hpp"
#include "widgets/components/choice_box.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/dataset/findings_panel.hpp"
#include "widgets/detect/detection_inspector.hpp"
#include "widgets/detect/errors/browser_tools.hpp"
#include "widgets/detect/errors/cause_column.hpp"
#include "widgets/detect/errors/error_browser.hpp"
#include "widgets/detect/errors/error_model.hpp"
#include "widgets/detect/slices/slices_page.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/session/workbench.hpp"

using namespace priorscope;

class DetectSlicesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { m_fixture.make(24); }
    void init() {
        QVERIFY(m_fixture.show());
        m_fixture.workspace->setDetector(m_fixture.detector, QStringLiteral("random"), QStringLiteral("0"));
        m_fixture.workspace->evaluateSplit();
        QTest::keyClick(m_fixture.workspace->scoreSlider()->slider(), Qt::Key_Home);  // random weights
        QTRY_VERIFY_WITH_TIMEOUT(scores()->costs() != nullptr && isSettled(), 60000);
        m_errors = m_fixture.workspace->errors();
    }
    void cleanup() { m_fixture.close(); }

    void groupsOpenTheirErrors() {
        view(BrowserTools::kSlices);
        choose(m_errors->slices()->kinds(), QStringLiteral("Size at 160 px"));
        QTRY_VERIFY_WITH_TIMEOUT(m_errors->slices()->model()->rowCount() == 6 && isSettled(), 60000);
        const SliceFigures& figures = *m_errors->slices()->model()->figures();
        std::int64_t objects = 0;
        int fullest = 0;
        for (int bin = 0; bin < 6; ++bin) {
            const SliceCounts& counts = figures.counts[static_cast<std::size_t>(bin)];
            objects += counts.objects;
            fullest =
                counts.objects > figures.counts[static_cast<std::size_t>(fullest)].objects ? bin : fullest;
        }
        QCOMPARE(objects, scores()->counted()->counts.total.objects);
        const SliceCounts wanted = figures.counts[static_cast<std::size_t>(fullest)];
        QVERIFY(wanted.wrong > 0);
        click(fullest, SliceTableModel::MissedColumn);
        QCOMPARE(m_errors->gallery()->errors()->rowCount(), static_cast<int>(wanted.objects - wanted.found));
        QVERIFY(!m_errors->filter());  // neither a cell of the matrix nor a reason
        view(BrowserTools::kSlices);
        click(fullest, SliceTableModel::WrongColumn);
        QCOMPARE(m_errors->gallery()->errors()->rowCount(),
                 static_cast<int>(std::min<std::int64_t>(wanted.wrong, 5000)));
    }

    void everyKindHasFigures() {
        view(BrowserTools::kSlices);
        QComboBox* kinds = m_errors->slices()->kinds();
        QCOMPARE(kinds->count(), static_cast<int>(kSliceKinds));
        for (int i = 0; i < kinds->count(); ++i) {
            choose(kinds, kinds->itemText(i));
            const auto kind = static_cast<SliceKind>(kinds->itemData(i).toInt());
            QTRY_VERIFY_WITH_TIMEOUT(isSettled() && m_errors->slices()->model()->figures()->kind == kind,
                                     60000);
            QVERIFY(!kinds->toolTip().isEmpty());
            const SliceTableModel& model = *m_errors->slices()->model();
            for (int row = 0; row < model.rowCount(); ++row) {
                QVERIFY(!model.index(row, 0).data().toString().isEmpty());
            }
        }
    }

    void theDearestComesFirst() {
        m_errors->show(ErrorFilter{.wrong = true});
        choose(m_errors->tools()->sortBox(), QStringLiteral("by cost"));
        QTRY_VERIFY_WITH_TIMEOUT(isSettled() && remark(0).startsWith(QStringLiteral("cost ")), 60000);
        const ErrorModel& errors = *m_errors->gallery()->errors();
        const std::vector<float>& costs = scores()->costs()->errors.detections;
        const float dearest = *std::max_element(costs.begin(), costs.end());
        const LiveCounted& counted = *scores()->counted();
        QCOMPARE(costs[placeOf(errors.item(0), *counted.kept, *counted.judged).index], dearest);
        choose(m_errors->tools()->sortBox(), QStringLiteral("smallest"));
        QTRY_VERIFY_WITH_TIMEOUT(isSettled() && remark(0).endsWith(QStringLiteral(" px")), 60000);
        int before = 0;
        for (int row = 0; row < errors.rowCount(); ++row) {
            const int size = remark(row).section(QLatin1Char(' '), 0, 0).toInt();
            QVERIFY(size >= before);
            before = size;
        }
    }

    void suspectedLabelsAreListed() {
        view(BrowserTools::kSuspects);
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(), 60000);
        QCOMPARE(m_errors->tools()->views()->current(), static_cast<int>(BrowserTools::kSuspects));
        QVERIFY(m_errors->tools()->sortBox()->isHidden());
        for (int row = 0; row < m_errors->gallery()->errors()->rowCount(); ++row) {
            QVERIFY(remark(row).startsWith(QStringLiteral("suspicion ")));
        }
        view(BrowserTools::kErrors);  // back to the causes
        QVERIFY(!m_errors->shown());
        QVERIFY(m_errors->columns().front()->isVisible());
    }

    void datasetLeadsToTheSuspectedLabels() {
        FindingsPanel findings(m_fixture.around->context);
        findings.show();
        QVERIFY(!findings.suspectsButton()->isVisible());
        m_fixture.workspace->evaluateSplit();
        const SplitDetectionsService& detections = m_fixture.around->context.detections;
        QTRY_VERIFY_WITH_TIMEOUT(detections.result() && isSettled(), 60000);
        const auto split = detections.result();
        QCOMPARE(findings.suspectsButton()->isVisible(), !split->suspects.empty());
        const auto suspected = [&] {
            int rows = 0;
            for (int row = 0; row < findings.table()->model()->rowCount(); ++row) {
                const QModelIndex index = findings.table()->model()->index(row, 0);
                rows += index.data(IssueTableModel::KindRole).toInt() ==
                                static_cast<int>(IssueKind::suspected_label)
                            ? 1
                            : 0;
            }
            return static_cast<std::size_t>(rows);
        };
        QCOMPARE(suspected(), split->suspects.size());
        Q_EMIT m_fixture.around->context.detections.labelsWanted();
        QVERIFY(m_errors->shown() && m_errors->shown()->suspected);
        m_fixture.around->workbench.setSplit(QStringLiteral("val"));  // nothing is left of another split
        QVERIFY(!findings.suspectsButton()->isVisible());
        QCOMPARE(suspected(), std::size_t{0});
    }

    void anObjectThatIsMissedTellsOfItsPrior() {
        m_errors->show(ErrorFilter{.missed = true});
        QTRY_VERIFY_WITH_TIMEOUT(isSettled() && m_errors->gallery()->errors()->rowCount() > 0, 60000);
        m_errors->step(1);
        const ErrorItem item = m_errors->gallery()->errors()->item(0);
        const auto iou = scores()->counted()->split->slices->bestPriorIou(
            item.image, static_cast<std::size_t>(item.object));
        QVERIFY(iou);
        const QString text = m_fixture.workspace->detectionInspector()->origin();
        QVERIFY2(
            text.startsWith(
                QStringLiteral("Its best prior: IoU %1, prior ").arg(static_cast<double>(*iou), 0, 'f', 2)),
            qPrintable(text));
    }

  private:
    LiveScores* scores() const { return m_fixture.workspace->scores(); }
    bool isSettled() const { return m_fixture.workspace->isSettled(); }
    QString remark(int row) const { return m_errors->gallery()->errors()->remark(row); }
    void view(BrowserTools::View wanted) { m_errors->tools()->views()->segment(wanted)->click(); }
    static void choose(QComboBox* box, const QString& text) {
        box->setCurrentText(text);
        QCOMPARE(box->currentText(), text);
        Q_EMIT box->activated(box->currentIndex());
    }
    void click(int row, int column) {
        QTableView* table = m_errors->slices()->table();
        const QModelIndex index = m_errors->slices()->model()->index(row, column);
        table->scrollTo(index);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
        QTRY_VERIFY_WITH_TIMEOUT(isSettled() && m_errors->gallery()->isVisible(), 60000);
    }

    DetectFixture m_fixture;
    ErrorBrowser* m_errors = nullptr;
};

QTEST_MAIN(DetectSlicesTest)
#include "detect_slices_test.moc"
