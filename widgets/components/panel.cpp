#include "widgets/components/panel.hpp"

#include <QAction>
#include <algorithm>
#include <functional>

#include "widgets/components/controls.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {

Panel::Panel(const QString& title, QWidget* parent) : QWidget(parent) {
    setAccessibleName(title);
    auto* head = new QWidget(this);
    head->setObjectName(QStringLiteral("panelHead"));
    head->setFixedHeight(Metrics::kPanelHead);
    head->setAttribute(Qt::WA_StyledBackground);
    head->setProperty("ground", "window");
    head->setProperty("line", "bottom");
    m_head = new QHBoxLayout(head);
    m_head->setContentsMargins(Metrics::kMargin, 0, Metrics::kGap, 0);
    m_head->setSpacing(Metrics::kGap);
    m_title = new ElidedLabel(title, head);
    m_title->setProperty("role", "strong");
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_subtitle = new ElidedLabel(QString(), head);
    m_subtitle->setProperty("role", "second");
    m_head->addWidget(m_title);
    m_head->addWidget(m_subtitle, 1);
    m_legend_end = m_head->count();
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(head);
    head->installEventFilter(this);
    setTitleRoom();
}

void Panel::setTitle(const QString& title) {
    m_title->setText(title);
    setTitleRoom();
    m_title->updateGeometry();
    setAccessibleName(title);
}

void Panel::setTitleElideMode(Qt::TextElideMode mode) {
    m_title->setElideMode(mode);
    setTitleRoom();
}

void Panel::setTitleRoom() {
    // The legend shrinks before the title does, unless the title is long. A file is known from elsewhere,
    // too.
    const int most = m_title->elideMode() == Qt::ElideMiddle ? 32 : 72;
    m_title->ensurePolished();
    m_title->setMinimumWidth(std::min(most, m_title->fontMetrics().horizontalAdvance(m_title->text()) + 4));
}

bool Panel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest) {
        fitSegments();
    }
    return QWidget::eventFilter(watched, event);
}

/// Segments become a menu before the title is cut, so that they leave it the room.
void Panel::fitSegments() {
    const QMargins margins = m_head->contentsMargins();
    int wanted = margins.left() + margins.right() + m_title->fontMetrics().horizontalAdvance(m_title->text());
    SegmentedControl* segments = nullptr;
    for (int i = 0; i < m_head->count(); ++i) {
        QWidget* each = m_head->itemAt(i)->widget();
        if (each == nullptr || each->isHidden()) {
            continue;
        }
        wanted += m_head->spacing();
        if (auto* found = qobject_cast<SegmentedControl*>(each)) {
            segments = found;
            wanted += found->segmentsWidth();
        } else if (each != m_title && each != m_subtitle) {
            wanted += std::min(each->sizeHint().width(), each->maximumWidth());
        }
    }
    if (segments != nullptr) {
        segments->setMenu(wanted > m_head->parentWidget()->width());
    }
}

void Panel::setSubtitle(const QString& subtitle) {
    m_subtitle->setText(subtitle);
}

void Panel::addLegend(QWidget* widget) {
    m_head->insertWidget(m_legend_end++, widget);
}

void Panel::addTool(QWidget* widget) {
    m_head->addWidget(widget);
}

QToolButton* Panel::addTool(QAction* action) {
    auto* button = new IconButton(action->data().toString(), action->toolTip(), this);
    button->setDefaultAction(action);
    m_head->addWidget(button);
    return button;
}

void Panel::setContent(QWidget* content) {
    m_content = content;
    m_column->addWidget(content, 1);
}

void Panel::setGround(const char* role) {
    if (m_content != nullptr) {
        m_content->setAttribute(Qt::WA_StyledBackground);
        m_content->setProperty("ground", role);
    }
}

ErrorBanner* Panel::banner() {
    if (m_banner == nullptr) {
        m_banner = new ErrorBanner(this);
        m_banner->hide();
        m_column->insertWidget(1, m_banner);
    }
    return m_banner;
}

IconButton::IconButton(const QString& icon_name, const QString& tool_tip, QWidget* parent)
    : QToolButton(parent), m_icon_name(icon_name) {
    setMinimumWidth(Metrics::kButton);
    setToolTip(tool_tip);
    setAccessibleName(tool_tip);
    setFocusPolicy(Qt::TabFocus);
    setIconSize(QSize(Metrics::kIcon, Metrics::kIcon));
}

void followIcons(QWidget* widget, ThemeManager& themes) {
    const auto apply = [widget](const Theme& theme) {
        for (IconButton* button : widget->findChildren<IconButton*>()) {
            if (button->defaultAction() != nullptr) {
                button->defaultAction()->setIcon(theme.icon(button->defaultAction()->data().toString()));
            } else if (!button->iconName().isEmpty()) {
                button->setIcon(theme.icon(button->iconName()));
            }
        }
    };
    apply(themes.theme());
    QObject::connect(&themes, &ThemeManager::changed, widget, apply);
}

QWidget* hairline(Qt::Orientation orientation, QWidget* parent) {
    auto* line = new QWidget(parent);
    line->setAttribute(Qt::WA_StyledBackground);
    line->setProperty("line", orientation == Qt::Horizontal ? "bottom" : "right");
    if (orientation == Qt::Horizontal) {
        line->setFixedHeight(1);
    } else {
        line->setFixedWidth(1);
    }
    return line;
}

}  // namespace priorscope
