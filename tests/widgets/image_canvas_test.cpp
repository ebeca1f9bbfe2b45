// The canvas: mapping, zoom limits, clicks, drags and keys.
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <cmath>
#include <limits>

#include "widgets/canvas/box_painter.hpp"
#include "widgets/canvas/image_canvas.hpp"

using namespace priorscope;

class ImageCanvasTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void fitsWithMargins();
    void wheelKeepsThePointUnderThePointer();
    void extremesStayWithinLimits();
    void clickFindsTheSmallestBox();
    void dragPansAndDoesNotClick();
    void keysFitZoomAndHide();
    void hoverGivesFractions();
    void labelsStayInside();
    void labelsMakeRoom();
    void labelsDoNotBuryTheClickedObject();
    void arrowsGoToNeighboursOrPan();
    void emptyImagesAreHarmless();

  private:
    static QImage picture(int width, int height) {
        QImage image(width, height, QImage::Format_RGB32);
        image.fill(Qt::gray);
        return image;
    }
    static void wheel(ImageCanvas& canvas, const QPointF& point, int delta) {
        QWheelEvent event(point, canvas.mapToGlobal(point), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&canvas, &event);
    }
};

void ImageCanvasTest::fitsWithMargins() {
    ImageCanvas canvas(Theme::day());
    canvas.resize(416, 316);
    canvas.setImage(picture(200, 100));
    canvas.show();
    QVERIFY(QTest::qWaitForWindowExposed(&canvas));
    // (416 - 16) / 200 = 2 across, (316 - 16) / 100 = 3 down: the smaller one, centred.
    QCOMPARE(canvas.view().zoom(), 2.0);
    QCOMPARE(canvas.viewFromFraction({0.0, 0.0}), QPointF(8.0, 58.0));
    QCOMPARE(canvas.viewFromFraction({1.0, 1.0}), QPointF(408.0, 258.0));
    QCOMPARE(canvas.fractionFromView({208.0, 158.0}), QPointF(0.5, 0.5));
    canvas.resize(216, 316);
    QCOMPARE(canvas.view().zoom(), 1.0);
}

void ImageCanvasTest::wheelKeepsThePointUnderThePointer() {
    ImageCanvas canvas(Theme::day());
    canvas.resize(416, 316);
    canvas.setImage(picture(200, 100));
    canvas.show();
    const QPointF pointer(108.0, 108.0);
    const QPointF before = canvas.fractionFromView(pointer);
    QCOMPARE(before, QPointF(0.25, 0.25));
    wheel(canvas, pointer, 240);
    QVERIFY(qAbs(canvas.view().zoom() - 2.0 * 1.2 * 1.2) < 1e-9);
    const QPointF after = canvas.fractionFromView(pointer);
    QVERIFY(QPointF(after - before).manhattanLength() < 1e-9);
}

void ImageCanvasTest::extremesStayWithinLimits() {
    ImageCanvas canvas(Theme::day());
    canvas.resize(400, 300);
    canvas.setImage(picture(500, 375));
    canvas.show();
    for (int i = 0; i < 300; ++i) {
        wheel(canvas, {10.0, 10.0}, 1200);
    }
    QCOMPARE(canvas.view().zoom(), CanvasView::kMostZoom);
    QVERIFY(!canvas.grab().isNull());
    for (int i = 0; i < 300; ++i) {
        wheel(canvas, {390.0, 290.0}, std::numeric_limits<int>::min() / 4);
    }
    QVERIFY(canvas.view().zoom() > 0.0);
    QVERIFY(canvas.view().imageRect().intersects(QRectF(canvas.rect())));
    QVERIFY(!canvas.grab().isNull());

    CanvasView view;
    view.setImageSize({1, 1});
    view.setWidgetSize({0, 0});
    view.setZoom(std::numeric_limits<double>::infinity(), {});
    view.zoomBy(0.0, {});
    view.zoomBy(-3.0, {});
    view.panBy({std::numeric_limits<double>::quiet_NaN(), 0.0});
    QVERIFY(view.zoom() > 0.0);
    view.setImageSize({60000, 2});
    view.setWidgetSize({320, 200});
    view.fit(CanvasView::Fit::whole);
    QVERIFY(view.zoom() >= CanvasView::kLeastZoom);
    view.setZoom(1e9, {1e6, -1e6});
    QVERIFY(view.imageRect().intersects(QRectF(0, 0, 320, 200)));
    view.panBy({1e12, -1e12});
    QVERIFY(view.imageRect().intersects(QRectF(0, 0, 320, 200)));
}

void ImageCanvasTest::clickFindsTheSmallestBox() {
    ImageCanvas canvas(Theme::day());
    canvas.resize(416, 216);
    canvas.setImage(picture(200, 100));
    canvas.setLayers({{.name = "objects",
                       .boxes = {{.box = {0.25F, 0.25F, 0.5F, 0.75F}, .color = Qt::red, .id = 7},
                                 {.box = {0.1F, 0.1F, 0.9F, 0.9F}, .color = Qt::blue, .id = 8},
                                 {.box = {0.0F, 0.0F, 1.0F, 1.0F}, .color = Qt::green, .id = -1}}}});
    canvas.show();
    QSignalSpy clicked(&canvas, &ImageCanvas::boxClicked);
    QSignalSpy ground(&canvas, &ImageCanvas::groundClicked);
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.viewFromFraction({0.4, 0.5}).toPoint());
    QCOMPARE(clicked.takeFirst().at(0).toInt(), 7);
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.viewFromFraction({0.7, 0.5}).toPoint());
    QCOMPARE(clicked.takeFirst().at(0).toInt(), 8);
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.viewFromFraction({0.03, 0.03}).toPoint());
    QCOMPARE(clicked.count(), 0);
    QCOMPARE(ground.count(), 1);
    canvas.setBoxesVisible(false);
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.viewFromFraction({0.4, 0.5}).toPoint());
    QCOMPARE(clicked.count(), 0);
}

void ImageCanvasTest::dragPansAndDoesNotClick() {
    ImageCanvas canvas(Theme::day());
    canvas.resize(416, 216);
    canvas.setImage(picture(200, 100));
    canvas.setLayers(
        {{.name = "objects", .boxes = {{.box = {0.4F, 0.4F, 0.6F, 0.6F}, .color = Qt::red, .id = 1}}}});
    canvas.show();
    QSignalSpy clicked(&canvas, &ImageCanvas::boxClicked);
    const QPointF origin = canvas.viewFromFraction({0.0, 0.0});
    QTest::mousePress(&canvas, Qt::LeftButton, {}, {40, 40});
    QTest::mouseMove(&canvas, {70, 60});
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {70, 60});
    QCOMPARE(canvas.viewFromFraction({0.0, 0.0}), origin + QPointF(30.0, 20.0));
    QTest::mousePress(&canvas, Qt::MiddleButton, {}, {238, 128});
    QTest::mouseMove(&canvas, {208, 108});
    QTest::mouseRelease(&canvas, Qt::MiddleButton, {}, {208, 108});
    QCOMPARE(canvas.viewFromFraction({0.0, 0.0}), origin);
    QCOMPARE(clicked.count(), 0);
}

void ImageCanvasTest::keysFitZoomAndHide() {
    ImageCanvas canvas(Theme::day());
    canvas.resize(416, 316);
    canvas.setImage(picture(100, 200));
    canvas.show();
    const double fitted = canvas.view().zoom();
    QCOMPARE(fitted, 1.5);  // (316 - 16) / 200
    QTest::keyClick(&canvas, Qt::Key_Plus);
    QCOMPARE(canvas.view().zoom(), 1.5 * 1.25);
    QTest::keyClick(&canvas, Qt::Key_Minus);
    QVERIFY(qAbs(canvas.view().zoom() - 1.5) < 1e-9);
    QTest::keyClick(&canvas, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(canvas.view().zoom(), 4.0);  // (416 - 16) / 100
    const double top = canvas.viewFromFraction({0.0, 0.0}).y();
    QTest::keyClick(&canvas, Qt::Key_Down);
    QVERIFY(canvas.viewFromFraction({0.0, 0.0}).y() < top);
    QTest::keyClick(&canvas, Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(canvas.view().zoom(), fitted);
    QTest::keyClick(&canvas, Qt::Key_H, Qt::ControlModifier);
    QVERIFY(!canvas.areBoxesVisible());
    QTest::keyClick(&canvas, Qt::Key_H, Qt::ControlModifier);
    QVERIFY(canvas.areBoxesVisible());
}

void ImageCanvasTest::hoverGivesFractions() {
    ImageCanvas canvas(Theme::day());
    canvas.resize(416, 216);
    canvas.setImage(picture(200, 100));
    canvas.show();
    QSignalSpy hovered(&canvas, &ImageCanvas::hovered);
    QTest::mouseMove(&canvas, {108, 58});
    QVERIFY(hovered.count() > 0);
    QCOMPARE(hovered.last().at(0).toPointF(), QPointF(0.25, 0.25));
    QVERIFY(hovered.last().at(1).toBool());
    QTest::mouseMove(&canvas, {2, 2});
    QVERIFY(!hovered.last().at(1).toBool());
}

void ImageCanvasTest::labelsStayInside() {
    const QRectF bounds(0, 0, 200, 100);
    // Room above the box: above. No room above: below. Box over the whole image: inside its upper edge.
    const QSizeF size(60, 18);
    QCOMPARE(freePlate({50, 40, 40, 20}, size, bounds, {}), QRectF(49, 22, 60, 18));
    QCOMPARE(freePlate({50, 2, 40, 20}, size, bounds, {}), QRectF(49, 22, 60, 18));
    QCOMPARE(freePlate({1, 0, 199, 100}, size, bounds, {}), QRectF(0, 0, 60, 18));
    // At the right edge, the label ends with the box.
    QCOMPARE(freePlate({180, 40, 19, 20}, size, bounds, {}), QRectF(140, 22, 60, 18));
    // Another label is already there: below.
    QCOMPARE(freePlate({50, 40, 40, 20}, size, bounds, {QRectF(40, 20, 60, 18)}), QRectF(49, 60, 60, 18));
    // Above, below and inside it are others; to its right is room.
    QCOMPARE(freePlate({50, 40, 40, 20}, size, bounds,
                       {QRectF(0, 0, 90, 40), QRectF(0, 60, 90, 40), QRectF(50, 40, 40, 20)}),
             QRectF(90, 40, 60, 18));
    // No room anywhere.
    QCOMPARE(freePlate({50, 40, 40, 20}, size, bounds, {bounds}), std::nullopt);
}

void ImageCanvasTest::labelsMakeRoom() {
    const QFont font = Theme::night().smallFont();
    const QRectF bounds(0, 0, 300, 100);
    const CanvasBox box{
        .box = {}, .color = Qt::red, .label = QStringLiteral("a class with a long name 12 0.75")};
    const QRectF rect(100, 40, 20, 20);
    const auto whole = placedLabel(box, rect, font, bounds, {});
    QVERIFY(whole);
    QCOMPARE(whole->text, box.label);
    // A band of 40 pixels' height and 70 pixels' width is left above the box: the label is shortened in the
    // middle.
    const std::vector<QRectF> taken{QRectF(0, 0, 90, 100), QRectF(170, 0, 130, 100), QRectF(90, 40, 80, 60)};
    const auto shortened = placedLabel(box, rect, font, bounds, taken);
    QVERIFY(shortened);
    QVERIFY(shortened->text.size() < box.label.size() && shortened->text.contains(QChar(0x2026)));
    QVERIFY(QRectF(90, 0, 80, 40).contains(shortened->plate));
    // No place: hidden, unless it is what was clicked.
    QVERIFY(!placedLabel(box, rect, font, bounds, {bounds}));
    CanvasBox selected = box;
    selected.is_selected = true;
    QVERIFY(placedLabel(selected, rect, font, bounds, {bounds}));
}

/// Seven objects of a few pixels each, one of them selected: its pixels stay free of every plate.
void ImageCanvasTest::labelsDoNotBuryTheClickedObject() {
    ImageCanvas canvas(Theme::night());
    canvas.resize(300, 200);
    canvas.setImage(picture(284, 184));
    CanvasLayer layer{.name = {}, .boxes = {}};
    for (int i = 0; i < 7; ++i) {
        const float x = 0.40F + 0.03F * static_cast<float>(i % 4);
        const int row = i / 4;
        const float y = 0.45F + 0.06F * static_cast<float>(row);
        layer.boxes.push_back({.box = {x, y, x + 0.04F, y + 0.06F},
                               .color = Qt::red,
                               .label = QStringLiteral("aeroplane %1 0.15").arg(i + 1),
                               .is_selected = i == 2,
                               .id = i});
    }
    const Box wanted = layer.boxes[2].box;
    canvas.setLayers({layer});
    const QImage shown = canvas.grab().toImage();
    const QPointF first = canvas.viewFromFraction({wanted.x_min, wanted.y_min});
    const QPointF last = canvas.viewFromFraction({wanted.x_max, wanted.y_max});
    // Inside its lines lies the grey picture, not the dark ground of a plate.
    int grey = 0;
    int pixels = 0;
    for (int y = static_cast<int>(first.y()) + 5; y < static_cast<int>(last.y()) - 5; ++y, ++pixels) {
        grey += shown.pixelColor(static_cast<int>((first.x() + last.x()) / 2.0), y).lightness() > 100 ? 1 : 0;
    }
    QVERIFY(pixels > 0);
    QCOMPARE(grey, pixels);
}

void ImageCanvasTest::arrowsGoToNeighboursOrPan() {
    ImageCanvas canvas(Theme::night());
    canvas.resize(300, 200);
    canvas.setImage(picture(284, 184));
    canvas.show();
    QSignalSpy wanted(&canvas, &ImageCanvas::neighbourWanted);
    QTest::keyClick(&canvas, Qt::Key_Right);
    QTest::keyClick(&canvas, Qt::Key_Left);
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted.first().first().toInt(), 1);
    QCOMPARE(wanted.last().first().toInt(), -1);
    canvas.showBox({0.45F, 0.45F, 0.55F, 0.55F});
    // 28.4 x 18.4 pixels with as much on each side fill 300 x 200: the height allows 3.62, the width 3.52.
    QVERIFY(std::abs(canvas.view().zoom() - 300.0 / (3.0 * 28.4)) < 1e-4);  // boxes are floats
    QVERIFY((canvas.viewFromFraction({0.5, 0.5}) - QPointF(150, 100)).manhattanLength() < 0.01);
    const QPointF before = canvas.viewFromFraction({0.5, 0.5});
    QTest::keyClick(&canvas, Qt::Key_Right);
    QCOMPARE(wanted.size(), 2);
    QVERIFY(canvas.viewFromFraction({0.5, 0.5}).x() < before.x());
    canvas.showBox({0.0F, 0.0F, 1.0F, 1.0F});  // not smaller than the fitted image
    QVERIFY(canvas.view().isWholeShown());
}

void ImageCanvasTest::emptyImagesAreHarmless() {
    ImageCanvas canvas(Theme::night());
    canvas.resize(300, 200);
    canvas.show();
    QVERIFY(!canvas.grab().isNull());
    canvas.setImage({});
    canvas.zoomIn();
    canvas.fitWidth();
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, {50, 50});
    canvas.setPlaceholder({500, 375}, QStringLiteral("The image file is not there."));
    canvas.setLayers({{.name = "objects",
                       .boxes = {{.box = {0.1F, 0.1F, 1.4F, 0.5F}, .color = Qt::red, .label = "dog 1"}}}});
    QVERIFY(!canvas.grab().isNull());
    canvas.resize(0, 0);
    canvas.resize(300, 200);
    QVERIFY(canvas.view().zoom() > 0.0);
}

QTEST_MAIN(ImageCanvasTest)
#include "image_canvas_test.moc"
