// The runs that were thrown away: put back, or deleted for good.
#pragma once

#include <QDialog>
#include <QString>
#include <vector>

#include "core/training/run/management/run_trash.hpp"
#include "widgets/jobs/job_runner.hpp"

class QLabel;
class QPushButton;
class QTableWidget;

namespace priorscope {

class ErrorBanner;
class RunKeeper;

class TrashDialog : public QDialog {
    Q_OBJECT

  public:
    /// @param runs    the folder of the runs
    /// @param keeper  puts back; must outlive it
    TrashDialog(const QString& runs, RunKeeper& keeper, JobList& jobs, QWidget* parent = nullptr);

    QTableWidget* table() const { return m_table; }
    QPushButton* restoreButton() const { return m_restore; }
    QPushButton* deleteButton() const { return m_delete; }
    QPushButton* emptyButton() const { return m_empty; }
    QString note() const;
    ErrorBanner* banner() const { return m_banner; }
    bool isRunning() const { return m_runner.isRunning(); }
    /// Deleting stops between two files; what it was deleting is no longer offered.
    void reject() override;

  private:
    void build();
    QWidget* buildButtons();
    void read();
    void show(std::vector<TrashEntry> entries);
    /// @param all  else the selected ones
    std::vector<TrashEntry> entries(bool all) const;
    void refresh();
    void ask(bool all);
    void remove(const std::vector<TrashEntry>& entries);
    void showDeleted(const Deleted& result);

    QString m_runs;
    RunKeeper& m_keeper;
    std::vector<TrashEntry> m_entries;
    QTableWidget* m_table = nullptr;
    QLabel* m_note = nullptr;
    QPushButton* m_restore = nullptr;
    QPushButton* m_delete = nullptr;
    QPushButton* m_empty = nullptr;
    ErrorBanner* m_banner = nullptr;
    QString m_freed;  ///< what the last deletion has freed; empty: none yet
    bool m_is_deleting = false;
    JobRunner m_runner;  // last: its job ends before the other members are destroyed
};

}  // namespace priorscope
