// Which objects are hard: figures of groups by size, shape, surroundings and priors.
#pragma once

#include <QWidget>
#include <memory>

#include "core/evaluation/rescoring/error_items.hpp"
#include "widgets/detect/slices/slice_table_model.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

class QStackedWidget;
class QTableView;

namespace priorscope {

class ChoiceBox;
class EmptyState;
class LiveScores;

/// Counts in the background while it is visible.
class SlicesPage : public QWidget {
    Q_OBJECT

  public:
    SlicesPage(const WorkspaceContext& context, const LiveScores& scores, QWidget* parent = nullptr);

    /// Chooses what groups are made by; to be placed by the owner.
    ChoiceBox* kinds() const { return m_kinds; }
    QTableView* table() const { return m_table; }
    SliceTableModel* model() const { return m_model; }
    bool isRunning() const { return m_counter.isRunning(); }

  Q_SIGNALS:
    /// The missed objects or the wrong detections of a group are wanted.
    void errorsWanted(const priorscope::ErrorFilter& filter, const priorscope::Slice& slice);
    void failed(const priorscope::JobFailure& failure);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void offerKinds();
    SliceKind kind() const;
    void count();
    void showFigures(std::shared_ptr<const SliceFigures> figures);
    void choose(const QModelIndex& index);

    WorkspaceContext m_context;
    const LiveScores& m_scores;
    SliceTableModel* m_model = nullptr;
    QTableView* m_table = nullptr;
    ChoiceBox* m_kinds = nullptr;
    EmptyState* m_empty = nullptr;
    QStackedWidget* m_pages = nullptr;
    JobRunner m_counter;
};

}  // namespace priorscope
