#include "widgets/training/steering_panel.hpp"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <nlohmann/json.hpp>

#include "core/training/plan/schedule.hpp"
#include "core/training/plan/training_option_table.hpp"
#include "widgets/components/number_field.hpp"
#include "widgets/components/text.hpp"
#include "widgets/theme/theme.hpp"
#include "widgets/training/form/option_rows.hpp"

namespace priorscope {
namespace {

constexpr const char* kRate = "learning_rate";
constexpr const char* kSteps = "steps";

double rateOf(const TrainingOptions& options, const RunCourse& course) {
    double rate = options.learning_rate;
    for (const RunChange& change : course.changes) {
        rate = change.kind == RunChange::Kind::rate ? change.value : rate;
    }
    return rate;
}

}  // namespace

SteeringPanel::SteeringPanel(QWidget* parent) : QWidget(parent) {
    m_rows = new OptionRows(this);
    auto* fields = new QWidget(this);
    QGridLayout* grid = m_rows->newGrid(fields);
    const auto& table = trainingOptionTable();
    m_rows->add(grid, table.entry(kRate).info, tr("Learning rate"),
                tr("In place of the run's rate, from the next step on; its schedule goes on from there"),
                0.001);
    m_rows->add(grid, table.entry(kSteps).info, tr("Length"),
                tr("Steps of the whole run; the schedule is stretched or shortened from the next step on"),
                1);
    m_hint = new QLabel(this);
    m_hint->setProperty("role", "second");
    m_hint->setWordWrap(true);
    m_apply = new QPushButton(this);
    m_finish = new QPushButton(tr("Finish"), this);
    m_finish->setToolTip(tr("Ends the run from here: a tenth of its steps so far, in which the rate falls"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(Metrics::kGap);
    buttons->addWidget(m_apply);
    buttons->addWidget(m_finish);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kMargin, 0, Metrics::kMargin, 10);
    column->setSpacing(Metrics::kGap);
    column->addWidget(fields);
    column->addWidget(m_hint);
    column->addLayout(buttons);
    connect(m_rows, &OptionRows::edited, this, &SteeringPanel::refresh);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        if (allNumbersTaken(this)) {
            Q_EMIT applyRequested();
        }
    });
    connect(m_finish, &QPushButton::clicked, this, &SteeringPanel::finishRequested);
}

void SteeringPanel::showRun(const QString& run, const TrainingOptions& options, const RunCourse& course,
                            std::int64_t done, bool is_active) {
    m_done = done;
    const Shown now{run, rateOf(options, course), runLength(options, course)};
    if (m_shown != now) {
        m_shown = now;
        m_rows->setValue(kRate, now.rate);
        m_rows->setValue(kSteps, now.steps);
    }
    m_hint->setText(is_active
                        ? tr("Takes effect with the next step, and is kept with the run")
                        : tr("Takes effect from the last checkpoint on; a finished run can be made longer"));
    m_apply->setText(is_active ? tr("Apply") : tr("Resume with changes"));
    m_apply->setToolTip(is_active ? tr("Changes the run between two steps")
                                  : tr("Resumes the selected run with these changes"));
    m_finish->setVisible(is_active);
    m_finish->setEnabled(!course.tail);
    refresh();
}

void SteeringPanel::setDone(std::int64_t done) {
    if (m_done != done) {
        m_done = done;
        refresh();
    }
}

std::vector<std::pair<RunChange::Kind, double>> SteeringPanel::changes() const {
    std::vector<std::pair<RunChange::Kind, double>> changes;
    if (!m_shown) {
        return changes;
    }
    const auto steps = m_rows->value(kSteps).get<double>();
    const auto rate = m_rows->value(kRate).get<double>();
    if (steps != static_cast<double>(m_shown->steps)) {
        changes.emplace_back(RunChange::Kind::steps, steps);
    }
    if (rate != m_shown->rate) {
        changes.emplace_back(RunChange::Kind::rate, rate);
    }
    return changes;
}

void SteeringPanel::refresh() {
    std::vector<Problem> problems;
    for (const auto& [kind, value] : changes()) {
        if (const auto problem = problemWith(kind, value)) {
            problems.push_back(*problem);
        } else if (kind == RunChange::Kind::steps && value <= static_cast<double>(m_done)) {
            problems.push_back(
                {kSteps, Core::tr("must be above %1, the step that it has reached").arg(m_done)});
        }
    }
    m_rows->mark(problems);
    m_apply->setEnabled(problems.empty() && !changes().empty());
}

}  // namespace priorscope
