// Spreads the scales of the maps evenly between two values.
#pragma once

#include <QPushButton>
#include <QWidget>

#include "widgets/components/number_field.hpp"

namespace priorscope {

class LinearRuleRow : public QWidget {
    Q_OBJECT

  public:
    explicit LinearRuleRow(QWidget* parent = nullptr);
    NumberField* leastBox() const { return m_least; }
    NumberField* mostBox() const { return m_most; }
    QPushButton* applyButton() const { return m_apply; }

  Q_SIGNALS:
    void applied(double s_min, double s_max);

  private:
    NumberField* m_least = nullptr;
    NumberField* m_most = nullptr;
    QPushButton* m_apply = nullptr;
};

}  // namespace priorscope
