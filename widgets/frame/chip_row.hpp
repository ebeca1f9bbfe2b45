// The filter as a row of chips.
#pragma once

#include <QLabel>
#include <QList>
#include <QWidget>

namespace priorscope {

class Chip;

/// Shows as many chips as fit, and then how many more there are.
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

    QList<Chip*> m_chips;
    QLabel* m_more;
};

}  // namespace priorscope
