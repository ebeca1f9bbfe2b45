#include "widgets/detect/detect_workspace.hpp"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMimeData>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <utility>

#include "core/checkpoint/checkpoint.hpp"
#include "core/interchange/export.hpp"
#include "widgets/canvas/image_canvas.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/figure_strip.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/class_table_model.hpp"
#include "widgets/detect/detection_inspector.hpp"
#include "widgets/detect/export_dialog.hpp"
#include "widgets/detect/outcome_bars.hpp"
#include "widgets/detect/outcomes.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"
#include "widgets/training/runs.hpp"

namespace priorscope {
namespace {

/// What a row of the list of sources opens.
enum class Source { nothing, snapshot, file, choose };
constexpr int kSourceRole = Qt::UserRole;
constexpr int kFileRole = Qt::UserRole + 1;

QString checkpointTitle(const QString& file) {
    const QFileInfo info(file);
    const QFileInfo folder(info.path());
    const bool in_run = folder.fileName() == QLatin1String("checkpoints");
    const QString run = in_run ? QFileInfo(folder.path()).fileName() + QStringLiteral(", ") : QString();
    return run + info.completeBaseName();
}

QString stepText(std::int64_t step, const std::optional<double>& map) {
    const QString text = DetectWorkspace::tr("step %1").arg(countText(step));
    return map ? DetectWorkspace::tr("%1, mAP %2").arg(text, figureText(*map)) : text;
}

}  // namespace

DetectWorkspace::~DetectWorkspace() = default;

QWidget* DetectWorkspace::inspector() {
    return m_inspector;
}

QWidget* DetectWorkspace::contextWidgets() {
    return m_source_row;
}

QList<QAction*> DetectWorkspace::commands() const {
    return {m_open, m_snapshot, m_evaluate};
}

QList<QAction*> DetectWorkspace::fileCommands() const {
    return {m_export};
}

bool DetectWorkspace::isSettled() const {
    return !m_loader.isRunning() && !m_detection.isRunning() && !m_evaluator.isRunning() &&
           !m_counter.isRunning() && (!m_detector || m_wanted_image < 0);
}

DetectionOptions DetectWorkspace::options() const {
    return {.min_score = static_cast<float>(m_score->value()),
            .nms_iou = static_cast<float>(m_nms->value()),
            .top_k = static_cast<int>(m_top_k->value())};
}

double DetectWorkspace::matchIou() const {
    return m_match->value();
}

void DetectWorkspace::refreshSources() {
    const QSignalBlocker blocker(m_sources);
    m_sources->clear();
    const auto add = [this](const QString& text, Source source, const QString& file = {}) {
        m_sources->addItem(text);
        m_sources->setItemData(m_sources->count() - 1, static_cast<int>(source), kSourceRole);
        m_sources->setItemData(m_sources->count() - 1, file, kFileRole);
    };
    add(m_detector ? m_title : tr("No checkpoint"), Source::nothing);
    if (context().runs.controller().session()) {
        add(tr("running training, weights of now"), Source::snapshot);
    }
    const QString run = context().runs.latest();
    for (const char* name : {"best", "last"}) {
        const QString file = QStringLiteral("%1/checkpoints/%2.pt").arg(run, QLatin1String(name));
        if (!run.isEmpty() && QFileInfo::exists(file)) {
            add(checkpointTitle(file), Source::file, file);
        }
    }
    add(tr("Open checkpoint…"), Source::choose);
    m_sources->setCurrentIndex(0);
    setOffer();
    updateCommands();
}

void DetectWorkspace::setOffer() {
    const bool has_run = m_sources->count() > 2;
    m_empty->setSentence(
        tr("Open a checkpoint to see what the network finds in this image. A .pt file can be dropped here."));
    m_empty->button()->setText(has_run ? tr("Open %1").arg(m_sources->itemText(1)) : tr("Open checkpoint…"));
}

void DetectWorkspace::openLatest() {
    chooseSource(m_sources->count() > 2 ? 1 : m_sources->count() - 1);
}

void DetectWorkspace::chooseSource(int index) {
    const auto source = static_cast<Source>(m_sources->itemData(index, kSourceRole).toInt());
    const QString file = m_sources->itemData(index, kFileRole).toString();
    m_sources->setCurrentIndex(0);
    switch (source) {
        case Source::nothing:
            break;
        case Source::snapshot:
            openSnapshot();
            break;
        case Source::file:
            openCheckpoint(file);
            break;
        case Source::choose:
            chooseCheckpoint();
            break;
    }
}

void DetectWorkspace::chooseCheckpoint() {
    const QString start = m_opened_file.isEmpty() ? context().runs.latest() : QFileInfo(m_opened_file).path();
    const QString file = QFileDialog::getOpenFileName(this, tr("Open checkpoint"), start,
                                                      tr("Checkpoints (*.pt);;All files (*)"));
    if (!file.isEmpty()) {
        openCheckpoint(file);
    }
}

void DetectWorkspace::openCheckpoint(const QString& file) {
    m_loader.start(
        tr("Opening checkpoint"),
        [file, families = context().workbench.families()](const std::stop_token&, const ProgressFn&) {
            const LoadedDetector loaded = loadDetector(file.toStdString(), families);
            return Opened{std::make_shared<const Detector>(loaded.detector), checkpointTitle(file),
                          stepText(loaded.info.step, loaded.info.map_voc07)};
        },
        [this, file](const Opened& opened) {
            m_opened_file = file;
            setDetector(opened.detector, opened.title, opened.subtitle);
        });
}

void DetectWorkspace::openSnapshot() {
    const auto session = context().runs.controller().session();
    if (!session) {
        return;
    }
    const auto& steps = context().runs.controller().steps();
    const QString step = stepText(steps.empty() ? 0 : steps.back().step, std::nullopt);
    m_loader.start(
        tr("Copying the weights"),
        [session, step](const std::stop_token&, const ProgressFn&) {
            return Opened{std::make_shared<const Detector>(session->snapshot()),
                          QString::fromStdString(session->runFolder().filename().string()), step};
        },
        [this](const Opened& opened) { setDetector(opened.detector, opened.title, opened.subtitle); });
}

void DetectWorkspace::showRun(const QString& folder) {
    for (const char* name : {"best", "last"}) {
        const QString file = QStringLiteral("%1/checkpoints/%2.pt").arg(folder, QLatin1String(name));
        if (QFileInfo::exists(file)) {
            m_evaluate_when_open = true;
            openCheckpoint(file);
            return;
        }
    }
}

void DetectWorkspace::setDetector(std::shared_ptr<const Detector> detector, const QString& title,
                                  const QString& subtitle) {
    // The slider follows the detector's own NMS unless the user has chosen another.
    const auto nmsOf = [](const auto& of) {
        return static_cast<double>(of ? of->spec().postprocessing.nms_iou : DetectionOptions{}.nms_iou);
    };
    if (qFuzzyCompare(m_nms->value(), nmsOf(m_detector))) {
        m_nms->setValue(nmsOf(detector));
    }
    m_detector = std::move(detector);
    m_title = tr("%1, %2").arg(title, subtitle);
    m_canvas_panel->banner()->hide();
    m_inspector->setModel(title, tr("%1, %2").arg(QString::fromStdString(m_detector->spec().name), subtitle));
    m_inspector->setSpec(m_detector->spec());
    m_pages->setCurrentIndex(1);
    m_detected_image = -1;
    forgetSplit();
    refreshSources();
    detectCurrent();
    if (std::exchange(m_evaluate_when_open, false)) {
        evaluateSplit();
    }
}

void DetectWorkspace::detectCurrent() {
    const auto& dataset = context().workbench.dataset();
    const int index = context().workbench.currentImage();
    m_detected_image = -1;
    m_candidates = {};
    m_wanted_image = -1;
    m_mapping = m_detector && dataset
                    ? std::optional(mapClasses(m_detector->spec().classes, dataset->classes))
                    : std::nullopt;
    showImage();
    applyThresholds();
    if (!m_detector || !dataset || index < 0 || !isVisible()) {
        return;
    }
    m_wanted_image = index;
    if (const auto image = context().workbench.imageStore().image(index)) {
        runNetwork(image);
    }
}

void DetectWorkspace::runNetwork(const std::shared_ptr<const LoadedImage>& image) {
    m_wanted_image = -1;
    const int index = context().workbench.currentImage();
    m_detection.start(
        tr("Detecting"),
        [detector = m_detector, pixels = image->pixels, mapping = *m_mapping](const std::stop_token&,
                                                                              const ProgressFn&) {
            return relabelled(detector->detect(*pixels, detector->spec().postprocessing.candidateOptions()),
                              mapping);
        },
        [this, index](Candidates candidates) {
            ++m_network_runs;
            if (index == context().workbench.currentImage()) {
                m_candidates = std::move(candidates);
                m_detected_image = index;
                applyThresholds();
            }
        });
}

void DetectWorkspace::applyThresholds() {
    const ImageRecord* record = context().workbench.currentRecord();
    m_detections.clear();
    m_verdicts = {};
    std::vector<DetectionRow> rows;
    if (record != nullptr && m_mapping && m_detected_image >= 0) {
        m_detections = selectDetections(m_candidates, options());
        m_verdicts = matchDetections(*record, m_detections, matchOptions(matchIou(), *m_mapping));
        const int classes = static_cast<int>(m_mapping->names.size());
        for (std::size_t i = 0; i < m_detections.size(); ++i) {
            const int label = m_detections[i].label;
            rows.push_back({m_detections[i], m_verdicts.detections[i],
                            QString::fromStdString(m_mapping->names[static_cast<std::size_t>(label) - 1]),
                            label <= m_mapping->judged
                                ? context().workbench.classColor(context().themes.theme(), label)
                                : context().themes.theme().classColor(label - 1, classes)});
        }
    }
    std::vector<QString> names;
    for (std::size_t i = 0; record != nullptr && i < record->objects.size(); ++i) {
        names.push_back(context().workbench.objectName(*record, static_cast<int>(i)));
    }
    m_inspector->setObjectNames(std::move(names));
    m_inspector->setDetections(std::move(rows));
    showBoxes();
}

void DetectWorkspace::showImage() {
    const ImageRecord* record = context().workbench.currentRecord();
    if (record == nullptr) {
        m_canvas_panel->setTitle(tr("No image"));
        m_canvas->setPlaceholder({}, tr("Open a dataset in the Dataset workspace."));
        return;
    }
    m_canvas_panel->setTitle(QString::fromStdString(record->image_file.filename().string()));
    ImageStore& store = context().workbench.imageStore();
    const int index = context().workbench.currentImage();
    if (const auto image = store.image(index)) {
        m_canvas->setImage(image->picture);
    } else {
        const QString problem = store.problem(index);
        m_canvas->setPlaceholder({record->width, record->height},
                                 problem.isEmpty() ? tr("Loading…") : problem);
    }
}

void DetectWorkspace::showBoxes() {
    const ImageRecord* record = context().workbench.currentRecord();
    const Theme& theme = Theme::onPhotograph();
    CanvasLayer objects{tr("Objects"), {}, m_show_objects->isChecked()};
    CanvasLayer missed{tr("Missed"), {}, m_show_missed->isChecked()};
    CanvasLayer found{tr("Detections"), {}, m_show_detections->isChecked()};
    for (std::size_t i = 0; record != nullptr && i < record->objects.size(); ++i) {
        const Annotation& object = record->objects[i];
        const QString name = context().workbench.objectName(*record, static_cast<int>(i));
        const bool is_missed =
            i < m_verdicts.objects.size() && m_verdicts.objects[i] == ObjectVerdict::missed;
        if (is_missed && m_detected_image >= 0) {
            const VerdictStyle style = theme.verdict(Verdict::missed);
            missed.boxes.push_back({.box = object.box,
                                    .color = style.color,
                                    .label = name,
                                    .tag = style.glyph,
                                    .line = style.line});
        } else {
            objects.boxes.push_back({.box = object.box,
                                     .color = context().workbench.classColor(theme, object.label),
                                     .line = object.difficult ? Qt::DotLine : Qt::SolidLine,
                                     .width = 1.0});
        }
    }
    const int selected = m_inspector->selected();
    for (std::size_t i = m_detections.size(); i-- > 0;) {
        const DetectionRow& row = m_inspector->model()->row(static_cast<int>(i));
        const OutcomeStyle style = outcomeStyle(row.verdict.outcome, theme);
        found.boxes.push_back({.box = row.detection.box,
                               .color = style.color,
                               .label = tr("%1 %2").arg(
                                   row.class_name, figureText(static_cast<double>(row.detection.score), 2)),
                               .tag = style.glyph,
                               .line = style.line,
                               .width = 2.0,
                               .is_selected = static_cast<int>(i) == selected,
                               .id = static_cast<int>(i)});
    }
    m_canvas->setLayers({objects, missed, found});
    m_canvas_panel->setSubtitle(
        m_detected_image >= 0
            ? tr("detections: %1").arg(countText(static_cast<std::int64_t>(m_detections.size())))
            : QString());
}

void DetectWorkspace::selectDetection(int row) {
    m_inspector->select(row);
    showBoxes();
}

void DetectWorkspace::evaluateSplit() {
    const auto& dataset = context().workbench.dataset();
    if (!m_detector || !dataset) {
        return;
    }
    m_class_panel->banner()->hide();
    m_evaluator.start(
        tr("Evaluating"),
        [detector = m_detector, dataset, split = context().workbench.split().toStdString()](
            const std::stop_token& stop, const ProgressFn& progress) -> std::optional<Evaluated> {
            Evaluated result;
            auto detections =
                detectSplit(*detector, *dataset, split, stop, progress,
                            [&result](const std::string& problem) { result.problems.push_back(problem); });
            auto evaluation =
                detections ? priorscope::evaluateSplit(*dataset, *detections, stop) : std::nullopt;
            if (!evaluation) {
                return std::nullopt;
            }
            result.detections = std::make_shared<const SplitDetections>(std::move(*detections));
            result.evaluation = std::move(*evaluation);
            return result;
        },
        [this](const Evaluated& result) {
            for (const std::string& problem : result.problems) {
                context().jobs.log().append(LogLevel::warning, QString::fromStdString(problem));
            }
            for (const std::string& note : notesOf(result.evaluation)) {
                context().jobs.log().append(LogLevel::warning, QString::fromStdString(note));
            }
            m_split = result.detections;
            m_evaluation = result.evaluation;
            m_classes->setEvaluation(*m_evaluation, [this](int label) {
                return context().workbench.classColor(context().themes.theme(), label);
            });
            m_class_panel->setSubtitle(
                tr("%1, images: %2")
                    .arg(
                        m_split->split.empty() ? tr("whole dataset") : QString::fromStdString(m_split->split),
                        countText(static_cast<std::int64_t>(m_split->images.size()))));
            if (const std::int64_t left_out = m_evaluation->absent + m_evaluation->unreadable; left_out > 0) {
                m_class_panel->banner()->showError(
                    tr("Images that are missing or cannot be decoded are left out: %1. The log names them.")
                        .arg(countText(left_out)));
            }
            countSplit();
            updateFigures();
            updateCommands();
        });
    updateCommands();
}

void DetectWorkspace::countSplit() {
    const auto& dataset = context().workbench.dataset();
    if (!m_split || !dataset) {
        return;
    }
    m_counter.start(
        tr("Counting"),
        [dataset, split = m_split, options = options(), match_iou = matchIou()](const std::stop_token& stop,
                                                                                const ProgressFn&) {
            return countVerdicts(*dataset, *split, options, match_iou, stop);
        },
        [this](const VerdictCounts& counts) {
            if (m_split) {
                m_counts = counts;
                m_bars->setCounts(m_counts);
                updateFigures();
            }
        },
        Supersede::after_running);
}

void DetectWorkspace::forgetSplit() {
    m_evaluator.cancel();
    m_counter.cancel();
    m_split.reset();
    m_evaluation.reset();
    m_counts.reset();
    m_classes->clear();
    m_class_panel->setSubtitle({});
    m_class_panel->banner()->hide();
    m_bars->setCounts(std::nullopt);
    updateFigures();
    updateCommands();
}

void DetectWorkspace::showExport() {
    if (!m_detector || m_exporter.isRunning()) {
        return;
    }
    const QString folder =
        m_opened_file.isEmpty() ? context().runs.latest() : QFileInfo(m_opened_file).path();
    auto* dialog =
        new ExportDialog(QFileInfo(QString::fromStdString(m_detector->spec().name)).completeBaseName(),
                         folder.isEmpty() ? QDir::homePath() : folder, m_opened_file, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { startExport(dialog->options(), dialog->file()); });
    dialog->open();
}

void DetectWorkspace::startExport(const ExportOptions& options, const QString& file) {
    m_canvas_panel->banner()->hide();
    m_exporter.start(
        tr("Exporting"),
        [detector = m_detector, options, file](const std::stop_token& stop, const ProgressFn& progress) {
            return exportDetector(*detector, options, file.toStdString(), stop, progress);
        },
        [this, options, file](const ExportReport& report) {
            const QString name = QFileInfo(file).fileName();
            context().jobs.setNote(
                options.runs()
                    ? tr("Exported %1: read back, largest difference %2 px of a box, %3 of a score")
                          .arg(name, figureText(report.largest_box_difference_px, 5),
                               QLocale().toString(report.largest_score_difference, 'g', 2))
                    : tr("Exported %1: read back, all %2 tensors are equal")
                          .arg(name, countText(report.tensors)));
            if (!options.runs() && !report.not_torchvision.empty()) {
                context().jobs.log().append(LogLevel::warning,
                                            tr("torchvision's generator of default boxes cannot make the "
                                               "priors of %1 (%2): beside the "
                                               "weights its model needs the boxes of this layout")
                                                .arg(name, QString::fromStdString(report.not_torchvision)));
            }
        });
}

void DetectWorkspace::updateFigures() {
    const QString none = QStringLiteral("–");
    const auto share = [&none](const std::optional<double>& value) {
        return value ? figureText(*value) : none;
    };
    const VerdictCounts counts = m_counts.value_or(VerdictCounts{});
    const QString where = tr("Over the evaluated split, all classes together, at these thresholds");
    m_figures->setFigures({
        {.label = tr("Precision"),
         .value = share(counts.precision()),
         .tool_tip = tr("Right among right and wrong detections. %1").arg(where)},
        {.label = tr("Recall"),
         .value = share(counts.recall()),
         .tool_tip = tr("Found among the objects that are not difficult. %1").arg(where)},
        {.label = tr("F1"),
         .value = share(counts.f1()),
         .tool_tip = tr("Harmonic mean of the two. %1").arg(where)},
        {.label = tr("False positives"),
         .value = m_counts ? countText(counts.falsePositives()) : none,
         .tool_tip = where},
        {.label = tr("mAP@0.5 (VOC07)"),
         .value = m_evaluation ? share(m_evaluation->map_voc07) : none,
         .change = m_evaluation ? tr("VOC10 %1").arg(share(m_evaluation->map_voc10)) : QString(),
         .tool_tip =
             tr("Mean of the classes' average precision, 11-point; VOC10: all points. From scores of 0.01 "
                "and over, whatever the sliders say")},
    });
}

void DetectWorkspace::updateCommands() {
    const bool has_data = context().workbench.dataset() != nullptr;
    m_evaluate->setEnabled(m_detector && has_data && !m_evaluator.isRunning());
    m_evaluate_button->setEnabled(m_evaluate->isEnabled());
    m_export->setEnabled(m_detector != nullptr && !m_exporter.isRunning());
    m_export->setToolTip(!m_detector ? tr("Open a checkpoint in Detect first")
                         : m_exporter.isRunning()
                             ? tr("An export is running")
                             : tr("Write the detector for other programs and check what was written"));
    m_snapshot->setEnabled(context().runs.controller().session() != nullptr);
}

void DetectWorkspace::showProblem(const JobFailure& failure) {
    if (m_detector) {
        m_canvas_panel->banner()->showFailure(failure, tr("Open another…"), [this] { chooseCheckpoint(); });
    } else {
        m_empty->setSentence(failure.message);
        m_empty->button()->setText(tr("Open another…"));
    }
}

}  // namespace priorscope
