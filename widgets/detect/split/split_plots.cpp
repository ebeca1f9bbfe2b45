#include "widgets/detect/split/split_plots.hpp"

#include <QGridLayout>
#include <QPushButton>
#include <algorithm>

#include "core/model/ssd/ssd_family.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/count_bars.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/errors/error_model.hpp"
#include "widgets/detect/split/confusion_view.hpp"
#include "widgets/detect/split/curve_panel.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/detect/split/score_panel.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/jobs/job_list.hpp"
#include "widgets/session/run_document.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr int kTwoColumns = 440;  ///< from this width on
constexpr int kTwoRows = 330;     ///< and this height

}  // namespace

SplitPlots::SplitPlots(const WorkspaceContext& context, const LiveScores& scores, QWidget* parent)
    : QWidget(parent), m_context(context), m_scores(scores) {
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(0);
    m_chooser = new SegmentedControl({tr("Curves"), tr("Scores"), tr("Confusion"), tr("Missed")}, this);
    m_curves = new CurvePanel(context, scores, this);
    m_histogram = new ScorePanel(context, scores, this);
    m_across = hairline(Qt::Horizontal, this);
    m_down = hairline(Qt::Vertical, this);
    m_grid->addWidget(m_across, 1, 0, 1, 3);
    m_grid->addWidget(m_down, 0, 1, 3, 1);
    buildConfusion();
    buildReasons();
    setMinimumWidth(248);
    setMinimumHeight(160);
    connect(m_chooser, &SegmentedControl::changed, this, &SplitPlots::arrange);
    connect(m_curves, &CurvePanel::errorsWanted, this, &SplitPlots::groupWanted);
    connect(m_curves, &CurvePanel::matchIouWanted, this, &SplitPlots::matchIouWanted);
    connect(m_histogram, &ScorePanel::errorsWanted, this, &SplitPlots::groupWanted);
    connect(&scores, &LiveScores::countsChanged, this, [this] {
        showConfusion();
        showReasons();
    });
    connect(&scores, &LiveScores::curvesChanged, this, &SplitPlots::showReasons);
    connect(&context.themes, &ThemeManager::changed, this, [this](const Theme& theme) {
        m_confusion->setTheme(theme);
        m_reasons->setTheme(theme);
        showReasons();
    });
    for (QWidget* each :
         std::initializer_list<QWidget*>{m_curves, m_histogram, m_confusion_panel, m_reason_panel}) {
        each->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);  // columns of equal width
    }
    m_is_wide = true;
    arrange();
    showReasons();
}

void SplitPlots::buildConfusion() {
    m_confusion = new ConfusionView(
        m_context.themes.theme(), [this](int label) { return m_context.detections.className(label); },
        [this](int label) { return m_context.detections.classColor(m_context.themes.theme(), label); }, this);
    m_confusion_panel = new priorscope::Panel(tr("Confusion"), this);
    m_confusion_panel->setContent(m_confusion);
    m_confusion_panel->setGround("base");
    connect(m_confusion, &ConfusionView::chosen, this, [this](int object, int detected) {
        Q_EMIT errorsWanted({.confusion = std::pair(object, detected)});
    });
}

void SplitPlots::buildReasons() {
    m_reasons = new CountBars(m_context.themes.theme(), this);
    m_reasons->setAccessibleName(tr("Why objects are missed"));
    m_reason_panel = new priorscope::Panel(tr("Why missed"), this);
    m_no_prior = new QPushButton(this);
    m_no_prior->setProperty("compact", true);
    m_no_prior->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_no_prior->hide();
    connect(m_no_prior, &QPushButton::clicked, this, [this] {
        sayWhosePriors();
        Q_EMIT priorsWanted();
    });
    m_reason_panel->addTool(m_no_prior);
    m_reason_panel->setContent(m_reasons);
    m_reason_panel->setGround("base");
    connect(m_reasons, &CountBars::chosen, this,
            [this](int row) { Q_EMIT errorsWanted({.reason = m_listed[static_cast<std::size_t>(row)]}); });
}

void SplitPlots::showConfusion() {
    const auto& counted = m_scores.counted();
    m_confusion->setMatrix(counted ? std::optional(counted->counts.confusion) : std::nullopt);
    m_confusion_panel->setSubtitle(counted ? m_confusion->worst() : QString());
}

/// How many of the objects that no candidate fits have no prior either.
void SplitPlots::showPriors() {
    const auto& counted = m_scores.counted();
    const LiveCurves* curves = m_scores.curves();
    const auto found = counted && curves != nullptr
                           ? countWithoutPrior(*counted->split->slices, *counted->judged, curves->prospects,
                                               counted->at.detection.min_score)
                           : std::nullopt;
    m_no_prior->setVisible(found && found->without > 0);
    if (found) {
        m_no_prior->setText(tr("no prior: %1").arg(countText(found->without)));
        m_no_prior->setToolTip(
            tr("%1 of %2 objects that no candidate fits have no prior at IoU %3: training matches them to a "
               "single prior that hardly overlaps them. Click to go to the priors.")
                .arg(countText(found->without), countText(found->objects),
                     figureText(counted->at.match_iou, 2)));
    }
}

void SplitPlots::showReasons() {
    showPriors();
    const auto& counted = m_scores.counted();
    const auto reasons = m_scores.reasons();
    m_reason_panel->setSubtitle(counted ? countText(counted->counts.total.missed()) : QString());
    if (!counted) {
        m_listed.clear();
        m_reasons->setPlaceholder(tr("Evaluate the split to see why objects are missed."));
        return;
    }
    if (!reasons) {
        // They follow in a moment; what stands is of the thresholds before.
        std::vector<CountBar> grey = m_reasons->bars();
        for (CountBar& bar : grey) {
            bar.color = m_context.themes.theme().border;
        }
        m_reasons->setBars(std::move(grey));
        return;
    }
    std::vector<CountBar> bars;
    m_listed.clear();
    const QColor color = m_context.themes.theme().verdict(Verdict::missed).color;
    for (std::size_t i = 0; i < kMissedReasons; ++i) {
        const auto reason = static_cast<MissedReason>(i);
        // These two are rare; they take no room where they do not occur.
        const bool is_rare = reason == MissedReason::beyond_top_k || reason == MissedReason::given_away;
        if ((*reasons)[i] > 0 || !is_rare) {
            bars.push_back({.color = color,
                            .name = reasonName(reason),
                            .meaning = reasonMeaning(reason),
                            .count = (*reasons)[i]});
            m_listed.push_back(reason);
        }
    }
    m_reasons->setBars(std::move(bars));
    setShown(m_shown);
}

void SplitPlots::setShown(const std::optional<ErrorFilter>& filter) {
    m_shown = filter;
    m_confusion->setCurrent(filter ? filter->confusion : std::nullopt);
    const auto row = filter && filter->reason ? std::find(m_listed.begin(), m_listed.end(), *filter->reason)
                                              : m_listed.end();
    m_reasons->setCurrent(row == m_listed.end() ? -1 : static_cast<int>(row - m_listed.begin()));
}

bool SplitPlots::isRunning() const {
    return m_curves->isRunning();
}

void SplitPlots::arrange() {
    const std::vector<QWidget*> panels{m_curves, m_histogram, m_confusion_panel, m_reason_panel};
    for (QWidget* each : panels) {
        m_grid->removeWidget(each);
    }
    m_grid->removeWidget(m_chooser);
    m_chooser->setVisible(!m_is_wide);
    m_across->setVisible(m_is_wide);
    m_down->setVisible(m_is_wide);
    if (!m_is_wide) {
        m_grid->addWidget(m_chooser, 0, 0, 1, 3, Qt::AlignHCenter);
    }
    for (int i = 0; i < static_cast<int>(panels.size()); ++i) {
        QWidget* panel = panels[static_cast<std::size_t>(i)];
        if (m_is_wide) {
            m_grid->addWidget(panel, i / 2 * 2, i % 2 * 2);
        } else if (i == m_chooser->current()) {
            m_grid->addWidget(panel, 2, 0, 1, 3);
        }
        panel->setVisible(m_is_wide || i == m_chooser->current());
    }
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(2, 1);
    m_grid->setRowStretch(0, m_is_wide ? 1 : 0);
    m_grid->setRowStretch(2, 1);
}

void SplitPlots::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool is_wide = width() >= kTwoColumns && height() >= kTwoRows;
    if (is_wide != m_is_wide) {
        m_is_wide = is_wide;
        arrange();
    }
}

/// Priors shows the layout of the planned run, which may be another one than the detector's.
void SplitPlots::sayWhosePriors() {
    const auto& counted = m_scores.counted();
    const SsdBlock* ssd =
        counted && counted->split->detector ? findSsd(counted->split->detector->spec()) : nullptr;
    const auto& planned = m_context.draft.priors();
    if (ssd != nullptr && planned && *planned != ssd->priors) {
        m_context.jobs.setNote(
            tr("Priors shows the layout of the planned run, %1, not that of this detector, %2: figures "
               "differ.")
                .arg(QString::fromStdString(planned->name), QString::fromStdString(ssd->priors.name)));
    }
}

}  // namespace priorscope
