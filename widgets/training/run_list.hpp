// The runs of the folder in a table, including the one in progress.
#pragma once

#include <QString>

#include "widgets/components/panel.hpp"
#include "widgets/training/run_table_model.hpp"

class QTableView;

namespace priorscope {

class Runs;
class ThemeManager;

class RunList : public Panel {
    Q_OBJECT

  public:
    /// @param resume  also added to the context menu of the table
    RunList(Runs& runs, ThemeManager& themes, QAction* resume, QWidget* parent = nullptr);

    RunTableModel* model() const { return m_model; }
    QTableView* table() const { return m_table; }
    /// In the head; its menu comes from elsewhere.
    QToolButton* moreButton() const { return m_more; }
    QAction* compareAction() const { return m_compare; }
    QAction* refreshAction() const { return m_refresh; }
    QAction* dequeueAction() const { return m_dequeue; }
    /// Lays the curves of the selected run over the others, or takes them away.
    QAction* overlayAction() const { return m_overlay; }

    /// The folder of the run to compare with; empty: none.
    const QString& baseline() const { return m_baseline; }
    /// The folder of the selected run; empty: none.
    QString selected() const;
    void select(const QString& run);
    void clearSelection();
    /// Selects a run the next time the list is read, instead of the one that is shown.
    void selectWhenRead(const QString& run) { m_wanted = run; }
    /// Updates the row of the run in progress.
    void updateLive();

  Q_SIGNALS:
    void chosen(const QString& run);           ///< selected, possibly again; empty: none is left
    void baselineChanged(const QString& run);  ///< to compare with; empty: none
    void overlaidChanged();                    ///< RunTableModel::overlaid()

  private:
    void buildActions();
    void buildTable(QAction* resume);
    void showRuns();
    void showCount();
    /// Without a baseline, the column of differences takes no room.
    void showColumns();
    void showQueueAction();
    void follow(const QString& from, const QString& to);
    void toggleBaseline();
    /// Against the baseline.
    void showDifferences();
    void toggleOverlaid();
    /// Without the runs that are no longer listed.
    void keepListedOverlaid();
    void setBaseline(const QString& run);

    Runs& m_runs;
    RunTableModel* m_model = nullptr;
    QTableView* m_table = nullptr;
    QToolButton* m_more = nullptr;
    QAction* m_compare = nullptr;
    QAction* m_refresh = nullptr;
    QAction* m_dequeue = nullptr;
    QAction* m_overlay = nullptr;
    QString m_wanted;
    QString m_baseline;
};

}  // namespace priorscope
