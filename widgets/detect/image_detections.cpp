#include "widgets/detect/image_detections.hpp"

#include <QAction>
#include <algorithm>

#include "core/evaluation/rescoring/decision.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "widgets/canvas/image_canvas.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/decision_sections.hpp"
#include "widgets/detect/detection_inspector.hpp"
#include "widgets/detect/outcomes.hpp"
#include "widgets/detect/review/reviewed_errors.hpp"
#include "widgets/detect/shrinking_chip.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/detect/threshold_row.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {

ImageDetections::ImageDetections(const WorkspaceContext& context, const ThresholdRow& thresholds,
                                 DetectionInspector& inspector, QWidget* parent)
    : Panel(tr("No image"), parent), m_context(context), m_thresholds(thresholds), m_inspector(inspector) {
    setTitleElideMode(Qt::ElideMiddle);
    buildTools();
    followWorkbench();
    connect(&thresholds, &ThresholdRow::changed, this, &ImageDetections::applyThresholds);
    connect(&inspector, &DetectionInspector::selectionChanged, this, [this] { showBoxes(); });
    connect(&m_network, &JobRunner::failed, this, [this](const JobFailure& failure) {
        applyThresholds();
        m_shown_problem = true;
        Q_EMIT failed(failure);
    });
    connect(&context.themes, &ThemeManager::changed, this, [this](const Theme& theme) {
        m_canvas->setTheme(theme);
        applyThresholds();
    });
    showImage();
    applyThresholds();
}

void ImageDetections::buildTools() {
    m_show_detections = new Chip(tr("Detections"));
    m_show_missed = new Chip(tr("Missed"));
    m_show_objects = new Chip(tr("Objects"));
    m_show_objects->setToolTip(
        tr("Detected ground-truth objects, in the colours of their classes; difficult ones dotted"));
    m_show_suppressed =
        new ShrinkingChip(tr("Suppressed"), m_context.themes.theme().verdict(Verdict::suppressed).glyph);
    m_show_suppressed->setToolTip(
        tr("What NMS removes in this image at these thresholds, faint and dotted (S)"));
    m_suppressed_action = new QAction(tr("Show what NMS suppresses"), this);
    m_suppressed_action->setShortcut(QKeySequence(Qt::Key_S));
    connect(m_suppressed_action, &QAction::triggered, m_show_suppressed, &Chip::toggle);
    for (Chip* chip : {m_show_detections, m_show_missed, m_show_objects, m_show_suppressed}) {
        chip->setCheckable(true);
        chip->setChecked(chip != m_show_objects && chip != m_show_suppressed);
        addTool(chip);
        connect(chip, &Chip::toggled, this, [this] { showBoxes(); });
    }
    auto* fit = new IconButton(QStringLiteral("fit"), tr("Fit the image"));
    addTool(fit);
    m_canvas = new ImageCanvas(m_context.themes.theme());
    m_canvas->setMinimumWidth(200);
    connect(fit, &IconButton::clicked, m_canvas, &ImageCanvas::fit);
    connect(m_canvas, &ImageCanvas::boxClicked, this, &ImageDetections::selectBox);
    connect(m_canvas, &ImageCanvas::groundClicked, this, [this] { selectBox(-1); });
    setContent(m_canvas);
    followIcons(this, m_context.themes);
}

void ImageDetections::followWorkbench() {
    Workbench& workbench = m_context.workbench;
    connect(&workbench, &Workbench::datasetChanged, this, &ImageDetections::detect);
    connect(&workbench, &Workbench::datasetChanged, m_canvas, &ImageCanvas::fit);
    connect(&workbench, &Workbench::splitChanged, m_canvas, &ImageCanvas::fit);
    connect(&workbench, &Workbench::currentImageChanged, this, &ImageDetections::detect);
    connect(&m_context.detections, &SplitDetectionsService::changed, this, [this] {
        m_wanted_error.reset();
        m_context.detections.saved().empty() ? void() : detect();  // the split alone has detections
    });
    connect(&m_context.detections, &SplitDetectionsService::floorChanged, this, &ImageDetections::detect);
    connect(&m_context.detections, &SplitDetectionsService::lookedAtChanged, this,
            &ImageDetections::applyThresholds);
    connect(&workbench.imageStore(), &ImageStore::imageReady, this,
            [this](int index, const std::shared_ptr<const LoadedImage>& image) {
                if (index == m_context.workbench.currentImage()) {
                    showImage();
                    index == m_wanted_image ? runNetwork(image) : void();
                }
            });
    connect(&workbench.imageStore(), &ImageStore::imageFailed, this, [this](int index) {
        if (index == m_context.workbench.currentImage()) {
            m_wanted_image = -1;
            showImage();
            applyThresholds();
        }
    });
}

bool ImageDetections::isSettled() const {
    return !m_network.isRunning() && (!m_context.detections.detector() || m_wanted_image < 0);
}

void ImageDetections::detect() {
    const auto& detector = m_context.detections.detector();
    const int index = m_context.workbench.currentImage();
    m_network.cancel();
    m_detected_image = -1;
    m_candidates = {};
    m_wanted_image = -1;
    m_mapping = m_context.detections.mapping();
    followDetector();
    m_inspector.setMissedObject(-1);
    if (m_shown_problem) {  // with an earlier image
        banner()->hide();
        m_shown_problem = false;
    }
    showImage();
    if (m_mapping && index >= 0 && takeKeptCandidates(index)) {
        m_context.workbench.imageStore().image(index);  // its pixels are still wanted
    } else if (detector && m_mapping && index >= 0 && isVisible()) {
        m_wanted_image = index;
        if (const auto image = m_context.workbench.imageStore().image(index)) {
            runNetwork(image);
        }
    }
    applyThresholds();
}

void ImageDetections::followDetector() {
    const auto& detector = m_context.detections.detector();
    if (m_mapping) {
        m_inspector.sections()->setClasses(
            [names = m_mapping->names](int label) {
                return QString::fromStdString(names.at(static_cast<std::size_t>(label) - 1));
            },
            [this](int label) { return colorOf(label); });
    }
    if (detector != m_priors_of) {
        m_priors_of = detector;
        const SsdBlock* ssd = detector ? findSsd(detector->spec()) : nullptr;
        m_priors = ssd != nullptr ? generatePriors(ssd->priors) : PriorSet{};
    }
}

QColor ImageDetections::colorOf(int label) const {
    const Theme& theme = m_context.themes.theme();
    if (label == 0 || !m_mapping) {
        return theme.border;
    }
    const bool is_of_data = m_context.workbench.dataset() && !m_context.workbench.dataset()->classes.empty();
    return label <= m_mapping->judged && is_of_data
               ? m_context.workbench.classColor(theme, label)
               : theme.classColor(label - 1, static_cast<int>(m_mapping->names.size()));
}

bool ImageDetections::takeKeptCandidates(int index) {
    const auto& split = m_context.detections.result();
    if (!split || split->detector != m_context.detections.detector() ||
        split->dataset != m_context.workbench.dataset()) {
        return false;
    }
    const std::vector<std::size_t>& images = split->detections.images;
    const auto found = std::find(images.begin(), images.end(), static_cast<std::size_t>(index));
    if (found == images.end()) {
        return false;
    }
    m_candidates =
        split->detections.candidates.candidatesOf(static_cast<std::size_t>(found - images.begin()));
    m_detected_image = index;
    return true;
}

void ImageDetections::showError(const ErrorItem& item) {
    const auto& split = m_context.detections.result();
    if (!split) {
        return;
    }
    m_wanted_error = item;
    const int index = static_cast<int>(split->detections.images[item.image]);
    if (index != m_context.workbench.currentImage()) {
        m_context.workbench.setCurrentImage(index);  // detect() follows
    } else {
        showWantedError();
    }
}

void ImageDetections::showWantedError() {
    const auto& split = m_context.detections.result();
    const int index = m_context.workbench.currentImage();
    if (!m_wanted_error || !split || m_detected_image != index ||
        m_wanted_error->image >= split->detections.images.size() ||
        static_cast<int>(split->detections.images[m_wanted_error->image]) != index) {
        return;
    }
    const ErrorItem item = *m_wanted_error;
    m_wanted_error.reset();
    const ErrorBoxes boxes = boxesOf(item, split->detections.candidates, split->truth);
    int row = -1;
    if (item.outcome) {
        const Candidate wanted =
            split->detections.candidates.image(item.image).at(static_cast<std::size_t>(item.candidate));
        const auto found = std::find_if(m_detections.begin(), m_detections.end(), [&](const Detection& each) {
            return each.label == wanted.label && each.prior == wanted.prior;
        });
        row = found == m_detections.end() ? -1 : static_cast<int>(found - m_detections.begin());
    }
    m_context.workbench.setSelectedObject(item.outcome ? -1 : item.object);
    m_inspector.setMissedObject(item.outcome ? -1 : item.object);
    select(row);
    if (const auto& box = item.outcome ? boxes.detection : boxes.object) {
        m_canvas->showBox(*box);
    }
}

void ImageDetections::showPlace(int image, const Box& box) {
    m_wanted_error.reset();
    m_context.workbench.setCurrentImage(image);
    m_context.workbench.setSelectedObject(-1);
    m_inspector.setMissedObject(-1);
    select(-1);
    m_canvas->showBox(box);
}

std::optional<ReviewedError> ImageDetections::currentError() const {
    const std::optional<ImageRow> record = m_context.workbench.currentRecord();
    if (!record || !m_mapping || m_detected_image < 0) {
        return std::nullopt;
    }
    const Dataset& dataset = *m_context.workbench.dataset();
    const std::string& run = m_context.detections.origin().run;
    const auto name = [this](int label) { return m_mapping->names.at(static_cast<std::size_t>(label) - 1); };
    if (const int row = m_inspector.selected(); row >= 0) {
        const Detection& found = m_inspector.model()->row(row).detection;
        return reviewedError(dataset, *record, name(found.label), found.box, false, run);
    }
    const auto object = static_cast<std::size_t>(m_inspector.missedObject());
    if (object < record->objects.size() && object < m_verdicts.objects.size() &&
        m_verdicts.objects[object] == ObjectVerdict::missed) {
        const Annotation& missed = record->objects[object];
        return reviewedError(dataset, *record, name(missed.label), missed.box, true, run);
    }
    return std::nullopt;
}

void ImageDetections::catchUp() {
    if (m_context.detections.detector() && m_detected_image != m_context.workbench.currentImage() &&
        !m_network.isRunning()) {
        detect();
    }
}

void ImageDetections::runNetwork(const std::shared_ptr<const LoadedImage>& image) {
    m_wanted_image = -1;
    m_network.start(
        tr("Detecting"),
        [detector = m_context.detections.detector(), pixels = image->pixels, mapping = *m_mapping,
         options = m_context.detections.candidateOptions()](const std::stop_token&, const ProgressFn&) {
            return relabelled(detector->detect(*pixels, options), mapping);
        },
        [this, detector = m_context.detections.detector(), dataset = m_context.workbench.dataset(),
         index = m_context.workbench.currentImage(),
         floor = m_context.detections.floor()](Candidates candidates) {
            ++m_network_runs;
            const Workbench& workbench = m_context.workbench;
            if (detector == m_context.detections.detector() && dataset == workbench.dataset() &&
                floor == m_context.detections.floor() && index == workbench.currentImage()) {
                m_candidates = std::move(candidates);
                m_detected_image = index;
                applyThresholds();
            }
        });
}

void ImageDetections::applyThresholds() {
    const std::optional<ImageRow> record = m_context.workbench.currentRecord();
    m_detections.clear();
    m_verdicts = {};
    std::vector<DetectionRow> rows;
    if (record && m_mapping && m_detected_image >= 0) {
        m_detections = selectDetections(m_candidates, m_thresholds.options());
        m_verdicts =
            matchDetections(scoredImage(*record, m_detections, m_context.detections.lookedAtFilter()),
                            matchOptions(m_thresholds.matchIou(), *m_mapping));
        for (std::size_t i = 0; i < m_detections.size(); ++i) {
            rows.push_back(rowOf(i));
        }
    }
    m_inspector.setImage(record);
    m_inspector.setExplained(explained());
    m_inspector.setObjectNames(!record ? std::vector<QString>() : m_context.workbench.objectNames(*record));
    m_inspector.setDetections(std::move(rows), emptyReason());
    showBoxes();
    showWantedError();
}

std::shared_ptr<const ExplainedImage> ImageDetections::explained() const {
    const std::optional<ImageRow> record = m_context.workbench.currentRecord();
    return record && m_mapping && m_detected_image >= 0
               ? std::make_shared<const ExplainedImage>(m_candidates, *record, m_thresholds.options(),
                                                        matchOptions(m_thresholds.matchIou(), *m_mapping),
                                                        m_context.detections.lookedAtFilter())
               : nullptr;
}

QString ImageDetections::emptyReason() const {
    if (!m_context.detections.detector() && m_context.detections.saved().empty()) {
        return tr("Open a checkpoint to see what it detects.");
    }
    if (!m_context.workbench.currentRecord()) {
        return tr("Open a dataset to see what is detected in its images.");
    }
    return m_detected_image >= 0 ? tr("No detections at these thresholds.")
           : !m_context.detections.detector()
               ? tr("Saved detections come without a network: only images of the evaluated split have any.")
           : m_wanted_image >= 0 || m_network.isRunning() ? tr("Detecting…")
                                                          : tr("Nothing could be detected in this image.");
}

DetectionRow ImageDetections::rowOf(std::size_t detection) const {
    const int label = m_detections[detection].label;
    return {m_detections[detection], m_verdicts.detections[detection],
            QString::fromStdString(m_mapping->names[static_cast<std::size_t>(label) - 1]), colorOf(label)};
}

void ImageDetections::showImage() {
    const std::optional<ImageRow> record = m_context.workbench.currentRecord();
    if (!record) {
        setTitle(tr("No image"));
        m_canvas->setPlaceholder({}, tr("Open a dataset in the Dataset workspace."));
        return;
    }
    setTitle(QString::fromStdString(record->image_file.filename().string()));
    ImageStore& store = m_context.workbench.imageStore();
    const int index = m_context.workbench.currentImage();
    if (const auto image = store.image(index)) {
        m_canvas->setImage(image->picture);
    } else {
        const QString problem = store.problem(index);
        m_canvas->setPlaceholder({record->width, record->height},
                                 problem.isEmpty() ? tr("Loading…") : problem);
    }
}

void ImageDetections::select(int row) {
    m_inspector.select(row);
    showBoxes();
}

void ImageDetections::selectBox(int id) {
    const int object = id >= kFirstObject ? id - kFirstObject : -1;
    m_context.workbench.setSelectedObject(object);
    m_inspector.setMissedObject(object);
    select(object >= 0 ? -1 : id);
}

}  // namespace priorscope
