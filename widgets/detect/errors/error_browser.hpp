// Errors by cause: the first of each, all of one kind, and the figures of every class.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/evaluation/rescoring/error_items.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

class QStackedWidget;
class QTableView;

namespace priorscope {

class CauseColumn;
class Chip;
class ChoiceBox;
class ClassTableModel;
class ErrorGallery;
class LiveScores;
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
    ErrorGallery* gallery() const { return m_gallery; }
    ChoiceBox* classBox() const { return m_class; }
    ClassTableModel* classes() const { return m_classes; }
    const std::vector<CauseColumn*>& columns() const { return m_columns; }
    bool isRunning() const { return m_lister.isRunning(); }

  Q_SIGNALS:
    void chosen(const priorscope::ErrorItem& item);
    void filterChanged();

  private:
    enum Page { kCauses, kGallery, kClasses };

    void buildTools(QAction* evaluate);
    QWidget* buildCauses();
    QWidget* buildClasses();
    QTableView* buildTable();
    void followScores();
    void choose(const ErrorItem& item);
    void showPage(int page);
    void list();
    void showFigures();
    void showTitle();
    QString kindName() const;
    void offerClasses();
    std::vector<ErrorFilter> wanted() const;

    WorkspaceContext m_context;
    const LiveScores& m_scores;
    std::optional<ErrorFilter> m_filter;
    std::size_t m_listed = 0;  ///< errors in the gallery
    std::optional<ErrorItem> m_current;
    Page m_page = kCauses;
    SegmentedControl* m_views = nullptr;
    Chip* m_back = nullptr;
    ChoiceBox* m_class = nullptr;
    QStackedWidget* m_pages = nullptr;
    std::vector<CauseColumn*> m_columns;
    ErrorGallery* m_gallery = nullptr;
    ClassTableModel* m_classes = nullptr;
    JobRunner m_lister;
};

}  // namespace priorscope
