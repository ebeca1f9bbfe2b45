// The window: composes rail, context bar, workspaces, inspector and job strip, and opens datasets.
#pragma once

#include <QMainWindow>
#include <QSplitter>
#include <QStackedWidget>
#include <vector>

#include "app/gui/closing_guard.hpp"
#include "app/gui/dataset_opener.hpp"
#include "app/gui/settings.hpp"
#include "app/gui/start_page.hpp"
#include "app/gui/window_menu.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/frame/context_bar.hpp"
#include "widgets/frame/job_strip.hpp"
#include "widgets/frame/project_banner.hpp"
#include "widgets/frame/rail.hpp"
#include "widgets/session/image_tags.hpp"
#include "widgets/session/label_edits.hpp"
#include "widgets/session/reviews.hpp"
#include "widgets/session/run_document.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"
#include "widgets/training/runs.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    MainWindow(Settings& settings, ThemeManager& themes, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Reads the folder in a job; an error is shown in the window and the open dataset is kept.
    void openFolder(const QString& folder);
    /// The dataset that was open last, if any.
    void openLastFolder();
    void showWorkspace(int index);
    int currentWorkspace() const { return m_stack->currentIndex(); }

    Workbench& workbench() { return m_workbench; }
    const std::vector<Workspace*>& workspaces() const { return m_workspaces; }
    JobList& jobs() { return m_jobs; }
    bool isReading() const { return m_opener.isReading(); }
    StartPage* startPage() const { return m_start; }
    ErrorBanner* banner() const { return m_banner; }
    ProjectStore& project() { return m_project; }
    RunDocument& draft() { return m_draft; }
    Runs& runs() { return m_runs; }
    ProjectBanner* projectBanner() const { return m_project_banner; }
    /// Menu, window and workspace commands, as shown in the menu.
    QMenu* menu() const { return m_menu; }
    /// Whether dataset, workspaces and images are completely displayed.
    bool isSettled();

    /// Saves, closes and quits without asking, on a signal.
    void closeUnattended();
    /// Waits until running work is saved: the process or the desktop session is about to end.
    void saveAndWait();

  Q_SIGNALS:
    /// A workspace has work that would be lost if the process ended.
    void workUnderway();
    /// A folder was read, or reading it failed.
    void folderOpened(bool succeeded);

  protected:
    bool focusNextPrevChild(bool next) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    void buildFrame();
    void returnMemoryWhenIdle();
    void buildBody(QVBoxLayout* column);
    void buildCommands();
    void buildMenu();
    void addWorkspaces();
    void restoreState();
    void saveState();

    void handleOpened();
    void showFailure(const JobFailure& failure);
    void refreshRecent();
    void refreshStartPage();
    void toggleTheme();
    void showShortcuts();
    void showAbout();
    QAction* command(const QString& text, const QList<QKeySequence>& keys, const std::function<void()>& run);

    Settings& m_settings;
    ThemeManager& m_themes;
    Workbench m_workbench;
    JobList m_jobs;
    RunDocument m_draft;
    Runs m_runs;
    SplitDetectionsService m_detections;
    ProjectStore m_project;
    Reviews m_reviews;
    LabelEdits m_edits;
    ImageTags m_tags;
    std::vector<Workspace*> m_workspaces;
    std::vector<int> m_context_index;

    Rail* m_rail = nullptr;
    ContextBar* m_context_bar = nullptr;
    ErrorBanner* m_banner = nullptr;
    ProjectBanner* m_project_banner = nullptr;
    StartPage* m_start = nullptr;
    QStackedWidget* m_pages = nullptr;  ///< start page, or workspace beside inspector
    QSplitter* m_columns = nullptr;
    QSplitter* m_rows = nullptr;
    QStackedWidget* m_stack = nullptr;
    QStackedWidget* m_inspectors = nullptr;
    LogPanel* m_log = nullptr;
    JobStrip* m_strip = nullptr;
    IconButton* m_menu_button = nullptr;
    WindowMenu* m_menu = nullptr;
    WindowCommands m_commands;
    QWidget* m_sheet = nullptr;

    DatasetOpener m_opener;
    ClosingGuard m_closing;
};

}  // namespace priorscope
