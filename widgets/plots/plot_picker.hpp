// Points and bars of a plot that lead somewhere: chosen by a click, or by the arrow keys and Enter.
#pragma once

#include <QObject>
#include <QPointF>
#include <QString>
#include <functional>
#include <optional>

class QKeyEvent;
class QMouseEvent;

namespace priorscope {

class PlotWidget;

/// What can be chosen in a plot.
struct PlotPlaces {
    int count = 0;
    int stride = 1;  ///< Left and Right go so many places on, Up and Down one within such a group
    int start = 0;   ///< where the keys begin
    std::function<int(const QPointF&)> at{};  ///< the place at a position of the plot, pixels; -1: none
    std::function<QPointF(int)> values{};     ///< where a place is, in values of the axes
    std::function<QString(int)> describe{};   ///< a sentence
};

/// While there are places, Left and Right go from one to the next, and pan with Shift only.
class PlotPicker : public QObject {
    Q_OBJECT

  public:
    /// @param plot  must outlive it
    explicit PlotPicker(PlotWidget& plot, QObject* parent = nullptr);
    void setPlaces(PlotPlaces places);
    const PlotPlaces& places() const { return m_places; }
    /// Where the keys are, or the last click; -1: nowhere yet.
    int current() const { return m_current; }

  Q_SIGNALS:
    void picked(int place);
    void moved(int place);  ///< by a key

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    bool takeKey(const QKeyEvent& event);
    void followMouse(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    void moveTo(int place);
    int placeAt(const QMouseEvent& event) const;

    PlotWidget& m_plot;
    PlotPlaces m_places;
    int m_current = -1;
    std::optional<QPointF> m_pressed;  ///< pixels of the plot's surface
};

}  // namespace priorscope
