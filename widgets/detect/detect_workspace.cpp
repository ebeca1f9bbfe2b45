#include "widgets/detect/detect_workspace.hpp"

#include <QAction>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>
#include <utility>

#include "widgets/components/error_banner.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/detect/detection_figures.hpp"
#include "widgets/detect/detection_inspector.hpp"
#include "widgets/detect/detector_source.hpp"
#include "widgets/detect/export/detector_export.hpp"
#include "widgets/detect/image_detections.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/detect/split/split_figures.hpp"
#include "widgets/detect/threshold_row.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr int kPageDetections = 1;

QString droppedCheckpoint(const QMimeData* data) {
    for (const QUrl& url : data->urls()) {
        const QString file = url.toLocalFile();
        if (file.endsWith(QLatin1String(".pt"))) {
            return file;
        }
    }
    return {};
}

}  // namespace

DetectWorkspace::DetectWorkspace(const WorkspaceContext& context, QWidget* parent)
    : Workspace(context, parent) {
    setAcceptDrops(true);
    m_evaluate = new QAction(tr("Evaluate split"), this);
    m_evaluate->setData(QStringLiteral("check"));
    m_evaluate->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    m_evaluate->setEnabled(false);
    m_inspector = new DetectionInspector(context.themes, this);
    m_source = new DetectorSource(context, this);
    m_export = new DetectorExport(context, *m_source, this);
    m_figures = new DetectionFigures(context.themes.theme(), this);
    m_empty = new EmptyState(QString(), tr("Open checkpoint…"));
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(buildPage());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    connectParts();
    updateEmptyState();
    updateFigures();
}

DetectWorkspace::~DetectWorkspace() = default;

QWidget* DetectWorkspace::buildPage() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_thresholds = new ThresholdRow(context().themes, page);
    m_image = new ImageDetections(context(), *m_thresholds, *m_inspector);
    m_split = new SplitFigures(context(), *m_thresholds, m_evaluate);
    column->addWidget(m_figures);
    column->addWidget(m_thresholds);
    column->addWidget(hairline(Qt::Horizontal, page));
    auto* halves = new QSplitter(Qt::Horizontal, page);
    halves->setObjectName(QStringLiteral("detectHalves"));
    halves->setChildrenCollapsible(false);
    halves->addWidget(m_image);
    halves->addWidget(m_split);
    halves->setStretchFactor(0, 5);
    halves->setStretchFactor(1, 3);
    halves->setSizes({640, 368});
    column->addWidget(halves, 1);
    return page;
}

void DetectWorkspace::connectParts() {
    SplitDetectionsService* service = &context().detections;
    connect(m_evaluate, &QAction::triggered, service, &SplitDetectionsService::evaluate);
    connect(service, &SplitDetectionsService::runningChanged, m_evaluate,
            [this, service] { m_evaluate->setEnabled(service->canEvaluate()); });
    connect(&context().themes, &ThemeManager::changed, m_figures, &FigureStrip::setTheme);
    connect(m_split, &SplitFigures::changed, this, &DetectWorkspace::updateFigures);
    connect(m_empty, &EmptyState::clicked, m_source, &DetectorSource::openFirst);
    const auto forgetProblem = [this] {
        m_image->banner()->hide();
        updateEmptyState();
    };
    connect(m_source, &DetectorSource::started, this, forgetProblem);
    connect(&context().workbench, &Workbench::datasetChanged, this, forgetProblem);
    connect(m_source, &DetectorSource::opened, this, &DetectWorkspace::setDetector);
    connect(m_source, &DetectorSource::listChanged, this, &DetectWorkspace::updateEmptyState);
    connect(m_source, &DetectorSource::failed, this, &DetectWorkspace::showProblem);
    connect(m_image, &ImageDetections::failed, this, &DetectWorkspace::showProblem);
    connect(m_export, &DetectorExport::started, this, [this] { m_image->banner()->hide(); });
    connect(m_export, &DetectorExport::failed, this, [this](const JobFailure& failure) {
        m_image->banner()->showFailure(failure, tr("Export again…"), [this] { m_export->ask(); });
    });
}

QWidget* DetectWorkspace::inspector() {
    return m_inspector;
}

QWidget* DetectWorkspace::contextWidgets() {
    return m_source;
}

QList<QAction*> DetectWorkspace::commands() const {
    return {m_source->openAction(), m_source->snapshotAction(), m_evaluate};
}

QList<QAction*> DetectWorkspace::fileCommands() const {
    return {m_export->action()};
}

bool DetectWorkspace::isSettled() const {
    return !m_source->isOpening() && !context().detections.isRunning() && !m_split->isCounting() &&
           m_image->isSettled();
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
    return m_split->classes();
}

int DetectWorkspace::networkRuns() const {
    return m_image->networkRuns();
}

void DetectWorkspace::updateEmptyState() {
    const QString first = m_source->firstOffer();
    m_empty->setSentence(
        tr("Open a checkpoint to see what the network finds in this image. A .pt file can be dropped here."));
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
                                  const QString& subtitle) {
    const auto nmsOf = [](const auto& of) {
        return of ? of->spec().postprocessing.nms_iou : DetectionOptions{}.nms_iou;
    };
    m_thresholds->followNms(nmsOf(this->detector()), nmsOf(detector));
    m_image->banner()->hide();
    m_inspector->setModel(title, tr("%1, %2").arg(QString::fromStdString(detector->spec().name), subtitle));
    m_inspector->setSpec(detector->spec());
    m_pages->setCurrentIndex(kPageDetections);
    context().detections.setDetector(detector);
    m_source->setTitle(tr("%1, %2").arg(title, subtitle));
    m_image->detect();
    if (std::exchange(m_evaluate_when_open, false)) {
        evaluateSplit();
    }
}

void DetectWorkspace::evaluateSplit() {
    context().detections.evaluate();
}

void DetectWorkspace::updateFigures() {
    const auto& result = context().detections.result();
    m_figures->showSplit(m_split->counts(), result ? &result->evaluation : nullptr);
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
        openCheckpoint(file);
    }
}

void DetectWorkspace::showEvent(QShowEvent* event) {
    Workspace::showEvent(event);
    m_source->refresh();
    m_image->catchUp();
}

}  // namespace priorscope
