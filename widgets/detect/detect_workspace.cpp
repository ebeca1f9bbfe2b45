#include "widgets/detect/detect_workspace.hpp"

#include <QAction>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>
#include <utility>

#include "widgets/components/controls.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/detect/decision_sections.hpp"
#include "widgets/detect/detection_figures.hpp"
#include "widgets/detect/detection_inspector.hpp"
#include "widgets/detect/detector_source.hpp"
#include "widgets/detect/errors/error_browser.hpp"
#include "widgets/detect/errors/error_cost.hpp"
#include "widgets/detect/errors/error_model.hpp"
#include "widgets/detect/export/detector_export.hpp"
#include "widgets/detect/image_detections.hpp"
#include "widgets/detect/review/feedback_dialog.hpp"
#include "widgets/detect/review/patch_proposal.hpp"
#include "widgets/detect/review/review_panel.hpp"
#include "widgets/detect/review/reviewed_page.hpp"
#include "widgets/detect/saving/detection_saving.hpp"
#include "widgets/detect/saving/report_saving.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/detect/split/score_suggestions.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/detect/split/split_plots.hpp"
#include "widgets/detect/threshold_row.hpp"
#include "widgets/detect/thresholds/lower_floor.hpp"
#include "widgets/detect/thresholds/operating_points.hpp"
#include "widgets/session/reviews.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr int kPageDetections = 1;
constexpr float kNothingSuppressed = 1.0F;  ///< IoU of NMS for detections that went through it already

QString droppedCheckpoint(const QMimeData* data) {
    for (const QUrl& url : data->urls()) {
        const QString file = url.toLocalFile();
        if (QStringLiteral("pt pth safetensors json").split(u' ').contains(QFileInfo(file).suffix())) {
            return file;
        }
    }
    return {};
}

}  // namespace

DetectWorkspace::DetectWorkspace(const WorkspaceContext& context, QWidget* parent)
    : Workspace(context, parent) {
    setAcceptDrops(true);
    buildActions();
    m_scores = new LiveScores(context.detections, this);
    m_inspector = new DetectionInspector(context.themes, this);
    m_source = new DetectorSource(context, this);
    m_export = new DetectorExport(context, *m_source, this);
    m_saving = new DetectionSaving(context, *m_source, *m_scores, this);
    m_report = new ReportSaving(context, *m_source, *m_scores, this);
    m_figures = new DetectionFigures(context.themes.theme(), this);
    m_empty = new EmptyState(QString(), tr("Open checkpoint…"));
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(buildPage());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    m_operating_points = new OperatingPoints(context, *m_source, *m_scores, *m_thresholds, this);
    new LowerFloor(context, *m_thresholds, this);
    connectParts();
    updateEmptyState();
    updateFigures();
}

DetectWorkspace::~DetectWorkspace() = default;

void DetectWorkspace::buildActions() {
    const auto add = [this](const QString& text, const QKeySequence& keys) {
        auto* action = new QAction(text, this);
        action->setShortcut(keys);
        return action;
    };
    m_evaluate = add(tr("Evaluate split"), QKeySequence(Qt::CTRL | Qt::Key_E));
    m_evaluate->setData(QStringLiteral("check"));
    m_evaluate->setEnabled(false);
    m_pin = add(tr("Pin these thresholds to compare"), QKeySequence(Qt::CTRL | Qt::Key_P));
    m_suggest = add(tr("Suggest a score…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T));
    m_next = add(tr("Next error"), QKeySequence(Qt::Key_E));
    m_previous = add(tr("Previous error"), QKeySequence(Qt::SHIFT | Qt::Key_E));
    m_all_causes = add(tr("All causes of errors"), QKeySequence(Qt::Key_Backspace));
    const auto verdict = [&](const QString& text, Qt::Key key, ReviewVerdict meant) {
        QAction* action = add(text, QKeySequence(key));
        connect(action, &QAction::triggered, this, [this, meant] { judge(meant); });
        return action;
    };
    QAction* note = add(tr("Write a note on the error"), QKeySequence(Qt::Key_N));
    connect(note, &QAction::triggered, this, [this] { m_review->editNote(); });
    QAction* patch = add(tr("Patch the label"), QKeySequence(Qt::Key_P));
    connect(patch, &QAction::triggered, this, [this] { m_review->togglePatch(); });
    QAction* send = add(tr("Next run with reviewed errors…"), QKeySequence(Qt::CTRL | Qt::Key_R));
    connect(send, &QAction::triggered, this, [this] { m_feedback->ask(); });
    QUndoStack& stack = context().reviews.undoStack();
    QAction* undo = stack.createUndoAction(this, tr("Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction* redo = stack.createRedoAction(this, tr("Redo"));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    m_review_actions = {verdict(tr("The model is wrong"), Qt::Key_M, ReviewVerdict::model_wrong),
                        verdict(tr("The label is wrong"), Qt::Key_L, ReviewVerdict::label_wrong),
                        verdict(tr("Unsure about the error"), Qt::Key_U, ReviewVerdict::unsure),
                        patch,
                        note,
                        send,
                        undo,
                        redo};
}

QWidget* DetectWorkspace::buildPage() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_thresholds = new ThresholdRow(context().themes, page);
    m_image = new ImageDetections(context(), *m_thresholds, *m_inspector);
    m_plots = new SplitPlots(context(), *m_scores);
    m_errors = new ErrorBrowser(context(), *m_scores, m_evaluate);
    column->addWidget(m_figures);
    column->addWidget(m_thresholds);
    column->addWidget(hairline(Qt::Horizontal, page));
    auto* halves = new QSplitter(Qt::Horizontal, page);
    halves->setObjectName(QStringLiteral("detectHalves"));
    halves->setChildrenCollapsible(false);
    halves->addWidget(m_image);
    halves->addWidget(m_plots);
    halves->setStretchFactor(0, 1);
    halves->setStretchFactor(1, 1);
    halves->setSizes({500, 540});
    auto* rows = new QSplitter(Qt::Vertical, page);
    rows->setObjectName(QStringLiteral("detectErrors"));
    rows->setChildrenCollapsible(false);
    rows->addWidget(halves);
    rows->addWidget(m_errors);
    rows->setStretchFactor(0, 3);
    rows->setStretchFactor(1, 1);
    rows->setSizes({434, 284});
    column->addWidget(rows, 1);
    return page;
}

void DetectWorkspace::connectParts() {
    SplitDetectionsService* service = &context().detections;
    connect(m_evaluate, &QAction::triggered, service, &SplitDetectionsService::evaluate);
    connect(service, &SplitDetectionsService::runningChanged, m_evaluate,
            [this, service] { m_evaluate->setEnabled(service->canEvaluate()); });
    connect(&context().themes, &ThemeManager::changed, m_figures, &FigureStrip::setTheme);
    connectScores();
    connectReview();
    connect(m_empty, &EmptyState::clicked, m_source, &DetectorSource::openFirst);
    const auto forgetProblem = [this] {
        m_image->banner()->hide();
        updateEmptyState();
    };
    connect(m_source, &DetectorSource::started, this, forgetProblem);
    connect(&context().workbench, &Workbench::datasetChanged, this, forgetProblem);
    connect(m_source, &DetectorSource::opened, this,
            [this](const std::shared_ptr<const Detector>& detector, const QString& title,
                   const QString& subtitle) {
                setDetector(detector, title, subtitle, m_source->origin());
                m_operating_points->follow();
            });
    connect(m_source, &DetectorSource::savedWanted, this, &DetectWorkspace::openSaved);
    connect(m_source, &DetectorSource::listChanged, this, &DetectWorkspace::updateEmptyState);
    connect(m_source, &DetectorSource::failed, this, &DetectWorkspace::showProblem);
    connect(m_image, &ImageDetections::failed, this, &DetectWorkspace::showProblem);
    connect(m_export, &DetectorExport::started, this, [this] { m_image->banner()->hide(); });
    connect(m_export, &DetectorExport::failed, this, [this](const JobFailure& failure) {
        m_image->banner()->showFailure(failure, tr("Export again…"), [this] { m_export->ask(); });
    });
    connect(m_saving, &DetectionSaving::started, this, [this] { m_image->banner()->hide(); });
    connect(m_report, &ReportSaving::started, this, [this] { m_image->banner()->hide(); });
    connect(m_report, &ReportSaving::failed, this, [this](const JobFailure& failure) {
        m_image->banner()->showFailure(failure, tr("Save again…"), [this] { m_report->ask(); });
    });
    connect(m_operating_points, &OperatingPoints::started, this, [this] { m_image->banner()->hide(); });
    connect(m_operating_points, &OperatingPoints::failed, this, &DetectWorkspace::showProblem);
    connect(m_saving, &DetectionSaving::failed, this, [this](const JobFailure& failure) {
        m_image->banner()->showFailure(failure, tr("Save again…"), [this] { m_saving->ask(); });
    });
}

void DetectWorkspace::connectReview() {
    m_review = new ReviewPanel(context().reviews, m_inspector);
    m_inspector->addBelow(m_review);
    m_feedback = new FeedbackDialog(context(), this);
    const auto follow = [this] {
        m_review->setError(m_image->currentError(), presentPatch(context(), *m_inspector));
    };
    connect(m_inspector, &DetectionInspector::explanationChanged, this, follow);
    const auto tell_cost = [this] {
        m_inspector->sections()->setCost(
            selectedCost(*m_scores, context().workbench.currentImage(), *m_inspector));
    };
    connect(m_inspector, &DetectionInspector::explanationChanged, this, tell_cost);
    connect(m_scores, &LiveScores::costsChanged, this, tell_cost);
    connect(m_review, &ReviewPanel::noteLeft, m_errors, [this] { m_errors->gallery()->setFocus(); });
    connect(m_errors, &ErrorBrowser::progressChanged, this,
            [this] { m_review->setProgress(m_errors->reviewProgress()); });
    connect(m_errors, &ErrorBrowser::placeChosen, m_image, &ImageDetections::showPlace);
    connect(m_errors->reviewed(), &ReviewedPage::feedbackWanted, m_feedback, &FeedbackDialog::ask);
    connect(m_feedback, &FeedbackDialog::planned, this,
            [this] { Q_EMIT workspaceRequested(QStringLiteral("train")); });
    connect(m_feedback, &FeedbackDialog::failed, this,
            [this](const QString& message) { m_errors->banner()->showError(message); });
}

void DetectWorkspace::judge(ReviewVerdict verdict) {
    if (m_review->error() && m_review->judge(verdict)) {
        m_errors->stepFrom(*m_review->error());
    }
}

void DetectWorkspace::connectScores() {
    const auto follow = [this] {
        m_scores->setThresholds({m_thresholds->options(), m_thresholds->matchIou()});
    };
    follow();
    connect(m_thresholds, &ThresholdRow::changed, this, follow);
    for (const auto signal :
         {&LiveScores::countsChanged, &LiveScores::curvesChanged, &LiveScores::costsChanged,
          &LiveScores::intervalsChanged, &LiveScores::pinnedChanged}) {
        connect(m_scores, signal, this, &DetectWorkspace::updateFigures);
    }
    connect(m_scores, &LiveScores::pinnedChanged, this, [this] {
        const auto& pinned = m_scores->pinned();
        m_thresholds->setBaseline(pinned ? std::optional(pinned->at.detection) : std::nullopt,
                                  pinned ? pinned->at.match_iou : 0.0);
    });
    connect(m_thresholds->pin(), &Chip::clicked, this, [this](bool on) {
        on ? m_scores->pin() : m_scores->unpin();
        m_thresholds->pin()->setChecked(m_scores->pinned().has_value());
    });
    connect(m_inspector->sections(), &DecisionSections::attempted, m_thresholds, &ThresholdRow::set);
    connect(m_thresholds->suggestions(), &QMenu::aboutToShow, this, &DetectWorkspace::offerScores);
    connect(m_suggest, &QAction::triggered, m_thresholds->suggest(), &QToolButton::showMenu);
    connect(m_pin, &QAction::triggered, m_thresholds->pin(), &Chip::click);
    connect(m_plots, &SplitPlots::errorsWanted, m_errors, &ErrorBrowser::show);
    connect(m_plots, &SplitPlots::matchIouWanted, m_thresholds, &ThresholdRow::setMatchIou);
    connect(m_plots, &SplitPlots::groupWanted, m_errors, &ErrorBrowser::showGroup);
    connect(m_plots, &SplitPlots::priorsWanted, this,
            [this] { Q_EMIT workspaceRequested(QStringLiteral("priors")); });
    connect(&context().detections, &SplitDetectionsService::labelsWanted, m_errors,
            [this] { m_errors->showErrors(ShownErrors{.suspected = true}); });
    connect(m_errors, &ErrorBrowser::filterChanged, this, [this] { m_plots->setShown(m_errors->filter()); });
    connect(m_errors, &ErrorBrowser::chosen, m_image, &ImageDetections::showError);
    connect(m_next, &QAction::triggered, this, [this] { m_errors->step(1); });
    connect(m_previous, &QAction::triggered, this, [this] { m_errors->step(-1); });
    connect(m_all_causes, &QAction::triggered, this, [this] { m_errors->show(std::nullopt); });
}

void DetectWorkspace::offerScores() {
    QMenu* menu = m_thresholds->suggestions();
    menu->clear();
    const int chosen = context().workbench.selectedClass();
    addSuggestions(*menu, m_scores->curves(), chosen, context().detections.className(chosen),
                   [this](float score) { m_thresholds->set(std::nullopt, score); });
    if (m_scores->curves() != nullptr) {
        menu->addSeparator();
        menu->addAction(m_operating_points->action());
    }
}

QWidget* DetectWorkspace::inspector() {
    return m_inspector;
}

QWidget* DetectWorkspace::contextWidgets() {
    return m_source;
}

QList<QAction*> DetectWorkspace::commands() const {
    return QList<QAction*>{m_source->openAction(),
                           m_source->savedAction(),
                           m_source->snapshotAction(),
                           m_saving->action(),
                           m_report->action(),
                           m_evaluate,
                           m_errors->shownOnlyAction(),
                           m_pin,
                           m_suggest,
                           m_image->suppressedAction(),
                           m_operating_points->action(),
                           nullptr,
                           m_next,
                           m_previous,
                           m_all_causes} +
           m_review_actions;
}

QList<QAction*> DetectWorkspace::fileCommands() const {
    return {m_export->action()};
}

bool DetectWorkspace::isSettled() const {
    return !m_source->isOpening() && !context().detections.isRunning() && !m_scores->isRunning() &&
           !m_errors->isRunning() && !m_plots->isRunning() && m_image->isSettled();
}

FigureStrip* DetectWorkspace::figures() const {
    return m_figures;
}

const std::shared_ptr<const Detector>& DetectWorkspace::detector() const {
    return context().detections.detector();
}

DetectionOptions DetectWorkspace::options() const {
    return m_thresholds->options();
}

LabeledSlider* DetectWorkspace::scoreSlider() const {
    return m_thresholds->score();
}

LabeledSlider* DetectWorkspace::nmsSlider() const {
    return m_thresholds->nms();
}

LabeledSlider* DetectWorkspace::topKSlider() const {
    return m_thresholds->topK();
}

ImageCanvas* DetectWorkspace::canvas() const {
    return m_image->canvas();
}

QComboBox* DetectWorkspace::sources() const {
    return m_source->list();
}

ClassTableModel* DetectWorkspace::classes() const {
    return m_errors->classes();
}

int DetectWorkspace::networkRuns() const {
    return m_image->networkRuns();
}

void DetectWorkspace::updateEmptyState() {
    const QString first = m_source->firstOffer();
    m_empty->setSentence(
        tr("Open a checkpoint to see what the network finds in this image. A checkpoint or exported weights "
           "(.pt, .pth, .safetensors) can be dropped here."));
    m_empty->button()->setText(first.isEmpty() ? tr("Open checkpoint…") : tr("Open %1").arg(first));
}

void DetectWorkspace::openCheckpoint(const QString& file) {
    m_evaluate_when_open = false;
    m_source->open(file);
}

void DetectWorkspace::showRun(const QString& folder) {
    m_evaluate_when_open = m_source->openRun(folder) || m_evaluate_when_open;
}

void DetectWorkspace::setDetector(const std::shared_ptr<const Detector>& detector, const QString& title,
                                  const QString& subtitle, const DetectorOrigin& origin) {
    const auto own = [](const auto& of) {
        return of ? of->spec().postprocessing.detectionOptions() : DetectionOptions{};
    };
    const bool was_saved = !context().detections.saved().empty();
    m_thresholds->follow(was_saved ? DetectionOptions{.nms_iou = kNothingSuppressed} : own(this->detector()),
                         own(detector));
    m_image->banner()->hide();
    m_inspector->setModel(title, tr("%1, %2").arg(QString::fromStdString(detector->spec().name), subtitle));
    m_inspector->setSpec(detector->spec());
    m_pages->setCurrentIndex(kPageDetections);
    context().detections.setDetector(detector, origin);
    m_source->setTitle(tr("%1, %2").arg(title, subtitle));
    m_image->detect();
    // A pinned state waits to be compared with this one.
    if (std::exchange(m_evaluate_when_open, false) || m_scores->pinned()) {
        evaluateSplit();
    }
}

void DetectWorkspace::openSaved(const QString& file) {
    const auto own = detector() ? detector()->spec().postprocessing.detectionOptions() : DetectionOptions{};
    // Nothing is suppressed again.
    m_thresholds->follow(own, {.min_score = 0.0F, .nms_iou = kNothingSuppressed, .top_k = own.top_k});
    m_image->banner()->hide();
    const QString name = QFileInfo(file).fileName();
    m_inspector->setModel(name, tr("saved detections"));
    m_inspector->setSpec({});
    m_pages->setCurrentIndex(kPageDetections);
    context().detections.openSaved(file.toStdString());
    m_source->setTitle(name);
    m_image->detect();
}

void DetectWorkspace::evaluateSplit() {
    context().detections.evaluate();
}

void DetectWorkspace::updateFigures() {
    m_figures->showScores(*m_scores);
}

void DetectWorkspace::showProblem(const JobFailure& failure) {
    m_evaluate_when_open = false;
    if (detector()) {
        m_image->banner()->showFailure(failure, tr("Open another…"), [this] { m_source->choose(); });
    } else {
        m_empty->setSentence(failure.message);
        m_empty->button()->setText(tr("Open another…"));
    }
}

void DetectWorkspace::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedCheckpoint(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void DetectWorkspace::dropEvent(QDropEvent* event) {
    const QString file = droppedCheckpoint(event->mimeData());
    if (!file.isEmpty()) {
        event->acceptProposedAction();
        file.endsWith(QLatin1String(".json")) ? openSaved(file) : openCheckpoint(file);
    }
}

void DetectWorkspace::showEvent(QShowEvent* event) {
    Workspace::showEvent(event);
    m_source->refresh();
    m_image->catchUp();
}

}  // namespace priorscope
