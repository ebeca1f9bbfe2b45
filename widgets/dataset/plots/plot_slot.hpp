// One of the places for a plot, with a menu that chooses which one stands there.
#pragma once

#include "widgets/components/panel.hpp"
#include "widgets/dataset/plots/count_plot.hpp"
#include "widgets/dataset/plots/plot_contents.hpp"

class QMenu;
class QStackedWidget;

namespace priorscope {

class ThemeManager;

class PlotSlot : public Panel {
    Q_OBJECT

  public:
    PlotSlot(PlotKind kind, ThemeManager& themes, QWidget* parent);

    PlotKind kind() const { return m_kind; }
    void setKind(PlotKind kind);
    /// That of its kind.
    CountPlot* plot() const;
    void setCells(PlotCells cells);
    IconButton* menuButton() const { return m_button; }

  Q_SIGNALS:
    void kindChosen(PlotKind kind);
    /// The menu is about to be shown: what else belongs in it?
    void menuWanted(QMenu* menu);
    void brushed(const QRect& cells);
    void givenUp();

  private:
    void fillMenu();

    PlotKind m_kind;
    CountMap* m_map = nullptr;
    CountColumns* m_columns = nullptr;
    QStackedWidget* m_stack = nullptr;
    IconButton* m_button = nullptr;
    QMenu* m_menu = nullptr;
};

}  // namespace priorscope
