// The shape plane as a widget: handles can be dragged, the view zoomed and panned.
#pragma once

#include <QWidget>

#include "widgets/priors/coverage/shape_plane_scene.hpp"

class QMenu;

namespace priorscope {

/// Drag a handle to change its prior; with Shift, only its ratio. Drag the background to pan; use the wheel
/// to zoom; double-click or press Home to show everything again. Page Up and Page Down select a handle, the
/// arrow keys move it by two percent.
class ShapePlaneView : public QWidget {
    Q_OBJECT

  public:
    explicit ShapePlaneView(const Theme& theme, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setLayouts(const PriorConfig& config, const PriorConfig& baseline);
    /// @param uncovered  sides of the objects that no prior covers
    void setObjects(std::shared_ptr<const std::vector<std::int32_t>> density,
                    std::vector<PriorMap::Shape> uncovered, bool letterboxed);
    void setContours(std::shared_ptr<const ContourLines> now, std::shared_ptr<const ContourLines> before);
    void select(int map, int shape);
    const ShapePlaneScene& scene() const { return m_scene; }
    /// Widget position of a handle; for tests.
    QPointF positionOf(const ShapeHandle& handle) const;
    int repaints() const { return m_repaints; }

    void goHome();
    /// Width, height and object count of each non-empty bin, and the priors.
    QString csv() const;
    bool savePicture(const QString& file) const;
    QMenu* menu() const { return m_menu; }

    QSize sizeHint() const override { return {420, 320}; }
    QSize minimumSizeHint() const override { return {160, 120}; }

  Q_SIGNALS:
    void selected(int map, int shape);
    void gestureStarted();
    void shapeChanged(int map, int shape, float w, float h);
    void gestureFinished();

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    ShapePlanePainter painterOf() const;
    void zoomBy(double factor, const QPointF& anchor);
    void moveHandle(const QPointF& point, bool only_ratio);
    void nudge(double factor_w, double factor_h);
    void stepHandle(int step);
    QString describe(const ShapeHandle& handle) const;
    void askAndSavePicture();
    void askAndSaveFigures();

    Theme m_theme;
    ShapePlaneScene m_scene;
    QMenu* m_menu = nullptr;
    bool m_is_dragging = false;
    bool m_is_panning = false;
    float m_drag_area = 0.0F;
    QPointF m_grip;  ///< offset from the pointer to the handle's centre
    QPointF m_last;
    int m_repaints = 0;
};

}  // namespace priorscope
