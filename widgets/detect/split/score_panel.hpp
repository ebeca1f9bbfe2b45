// Numbers of right and wrong detections against the score.
#pragma once

#include "widgets/detect/errors/error_list.hpp"
#include "widgets/plots/plot_panel.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class LiveScores;
class PlotPicker;

/// Each bar leads to its detections.
class ScorePanel : public PlotPanel {
    Q_OBJECT

  public:
    ScorePanel(const WorkspaceContext& context, const LiveScores& scores, QWidget* parent = nullptr);
    PlotPicker* picker() const { return m_picker; }

  Q_SIGNALS:
    /// A bar was chosen.
    void errorsWanted(const priorscope::ShownErrors& errors);

  private:
    void showScores();
    void offerPlaces();
    /// Bars are numbered by bin: the right ones of the first, the wrong ones of it, and so on.
    std::int64_t countOf(int bar) const;
    int barAt(const QPointF& position) const;
    QPointF valuesOf(int bar) const;
    QString describe(int bar) const;

    const LiveScores& m_scores;
    PlotPicker* m_picker = nullptr;
    int m_right = -1;
    int m_wrong = -1;
    int m_focus = -1;  ///< the bar that the keys reach
};

}  // namespace priorscope
