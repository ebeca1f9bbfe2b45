// Versions of a layout, its baseline, and its cost.
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "core/priors/prior_edit.hpp"
#include "layout_editor_fixture.hpp"

using namespace priorscope;

class LayoutHeadTest : public QObject, private LayoutEditorFixture {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { open(); }
    void cleanup() { close(); }
    void versionsAreKept();
    void versionsAreRenamedAndDeleted();
    void invalidNames();
    void versionsGoThroughJson();
    void anyLayoutCanBeTheBaseline();
    void costsFollow();
    void costsWhereNoModelFits();
};

void LayoutHeadTest::versionsAreKept() {
    LayoutHead* head = m_inspector->head();
    QCOMPARE(head->layoutBox()->currentText(), QStringLiteral("ssd300-voc"));
    type(block(0)->scaleSlider()->spinBox(), "0.08");
    QCOMPARE(head->layoutBox()->currentIndex(), -1);
    QCOMPARE(head->layoutBox()->placeholderText(), QStringLiteral("*ssd300-voc"));
    QVERIFY(head->layoutBox()->toolTip().endsWith(QStringLiteral("ssd300-voc, edited")));
    QSignalSpy versions(m_document.get(), &PriorDocument::versionsChanged);
    head->saveVersionAction()->trigger();
    QVERIFY(head->nameEdit()->hasFocus());
    QCOMPARE(head->nameEdit()->text(), QStringLiteral("v1"));
    head->nameEdit()->setText(QStringLiteral("small shapes"));
    QTest::keyClick(head->nameEdit(), Qt::Key_Return);
    QVERIFY(!head->nameEdit()->isVisible());
    QCOMPARE(versions.count(), 1);
    QCOMPARE(config().name, std::string("small shapes"));
    QCOMPARE(head->layoutBox()->currentText(), QStringLiteral("small shapes"));

    const PriorConfig kept = config();
    QCOMPARE(m_document->configForRun(), kept);
    type(block(0)->scaleSlider()->spinBox(), "0.09");
    QCOMPARE(m_document->configForRun().name, std::string("small shapes, edited"));
    QCOMPARE(m_document->configForRun().maps, config().maps);
    m_document->undoStack().undo();
    head->layoutBox()->setCurrentIndex(head->layoutBox()->findText(QStringLiteral("ssd300-caffe-voc")));
    Q_EMIT head->layoutBox()->activated(head->layoutBox()->currentIndex());
    QCOMPARE(config(), loadPriorConfig("ssd300-caffe-voc"));
    Q_EMIT head->layoutBox()->activated(0);
    QCOMPARE(config(), kept);
    m_document->undoStack().undo();
    QCOMPARE(config(), loadPriorConfig("ssd300-caffe-voc"));
    m_document->undoStack().undo();
    m_document->undoStack().undo();  // undoes the saving: name and version in one step
    QVERIFY(m_document->versions().empty());
    QCOMPARE(config().name, std::string("ssd300-voc"));
    QVERIFY(isNear(map(0).scale, 0.08));
    undoAll();
}

void LayoutHeadTest::versionsAreRenamedAndDeleted() {
    LayoutHead* head = m_inspector->head();
    QVERIFY(!head->renameAction()->isEnabled());
    QVERIFY(!head->deleteAction()->isEnabled());
    m_document->saveVersion(QStringLiteral("v1"));
    m_document->setBaseline(config());
    head->renameAction()->trigger();
    QCOMPARE(head->nameEdit()->text(), QStringLiteral("v1"));
    head->nameEdit()->setText(QStringLiteral("tall"));
    QTest::keyClick(head->nameEdit(), Qt::Key_Return);
    QCOMPARE(m_document->versions().size(), 1U);
    QVERIFY(m_document->version(QStringLiteral("tall")) != nullptr);
    QCOMPARE(config().name, std::string("tall"));
    QCOMPARE(m_document->baseline().name, std::string("tall"));
    head->deleteAction()->trigger();
    QVERIFY(m_document->versions().empty());
    QCOMPARE(config().name, std::string("tall"));  // the layout stays
    m_document->undoStack().undo();
    QVERIFY(m_document->version(QStringLiteral("tall")) != nullptr);
    m_document->undoStack().undo();
    QVERIFY(m_document->version(QStringLiteral("v1")) != nullptr);
    QCOMPARE(m_document->baseline().name, std::string("v1"));
    undoAll();
}

void LayoutHeadTest::invalidNames() {
    LayoutHead* head = m_inspector->head();
    m_document->saveVersion(QStringLiteral("v1"));
    QCOMPARE(m_document->freeVersionName(), QStringLiteral("v2"));
    for (const char* name : {"", "  ", "ssd512-voc", "v1"}) {
        head->saveVersionAction()->trigger();
        head->nameEdit()->setText(QLatin1String(name));
        QTest::keyClick(head->nameEdit(), Qt::Key_Return);
        QVERIFY(head->nameEdit()->isVisible());
        QCOMPARE(m_document->versions().size(), 1U);
        QTest::keyClick(head->nameEdit(), Qt::Key_Escape);
        QVERIFY(!head->nameEdit()->isVisible());
    }
}

void LayoutHeadTest::versionsGoThroughJson() {
    type(block(0)->scaleSlider()->spinBox(), "0.08");
    m_document->saveVersion(QStringLiteral("v1"));
    m_document->edit(QStringLiteral("test"), [](PriorConfig& config) { freeMapShapes(config, 1); });
    m_document->saveVersion(QStringLiteral("v2"));
    PriorDocument other(loadPriorConfig("ssd300-voc"));
    QSignalSpy versions(&other, &PriorDocument::versionsChanged);
    other.restoreVersions(m_document->versionsAsJson());
    QCOMPARE(versions.count(), 1);
    QCOMPARE(other.versions(), m_document->versions());
    QVERIFY(!other.undoStack().canUndo());
    for (const char* broken : {"", "{}", "[{\"name\": \"v1\"}]", "[1"}) {
        QVERIFY_THROWS_EXCEPTION(Error, other.restoreVersions(broken));
        QCOMPARE(other.versions().size(), 2U);
    }
}

void LayoutHeadTest::anyLayoutCanBeTheBaseline() {
    LayoutHead* head = m_inspector->head();
    QVERIFY(!head->pinAction()->isEnabled());
    m_document->saveVersion(QStringLiteral("v1"));
    Q_EMIT head->baselineMenu()->aboutToShow();
    QStringList names;
    for (const QAction* action : head->baselineMenu()->actions()) {
        names << action->text();
    }
    QVERIFY(names.contains(QStringLiteral("v1")));
    QVERIFY(names.contains(QStringLiteral("ssd512-voc")));
    QSignalSpy changed(m_document.get(), &PriorDocument::baselineChanged);
    for (QAction* action : head->baselineMenu()->actions()) {
        if (action->text() == QLatin1String("ssd300-caffe-voc")) {
            action->trigger();
            break;
        }
    }
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_document->baseline(), loadPriorConfig("ssd300-caffe-voc"));
    QVERIFY(head->baselineButton()->text().startsWith(QLatin1String("ssd300-caffe-voc")));
    type(block(0)->scaleSlider()->spinBox(), "0.12");
    head->pinAction()->trigger();
    QCOMPARE(m_document->baseline(), config());
    QVERIFY(head->baselineButton()->text().startsWith(QLatin1String("v1, edited")));
    m_document->undoStack().undo();
    QCOMPARE(m_document->baseline(), loadPriorConfig("ssd300-caffe-voc"));
}

void LayoutHeadTest::costsFollow() {
    const CostTable* costs = m_inspector->costs();
    QCOMPARE(costs->modelBox()->currentText(), QStringLiteral("ssd300-vgg16"));
    QCOMPARE(costs->after(CostTable::kPriors), QStringLiteral("8,732"));
    QCOMPARE(costs->change(CostTable::kPriors), QStringLiteral("="));
    QCOMPARE(costs->perCell(), QStringLiteral("4 6 6 6 4 4"));
    QCOMPARE(costs->after(CostTable::kParameters), QStringLiteral("3.34 M"));  // by hand in head_cost_test
    QCOMPARE(costs->after(CostTable::kMultiplyAdds), QStringLiteral("1.24 G"));
    QTest::mouseClick(block(1)->onButton(), Qt::LeftButton);
    QCOMPARE(costs->before(CostTable::kPriors), QStringLiteral("8,732 →"));
    QCOMPARE(costs->after(CostTable::kPriors), QStringLiteral("6,566"));
    QCOMPARE(costs->change(CostTable::kPriors), QStringLiteral("−25 %"));  // 2,166 of 8,732 fewer
    QCOMPARE(costs->perCell(), QStringLiteral("4 6 6 6 4 4 → 4 0 6 6 4 4"));
    QCOMPARE(costs->after(CostTable::kParameters), QStringLiteral("1.96 M"));    // less 1,382,400
    QCOMPARE(costs->after(CostTable::kMultiplyAdds), QStringLiteral("745 M"));   // less 499,046,400
    m_inspector->costs()->setClassCount(1);                                      // 6 columns instead of 25
    QCOMPARE(costs->before(CostTable::kParameters), QStringLiteral("802 k →"));  // 14,848 · 54 + 180
}

void LayoutHeadTest::costsWhereNoModelFits() {
    const CostTable* costs = m_inspector->costs();
    m_document->edit(QStringLiteral("test"), loadPriorConfig("ssdlite320"));
    QCOMPARE(costs->modelBox()->currentText().left(10), QStringLiteral("ssdlite320"));
    m_document->edit(QStringLiteral("test"), loadPriorConfig("ssd300-voc"));
    QTest::mouseClick(m_inspector->addMapButton(), Qt::LeftButton);
    QCOMPARE(costs->modelBox()->currentIndex(), -1);
    QVERIFY(!costs->modelBox()->isEnabled());
    QCOMPARE(costs->after(CostTable::kParameters), QStringLiteral("–"));
    QCOMPARE(costs->before(CostTable::kParameters), QStringLiteral("3.34 M →"));
    QCOMPARE(costs->change(CostTable::kParameters), QString());
    m_document->undoStack().undo();
    QCOMPARE(costs->modelBox()->currentText(), QStringLiteral("ssd300-vgg16"));
}

QTEST_MAIN(LayoutHeadTest)
#include "layout_head_test.moc"
