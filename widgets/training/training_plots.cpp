#include "widgets/training/training_plots.hpp"

#include <QHBoxLayout>
#include <QLocale>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "widgets/components/controls.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/theme/theme_manager.hpp"
#include "widgets/training/run_events.hpp"

namespace priorscope {
namespace {

struct Points {
    std::vector<double> x;
    std::vector<double> y;
};

/// The evaluations that have a figure: a split without objects has no mean, older runs have no loss.
Points pointsOf(const std::vector<EvaluationRow>& evaluations, std::optional<double> EvaluationRow::*figure,
                const StepPlaces& places) {
    Points points;
    for (const EvaluationRow& row : evaluations) {
        if (row.*figure) {
            points.x.push_back(places.at(static_cast<double>(row.step)));
            points.y.push_back(*(row.*figure));
        }
    }
    return points;
}

QString rateText(double rate) {
    return QLocale().toString(rate, 'g', 3);
}

}  // namespace

StepPlaces placesOf(const RunCurves& run, StepAxis axis) {
    StepPlaces places(axis, stepsPerEpoch(run.options, run.images));
    places.append(run.steps);
    return places;
}

RunCurves curvesOf(const RunRecord& record) {
    return {QString::fromStdString(record.name),
            record.options,
            record.spec.family->losses,
            record.spec.classes,
            record.steps,
            record.evaluations,
            record.course,
            record.troubles,
            record.images};
}

TrainingPlots::TrainingPlots(ThemeManager& themes, QWidget* parent) : QWidget(parent), m_themes(themes) {
    m_loss = addPanel(tr("Loss"), tr("loss"),
                      tr("Sums over the batch divided by its number of positive priors (SSD, equation 1)"));
    m_precision = addPanel(
        tr("AP"), tr("AP@0.5 (VOC07)"),
        tr("11-point average precision at IoU 0.5 on the validation split: mean; thin lines: each class"));
    m_rate = addPanel(tr("Learning rate"), {}, tr("For weights; biases use a multiple of it"));
    m_small[0] = addPanel(tr("Images per second"), {}, tr("Training images per second, including waits"));
    m_small[1] =
        addPanel(tr("Positives per image"), {}, tr("Priors that were matched with an object, per image"));
    m_small[2] = addPanel(tr("Gradient norm"), {}, tr("Euclidean norm over all parameters, before clipping"));

    m_machine =
        addPanel(tr("Machine, %"), {},
                 tr("Parts in use while the run was trained: processors, by any program and by the run; "
                    "memory; the file system of the run"));
    m_rate->setShortTitle(tr("Rate"));
    m_small[0]->setShortTitle(tr("Images/s"));
    m_small[1]->setShortTitle(tr("Positives"));
    m_small[2]->setShortTitle(tr("Gradient"));
    m_machine->setShortTitle(tr("Machine"));
    addCurves();
    addSystem();
    m_overlay = std::make_unique<RunOverlay>(
        std::array{m_loss->plot(), m_small[0]->plot(), m_small[1]->plot(), m_small[2]->plot()},
        m_precision->plot());
    addSlider();
    arrange();
    addAxisActions();
    linkReadOuts();
}

void TrainingPlots::addCurves() {
    const auto role = [](QColor Theme::*color) {
        return [color](const Theme& theme) { return theme.*color; };
    };
    const auto verdict = [](Verdict which) {
        return [which](const Theme& theme) { return theme.verdict(which).color; };
    };
    addCurve(m_loss, &StepMetrics::loss, tr("total"), role(&Theme::text), true);
    m_run.losses = detectorFamilies().front()->losses;
    addLossTerms();
    m_validation_series = m_loss->plot()->addSeries({.name = tr("validation"),
                                                     .color = role(&Theme::better),
                                                     .line = Qt::DashLine,
                                                     .width = 1.75,
                                                     .markers = true});
    addCurve(m_small[0], &StepMetrics::images_per_second, tr("images/s"), role(&Theme::better), true);
    addCurve(m_small[1], &StepMetrics::positives_per_image, tr("positives"), role(&Theme::current), true);
    addCurve(m_small[2], &StepMetrics::gradient_norm, tr("norm"), verdict(Verdict::classification), true);
    m_small[2]->plot()->setLogY(true);

    m_rate_series =
        m_rate->plot()->addSeries({.name = tr("rate"), .color = role(&Theme::text), .stairs = true});
    m_plan_series = m_rate->plot()->addSeries(
        {.name = tr("planned"), .color = role(&Theme::third), .line = Qt::DotLine, .stairs = true});
    m_precision_baseline =
        m_precision->plot()->addSeries({.name = {}, .color = role(&Theme::third), .line = Qt::DashLine});
    m_precision->plot()->setSeriesVisible(m_precision_baseline, false);
    m_mean_series = m_precision->plot()->addSeries(
        {.name = tr("mean"), .color = role(&Theme::text), .width = 2.0, .markers = true});
    m_precision->plot()->setHomeY(std::pair{0.0, 1.0});
}

void TrainingPlots::addSlider() {
    m_slider = new LabeledSlider(m_themes.theme(), tr("Smoothing"), 0.0, 0.99, 0.01, 2, this);
    m_slider->setDescription(
        tr("Weight of the exponential moving average, as in TensorBoard; raw values are drawn behind it"));
    m_slider->setMaximumWidth(218);
    m_slider->setValue(m_smoothing);
    connect(m_slider, &LabeledSlider::valueChanged, this, [this](double weight) {
        setSmoothing(weight);
        Q_EMIT viewChanged();
    });
    connect(&m_themes, &ThemeManager::changed, m_slider, &LabeledSlider::setTheme);
    m_loss->addLegend(m_slider);
}

void TrainingPlots::arrange() {
    constexpr int kLargePanel = 168;  // pixels
    constexpr int kSmallPanel = 112;
    for (PlotPanel* panel : {m_loss, m_precision}) {
        panel->setMinimumHeight(kLargePanel);
    }
    auto* large = new QSplitter(Qt::Horizontal, this);
    large->setChildrenCollapsible(false);
    large->addWidget(m_loss);
    large->addWidget(m_precision);
    large->setStretchFactor(0, 7);
    large->setStretchFactor(1, 3);
    large->setSizes({680, 290});
    auto* small = new QSplitter(Qt::Horizontal, this);
    small->setChildrenCollapsible(false);
    for (PlotPanel* panel : {m_rate, m_small[0], m_small[1], m_small[2], m_machine}) {
        panel->setLegendVisible(false);
        panel->plot()->setTitleXVisible(false);  // it stands below the large ones
        panel->setMinimumHeight(kSmallPanel);
        small->addWidget(panel);
    }
    small->setSizes({200, 200, 200, 200, 200});
    auto* rows = new QSplitter(Qt::Vertical, this);
    rows->setChildrenCollapsible(false);
    rows->addWidget(large);
    rows->addWidget(small);
    rows->setStretchFactor(0, 17);
    rows->setStretchFactor(1, 10);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(rows);
}

PlotPanel* TrainingPlots::addPanel(const QString& title, const QString& unit, const QString& tool_tip) {
    auto* panel = new PlotPanel(title, m_themes, this);
    panel->plot()->setAxisTitles(tr("step"), unit);
    panel->setToolTip(tool_tip);
    panel->setMinimumWidth(120);
    return panel;
}

void TrainingPlots::addCurve(PlotPanel* panel, std::function<double(const StepMetrics&)> figure,
                             const QString& name, ThemeColor color, bool with_baseline) {
    Curve curve;
    curve.panel = panel;
    curve.figure = std::move(figure);
    if (with_baseline) {
        curve.baseline = panel->plot()->addSeries(
            {.name = {}, .color = [](const Theme& theme) { return theme.third; }, .line = Qt::DashLine});
        panel->plot()->setSeriesVisible(curve.baseline, false);
    }
    curve.raw = panel->plot()->addSeries({.name = name, .color = color, .width = 1.0, .faint = true});
    curve.smooth = panel->plot()->addSeries({.name = name, .color = std::move(color), .width = 1.75});
    m_curves.push_back(curve);
}

void TrainingPlots::addLossTerms() {
    for (const std::string& term : m_run.losses) {
        if (std::find(m_terms.begin(), m_terms.end(), term) != m_terms.end()) {
            continue;
        }
        const std::size_t number = m_terms.size();
        m_terms.push_back(term);
        // A run whose loss does not have this term shows no curve for it.
        const auto value = [this, term](const StepMetrics& step) {
            const auto found = std::find(m_run.losses.begin(), m_run.losses.end(), term);
            const auto index = static_cast<std::size_t>(found - m_run.losses.begin());
            return index < step.losses.size() ? step.losses[index] : std::numeric_limits<double>::quiet_NaN();
        };
        const auto color = [number](const Theme& theme) {
            constexpr std::array kVerdicts{Verdict::localisation, Verdict::classification,
                                           Verdict::background};
            return number == 0 ? theme.current
                               : theme.verdict(kVerdicts[(number - 1) % kVerdicts.size()]).color;
        };
        addCurve(m_loss, value, sentenceText(lossTitle(term)), color, false);
        m_curves.back().term = term;
    }
    for (Curve& curve : m_curves) {
        const auto known = std::find(m_run.losses.begin(), m_run.losses.end(), curve.term);
        if (!curve.term.empty()) {
            for (const int series : {curve.raw, curve.smooth}) {
                curve.panel->plot()->setSeriesVisible(series, known != m_run.losses.end());
            }
        }
    }
}

void TrainingPlots::setCurrent(RunCurves run) {
    if (run.name != m_run.name || run.steps.size() < m_run.steps.size()) {
        for (PlotPanel* panel : findChildren<PlotPanel*>()) {
            panel->plot()->goHome();  // what was zoomed into was the run before
        }
    }
    if (run.name != m_run.name) {
        m_system = {};
    }
    m_run = std::move(run);
    if (m_run.losses.empty()) {  // no run is shown: the legend lists the usual terms
        m_run.losses = detectorFamilies().front()->losses;
    }
    addLossTerms();
    addClasses();
    m_places = placesOf(m_run, axis());
    showAll();
}

void TrainingPlots::clear() {
    setCurrent({});
}

void TrainingPlots::showAll() {
    const std::vector<double> places = m_places.of(m_run.steps);
    for (Curve& curve : m_curves) {
        curve.smoother = Smoother(m_smoothing);
        curve.panel->plot()->setData(curve.raw, {}, {});
        curve.panel->plot()->setData(curve.smooth, {}, {});
        showSteps(curve, m_run.steps, places);
    }
    m_rate->plot()->setData(m_rate_series, places, figuresOf(m_run.steps, &StepMetrics::learning_rate));
    const Points losses = pointsOf(m_run.evaluations, &EvaluationRow::loss, m_places);
    m_loss->plot()->setData(m_validation_series, losses.x, losses.y);
    m_loss->plot()->setSeriesVisible(m_validation_series, !losses.x.empty());
    const Points means = pointsOf(m_run.evaluations, &EvaluationRow::map_voc07, m_places);
    m_precision->plot()->setData(m_mean_series, means.x, means.y);
    for (const EvaluationRow& row : m_run.evaluations) {
        showClasses(row);
    }
    showRange();
    showEvents();
    showFigures();
    showSystem();
}

void TrainingPlots::showSteps(Curve& curve, std::span<const StepMetrics> steps,
                              std::span<const double> places) {
    PlotWidget* plot = curve.panel->plot();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const double figure = curve.figure(steps[i]);
        if (!std::isfinite(figure)) {  // a step that fp16 has skipped
            plot->append(curve.raw, places[i], std::numeric_limits<double>::quiet_NaN());
            continue;
        }
        plot->append(curve.raw, places[i], figure);
        plot->append(curve.smooth, places[i], curve.smoother.next(figure));
    }
}

void TrainingPlots::append(std::span<const StepMetrics> steps) {
    m_run.steps.insert(m_run.steps.end(), steps.begin(), steps.end());
    m_places.append(steps);
    const std::vector<double> places = m_places.of(steps);
    for (Curve& curve : m_curves) {
        showSteps(curve, steps, places);
    }
    for (std::size_t i = 0; i < steps.size(); ++i) {
        m_rate->plot()->append(m_rate_series, places[i], steps[i].learning_rate);
    }
    showRange();
    showFigures();
}

void TrainingPlots::append(const EvaluationRow& row) {
    m_run.evaluations.push_back(row);
    const double place = m_places.at(static_cast<double>(row.step));
    if (row.loss) {
        m_loss->plot()->append(m_validation_series, place, *row.loss);
        m_loss->plot()->setSeriesVisible(m_validation_series, true);
    }
    if (row.map_voc07) {
        m_precision->plot()->append(m_mean_series, place, *row.map_voc07);
    }
    showClasses(row);
    showFigures();
    showEvents();
}

void TrainingPlots::addClasses() {
    PlotWidget* plot = m_precision->plot();
    while (m_class_series.size() < m_run.classes.size()) {
        const int index = static_cast<int>(m_class_series.size());
        const auto color = [this, index](const Theme& theme) {
            return theme.classColor(index, std::max(index + 1, static_cast<int>(m_run.classes.size())));
        };
        m_class_series.push_back(plot->addSeries({.name = {}, .color = color, .width = 1.0, .faint = true}));
    }
    for (std::size_t i = 0; i < m_class_series.size(); ++i) {
        plot->setData(m_class_series[i], {}, {});
        plot->setSeriesName(m_class_series[i],
                            i < m_run.classes.size() ? QString::fromStdString(m_run.classes[i]) : QString());
    }
    plot->setTheme(m_themes.theme());  // colours depend on the number of classes
    showChosenClass();
}

void TrainingPlots::setCourse(const RunCourse& course) {
    m_run.course = course;
    showRange();
    showEvents();
}

void TrainingPlots::setTroubles(const std::vector<Trouble>& troubles) {
    if (m_run.troubles != troubles) {
        m_run.troubles = troubles;
        showEvents();
    }
}

void TrainingPlots::showEvents() {
    std::vector<PlotMarker> changes = changeMarks(m_run.course);
    std::ranges::copy(breakMarks(m_system), std::back_inserter(changes));
    const auto with = [&changes](std::vector<PlotMarker> marks) {
        marks.insert(marks.end(), changes.begin(), changes.end());
        return marks;
    };
    std::array marks{with(troubleMarks(m_run.troubles)), with(bestMark(m_run.evaluations)), changes};
    for (std::vector<PlotMarker>& each : marks) {
        for (PlotMarker& mark : each) {
            mark.x = m_places.at(mark.x);
        }
    }
    const std::array panels{m_loss, m_precision, m_rate};
    for (std::size_t i = 0; i < panels.size(); ++i) {
        if (marks[i] != m_marks[i]) {
            panels[i]->plot()->setMarkers(marks[i]);
        }
    }
    m_marks = std::move(marks);
}

void TrainingPlots::showClasses(const EvaluationRow& row) {
    for (std::size_t i = 0; i < std::min(row.class_ap_voc07.size(), m_class_series.size()); ++i) {
        if (row.class_ap_voc07[i]) {
            m_precision->plot()->append(m_class_series[i], m_places.at(static_cast<double>(row.step)),
                                        *row.class_ap_voc07[i]);
        }
    }
}

void TrainingPlots::showFigures() {
    if (m_run.steps.empty()) {
        for (PlotPanel* panel : {m_rate, m_small[0], m_small[1], m_small[2]}) {
            panel->setHeadFigure({});
        }
    } else {
        const StepMetrics& last = m_run.steps.back();
        m_rate->setHeadFigure(rateText(last.learning_rate));
        m_small[0]->setHeadFigure(figureText(last.images_per_second, 1));
        m_small[1]->setHeadFigure(figureText(last.positives_per_image, 1));
        m_small[2]->setHeadFigure(figureText(last.gradient_norm, 2));
    }
    const auto last_mean =
        m_run.evaluations.empty() ? std::optional<double>() : m_run.evaluations.back().map_voc07;
    m_precision->setHeadFigure(m_run.evaluations.empty() ? QString()
                               : last_mean               ? figureText(*last_mean)
                                                         : QStringLiteral("–"));
}

void TrainingPlots::setSmoothing(double weight) {
    m_smoothing = weight;
    m_slider->setValue(weight);
    const std::vector<double> places = m_places.of(m_run.steps);
    for (Curve& curve : m_curves) {
        curve.smoother = Smoother(weight);
        std::vector<double> y;
        y.reserve(m_run.steps.size());
        for (const StepMetrics& step : m_run.steps) {
            y.push_back(curve.smoother.next(curve.figure(step)));
        }
        curve.panel->plot()->setData(curve.smooth, places, y);
    }
    showComparison();
    m_overlay->show(axis(), m_smoothing);
}

void TrainingPlots::setComparison(std::optional<RunCurves> run) {
    m_comparison = std::move(run);
    showComparison();
}

void TrainingPlots::showComparison() {
    const std::span<const StepMetrics> steps =
        m_comparison ? std::span<const StepMetrics>(m_comparison->steps) : std::span<const StepMetrics>();
    const QString name = m_comparison ? m_comparison->name : QString();
    StepPlaces places;
    if (m_comparison) {
        places = placesOf(*m_comparison, axis());
    }
    const std::vector<double> x = places.of(steps);
    for (const Curve& curve : m_curves) {
        if (curve.baseline >= 0) {
            curve.panel->plot()->setSeriesName(curve.baseline, name);
            curve.panel->plot()->setData(curve.baseline, x,
                                         smoothed(figuresOf(steps, curve.figure), m_smoothing));
            curve.panel->plot()->setSeriesVisible(curve.baseline, m_comparison.has_value());
        }
    }
    const Points means =
        m_comparison ? pointsOf(m_comparison->evaluations, &EvaluationRow::map_voc07, places) : Points{};
    m_precision->plot()->setSeriesName(m_precision_baseline, name);
    m_precision->plot()->setData(m_precision_baseline, means.x, means.y);
    m_precision->plot()->setSeriesVisible(m_precision_baseline, m_comparison.has_value());
}

}  // namespace priorscope
