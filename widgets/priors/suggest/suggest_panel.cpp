#include "widgets/priors/suggest/suggest_panel.hpp"

#include <QScrollArea>
#include <QVBoxLayout>
#include <cmath>
#include <limits>
#include <utility>

#include "widgets/components/panel.hpp"
#include "widgets/components/single_click.hpp"

namespace priorscope {
namespace {

constexpr int kCurveHeight = 184;
enum FigureRow { kMeanIou, kRecall, kWorstClass, kPriors };

QString signedText(double change) {
    if (std::abs(change) < 5e-4) {
        return QStringLiteral("=");
    }
    return (change > 0.0 ? QStringLiteral("+") : QStringLiteral("−")) + figureText(std::abs(change));
}

}  // namespace

SuggestPanel::SuggestPanel(PriorDocument& document, ThemeManager& themes, JobList* jobs, QWidget* parent)
    : QWidget(parent), m_document(document), m_runner(jobs) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    m_banner = new ErrorBanner(this);
    column->addWidget(m_banner);
    auto* scroll = new QScrollArea(this);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_figures = new FigureRows(themes.theme(), this);
    m_curve = new PlotWidget(themes.theme(), this);
    scroll->setWidget(buildBody());
    column->addWidget(scroll, 1);
    connect(&themes, &ThemeManager::changed, this, [this](const Theme& theme) {
        m_figures->setTheme(theme);
        m_curve->setTheme(theme);
    });
    connect(&m_document, &PriorDocument::changed, this, &SuggestPanel::refresh);
    connect(&m_runner, &JobRunner::started, this, &SuggestPanel::refresh);
    connect(&m_runner, &JobRunner::progressed, this, &SuggestPanel::showProgress);
    connect(&m_runner, &JobRunner::cancelled, this, [this] {
        m_status->setText(tr("Stopped; the layout is unchanged."));
        refresh();
    });
    connect(&m_runner, &JobRunner::finished, this, &SuggestPanel::refresh);
    connect(&m_runner, &JobRunner::failed, this, [this](const JobFailure& failure) {
        m_status->clear();
        m_banner->showFailure(failure);
        refresh();
    });
    refresh();
}

QWidget* SuggestPanel::buildHead() {
    auto* head = new QWidget(this);
    head->setFixedHeight(Metrics::kPanelHead);
    head->setAttribute(Qt::WA_StyledBackground);
    head->setProperty("line", "bottom");
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(Metrics::kMargin, 0, Metrics::kGap, 0);
    auto* title = new QLabel(tr("Suggest a layout"), head);
    title->setProperty("role", "strong");
    auto* close = new IconButton(QStringLiteral("close"), tr("Back to the feature maps"), head);
    close->setFocusPolicy(Qt::StrongFocus);
    row->addWidget(title, 1);
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &SuggestPanel::closeRequested);
    return head;
}

QWidget* SuggestPanel::buildBody() {
    auto* body = new QWidget(this);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(Metrics::kMargin, Metrics::kGap, Metrics::kMargin, Metrics::kMargin);
    column->setSpacing(Metrics::kGap);
    m_scope = new QLabel(body);
    m_scope->setProperty("role", "second");
    m_scope->setWordWrap(true);
    m_form = new SuggestOptionsForm(body);
    m_start = new QPushButton(body);
    m_bar = new QProgressBar(body);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the search"));
    m_status = new QLabel(body);
    m_status->setProperty("role", "second");
    m_status->setWordWrap(true);
    m_apply = new QPushButton(tr("Use the suggestion"), body);
    m_apply->setToolTip(tr("Replace the current layout with it; this can be undone"));
    m_figures->addRow(tr("Mean best IoU"), tr("Overlap of an object with its best prior, mean over the "
                                              "objects in view"));
    m_figures->addRow(tr("Recall"), tr("Share of the objects that a prior covers at the threshold"));
    m_figures->addRow(tr("Lowest class"), tr("The same share for the class where it is lowest"));
    m_figures->addRow(tr("Priors"), tr("Number of boxes that the network predicts per image"));
    buildCurve();
    for (QWidget* widget :
         {static_cast<QWidget*>(m_scope), static_cast<QWidget*>(m_form), static_cast<QWidget*>(m_start),
          static_cast<QWidget*>(m_bar), static_cast<QWidget*>(m_status), static_cast<QWidget*>(m_apply),
          static_cast<QWidget*>(m_figures), static_cast<QWidget*>(m_curve_title),
          static_cast<QWidget*>(m_curve)}) {
        column->addWidget(widget);
    }
    column->addStretch(1);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_bar), static_cast<QWidget*>(m_apply), static_cast<QWidget*>(m_figures),
          static_cast<QWidget*>(m_curve_title), static_cast<QWidget*>(m_curve)}) {
        widget->hide();
    }
    ignoreSecondClick(m_start);
    connect(m_start, &QPushButton::clicked, this, &SuggestPanel::toggle);
    connect(m_apply, &QPushButton::clicked, this, &SuggestPanel::apply);
    return body;
}

void SuggestPanel::buildCurve() {
    m_curve_title = new QLabel(tr("Best by number of priors (grey: the start)"), this);
    m_curve_title->setProperty("role", "second");
    m_curve->setFixedHeight(kCurveHeight);
    m_curve->setTitle(tr("Best found by number of priors"));
    m_curve->setToolTip(tr("The best result that the search found for each number of priors"));
    m_curve->addSeries(
        {.name = tr("found"), .color = [](const Theme& theme) { return theme.current; }, .markers = true});
    m_curve->addSeries({.name = tr("start"),
                        .color = [](const Theme& theme) { return theme.third; },
                        .line = Qt::NoPen,
                        .markers = true});
}

void SuggestPanel::setObjects(Objects objects) {
    if (objects != m_objects) {
        m_objects = std::move(objects);
        refresh();
    }
}

void SuggestPanel::forget() {
    m_runner.cancel();
    m_objects.reset();
    m_suggestion.reset();
    clearResult();
    m_status->clear();
    refresh();
}

void SuggestPanel::clearResult() {
    for (QWidget* widget :
         {static_cast<QWidget*>(m_banner), static_cast<QWidget*>(m_apply), static_cast<QWidget*>(m_figures),
          static_cast<QWidget*>(m_curve_title), static_cast<QWidget*>(m_curve)}) {
        widget->hide();
    }
}

QString SuggestPanel::aimName(const SuggestOptions& options) const {
    const double threshold = static_cast<double>(options.threshold);
    switch (options.aim) {
        case SuggestAim::recall:
            return tr("recall at IoU %1").arg(figureText(threshold, 2));
        case SuggestAim::worst_class:
            return tr("recall of the lowest class at IoU %1").arg(figureText(threshold, 2));
        default:
            return tr("mean best IoU");
    }
}

void SuggestPanel::toggle() {
    if (m_runner.isRunning()) {
        m_runner.cancel();
    } else if (m_start->isEnabled()) {
        start();
    }
}

void SuggestPanel::start() {
    if (!allNumbersTaken(m_form)) {
        return;
    }
    clearResult();
    m_options = m_form->options();
    m_best = std::make_shared<std::atomic<double>>(-1.0);
    m_clock.start();
    m_status->setText(tr("Starting…"));
    const PriorConfig from = m_document.config();
    m_runner.start(
        tr("Suggest from %1").arg(m_document.displayName(from)),
        [objects = m_objects, from, options = m_options, best = m_best](
            std::stop_token stop, const ProgressFn& report) -> std::optional<Suggestion> {
            return suggestPriors(*objects, from, options, std::move(stop),
                                 [&](const SuggestProgress& progress) {
                                     best->store(progress.best);
                                     report(progress.steps);
                                 });
        },
        [this, from, objects = m_objects](Suggestion suggestion) {
            receive(std::move(suggestion), from, objects);
        });
}

void SuggestPanel::showProgress() {
    const Progress& progress = m_runner.progress();
    m_bar->setMaximum(static_cast<int>(std::min<std::int64_t>(progress.total, 1 << 30)));
    m_bar->setValue(static_cast<int>(std::min<std::int64_t>(progress.done, 1 << 30)));
    QStringList parts{tr("%1 of %2 steps").arg(countText(progress.done), countText(progress.total))};
    if (const double best = m_best->load(); best >= 0.0) {
        parts << tr("%1 %2").arg(aimName(m_options), figureText(best, 4));
    }
    if (const auto left = timeLeft(static_cast<double>(m_clock.elapsed()) / 1000.0, progress)) {
        parts << tr("%1 left").arg(durationText(*left));
    }
    m_status->setText(parts.join(QStringLiteral(", ")));
}

void SuggestPanel::receive(Suggestion suggestion, const PriorConfig& from, const Objects& objects) {
    m_suggestion = std::make_shared<const Suggestion>(std::move(suggestion));
    const double seconds = static_cast<double>(m_clock.elapsed()) / 1000.0;
    if (!m_suggestion->is_improvement) {
        m_status->setText(tr("Nothing better was found within the budget; the layout is unchanged."));
    } else if (objects != m_objects) {
        m_status->setText(tr("Found for the %1 objects that were in view at the start; others are now.")
                              .arg(countText(static_cast<std::int64_t>(objects->size()))));
        m_apply->show();
    } else if (m_document.config() == from) {
        apply();
        m_status->setText(tr("Found in %1 and applied; undo restores the previous layout.")
                              .arg(durationText(std::max(seconds, 1.0))));
    } else {
        m_status->setText(tr("Found, but the layout was edited in the meantime."));
        m_apply->show();
    }
    showSuggestion();
    Q_EMIT suggested();
}

void SuggestPanel::apply() {
    m_apply->hide();
    if (m_suggestion) {
        m_document.edit(tr("suggestion"), m_suggestion->config);
    }
}

void SuggestPanel::showSuggestion() {
    const SuggestFigures& before = m_suggestion->before;
    const SuggestFigures& after = m_suggestion->after;
    const QString threshold = figureText(static_cast<double>(m_options.threshold), 2);
    m_figures->setName(kRecall, tr("Recall at %1").arg(threshold));
    const auto show = [this](FigureRow row, double was, double is) {
        m_figures->setFigures(row, figureText(was), figureText(is), signedText(is - was));
    };
    show(kMeanIou, before.mean_best_iou, after.mean_best_iou);
    show(kRecall, before.recall, after.recall);
    show(kWorstClass, before.worst_class_recall, after.worst_class_recall);
    m_figures->setFigures(kPriors, countText(before.priors), countText(after.priors),
                          before.priors == after.priors ? QStringLiteral("=") : QString());
    std::vector<double> priors;
    std::vector<double> values;
    for (const SuggestFigures& each : m_suggestion->curve) {
        priors.push_back(static_cast<double>(each.priors));
        values.push_back(each.of(m_options.aim));
    }
    m_curve->setAxisTitles(tr("priors"), aimName(m_options));
    m_curve->setData(0, priors, values);
    m_curve->setData(1, {static_cast<double>(before.priors)}, {before.of(m_options.aim)});
    m_curve->goHome();
    m_figures->show();
    m_curve_title->setVisible(!priors.empty());
    m_curve->setVisible(!priors.empty());
}

void SuggestPanel::refresh() {
    const bool running = m_runner.isRunning();
    const auto count = m_objects ? static_cast<std::int64_t>(m_objects->size()) : 0;
    m_scope->setText(
        count > 0 ? tr("Searches for priors that cover the %1 objects in view better than the layout does.")
                        .arg(countText(count))
                  : tr("There are no objects in view to search for."));
    m_form->setStartPriors(m_document.config().count());
    m_form->setEnabled(!running);
    m_start->setText(running ? tr("Cancel") : tr("Start"));
    m_start->setToolTip(running ? tr("Stop the search; the layout stays unchanged")
                                : tr("Search, starting from the current layout"));
    m_start->setEnabled(running || (count > 0 && m_document.config().validate().empty()));
    m_bar->setVisible(running);
}

}  // namespace priorscope
