// The label patches of the open dataset: applied, taken back, removed.
#pragma once

#include <QDialog>
#include <vector>

#include "core/project/label_patch.hpp"
#include "widgets/workspace.hpp"

class QLabel;
class QPushButton;
class QTableView;

namespace priorscope {

class ErrorBanner;
class PatchModel;
class PatchWriter;

class PatchesDialog : public QDialog {
    Q_OBJECT

  public:
    /// @param writer  must outlive it
    PatchesDialog(const WorkspaceContext& context, PatchWriter& writer, QWidget* parent = nullptr);

    PatchModel* model() const { return m_model; }
    QTableView* table() const { return m_table; }
    QPushButton* applyButton() const { return m_apply; }
    QPushButton* saveButton() const { return m_save; }
    QPushButton* undoButton() const { return m_undo; }
    QPushButton* removeButton() const { return m_remove; }
    /// What is written and where the originals go, or what was done.
    QString note() const;
    ErrorBanner* banner() const { return m_banner; }

  private:
    void buildTable();
    QWidget* buildButtons();
    void refresh();
    void refreshButtons();
    QString whenText(const std::vector<LabelPatch>& pending) const;
    void showDone(const QString& text, const QStringList& problems);
    /// The selected ones; without a selection all.
    std::vector<LabelPatch> chosen() const;
    std::vector<LabelPatch> chosenPending() const;
    void goTo(int row);

    WorkspaceContext m_context;
    PatchWriter& m_writer;
    PatchModel* m_model = nullptr;
    QTableView* m_table = nullptr;
    ErrorBanner* m_banner = nullptr;
    QLabel* m_note = nullptr;
    QLabel* m_done = nullptr;
    QPushButton* m_apply = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_undo = nullptr;
    QPushButton* m_remove = nullptr;
};

}  // namespace priorscope
