// Searches for a better layout and applies it to the document.
#pragma once

#include <QElapsedTimer>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>
#include <atomic>
#include <memory>
#include <vector>

#include "core/priors/suggest/suggest.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/plots/plot_widget.hpp"
#include "widgets/priors/coverage/figure_rows.hpp"
#include "widgets/priors/editor/prior_document.hpp"
#include "widgets/priors/suggest/suggest_options_form.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {

/// The search runs as a job over the objects in view. Its result is one undo step; if the layout was edited
/// or other objects came into view in the meantime, it waits for a click instead of changing the layout.
class SuggestPanel : public QWidget {
    Q_OBJECT

  public:
    /// @param jobs  shows the search in the strip; may be null
    SuggestPanel(PriorDocument& document, ThemeManager& themes, JobList* jobs, QWidget* parent = nullptr);

    using Objects = std::shared_ptr<const std::vector<CoverageObject>>;
    /// The objects in view; null while there are none.
    void setObjects(Objects objects);
    /// For another dataset: there are no objects, a running search is stopped, and nothing is left of an
    /// earlier one.
    void forget();
    bool isRunning() const { return m_runner.isRunning(); }
    /// Starts or stops the search.
    void toggle();

    SuggestOptionsForm* form() const { return m_form; }
    QPushButton* startButton() const { return m_start; }
    QPushButton* applyButton() const { return m_apply; }
    QLabel* status() const { return m_status; }
    FigureRows* figures() const { return m_figures; }
    PlotWidget* curve() const { return m_curve; }
    ErrorBanner* banner() const { return m_banner; }
    /// The latest one; null before the first.
    const std::shared_ptr<const Suggestion>& suggestion() const { return m_suggestion; }

  Q_SIGNALS:
    void closeRequested();
    void suggested();

  private:
    QWidget* buildHead();
    QWidget* buildBody();
    void buildCurve();
    void start();
    void receive(Suggestion suggestion, const PriorConfig& from, const Objects& objects);
    /// Hides what an earlier search left.
    void clearResult();
    void apply();
    void refresh();
    void showProgress();
    void showSuggestion();
    QString aimName(const SuggestOptions& options) const;

    PriorDocument& m_document;
    Objects m_objects;
    SuggestOptions m_options;  ///< of the running or the latest search
    std::shared_ptr<const Suggestion> m_suggestion;
    std::shared_ptr<std::atomic<double>> m_best;  ///< written by the worker
    QElapsedTimer m_clock;
    ErrorBanner* m_banner = nullptr;
    QLabel* m_scope = nullptr;
    SuggestOptionsForm* m_form = nullptr;
    QPushButton* m_start = nullptr;
    QProgressBar* m_bar = nullptr;
    QLabel* m_status = nullptr;
    QPushButton* m_apply = nullptr;
    FigureRows* m_figures = nullptr;
    QLabel* m_curve_title = nullptr;
    PlotWidget* m_curve = nullptr;
    JobRunner m_runner;  // last: its callbacks use the other members
};

}  // namespace priorscope
