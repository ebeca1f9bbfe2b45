// The priors of one feature map's cell, as chips: squares and ratios, or free shapes in pixels.
#pragma once

#include <QList>
#include <QWidget>

#include "widgets/components/controls.hpp"
#include "widgets/components/number_field.hpp"
#include "widgets/priors/editor/prior_chip.hpp"
#include "widgets/priors/editor/prior_document.hpp"

namespace priorscope {

class FlowLayout;
class IconButton;

class MapChips : public QWidget {
    Q_OBJECT

  public:
    MapChips(PriorDocument& document, std::size_t map, const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// Shows the document's values.
    void refresh();

    PriorChip* extraChip() const { return m_extra; }
    /// One per ratio or free shape, in order.
    const QList<PriorChip*>& chips() const { return m_chips; }
    Chip* addButton() const { return m_add; }
    /// Sides of the selected free shape, px; hidden while none is selected.
    NumberField* widthBox() const { return m_width; }
    NumberField* heightBox() const { return m_height; }
    IconButton* removeButton() const { return m_remove; }
    /// Index into chips(); -1: none.
    int chosen() const { return m_chosen; }
    void choose(int chip);
    /// The chip of a prior and the first prior of a chip, with priors as indices into PriorMap::shapes(); -1:
    /// none. In the classic form, the squares have no chip that can be selected.
    int chipOfShape(int shape) const;
    int shapeOfChip(int chip) const;

  Q_SIGNALS:
    void chosenChanged(int chip);
    void touched();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    const PriorMap& map() const { return m_document.config().maps.at(m_map); }
    QString mapName() const;
    void buildFixedChips();
    void buildEditor();
    void rebuildChips();
    void addChip(int index);
    void refreshLabels();
    void refreshEditor();
    QString chipText(int index) const;
    void fillAddMenu();
    void addShape();
    void edit(int chip);
    void remove(int chip);
    void setSide(bool is_width, double pixels);

    PriorDocument& m_document;
    std::size_t m_map;
    Theme m_theme;
    FlowLayout* m_row = nullptr;
    PriorChip* m_square = nullptr;
    PriorChip* m_extra = nullptr;
    Chip* m_add = nullptr;
    QList<PriorChip*> m_chips;
    QMenu* m_add_menu = nullptr;
    QWidget* m_editor = nullptr;
    NumberField* m_width = nullptr;
    NumberField* m_height = nullptr;
    IconButton* m_remove = nullptr;
    bool m_is_free = false;
    int m_chosen = -1;
};

/// "39×127"
QString shapeText(const PriorMap::Shape& shape, int input_size);
/// "conv4_3", or "map 1" if it has no name.
QString mapDisplayName(const PriorConfig& config, std::size_t map);

}  // namespace priorscope
