#include "widgets/frame/job_strip.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>

namespace priorscope {
namespace {

constexpr int kMomentMs = 250;
constexpr int kRefreshMs = 250;

QString unitText(const std::string& unit) {
    return unit.empty() ? QString() : QStringLiteral(" ") + QCoreApplication::translate("Unit", unit.c_str());
}

/// The units that core counts in, listed here so that lupdate finds them.
[[maybe_unused]] constexpr const char* kUnits[] = {
    QT_TRANSLATE_NOOP("Unit", "images"),      QT_TRANSLATE_NOOP("Unit", "steps"),
    QT_TRANSLATE_NOOP("Unit", "files"),       QT_TRANSLATE_NOOP("Unit", "objects"),
    QT_TRANSLATE_NOOP("Unit", "annotations"),
};

}  // namespace

JobStrip::JobStrip(JobList& jobs, QWidget* parent) : QWidget(parent), m_jobs(jobs) {
    setFixedHeight(Metrics::kJobStrip);
    setAttribute(Qt::WA_StyledBackground);
    setProperty("ground", "window");
    setProperty("line", "top");
    setAccessibleName(tr("Jobs"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Metrics::kMargin, 0, Metrics::kGap, 0);
    row->setSpacing(Metrics::kGap);
    m_name = new QLabel(this);
    m_bar = new QProgressBar(this);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(160);
    m_done = new FigureLabel(this);
    m_left = new FigureLabel(this);
    m_cancel = new IconButton(QStringLiteral("close"), tr("Cancel this job"), this);
    m_others = new QLabel(this);
    m_others->setProperty("role", "second");
    m_note = new ElidedLabel(QString(), this);
    m_note->setProperty("role", "second");
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_log = new IconButton(QStringLiteral("log"), tr("Show or hide the log (Ctrl+L)"), this);
    m_log->setText(tr("Log"));
    m_log->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_log->setCheckable(true);
    for (QToolButton* button : {static_cast<QToolButton*>(m_cancel), m_log}) {
        button->setProperty("strip", true);
    }
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_name, m_bar, m_done, m_left, m_cancel, m_others}) {
        row->addWidget(widget);
    }
    row->addWidget(m_note, 1);
    row->addWidget(m_log);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (const JobStatus* job = shownJob(); job != nullptr && job->cancel) {
            const auto cancel = job->cancel;  // the job may leave the list meanwhile
            cancel();
        }
    });
    connect(&m_jobs, &JobList::noteChanged, m_note, &QLabel::setText);
    connect(&m_jobs, &JobList::changed, this, [this] {
        if (!m_timer.isActive()) {
            m_timer.start(kRefreshMs);
        }
        if (m_jobs.jobs().empty()) {
            refresh();
        }
    });
    connect(&m_timer, &QTimer::timeout, this, &JobStrip::refresh);
    refresh();
}

const JobStatus* JobStrip::shownJob() const {
    const auto found = std::find_if(m_jobs.jobs().begin(), m_jobs.jobs().end(),
                                    [](const JobStatus& job) { return job.clock.elapsed() >= kMomentMs; });
    return found == m_jobs.jobs().end() ? nullptr : &*found;
}

void JobStrip::refresh() {
    const JobStatus* job = shownJob();
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_name, m_bar, m_done, m_left, m_cancel, m_others}) {
        widget->setVisible(job != nullptr);
    }
    if (m_jobs.jobs().empty()) {
        m_timer.stop();
    }
    if (job == nullptr) {
        return;
    }
    const Progress& progress = job->progress;
    m_name->setText(job->name);
    m_bar->setRange(0, progress.total > 0 ? 1000 : 0);
    m_bar->setValue(progress.total > 0 ? static_cast<int>(1000 * progress.done / progress.total) : 0);
    m_done->setText(progress.total > 0
                        ? tr("%1 of %2").arg(countText(progress.done), countText(progress.total)) +
                              unitText(progress.unit)
                        : QString());
    const auto left = job->secondsLeft();
    m_left->setText(left ? tr("%1 left").arg(durationText(*left)) : QString());
    m_cancel->setVisible(static_cast<bool>(job->cancel));
    const auto others = m_jobs.jobs().size() - 1;
    m_others->setVisible(others > 0);
    m_others->setText(tr("and %1 more").arg(others));
}

LogPanel::LogPanel(JobList& jobs, QWidget* parent) : Panel(tr("Log"), parent), m_jobs(jobs) {
    m_list = new QListView(this);
    m_list->setObjectName(QStringLiteral("log"));
    m_list->setModel(&jobs.log());
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("Log"));
    setContent(m_list);
    auto* copy_action = new QAction(tr("Copy"), this);
    copy_action->setShortcut(QKeySequence::Copy);
    copy_action->setShortcutContext(Qt::WidgetShortcut);
    m_list->addAction(copy_action);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copy_action, &QAction::triggered, this, &LogPanel::copy);
    connect(&jobs.log(), &QAbstractItemModel::rowsInserted, m_list, &QListView::scrollToBottom);
}

void LogPanel::copy() const {
    QStringList lines;
    for (const QModelIndex& index : m_list->selectionModel()->selectedIndexes()) {
        lines << index.data().toString();
    }
    QGuiApplication::clipboard()->setText(lines.isEmpty() ? m_jobs.log().plainText()
                                                          : lines.join(QLatin1Char('\n')));
}

}  // namespace priorscope
