// The filter as a row of chips.
#pragma once

#include <QList>
#include <QToolButton>
#include <QWidget>

namespace priorscope {

class Chip;

/// Shows as many chips as fit, then how many more there are, with a menu of these, and what adds one.
class ChipRow : public QWidget {
    Q_OBJECT

  public:
    explicit ChipRow(QWidget* parent);
    void clear();
    void add(Chip* chip);

  protected:
    void resizeEvent(QResizeEvent* /*event*/) override { layOut(); }

  private:
    void layOut();
    void fillMenu();

    QList<Chip*> m_chips;
    QList<Chip*> m_hidden;
    QToolButton* m_more;
};

}  // namespace priorscope
