// Position and zoom of an image within a widget, as a value.
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSize>
#include <QSizeF>

namespace priorscope {

/// Maps image pixels to widget pixels. The zoom is clamped to its limits, and part of the image always stays
/// within the widget. Sizes may be empty.
class CanvasView {
  public:
    enum class Fit { whole, width, none };  ///< how the view reacts when the widget is resized
    static constexpr double kLeastZoom = 0.01;
    static constexpr double kMostZoom = 64.0;
    static constexpr double kMargin = 8.0;  ///< widget pixels around a fitted image

    void setImageSize(const QSize& size);
    void setWidgetSize(const QSize& size);
    void setMargin(double margin);

    const QSize& imageSize() const { return m_image; }
    Fit fitMode() const { return m_fit; }
    double zoom() const { return m_zoom; }  ///< widget pixels per image pixel

    void fit(Fit mode);
    /// Keeps the image point under the anchor in place.
    /// @param anchor  widget pixels
    void zoomBy(double factor, const QPointF& anchor);
    void setZoom(double zoom, const QPointF& anchor);
    /// @param delta  widget pixels by which the image moves
    void panBy(const QPointF& delta);
    /// Centres a part of the image and shows it with as much again on each side; never smaller than the
    /// fitted image.
    /// @param part  image pixels
    void showPart(const QRectF& part);
    /// Whether all of the image is in view.
    bool isWholeShown() const;

    QPointF viewFromImage(const QPointF& pixel) const { return m_origin + pixel * m_zoom; }
    QPointF imageFromView(const QPointF& point) const { return (point - m_origin) / m_zoom; }
    /// Bounds of the whole image, in widget pixels.
    QRectF imageRect() const { return {m_origin, QSizeF(m_image) * m_zoom}; }
    QPointF center() const { return {m_widget.width() / 2.0, m_widget.height() / 2.0}; }

    bool operator==(const CanvasView&) const = default;

  private:
    double fittedZoom(Fit mode) const;
    void keepInside();

    QSize m_image{0, 0};
    QSize m_widget{0, 0};
    Fit m_fit = Fit::whole;
    double m_margin = kMargin;
    double m_zoom = 1.0;
    QPointF m_origin;  ///< upper left corner of the image, in widget pixels
};

}  // namespace priorscope
