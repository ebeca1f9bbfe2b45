// Options of a layout suggestion: aim, form, budget, seed.
#pragma once

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSpinBox>
#include <QWidget>

#include "core/priors/suggest/suggest.hpp"

namespace priorscope {

class SuggestOptionsForm : public QWidget {
    Q_OBJECT

  public:
    explicit SuggestOptionsForm(QWidget* parent = nullptr);

    SuggestOptions options() const;
    /// Number of priors of the layout that the search starts from; it is the initial budget.
    void setStartPriors(int priors);

    QComboBox* aimBox() const { return m_aim; }
    QDoubleSpinBox* thresholdBox() const { return m_threshold; }
    QComboBox* formBox() const { return m_form; }
    QComboBox* budgetBox() const { return m_budget_kind; }
    QSpinBox* budgetSpin() const { return m_budget; }
    QSpinBox* seedBox() const { return m_seed; }
    QSpinBox* stepsBox() const { return m_steps; }

  private:
    void buildBoxes();
    void followChoices();

    QComboBox* m_aim = nullptr;
    QDoubleSpinBox* m_threshold = nullptr;
    QComboBox* m_form = nullptr;
    QComboBox* m_budget_kind = nullptr;
    QSpinBox* m_budget = nullptr;
    QSpinBox* m_seed = nullptr;
    QSpinBox* m_steps = nullptr;
    int m_start_priors = 0;
};

}  // namespace priorscope
