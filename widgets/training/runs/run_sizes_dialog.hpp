// What runs take on disk, and what of it is to be deleted.
#pragma once

#include <QDialog>
#include <QString>
#include <QStringList>
#include <filesystem>
#include <utility>
#include <vector>

#include "core/training/run/management/run_cleaning.hpp"
#include "core/training/run/management/run_size.hpp"
#include "widgets/jobs/job_runner.hpp"

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace priorscope {

class ErrorBanner;

/// "12.3 MB", in the user's language.
QString diskText(std::int64_t bytes);

/// A row for each run, the largest first, and below it a row for each part. Nothing is chosen at first; what
/// is chosen is deleted for good after a question.
class RunSizesDialog : public QDialog {
    Q_OBJECT

  public:
    /// @param runs  folders, the first one is opened
    RunSizesDialog(std::vector<std::filesystem::path> runs, JobList& jobs, QWidget* parent = nullptr);

    QTreeWidget* tree() const { return m_tree; }
    QPushButton* snapshotsButton() const { return m_snapshots; }
    QPushButton* deleteButton() const { return m_delete; }
    /// What would be freed, or was.
    QString note() const;
    ErrorBanner* banner() const { return m_banner; }
    bool isRunning() const { return m_runner.isRunning(); }
    /// Deleting stops between two files.
    void reject() override;

  Q_SIGNALS:
    void deleted();  ///< some files

  private:
    struct Usage {
        std::filesystem::path run{};
        RunSize size{};
        std::vector<RunPart> parts{};
    };
    struct Chosen {
        std::vector<std::pair<std::filesystem::path, std::vector<std::filesystem::path>>>
            files{};  ///< by run
        std::int64_t count = 0;
        std::int64_t bytes = 0;
        int last = 0;  ///< runs that lose the checkpoint from which they go on
        int best = 0;  ///< or their best weights
    };
    void build();
    void buildTree();
    QWidget* buildButtons();
    void read();
    void show(std::vector<Usage> usages);
    void addRun(std::size_t index);
    void choose(bool snapshots);
    Chosen chosen() const;
    void refresh();
    void ask();
    void remove();
    void showDeleted(const Deleted& result);

    std::vector<std::filesystem::path> m_runs;
    std::vector<Usage> m_usages;  ///< in the order of the rows
    QTreeWidget* m_tree = nullptr;
    QLabel* m_total = nullptr;
    QLabel* m_note = nullptr;
    QPushButton* m_snapshots = nullptr;
    QPushButton* m_nothing = nullptr;
    QPushButton* m_delete = nullptr;
    ErrorBanner* m_banner = nullptr;
    QString m_freed;  ///< what the last deletion has freed; empty: none yet
    bool m_is_deleting = false;
    JobRunner m_runner;  // last: its job ends before the other members are destroyed
};

}  // namespace priorscope
