// The pinned state and the present one: figures with their intervals, and what only one of them gets right.
#pragma once

#include <QWidget>
#include <memory>

#include "core/evaluation/rescoring/error_items.hpp"
#include "widgets/detect/compare/split_comparison.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

class QLabel;
class QStackedWidget;

namespace priorscope {

class ChoiceBox;
class ComparedModel;
class ComparedTableModel;
class CropGallery;
class EmptyState;

/// Compares in the background while it is visible.
class ComparedPage : public QWidget {
    Q_OBJECT

  public:
    ComparedPage(const WorkspaceContext& context, const LiveScores& scores, QWidget* parent = nullptr);

    /// Chooses whose pictures are shown; to be placed by the owner.
    ChoiceBox* kinds() const { return m_kinds; }
    CropGallery* gallery() const { return m_gallery; }
    ComparedModel* pictures() const { return m_pictures; }
    ComparedTableModel* figures() const { return m_figures; }
    /// "mAP 0.718 → 0.726: difference +0.009 (95 %: −0.051 to +0.040), better with probability 0.45"
    QString summary() const;
    bool isRunning() const { return m_comparer.isRunning(); }

  Q_SIGNALS:
    /// A picture was chosen: an object that is missed or found now, or an image.
    void placeChosen(int image, const priorscope::Box& box);
    void changed();
    void failed(const priorscope::JobFailure& failure);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    QWidget* buildFigures();
    void buildKinds();
    void compare();
    void showComparison();
    void showPictures();

    WorkspaceContext m_context;
    const LiveScores& m_scores;
    std::shared_ptr<const SplitComparison> m_comparison;
    ComparedTableModel* m_figures = nullptr;
    ComparedModel* m_pictures = nullptr;
    CropGallery* m_gallery = nullptr;
    ChoiceBox* m_kinds = nullptr;
    QLabel* m_headline = nullptr;
    EmptyState* m_empty = nullptr;
    QStackedWidget* m_pages = nullptr;
    JobRunner m_comparer;
};

}  // namespace priorscope
