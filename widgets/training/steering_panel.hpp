// Changes of a run that goes on, or goes on again: its rate, its length, its end.
#pragma once

#include <QWidget>
#include <optional>
#include <utility>
#include <vector>

#include "core/training/plan/run_course.hpp"
#include "core/training/plan/training_options.hpp"

class QLabel;
class QPushButton;

namespace priorscope {

class OptionRows;

class SteeringPanel : public QWidget {
    Q_OBJECT

  public:
    explicit SteeringPanel(QWidget* parent = nullptr);

    /// Shows the rate and the length as they are now; fields are only touched if these have changed.
    /// @param is_active  the run is in progress; else its changes are made when it is resumed
    /// @param run  tells runs apart: what was typed for one is not offered for another
    void showRun(const QString& run, const TrainingOptions& options, const RunCourse& course,
                 std::int64_t done, bool is_active);
    /// The step that a run in progress has reached.
    void setDone(std::int64_t done);
    /// What the fields differ in from the run.
    std::vector<std::pair<RunChange::Kind, double>> changes() const;
    OptionRows* rows() const { return m_rows; }
    QPushButton* applyButton() const { return m_apply; }
    QPushButton* finishButton() const { return m_finish; }

  Q_SIGNALS:
    void applyRequested();
    void finishRequested();

  private:
    struct Shown {
        QString run;
        double rate = 0.0;
        std::int64_t steps = 0;
        bool operator==(const Shown&) const = default;
    };

    void refresh();

    OptionRows* m_rows = nullptr;
    QLabel* m_hint = nullptr;
    QPushButton* m_apply = nullptr;
    QPushButton* m_finish = nullptr;
    std::optional<Shown> m_shown{};
    std::int64_t m_done = 0;
};

}  // namespace priorscope
