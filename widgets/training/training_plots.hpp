// The curves of a run: losses and average precision large, diagnostics small, another run's dashed.
#pragma once

#include <QWidget>
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/training/run/curves.hpp"
#include "core/training/run/run_folder.hpp"
#include "core/training/run/step_axis.hpp"
#include "core/training/run/system_log.hpp"
#include "widgets/plots/plot_panel.hpp"
#include "widgets/training/overlaid_runs.hpp"

class QAction;
class QActionGroup;

namespace priorscope {

class LabeledSlider;
class ThemeManager;

struct RunCurves {
    QString name{};
    TrainingOptions options{};           ///< resolved
    std::vector<std::string> losses{};   ///< names of the loss terms
    std::vector<std::string> classes{};  ///< of the detector, in the order of EvaluationRow::class_ap_voc07
    std::vector<StepMetrics> steps{};
    std::vector<EvaluationRow> evaluations{};
    RunCourse course{};  ///< what has happened to it so far
    std::vector<Trouble> troubles{};
    std::int64_t images = 0;  ///< of the training selection; 0: not known
};
RunCurves curvesOf(const RunRecord& record);
/// Of all its steps.
StepPlaces placesOf(const RunCurves& run, StepAxis axis);

class TrainingPlots : public QWidget {
    Q_OBJECT

  public:
    explicit TrainingPlots(ThemeManager& themes, QWidget* parent = nullptr);

    void setCurrent(RunCurves run);
    void clear();
    /// Steps after those already shown.
    void append(std::span<const StepMetrics> steps);
    void append(const EvaluationRow& row);
    /// The current run is to end early, or was changed.
    void setCourse(const RunCourse& course);
    /// Of the current run, so far.
    void setTroubles(const std::vector<Trouble>& troubles);
    /// Of the current run, so far.
    void setSystem(const RunSystem& system);
    /// Shown dashed; empty: none.
    void setComparison(std::optional<RunCurves> run);
    /// Its curve of average precision stands out; empty: none does.
    void setChosenClass(const QString& name);
    /// Each in a colour and dash of its own; those that stay keep theirs.
    void setOverlaid(const std::vector<RunOverlay::Run>& runs);
    const RunOverlay& overlay() const { return *m_overlay; }

    /// What every plot's horizontal axis shows, and whether its scale is logarithmic.
    void setAxis(StepAxis axis, bool log);
    StepAxis axis() const { return m_places.axis(); }
    bool isAxisLog() const { return m_is_axis_log; }
    /// How the curves are shown, for restoreSession(); anything else is ignored there.
    QByteArray session() const;
    void restoreSession(const QByteArray& session);
    /// Shows the next axis of steps, epochs and time.
    QAction* nextAxisAction() const { return m_next_axis; }

    const RunCurves& current() const { return m_run; }
    const std::optional<RunCurves>& comparison() const { return m_comparison; }
    double smoothing() const { return m_smoothing; }
    void setSmoothing(double weight);
    PlotPanel* lossPanel() const { return m_loss; }
    PlotPanel* precisionPanel() const { return m_precision; }

  Q_SIGNALS:
    /// The user has chosen another axis, or other smoothing.
    void viewChanged();

  private:
    /// One figure per step: its raw values, faint, and the smoothed curve.
    struct Curve {
        PlotPanel* panel = nullptr;
        std::function<double(const StepMetrics&)> figure;
        std::string term{};  ///< loss term; empty: another figure
        int raw = -1;
        int smooth = -1;
        int baseline = -1;
        Smoother smoother{0.0};
    };

    void addCurves();
    void addSlider();
    void addAxisActions();
    void arrange();
    std::array<PlotPanel*, 7> panels() const;
    /// Shows in every plot what the others show where the pointer is.
    void linkReadOuts();
    PlotPanel* addPanel(const QString& title, const QString& unit, const QString& tool_tip);
    void addCurve(PlotPanel* panel, std::function<double(const StepMetrics&)> figure, const QString& name,
                  ThemeColor color, bool with_baseline);
    /// Adds a curve for each loss term of the run shown.
    void addLossTerms();
    /// Adds a curve for each class of the run shown.
    void addClasses();
    void showClasses(const EvaluationRow& row);
    void showChosenClass();
    void showAll();
    /// @param places  of the steps along the axis
    void showSteps(Curve& curve, std::span<const StepMetrics> steps, std::span<const double> places);
    /// Where a run with so many steps ends along the axis; time is rounded up, for it is an estimate.
    double endOf(double steps) const;
    void showRange();
    void showEvents();
    void showFigures();
    void showComparison();
    void addSystem();
    void showSystem();

    ThemeManager& m_themes;
    PlotPanel* m_loss = nullptr;
    PlotPanel* m_precision = nullptr;
    PlotPanel* m_rate = nullptr;
    std::array<PlotPanel*, 3> m_small{};
    PlotPanel* m_machine = nullptr;
    LabeledSlider* m_slider = nullptr;
    std::vector<Curve> m_curves;
    std::vector<std::string> m_terms;                  ///< loss terms that have a curve
    std::array<std::vector<PlotMarker>, 3> m_marks{};  ///< of losses, precision and rate
    int m_rate_series = -1;
    int m_plan_series = -1;
    int m_validation_series = -1;  ///< total loss on the validation images
    int m_mean_series = -1;
    int m_precision_baseline = -1;
    std::vector<int> m_class_series;  ///< at least one for each class of the run
    RunCurves m_run;
    RunSystem m_system;
    std::array<int, 4> m_system_series{};
    StepPlaces m_places;
    QString m_chosen_class;
    bool m_is_axis_log = false;
    QActionGroup* m_axes = nullptr;  ///< in the order of StepAxis
    QAction* m_log_axis = nullptr;
    QAction* m_next_axis = nullptr;
    std::optional<RunCurves> m_comparison;
    std::unique_ptr<RunOverlay> m_overlay;
    double m_smoothing = 0.6;
};

}  // namespace priorscope
