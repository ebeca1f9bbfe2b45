// Proof in pictures: after each evaluation, some validation images with what the run's weights found in them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "widgets/components/panel.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/training/watched/watched_sheet.hpp"

class QStackedLayout;

namespace priorscope {

class ChoiceBox;
class ThemeManager;
class WatchedView;
class Workbench;

/// Shows the latest evaluation of a run, as it comes, or an earlier one that was chosen.
class WatchedPanel : public Panel {
    Q_OBJECT

  public:
    WatchedPanel(Workbench& workbench, ThemeManager& themes, QWidget* parent = nullptr);

    /// Whose evaluations are shown; none: no run is. @param dataset  the run's, as it is kept
    void setRun(std::optional<WatchedRun> run, const QString& dataset = {});
    /// The run has been evaluated once more.
    void refresh();
    /// Whether something was kept of the run.
    bool hasImages() const { return !m_steps.empty(); }
    std::int64_t step() const;
    WatchedView* view() const { return m_view; }
    ChoiceBox* steps() const { return m_choice; }
    bool isSettled() const { return !m_lister.isRunning() && !m_reader.isRunning(); }

  Q_SIGNALS:
    void imagesChanged();  ///< hasImages() may be another
    /// An image is to be seen in Detect. @param step  of the evaluation that is shown
    void imageChosen(int image, std::int64_t step);

  private:
    void showSteps(const std::vector<std::int64_t>& steps);
    void move(int by);
    void read();
    void say(const QString& message);

    Workbench& m_workbench;
    std::optional<WatchedRun> m_run;
    QString m_dataset;
    std::vector<std::int64_t> m_steps;  ///< ascending
    ChoiceBox* m_choice = nullptr;      ///< newest first
    IconButton* m_earlier = nullptr;
    IconButton* m_later = nullptr;
    WatchedView* m_view = nullptr;
    QLabel* m_message = nullptr;
    QStackedLayout* m_pages = nullptr;
    JobRunner m_lister;
    JobRunner m_reader;
};

}  // namespace priorscope
