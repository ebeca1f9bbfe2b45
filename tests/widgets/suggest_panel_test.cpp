// Suggesting a layout: the search as a job, its result as an undo step.
#include "widgets/priors/suggest/suggest_panel.hpp"

#include <QtTest/qtestspontaneevent.h>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "widgets/priors/editor/layout_inspector.hpp"

using namespace priorscope;

class SuggestPanelTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init();
    void cleanup();
    void optionsFollowTheForm();
    void nothingToSearchFor();
    void theResultIsAStepOfUndo();
    void editsMeanwhileAreKept();
    void otherObjectsMeanwhileAreNotIgnored();
    void anotherDatasetStopsTheSearch();
    void cancelLeavesTheLayout();
    void scrollingChangesNothing();
    void aDoubleClickOnStartOnlyStarts();
    void badBudgetIsReported();
    void theInspectorOpensAndClosesIt();

  private:
    void startAndWait();

    JobList m_jobs;
    std::unique_ptr<ThemeManager> m_themes;
    std::unique_ptr<PriorDocument> m_document;
    std::unique_ptr<LayoutInspector> m_inspector;
    SuggestPanel* m_panel = nullptr;
};

namespace {

/// Tall objects that ssd300-voc covers badly: 0.08 × 0.5, near the centre of the image.
std::shared_ptr<const std::vector<CoverageObject>> tallObjects() {
    auto objects = std::make_shared<std::vector<CoverageObject>>();
    for (std::size_t i = 0; i < 60; ++i) {
        const float shift = 0.004F * static_cast<float>(i);
        objects->push_back({.image = i,
                            .object = 0,
                            .label = 1 + static_cast<int>(i % 2),
                            .box = {0.3F + shift, 0.2F, 0.38F + shift, 0.7F}});
    }
    return objects;
}

}  // namespace

void SuggestPanelTest::init() {
    m_themes = std::make_unique<ThemeManager>(ThemeChoice::dark);
    m_document = std::make_unique<PriorDocument>(loadPriorConfig("ssd300-voc"));
    m_inspector = std::make_unique<LayoutInspector>(*m_document, *m_themes, &m_jobs);
    m_inspector->resize(Metrics::kInspector, 900);
    m_inspector->show();
    QVERIFY(QTest::qWaitForWindowActive(m_inspector.get()));
    m_panel = m_inspector->suggest();
    m_panel->setObjects(tallObjects());
    m_panel->form()->stepsBox()->setValue(1000);
    m_inspector->showSuggest(true);
}

void SuggestPanelTest::cleanup() {
    m_inspector.reset();
    m_document.reset();
    m_themes.reset();
}

void SuggestPanelTest::startAndWait() {
    QSignalSpy suggested(m_panel, &SuggestPanel::suggested);
    QTest::mouseClick(m_panel->startButton(), Qt::LeftButton);
    QVERIFY(suggested.wait(60000));
}

void SuggestPanelTest::optionsFollowTheForm() {
    SuggestOptionsForm* form = m_panel->form();
    SuggestOptions wanted;
    wanted.steps = 1000;
    QCOMPARE(form->options(), wanted);  // otherwise the defaults; budget 0: as many as the start layout has
    QCOMPARE(form->budgetSpin()->value(), 8732);
    QVERIFY(!form->budgetSpin()->isEnabled());
    form->aimBox()->setCurrentIndex(2);
    form->thresholdBox()->setValue(0.6);
    form->formBox()->setCurrentIndex(1);
    form->budgetBox()->setCurrentIndex(2);
    form->budgetSpin()->setValue(5);
    form->seedBox()->setValue(7);
    wanted.aim = SuggestAim::worst_class;
    wanted.threshold = 0.6F;
    wanted.form = SuggestForm::classic;
    wanted.budget_kind = SuggestBudget::per_cell;
    wanted.budget = 5;
    wanted.seed = 7;
    QCOMPARE(form->options(), wanted);
    form->budgetBox()->setCurrentIndex(1);
    QCOMPARE(form->budgetSpin()->value(), 8732);
}

void SuggestPanelTest::nothingToSearchFor() {
    m_panel->setObjects(nullptr);
    QVERIFY(!m_panel->startButton()->isEnabled());
    m_panel->setObjects(tallObjects());
    QVERIFY(m_panel->startButton()->isEnabled());
}

void SuggestPanelTest::theResultIsAStepOfUndo() {
    const PriorConfig before = m_document->config();
    startAndWait();
    QVERIFY(m_panel->suggestion()->is_improvement);
    QVERIFY(m_panel->suggestion()->after.mean_best_iou > m_panel->suggestion()->before.mean_best_iou);
    QVERIFY(m_document->config() == m_panel->suggestion()->config);
    QCOMPARE(m_document->baseline(), before);
    QCOMPARE(m_document->undoStack().count(), 1);
    QVERIFY(m_panel->figures()->isVisible());
    QVERIFY(m_panel->curve()->isVisible());
    QVERIFY(!m_panel->applyButton()->isVisible());
    QVERIFY(!m_panel->isRunning());
    m_document->undoStack().undo();
    QCOMPARE(m_document->config(), before);
}

void SuggestPanelTest::editsMeanwhileAreKept() {
    QSignalSpy suggested(m_panel, &SuggestPanel::suggested);
    QTest::mouseClick(m_panel->startButton(), Qt::LeftButton);
    // The result is delivered on this thread, so it cannot arrive before the edit.
    m_document->edit(QStringLiteral("test"), [](PriorConfig& config) { config.clip = true; });
    const PriorConfig edited = m_document->config();
    QVERIFY(suggested.wait(60000));
    QCOMPARE(m_document->config(), edited);
    QVERIFY(m_panel->applyButton()->isVisible());
    QTest::mouseClick(m_panel->applyButton(), Qt::LeftButton);
    QVERIFY(m_document->config() == m_panel->suggestion()->config);
    QVERIFY(!m_panel->applyButton()->isVisible());
    m_document->undoStack().undo();
    QCOMPARE(m_document->config(), edited);
}

void SuggestPanelTest::otherObjectsMeanwhileAreNotIgnored() {
    const PriorConfig before = m_document->config();
    QSignalSpy suggested(m_panel, &SuggestPanel::suggested);
    QTest::mouseClick(m_panel->startButton(), Qt::LeftButton);
    m_panel->setObjects(tallObjects());  // equal, but of another filter
    QVERIFY(suggested.wait(60000));
    QCOMPARE(m_document->config(), before);
    QVERIFY(m_panel->applyButton()->isVisible());
    QVERIFY2(m_panel->status()->text().contains(QStringLiteral("60 objects")),
             qPrintable(m_panel->status()->text()));
    m_panel->forget();
    QVERIFY(!m_panel->applyButton()->isVisible() && !m_panel->figures()->isVisible());
    QVERIFY(m_panel->suggestion() == nullptr && m_panel->status()->text().isEmpty());
}

void SuggestPanelTest::anotherDatasetStopsTheSearch() {
    const PriorConfig before = m_document->config();
    const QSignalSpy suggested(m_panel, &SuggestPanel::suggested);
    QTest::mouseClick(m_panel->startButton(), Qt::LeftButton);
    QVERIFY(m_panel->isRunning());
    m_panel->forget();
    QVERIFY(!m_panel->isRunning() && !m_panel->startButton()->isEnabled());
    // The next search ends after the dropped one, on the same thread.
    m_panel->setObjects(tallObjects());
    startAndWait();
    QCOMPARE(suggested.count(), 1);
    m_document->undoStack().undo();
    QCOMPARE(m_document->config(), before);
    QVERIFY(!m_document->undoStack().canUndo());
}

void SuggestPanelTest::cancelLeavesTheLayout() {
    m_panel->form()->stepsBox()->setValue(10'000'000);
    const PriorConfig before = m_document->config();
    QTest::mouseClick(m_panel->startButton(), Qt::LeftButton);
    QTRY_VERIFY(m_jobs.jobs().size() == 1);  // in the strip
    QVERIFY(m_panel->isRunning());
    QVERIFY(!m_panel->form()->isEnabled());
    QTest::mouseClick(m_panel->startButton(), Qt::LeftButton);
    QTRY_VERIFY(m_jobs.jobs().empty());
    QVERIFY(!m_panel->isRunning());
    QVERIFY(m_panel->form()->isEnabled());
    QCOMPARE(m_document->config(), before);
    QVERIFY(m_panel->suggestion() == nullptr);
}

void SuggestPanelTest::scrollingChangesNothing() {
    m_panel->form()->budgetBox()->setCurrentIndex(2);
    const SuggestOptions before = m_panel->form()->options();
    m_panel->startButton()->setFocus();
    int editors = 0;
    for (QWidget* editor : m_panel->form()->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
        if (qobject_cast<QLabel*>(editor) != nullptr) {
            continue;
        }
        ++editors;
        for (const int turn : {-120, 240}) {
            const QPointF middle(editor->rect().center());
            QWheelEvent event(middle, editor->mapToGlobal(middle), QPoint(), QPoint(0, turn), Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QSpontaneKeyEvent::setSpontaneous(&event);  // as from the window system: may give the focus
            qApp->notify(editor, &event);
            QVERIFY(!editor->hasFocus());
        }
    }
    QCOMPARE(editors, 7);
    QCOMPARE(m_panel->form()->options(), before);
}

void SuggestPanelTest::aDoubleClickOnStartOnlyStarts() {
    m_panel->form()->stepsBox()->setValue(10'000'000);
    QTest::mouseClick(m_panel->startButton(), Qt::LeftButton);
    QTest::mouseDClick(m_panel->startButton(), Qt::LeftButton);  // the second press only
    QTest::mouseRelease(m_panel->startButton(), Qt::LeftButton);
    QVERIFY(m_panel->isRunning());
    QTest::mouseClick(m_panel->startButton(), Qt::LeftButton);
    QVERIFY(!m_panel->isRunning());
}

void SuggestPanelTest::badBudgetIsReported() {
    m_panel->form()->budgetBox()->setCurrentIndex(1);
    m_panel->form()->budgetSpin()->setValue(100);  // 1,940 cells need one prior each
    QTest::mouseClick(m_panel->startButton(), Qt::LeftButton);
    QTRY_VERIFY(m_panel->banner()->isVisible());
    QVERIFY(!m_panel->isRunning());
    QVERIFY(m_panel->startButton()->isEnabled());
    QVERIFY(!m_document->undoStack().canUndo());
}

void SuggestPanelTest::theInspectorOpensAndClosesIt() {
    QVERIFY(m_panel->isVisible());
    QTest::mouseClick(m_inspector->suggestButton(), Qt::LeftButton);
    QVERIFY(!m_panel->isVisible());
    QVERIFY(m_inspector->block(0)->isVisible());
    QTest::mouseClick(m_inspector->suggestButton(), Qt::LeftButton);
    QVERIFY(m_panel->isVisible());
    QVERIFY(m_panel->startButton()->hasFocus());
    Q_EMIT m_panel->closeRequested();
    QVERIFY(!m_inspector->suggestButton()->isChecked());
    QVERIFY(m_inspector->suggestButton()->hasFocus());
    for (QWidget* widget : m_panel->form()->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
        if (qobject_cast<QLabel*>(widget) == nullptr) {
            QVERIFY(!widget->toolTip().isEmpty());
            QVERIFY(!widget->accessibleName().isEmpty());
        }
    }
}

QTEST_MAIN(SuggestPanelTest)
#include "suggest_panel_test.moc"
