// The operating point in Detect: chosen from the split, kept with the checkpoint, followed when it is opened.
#include <QAction>
#include <QFile>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include "core/checkpoint/checkpoint.hpp"
#include "detect_fixture.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/detect/threshold_row.hpp"
#include "widgets/detect/thresholds/chosen_score_model.hpp"
#include "widgets/detect/thresholds/operating_point_dialog.hpp"
#include "widgets/detect/thresholds/operating_points.hpp"
#include "widgets/session/workbench.hpp"

using namespace priorscope;

class OperatingPointWindowTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { m_fixture.make(24); }
    void init() {
        QVERIFY(m_folder.isValid() && m_fixture.show());
        QFile::remove(kept());
        saveDetector(*m_fixture.detector, checkpoint().toStdString());
        open();
        QTest::keyClick(m_fixture.workspace->scoreSlider()->slider(), Qt::Key_Home);  // random weights
    }
    void cleanup() { m_fixture.close(); }

    void isKeptAndFollowed() {
        QCOMPARE(points()->action()->toolTip(), QStringLiteral("Evaluate the split first"));
        points()->action()->trigger();
        QVERIFY(points()->dialog() == nullptr);
        QVERIFY(m_fixture.around->jobs.note().startsWith(QStringLiteral("Evaluate the split first")));
        evaluate();
        m_fixture.workspace->thresholds()->set(0.3F, std::nullopt);
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(), 60000);
        points()->action()->trigger();
        OperatingPointDialog* dialog = points()->dialog();
        QVERIFY(dialog != nullptr && dialog->forgetButton() == nullptr);
        dialog->setChoice({.aim = ScoreAim::best_f1, .score = 0.4F});
        const OperatingPoint chosen = dialog->point();
        const ChosenScoreModel& model = *dialog->scores();
        const SplitCurves& curves = m_fixture.workspace->scores()->curves()->curves;
        QCOMPARE(model.rowCount(), static_cast<int>(curves.classes.size()) + 1);
        for (std::size_t i = 0; i < curves.classes.size(); ++i) {
            const ScorePoint& best = *curves.classes[i].best_f1;
            QCOMPARE(chosen.scores[i], best.right > 0 ? best.score : dialog->choice().score);
            const QString shown =
                model.index(static_cast<int>(i), ChosenScoreModel::ScoreColumn).data().toString();
            QCOMPARE(shown, QString::number(static_cast<double>(chosen.scores[i]), 'f', 3) +
                                (best.right > 0 ? QString() : QStringLiteral(" *")));
        }
        QCOMPARE(chosen.nms_iou, 0.3F);
        QTest::mouseClick(dialog->saveButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!points()->isRunning() && points()->dialog() == nullptr, 60000);
        const auto stored =
            keptOperatingPoint(checkpoint().toStdString(), m_fixture.detector->spec().classes);
        QVERIFY(stored.point);
        QCOMPARE(stored.point->scores, chosen.scores);
        QCOMPARE(stored.point->chosen_on.split, std::string("train"));

        m_fixture.workspace->thresholds()->set(0.6F, 0.9F);
        const float before = m_fixture.workspace->thresholds()->options().min_score;
        open();
        const DetectionOptions now = m_fixture.workspace->thresholds()->options();
        QCOMPARE(now.nms_iou, 0.3F);
        // One slider cannot stand for several scores.
        const float expected = chosen.hasOneScore() ? chosen.scoreRange().first : before;
        QVERIFY(std::abs(now.min_score - expected) < 0.0051F);

        evaluate();
        points()->action()->trigger();
        QCOMPARE(points()->dialog()->choice().aim, ScoreAim::best_f1);  // as it was kept
        QVERIFY(points()->dialog()->forgetButton() != nullptr);
        QTest::mouseClick(points()->dialog()->forgetButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!points()->isRunning() && points()->dialog() == nullptr, 60000);
        QVERIFY(!QFile::exists(kept()));
    }

    void otherWeightsAreNotGivenThem() {
        evaluate();
        points()->action()->trigger();
        DetectorSpec spec = m_fixture.detector->spec();
        saveDetector(Detector::create(spec, 2), checkpoint().toStdString());  // as a running training does
        QTest::mouseClick(points()->dialog()->saveButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!points()->isRunning() && points()->dialog() == nullptr, 60000);
        QVERIFY(!QFile::exists(kept()));
    }

    void thatOneSplitChoseThemIsSaid() {
        evaluate();
        keepOperatingPoint(checkpoint().toStdString(), checkpointContents(checkpoint().toStdString()),
                           {.scores = std::vector<float>(m_fixture.detector->spec().classes.size(), 0.5F),
                            .chosen_on = {.aim = "f1",
                                          .dataset = m_fixture.sample->dataset->root.string(),
                                          .split = "train"}},
                           m_fixture.detector->spec().classes);
        open();
        evaluate();
        const auto& seen = m_fixture.workspace->scores()->counted()->split->seen;
        QVERIFY(std::ranges::any_of(seen, [](const Sentence& sentence) {
            return sentence.text().find("thresholds") != std::string::npos;
        }));
    }

  private:
    QString checkpoint() const { return m_folder.filePath(QStringLiteral("detector.pt")); }
    QString kept() const { return checkpoint() + QStringLiteral(".operating-point.json"); }
    OperatingPoints* points() const { return m_fixture.workspace->operatingPoints(); }
    bool isSettled() const {
        return m_fixture.workspace->isSettled() && m_fixture.workspace->scores()->costs() != nullptr;
    }
    void open() {
        const auto before = m_fixture.workspace->detector();
        m_fixture.workspace->openCheckpoint(checkpoint());
        QTRY_VERIFY_WITH_TIMEOUT(
            m_fixture.workspace->detector() != before && m_fixture.workspace->isSettled(), 60000);
    }
    void evaluate() {
        m_fixture.around->workbench.setSplit(QStringLiteral("train"));
        m_fixture.workspace->evaluateSplit();
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(), 60000);
    }

    DetectFixture m_fixture;
    QTemporaryDir m_folder;
};

QTEST_MAIN(OperatingPointWindowTest)
#include "operating_point_window_test.moc"
