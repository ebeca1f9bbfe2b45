// Options of a layout suggestion: aim, form, budget, seed.
#pragma once

#include <QComboBox>
#include <QWidget>

#include "core/priors/suggest/suggest.hpp"
#include "widgets/components/number_field.hpp"

namespace priorscope {

class SuggestOptionsForm : public QWidget {
    Q_OBJECT

  public:
    explicit SuggestOptionsForm(QWidget* parent = nullptr);

    SuggestOptions options() const;
    /// Number of priors of the layout that the search starts from; it is the initial budget.
    void setStartPriors(int priors);

    QComboBox* aimBox() const { return m_aim; }
    NumberField* thresholdBox() const { return m_threshold; }
    QComboBox* formBox() const { return m_form; }
    QComboBox* budgetBox() const { return m_budget_kind; }
    WholeNumberField* budgetSpin() const { return m_budget; }
    WholeNumberField* seedBox() const { return m_seed; }
    WholeNumberField* stepsBox() const { return m_steps; }

  private:
    void buildBoxes();
    void followChoices();

    QComboBox* m_aim = nullptr;
    NumberField* m_threshold = nullptr;
    QComboBox* m_form = nullptr;
    QComboBox* m_budget_kind = nullptr;
    WholeNumberField* m_budget = nullptr;
    WholeNumberField* m_seed = nullptr;
    WholeNumberField* m_steps = nullptr;
    int m_start_priors = 0;
};

}  // namespace priorscope
