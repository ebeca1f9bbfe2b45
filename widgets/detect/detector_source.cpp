#include "widgets/detect/detector_source.hpp"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>

#include "core/base/error.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/training/run/seen_images.hpp"
#include "widgets/components/choice_box.hpp"
#include "widgets/components/text.hpp"
#include "widgets/components/wheel_guard.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/training/runs.hpp"

namespace priorscope {
namespace {

/// What a row of the list opens.
enum class Source { nothing, snapshot, file, choose, saved };
constexpr int kSourceRole = Qt::UserRole;
constexpr int kFileRole = Qt::UserRole + 1;
/// Runs offered besides the chosen one; of each its best checkpoint and its last.
constexpr int kOtherRuns = 24;
constexpr int kAlways = 3;  ///< rows: the detector that is shown, a checkpoint, saved detections

QString checkpointOf(const QString& run, const char* name) {
    return QStringLiteral("%1/checkpoints/%2.pt").arg(run, QLatin1String(name));
}

/// Weights of this moment are in no file, but what their run has seen is known.
std::filesystem::path currentWeightsOf(const std::filesystem::path& run) {
    return run / "checkpoints" / "current.pt";
}

/// The run that a checkpoint belongs to, else the file itself.
DetectorOrigin originOf(const QString& file) {
    const QFileInfo folder(QFileInfo(file).absolutePath());
    const bool in_run = folder.fileName() == QLatin1String("checkpoints");
    const QString run = in_run ? folder.absolutePath() : QFileInfo(file).absoluteFilePath();
    return {.run = storedPath(run.toStdString()), .checkpoint = file.toStdString()};
}

QString checkpointTitle(const QString& file) {
    const QFileInfo info(file);
    const QFileInfo folder(info.path());
    const bool in_run = folder.fileName() == QLatin1String("checkpoints");
    QString name = info.completeBaseName();
    if (!in_run) {
        return name;
    }
    const QString which = name == QLatin1String("best")   ? DetectorSource::tr("best")
                          : name == QLatin1String("last") ? DetectorSource::tr("last")
                                                          : name;
    return DetectorSource::tr("%1, %2").arg(QFileInfo(folder.path()).fileName(), which);
}

/// Of a dataset; empty: none.
QString splitToShow(const std::filesystem::path& checkpoint, const std::shared_ptr<const Dataset>& dataset,
                    const DetectorFamilies& families) {
    const auto split = dataset ? splitToJudge(checkpoint, *dataset, families) : std::nullopt;
    return split ? QString::fromStdString(*split) : QString();
}

QString stepText(std::int64_t step, const std::optional<double>& map) {
    const QString text = DetectorSource::tr("step %1").arg(countText(step));
    return map ? DetectorSource::tr("%1, mAP %2").arg(text, figureText(*map)) : text;
}

}  // namespace

DetectorSource::DetectorSource(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_split_choice(context.workbench), m_loader(&context.jobs) {
    buildActions();
    m_list = new ChoiceBox(this);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    guardWheel(m_list);
    m_list->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_list->setMinimumWidth(160);
    m_list->setMaximumWidth(360);
    m_list->setAccessibleName(tr("Checkpoint"));
    m_list->setToolTip(tr("The checkpoint whose detections are shown"));
    connect(m_list, &QComboBox::activated, this, &DetectorSource::openRow);
    connect(&m_loader, &JobRunner::started, this, &DetectorSource::started);
    connect(&m_loader, &JobRunner::failed, this, &DetectorSource::failed);
    connect(&context.runs, &Runs::checkpointWanted, this, &DetectorSource::open);
    connect(&context.runs, &Runs::checkpointsChanged, this, &DetectorSource::refresh);
    connect(&context.runs, &Runs::listChanged, this, &DetectorSource::refresh);
    connect(&context.runs, &Runs::renamed, this, [this](const QString& from, const QString& to) {
        if (m_opened_file.startsWith(from +
                                     QLatin1Char('/'))) {  // what is known of the run goes by its folder
            open(to + m_opened_file.mid(from.size()));
        }
    });
    connect(&context.workbench, &Workbench::datasetChanged, this, &DetectorSource::findSplit);
    refresh();
}

void DetectorSource::buildActions() {
    m_open = new QAction(tr("Open checkpoint…"), this);
    m_open->setData(QStringLiteral("folder"));
    m_open->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    connect(m_open, &QAction::triggered, this, &DetectorSource::choose);
    m_saved = new QAction(tr("Open saved detections…"), this);
    m_saved->setData(QStringLiteral("folder"));
    m_saved->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D));
    connect(m_saved, &QAction::triggered, this, &DetectorSource::chooseSaved);
    m_snapshot = new QAction(tr("Snapshot of the running training"), this);
    m_snapshot->setData(QStringLiteral("refresh"));
    m_snapshot->setShortcut(QKeySequence(Qt::Key_F5));
    connect(m_snapshot, &QAction::triggered, this, &DetectorSource::openSnapshot);
}

void DetectorSource::setTitle(const QString& title) {
    m_title = title;
    refresh();
}

void DetectorSource::refresh() {
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    const auto add = [this](const QString& text, Source source, const QString& file = {}) {
        m_list->addItem(text);
        m_list->setItemData(m_list->count() - 1, static_cast<int>(source), kSourceRole);
        m_list->setItemData(m_list->count() - 1, file, kFileRole);
    };
    add(m_title.isEmpty() ? tr("No checkpoint") : m_title, Source::nothing);
    // Of a run that is only watched there are no weights but those of its checkpoints.
    const bool has_current =
        m_context.runs.controller().isTrainingHere() && m_context.runs.controller().session() != nullptr;
    if (has_current) {
        add(tr("running training, current weights"), Source::snapshot);
    }
    const QString open = m_title == checkpointTitle(m_opened_file) ? m_opened_file : QString();
    const auto addFile = [&](const QString& file) {
        if (!file.isEmpty() && file != open) {  // the open one stands at the top
            add(checkpointTitle(file), Source::file, file);
        }
    };
    const QString run = m_context.runs.latest();
    for (const char* name : {"best", "last"}) {
        const QString file = checkpointOf(run, name);
        if (!run.isEmpty() && QFileInfo::exists(file)) {
            addFile(file);
        }
    }
    int others = 0;
    for (const Runs::Record& record : m_context.runs.list()) {
        if (QString::fromStdString(record->folder.string()) != run && others++ < kOtherRuns) {
            addFile(QString::fromStdString(record->best_checkpoint.string()));
            addFile(QString::fromStdString(record->last_checkpoint.string()));
        }
    }
    add(tr("Open checkpoint…"), Source::choose);
    add(tr("Open saved detections…"), Source::saved);
    m_list->setCurrentIndex(0);
    m_snapshot->setEnabled(has_current);
    Q_EMIT listChanged();
}

QString DetectorSource::firstOffer() const {
    return m_list->count() > kAlways ? m_list->itemText(1) : QString();
}

void DetectorSource::openFirst() {
    if (m_list->count() > kAlways) {
        openRow(1);
    } else {
        choose();
    }
}

void DetectorSource::openRow(int index) {
    const auto source = static_cast<Source>(m_list->itemData(index, kSourceRole).toInt());
    const QString file = m_list->itemData(index, kFileRole).toString();
    m_list->setCurrentIndex(0);
    switch (source) {
        case Source::nothing:
            break;
        case Source::snapshot:
            openSnapshot();
            break;
        case Source::file:
            open(file);
            break;
        case Source::choose:
            choose();
            break;
        case Source::saved:
            chooseSaved();
            break;
    }
}

QString DetectorSource::likelyFolder() const {
    return m_opened_file.isEmpty() ? m_context.runs.latest() : QFileInfo(m_opened_file).path();
}

QString DetectorSource::exportFolder() const {
    const QString folder = likelyFolder();
    // Checkpoints belong to the run; other files go beside their folder.
    return QFileInfo(folder).fileName() == QLatin1String("checkpoints") ? QFileInfo(folder).path() : folder;
}

void DetectorSource::choose() {
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Open checkpoint"), likelyFolder(),
        tr("Checkpoints, exported weights (*.pt *.pth *.safetensors);;All files (*)"));
    if (!file.isEmpty()) {
        open(file);
    }
}

void DetectorSource::chooseSaved() {
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Open saved detections"), likelyFolder(),
                                     tr("COCO results, VOC results (*.json *.txt);;All files (*)"));
    if (!file.isEmpty()) {
        // VOC's results are a file for each class.
        Q_EMIT savedWanted(file.endsWith(QLatin1String(".txt")) ? QFileInfo(file).absolutePath() : file);
    }
}

DetectorSource::Opened DetectorSource::load(const QString& file, const DetectorFamilies& families) {
    std::string contents = checkpointContents(checkpointFile(file.toStdString()));
    const LoadedDetector loaded = loadDetector(file.toStdString(), families);
    const ComputeContext context{.device = chosenDevice("auto").device};
    Opened opened{
        std::make_shared<const Detector>(loaded.detector.on(context)), checkpointTitle(file),
        loaded.is_export ? tr("exported weights") : stepText(loaded.info.step, loaded.info.map_voc07),
        std::move(contents)};
    try {
        opened.kept = keptOperatingPoint(loaded);
    } catch (const Error& error) {  // the detector can be used without it
        opened.kept = {.point = loaded.operating_point, .ignored = inOneLine(error.parts())};
    }
    return opened;
}

void DetectorSource::setOperatingPoint(const std::string& contents,
                                       const std::optional<OperatingPoint>& point) {
    if (contents == m_origin.contents) {
        m_operating_point = {.point = point};
    }
}

void DetectorSource::open(const QString& file) {
    m_loader.start(
        tr("Opening checkpoint"),
        [file, families = m_context.workbench.families(), dataset = m_context.workbench.dataset()](
            const std::stop_token&, const ProgressFn&) {
            Opened result = load(file, families);
            result.dataset = dataset;
            result.split = splitToShow(checkpointFile(file.toStdString()), dataset, families);
            return result;
        },
        [this, file](const Opened& result) {
            m_opened_file = file;
            m_origin = originOf(file);
            m_origin.contents = result.contents;
            m_operating_point = result.kept;
            showSplit(result);
            Q_EMIT opened(result.detector, result.title, result.subtitle);
        });
}

void DetectorSource::openSnapshot() {
    const TrainingController& controller = m_context.runs.controller();
    const auto session = controller.session();
    if (!session) {
        return;
    }
    const QString step =
        stepText(controller.steps().empty() ? 0 : controller.steps().back().step, std::nullopt);
    m_loader.start(
        tr("Copying the weights"),
        [session, step, families = m_context.workbench.families(), dataset = m_context.workbench.dataset()](
            const std::stop_token&, const ProgressFn&) {
            Opened result{std::make_shared<const Detector>(session->snapshot()),
                          QString::fromStdString(session->runFolder().filename().string()), step};
            result.dataset = dataset;
            result.split = splitToShow(currentWeightsOf(session->runFolder()), dataset, families);
            return result;
        },
        [this, run = session->runFolder()](const Opened& result) {
            m_origin = {.run = storedPath(run.string()), .checkpoint = currentWeightsOf(run)};
            m_operating_point = {};
            showSplit(result);
            Q_EMIT opened(result.detector, result.title, result.subtitle);
        });
}

void DetectorSource::showSplit(const Opened& opened) {
    opened.dataset == m_context.workbench.dataset() ? propose(opened.split) : findSplit();
}

/// Of a dataset that was opened after the detector.
void DetectorSource::findSplit() {
    const auto& dataset = m_context.workbench.dataset();
    if (m_origin.checkpoint.empty() || !dataset || !m_context.detections.saved().empty()) {
        m_split_finder.cancel();
        return;
    }
    m_split_finder.start(
        tr("Choosing the split"),
        [checkpoint = m_origin.checkpoint, dataset, families = m_context.workbench.families()](
            const std::stop_token&, const ProgressFn&) { return splitToShow(checkpoint, dataset, families); },
        [this, dataset](const QString& split) {
            const SplitDetectionsService& detections = m_context.detections;
            if (dataset == m_context.workbench.dataset() && !detections.isRunning() && !detections.result()) {
                propose(split);
            }
        });
}

void DetectorSource::propose(const QString& split) {
    if (!split.isEmpty() && m_split_choice.propose(split)) {
        m_context.jobs.setNote(
            tr("The split %1 is shown to judge this detector on; another can be chosen above").arg(split));
    }
}

bool DetectorSource::openRun(const QString& run) {
    for (const char* name : {"best", "last"}) {
        const QString file = checkpointOf(run, name);
        if (QFileInfo::exists(file)) {
            open(file);
            return true;
        }
    }
    return false;
}

}  // namespace priorscope
