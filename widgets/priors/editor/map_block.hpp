// The controls of one feature map: number, name, cells and priors; scale; the priors of a cell.
#pragma once

#include <QWidget>
#include <optional>

#include "widgets/components/controls.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/components/text.hpp"
#include "widgets/priors/editor/map_chips.hpp"
#include "widgets/priors/editor/prior_document.hpp"

namespace priorscope {

class MapGrid;

/// Widths of the columns of figures, shared with the column heads above the blocks; px.
struct MapColumns {
    static constexpr int kTag = 28;
    static constexpr int kCells = 64;
    static constexpr int kPriors = 52;
    static constexpr int kButton = 24;
};

class MapBlock : public QWidget {
    Q_OBJECT

  public:
    MapBlock(PriorDocument& document, std::size_t map, const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setSelected(bool selected);
    /// Shows the document's values.
    void refresh();
    /// Whether the linear rule leaves the map's scale unchanged.
    bool keepsScale() const { return m_keep->isChecked(); }
    void setKeepsScale(bool keeps) { m_keep->setChecked(keeps); }

    LabeledSlider* scaleSlider() const { return m_scale; }
    MapChips* chips() const { return m_chips; }
    MapGrid* grid() const { return m_grid; }
    IconButton* onButton() const { return m_on; }
    QMenu* menu() const { return m_menu; }
    QAction* freeAction() const { return m_free; }
    QAction* copyAction() const { return m_copy; }
    QAction* keepAction() const { return m_keep; }
    QAction* gridAction() const { return m_show_grid; }
    QAction* removeAction() const { return m_remove; }

  Q_SIGNALS:
    void selected();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    const PriorMap& map() const { return m_document.config().maps.at(m_map); }
    QString name() const { return mapDisplayName(m_document.config(), m_map); }
    const PriorMap* baselineMap() const;
    QLayout* buildHead();
    void buildScale();
    void buildMenu();
    void refreshMenu();
    void refreshOn();

    PriorDocument& m_document;
    std::size_t m_map;
    Theme m_theme;
    bool m_is_selected = false;
    std::optional<PriorConfig> m_gesture_start;
    ElidedLabel* m_name = nullptr;
    IconButton* m_kept_mark = nullptr;
    FigureLabel* m_cells = nullptr;
    FigureLabel* m_priors = nullptr;
    IconButton* m_on = nullptr;
    IconButton* m_more = nullptr;
    LabeledSlider* m_scale = nullptr;
    MapChips* m_chips = nullptr;
    MapGrid* m_grid = nullptr;
    QMenu* m_menu = nullptr;
    QAction* m_free = nullptr;
    QAction* m_copy = nullptr;
    QAction* m_keep = nullptr;
    QAction* m_show_grid = nullptr;
    QAction* m_remove = nullptr;
};

}  // namespace priorscope
