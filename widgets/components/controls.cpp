#include "widgets/components/controls.hpp"

#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyle>
#include <QStyleOptionSlider>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "widgets/components/number_field.hpp"
#include "widgets/components/text.hpp"
#include "widgets/components/wheel_guard.hpp"

namespace priorscope {

Chip::Chip(const QString& text, QWidget* parent) : QToolButton(parent), m_label(text) {
    setProperty("chip", true);
    setFocusPolicy(Qt::StrongFocus);
    setText(text);
    setAccessibleName(text);
    connect(this, &QToolButton::clicked, this, [this] {
        if (m_is_removable) {
            Q_EMIT removeRequested();
        }
    });
}

void Chip::setDashed(bool dashed) {
    setProperty("dashed", dashed);
}

void Chip::setRemovable(bool removable) {
    m_is_removable = removable;
    setLabel(m_label);
}

void Chip::setLabel(const QString& text) {
    constexpr double kLongest = 200.0;  // pixels: names may be of any length
    m_label = text;
    const QString shown = elided(QFontMetricsF(font()), text, kLongest);
    setText(m_is_removable ? shown + QStringLiteral("  ×") : shown);
    setAccessibleName(m_is_removable ? tr("Remove %1").arg(text) : text);
}

namespace {

/// The style limits the height of a segment.
void placeInMiddle(QWidget& segment, int x, int width, int height) {
    segment.resize(width, height);
    segment.move(x, (height - segment.height()) / 2);
}

}  // namespace

SegmentedControl::SegmentedControl(const QStringList& labels, QWidget* parent)
    : QWidget(parent), m_group(new QButtonGroup(this)), m_menu_button(new QToolButton(this)) {
    for (int i = 0; i < labels.size(); ++i) {
        auto* button = new QToolButton(this);
        button->setText(labels[i]);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setProperty("segment", labels.size() == 1       ? "only"
                                       : i == 0                 ? "first"
                                       : i == labels.size() - 1 ? "last"
                                                                : "middle");
        m_group->addButton(button, i);
    }
    m_group->setExclusive(true);
    m_menu_button->setProperty("segment", "menu");
    m_menu_button->setFocusPolicy(Qt::StrongFocus);
    m_menu_button->setPopupMode(QToolButton::InstantPopup);
    m_menu_button->setMenu(new QMenu(m_menu_button));
    connect(m_menu_button->menu(), &QMenu::aboutToShow, this, &SegmentedControl::fillMenu);
    setCurrent(0);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idClicked, this, &SegmentedControl::changed);
    connect(m_group, &QButtonGroup::idToggled, this, &SegmentedControl::arrange);
    arrange();
}

void SegmentedControl::setCurrent(int index) {
    if (QAbstractButton* button = m_group->button(index)) {
        button->setChecked(true);
    }
}

void SegmentedControl::setLabel(int index, const QString& label) {
    if (m_group->button(index)->text() != label) {
        m_group->button(index)->setText(label);
        updateGeometry();
        arrange();
    }
}

void SegmentedControl::setSegmentToolTip(int index, const QString& text) {
    m_group->button(index)->setToolTip(text);
    arrange();
}

QToolButton* SegmentedControl::segment(int index) const {
    return qobject_cast<QToolButton*>(m_group->button(index));
}

int SegmentedControl::segmentsWidth() const {
    int width = 0;
    for (const QAbstractButton* button : m_group->buttons()) {
        width += button->sizeHint().width();
    }
    return width;
}

void SegmentedControl::setMenu(bool on) {
    if (on != m_is_menu) {
        m_is_menu = on;
        updateGeometry();
        arrange();
    }
}

QSize SegmentedControl::sizeHint() const {
    return {m_is_menu ? minimumSizeHint().width() : segmentsWidth(), m_group->button(0)->sizeHint().height()};
}

QSize SegmentedControl::minimumSizeHint() const {
    // The menu's button keeps its width whichever is chosen, so that nothing beside it moves.
    int widest = 0;
    for (const QAbstractButton* button : m_group->buttons()) {
        widest = std::max(widest, button->sizeHint().width());
    }
    constexpr int kArrow = 16;
    return {std::min(widest + kArrow, segmentsWidth()), m_group->button(0)->sizeHint().height()};
}

void SegmentedControl::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void SegmentedControl::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        updateGeometry();
        arrange();
    }
}

void SegmentedControl::arrange() {
    const bool as_menu = m_is_menu || width() < segmentsWidth();
    const QList<QAbstractButton*> buttons = m_group->buttons();
    // Whichever is hidden hands the focus over.
    const bool menu_had_focus = m_menu_button->hasFocus();
    const bool segment_had_focus = std::any_of(buttons.begin(), buttons.end(),
                                               [](const QAbstractButton* each) { return each->hasFocus(); });
    int x = 0;
    for (QAbstractButton* button : buttons) {
        button->setVisible(!as_menu);
        placeInMiddle(*button, x, button->sizeHint().width(), height());
        x += button->width();
    }
    QAbstractButton* chosen = m_group->checkedButton();
    m_menu_button->setVisible(as_menu);
    placeInMiddle(*m_menu_button, 0, std::min(width(), minimumSizeHint().width()), height());
    if (chosen != nullptr) {
        m_menu_button->setText(chosen->text() + QStringLiteral("  ▾"));
        m_menu_button->setAccessibleName(chosen->text());
        m_menu_button->setToolTip(chosen->toolTip());
    }
    if (as_menu && segment_had_focus) {
        m_menu_button->setFocus();
    } else if (!as_menu && menu_had_focus && chosen != nullptr) {
        chosen->setFocus();
    }
}

void SegmentedControl::fillMenu() {
    QMenu* menu = m_menu_button->menu();
    menu->clear();
    menu->setToolTipsVisible(true);
    for (QAbstractButton* button : m_group->buttons()) {
        QAction* action = menu->addAction(button->text(), button, &QAbstractButton::click);
        action->setToolTip(button->toolTip());
        action->setCheckable(true);
        action->setChecked(button->isChecked());
        action->setEnabled(button->isEnabled());
    }
}

TickSlider::TickSlider(const Theme& theme, QWidget* parent)
    : QSlider(Qt::Horizontal, parent), m_theme(theme) {
    setFocusPolicy(Qt::StrongFocus);
    setMinimumWidth(64);
}

void TickSlider::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

void TickSlider::setTick(int position) {
    if (position != m_tick) {
        m_tick = position;
        update();
    }
}

void TickSlider::paintEvent(QPaintEvent* event) {
    if (m_tick >= 0) {
        QStyleOptionSlider option;
        initStyleOption(&option);
        const int handle =
            style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this).width();
        const int offset = QStyle::sliderPositionFromValue(minimum(), maximum(), m_tick, width() - handle);
        QPainter painter(this);
        painter.fillRect(QRectF(offset + handle / 2.0 - 0.5, height() / 2.0 - 7.0, 1.0, 14.0), m_theme.third);
    }
    QSlider::paintEvent(event);
}

void TickSlider::wheelEvent(QWheelEvent* event) {
    if (hasFocus()) {
        QSlider::wheelEvent(event);
    } else {
        event->ignore();  // scrolling a column must not change the value under the pointer
    }
}

LabeledSlider::LabeledSlider(const Theme& theme, const QString& label, double minimum, double maximum,
                             double step, int decimals, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_minimum(minimum), m_maximum(maximum), m_step(step) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kGap);
    m_label = new QLabel(label, this);
    m_label->setProperty("role", "second");
    m_slider = new TickSlider(theme, this);
    m_slider->setAccessibleName(label);
    m_box = new NumberField(this);
    m_box->setDecimals(decimals);
    m_box->setSingleStep(step);
    m_box->setAlignment(Qt::AlignRight);
    m_box->setKeyboardTracking(false);
    m_box->setProperty("compact", true);
    m_box->setFixedWidth(72);
    m_box->setAccessibleName(label);
    m_label->setBuddy(m_box);
    guardWheel(m_box);
    row->addWidget(m_label);
    row->addWidget(m_slider, 1);
    row->addWidget(m_box);
    setRange(minimum, maximum);
    connect(m_slider, &QSlider::sliderPressed, this, &LabeledSlider::gestureStarted);
    connect(m_slider, &QSlider::sliderReleased, this, &LabeledSlider::gestureFinished);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        const QSignalBlocker blocker(m_box);
        m_box->setValue(valueAt(position));
        Q_EMIT valueChanged(m_box->value());
        if (!m_slider->isSliderDown()) {
            Q_EMIT gestureFinished();
        }
    });
    connect(m_box, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        const QSignalBlocker blocker(m_slider);
        m_slider->setValue(positionOf(value));
        Q_EMIT valueChanged(value);
        Q_EMIT gestureFinished();
    });
}

void LabeledSlider::setTheme(const Theme& theme) {
    m_theme = theme;
    m_slider->setTheme(theme);
    if (m_before != nullptr) {
        m_before->setColor(theme.third);
    }
}

int LabeledSlider::positionOf(double value) const {
    return static_cast<int>(std::lround((std::clamp(value, m_minimum, m_maximum) - m_minimum) / m_step));
}

double LabeledSlider::valueAt(int position) const {
    return m_minimum + position * m_step;
}

void LabeledSlider::setValue(double value) {
    const QSignalBlocker box_blocker(m_box);
    const QSignalBlocker slider_blocker(m_slider);
    m_box->setValue(value);
    m_slider->setValue(positionOf(value));
    m_slider->update();
}

void LabeledSlider::setBaseline(double value) {
    m_slider->setTick(positionOf(value));
    const QString arrow = QStringLiteral(" →");
    if (m_before == nullptr) {
        m_before = new FigureLabel(this);
        m_before->setColor(m_theme.third);
        auto* row = qobject_cast<QHBoxLayout*>(layout());
        row->insertWidget(row->indexOf(m_box), m_before);
    }
    // As wide as the largest value, so that the slider keeps its length while one is dragged.
    const QString widest = QLocale().toString(m_maximum, 'f', m_box->decimals()) + arrow;
    m_before->setFixedWidth(
        static_cast<int>(std::ceil(tabularWidth(QFontMetricsF(m_before->font()), widest))));
    m_before->setText(QLocale().toString(value, 'f', m_box->decimals()) + arrow);
    m_has_baseline = true;
    placeBaseline();
}

void LabeledSlider::clearBaseline() {
    m_slider->setTick(-1);
    m_has_baseline = false;
    placeBaseline();
}

void LabeledSlider::placeBaseline() {
    if (m_before != nullptr) {
        const int needed = minimumSizeHint().width() + m_before->minimumWidth() + layout()->spacing();
        m_before->setVisible(m_has_baseline && width() >= needed);
    }
}

QSize LabeledSlider::minimumSizeHint() const {
    return {m_label->sizeHint().width() + m_slider->minimumWidth() + m_box->minimumWidth() +
                2 * layout()->spacing(),
            QWidget::minimumSizeHint().height()};
}

void LabeledSlider::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeBaseline();
}

void LabeledSlider::setRange(double minimum, double maximum) {
    m_minimum = minimum;
    m_maximum = maximum;
    const QSignalBlocker box_blocker(m_box);
    const QSignalBlocker slider_blocker(m_slider);
    m_box->setRange(minimum, maximum);
    m_slider->setRange(0, static_cast<int>(std::lround((maximum - minimum) / m_step)));
    m_slider->setPageStep(std::max(1, m_slider->maximum() / 10));
    m_slider->setValue(positionOf(m_box->value()));
}

void LabeledSlider::setDescription(const QString& tool_tip) {
    for (QWidget* widget :
         {static_cast<QWidget*>(m_label), static_cast<QWidget*>(m_slider), static_cast<QWidget*>(m_box)}) {
        widget->setToolTip(tool_tip);
    }
}

}  // namespace priorscope
