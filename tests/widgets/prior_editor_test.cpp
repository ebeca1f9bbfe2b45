// The prior layout editor: every edit by mouse and keyboard, and its undo.
#include <QMenu>
#include <QSignalSpy>
#include <QStyleOptionSlider>
#include <QTest>
#include <cmath>

#include "core/priors/prior_edit.hpp"
#include "layout_editor_fixture.hpp"
#include "widgets/components/tab_order.hpp"
#include "widgets/priors/editor/map_grid.hpp"

using namespace priorscope;

class PriorEditorTest : public QObject, private LayoutEditorFixture {
    Q_OBJECT

  private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void oneDragIsOneStep();
    void aDragBackLeavesNoStep();
    void arrowsOnTheSliderAreStepsOfTheirOwn();
    void ratiosAreAddedAndRemoved();
    void theCrossOfAChipRemoves();
    void freeShapesOneByOne();
    void theLastShapeStays();
    void onePriorIsChosenAtMost();
    void mapsGoOffAndOn();
    void aMapIsCopiedFromTheBaseline();
    void cellsAndClipping();
    void anotherInputSize();
    void mapsAreAddedAndRemoved();
    void linearRuleLeavesKeptMaps();
    void everyControlHasANameAndAToolTip();
    void tabFollowsTheLayout();
};

namespace {

QPoint handleOf(QSlider* slider) {
    QStyleOptionSlider option;
    option.initFrom(slider);
    option.orientation = Qt::Horizontal;
    option.minimum = slider->minimum();
    option.maximum = slider->maximum();
    option.sliderPosition = slider->sliderPosition();
    option.sliderValue = slider->value();
    return slider->style()
        ->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, slider)
        .center();
}

/// Lays out chips that an edit has created.
void layOut() {
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

}  // namespace

void PriorEditorTest::oneDragIsOneStep() {
    QSlider* slider = block(1)->scaleSlider()->slider();
    const QPoint handle = handleOf(slider);
    QSignalSpy changed(m_document.get(), &PriorDocument::changed);
    QSignalSpy selected(m_inspector.get(), &LayoutInspector::mapSelected);
    QTest::mousePress(slider, Qt::LeftButton, {}, handle);
    for (int step = 1; step <= 4; ++step) {
        QTest::mouseMove(slider, handle + QPoint(6 * step, 0));
    }
    QTest::mouseRelease(slider, Qt::LeftButton, {}, handle + QPoint(24, 0));
    QVERIFY(changed.count() >= 3);  // the figures follow during the whole drag
    QVERIFY(map(1).scale > 0.25F);
    QCOMPARE(m_document->undoStack().count(), 1);
    QCOMPARE(selected.count(), 1);
    QCOMPARE(m_inspector->selectedMap(), 1);
    undoAll();
    QVERIFY(std::abs(block(1)->scaleSlider()->value() - 0.2) < 1e-6);
}

void PriorEditorTest::aDragBackLeavesNoStep() {
    // One pixel is more than one slider value, so the way back is set by value, not by mouse.
    QSlider* slider = block(2)->scaleSlider()->slider();
    const int start = slider->value();
    slider->setSliderDown(true);
    for (const int value : {start + 9, start + 21, start - 5, start}) {
        slider->setValue(value);
        QCOMPARE(m_document->undoStack().count(), value == start ? 0 : 1);
    }
    slider->setSliderDown(false);
    QCOMPARE(config(), loadPriorConfig("ssd300-voc"));
    QCOMPARE(m_document->undoStack().count(), 0);
}

void PriorEditorTest::arrowsOnTheSliderAreStepsOfTheirOwn() {
    QSlider* slider = block(0)->scaleSlider()->slider();
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    QTest::keyClick(slider, Qt::Key_Right);
    QVERIFY(isNear(map(0).scale, 0.11));
    QCOMPARE(m_document->undoStack().count(), 2);
    QTest::keyClick(slider, Qt::Key_Left);
    QVERIFY(isNear(map(0).scale, 0.105));
    undoAll();
    m_document->undoStack().redo();
    QVERIFY(isNear(map(0).scale, 0.105));
    QVERIFY(isNear(map(0).extra_scale, std::sqrt(0.105 * 0.2)));
}

void PriorEditorTest::ratiosAreAddedAndRemoved() {
    MapChips* chips = block(1)->chips();
    QMenu* menu = chips->addButton()->menu();
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().front()->text(), QStringLiteral("1.5, 1/1.5"));
    menu->actions().front()->trigger();
    QCOMPARE(map(1).ratios, (std::vector<float>{1.5F, 2.0F, 3.0F}));
    QCOMPARE(chips->chips().size(), 3);
    layOut();
    QTest::mouseClick(chips->chips().at(1), Qt::LeftButton);
    QCOMPARE(chips->chosen(), 1);
    QTest::keyClick(chips->chips().at(1), Qt::Key_Delete);
    QCOMPARE(map(1).ratios, (std::vector<float>{1.5F, 3.0F}));
    QTest::mouseClick(chips->extraChip(), Qt::LeftButton);
    QCOMPARE(map(1).extra_scale, 0.0F);
    QCOMPARE(map(1).perCell(), 5);
    QCOMPARE(m_document->undoStack().count(), 3);
    undoAll();
    QVERIFY(chips->extraChip()->isChecked());
    QCOMPARE(chips->chips().at(1)->label(), QStringLiteral("3, 1/3"));
}

void PriorEditorTest::theCrossOfAChipRemoves() {
    PriorChip* two = block(1)->chips()->chips().at(0);
    QSignalSpy removed(two, &PriorChip::removeRequested);
    QTest::mouseClick(two, Qt::LeftButton, {}, QPoint(8, two->height() / 2));
    QCOMPARE(removed.count(), 0);
    QVERIFY(two->isChecked());
    QTest::mouseClick(two, Qt::LeftButton, {}, QPoint(two->width() - 8, two->height() / 2));
    QCOMPARE(removed.count(), 1);
    QCOMPARE(map(1).ratios, std::vector<float>{3.0F});
}

void PriorEditorTest::freeShapesOneByOne() {
    MapBlock* second = block(1);
    Q_EMIT second->menu()->aboutToShow();
    second->freeAction()->trigger();
    QVERIFY(map(1).isFree());
    MapChips* chips = second->chips();
    QCOMPARE(chips->chips().size(), 6);
    QCOMPARE(chips->chips().at(0)->label(), QStringLiteral("60×60"));  // 0.2 of 300
    QVERIFY(!chips->extraChip()->isVisible());
    QVERIFY(!chips->widthBox()->isVisible());

    layOut();
    QSignalSpy chosen(chips, &MapChips::chosenChanged);
    QTest::mouseClick(chips->chips().at(2), Qt::LeftButton);
    QCOMPARE(chosen.count(), 1);
    QVERIFY(chips->widthBox()->isVisible());
    QTest::keyClick(chips->chips().at(0), Qt::Key_Return);
    QCOMPARE(chips->chosen(), 0);
    QVERIFY(chips->widthBox()->hasFocus());
    type(chips->widthBox(), "39");
    type(chips->heightBox(), "127");
    QCOMPARE(chips->chips().at(0)->label(), QStringLiteral("39×127"));
    QVERIFY(isNear(map(1).free_shapes[0].w, 39.0 / 300.0));
    QVERIFY(isNear(map(1).free_shapes[0].h, 127.0 / 300.0));
    QTest::keyClick(chips->heightBox(), Qt::Key_Escape);
    QVERIFY(chips->chips().at(0)->hasFocus());

    layOut();
    QTest::mouseClick(chips->addButton(), Qt::LeftButton);
    layOut();
    QCOMPARE(chips->chips().size(), 7);
    QCOMPARE(chips->chosen(), 6);
    QCOMPARE(chips->chips().at(6)->label(), QStringLiteral("60×60"));  // the prior at the scale is gone
    QTest::mouseClick(chips->removeButton(), Qt::LeftButton);
    QCOMPARE(chips->chips().size(), 6);
    layOut();
    QTest::mouseDClick(chips->chips().at(3), Qt::LeftButton);
    QCOMPARE(chips->chosen(), 3);
    QVERIFY(chips->widthBox()->hasFocus());
    QCOMPARE(m_document->undoStack().count(), 5);

    // Free shapes follow the scale: twice the scale, twice the sides.
    m_document->edit(QStringLiteral("test"), [](PriorConfig& config) { setMapScale(config, 1, 0.4F); });
    QCOMPARE(chips->chips().at(0)->label(), QStringLiteral("78×254"));
    undoAll();
    QVERIFY(!map(1).isFree());
    QVERIFY(chips->extraChip()->isVisible());
    QVERIFY(!chips->widthBox()->isVisible());
}

void PriorEditorTest::theLastShapeStays() {
    m_document->edit(QStringLiteral("test"), [](PriorConfig& config) {
        freeMapShapes(config, 0);
        config.maps[0].free_shapes.resize(1);
    });
    MapChips* chips = block(0)->chips();
    layOut();
    QTest::mouseClick(chips->chips().at(0), Qt::LeftButton);
    QVERIFY(!chips->removeButton()->isEnabled());
    QTest::keyClick(chips->chips().at(0), Qt::Key_Delete);
    QCOMPARE(map(0).free_shapes.size(), 1U);
}

void PriorEditorTest::onePriorIsChosenAtMost() {
    QSignalSpy selected(m_inspector.get(), &LayoutInspector::shapeSelected);
    QTest::mouseClick(block(1)->chips()->chips().at(1), Qt::LeftButton);  // of conv7: 3 and 1/3
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected.last().at(0).toInt(), 1);
    QCOMPARE(selected.last().at(1).toInt(), 4);  // after two squares, 2 and 1/2
    block(2)->freeAction()->trigger();
    layOut();
    QTest::mouseClick(block(2)->chips()->chips().at(3), Qt::LeftButton);
    QCOMPARE(selected.count(), 2);
    QCOMPARE(selected.last().at(1).toInt(), 3);
    QCOMPARE(block(1)->chips()->chosen(), -1);

    // From outside, as by a handle of the shape plane: no signal is emitted.
    m_inspector->selectShape(1, 5);  // 1/3
    QCOMPARE(selected.count(), 2);
    QCOMPARE(m_inspector->selectedMap(), 1);
    QCOMPARE(block(1)->chips()->chosen(), 1);
    QCOMPARE(block(2)->chips()->chosen(), -1);
    m_inspector->selectShape(1, 0);  // the square
    QCOMPARE(block(1)->chips()->chosen(), -1);
    m_inspector->selectShape(2, 5);
    QCOMPARE(block(2)->chips()->chosen(), 5);
    QVERIFY(block(2)->chips()->widthBox()->isVisible());
}

void PriorEditorTest::mapsGoOffAndOn() {
    QTest::mouseClick(block(0)->onButton(), Qt::LeftButton);
    QVERIFY(!map(0).on);
    QCOMPARE(config().count(), 8732 - 5776);
    QVERIFY(!block(0)->scaleSlider()->isEnabled());
    QVERIFY(!block(0)->chips()->isEnabled());
    for (int i = 1; i < 5; ++i) {
        QTest::mouseClick(block(i)->onButton(), Qt::LeftButton);
    }
    QVERIFY(!block(5)->onButton()->isEnabled());  // the only one that is still on
    QTest::mouseClick(block(0)->onButton(), Qt::LeftButton);
    QVERIFY(map(0).on);
    QVERIFY(block(5)->onButton()->isEnabled());
    QCOMPARE(m_document->undoStack().count(), 6);
    undoAll();
}

void PriorEditorTest::aMapIsCopiedFromTheBaseline() {
    Q_EMIT block(1)->menu()->aboutToShow();
    QVERIFY(!block(1)->copyAction()->isEnabled());
    type(block(1)->scaleSlider()->spinBox(), "0.3");
    QTest::mouseClick(block(1)->chips()->extraChip(), Qt::LeftButton);
    Q_EMIT block(1)->menu()->aboutToShow();
    QVERIFY(block(1)->copyAction()->isEnabled());
    block(1)->copyAction()->trigger();
    QCOMPARE(map(1), loadPriorConfig("ssd300-voc").maps[1]);
    undoAll();
}

void PriorEditorTest::cellsAndClipping() {
    MapBlock* third = block(2);
    QVERIFY(!third->grid()->isVisible());
    third->gridAction()->setChecked(true);
    QVERIFY(third->grid()->isVisible());
    QCOMPARE(third->grid()->rowsBox()->value(), 10);
    third->grid()->colsBox()->setValue(12);
    third->grid()->stepBox()->setValue(32.0);
    third->grid()->limitBox()->setValue(1.0);
    QCOMPARE(map(2).cols, 12);
    QCOMPARE(map(2).step, 32.0F);
    QCOMPARE(map(2).max_side, 1.0F);
    QTest::mouseClick(m_inspector->clipBox(), Qt::LeftButton, {}, QPoint(8, 12));
    QVERIFY(config().clip);
    QCOMPARE(m_document->undoStack().count(), 4);
    undoAll();
    QCOMPARE(third->grid()->colsBox()->value(), 10);
    QVERIFY(!m_inspector->clipBox()->isChecked());
}

void PriorEditorTest::anotherInputSize() {
    QSpinBox* input = m_inspector->inputBox();
    QCOMPARE(input->value(), 300);
    input->setValue(512);
    // VGG-16 has 64, 32, 16, 8, 6 and 4 cells here: 4 · 4096 + 6 · (1024 + 256 + 64) + 4 · (36 + 16) priors.
    QCOMPARE(config().input_size, 512);
    QCOMPARE(config().count(), 24656);
    QCOMPARE(map(0).scale, 0.1F);
    QCOMPARE(m_document->undoStack().count(), 1);
    undoAll();
    QCOMPARE(input->value(), 300);
    input->setValue(40);  // too small for the last maps
    QVERIFY(m_inspector->banner()->isVisible());
    QCOMPARE(input->value(), 300);
    undoAll();
    QTest::mouseClick(m_inspector->addMapButton(), Qt::LeftButton);
    QVERIFY(!input->isEnabled());  // seven maps: no model defines their cells
    undoAll();
    QVERIFY(input->isEnabled());
}

void PriorEditorTest::mapsAreAddedAndRemoved() {
    QTest::mouseClick(m_inspector->addMapButton(), Qt::LeftButton);
    QCOMPARE(config().maps.size(), 7U);
    QCOMPARE(m_inspector->blockCount(), 7);
    QCOMPARE(m_inspector->selectedMap(), 6);
    Q_EMIT block(5)->menu()->aboutToShow();
    QVERIFY(!block(5)->removeAction()->isEnabled());
    Q_EMIT block(6)->menu()->aboutToShow();
    QVERIFY(block(6)->removeAction()->isEnabled());
    QAction* remove = block(6)->removeAction();
    remove->trigger();
    remove->trigger();  // a second click before the block is gone
    QCOMPARE(m_inspector->blockCount(), 6);
    QCOMPARE(m_inspector->selectedMap(), 5);
    m_document->undoStack().undo();
    QCOMPARE(m_inspector->blockCount(), 7);
    undoAll();
}

void PriorEditorTest::linearRuleLeavesKeptMaps() {
    // Section 3.1 of the paper: conv4_3 keeps 0.1, the other five are spaced from 0.2 to 0.9.
    for (int i = 1; i < 6; ++i) {
        type(block(i)->scaleSlider()->spinBox(), "0.5");
    }
    block(0)->keepAction()->setChecked(true);
    LinearRuleRow* rule = m_inspector->linearRule();
    rule->leastBox()->setValue(0.2);
    rule->mostBox()->setValue(0.9);
    QTest::mouseClick(rule->applyButton(), Qt::LeftButton);
    const double scales[] = {0.1, 0.2, 0.375, 0.55, 0.725, 0.9};
    for (int i = 0; i < 6; ++i) {
        QVERIFY(isNear(map(i).scale, scales[i]));
    }
    rule->leastBox()->setValue(0.95);
    QVERIFY(rule->mostBox()->value() >= 0.95);  // never below the first scale
    undoAll();
    QVERIFY(block(0)->keepsScale());  // how the rule is applied is not part of the layout
}

void PriorEditorTest::everyControlHasANameAndAToolTip() {
    block(0)->gridAction()->setChecked(true);
    block(1)->freeAction()->trigger();
    block(1)->chips()->choose(0);
    m_inspector->head()->saveVersionAction()->trigger();
    for (const QWidget* widget : m_inspector->findChildren<QWidget*>()) {
        const bool is_control = widget->isVisibleTo(m_inspector.get()) &&
                                (qobject_cast<const QAbstractButton*>(widget) != nullptr ||
                                 qobject_cast<const QAbstractSpinBox*>(widget) != nullptr ||
                                 qobject_cast<const QAbstractSlider*>(widget) != nullptr ||
                                 qobject_cast<const QComboBox*>(widget) != nullptr);
        if (!is_control || widget->parentWidget()->inherits("QScrollArea") ||
            widget->objectName().startsWith(QLatin1String("qt_"))) {
            continue;
        }
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const QString name = button != nullptr && widget->accessibleName().isEmpty()
                                 ? button->text()
                                 : widget->accessibleName();
        QVERIFY2(!name.isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->toolTip().isEmpty(), qPrintable(name));
        QVERIFY2((widget->focusPolicy() & Qt::TabFocus) != 0, qPrintable(name));
    }
}

void PriorEditorTest::tabFollowsTheLayout() {
    block(1)->freeAction()->trigger();  // its chips are created after everything else
    layOut();
    const auto next = [this] {
        moveFocusByLayout(m_inspector.get(), true);  // what Tab does in the window
        return QApplication::focusWidget();
    };
    m_inspector->head()->baselineButton()->setFocus(Qt::OtherFocusReason);
    QCOMPARE(next(), block(0)->onButton());
    block(1)->scaleSlider()->spinBox()->setFocus(Qt::OtherFocusReason);
    for (PriorChip* chip : block(1)->chips()->chips()) {
        QCOMPARE(next(), chip);
    }
    QCOMPARE(next(), block(1)->chips()->addButton());
    QCOMPARE(next(), block(2)->onButton());
    QTest::mouseClick(m_inspector->addMapButton(), Qt::LeftButton);
    layOut();
    block(6)->chips()->addButton()->setFocus(Qt::OtherFocusReason);
    QCOMPARE(next(), m_inspector->linearRule()->leastBox());
}

QTEST_MAIN(PriorEditorTest)
#include "prior_editor_test.moc"
