// The strip at the bottom: the running job, its progress and the latest note; and the log above it.
#pragma once

#include <QLabel>
#include <QListView>
#include <QProgressBar>
#include <QTimer>
#include <QWidget>

#include "widgets/components/panel.hpp"
#include "widgets/components/text.hpp"
#include "widgets/jobs/job_list.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

/// Shows the oldest job once it has run for a moment, so that short jobs do not flicker.
class JobStrip : public QWidget {
    Q_OBJECT

  public:
    explicit JobStrip(JobList& jobs, QWidget* parent = nullptr);
    QToolButton* logButton() const { return m_log; }
    QToolButton* cancelButton() const { return m_cancel; }
    QString jobText() const { return m_name->text(); }

  private:
    void refresh();
    const JobStatus* shownJob() const;

    JobList& m_jobs;
    QLabel* m_name = nullptr;
    QProgressBar* m_bar = nullptr;
    FigureLabel* m_done = nullptr;
    FigureLabel* m_left = nullptr;
    IconButton* m_cancel = nullptr;
    QLabel* m_others = nullptr;
    ElidedLabel* m_note = nullptr;
    QToolButton* m_log = nullptr;
    QTimer m_timer;
};

/// The log as a list; Ctrl+C copies the selected lines.
class LogPanel : public Panel {
    Q_OBJECT

  public:
    explicit LogPanel(JobList& jobs, QWidget* parent = nullptr);

  private:
    void copy() const;

    JobList& m_jobs;
    QListView* m_list = nullptr;
};

}  // namespace priorscope
