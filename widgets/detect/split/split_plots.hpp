// What the thresholds do to the split, in four pictures: curves, scores, confusion, and why objects are
// missed.
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "core/evaluation/rescoring/error_items.hpp"
#include "widgets/workspace.hpp"

class QGridLayout;

namespace priorscope {

class ConfusionView;
class CountBars;
class CurvePanel;
class LiveScores;
class Panel;
class ScorePanel;
class SegmentedControl;
struct ShownErrors;

/// Two by two where there is room, otherwise one at a time.
class SplitPlots : public QWidget {
    Q_OBJECT

  public:
    SplitPlots(const WorkspaceContext& context, const LiveScores& scores, QWidget* parent = nullptr);

    CurvePanel* curves() const { return m_curves; }
    ScorePanel* histogram() const { return m_histogram; }
    ConfusionView* confusion() const { return m_confusion; }
    CountBars* reasons() const { return m_reasons; }
    /// The one that is shown where there is room for one only.
    SegmentedControl* chooser() const { return m_chooser; }
    /// Marks the cell or the reason whose errors are shown elsewhere.
    void setShown(const std::optional<ErrorFilter>& filter);
    bool isRunning() const;

  Q_SIGNALS:
    /// A cell or a bar was clicked.
    void errorsWanted(const priorscope::ErrorFilter& filter);
    /// A point of a curve or a bar of the scores was chosen.
    void groupWanted(const priorscope::ShownErrors& errors);
    /// So was a point at a matching IoU.
    void matchIouWanted(double iou);
    /// The priors are what to look at.
    void priorsWanted();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void buildConfusion();
    void buildReasons();
    void showConfusion();
    void showReasons();
    void showPriors();
    void sayWhosePriors();
    void arrange();

    WorkspaceContext m_context;
    const LiveScores& m_scores;
    QGridLayout* m_grid = nullptr;
    SegmentedControl* m_chooser = nullptr;
    QWidget* m_across = nullptr;  ///< lines between the four
    QWidget* m_down = nullptr;
    CurvePanel* m_curves = nullptr;
    ScorePanel* m_histogram = nullptr;
    priorscope::Panel* m_confusion_panel = nullptr;
    priorscope::Panel* m_reason_panel = nullptr;
    ConfusionView* m_confusion = nullptr;
    CountBars* m_reasons = nullptr;
    std::vector<MissedReason> m_listed;  ///< [rows of m_reasons]
    QPushButton* m_no_prior = nullptr;
    std::optional<ErrorFilter> m_shown;
    bool m_is_wide = false;
};

}  // namespace priorscope
