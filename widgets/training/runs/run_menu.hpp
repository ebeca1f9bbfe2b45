// What can be done with the runs of the list: rename, write about, plan again, clean up, throw away.
#pragma once

#include <QAction>
#include <QDialog>
#include <QList>
#include <QMenu>
#include <QObject>
#include <QPoint>
#include <QPointer>
#include <QString>

#include "widgets/training/runs/run_keeper.hpp"
#include "widgets/training/runs/run_note_book.hpp"
#include "widgets/training/runs/run_report_saving.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class RunList;
class UndoNotice;

/// Adds its actions to the list: in a menu of the table (right click, Menu key, Shift+F10) that begins with
/// the table's own actions, and in the same menu behind a button in the head.
class RunMenu : public QObject {
    Q_OBJECT

  public:
    /// @param list  must outlive it
    RunMenu(const WorkspaceContext& context, RunList& list, QWidget* parent);

    QList<QAction*> commands() const {
        return {m_rename, m_note, m_again, m_from_weights, m_report, m_sizes, m_trash, m_open_trash, m_undo};
    }
    QAction* renameAction() const { return m_rename; }
    QAction* notesAction() const { return m_note; }
    QAction* againAction() const { return m_again; }
    QAction* fromWeightsAction() const { return m_from_weights; }
    QAction* reportAction() const { return m_report; }
    QAction* sizesAction() const { return m_sizes; }
    QAction* trashAction() const { return m_trash; }
    QAction* openTrashAction() const { return m_open_trash; }
    QAction* undoAction() const { return m_undo; }
    QMenu* menu() const { return m_menu; }
    UndoNotice* notice() const { return m_notice; }
    RunNoteBook& notes() { return m_notes; }
    RunKeeper& keeper() { return m_keeper; }
    RunReportSaving& reports() { return m_reports; }
    /// That is open; null: none.
    QDialog* dialog() const { return m_dialog; }
    /// For the state of the runs, which may have changed.
    void refresh();

  Q_SIGNALS:
    void draftFilled();  ///< the planned run is one of the list again

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void buildActions();
    void buildMenu();
    void showNotes();
    void popUp(const QPoint& place);
    bool isOpen() const;
    /// Opens it over the window, and only one.
    void open(QDialog* dialog);
    /// Shows why the selected run cannot be touched. @return whether it can
    bool mayTouch();
    void rename();
    void writeNotes();
    void planAgain();
    /// The planned run is the selected one again, and begins with its weights.
    void planFromWeights();
    void fillDraft(const RunOverview& run, const QString& weights);
    void saveReport();
    void showSizes();
    void trash();
    void openTrash();
    void tell(const QString& text, const std::function<void()>& undo);

    WorkspaceContext m_context;
    RunList& m_list;
    QWidget* m_parent = nullptr;
    QMenu* m_menu = nullptr;
    UndoNotice* m_notice = nullptr;
    QAction* m_rename = nullptr;
    QAction* m_note = nullptr;
    QAction* m_again = nullptr;
    QAction* m_from_weights = nullptr;
    QAction* m_report = nullptr;
    QAction* m_sizes = nullptr;
    QAction* m_trash = nullptr;
    QAction* m_open_trash = nullptr;
    QAction* m_undo = nullptr;
    QPointer<QDialog> m_dialog;
    RunNoteBook m_notes;
    RunKeeper m_keeper;
    RunReportSaving m_reports;
};

}  // namespace priorscope
