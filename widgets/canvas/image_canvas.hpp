// A canvas that shows an image with boxes over it and can be zoomed and panned.
#pragma once

#include <QColor>
#include <QImage>
#include <QPixmap>
#include <QString>
#include <QWidget>
#include <vector>

#include "core/geometry/box.hpp"
#include "widgets/canvas/canvas_view.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

/// A box drawn over the image, outlined in black. Take its colour from Theme::onPhotograph().
struct CanvasBox {
    Box box;  ///< fractions of the image; may extend beyond it
    QColor color;
    QString label{};  ///< on a dark plate at a corner; empty: none
    QString tag{};    ///< glyph in a coloured square in front of the label; empty: none
    Qt::PenStyle line = Qt::SolidLine;
    double width = 1.5;        ///< pixels
    bool is_selected = false;  ///< white, with corner marks
    int id = -1;               ///< passed to the signals; -1: not clickable
};

struct PlacedBox;
class CanvasTool;

/// Boxes that are shown and hidden together. Later layers are drawn on top.
struct CanvasLayer {
    QString name;
    std::vector<CanvasBox> boxes;
    bool is_visible = true;
};

/// Zoom: wheel (about the pointer), + and -. Pan: drag with the left button outside the boxes or with the
/// middle button anywhere, or use the arrow keys; while the whole image is
/// in view, Left and Right ask for its neighbours. Keys while focused: F or Ctrl+F fit, Ctrl+Shift+F fit
/// width, Ctrl+H hide or show the boxes, 1 actual pixels. A click on a box (the smallest one under the
/// pointer) emits boxClicked().
class ImageCanvas : public QWidget {
    Q_OBJECT

  public:
    explicit ImageCanvas(const Theme& theme, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// Keeps zoom and position if the size equals that of the previous image.
    void setImage(const QImage& image);
    /// Without pixels: draws the boxes on an empty background of this size, with the text below it.
    /// @param size  of the image, in pixels; empty: only the text is shown
    void setPlaceholder(const QSize& size, const QString& text);
    const QImage& image() const { return m_image; }

    void setLayers(std::vector<CanvasLayer> layers);
    const std::vector<CanvasLayer>& layers() const { return m_layers; }
    void setBoxesVisible(bool visible);
    bool areBoxesVisible() const { return m_boxes_visible; }
    /// For small canvases in an inspector: only the selected box is labelled, no zoom or pan.
    void setCompact(bool compact);
    bool isCompact() const { return m_is_compact; }

    /// Asked before the canvas acts itself; null: none. It must outlive the canvas, or be taken away.
    void setTool(CanvasTool* tool);

    const CanvasView& view() const { return m_view; }
    QPointF viewFromFraction(const QPointF& fraction) const;
    QPointF fractionFromView(const QPointF& point) const;
    /// Id of the smallest clickable visible box that covers the point (widget pixels); -1 if there is none.
    int boxAt(const QPointF& point) const;

    /// Shows a box large, in the middle.
    void showBox(const Box& box);

    QSize sizeHint() const override { return {480, 360}; }
    QSize minimumSizeHint() const override { return {96, 72}; }

  public Q_SLOTS:
    void fit();
    void fitWidth();
    void zoomIn();
    void zoomOut();
    void zoomToActualPixels();
    void toggleBoxes();

  Q_SIGNALS:
    /// Position in fractions of the image; inside is false outside it and when the pointer leaves.
    void hovered(const QPointF& fraction, bool inside);
    void boxClicked(int id);
    /// A click on the image outside every box.
    void groundClicked(const QPointF& fraction);
    void doubleClicked();
    /// Left or Right was pressed while the whole image is in view. @param step  -1 or 1
    void neighbourWanted(int step);
    /// Widget pixels per image pixel.
    void zoomChanged(double zoom);
    void boxesVisibleChanged(bool visible);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void setImageSize(const QSize& size);
    void changeView(const CanvasView& view);
    void paintPixels(QPainter& painter);
    void paintPlaceholder(QPainter& painter);
    void paintLayers(QPainter& painter);
    void paintLabels(QPainter& painter, const std::vector<PlacedBox>& shown);
    void updateCursor();
    void showCursor(const QPointF& point);

    Theme m_theme;
    QImage m_image;
    QString m_placeholder;
    std::vector<CanvasLayer> m_layers;
    CanvasView m_view;
    QPixmap m_scaled;  ///< the whole image at the current zoom, if that is below 1
    bool m_boxes_visible = true;
    bool m_is_compact = false;
    bool m_shows_focus = false;  ///< the focus came from the keyboard

    QPointF m_press;
    QPointF m_last_drag;
    Qt::MouseButton m_press_button = Qt::NoButton;
    bool m_is_dragging = false;
    CanvasTool* m_tool = nullptr;
    bool m_tool_drags = false;
};

}  // namespace priorscope
