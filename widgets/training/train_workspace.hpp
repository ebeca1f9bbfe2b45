// Train: form and buttons at the right, figures and curves in the middle, the runs of the folder below.
#pragma once

#include <QString>
#include <map>
#include <memory>
#include <vector>

#include "core/training/run/run_folder.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/training/run_table_model.hpp"
#include "widgets/training/training_controller.hpp"
#include "widgets/workspace.hpp"

class QLabel;
class QPushButton;
class QTableView;

namespace priorscope {

class EmptyState;
class FigureStrip;
class Panel;
class TrainingForm;
class TrainingPlots;

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
    bool isBusy() const override { return m_controller.isActive(); }
    QString closingQuestion() const override;
    void requestStop() override;
    void stopAndWait() override;
    bool isSettled() const override;

    /// Of the running or latest run; other workspaces take snapshots through it.
    TrainingController& controller() { return m_controller; }
    TrainingForm* form() const { return m_form; }
    TrainingPlots* plots() const { return m_plots; }
    RunTableModel* runs() const { return m_runs; }

    /// Shows a run's curves, and the runs beside it in the table.
    void showRun(const QString& folder) override;
    /// The run shown last, or running: where a checkpoint may be. Empty: none.
    QString latestRun() const;

  public Q_SLOTS:
    void startRun();
    void resumeRun();
    /// @param dataset  where it has moved to; empty: where it was
    void resumeOn(const QString& run, const QString& dataset);
    void togglePause();
    void stopRun();
    void writeCheckpoint();

  Q_SIGNALS:
    void checkpointWritten(const QString& file);
    /// A run ended or the folder of runs was read anew.
    void runsChanged();

  private:
    using Records = std::map<QString, std::shared_ptr<const RunRecord>>;
    struct RunList {
        std::vector<std::shared_ptr<const RunRecord>> records;
        std::vector<std::string> problems;
    };

    void buildActions();
    QWidget* buildInspector();
    QWidget* buildRuns();
    QPushButton* commandButton(QAction* action, QWidget* parent);
    void followDataset();
    void readRuns(const QString& select = {});
    void showRuns(const RunList& list, const QString& select);
    void selectRun(const QString& folder);
    void showRecord(const QString& folder);
    void toggleBaseline();
    QString selectedFolder() const;
    bool canResume(const QString& folder) const;
    void begin(TrainingController::SessionFactory make);
    void handleRunStarted();
    void handleMetrics();
    void handleEnd();
    void updateLiveRow();
    void updateFigures();
    void updateCommands();
    void updateJob();

    TrainingController m_controller;
    RunTableModel* m_runs = nullptr;
    QTableView* m_table = nullptr;
    Panel* m_runs_panel = nullptr;
    TrainingPlots* m_plots = nullptr;
    FigureStrip* m_figures = nullptr;
    TrainingForm* m_form = nullptr;
    QWidget* m_inspector = nullptr;
    QLabel* m_run_label = nullptr;
    QLabel* m_state_label = nullptr;
    QAction* m_start = nullptr;
    QAction* m_resume = nullptr;
    QAction* m_pause = nullptr;
    QAction* m_stop = nullptr;
    QAction* m_checkpoint = nullptr;
    QAction* m_baseline_action = nullptr;
    QAction* m_refresh = nullptr;
    Records m_records;
    QString m_baseline;
    QString m_shown;  ///< folder of the run whose curves are solid
    std::size_t m_shown_steps = 0;
    std::size_t m_shown_evaluations = 0;
    std::int64_t m_job = 0;
    std::int64_t m_step_of_checkpoint = 0;
    QDateTime m_started;
    JobRunner m_reader;
};

}  // namespace priorscope
