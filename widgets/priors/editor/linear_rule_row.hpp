// Spreads the scales of the maps evenly between two values.
#pragma once

#include <QDoubleSpinBox>
#include <QPushButton>
#include <QWidget>

namespace priorscope {

class LinearRuleRow : public QWidget {
    Q_OBJECT

  public:
    explicit LinearRuleRow(QWidget* parent = nullptr);
    QDoubleSpinBox* leastBox() const { return m_least; }
    QDoubleSpinBox* mostBox() const { return m_most; }
    QPushButton* applyButton() const { return m_apply; }

  Q_SIGNALS:
    void applied(double s_min, double s_max);

  private:
    QDoubleSpinBox* m_least = nullptr;
    QDoubleSpinBox* m_most = nullptr;
    QPushButton* m_apply = nullptr;
};

}  // namespace priorscope
