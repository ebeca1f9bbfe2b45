#include "widgets/detect/split/curve_panel.hpp"

#include <QAction>
#include <QActionGroup>
#include <QBoxLayout>
#include <QMenu>
#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/components/choice_box.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/detect/split/live_iou_curve.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/plots/plot_picker.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

/// The points that are shown: where there are more than a plot can show, evenly thinned.
std::vector<ScorePoint> shownOf(const ClassCurve& curve) {
    constexpr std::size_t kShown = 600;
    const std::size_t every = curve.points.size() / kShown + 1;
    std::vector<ScorePoint> points;
    for (std::size_t i = 0; curve.positives > 0 && i < curve.points.size(); ++i) {
        if (i % every == 0 || i + 1 == curve.points.size()) {
            points.push_back(curve.points[i]);
        }
    }
    return points;
}

QString shortText(double value) {
    return figureText(value, 2);
}

const ClassCurve& curveOf(const LiveCurves& curves, int label) {
    return label > 0 ? curves.curves.classes[static_cast<std::size_t>(label) - 1] : curves.curves.all;
}

}  // namespace

CurvePanel::CurvePanel(const WorkspaceContext& context, const LiveScores& scores, QWidget* parent)
    : PlotPanel(QString(), context.themes, parent), m_context(context), m_scores(scores) {
    setLegendVisible(false);
    m_ious = new LiveIouCurve(scores, this);
    m_picker = new PlotPicker(*plot(), this);
    m_classes = new ChoiceBox(this);
    m_classes->setToolTip(tr("Class whose curve is drawn strongly"));
    m_classes->setAccessibleName(tr("Class"));
    m_classes->setMinimumWidth(56);
    m_classes->setMaximumWidth(140);
    addLegend(m_classes);
    buildLegend();
    buildKinds();
    connect(m_classes, &QComboBox::activated, this, [this] {
        m_context.workbench.setSelectedClass(m_classes->currentData().toInt());
        showCurves();
    });
    connect(&context.workbench, &Workbench::selectedClassChanged, this, &CurvePanel::showCurves);
    connect(&scores, &LiveScores::curvesChanged, this, &CurvePanel::showCurves);
    connect(&scores, &LiveScores::countsChanged, this, &CurvePanel::showPoint);
    connect(&scores, &LiveScores::pinnedChanged, this, &CurvePanel::showPoint);
    connect(m_ious, &LiveIouCurve::changed, this,
            [this] { m_kind == CurveKind::ap_by_iou ? showCurves() : void(); });
    connect(m_ious, &LiveIouCurve::failed, this,
            [this](const JobFailure& failure) { banner()->showFailure(failure); });
    connect(m_picker, &PlotPicker::picked, this, &CurvePanel::pick);
    connect(m_picker, &PlotPicker::moved, this, [this](int place) {
        if (m_focus >= 0) {
            plot()->setData(m_focus, {valuesOf(place).x()}, {valuesOf(place).y()});
        }
    });
    offerClasses();
    showKind();
}

void CurvePanel::buildKinds() {
    auto* group = new QActionGroup(this);
    const auto add = [&](CurveKind kind, const QString& text) {
        auto* action = new QAction(text, group);
        action->setCheckable(true);
        action->setChecked(kind == m_kind);
        connect(action, &QAction::triggered, this, [this, kind] { setKind(kind); });
        m_kinds.append(action);
    };
    add(CurveKind::precision_recall, tr("Precision against recall"));
    add(CurveKind::by_score, tr("Precision, recall and F1 against the score"));
    add(CurveKind::ap_by_iou, tr("AP against the matching IoU"));
    QMenu* menu = plot()->menu();
    QAction* first = menu->actions().constFirst();
    menu->insertActions(first, m_kinds);
    menu->insertSeparator(first);
}

/// Below the head, where the names of three lines have room.
void CurvePanel::buildLegend() {
    m_lines = new QWidget(this);
    m_lines->setAttribute(Qt::WA_StyledBackground);
    m_lines->setProperty("ground", "base");
    auto* names = new PlotLegend(m_context.themes.theme(), plot(), m_lines);
    names->setFixedHeight(Metrics::kRow);
    auto* row = new QHBoxLayout(m_lines);
    row->setContentsMargins(Metrics::kMargin, 0, 0, 0);
    row->addWidget(names);
    static_cast<QBoxLayout*>(layout())->insertWidget(1, m_lines);
    connect(&m_context.themes, &ThemeManager::changed, names, &PlotLegend::setTheme);
}

bool CurvePanel::isRunning() const {
    return m_ious->isRunning();
}

void CurvePanel::setKind(CurveKind kind) {
    if (kind != m_kind) {
        m_kind = kind;
        showKind();
    }
}

void CurvePanel::showKind() {
    m_kinds[static_cast<int>(m_kind)]->setChecked(true);
    const QString use = tr("Click a point, or go there by the arrow keys and press Enter");
    const auto set = [&](const QString& title, const QString& x, const QString& y, const QString& tip) {
        setPlotTitle(title);
        setToolTip(tip);
        plot()->setAxisTitles(x, y);
    };
    switch (m_kind) {
        case CurveKind::precision_recall:
            set(tr("PR curve"), tr("recall"), tr("precision"),
                tr("Precision against recall from every score. %1, for the errors from its score on")
                    .arg(use));
            break;
        case CurveKind::by_score:
            set(tr("By score"), tr("score"), tr("share"),
                tr("Precision, recall and F1 of the detections from a score on. %1, for the errors from its "
                   "score on")
                    .arg(use));
            break;
        case CurveKind::ap_by_iou:
            set(tr("AP by IoU"), tr("matching IoU"), tr("AP (COCO)"),
                tr("COCO's average precision at each of its ten IoUs, from every score, at this NMS and top "
                   "k; their mean is COCO's AP. %1, to match at that IoU and see what is badly placed")
                    .arg(use));
            break;
    }
    const bool is_by_iou = m_kind == CurveKind::ap_by_iou;
    plot()->setHomeX(is_by_iou ? std::pair(0.5, 0.95) : std::pair(0.0, 1.0));
    plot()->setHomeY(std::pair(0.0, 1.03));
    m_lines->setVisible(m_kind == CurveKind::by_score);
    plot()->clearSeries();  // of another kind
    m_point = m_pinned = m_focus = -1;
    m_ious->setWanted(is_by_iou);
    showCurves();
}

int CurvePanel::label() const {
    return m_classes->currentData().toInt();
}

QColor CurvePanel::colorOf(const Theme& theme, int label) const {
    if (m_is_pending) {
        return theme.border;
    }
    return label > 0 ? m_context.detections.classColor(theme, label) : theme.current;
}

void CurvePanel::offerClasses() {
    const LiveCurves* curves = m_scores.curves();
    if (curves == nullptr && m_scores.counted() && m_classes->count() > 0) {
        return;  // they follow in a moment
    }
    const QVariant before = m_classes->currentData();
    m_classes->clear();
    m_classes->addItem(tr("all"), 0);
    if (curves != nullptr) {
        for (const ClassCurve& curve : curves->curves.classes) {
            if (curve.positives > 0) {
                m_classes->addItem(m_context.detections.className(curve.label), curve.label);
            }
        }
    }
    m_classes->setCurrentIndex(std::max(0, m_classes->findData(before)));
}

void CurvePanel::addLine(int label, bool is_chosen, bool has_markers, const std::vector<double>& x,
                         const std::vector<double>& y) {
    const QString all =
        m_kind == CurveKind::ap_by_iou ? tr("mean AP") : tr("precision, all classes together");
    const int series = plot()->addSeries({.name = label > 0 ? m_context.detections.className(label) : all,
                                          .color =
                                              [this, label, is_chosen](const Theme& theme) {
                                                  QColor color = colorOf(theme, label);
                                                  color.setAlphaF(is_chosen ? 1.0F : 0.35F);
                                                  return color;
                                              },
                                          .width = is_chosen ? 2.0 : 1.0,
                                          .markers = has_markers,
                                          .faint = !is_chosen});
    plot()->setData(series, x, y);
}

void CurvePanel::addMarkers() {
    const auto add = [this](const QString& name, ThemeColor color) {
        return plot()->addSeries(
            {.name = name, .color = std::move(color), .line = Qt::NoPen, .markers = true, .faint = true});
    };
    if (m_kind == CurveKind::precision_recall) {
        m_pinned = add(tr("pinned"), [](const Theme& theme) { return theme.third; });
        m_point = add(tr("at these thresholds"), [](const Theme& theme) { return theme.text; });
    }
    m_focus = add(tr("chosen"), [](const Theme& theme) { return theme.text; });
}

void CurvePanel::showPrecisionRecall(const LiveCurves& curves) {
    const auto columns = [](const ClassCurve& curve) {
        std::pair<std::vector<double>, std::vector<double>> both;
        for (const ScorePoint& point : shownOf(curve)) {
            both.first.push_back(point.recall(curve.positives));
            both.second.push_back(point.precision());
        }
        return both;
    };
    for (const ClassCurve& curve : curves.curves.classes) {
        if (curve.label != label() && curve.positives > 0) {
            const auto [recall, precision] = columns(curve);
            addLine(curve.label, false, false, recall, precision);
        }
    }
    const auto [recall, precision] = columns(curveOf(curves, label()));
    addLine(label(), true, false, recall, precision);
    // Not drawn: the read-out and saved figures have it.
    const int scores = plot()->addSeries(
        {.name = tr("score"), .color = [](const Theme& theme) { return theme.second; }, .line = Qt::NoPen});
    std::vector<double> values;
    for (const Point& point : m_points) {
        values.push_back(static_cast<double>(point.score));
    }
    plot()->setData(scores, recall, values);
}

void CurvePanel::showByScore() {
    std::vector<double> x;
    std::vector<double> precision;
    std::vector<double> recall;
    std::vector<double> f1;
    for (auto point = m_points.rbegin(); point != m_points.rend(); ++point) {
        x.push_back(static_cast<double>(point->score));
        precision.push_back(point->precision);
        recall.push_back(point->recall);
        f1.push_back(point->f1);
    }
    const auto add = [&](const QString& name, Verdict hue, Qt::PenStyle line, const std::vector<double>& y) {
        const int series =
            plot()->addSeries({.name = name,
                               .color =
                                   [this, hue](const Theme& theme) {
                                       return m_is_pending ? theme.border : theme.verdict(hue).color;
                                   },
                               .line = line,
                               .width = 2.0});
        plot()->setData(series, x, y);
    };
    add(tr("precision"), Verdict::both, Qt::SolidLine, precision);
    add(tr("recall"), Verdict::localisation, Qt::DashLine, recall);
    add(tr("F1"), Verdict::true_positive, Qt::DotLine, f1);
}

void CurvePanel::showByIou(const IouCurve& curve) {
    m_ap_iou.assign(curve.iou.begin(), curve.iou.end());
    for (std::size_t i = 0; i < curve.class_ap.size(); ++i) {
        const int of_class = static_cast<int>(i) + 1;
        if (curve.class_ap[i] && of_class != label()) {
            addLine(of_class, false, false, m_ap_iou, {curve.class_ap[i]->begin(), curve.class_ap[i]->end()});
        }
    }
    const auto index = static_cast<std::size_t>(std::max(label(), 1)) - 1;
    const std::optional<IouCurve::Precisions> chosen = label() == 0                    ? curve.mean_ap
                                                       : index < curve.class_ap.size() ? curve.class_ap[index]
                                                                                       : std::nullopt;
    if (chosen) {
        m_ap.assign(chosen->begin(), chosen->end());
        addLine(label(), true, true, m_ap_iou, m_ap);
    }
}

void CurvePanel::showCurves() {
    const LiveCurves* curves = m_scores.curves();
    const IouCurve* ious = m_ious->curve();
    const bool is_by_iou = m_kind == CurveKind::ap_by_iou;
    const bool is_there = is_by_iou ? ious != nullptr : curves != nullptr;
    m_points.clear();
    m_ap.clear();
    if (!is_there && m_scores.counted()) {
        m_is_pending = true;  // what is drawn belongs to the thresholds before
        m_picker->setPlaces({});
        plot()->setTheme(m_context.themes.theme());
        return;
    }
    m_is_pending = false;
    plot()->clearSeries();
    m_point = m_pinned = m_focus = -1;
    offerClasses();
    m_classes->setCurrentIndex(std::max(0, m_classes->findData(m_context.workbench.selectedClass())));
    if (!is_there) {
        plot()->setMarkers({});
        m_picker->setPlaces({});
        return;
    }
    if (is_by_iou) {
        showByIou(*ious);
    } else {
        const ClassCurve& chosen = curveOf(*curves, label());
        for (const ScorePoint& point : shownOf(chosen)) {
            m_points.push_back(
                {point.score, point.recall(chosen.positives), point.precision(), point.f1(chosen.positives)});
        }
        m_kind == CurveKind::by_score ? showByScore() : showPrecisionRecall(*curves);
    }
    addMarkers();
    showPoint();
}

void CurvePanel::showPoint() {
    const auto& counted = m_scores.counted();
    if (!counted) {
        return;
    }
    if (!m_is_pending) {
        offerPlaces();  // the keys begin at the slider
    }
    std::vector<PlotMarker> markers;
    const auto mark = [&](double x) {
        if (markers.empty() || markers.front().x != x) {
            markers.push_back({x, shortText(x)});
        }
    };
    const auto& pinned = m_scores.pinned();
    if (m_kind == CurveKind::by_score) {
        mark(static_cast<double>(counted->at.detection.min_score));
        pinned ? mark(static_cast<double>(pinned->at.detection.min_score)) : void();
    } else if (m_kind == CurveKind::ap_by_iou) {
        mark(counted->at.match_iou);
    } else {
        showOperatingPoint();
    }
    plot()->setMarkers(markers);
}

void CurvePanel::showOperatingPoint() {
    if (m_point < 0) {
        return;
    }
    const auto place = [this](int series, const VerdictCounts& counts) {
        if (counts.precision() && counts.recall()) {
            plot()->setData(series, {*counts.recall()}, {*counts.precision()});
        } else {
            plot()->setData(series, {}, {});
        }
    };
    const LiveCounts& counts = m_scores.counted()->counts;
    place(m_point, label() > 0 ? counts.classes[static_cast<std::size_t>(label())] : counts.total);
    place(m_pinned, m_scores.pinned() && label() == 0 ? m_scores.pinned()->counts : VerdictCounts{});
}

void CurvePanel::offerPlaces() {
    const bool is_by_iou = m_kind == CurveKind::ap_by_iou;
    const std::size_t count = is_by_iou ? m_ap.size() : m_points.size();
    PlotPlaces places{.count = static_cast<int>(count)};
    if (!is_by_iou) {
        const float at = m_scores.counted()->at.detection.min_score;
        const auto below = std::find_if(m_points.begin(), m_points.end(),
                                        [at](const Point& point) { return point.score < at; });
        const auto start =
            static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, below - m_points.begin() - 1));
        places.start = static_cast<int>(
            m_kind == CurveKind::by_score && !m_points.empty() ? m_points.size() - 1 - start : start);
    }
    places.at = [this](const QPointF& position) { return placeAt(position); };
    places.values = [this](int place) { return valuesOf(place); };
    places.describe = [this](int place) { return describe(place); };
    m_picker->setPlaces(std::move(places));
}

std::size_t CurvePanel::pointOf(int place) const {
    const auto index = static_cast<std::size_t>(place);
    return m_kind == CurveKind::by_score ? m_points.size() - 1 - index : index;
}

QPointF CurvePanel::valuesOf(int place) const {
    const std::size_t index = pointOf(place);
    if (m_kind == CurveKind::ap_by_iou) {
        return {m_ap_iou[index], m_ap[index]};
    }
    const Point& point = m_points[index];
    return m_kind == CurveKind::by_score ? QPointF(static_cast<double>(point.score), point.f1)
                                         : QPointF(point.recall, point.precision);
}

int CurvePanel::placeAt(const QPointF& position) const {
    constexpr double kReach = 12.0;  // pixels
    const auto [x_low, x_high] = plot()->visibleX();
    const auto [y_low, y_high] = plot()->visibleY();
    const QRectF room(plot()->positionOf(x_low, y_high), plot()->positionOf(x_high, y_low));
    if (!room.adjusted(-kReach, -kReach, kReach, kReach).contains(position)) {
        return -1;
    }
    int nearest = -1;
    double least = kReach;
    for (int place = 0; place < m_picker->places().count; ++place) {
        const QPointF values = valuesOf(place);
        const QPointF away = plot()->positionOf(values.x(), values.y()) - position;
        // Against the score all three lines count, so that only the score matters.
        const double distance =
            m_kind == CurveKind::by_score ? std::abs(away.x()) : std::hypot(away.x(), away.y());
        if (distance < least) {
            least = distance;
            nearest = place;
        }
    }
    return nearest;
}

QString CurvePanel::describe(int place) const {
    const std::size_t index = pointOf(place);
    if (m_kind == CurveKind::ap_by_iou) {
        return tr("Matching IoU %1: AP %2").arg(shortText(m_ap_iou[index]), figureText(m_ap[index]));
    }
    const Point& point = m_points[index];
    return tr("Score %1: precision %2, recall %3, F1 %4")
        .arg(figureText(static_cast<double>(point.score)), figureText(point.precision),
             figureText(point.recall), figureText(point.f1));
}

void CurvePanel::pick(int place) {
    const std::size_t index = pointOf(place);
    if (m_kind == CurveKind::ap_by_iou) {
        Q_EMIT matchIouWanted(m_ap_iou[index]);
        Q_EMIT errorsWanted({.filter = {.outcome = Outcome::localization, .label = label()}});
    } else {
        Q_EMIT errorsWanted({.filter = {.wrong = true, .missed = true, .label = label()},
                             .from_score = m_points[index].score});
    }
}

}  // namespace priorscope
