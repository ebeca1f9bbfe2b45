// Chips, segmented controls and sliders with their number.
#pragma once

#include <QButtonGroup>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSlider>
#include <QStringList>
#include <QToolButton>
#include <QWidget>

#include "widgets/theme/theme.hpp"

namespace priorscope {

class FigureLabel;

/// A small button; chosen ones are inverted, dashed ones add something.
class Chip : public QToolButton {
    Q_OBJECT

  public:
    explicit Chip(const QString& text, QWidget* parent = nullptr);
    void setDashed(bool dashed);
    /// Adds × after the text; a click asks for removal.
    void setRemovable(bool removable);
    void setLabel(const QString& text);
    const QString& label() const { return m_label; }

  Q_SIGNALS:
    void removeRequested();

  private:
    QString m_label;
    bool m_is_removable = false;
};

/// One of few, side by side.
class SegmentedControl : public QWidget {
    Q_OBJECT

  public:
    explicit SegmentedControl(const QStringList& labels, QWidget* parent = nullptr);
    int current() const { return m_group->checkedId(); }
    /// Announces nothing.
    void setCurrent(int index);
    void setLabel(int index, const QString& label);
    void setSegmentToolTip(int index, const QString& text);
    QToolButton* segment(int index) const;

  Q_SIGNALS:
    /// By the user.
    void changed(int index);

  private:
    QButtonGroup* m_group = nullptr;
};

/// A slider that ticks where the baseline is.
class TickSlider : public QSlider {
    Q_OBJECT

  public:
    explicit TickSlider(const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// @param position  in the slider's range; -1: none
    void setTick(int position);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

  private:
    Theme m_theme;
    int m_tick = -1;
};

/// Name, slider and spin box of one value. A gesture is from press to release of the slider, or one entry in
/// the box: valueChanged comes all through it, gestureFinished at its end.
class LabeledSlider : public QWidget {
    Q_OBJECT

  public:
    /// @param step  of the spin box and of one arrow key on the slider
    LabeledSlider(const Theme& theme, const QString& label, double minimum, double maximum, double step,
                  int decimals, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    double value() const { return m_box->value(); }
    /// Announces nothing.
    void setValue(double value);
    /// The value before, as a tick on the slider and as "0.200 →" beside the box.
    void setBaseline(double value);
    void clearBaseline();
    void setRange(double minimum, double maximum);
    void setDescription(const QString& tool_tip);
    QSlider* slider() const { return m_slider; }
    QDoubleSpinBox* spinBox() const { return m_box; }

  Q_SIGNALS:
    void valueChanged(double value);
    void gestureStarted();
    void gestureFinished();

  private:
    int positionOf(double value) const;
    double valueAt(int position) const;

    Theme m_theme;
    double m_minimum;
    double m_maximum;
    double m_step;
    QLabel* m_label = nullptr;
    TickSlider* m_slider = nullptr;
    FigureLabel* m_before = nullptr;  ///< made for the first baseline
    QDoubleSpinBox* m_box = nullptr;
};

}  // namespace priorscope
