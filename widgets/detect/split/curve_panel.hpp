// The curves of a split: precision against recall, both against the score, or AP against the matching IoU.
#pragma once

#include <vector>

#include "widgets/detect/errors/error_list.hpp"
#include "widgets/plots/plot_panel.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class ChoiceBox;
class LiveIouCurve;
class LiveScores;
class PlotPicker;
struct ClassCurve;
struct IouCurve;
struct LiveCurves;

enum class CurveKind { precision_recall, by_score, ap_by_iou };

/// The selected class is drawn strongly, the others faintly; grey while the curves are being computed. Each
/// point of the strong one leads to the errors there.
class CurvePanel : public PlotPanel {
    Q_OBJECT

  public:
    CurvePanel(const WorkspaceContext& context, const LiveScores& scores, QWidget* parent = nullptr);
    ChoiceBox* classes() const { return m_classes; }
    PlotPicker* picker() const { return m_picker; }
    CurveKind kind() const { return m_kind; }
    /// Also in the panel's menu.
    void setKind(CurveKind kind);
    bool isRunning() const;

  Q_SIGNALS:
    /// A point was chosen.
    void errorsWanted(const priorscope::ShownErrors& errors);
    /// So was one of a matching IoU.
    void matchIouWanted(double iou);

  private:
    /// What a threshold at a score leaves.
    struct Point {
        float score = 0.0F;
        double recall = 0.0;
        double precision = 0.0;
        double f1 = 0.0;
    };
    void buildKinds();
    void buildLegend();
    void showKind();
    void showCurves();
    void showPoint();
    void showPrecisionRecall(const LiveCurves& curves);
    void showByScore();
    void showByIou(const IouCurve& curve);
    void showOperatingPoint();
    void addLine(int label, bool is_chosen, bool has_markers, const std::vector<double>& x,
                 const std::vector<double>& y);
    void addMarkers();
    void offerClasses();
    void offerPlaces();
    void pick(int place);
    /// Places go from left to right, points by falling score.
    std::size_t pointOf(int place) const;
    /// In values of the axes.
    QPointF valuesOf(int place) const;
    int placeAt(const QPointF& position) const;
    QString describe(int place) const;
    int label() const;
    QColor colorOf(const Theme& theme, int label) const;

    WorkspaceContext m_context;
    const LiveScores& m_scores;
    LiveIouCurve* m_ious = nullptr;
    PlotPicker* m_picker = nullptr;
    ChoiceBox* m_classes = nullptr;
    QWidget* m_lines = nullptr;  ///< names of the three lines against the score
    QList<QAction*> m_kinds;
    CurveKind m_kind = CurveKind::precision_recall;
    bool m_is_pending = false;
    std::vector<Point> m_points;   ///< of the strong curve, by falling score
    std::vector<double> m_ap;      ///< [IoUs] of the strong curve
    std::vector<double> m_ap_iou;  ///< the same: where they are
    int m_point = -1;              ///< series of the operating point; -1: none
    int m_pinned = -1;             ///< series of the pinned one
    int m_focus = -1;              ///< series of the point that the keys reach
};

}  // namespace priorscope
