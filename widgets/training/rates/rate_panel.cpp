#include "widgets/training/rates/rate_panel.hpp"

#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStackedLayout>
#include <utility>

#include "widgets/components/controls.hpp"
#include "widgets/plots/plot_widget.hpp"
#include "widgets/session/run_document.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

QString rateText(double rate) {
    return QLocale().toString(rate, 'g', 3);
}

/// A sweep does not depend on them.
TrainingOptions withoutSchedule(TrainingOptions options) {
    const TrainingOptions other;
    options.steps = other.steps;
    options.epochs = other.epochs;
    options.learning_rate = other.learning_rate;
    options.schedule = other.schedule;
    options.warmup_steps = other.warmup_steps;
    options.drops = other.drops;
    options.final_rate = other.final_rate;
    options.peak_at = other.peak_at;
    options.thaw = other.thaw;
    options.val_split = other.val_split;
    options.early_stopping = other.early_stopping;
    options.validation_loss = other.validation_loss;
    options.evaluate_every = other.evaluate_every;
    options.checkpoint_every = other.checkpoint_every;
    options.log_images = other.log_images;
    options.keep_every_epochs = other.keep_every_epochs;
    options.workers = other.workers;
    return options;
}

}  // namespace

RatePanel::RatePanel(Workbench& workbench, RunDocument& draft, JobList& jobs, ThemeManager& themes,
                     QWidget* parent)
    : Panel(tr("Learning rate"), parent), m_workbench(workbench), m_draft(draft), m_runner(&jobs) {
    m_start = new QPushButton(this);
    m_start->setProperty("compact", true);
    m_use = new QPushButton(this);
    m_use->setProperty("compact", true);
    m_use->setToolTip(tr("Takes the rate where the loss falls fastest into the planned run"));
    auto* close = new IconButton(QStringLiteral("close"), tr("Back to the curves"), this);
    for (QWidget* tool : std::initializer_list<QWidget*>{m_use, m_start, close}) {
        addTool(tool);
    }
    auto* content = new QWidget(this);
    m_plot = new PlotWidget(themes.theme(), content);
    m_plot->setTitle(tr("Loss by learning rate"));
    m_plot->setAxisTitles(tr("learning rate"), tr("loss"));
    m_plot->setLogX(true);
    const auto color = [](const Theme& theme) { return theme.current; };
    m_raw = m_plot->addSeries({.name = tr("loss"), .color = color, .width = 1.0, .faint = true});
    m_smooth = m_plot->addSeries({.name = tr("loss"), .color = color, .width = 1.75});
    m_message = new QLabel(content);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setProperty("role", "second");
    m_pages = new QStackedLayout(content);
    m_pages->addWidget(m_plot);
    m_pages->addWidget(m_message);
    setContent(content);
    setGround("base");
    followIcons(this, themes);

    connect(m_start, &QPushButton::clicked, this, &RatePanel::toggleSweep);
    connect(m_use, &QPushButton::clicked, this, [this] {
        m_draft.edit(tr("learning rate"), {},
                     [this](RunDraft& run) { run.options.learning_rate = m_sweep->suggested.value(); });
    });
    connect(close, &QToolButton::clicked, this, &RatePanel::closeRequested);
    connect(&m_runner, &JobRunner::finished, this, &RatePanel::refresh);
    connect(&m_runner, &JobRunner::cancelled, this, &RatePanel::refresh);
    connect(&m_runner, &JobRunner::failed, this, [this](const JobFailure& failure) {
        m_failure = failure.message;
        refresh();
    });
    connect(&m_draft, &RunDocument::changed, this, &RatePanel::followPlan);
    connect(&m_workbench, &Workbench::datasetChanged, this, &RatePanel::followPlan);
    connect(&themes, &ThemeManager::changed, m_plot, &PlotWidget::setTheme);
    refresh();
}

std::optional<RatePanel::Plan> RatePanel::plan() const {
    const auto& dataset = m_workbench.dataset();
    if (!dataset || !m_draft.problems().empty()) {
        return std::nullopt;
    }
    return Plan{m_draft.spec(), withoutSchedule(m_draft.draft().options), dataset};
}

void RatePanel::followPlan() {
    if (m_swept && plan() != m_swept) {
        m_swept.reset();
        m_sweep.reset();
        m_failure.clear();
        if (m_runner.isRunning()) {
            m_runner.cancel();
        }
    }
    refresh();
}

void RatePanel::setBlocked(bool blocked) {
    m_blocked = blocked;
    if (blocked && m_runner.isRunning()) {
        m_runner.cancel();
    }
    refresh();
}

void RatePanel::toggleSweep() {
    if (m_runner.isRunning()) {
        m_runner.cancel();
        return;
    }
    const std::optional<Plan> planned = plan();
    if (m_blocked || !planned) {
        return;
    }
    m_swept = planned;
    m_sweep.reset();
    m_failure.clear();
    m_runner.start(
        tr("Looking for a learning rate"),
        [dataset = planned->dataset, spec = planned->spec, options = planned->options](
            const std::stop_token& stop, const ProgressFn& progress) {
            return sweepRate(dataset, spec, {.train = ImageSelection::ofSplit(*dataset, options.split)},
                             options, {}, stop, progress);
        },
        [this](RateSweep sweep) { take(std::move(sweep)); });
    refresh();
}

void RatePanel::take(RateSweep sweep) {
    m_sweep = std::move(sweep);
    std::vector<double> rates;
    std::vector<double> losses;
    std::vector<double> smoothed;
    for (const RatePoint& point : m_sweep->points) {
        rates.push_back(point.rate);
        losses.push_back(point.loss);
        smoothed.push_back(point.smoothed);
    }
    m_plot->setData(m_raw, rates, losses);
    m_plot->setData(m_smooth, rates, smoothed);
    std::vector<PlotMarker> markers;
    if (m_sweep->suggested) {
        markers.push_back({*m_sweep->suggested, rateText(*m_sweep->suggested)});
    }
    m_plot->setMarkers(markers);
    m_plot->goHome();
}

void RatePanel::refresh() {
    const bool is_running = m_runner.isRunning();
    const bool can_start = !m_blocked && plan().has_value();
    m_start->setText(is_running ? tr("Stop") : tr("Sweep"));
    m_start->setEnabled(is_running || can_start);
    m_start->setToolTip(is_running
                            ? tr("Stops the sweep; nothing of it is kept")
                            : tr("Trains a new network for 100 steps while the rate rises from 0.00001 to "
                                 "1, and shows what the loss does"));
    const bool suggests = m_sweep && m_sweep->suggested;
    m_use->setText(suggests ? tr("Use %1").arg(rateText(*m_sweep->suggested)) : tr("Use"));
    m_use->setEnabled(suggests && !is_running);
    if (is_running) {
        m_message->setText(tr("The rate rises step by step …"));
    } else if (!m_failure.isEmpty()) {
        m_message->setText(m_failure);
    } else if (m_blocked) {
        m_message->setText(tr("A run is in progress: a sweep can start once it has ended."));
    } else if (!m_workbench.dataset()) {
        m_message->setText(tr("Open a dataset first: the sweep trains on it."));
    } else if (!can_start) {
        m_message->setText(tr("The planned run has options that cannot be used; the form marks them."));
    } else {
        m_message->setText(
            tr("Sweep shows the loss at rising learning rates, and the rate at which it falls "
               "fastest."));
    }
    const bool shows_plot = m_sweep && !is_running;
    setSubtitle(shows_plot && !suggests ? tr("no rate is suggested: the loss does not fall by a twentieth")
                                        : QString());
    m_pages->setCurrentWidget(shows_plot ? static_cast<QWidget*>(m_plot) : m_message);
}

}  // namespace priorscope
