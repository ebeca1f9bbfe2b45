#include "widgets/detect/split/score_panel.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/detect/split/live_scores.hpp"
#include "widgets/plots/plot_picker.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr int kSides = 2;  ///< right and wrong

bool isWrong(int bar) {
    return bar % kSides == 1;
}

double leftOf(int bin) {
    return static_cast<double>(bin) / ScoreHistogram::kBins;
}

QString scoreText(double score) {
    return figureText(score, 2);
}

}  // namespace

ScorePanel::ScorePanel(const WorkspaceContext& context, const LiveScores& scores, QWidget* parent)
    : PlotPanel(tr("Scores"), context.themes, parent), m_scores(scores) {
    plot()->setAxisTitles(tr("score"), tr("detections"));
    plot()->setLogY(true);
    plot()->setHomeX(std::pair(0.0, 1.0));
    setToolTip(
        tr("How many detections of the split have which score: right ones (true positives) and wrong "
           "ones. A score that separates them is a good threshold. Click a bar, or go there by the arrow "
           "keys and press Enter, for its detections"));
    m_right = plot()->addSeries(
        {.name = tr("right"),
         .color = [](const Theme& theme) { return theme.verdict(Verdict::true_positive).color; },
         .stairs = true});
    m_wrong = plot()->addSeries(
        {.name = tr("wrong"),
         .color = [](const Theme& theme) { return theme.verdict(Verdict::background).color; },
         .line = Qt::DashLine,
         .stairs = true});
    m_focus = plot()->addSeries({.name = tr("chosen"),
                                 .color = [](const Theme& theme) { return theme.text; },
                                 .line = Qt::NoPen,
                                 .markers = true,
                                 .faint = true});
    m_picker = new PlotPicker(*plot(), this);
    connect(m_picker, &PlotPicker::moved, this,
            [this](int bar) { plot()->setData(m_focus, {valuesOf(bar).x()}, {valuesOf(bar).y()}); });
    connect(m_picker, &PlotPicker::picked, this, [this](int bar) {
        const ErrorFilter filter =
            isWrong(bar) ? ErrorFilter{.wrong = true} : ErrorFilter{.outcome = Outcome::true_positive};
        Q_EMIT errorsWanted({.filter = filter, .bin = bar / kSides});
    });
    connect(&scores, &LiveScores::countsChanged, this, &ScorePanel::showScores);
    connect(&scores, &LiveScores::pinnedChanged, this, &ScorePanel::showScores);
}

void ScorePanel::showScores() {
    const auto& counted = m_scores.counted();
    plot()->setData(m_focus, {}, {});
    if (!counted) {
        plot()->setData(m_right, {}, {});
        plot()->setData(m_wrong, {}, {});
        plot()->setMarkers({});
        setHeadFigure({});
        m_picker->setPlaces({});
        return;
    }
    const auto draw = [this](int series, const std::vector<std::int64_t>& counts) {
        std::vector<double> x;
        std::vector<double> y;
        for (std::size_t bin = 0; bin <= counts.size(); ++bin) {
            x.push_back(leftOf(static_cast<int>(bin)));
            y.push_back(static_cast<double>(counts[std::min(bin, counts.size() - 1)]));
        }
        plot()->setData(series, x, y);
    };
    draw(m_right, counted->histogram->right);
    draw(m_wrong, counted->histogram->wrong);
    const auto score = static_cast<double>(counted->at.detection.min_score);
    std::vector<PlotMarker> markers{{score, scoreText(score)}};
    if (m_scores.pinned() && m_scores.pinned()->at.detection.min_score != counted->at.detection.min_score) {
        const auto pinned = static_cast<double>(m_scores.pinned()->at.detection.min_score);
        markers.push_back({pinned, scoreText(pinned)});
    }
    plot()->setMarkers(markers);
    const auto error = counted->calibration_error;
    setHeadFigure(error ? tr("ECE %1").arg(figureText(*error, 3)) : QString());
    offerPlaces();
}

void ScorePanel::offerPlaces() {
    m_picker->setPlaces(
        {.count = kSides * ScoreHistogram::kBins,
         .stride = kSides,
         .start = kSides * ScoreHistogram::binOf(m_scores.counted()->at.detection.min_score) + 1,
         .at = [this](const QPointF& position) { return barAt(position); },
         .values = [this](int bar) { return valuesOf(bar); },
         .describe = [this](int bar) { return describe(bar); }});
}

std::int64_t ScorePanel::countOf(int bar) const {
    const ScoreHistogram& histogram = *m_scores.counted()->histogram;
    const auto bin = static_cast<std::size_t>(bar / kSides);
    return isWrong(bar) ? histogram.wrong[bin] : histogram.right[bin];
}

QPointF ScorePanel::valuesOf(int bar) const {
    constexpr double kHalfBin = 0.5 / ScoreHistogram::kBins;
    return {leftOf(bar / kSides) + kHalfBin, static_cast<double>(std::max<std::int64_t>(countOf(bar), 1))};
}

int ScorePanel::barAt(const QPointF& position) const {
    const auto [low, high] = plot()->visibleY();
    const double bottom = plot()->positionOf(0.0, low).y();
    const double top = plot()->positionOf(0.0, high).y();
    const double left = plot()->positionOf(0.0, 1.0).x();
    const double right = plot()->positionOf(1.0, 1.0).x();
    if (right <= left || position.x() < left || position.x() > right || position.y() < top ||
        position.y() > bottom) {
        return -1;
    }
    const double share = (position.x() - left) / (right - left);
    const int bin = std::min(static_cast<int>(share * ScoreHistogram::kBins), ScoreHistogram::kBins - 1);
    const int first = kSides * bin;
    if (countOf(first) == 0 || countOf(first + 1) == 0) {
        return countOf(first) > 0 ? first : countOf(first + 1) > 0 ? first + 1 : -1;
    }
    const auto distance = [&](int bar) {
        const QPointF values = valuesOf(bar);
        return std::abs(plot()->positionOf(values.x(), values.y()).y() - position.y());
    };
    return distance(first) <= distance(first + 1) ? first : first + 1;
}

QString ScorePanel::describe(int bar) const {
    const int bin = bar / kSides;
    const QString text = isWrong(bar) ? tr("Wrong, scores %1 to %2: %3") : tr("Right, scores %1 to %2: %3");
    return text.arg(scoreText(leftOf(bin)), scoreText(leftOf(bin + 1)), countText(countOf(bar)));
}

}  // namespace priorscope
