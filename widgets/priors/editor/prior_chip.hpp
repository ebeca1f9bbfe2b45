// A small button for one prior, or one pair of them, of a cell.
#pragma once

#include <QToolButton>

namespace priorscope {

/// A click chooses it. A double click, Enter or F2 asks to edit it, Delete or Backspace to remove it; the
/// context menu has both.
class PriorChip : public QToolButton {
    Q_OBJECT

  public:
    /// What can be asked of it.
    enum Ability { kNone = 0, kEdit = 1, kRemove = 2 };

    PriorChip(const QString& text, int abilities, QWidget* parent = nullptr);

    void setLabel(const QString& text);
    const QString& label() const { return m_label; }
    /// × at its right end; a click there asks for removal.
    void setCross(bool cross);
    /// With little room around the text, for many in a row.
    void setDense(bool dense);
    QSize sizeHint() const override;
    void setAbilities(int abilities) { m_abilities = abilities; }

  Q_SIGNALS:
    void chosen();
    void editRequested();
    void removeRequested();

  protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    bool isOnCross(const QPoint& position) const;
    bool can(Ability ability) const { return (m_abilities & ability) != 0; }

    QString m_label;
    int m_abilities;
    bool m_cross = false;
    bool m_dense = false;
    bool m_pressed_on_cross = false;
};

}  // namespace priorscope
