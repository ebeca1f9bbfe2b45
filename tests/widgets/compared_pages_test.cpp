// Classes and options of two runs beside each other, and the rows of the list against the baseline.
#include "widgets/training/compared/compared_pages.hpp"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>

#include "widgets/components/controls.hpp"
#include "widgets/theme/theme_manager.hpp"
#include "widgets/training/compared/class_precisions.hpp"
#include "widgets/training/compared/difference_model.hpp"
#include "widgets/training/compared/run_difference.hpp"

using namespace priorscope;

namespace {

ComparedSide side(const std::string& name, double cat, std::optional<double> dog) {
    auto run = std::make_shared<RunOverview>();
    run->name = name;
    run->folder = "/runs/" + name;
    run->spec = loadDetectorSpec("ssd-tiny");
    run->spec.classes = {"cat", "dog"};
    run->options = resolvedOptions({.dataset = "/data", .steps = 100}, run->spec.recipe, 64);
    run->evaluated_on = "split val";
    run->trained_on = "split train";
    run->val_fingerprint = "1";
    run->summary.best_map = cat;
    return {run, {{.step = 20, .map_voc07 = cat, .map_voc10 = cat, .class_ap_voc07 = {cat, dog}}}};
}

RunOverview changed(const ComparedSide& from) {
    return *from.run;
}

}  // namespace

class ComparedPagesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ThemeManager> m_themes;
    std::unique_ptr<ComparedPages> m_pages;

    QString classCell(int row, int column) const {
        return m_pages->classes().index(row, column).data().toString();
    }

  private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() {
        m_themes = std::make_unique<ThemeManager>(ThemeChoice::light);
        m_pages = std::make_unique<ComparedPages>(*m_themes, new QWidget);
        m_pages->resize(288, 500);
        m_pages->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_pages.get()));
    }
    void cleanup() { m_pages.reset(); }

    void saysWhatToDoWhereNothingIsCompared() {
        QVERIFY(m_pages->classNote()->text().contains(QStringLiteral("Choose a run")));
        QVERIFY(m_pages->classTable()->isHidden());
        m_pages->setRuns(side("a", 0.5, 0.25), std::nullopt);
        QCOMPARE(m_pages->classes().rowCount(), 2);
        QVERIFY(m_pages->classNote()->text().contains(QStringLiteral("Pin a run")));
        QVERIFY(m_pages->differenceNote()->text().contains(QStringLiteral("Pin another run")));
        QCOMPARE(classCell(0, ClassPrecisionModel::ChangeColumn), QString());
        m_pages->setRuns(side("a", 0.5, 0.25), side("a", 0.5, 0.25));  // the same one is no baseline
        QVERIFY(m_pages->classNote()->text().contains(QStringLiteral("Pin a run")));
    }

    void classesBeforeAndAfter() {
        m_pages->setRuns(side("b", 0.5, 0.25), side("a", 0.375, 0.5));
        // The lowest first.
        QCOMPARE(classCell(0, ClassPrecisionModel::NameColumn), QStringLiteral("dog"));
        QCOMPARE(classCell(0, ClassPrecisionModel::FigureColumn), QStringLiteral("0.250"));
        QCOMPARE(classCell(0, ClassPrecisionModel::ChangeColumn), QStringLiteral("−0.250"));
        QCOMPARE(classCell(1, ClassPrecisionModel::ChangeColumn), QStringLiteral("+0.125"));
        QCOMPARE(m_pages->classes().index(1, 1).data(Qt::ToolTipRole).toString(),
                 QStringLiteral("cat: 0.375 → 0.500"));
        QVERIFY(m_pages->classNote()->text().contains(QStringLiteral("a seed changes is not measured")));
        auto* order = m_pages->findChildren<QComboBox*>().first();
        order->setCurrentIndex(2);
        Q_EMIT order->activated(2);
        QCOMPARE(classCell(0, ClassPrecisionModel::NameColumn), QStringLiteral("cat"));
        m_pages->setRuns(side("b", 0.5, std::nullopt), side("a", 0.375, 0.5));
        QCOMPARE(classCell(1, ClassPrecisionModel::FigureColumn), QStringLiteral("–"));
    }

    void whatMustNotBeSubtractedIsNot() {
        const ComparedSide a = side("a", 0.375, 0.5);
        auto other = std::make_shared<RunOverview>(changed(a));
        other->val_fingerprint = "2";
        m_pages->setRuns(side("b", 0.5, 0.25), ComparedSide{other, a.evaluations});
        QVERIFY(m_pages->classNote()->text().contains(QStringLiteral("Not compared: the validation images")));
        QCOMPARE(classCell(0, ClassPrecisionModel::ChangeColumn), QString());
        const RunDifference difference = runDifference(*other, *side("b", 0.5, 0.25).run);
        QVERIFY(!difference.before_map && difference.obstacle.startsWith(QStringLiteral("the validation")));
    }

    void aClassIsChosen() {
        m_pages->setRuns(side("b", 0.5, 0.25), std::nullopt);
        QSignalSpy chosen(m_pages.get(), &ComparedPages::classChosen);
        m_pages->nextAction()->trigger();
        QCOMPARE(m_pages->pages()->current(), 1);
        m_pages->classTable()->setFocus();
        QTest::keyClick(m_pages->classTable(), Qt::Key_Down);
        QTRY_VERIFY(!chosen.isEmpty());
        const QString name = chosen.last().first().toString();
        QVERIFY(name == QStringLiteral("dog") || name == QStringLiteral("cat"));
        // A new evaluation in another order leaves it chosen.
        m_pages->setRuns(side("b", 0.125, 0.75), std::nullopt);
        QCOMPARE(chosen.last().first().toString(), name);
        m_pages->setRuns(std::nullopt, std::nullopt);
        QCOMPARE(chosen.last().first().toString(), QString());
        m_pages->nextAction()->trigger();
        m_pages->nextAction()->trigger();
        QCOMPARE(m_pages->pages()->current(), 0);
    }

    void differencesAndTheirCopy() {
        const ComparedSide a = side("a", 0.5, 0.5);
        const ComparedSide b = side("b", 0.5, 0.5);
        m_pages->setRuns(b, a);
        QVERIFY(m_pages->differenceNote()->text().contains(QStringLiteral("told the same")));
        auto other = std::make_shared<RunOverview>(changed(b));
        other->options.learning_rate = 0.5;
        other->options.seed = 1234;
        m_pages->setRuns(ComparedSide{other, b.evaluations}, a);
        QCOMPARE(m_pages->differences().rowCount(), 2);
        const QString text = m_pages->differences().asText();
        QVERIFY2(text.startsWith(QStringLiteral("Option\ta\tb\nLearning rate\t")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("\nSeed\t0\t1,234\n")) ||
                     text.contains(QStringLiteral("\nSeed\t1\t1,234\n")),
                 qPrintable(text));
        const RunDifference difference = runDifference(*a.run, *other);
        QCOMPARE(difference.columns, (std::vector<int>{RunTableModel::RateColumn}));
        QCOMPARE(difference.others, QStringLiteral("Seed 1,234"));
        QCOMPARE(*difference.before_map, 0.5);
    }

    void rowsOfTheListAgainstTheBaseline() {
        RunTableModel model;
        model.setRuns({runRow(*side("a", 0.5, 0.5).run), runRow(*side("b", 0.75, 0.5).run)});
        int asked = 0;
        model.setDifferences([&asked](const QString& folder) -> std::optional<RunDifference> {
            ++asked;
            if (folder.endsWith(QLatin1Char('a'))) {
                return std::nullopt;
            }
            return RunDifference{.columns = {RunTableModel::RateColumn},
                                 .others = QStringLiteral("seed 2"),
                                 .before_map = 0.5};
        });
        const auto bold = [&model](int row, int column) {
            return model.index(row, column).data(Qt::FontRole).value<QFont>().bold();
        };
        QVERIFY(bold(1, RunTableModel::RateColumn) && !bold(1, RunTableModel::BatchColumn));
        QVERIFY(!bold(0, RunTableModel::RateColumn));
        QCOMPARE(model.index(1, RunTableModel::MapColumn).data().toString(), QStringLiteral("0.500 → 0.750"));
        QCOMPARE(model.index(0, RunTableModel::MapColumn).data().toString(), QStringLiteral("0.500"));
        QCOMPARE(model.index(1, RunTableModel::OthersColumn).data().toString(), QStringLiteral("seed 2"));
        QCOMPARE(asked, 2);  // once each
        model.setDifferences({});
        QVERIFY(!bold(1, RunTableModel::RateColumn));
    }
};

QTEST_MAIN(ComparedPagesTest)
#include "compared_pages_test.moc"
