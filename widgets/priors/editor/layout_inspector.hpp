// The controls of a prior layout: versions and baseline, a block for each feature map, and the cost.
#pragma once

#include <QCheckBox>
#include <QScrollArea>
#include <QStackedWidget>
#include <QWidget>
#include <vector>

#include "widgets/components/error_banner.hpp"
#include "widgets/components/number_field.hpp"
#include "widgets/priors/editor/cost_table.hpp"
#include "widgets/priors/editor/layout_head.hpp"
#include "widgets/priors/editor/linear_rule_row.hpp"
#include "widgets/priors/editor/map_block.hpp"
#include "widgets/priors/editor/prior_document.hpp"
#include "widgets/priors/suggest/suggest_panel.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {

class LayoutInspector : public QWidget {
    Q_OBJECT

  public:
    /// @param jobs  shows the layout search in the strip; may be null
    LayoutInspector(PriorDocument& document, ThemeManager& themes, JobList* jobs = nullptr,
                    QWidget* parent = nullptr);

    LayoutHead* head() const { return m_head; }
    MapBlock* block(int map) const { return m_blocks.at(static_cast<std::size_t>(map)); }
    int blockCount() const { return static_cast<int>(m_blocks.size()); }
    int selectedMap() const { return m_selected; }
    void selectMap(int map);
    /// Selects the map and the chip of one of its priors, and scrolls to them.
    /// @param shape  index into PriorMap::shapes(); -1: none
    void selectShape(int map, int shape);
    QPushButton* useButton() const { return m_use; }
    QPushButton* addMapButton() const { return m_add_map; }
    WholeNumberField* inputBox() const { return m_input; }
    QCheckBox* clipBox() const { return m_clip; }
    LinearRuleRow* linearRule() const { return m_rule; }
    SuggestPanel* suggest() const { return m_suggest; }
    QPushButton* suggestButton() const { return m_suggest_button; }
    /// Shows the layout search in place of the feature maps, or the feature maps again.
    void showSuggest(bool shown);
    CostTable* costs() const { return m_costs; }
    ErrorBanner* banner() const { return m_banner; }
    /// Undo, redo, versions, baseline, open, save.
    const QList<QAction*>& commands() const { return m_head->commands(); }
    /// How training relates to the layout.
    struct Use {
        bool in_use = false;  ///< the planned run trains with it
        QString obstacle{};   ///< a sentence: why the planned model cannot take it; empty: it can
        QString model{};      ///< a model that can, where the planned one cannot; empty: none is known
    };
    void setUse(const Use& use);
    const QString& obstacle() const { return m_use_state.obstacle; }

  Q_SIGNALS:
    void mapSelected(int map);
    /// Selected through a chip; -1: none.
    void shapeSelected(int map, int shape);
    /// @param model  to plan a run of; empty: the planned one
    void useRequested(const QString& model);

  private:
    QWidget* buildColumns();
    QWidget* buildBlocks();
    QWidget* buildMapTools();
    QWidget* buildFoot();
    void followBlocks();
    void addBlock();
    void chooseChip(int map, int chip);
    void refresh();
    void refreshUse();
    void setInputSize(int pixels);
    void applyLinearRule(double s_min, double s_max);

    PriorDocument& m_document;
    ThemeManager& m_themes;
    LayoutHead* m_head = nullptr;
    ErrorBanner* m_banner = nullptr;
    QHBoxLayout* m_columns = nullptr;
    QStackedWidget* m_pages = nullptr;  ///< feature maps, or the layout search
    QScrollArea* m_scroll = nullptr;
    SuggestPanel* m_suggest = nullptr;
    QVBoxLayout* m_block_column = nullptr;
    std::vector<MapBlock*> m_blocks;
    LinearRuleRow* m_rule = nullptr;
    QPushButton* m_add_map = nullptr;
    WholeNumberField* m_input = nullptr;
    QCheckBox* m_clip = nullptr;
    CostTable* m_costs = nullptr;
    QPushButton* m_suggest_button = nullptr;
    QPushButton* m_use = nullptr;
    QLabel* m_obstacle = nullptr;
    Use m_use_state;
    int m_selected = 0;
};

}  // namespace priorscope
