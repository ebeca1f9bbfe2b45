// Precision against recall, class by class, with the point at which the score slider stands.
#pragma once

#include "widgets/plots/plot_panel.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class ChoiceBox;
class LiveScores;

/// The selected class is drawn strongly, the others faintly; grey while the curves are being computed.
class CurvePanel : public PlotPanel {
    Q_OBJECT

  public:
    CurvePanel(const WorkspaceContext& context, const LiveScores& scores, QWidget* parent = nullptr);
    ChoiceBox* classes() const { return m_classes; }

  private:
    void showCurves();
    void showPoint();
    void addCurve(const struct ClassCurve& curve, bool is_chosen);
    void offerClasses();
    QColor colorOf(const Theme& theme, int label) const;

    WorkspaceContext m_context;
    const LiveScores& m_scores;
    ChoiceBox* m_classes = nullptr;
    bool m_is_pending = false;
    int m_point = -1;   ///< series of the operating point; -1: none
    int m_pinned = -1;  ///< series of the pinned one
};

/// Numbers of right and wrong detections against the score.
class ScorePanel : public PlotPanel {
    Q_OBJECT

  public:
    ScorePanel(const WorkspaceContext& context, const LiveScores& scores, QWidget* parent = nullptr);

  private:
    void showScores();

    const LiveScores& m_scores;
    int m_right = -1;
    int m_wrong = -1;
};

}  // namespace priorscope
