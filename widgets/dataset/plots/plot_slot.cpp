#include "widgets/dataset/plots/plot_slot.hpp"

#include <QActionGroup>
#include <QMenu>
#include <QStackedWidget>
#include <utility>

#include "widgets/theme/theme_manager.hpp"

namespace priorscope {

PlotSlot::PlotSlot(PlotKind kind, ThemeManager& themes, QWidget* parent)
    : Panel(QString(), parent), m_kind(kind), m_menu(new QMenu(this)) {
    m_stack = new QStackedWidget(this);
    m_map = new CountMap(QString(), themes.theme(), m_stack);
    m_columns = new CountColumns(QString(), themes.theme(), m_stack);
    for (CountPlot* plot : std::initializer_list<CountPlot*>{m_map, m_columns}) {
        m_stack->addWidget(plot);
        connect(plot, &BrushedPlot::brushed, this, &PlotSlot::brushed);
        connect(plot, &BrushedPlot::givenUp, this, &PlotSlot::givenUp);
        connect(&themes, &ThemeManager::changed, plot, &BrushedPlot::setTheme);
    }
    m_button = new IconButton(QStringLiteral("more"), tr("Choose another plot, compare, save"), this);
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &PlotSlot::fillMenu);
    addTool(m_button);
    setContent(m_stack);
    setGround("base");
    setKind(kind);
}

CountPlot* PlotSlot::plot() const {
    return plotKindInfo(m_kind).is_map ? static_cast<CountPlot*>(m_map) : m_columns;
}

void PlotSlot::setKind(PlotKind kind) {
    const PlotKindInfo& info = plotKindInfo(kind);
    m_kind = kind;
    setTitle(info.title);
    setToolTip(
        tr("%1. Click or drag in the plot to show only these; click into the outline to show all again")
            .arg(info.tool_tip));
    plot()->setName(info.title);
    m_stack->setCurrentWidget(plot());
}

void PlotSlot::setCells(PlotCells cells) {
    setSubtitle(cells.against.isEmpty() ? QString() : tr("vs %1").arg(cells.against));
    plot()->setCells(std::move(cells));
}

void PlotSlot::fillMenu() {
    m_menu->clear();
    auto* kinds = new QActionGroup(m_menu);
    for (const PlotKindInfo& info : plotKinds()) {
        QAction* action = m_menu->addAction(info.title);
        action->setCheckable(true);
        action->setChecked(info.kind == m_kind);
        action->setToolTip(info.tool_tip);
        kinds->addAction(action);
        connect(action, &QAction::triggered, this, [this, kind = info.kind] { Q_EMIT kindChosen(kind); });
    }
    m_menu->setToolTipsVisible(true);
    m_menu->addSeparator();
    Q_EMIT menuWanted(m_menu);
    m_menu->addSeparator();
    m_menu->addActions(plot()->saveActions());
}

}  // namespace priorscope
