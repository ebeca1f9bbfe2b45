// Runs laid over one another: their lines, their places, and the boxes in the list that choose them.
#include "widgets/training/overlaid_runs.hpp"

#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QTest>
#include <set>

#include "train_workspace_fixture.hpp"
#include "widgets/plots/plot_widget.hpp"
#include "widgets/training/compared/compared_pages.hpp"
#include "widgets/training/compared/difference_model.hpp"
#include "widgets/training/run_list.hpp"
#include "widgets/training/training_plots.hpp"

using namespace priorscope;
using Phase = TrainingController::Phase;

namespace {

RunOverlay::Run run(const QString& name, double loss) {
    OverlaidRun made{.folder = QStringLiteral("/runs/") + name, .name = name, .steps_per_epoch = 2.0};
    made.steps = {1.0, 2.0, 4.0};
    made.elapsed_s = {10.0, 20.0, 50.0};
    for (std::vector<double>& figure : made.figures) {
        figure = {loss, loss, loss};
    }
    made.evaluated_at = {2.0};
    made.means = {0.5};
    return std::make_shared<const OverlaidRun>(made);
}

}  // namespace

class RunOverlayTest : public QObject, private TrainWorkspaceFixture {
    Q_OBJECT

    QTableView* table() const { return m_workspace->findChild<QTableView*>(); }

  private Q_SLOTS:
    void initTestCase() { makeSample(); }

    void linesStayAndAreGivenAgain() {
        std::array<std::unique_ptr<PlotWidget>, 5> plots;
        for (auto& plot : plots) {
            plot = std::make_unique<PlotWidget>(Theme::night());
            plot->setAxisTitles(QStringLiteral("x"), {});
        }
        RunOverlay overlay({plots[0].get(), plots[1].get(), plots[2].get(), plots[3].get()}, plots[4].get());
        QCOMPARE(overlay.endOf(StepAxis::step), std::nullopt);
        const auto a = run(QStringLiteral("a"), 3.0);
        const auto b = run(QStringLiteral("b"), 5.0);
        const auto c = run(QStringLiteral("c"), 7.0);
        overlay.setRuns({a, b});
        overlay.show(StepAxis::step, 0.0);
        QCOMPARE(plots[0]->csv(), QStringLiteral("x,a,b\n1,3,5\n2,3,5\n4,3,5\n"));
        QCOMPARE(plots[4]->csv(), QStringLiteral("x,a,b\n2,0.5,0.5\n"));
        overlay.setRuns({b, c});  // b keeps its line, c takes that of a
        QCOMPARE(overlay.placeOf(QStringLiteral("/runs/a")), -1);
        QCOMPARE(overlay.placeOf(QStringLiteral("/runs/b")), 1);
        QCOMPARE(overlay.placeOf(QStringLiteral("/runs/c")), 0);
        overlay.show(StepAxis::epoch, 0.0);
        QCOMPARE(plots[3]->csv(), QStringLiteral("x,c,b\n0.5,7,5\n1,7,5\n2,7,5\n"));
        QCOMPARE(*overlay.endOf(StepAxis::epoch), 2.0);
        overlay.show(StepAxis::time, 0.0);
        QCOMPARE(plots[4]->csv(), QStringLiteral("x,c,b\n20,0.5,0.5\n"));
        QCOMPARE(*overlay.endOf(StepAxis::time), 50.0);
        overlay.setRuns({});
        overlay.show(StepAxis::step, 0.0);
        QVERIFY(!plots[0]->readOutAt(2.0).has_value());
    }

    void linesDifferInMoreThanHue() {
        // Neighbours in dash, and no two of the first 32 in both.
        const Theme theme = Theme::night();
        std::set<std::pair<QString, int>> all;
        for (int place = 0; place < 32; ++place) {
            const OverlayLine line = overlayLine(place);
            QVERIFY(line.style != overlayLine(place + 1).style);
            all.insert({line.color(theme).name(), line.style});
        }
        QCOMPARE(all.size(), std::size_t{32});
    }

    void boxesChooseThem() {
        open();
        for (int i = 0; i < 3; ++i) {
            setRun(2);
            m_workspace->startRun();
            QTRY_VERIFY_WITH_TIMEOUT(m_workspace->controller().phase() == Phase::finished, 60000);
            QTRY_VERIFY(m_workspace->isSettled());
        }
        const auto folder = [this](int row) {
            return table()->model()->index(row, 0).data(RunTableModel::FolderRole).toString();
        };
        const auto overlay = [this]() -> const RunOverlay& { return m_workspace->plots()->overlay(); };
        const auto names = [this] {
            return m_workspace->plots()->lossPanel()->plot()->csv().section(QLatin1Char('\n'), 0, 0);
        };
        // The newest one is shown. Its own box changes nothing in the plots, the others' do.
        table()->selectRow(0);
        for (int row = 0; row < 3; ++row) {
            QVERIFY(
                table()->model()->setData(table()->model()->index(row, 0), Qt::Checked, Qt::CheckStateRole));
        }
        QTRY_VERIFY(overlay().placeOf(folder(1)) >= 0 && overlay().placeOf(folder(2)) >= 0);
        QCOMPARE(overlay().placeOf(folder(0)), -1);
        QVERIFY(names().contains(QFileInfo(folder(1)).fileName()));
        QVERIFY(!table()->model()->index(1, 0).data(Qt::DecorationRole).value<QPixmap>().isNull());
        // Another one is shown: now the first is laid over it. The list is read again: nothing is lost.
        table()->selectRow(1);
        QTRY_VERIFY(overlay().placeOf(folder(0)) >= 0);
        QCOMPARE(overlay().placeOf(folder(1)), -1);
        m_around->runs.read();
        QTRY_VERIFY(m_workspace->isSettled());
        QCOMPARE(m_workspace->runs()->overlaid().size(), 3);
        QVERIFY(overlay().placeOf(folder(0)) >= 0);
        // By its key, off and on.
        QAction* key = m_workspace->findChild<RunList*>()->overlayAction();
        QVERIFY(key->isEnabled());
        key->trigger();
        QCOMPARE(m_workspace->runs()->overlaid(), (QStringList{folder(0), folder(2)}));
        key->trigger();
        QCOMPARE(m_workspace->runs()->overlaid(), (QStringList{folder(0), folder(2), folder(1)}));
        // A run in progress is compared before the list has it.
        table()->selectRow(0);
        m_workspace->findChild<RunList*>()->compareAction()->trigger();
        const QString pinned = m_workspace->findChild<RunList*>()->baseline();
        setRun(2000);
        m_workspace->startRun();
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->controller().steps().size() > 1, 60000);
        const QString running = m_around->runs.shown();
        QVERIFY(m_around->runs.find(running) == nullptr && m_around->runs.known(running) != nullptr);
        QVERIFY2(m_workspace->compared()->differenceNote()->text().contains(QFileInfo(pinned).fileName()),
                 qPrintable(m_workspace->compared()->differenceNote()->text()));
        QVERIFY(m_workspace->compared()->differences().rowCount() > 0);  // of another length
        m_workspace->requestStop();
        QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->isBusy() && m_workspace->isSettled(), 60000);
        m_workspace->findChild<RunList*>()->compareAction()->trigger();
        // One that vanishes.
        QVERIFY(QDir(folder(2)).removeRecursively());
        m_around->runs.read();
        QTRY_COMPARE(m_workspace->runs()->overlaid().size(), 2);
        m_around->runs.setFolder(m_runs->filePath(QStringLiteral("other")));
        QTRY_VERIFY(m_workspace->runs()->overlaid().isEmpty());
        QVERIFY(!names().contains(QStringLiteral("run-")));
        close();
    }
};

QTEST_MAIN(RunOverlayTest)
#include "run_overlay_test.moc"
