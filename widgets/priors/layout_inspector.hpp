// The controls of a prior layout: a block for each feature map, presets, files and totals.
#pragma once

#include <QComboBox>
#include <QScrollArea>
#include <QWidget>
#include <vector>

#include "widgets/components/controls.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/components/text.hpp"
#include "widgets/priors/prior_document.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {

/// Number, name, cells, priors; scale; ratios.
class MapBlock : public QWidget {
    Q_OBJECT

  public:
    MapBlock(PriorDocument& document, std::size_t map, const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setSelected(bool selected);
    /// Shows the document's values.
    void refresh();
    LabeledSlider* scaleSlider() const { return m_scale; }
    Chip* extraChip() const { return m_extra; }
    /// Of the ratios, in their order.
    QList<Chip*> ratioChips() const { return m_ratios; }
    QToolButton* addButton() const { return m_add; }

  Q_SIGNALS:
    void selected();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void buildScale(const Theme& theme);
    void buildRatios();
    void refreshRatios(const PriorMap& map);
    void fillAddMenu();
    void editMap(const QString& text, const std::function<void(PriorConfig&)>& change);

    PriorDocument& m_document;
    std::size_t m_map;
    Theme m_theme;
    bool m_is_selected = false;
    ElidedLabel* m_name = nullptr;
    FigureLabel* m_cells = nullptr;
    FigureLabel* m_priors = nullptr;
    LabeledSlider* m_scale = nullptr;
    QHBoxLayout* m_chip_row = nullptr;
    Chip* m_extra = nullptr;
    Chip* m_add = nullptr;
    QList<Chip*> m_ratios;
    std::vector<float> m_shown_ratios;
};

class LayoutInspector : public QWidget {
    Q_OBJECT

  public:
    LayoutInspector(PriorDocument& document, ThemeManager& themes, QWidget* parent = nullptr);

    MapBlock* block(int map) const { return m_blocks.at(static_cast<std::size_t>(map)); }
    int selectedMap() const { return m_selected; }
    void selectMap(int map);
    QComboBox* presetBox() const { return m_presets; }
    QPushButton* useButton() const { return m_use; }
    ErrorBanner* banner() const { return m_banner; }
    QString totalText() const { return m_total->text(); }
    /// Undo, redo, open, save.
    const QList<QAction*>& commands() const { return m_commands; }
    /// Whether the layout is what training uses already.
    void setInUse(bool in_use);

  Q_SIGNALS:
    void mapSelected(int map);
    void useRequested();

  private:
    QWidget* buildHead();
    QWidget* buildBaseline();
    QWidget* buildTotals();
    void buildCommands();
    void rebuildBlocks();
    void refresh();
    /// -1 where the layout differs from the preset whose name it has.
    int presetIndex() const;
    void choosePreset(int index);
    void openFile();
    void saveFile();
    template <class Work>
    void guarded(Work work);

    PriorDocument& m_document;
    ThemeManager& m_themes;
    QList<QAction*> m_commands;
    QComboBox* m_presets = nullptr;
    ElidedLabel* m_baseline = nullptr;
    ErrorBanner* m_banner = nullptr;
    QVBoxLayout* m_block_column = nullptr;
    std::vector<MapBlock*> m_blocks;
    FigureLabel* m_total = nullptr;
    QPushButton* m_use = nullptr;
    bool m_is_in_use = false;
    int m_selected = 0;
};

}  // namespace priorscope
