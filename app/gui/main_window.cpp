#include "app/gui/main_window.hpp"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QShortcut>
#include <QThreadPool>
#include <QTimer>
#include <utility>

#include "app/gui/workspaces.hpp"
#include "core/compute/compute_settings.hpp"
#include "widgets/components/tab_order.hpp"
#include "widgets/frame/screen_fit.hpp"
#include "widgets/session/draft_keeper.hpp"

namespace priorscope {
namespace {

constexpr int kPageStart = 0;
constexpr int kPageWork = 1;
constexpr int kIdleMilliseconds = 5000;

QString droppedFolder(const QMimeData* data) {
    for (const QUrl& url : data->urls()) {
        const QFileInfo info(url.toLocalFile());
        if (url.isLocalFile() && info.isDir()) {
            return info.absoluteFilePath();
        }
    }
    return {};
}

}  // namespace

MainWindow::MainWindow(Settings& settings, ThemeManager& themes, QWidget* parent)
    : QMainWindow(parent),
      m_settings(settings),
      m_themes(themes),
      m_draft(m_workbench),
      m_runs(m_workbench, m_jobs),
      m_detections(m_workbench, m_jobs),
      m_reviews(m_project),
      m_edits(m_workbench, m_project, m_jobs),
      m_tags(m_workbench, m_project),
      m_opener(settings, m_workbench, m_jobs, this),
      m_closing(this, m_workspaces, m_project, [this] { m_project_banner->chooseFile(); }) {
    setWindowTitle(QStringLiteral("Priorscope"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/priorscope.svg")));
    setAcceptDrops(true);
    setMinimumSize(960, 600);
    buildFrame();
    buildCommands();
    m_project.open(m_settings.value(Settings::kProject));
    m_context_bar->keepFiltersIn(m_project);
    new DraftKeeper(m_draft, m_project, this);
    m_reviews.restore();
    addWorkspaces();
    buildMenu();
    followIcons(this, m_themes);
    connect(&m_themes, &ThemeManager::changed, m_rail, &Rail::setTheme);
    connect(&m_workbench, &Workbench::datasetChanged, this, &MainWindow::refreshStartPage);
    returnMemoryWhenIdle();
    connect(&m_reviews.patches(), &LabelPatches::written, &m_opener, &DatasetOpener::reread);
    m_opener.follow(m_edits);
    connect(&m_opener, &DatasetOpener::started, m_banner, &QWidget::hide);
    connect(&m_opener, &DatasetOpener::started, this, &MainWindow::refreshStartPage);
    connect(&m_opener, &DatasetOpener::changed, this, &MainWindow::refreshStartPage);
    connect(&m_opener, &DatasetOpener::opened, this, &MainWindow::handleOpened);
    connect(&m_opener, &DatasetOpener::failed, this, &MainWindow::showFailure);
    connect(&m_opener, &DatasetOpener::filesChanged, this, [this] {
        m_banner->showError(
            tr("Files of this dataset have changed since they were read. What is shown is of the "
               "state before."),
            tr("Read again"), [this] { m_opener.reread(); });
    });
    connect(qApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive &&
            !m_banner->isVisible()) {  // who comes back may have edited labels elsewhere
            m_opener.lookForChanges();
        }
    });
    restoreState();
    refreshRecent();
    refreshStartPage();
}

/// Not right after a job: the next one often needs as much memory again.
void MainWindow::returnMemoryWhenIdle() {
    auto* idle = new QTimer(this);
    idle->setSingleShot(true);
    idle->setInterval(kIdleMilliseconds);
    connect(idle, &QTimer::timeout, this, [] { QThreadPool::globalInstance()->start(returnFreeMemory); });
    connect(&m_jobs, &JobList::changed, idle,
            [this, idle] { m_jobs.jobs().empty() ? idle->start() : idle->stop(); });
}

MainWindow::~MainWindow() {
    // All at once: each is waited for in turn, and those that go on would slow it down.
    for (const JobStatus& job : std::vector<JobStatus>(m_jobs.jobs())) {
        if (job.cancel) {
            job.cancel();
        }
    }
    delete takeCentralWidget();
}  // workspaces are destroyed before the objects they use

bool MainWindow::focusNextPrevChild(bool next) {
    return moveFocusByLayout(centralWidget(), next) || QMainWindow::focusNextPrevChild(next);
}

void MainWindow::buildFrame() {
    auto* central = new QWidget(this);
    auto* row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_rail = new Rail(m_themes.theme(), central);
    row->addWidget(m_rail);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    row->addLayout(column, 1);
    buildBody(column);
    setCentralWidget(central);
    connect(m_rail, &Rail::chosen, this, &MainWindow::showWorkspace);
    connect(m_context_bar, &ContextBar::openRequested, &m_opener, &DatasetOpener::choose);
    connect(m_context_bar, &ContextBar::folderChosen, this, &MainWindow::openFolder);
    connect(m_start, &StartPage::openRequested, &m_opener, &DatasetOpener::choose);
    connect(m_start, &StartPage::sampleRequested, &m_opener, &DatasetOpener::writeSample);
    connect(m_start, &StartPage::folderChosen, this, &MainWindow::openFolder);
    connect(m_strip->logButton(), &QToolButton::toggled, m_log, &QWidget::setVisible);
}

void MainWindow::buildBody(QVBoxLayout* column) {
    m_context_bar = new ContextBar(m_workbench, m_themes, this);
    m_banner = new ErrorBanner(this);
    m_project_banner = new ProjectBanner(m_project, this);
    connect(m_project_banner, &ProjectBanner::moved, this,
            [this](const QString& file) { m_settings.setValue(Settings::kProject, file); });
    connect(&m_project, &ProjectStore::failed, this,
            [this](const QString& text) { m_jobs.log().append(LogLevel::error, text); });
    connect(&m_project, &ProjectStore::unread, this,
            [this](const QString& text) { m_jobs.log().append(LogLevel::warning, text); });
    m_start = new StartPage(this);
    m_stack = new QStackedWidget(this);
    m_inspectors = new QStackedWidget(this);
    m_inspectors->setMinimumWidth(Metrics::kInspector);
    m_inspectors->setMaximumWidth(Metrics::kInspectorMax + 96);
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->setHandleWidth(1);
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(m_stack);
    m_columns->addWidget(m_inspectors);
    m_columns->setStretchFactor(0, 1);
    m_columns->setSizes({1048, Metrics::kInspector});
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_columns);
    m_log = new LogPanel(m_jobs, this);
    m_log->hide();
    m_rows = new QSplitter(Qt::Vertical, this);
    m_rows->setHandleWidth(1);
    m_rows->setChildrenCollapsible(false);
    m_rows->addWidget(m_pages);
    m_rows->addWidget(m_log);
    m_rows->setStretchFactor(0, 1);
    m_rows->setSizes({800, 160});
    m_strip = new JobStrip(m_jobs, this);
    column->addWidget(m_context_bar);
    column->addWidget(m_banner);
    column->addWidget(m_project_banner);
    column->addWidget(m_rows, 1);
    column->addWidget(m_strip);
}

QAction* MainWindow::command(const QString& text, const QList<QKeySequence>& keys,
                             const std::function<void()>& run) {
    auto* action = new QAction(text, this);
    action->setShortcuts(keys);
    connect(action, &QAction::triggered, this, run);
    addAction(action);
    return action;
}

void MainWindow::buildCommands() {
    m_commands.file << command(tr("Open folder…"), {QKeySequence::Open, QKeySequence(Qt::CTRL | Qt::Key_U)},
                               [this] { m_opener.choose(); });
    m_commands.file << command(tr("Open file…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U)},
                               [this] { m_opener.chooseFile(); });
    m_commands.file << command(tr("Combine folders…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M)},
                               [this] { m_opener.combine(); });
    m_commands.file << command(tr("Read the dataset again"), {QKeySequence(Qt::SHIFT | Qt::Key_F5)},
                               [this] { m_opener.reread(); });
    m_commands.file << command(tr("Write sample dataset…"), {}, [this] { m_opener.writeSample(); });
    m_commands.file << m_project_banner->keepElsewhereAction();
    m_commands.file << command(tr("Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)}, [this] { close(); });
    m_commands.image << command(tr("Previous image"), {QKeySequence(Qt::Key_A)},
                                [this] { m_workbench.stepImage(-1); });
    m_commands.image << command(tr("Next image"), {QKeySequence(Qt::Key_D)},
                                [this] { m_workbench.stepImage(1); });
    m_commands.image << command(tr("Search"), {QKeySequence(Qt::CTRL | Qt::Key_K)}, [this] {
        m_context_bar->searchEdit()->setFocus(Qt::ShortcutFocusReason);
        m_context_bar->searchEdit()->selectAll();
    });
    m_commands.view << command(tr("Log"), {QKeySequence(Qt::CTRL | Qt::Key_L)},
                               [this] { m_strip->logButton()->toggle(); });
    m_commands.view << command(tr("Light or dark"), {QKeySequence(Qt::CTRL | Qt::Key_T)},
                               [this] { toggleTheme(); });
    m_commands.help << command(tr("Keyboard shortcuts"),
                               {QKeySequence(Qt::Key_Question), QKeySequence(Qt::Key_F1)},
                               [this] { showShortcuts(); });
    m_commands.help << command(tr("About Priorscope"), {}, [this] { showAbout(); });
    m_commands.help << command(tr("About Qt"), {}, [] { QApplication::aboutQt(); });

    m_menu_button = new IconButton(QStringLiteral("menu"), tr("Menu (F10)"), this);
    m_menu_button->setShortcut(QKeySequence(Qt::Key_F10));
    m_rail->setTopWidget(m_menu_button);
    auto* theme_button = new IconButton(QStringLiteral("theme"), tr("Light or dark (Ctrl+T)"), this);
    connect(theme_button, &QToolButton::clicked, this, &MainWindow::toggleTheme);
    auto* help_button = new IconButton(QStringLiteral("help"), tr("Keyboard shortcuts (?)"), this);
    connect(help_button, &QToolButton::clicked, this, &MainWindow::showShortcuts);
    m_rail->addBottomWidget(theme_button);
    m_rail->addBottomWidget(help_button);
}

void MainWindow::addWorkspaces() {
    m_workspaces = createWorkspaces(
        {m_workbench, m_themes, m_jobs, m_draft, m_runs, m_detections, m_project, m_reviews, m_edits, m_tags},
        m_stack);
    for (std::size_t i = 0; i < m_workspaces.size(); ++i) {
        Workspace* workspace = m_workspaces[i];
        const int index = static_cast<int>(i);
        const QKeySequence key(QStringLiteral("Ctrl+%1").arg(i + 1));
        m_rail->addWorkspace(workspace->iconName(), workspace->title(),
                             QStringLiteral("%1 (%2)").arg(workspace->title(), key.toString()));
        m_stack->addWidget(workspace);
        QWidget* inspector = workspace->inspector();
        m_inspectors->addWidget(inspector != nullptr ? inspector : new QWidget(m_inspectors));
        QWidget* context = workspace->contextWidgets();
        connect(workspace, &Workspace::workUnderway, this, &MainWindow::workUnderway);
        m_context_index.push_back(context != nullptr ? m_context_bar->addContextWidget(context) : -1);
        m_commands.view.insert(index,
                               command(workspace->title(), {key}, [this, index] { showWorkspace(index); }));
        connect(workspace, &Workspace::rereadRequested, &m_opener, &DatasetOpener::rereadFor);
        connect(workspace, &Workspace::workspaceRequested, this, [this](const QString& wanted) {
            for (std::size_t each = 0; each < m_workspaces.size(); ++each) {
                if (m_workspaces[each]->key() == wanted) {
                    showWorkspace(static_cast<int>(each));
                }
            }
        });
    }
}

void MainWindow::buildMenu() {
    for (const Workspace* workspace : m_workspaces) {
        for (QAction* action : workspace->fileCommands()) {
            addAction(action);
            m_commands.file.insert(m_commands.file.size() - 1, action);
        }
    }
    m_menu = new WindowMenu(m_commands, m_workspaces, m_themes, m_settings, m_menu_button);
    connect(m_menu, &WindowMenu::folderChosen, this, &MainWindow::openFolder);
    // Not QToolButton::setMenu(): that would make the shortcuts of every workspace, all in this menu, act
    // anywhere in the window, and those that two workspaces share ambiguous.
    m_menu->setAttribute(Qt::WA_NoMouseReplay);  // a click on the button while it is open only closes it
    connect(m_menu_button, &QToolButton::clicked, m_menu,
            [this] { m_menu->popup(m_menu_button->mapToGlobal(QPoint(0, m_menu_button->height()))); });
}

void MainWindow::showWorkspace(int index) {
    if (index < 0 || index >= static_cast<int>(m_workspaces.size())) {
        return;
    }
    if (const int before = m_stack->currentIndex(); before >= 0) {
        for (QAction* action : m_workspaces[static_cast<std::size_t>(before)]->commands()) {
            removeAction(action);
        }
    }
    Workspace* workspace = m_workspaces[static_cast<std::size_t>(index)];
    m_stack->setCurrentIndex(index);
    m_inspectors->setCurrentIndex(index);
    m_inspectors->setVisible(workspace->inspector() != nullptr);
    m_context_bar->setContextWidget(m_context_index[static_cast<std::size_t>(index)]);
    m_rail->setCurrent(index);
    workspace->setFocus();
    for (QAction* action : workspace->commands()) {
        if (action != nullptr) {
            addAction(action);  // its shortcut works while the workspace is shown, wherever the focus is
        }
    }
}

void MainWindow::restoreState() {
    if (!restoreGeometry(m_settings.value(Settings::kGeometry))) {
        resize({1440, 900});
    }
    keepOnScreen(*this);  // the saved size may be that of a larger screen
    m_columns->restoreState(m_settings.value(Settings::kColumns));
    m_rows->restoreState(m_settings.value(Settings::kRows));
    for (QSplitter* splitter : m_stack->findChildren<QSplitter*>()) {
        if (!splitter->objectName().isEmpty()) {
            splitter->restoreState(m_settings.splitter(splitter->objectName()));
        }
    }
    m_strip->logButton()->setChecked(m_settings.value(Settings::kLogVisible));
    for (Workspace* workspace : m_workspaces) {
        if (const QByteArray session = m_settings.session(workspace->key()); !session.isEmpty()) {
            workspace->restoreSession(session);
        }
        // Immediately: the user's state must survive a crash.
        connect(workspace, &Workspace::sessionChanged, this,
                [this, workspace] { m_settings.setSession(workspace->key(), workspace->session()); });
    }
    const QString key = m_settings.value(Settings::kWorkspace);
    int index = 0;
    for (std::size_t i = 0; i < m_workspaces.size(); ++i) {
        index = m_workspaces[i]->key() == key ? static_cast<int>(i) : index;
    }
    showWorkspace(index);
}

void MainWindow::saveState() {
    m_project.flush();
    m_settings.setValue(Settings::kGeometry, saveGeometry());
    m_settings.setValue(Settings::kColumns, m_columns->saveState());
    m_settings.setValue(Settings::kRows, m_rows->saveState());
    for (QSplitter* splitter : m_stack->findChildren<QSplitter*>()) {
        if (!splitter->objectName().isEmpty()) {
            m_settings.setSplitter(splitter->objectName(), splitter->saveState());
        }
    }
    m_settings.setValue(Settings::kLogVisible, m_strip->logButton()->isChecked());
    m_settings.setValue(Settings::kWorkspace,
                        m_workspaces[static_cast<std::size_t>(m_stack->currentIndex())]->key());
}

void MainWindow::openFolder(const QString& folder) {
    m_opener.open(folder);
}

void MainWindow::openLastFolder() {
    if (const QStringList folders = m_settings.value(Settings::kRecentFolders); !folders.isEmpty()) {
        m_opener.open(folders.front());
    }
}

void MainWindow::handleOpened() {
    setWindowTitle(
        QStringLiteral("%1 – Priorscope").arg(QString::fromStdString(m_workbench.dataset()->name)));
    refreshRecent();
    Q_EMIT folderOpened(true);
}

void MainWindow::showFailure(const JobFailure& failure) {
    m_banner->showFailure(failure, tr("Open another folder…"), [this] { m_opener.choose(); });
    refreshStartPage();
    Q_EMIT folderOpened(false);
}

void MainWindow::refreshRecent() {
    const QStringList folders = m_settings.value(Settings::kRecentFolders);
    m_context_bar->setRecentFolders(folders);
    m_menu->setRecentFolders(folders);
    m_start->setRecentFolders(folders);
}

void MainWindow::refreshStartPage() {
    m_pages->setCurrentIndex(m_workbench.dataset() ? kPageWork : kPageStart);
    m_start->setReading(m_opener.reading());
}

void MainWindow::toggleTheme() {
    const ThemeChoice choice = m_themes.theme().dark ? ThemeChoice::light : ThemeChoice::dark;
    m_themes.setChoice(choice);
    m_settings.setValue(Settings::kTheme, themeChoiceName(choice));
}

void MainWindow::showShortcuts() {
    const bool was_shown = m_sheet != nullptr && m_sheet->isVisible();
    delete std::exchange(m_sheet, nullptr);
    if (was_shown) {
        return;
    }
    m_sheet = new ShortcutSheet(windowShortcuts(m_commands, m_workspaces), this);
    m_sheet->show();
}

void MainWindow::showAbout() {
    auto* box =
        new QMessageBox(QMessageBox::NoIcon, tr("About Priorscope"),
                        tr("Priorscope %1\n\nA workbench for people who train single-shot box detectors.\n\n"
                           "GPL-3.0-or-later. Built on Qt, LibTorch, OpenCV and QCustomPlot.")
                            .arg(QApplication::applicationVersion()),
                        QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

bool MainWindow::isSettled() {
    return !m_opener.isReading() && m_workbench.imageStore().isIdle() &&
           m_workspaces[static_cast<std::size_t>(m_stack->currentIndex())]->isSettled();
}

void MainWindow::closeUnattended() {
    m_closing.setUnattended();
    close();
}

void MainWindow::saveAndWait() {
    for (Workspace* workspace : m_workspaces) {
        workspace->stopAndWait();
    }
    m_project.flush();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!m_closing.mayClose()) {
        event->ignore();
        return;
    }
    saveState();
    event->accept();
    if (m_closing.isUnattended()) {
        QApplication::exit(0);  // open dialogs must not keep the program running
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedFolder(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QString folder = droppedFolder(event->mimeData());
    if (!folder.isEmpty()) {
        event->acceptProposedAction();
        openFolder(folder);
    }
}

}  // namespace priorscope
