// Beside the form: average precision by class, and what was told differently, of the run that is shown
// against the baseline.
#pragma once

#include <QString>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "core/training/run/run_comparison.hpp"
#include "core/training/run/run_folder.hpp"

class QAction;
class QComboBox;
class QLabel;
class QStackedWidget;
class QTableView;

namespace priorscope {

class ClassPrecisionModel;
class DifferenceModel;
class DumbbellDelegate;
class SegmentedControl;
class ThemeManager;

/// What is compared. Evaluations may be more than those that the overview knows.
struct ComparedSide {
    std::shared_ptr<const RunOverview> run{};
    std::vector<EvaluationRow> evaluations{};
};

class ComparedPages : public QWidget {
    Q_OBJECT

  public:
    /// @param form  the first page
    ComparedPages(ThemeManager& themes, QWidget* form, QWidget* parent = nullptr);

    /// @param run       none: no run is shown
    /// @param baseline  none: nothing is compared with
    void setRuns(std::optional<ComparedSide> run, std::optional<ComparedSide> baseline);

    /// Shows the next page: form, classes, differences.
    QAction* nextAction() const { return m_next; }
    SegmentedControl* pages() const { return m_pages; }
    const ClassPrecisionModel& classes() const { return *m_classes; }
    const DifferenceModel& differences() const { return *m_differences; }
    QTableView* classTable() const { return m_class_table; }
    const QLabel* classNote() const { return m_class_note; }
    const QLabel* differenceNote() const { return m_difference_note; }

  Q_SIGNALS:
    /// Empty: none is.
    void classChosen(const QString& name);

  private:
    QWidget* buildClasses(ThemeManager& themes);
    QWidget* buildDifferences();
    void showPage(int page);
    void showClasses();
    void showDifferences();

    std::optional<ComparedSide> m_run;
    std::optional<ComparedSide> m_baseline;
    SegmentedControl* m_pages = nullptr;
    QStackedWidget* m_stack = nullptr;
    QAction* m_next = nullptr;
    ClassPrecisionModel* m_classes = nullptr;
    DumbbellDelegate* m_dumbbells = nullptr;
    QTableView* m_class_table = nullptr;
    QComboBox* m_order = nullptr;   ///< in the order of PrecisionOrder
    QComboBox* m_choice = nullptr;  ///< in the order of EvaluationChoice
    QLabel* m_class_note = nullptr;
    DifferenceModel* m_differences = nullptr;
    QLabel* m_difference_note = nullptr;
    QTableView* m_difference_table = nullptr;
};

}  // namespace priorscope
