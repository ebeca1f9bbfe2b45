// Chips, segmented controls, and sliders with a spin box.
#pragma once

#include <QButtonGroup>
#include <QLabel>
#include <QSlider>
#include <QStringList>
#include <QToolButton>
#include <QWidget>

#include "widgets/components/number_field.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

class FigureLabel;

/// A small button; a checked one is inverted, a dashed one adds something.
class Chip : public QToolButton {
    Q_OBJECT

  public:
    explicit Chip(const QString& text, QWidget* parent = nullptr);
    void setDashed(bool dashed);
    /// Appends × to the text; a click then requests removal.
    void setRemovable(bool removable);
    void setLabel(const QString& text);
    const QString& label() const { return m_label; }

  Q_SIGNALS:
    void removeRequested();

  private:
    QString m_label;
    bool m_is_removable = false;
};

/// One choice out of a few, side by side; a menu where there is no room for all their words.
class SegmentedControl : public QWidget {
    Q_OBJECT

  public:
    explicit SegmentedControl(const QStringList& labels, QWidget* parent = nullptr);
    int current() const { return m_group->checkedId(); }
    /// Emits no signal.
    void setCurrent(int index);
    void setLabel(int index, const QString& label);
    void setSegmentToolTip(int index, const QString& text);
    QToolButton* segment(int index) const;
    /// What is shown in place of the segments where it is narrow.
    QToolButton* menuButton() const { return m_menu_button; }
    /// Takes no more room than the menu, even where there is some.
    void setMenu(bool on);
    /// Of all segments, pixels.
    int segmentsWidth() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    /// Emitted only for changes by the user.
    void changed(int index);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void arrange();
    void fillMenu();

    QButtonGroup* m_group = nullptr;
    QToolButton* m_menu_button = nullptr;
    bool m_is_menu = false;
};

/// A slider with a tick at the baseline value.
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

/// Name, slider and spin box of one value. A gesture lasts from press to release of the slider, or for one
/// entry in the box: valueChanged is emitted throughout, gestureFinished at its end.
class LabeledSlider : public QWidget {
    Q_OBJECT

  public:
    /// @param step  increment of the spin box and of an arrow key on the slider
    LabeledSlider(const Theme& theme, const QString& label, double minimum, double maximum, double step,
                  int decimals, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    double value() const { return m_box->value(); }
    /// Emits no signal.
    void setValue(double value);
    /// Shows the baseline value as a tick on the slider and as "0.200 →" beside the box if there is room.
    void setBaseline(double value);
    void clearBaseline();
    void setRange(double minimum, double maximum);
    void setDescription(const QString& tool_tip);
    QSlider* slider() const { return m_slider; }
    NumberField* spinBox() const { return m_box; }

    /// Without the baseline's value, which gives way where there is little room.
    QSize minimumSizeHint() const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;

  Q_SIGNALS:
    void valueChanged(double value);
    void gestureStarted();
    void gestureFinished();

  private:
    int positionOf(double value) const;
    double valueAt(int position) const;
    void placeBaseline();

    Theme m_theme;
    double m_minimum;
    double m_maximum;
    double m_step;
    QLabel* m_label = nullptr;
    TickSlider* m_slider = nullptr;
    FigureLabel* m_before = nullptr;  ///< created with the first baseline
    bool m_has_baseline = false;
    NumberField* m_box = nullptr;
};

}  // namespace priorscope
