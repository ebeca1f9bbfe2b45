#include "widgets/priors/editor/map_block.hpp"

#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

#include "core/priors/prior_edit.hpp"
#include "widgets/components/pass_undo.hpp"
#include "widgets/priors/editor/map_grid.hpp"

namespace priorscope {
namespace {

constexpr double kScaleMost = 1.1;
constexpr double kScaleStep = 0.005;
constexpr double kTagSide = 18.0;

}  // namespace

MapBlock::MapBlock(PriorDocument& document, std::size_t map, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_document(document), m_map(map), m_theme(theme) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kMargin, 5, Metrics::kGap, 7);
    column->setSpacing(2);
    buildMenu();
    column->addLayout(buildHead());
    auto* body = new QVBoxLayout;
    body->setContentsMargins(0, 0, Metrics::kGap, 0);
    body->setSpacing(2);
    column->addLayout(body);
    buildScale();
    m_chips = new MapChips(document, map, theme, this);
    m_grid = new MapGrid(document, map, this);
    m_grid->hide();
    body->addWidget(m_scale);
    body->addWidget(m_chips);
    body->addWidget(m_grid);
    connect(m_chips, &MapChips::touched, this, &MapBlock::selected);
    connect(m_show_grid, &QAction::toggled, m_grid, &QWidget::setVisible);
    setTheme(theme);
    refresh();
}

QLayout* MapBlock::buildHead() {
    auto* head = new QHBoxLayout;
    head->setContentsMargins(MapColumns::kTag, 0, 0, 0);
    head->setSpacing(0);
    m_name = new ElidedLabel(QString(), this);
    m_name->setProperty("role", "strong");
    m_name->setFixedHeight(Metrics::kRow);
    m_kept_mark = new IconButton(QStringLiteral("pin"),
                                 tr("The linear rule does not change this scale; click to include it"), this);
    m_kept_mark->hide();
    m_cells = new FigureLabel(this);
    m_cells->setFixedWidth(MapColumns::kCells);
    m_cells->setToolTip(tr("Rows × columns of cells; each cell has the same priors"));
    m_priors = new FigureLabel(this);
    m_priors->setFixedWidth(MapColumns::kPriors);
    m_priors->setToolTip(tr("Priors of this feature map: cells × priors of a cell"));
    m_on = new IconButton(QStringLiteral("eye"), QString(), this);
    m_more = new IconButton(QStringLiteral("more"), tr("More for this feature map"), this);
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    for (IconButton* button : {m_kept_mark, m_on, m_more}) {
        button->setFixedSize(MapColumns::kButton, MapColumns::kButton);
        button->setFocusPolicy(Qt::StrongFocus);
    }
    head->addWidget(m_name, 1);
    head->addWidget(m_kept_mark);
    head->addWidget(m_cells);
    head->addWidget(m_priors);
    head->addSpacing(4);
    head->addWidget(m_on);
    head->addWidget(m_more);
    connect(m_kept_mark, &QToolButton::clicked, this, [this] { setKeepsScale(false); });
    connect(m_keep, &QAction::toggled, m_kept_mark, &QWidget::setVisible);
    connect(m_on, &QToolButton::clicked, this, [this] {
        Q_EMIT selected();
        m_document.edit(
            map().on ? tr("%1 off").arg(name()) : tr("%1 on").arg(name()),
            [this](PriorConfig& config) { config.maps.at(m_map).on = !config.maps.at(m_map).on; });
    });
    return head;
}

void MapBlock::buildMenu() {
    m_menu = new QMenu(this);
    m_menu->setToolTipsVisible(true);
    const auto add = [this](const QString& text, const QString& tool_tip) {
        QAction* action = m_menu->addAction(text);
        action->setToolTip(tool_tip);
        return action;
    };
    m_free = add(tr("Free shapes"), tr("The same priors, but each can then have any width and height"));
    m_copy = add(tr("Copy from the baseline"), tr("Scale and priors that this map has in the baseline"));
    m_keep = add(tr("Keep the scale"), tr("The linear rule does not change the scale of this map"));
    m_keep->setCheckable(true);
    m_show_grid = add(tr("Cells and step"), tr("Rows, columns, step and largest side"));
    m_show_grid->setCheckable(true);
    m_menu->addSeparator();
    m_remove = add(tr("Remove the map"), QString());
    connect(m_menu, &QMenu::aboutToShow, this, [this] {
        Q_EMIT selected();
        refreshMenu();
    });
    connect(m_free, &QAction::triggered, this, [this] {
        m_document.edit(tr("free shapes of %1").arg(name()),
                        [this](PriorConfig& config) { freeMapShapes(config, m_map); });
    });
    connect(m_copy, &QAction::triggered, this, [this] {
        if (const PriorMap* from = baselineMap()) {
            m_document.edit(tr("%1 as in the baseline").arg(name()), [this, from](PriorConfig& config) {
                copyMapPriors(config.maps.at(m_map), *from);
            });
        }
    });
    connect(m_remove, &QAction::triggered, this, [this] {
        m_document.edit(tr("removal of %1").arg(name()), [](PriorConfig& config) { removeLastMap(config); });
    });
}

void MapBlock::refreshMenu() {
    m_free->setEnabled(map().on && !map().isFree());
    PriorMap copied = map();
    if (const PriorMap* from = baselineMap()) {
        copyMapPriors(copied, *from);
    }
    m_copy->setEnabled(!(copied == map()));
    const std::size_t maps = m_document.config().maps.size();
    m_remove->setEnabled(maps > 1 && m_map + 1 == maps);
    m_remove->setToolTip(
        m_remove->isEnabled()
            ? tr("Training needs one map for each of the model's maps; for training, switch it off instead")
            : tr("Only the last of several maps can be removed; others can be switched off"));
}

const PriorMap* MapBlock::baselineMap() const {
    const auto& maps = m_document.baseline().maps;
    return m_map < maps.size() ? &maps[m_map] : nullptr;
}

void MapBlock::buildScale() {
    m_scale = new LabeledSlider(m_theme, tr("Scale"), 0.005, kScaleMost, kScaleStep, 3, this);
    m_scale->setDescription(
        tr("Side of the square prior as a fraction of the network's input (s_k). "
           "Free shapes scale with it"));
    passUndoOn(m_scale->spinBox());
    m_scale->slider()->installEventFilter(this);
    m_scale->spinBox()->installEventFilter(this);
    for (QLineEdit* edit : m_scale->findChildren<QLineEdit*>()) {
        edit->installEventFilter(this);
    }
    connect(m_scale, &LabeledSlider::gestureStarted, this, [this] {
        Q_EMIT selected();
        m_gesture_start = m_document.config();
        m_document.beginGesture();
    });
    connect(m_scale, &LabeledSlider::gestureFinished, this, [this] {
        m_gesture_start.reset();
        m_document.endGesture();
    });
    connect(m_scale, &LabeledSlider::valueChanged, this, [this](double value) {
        // Based on the start of the gesture: moving the scale back restores exactly what scales with it.
        PriorConfig config = m_gesture_start.value_or(m_document.config());
        setMapScale(config, m_map, static_cast<float>(value));
        m_document.edit(tr("scale of %1").arg(name()), config);
    });
}

void MapBlock::refresh() {
    m_name->setText(name());
    m_cells->setText(QStringLiteral("%1 × %2").arg(map().rows).arg(map().cols));
    m_priors->setText(countText(map().count()));
    const auto scale = static_cast<double>(map().scale);
    if (std::abs(m_scale->value() - scale) > 1e-6) {
        m_scale->setValue(scale);
    }
    if (const PriorMap* from = baselineMap()) {
        m_scale->setBaseline(static_cast<double>(from->scale));
    } else {
        m_scale->clearBaseline();
    }
    m_chips->refresh();
    m_grid->refresh();
    refreshOn();
}

void MapBlock::refreshOn() {
    const bool on = map().on;
    const auto& maps = m_document.config().maps;
    const auto others = std::count_if(maps.begin(), maps.end(), [](const PriorMap& each) { return each.on; });
    for (QWidget* widget : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_scale),
                            static_cast<QWidget*>(m_chips), static_cast<QWidget*>(m_cells)}) {
        widget->setEnabled(on);
    }
    m_on->setEnabled(!on || others > 1);
    m_on->setToolTip(!m_on->isEnabled() ? tr("The only map that is on")
                     : on               ? tr("The map has priors; click to switch it off")
                                        : tr("The map has no priors and no heads; click to switch it on"));
    m_on->setAccessibleName(tr("%1 on or off").arg(name()));
    const QString icon = on ? QStringLiteral("eye") : QStringLiteral("eye-off");
    if (icon != m_on->iconName()) {
        m_on->setIconName(icon);
        m_on->setIcon(m_theme.icon(icon));
        update();
    }
}

void MapBlock::setTheme(const Theme& theme) {
    m_theme = theme;
    m_scale->setTheme(theme);
    m_chips->setTheme(theme);
    for (IconButton* button : {m_kept_mark, m_on, m_more}) {
        button->setIcon(theme.icon(button->iconName()));
    }
    update();
}

void MapBlock::setSelected(bool selected) {
    m_is_selected = selected;
    update();
}

void MapBlock::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), m_is_selected ? m_theme.hover : m_theme.window);
    if (m_is_selected) {
        painter.fillRect(QRect(0, 0, 3, height()), m_theme.text);
    }
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.hairline);
    painter.setRenderHint(QPainter::Antialiasing);
    // Filled if the map is on, outlined if it is off.
    const QColor color = m_theme.mapColor(static_cast<int>(m_map));
    const QRectF tag(Metrics::kMargin, 8.0, kTagSide, kTagSide);
    painter.setPen(map().on ? QPen(Qt::NoPen) : QPen(color, 1.0));
    painter.setBrush(map().on ? QBrush(color) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(map().on ? tag : tag.adjusted(0.5, 0.5, -0.5, -0.5), 3.0, 3.0);
    painter.setFont(m_theme.strongFont());
    painter.setPen(map().on ? m_theme.base : m_theme.second);
    painter.drawText(tag, Qt::AlignCenter, QString::number(m_map + 1));
}

void MapBlock::mousePressEvent(QMouseEvent* /*event*/) {
    Q_EMIT selected();
}

void MapBlock::contextMenuEvent(QContextMenuEvent* event) {
    m_menu->popup(event->globalPos());
}

bool MapBlock::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        Q_EMIT selected();
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace priorscope
