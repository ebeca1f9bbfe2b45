// A small button for one prior, or a pair of priors, of a cell.
#pragma once

#include <QToolButton>

namespace priorscope {

/// A click selects it. A double-click, Enter or F2 requests editing, Delete or Backspace removal; the
/// context menu offers both.
class PriorChip : public QToolButton {
    Q_OBJECT

  public:
    /// What the user can request.
    enum Ability { kNone = 0, kEdit = 1, kRemove = 2 };

    PriorChip(const QString& text, int abilities, QWidget* parent = nullptr);

    void setLabel(const QString& text);
    const QString& label() const { return m_label; }
    /// Shows × at its right end; a click there requests removal.
    void setCross(bool cross);
    /// Uses narrow padding, for many chips in a row.
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
