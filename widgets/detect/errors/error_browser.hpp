// Errors by cause: the first of each, all of one kind, and the figures of every class.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/evaluation/rescoring/error_items.hpp"
#include "core/project/review.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/detect/errors/error_list.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

class QStackedWidget;

namespace priorscope {

class BrowserTools;
class CauseColumn;
class CausesPage;
class ChoiceBox;
class ClassTableModel;
class ComparedPage;
class ErrorGallery;
class LiveScores;
class ReviewedPage;
class SlicesPage;

class ErrorBrowser : public Panel {
    Q_OBJECT

  public:
    /// @param evaluate  also offered as a button
    ErrorBrowser(const WorkspaceContext& context, const LiveScores& scores, QAction* evaluate,
                 QWidget* parent = nullptr);

    /// Shows all errors of a kind; nothing: the first of each cause.
    void show(const std::optional<ErrorFilter>& filter);
    void showErrors(const std::optional<ShownErrors>& shown);
    /// The same, of the class of the filter, which the choice of classes takes over.
    void showGroup(const ShownErrors& shown);
    /// Of the kind that is shown; nothing: all causes, a group of errors, or labels.
    std::optional<ErrorFilter> filter() const;
    const std::optional<ShownErrors>& shown() const { return m_shown; }
    /// Goes to the next or previous error of the shown kind.
    void step(int by);
    /// Goes on to the next error if that one is the current one of the list.
    void stepFrom(const ReviewedError& error);
    ErrorGallery* gallery() const { return m_gallery; }
    BrowserTools* tools() const { return m_tools; }
    ChoiceBox* classBox() const;
    ClassTableModel* classes() const { return m_classes; }
    const std::vector<CauseColumn*>& columns() const;
    /// Checked: only what the filter shows is evaluated.
    QAction* shownOnlyAction() const;
    bool isRunning() const;

    ReviewedPage* reviewed() const { return m_reviewed; }
    ComparedPage* compared() const { return m_compared; }
    SlicesPage* slices() const { return m_slices; }
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
    static constexpr std::size_t kMostRows = 5000;  ///< of one kind, in the gallery
    enum Page { kCauses, kGallery, kClasses, kSlices, kReviewed, kCompared };

    void buildTools(QAction* evaluate);
    QWidget* buildClasses();
    void buildReviewed();
    void buildCompared();
    void buildSlices();
    void showReviews();
    void followScores();
    void warn();
    void startSteps();
    void choose(const ErrorItem& item);
    void showPage(int page);
    void showView(int view);
    void list();
    void receive(const std::shared_ptr<const LiveCounted>& counted, std::vector<ErrorList> lists);
    void showFigures();
    void showTitle();
    QString listSubtitle() const;
    void offerClasses();
    std::vector<ShownErrors> wanted() const;

    WorkspaceContext m_context;
    const LiveScores& m_scores;
    std::optional<ShownErrors> m_shown;
    std::size_t m_listed = 0;  ///< errors in the gallery
    int m_unsaved = 0;         ///< images whose labels are, as last told
    std::optional<ErrorItem> m_current;
    /// To step from when the list arrives; set while the first step from the overview waits for it.
    std::optional<std::optional<ErrorItem>> m_first_step;
    Page m_page = kCauses;
    BrowserTools* m_tools = nullptr;
    QStackedWidget* m_pages = nullptr;
    CausesPage* m_causes = nullptr;
    ErrorGallery* m_gallery = nullptr;
    ClassTableModel* m_classes = nullptr;
    ReviewedPage* m_reviewed = nullptr;
    ComparedPage* m_compared = nullptr;
    SlicesPage* m_slices = nullptr;
    JobRunner m_lister;
};

}  // namespace priorscope
