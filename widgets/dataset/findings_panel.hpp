// All problems found in the dataset, by reading it and by decoding its images.
#pragma once

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/dataset/check_dataset.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/dataset/issue_table.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class Mender;
class PatchWriter;
class PatchesDialog;

/// The list follows the workbench's dataset; a row leads to its image and object. Findings of decoding,
/// training and detecting are added to the list and are dropped with the dataset.
class FindingsPanel : public Panel {
    Q_OBJECT

  public:
    explicit FindingsPanel(const WorkspaceContext& context, QWidget* parent = nullptr);

    void setTheme(const Theme& theme) { m_issues->setTheme(theme); }
    QTableView* table() const { return m_table; }
    QComboBox* kindChoice() const { return m_kind; }
    EmptyState* emptyState() const { return m_empty; }
    /// The full text of the current row, below the table.
    QLabel* detail() const { return m_detail; }
    /// Whether the images are being decoded.
    bool isChecking() const { return m_check.isRunning(); }
    /// Empty until the images of this dataset have been decoded.
    const std::optional<DatasetCheck>& check() const { return m_result; }
    /// The listed rows, with full file paths.
    QString csv() const;

    /// Starts or stops decoding every image.
    QAction* checkAction() const { return m_check_action; }
    QAction* saveAction() const { return m_save_action; }
    /// Hidden until a detector was evaluated on these images.
    QPushButton* suspectsButton() const { return m_suspects; }
    /// Hidden where this dataset has no label patches.
    QPushButton* patchesButton() const { return m_patches; }
    /// Lists the label patches; disabled where there are none.
    QAction* patchesAction() const { return m_patches_action; }
    /// Proposes to mend findings; disabled where none can be.
    QAction* mendAction() const;
    /// The open list of label patches; null: none.
    PatchesDialog* patchesDialog() const { return m_patches_dialog; }
    /// Whether annotations are being written, or it is found out what can be mended.
    bool isPatching() const;

  Q_SIGNALS:
    /// The labels that a detector calls into question.
    void suspectsWanted();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void buildTable();
    void buildActions();
    void followDataset();
    void followPatches(const WorkspaceContext& context);
    void refreshPatches();
    void nameButtons();
    void showPatches();
    void showSuspects(const SplitDetectionsService& detections);
    void toggleCheck();
    void refresh();
    void refreshKinds();
    void refreshState();
    void applyFilter();
    void fitColumns();
    void goTo(const QModelIndex& row);
    QString textOf(const QModelIndex& row) const;
    void copyRow();
    void askAndSave();

    WorkspaceContext m_context;
    Workbench& m_workbench;
    QStackedWidget* m_pages = nullptr;
    EmptyState* m_empty = nullptr;
    QComboBox* m_kind = nullptr;
    QPushButton* m_suspects = nullptr;
    QPushButton* m_patches = nullptr;
    std::vector<DatasetIssue> m_suspected;  ///< by the detector of Detect
    std::int64_t m_pending_count = 0;       ///< label patches
    QAction* m_patches_action = nullptr;
    Mender* m_mender = nullptr;
    PatchWriter* m_patch_writer = nullptr;
    PatchesDialog* m_patches_dialog = nullptr;
    QPushButton* m_check_button = nullptr;
    QTableView* m_table = nullptr;
    QLabel* m_detail = nullptr;
    IssueTableModel* m_issues = nullptr;
    IssueProxyModel* m_proxy = nullptr;
    QAction* m_check_action = nullptr;
    QAction* m_save_action = nullptr;
    std::optional<DatasetCheck> m_result;
    std::map<std::string, std::vector<bool>> m_old_marks;
    JobRunner m_check;  // last: its job ends before the other members are destroyed
};

}  // namespace priorscope
