#include "widgets/frame/rail.hpp"

namespace priorscope {

RailButton::RailButton(const QString& icon_name, const QString& label, const Theme& theme, QWidget* parent)
    : QAbstractButton(parent), m_icon_name(icon_name), m_theme(theme) {
    setText(label);
    setAccessibleName(label);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
}

void RailButton::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

QSize RailButton::sizeHint() const {
    return {Metrics::kRail, 64};
}

void RailButton::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    if (isChecked()) {
        painter.fillRect(rect(), m_theme.selected);
        painter.fillRect(QRect(0, 0, 3, height()), m_theme.text);
    } else if (underMouse()) {
        painter.fillRect(rect(), m_theme.hover);
    }
    const bool is_strong = isChecked() || underMouse();
    const QRect icon((width() - 24) / 2, 9, 24, 24);
    m_theme.icon(m_icon_name, is_strong ? m_theme.text : m_theme.second).paint(&painter, icon);
    QFont font = m_theme.smallFont();
    font.setWeight(isChecked() ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    painter.setPen(is_strong ? m_theme.text : m_theme.second);
    painter.drawText(QRect(0, 36, width(), 18), Qt::AlignCenter, text());
    if (hasFocus()) {
        painter.setPen(m_theme.current);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

Rail::Rail(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_group(new QButtonGroup(this)) {
    setFixedWidth(Metrics::kRail);
    setAttribute(Qt::WA_StyledBackground);
    setProperty("ground", "window");
    setProperty("line", "right");
    setAccessibleName(tr("Workspaces"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, Metrics::kGap);
    column->setSpacing(0);
    m_top = new QVBoxLayout;
    m_workspaces = new QVBoxLayout;
    m_bottom = new QVBoxLayout;
    m_workspaces->setSpacing(0);
    m_bottom->setSpacing(Metrics::kGap);
    column->addLayout(m_top);
    column->addLayout(m_workspaces);
    column->addStretch(1);
    column->addLayout(m_bottom);
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::idClicked, this, &Rail::chosen);
}

void Rail::setTheme(const Theme& theme) {
    m_theme = theme;
    for (RailButton* button : m_buttons) {
        button->setTheme(theme);
    }
}

void Rail::setTopWidget(QWidget* widget) {
    auto* holder = new QWidget(this);
    holder->setFixedHeight(Metrics::kContextBar);
    holder->setAttribute(Qt::WA_StyledBackground);
    holder->setProperty("line", "bottom");
    auto* row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(widget, 0, Qt::AlignCenter);
    m_top->addWidget(holder);
}

void Rail::addWorkspace(const QString& icon_name, const QString& label, const QString& tool_tip) {
    auto* button = new RailButton(icon_name, label, m_theme, this);
    button->setToolTip(tool_tip);
    m_group->addButton(button, static_cast<int>(m_buttons.size()));
    m_buttons << button;
    m_workspaces->addWidget(button);
}

void Rail::addBottomWidget(QWidget* widget) {
    m_bottom->addWidget(widget, 0, Qt::AlignHCenter);
}

void Rail::setCurrent(int index) {
    if (QAbstractButton* button = m_group->button(index)) {
        button->setChecked(true);
    }
}

}  // namespace priorscope
