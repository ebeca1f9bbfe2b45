// Errors by cause: the first of each, all of one kind, and the figures of every class.
#pragma once

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "core/evaluation/rescoring/error_items.hpp"
#include "core/project/review.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

class QPushButton;
class QStackedWidget;

namespace priorscope {

class CauseColumn;
class Chip;
class ChoiceBox;
class ClassTableModel;
class ComparedPage;
class ErrorGallery;
class LiveScores;
class ReviewedPage;
class SegmentedControl;

class ErrorBrowser : public Panel {
    Q_OBJECT

  public:
    /// @param evaluate  also offered as a button
    ErrorBrowser(const WorkspaceContext& context, const LiveScores& scores, QAction* evaluate,
                 QWidget* parent = nullptr);

    /// Shows all errors of a kind; nothing: the first of each cause.
    void show(const std::optional<ErrorFilter>& filter);
    const std::optional<ErrorFilter>& filter() const { return m_filter; }
    /// Goes to the next or previous error of the shown kind.
    void step(int by);
    /// Goes on to the next error if that one is the current one of the list.
    void stepFrom(const ReviewedError& error);
    ErrorGallery* gallery() const { return m_gallery; }
    ChoiceBox* classBox() const { return m_class; }
    ClassTableModel* classes() const { return m_classes; }
    const std::vector<CauseColumn*>& columns() const { return m_columns; }
    bool isRunning() const;

    ReviewedPage* reviewed() const { return m_reviewed; }
    ComparedPage* compared() const { return m_compared; }
    /// Of the listed errors: how many are reviewed, and how many there are; none: no list is shown.
    std::optional<std::pair<int, int>> reviewProgress() const;
    /// Shows what was reviewed.
    void showReviewed() { showPage(kReviewed); }
    /// Shows the pinned state beside the present one.
    void showCompared() { showPage(kCompared); }

  Q_SIGNALS:
    void chosen(const priorscope::ErrorItem& item);
    /// A place that was reviewed, at which there is no error now.
    void placeChosen(int image, const priorscope::Box& box);
    /// reviewProgress() changed.
    void progressChanged();
    void filterChanged();

  private:
    enum Page { kCauses, kGallery, kClasses, kReviewed, kCompared };

    void buildTools(QAction* evaluate);
    QWidget* buildCauses();
    QWidget* buildClasses();
    void buildReviewed();
    void buildCompared();
    void showReviews();
    QPushButton* evaluateButton(QAction* evaluate);
    void followScores();
    void warn();
    void startSteps();
    void choose(const ErrorItem& item);
    void showPage(int page);
    void list();
    void showFigures();
    void showTitle();
    void offerClasses();
    std::vector<ErrorFilter> wanted() const;

    WorkspaceContext m_context;
    const LiveScores& m_scores;
    std::optional<ErrorFilter> m_filter;
    std::size_t m_listed = 0;  ///< errors in the gallery
    std::optional<ErrorItem> m_current;
    /// To step from when the list arrives; set while the first step from the overview waits for it.
    std::optional<std::optional<ErrorItem>> m_first_step;
    Page m_page = kCauses;
    SegmentedControl* m_views = nullptr;
    Chip* m_back = nullptr;
    ChoiceBox* m_class = nullptr;
    QStackedWidget* m_pages = nullptr;
    std::vector<CauseColumn*> m_columns;
    ErrorGallery* m_gallery = nullptr;
    ClassTableModel* m_classes = nullptr;
    ReviewedPage* m_reviewed = nullptr;
    ComparedPage* m_compared = nullptr;
    JobRunner m_lister;
};

}  // namespace priorscope
