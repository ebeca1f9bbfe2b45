#include "widgets/detect/split/curve_panel.hpp"

#include <algorithm>
#include <cmath>

#include "widgets/components/choice_box.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

struct Points {
    std::vector<double> recall;
    std::vector<double> precision;
};

/// A point for each score; where there are more than a plot can show, evenly thinned.
Points pointsOf(const ClassCurve& curve) {
    Points points;
    if (curve.positives == 0) {
        return points;
    }
    constexpr std::size_t kShown = 600;
    const std::size_t every = curve.points.size() / kShown + 1;
    for (std::size_t i = 0; i < curve.points.size(); ++i) {
        if (i % every == 0 || i + 1 == curve.points.size()) {
            points.recall.push_back(curve.points[i].recall(curve.positives));
            points.precision.push_back(curve.points[i].precision());
        }
    }
    return points;
}

QString scoreText(float score) {
    return figureText(static_cast<double>(score), 2);
}

}  // namespace

CurvePanel::CurvePanel(const WorkspaceContext& context, const LiveScores& scores, QWidget* parent)
    : PlotPanel(tr("Curves"), context.themes, parent), m_context(context), m_scores(scores) {
    plot()->setAxisTitles(tr("recall"), tr("precision"));
    plot()->setHomeX(std::pair(0.0, 1.0));
    plot()->setHomeY(std::pair(0.0, 1.03));
    setLegendVisible(false);
    m_classes = new ChoiceBox(this);
    m_classes->setToolTip(tr("Class whose curve is drawn strongly"));
    m_classes->setAccessibleName(tr("Class"));
    m_classes->setMaximumWidth(140);
    addLegend(m_classes);
    connect(m_classes, &QComboBox::activated, this, [this] {
        m_context.workbench.setSelectedClass(m_classes->currentData().toInt());
        showCurves();
    });
    connect(&context.workbench, &Workbench::selectedClassChanged, this, &CurvePanel::showCurves);
    connect(&scores, &LiveScores::curvesChanged, this, &CurvePanel::showCurves);
    connect(&scores, &LiveScores::countsChanged, this, &CurvePanel::showPoint);
    connect(&scores, &LiveScores::pinnedChanged, this, &CurvePanel::showPoint);
    offerClasses();
}

QColor CurvePanel::colorOf(const Theme& theme, int label) const {
    if (m_is_pending) {
        return theme.border;
    }
    return label > 0 ? m_context.detections.classColor(theme, label) : theme.current;
}

void CurvePanel::offerClasses() {
    const QVariant before = m_classes->currentData();
    m_classes->clear();
    m_classes->addItem(tr("all"), 0);
    if (const LiveCurves* curves = m_scores.curves()) {
        for (const ClassCurve& curve : curves->curves.classes) {
            if (curve.positives > 0) {
                m_classes->addItem(m_context.detections.className(curve.label), curve.label);
            }
        }
    }
    m_classes->setCurrentIndex(std::max(0, m_classes->findData(before)));
}

void CurvePanel::addCurve(const ClassCurve& curve, bool is_chosen) {
    const int label = curve.label;
    const QString name =
        label > 0 ? m_context.detections.className(label) : tr("precision, all classes together");
    const int series = plot()->addSeries({.name = name,
                                          .color =
                                              [this, label, is_chosen](const Theme& theme) {
                                                  QColor color = colorOf(theme, label);
                                                  color.setAlphaF(is_chosen ? 1.0F : 0.35F);
                                                  return color;
                                              },
                                          .width = is_chosen ? 2.0 : 1.0,
                                          .faint = !is_chosen});
    const Points points = pointsOf(curve);
    plot()->setData(series, points.recall, points.precision);
}

void CurvePanel::showCurves() {
    const LiveCurves* curves = m_scores.curves();
    if (curves == nullptr && m_scores.counted()) {
        m_is_pending = true;  // what is drawn belongs to the thresholds before
        plot()->setTheme(m_context.themes.theme());
        return;
    }
    m_is_pending = false;
    plot()->clearSeries();
    m_point = m_pinned = -1;
    offerClasses();
    const int chosen = std::max(0, m_classes->findData(m_context.workbench.selectedClass()));
    m_classes->setCurrentIndex(chosen);
    if (curves == nullptr) {
        return;
    }
    const int label = m_classes->currentData().toInt();
    for (const ClassCurve& curve : curves->curves.classes) {
        if (curve.label != label && curve.positives > 0) {
            addCurve(curve, false);
        }
    }
    addCurve(label > 0 ? curves->curves.classes[static_cast<std::size_t>(label) - 1] : curves->curves.all,
             true);
    const auto addPoint = [this](const QString& name, ThemeColor color) {
        return plot()->addSeries(
            {.name = name, .color = std::move(color), .line = Qt::NoPen, .markers = true, .faint = true});
    };
    m_pinned = addPoint(tr("pinned"), [](const Theme& theme) { return theme.third; });
    m_point = addPoint(tr("at these thresholds"), [](const Theme& theme) { return theme.text; });
    showPoint();
}

void CurvePanel::showPoint() {
    const auto& counted = m_scores.counted();
    if (m_point < 0 || !counted) {
        return;
    }
    const int label = m_classes->currentData().toInt();
    const auto place = [this](int series, const VerdictCounts& counts) {
        if (counts.precision() && counts.recall()) {
            plot()->setData(series, {*counts.recall()}, {*counts.precision()});
        } else {
            plot()->setData(series, {}, {});
        }
    };
    place(m_point,
          label > 0 ? counted->counts.classes[static_cast<std::size_t>(label)] : counted->counts.total);
    place(m_pinned, m_scores.pinned() && label == 0 ? m_scores.pinned()->counts : VerdictCounts{});
}

ScorePanel::ScorePanel(const WorkspaceContext& context, const LiveScores& scores, QWidget* parent)
    : PlotPanel(tr("Scores"), context.themes, parent), m_scores(scores) {
    plot()->setAxisTitles(tr("score"), tr("detections"));
    plot()->setLogY(true);
    plot()->setHomeX(std::pair(0.0, 1.0));
    setToolTip(
        tr("How many detections of the split have which score: right ones (true positives) and wrong "
           "ones. A score that separates them is a good threshold"));
    m_right = plot()->addSeries(
        {.name = tr("right"),
         .color = [](const Theme& theme) { return theme.verdict(Verdict::true_positive).color; },
         .stairs = true});
    m_wrong = plot()->addSeries(
        {.name = tr("wrong"),
         .color = [](const Theme& theme) { return theme.verdict(Verdict::background).color; },
         .line = Qt::DashLine,
         .stairs = true});
    connect(&scores, &LiveScores::countsChanged, this, &ScorePanel::showScores);
    connect(&scores, &LiveScores::pinnedChanged, this, &ScorePanel::showScores);
}

void ScorePanel::showScores() {
    const auto& counted = m_scores.counted();
    if (!counted) {
        plot()->setData(m_right, {}, {});
        plot()->setData(m_wrong, {}, {});
        plot()->setMarkers({});
        setHeadFigure({});
        return;
    }
    const auto draw = [this](int series, const std::vector<std::int64_t>& counts) {
        std::vector<double> x;
        std::vector<double> y;
        for (std::size_t bin = 0; bin <= counts.size(); ++bin) {
            x.push_back(static_cast<double>(bin) / ScoreHistogram::kBins);
            y.push_back(static_cast<double>(counts[std::min(bin, counts.size() - 1)]));
        }
        plot()->setData(series, x, y);
    };
    draw(m_right, counted->histogram->right);
    draw(m_wrong, counted->histogram->wrong);
    std::vector<PlotMarker> markers{
        {static_cast<double>(counted->at.detection.min_score), scoreText(counted->at.detection.min_score)}};
    if (m_scores.pinned() && m_scores.pinned()->at.detection.min_score != counted->at.detection.min_score) {
        markers.push_back({static_cast<double>(m_scores.pinned()->at.detection.min_score),
                           scoreText(m_scores.pinned()->at.detection.min_score)});
    }
    plot()->setMarkers(markers);
    const auto error = counted->calibration_error;
    setHeadFigure(error ? tr("ECE %1").arg(figureText(*error, 3)) : QString());
}

}  // namespace priorscope
