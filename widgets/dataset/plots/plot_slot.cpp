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
    plot()->setName(info.title);
    m_stack->setCurrentWidget(plot());
}

void PlotSlot::setCells(PlotCells cells) {
    const QString use =
        cells.takes_one
            ? tr("Click in the plot to show only these; click into the outline to show all again")
            : tr("Click or drag in the plot to show only these; click into the outline to show all again");
    QStringList lines{plotKindInfo(m_kind).tool_tip, use};
    if (!cells.against.isEmpty()) {
        lines.insert(1,
                     plotKindInfo(m_kind).is_map
                         ? tr("Shares of what is shown against those of %1: − marks where they are smaller")
                               .arg(cells.against)
                         : tr("Shares of what is shown, in front, against those of %1").arg(cells.against));
    }
    setToolTip(lines.join(QStringLiteral(". ")));
    plot()->setCells(std::move(cells));
}

void PlotSlot::fillMenu() {
    m_menu->clear();
    for (QObject* child : m_menu->children()) {  // of the last time
        if (qobject_cast<QMenu*>(child) != nullptr || qobject_cast<QActionGroup*>(child) != nullptr) {
            child->deleteLater();
        }
    }
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
