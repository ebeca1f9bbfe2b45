// The Train workspace: form and buttons at the right, figures and curves in the middle, the runs below.
#pragma once

#include <QString>
#include <cstddef>

#include "widgets/training/overlaid_runs.hpp"
#include "widgets/training/run_table_model.hpp"
#include "widgets/training/runs.hpp"
#include "widgets/workspace.hpp"

class QStackedWidget;

namespace priorscope {

class ComparedPages;
class RunControls;
class RunFigures;
class RunList;
class RunMenu;
class RatePanel;
class SamplePanel;
class SystemWatch;
class TrainingForm;
class TrainingPlots;
class TroubleBar;
class WatchedPanel;

class TrainWorkspace : public Workspace {
    Q_OBJECT

  public:
    explicit TrainWorkspace(const WorkspaceContext& context, QWidget* parent = nullptr);
    ~TrainWorkspace() override;

    QString title() const override { return tr("Train"); }
    QString iconName() const override { return QStringLiteral("train"); }
    QString key() const override { return QStringLiteral("train"); }
    QWidget* inspector() override { return m_inspector; }
    QList<QAction*> commands() const override;
    /// A run that another process trains is none of this window's work.
    bool isBusy() const override {
        return m_runs.controller().isTrainingHere() || m_runs.isMovingOut() || m_runs.isMovingIn();
    }
    QString closingQuestion() const override;
    void requestStop() override;
    QString backgroundOffer() const override;
    void goOnInBackground() override { m_runs.moveOut(); }
    void stopAndWait() override;
    bool isSettled() const override;
    QByteArray session() const override;
    void restoreSession(const QByteArray& session) override;

    /// Of the running or latest run.
    TrainingController& controller() { return m_runs.controller(); }
    TrainingForm* form() const { return m_form; }
    TrainingPlots* plots() const { return m_plots; }
    SamplePanel* samples() const { return m_samples; }
    QAction* samplesAction() const { return m_show_samples; }
    RatePanel* rates() const { return m_rates; }
    QAction* ratesAction() const { return m_show_rates; }
    RunTableModel* runs() const;
    WatchedPanel* watched() const { return m_watched; }
    ComparedPages* compared() const { return m_compared; }
    RunMenu* runMenu() const { return m_run_menu; }

    /// Shows a run's curves, and lists the runs beside it in the table.
    void showRun(const QString& folder) override;

  public Q_SLOTS:
    void startRun();
    /// Lets the planned run wait.
    void enqueueRun();
    void resumeRun();
    /// The selected run, on its dataset, or on the one that is chosen if that has moved.
    void resumeSelected(const std::vector<std::pair<RunChange::Kind, double>>& changes);
    /// @param dataset  where it has been moved to; empty: unchanged
    void resumeOn(const QString& run, const QString& dataset,
                  const std::vector<std::pair<RunChange::Kind, double>>& changes);

  private:
    QWidget* buildInspector();
    void buildPages();
    void buildWatched();
    /// An action that shows a page in place of the curves.
    QAction* pageAction(const QString& text, Qt::Key key, const QString& tool_tip, QWidget* page);
    void followRuns();
    void followRunMenu();
    void followWorkbench();
    void showRecord(const QString& folder);
    bool isShownWhole(const RunOverview& run) const;
    void handleLoaded(const Runs::Whole& run);
    bool canResume(const QString& folder) const;
    /// Opens a validation image in Detect.
    void openWatched(int image, std::int64_t step);
    /// Of the run that is shown: with the weights of that step, if one was kept. Empty: none was.
    QString checkpointOf(std::int64_t step) const;
    /// Of the same run. @param name  without its ending; empty is returned where there is no such file
    QString checkpointFile(const QString& name) const;
    /// Reads what is to be laid over the curves and is not there yet, or has gone on.
    void loadOverlaid();
    void showOverlaid();
    /// Classes and options of the run that is shown against the baseline's.
    void showCompared();
    void handleRunStarted();
    void handleMetrics();
    void handleEnd();
    void updateFigures();
    void updateCommands();

    Runs& m_runs;
    RunList* m_list = nullptr;
    RunMenu* m_run_menu = nullptr;
    TrainingPlots* m_plots = nullptr;
    SystemWatch* m_system = nullptr;
    ComparedPages* m_compared = nullptr;  ///< with the form
    SamplePanel* m_samples = nullptr;     ///< in place of the curves
    QStackedWidget* m_pages = nullptr;
    RatePanel* m_rates = nullptr;  ///< likewise
    WatchedPanel* m_watched = nullptr;
    QAction* m_show_watched = nullptr;
    QAction* m_show_samples = nullptr;
    QAction* m_show_rates = nullptr;
    RunFigures* m_figures = nullptr;
    TroubleBar* m_troubles = nullptr;
    RunControls* m_controls = nullptr;
    TrainingForm* m_form = nullptr;
    QWidget* m_inspector = nullptr;
    QAction* m_undo = nullptr;
    QAction* m_redo = nullptr;
    std::size_t m_shown_steps = 0;  ///< of the run in progress, already in the plots
    std::size_t m_shown_evaluations = 0;
    Runs::Whole m_whole{};  ///< the run that was read last to be shown
    std::vector<RunOverlay::Run> m_overlaid{};
    bool m_is_fresh = false;  ///< the run in progress has made no step since it was started or resumed
};

}  // namespace priorscope
