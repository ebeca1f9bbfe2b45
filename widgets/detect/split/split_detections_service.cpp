#include "widgets/detect/split/split_detections_service.hpp"

#include <algorithm>
#include <utility>

#include "core/base/files/stored_path.hpp"
#include "core/dataset/filter_text.hpp"
#include "core/dataset/image_brightness.hpp"
#include "core/training/evaluation/kept_split.hpp"
#include "core/training/evaluation/saved_split.hpp"
#include "core/training/evaluation/slice_network.hpp"
#include "core/training/evaluation/split_suspects.hpp"
#include "core/training/run/seen_images.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

using Made = std::shared_ptr<const EvaluatedSplit>;

/// What the detector's run has seen of the images, and a split that it has not.
void noteSeenImages(EvaluatedSplit& split, const DetectorFamilies& families) {
    if (!split.detector || split.origin.checkpoint.empty()) {
        return;
    }
    const Dataset& dataset = *split.dataset;
    const std::string who = SplitDetectionsService::tr("This detector").toStdString();
    const auto notesOn = [&](const std::vector<std::size_t>& images) {
        return notesOnSeenImages(split.origin.checkpoint, who, dataset, images, families);
    };
    split.seen = notesOn(split.detections.images);
    split.trained = trainedImages(split.origin.checkpoint, dataset, families);
    for (const auto& [name, images] : dataset.splits) {
        if (!split.seen.empty() && split.unseen_split.empty() && !images.empty() && notesOn(images).empty()) {
            split.unseen_split = name;
        }
    }
}

/// @return nothing if stopped
std::optional<KeptSplit> detected(EvaluatedSplit& wanted, const std::stop_token& stop,
                                  const ProgressFn& progress) {
    const Dataset& dataset = *wanted.dataset;
    if (!wanted.detector) {
        return KeptSplit{.detections = savedSplit(dataset, wanted.selection, wanted.origin.checkpoint)};
    }
    const auto note = [&wanted](const Sentence& problem) { wanted.problems.push_back(problem); };
    Postprocessing postprocessing = wanted.detector->spec().postprocessing;
    postprocessing.min_score = wanted.floor.value_or(postprocessing.min_score);
    return wanted.filter ? keptPart(*wanted.detector, dataset, wanted.selection,
                                    ImageSelection::ofSplit(dataset, wanted.split), userCandidateCache(),
                                    stop, progress, note, postprocessing)
                         : keptSplit(*wanted.detector, dataset, wanted.selection, userCandidateCache(), stop,
                                     progress, note, postprocessing);
}

/// @return nothing if stopped
std::optional<Made> evaluated(EvaluatedSplit wanted, const DetectorFamilies& families,
                              const std::stop_token& stop, const ProgressFn& progress) {
    auto found = detected(wanted, stop, progress);
    if (found) {
        found->detections.filter = wanted.filter;
    }
    auto evaluation = found ? evaluateSplit(*wanted.dataset, found->detections, stop) : std::nullopt;
    if (!evaluation) {
        return std::nullopt;
    }
    wanted.truth = truthOf(*wanted.dataset, found->detections.images, found->detections.filter);
    auto network = wanted.detector ? sliceNetwork(wanted.detector->spec(), *wanted.dataset,
                                                  found->detections.images, wanted.truth, stop)
                                   : std::optional(SliceNetwork{});
    if (!network) {
        return std::nullopt;
    }
    auto brightness = imageBrightness(*wanted.dataset, found->detections.images,
                                      userBrightnessFile(*wanted.dataset), stop, progress);
    if (!brightness) {
        return std::nullopt;
    }
    if (brightness->not_kept) {
        wanted.problems.push_back(*brightness->not_kept);
    }
    wanted.slices =
        std::make_shared<const SplitSlices>(*wanted.dataset, found->detections.images, wanted.truth,
                                            std::move(*network), std::move(brightness->values));
    wanted.detections = std::move(found->detections);
    wanted.was_kept = found->was_kept;
    wanted.not_kept = std::move(found->problems);
    wanted.evaluation = std::move(*evaluation);
    if (wanted.filter) {
        wanted.looked_at =
            lookedAt(*wanted.dataset, wanted.detections.images, *wanted.filter, DifficultObjects::ignore);
    }
    constexpr float kLeast = 0.5F;
    auto suspects = splitSuspects(wanted.detections, wanted.truth, *wanted.slices, MatchOptions{}.match_iou,
                                  kLeast, stop);
    if (!suspects) {
        return std::nullopt;
    }
    wanted.suspects = std::move(*suspects);
    noteSeenImages(wanted, families);
    return std::make_shared<const EvaluatedSplit>(std::move(wanted));
}

}  // namespace

SplitDetectionsService::SplitDetectionsService(Workbench& workbench, JobList& jobs, QObject* parent)
    : QObject(parent), m_workbench(workbench), m_jobs(jobs), m_evaluator(&jobs) {
    connect(&workbench, &Workbench::datasetChanged, this, &SplitDetectionsService::followDataset);
    connect(&workbench, &Workbench::splitChanged, this, &SplitDetectionsService::forget);
    for (const auto signal : {&Workbench::filterChanged, &Workbench::imagesChanged}) {
        connect(&workbench, signal, this, [this] { m_is_shown_only ? followFilter() : void(); });
    }
    connect(&m_evaluator, &JobRunner::failed, this, &SplitDetectionsService::failed);
    for (const auto signal : {&JobRunner::started, &JobRunner::finished, &JobRunner::cancelled}) {
        connect(&m_evaluator, signal, this, &SplitDetectionsService::runningChanged);
    }
    connect(&m_evaluator, &JobRunner::failed, this, &SplitDetectionsService::runningChanged);
}

void SplitDetectionsService::setDetector(std::shared_ptr<const Detector> detector, DetectorOrigin origin) {
    m_detector = std::move(detector);
    m_origin = std::move(origin);
    m_saved.clear();
    m_floor.reset();
    m_before.reset();
    forget();
}

void SplitDetectionsService::openSaved(const std::filesystem::path& file) {
    m_detector.reset();
    m_origin = {.run = storedPath(file.string()), .checkpoint = file};
    m_saved = file;
    m_floor.reset();
    m_before.reset();
    forget();
    evaluate();
}

void SplitDetectionsService::setFloor(float floor) {
    if (m_detector && floor != this->floor()) {
        m_floor = floor;
        forget();
        Q_EMIT floorChanged();
    }
}

std::optional<float> SplitDetectionsService::floor() const {
    return m_detector ? std::optional(m_floor.value_or(m_detector->spec().postprocessing.min_score))
                      : std::nullopt;
}

CandidateOptions SplitDetectionsService::candidateOptions() const {
    Postprocessing postprocessing = m_detector->spec().postprocessing;
    postprocessing.min_score = floor().value();
    return postprocessing.candidateOptions();
}

bool SplitDetectionsService::isStale() const {
    const auto& dataset = m_workbench.dataset();
    return m_before && !m_result && !isRunning() && dataset && dataset->root == m_before->dataset &&
           m_workbench.split().toStdString() == m_before->split;
}

void SplitDetectionsService::followDataset() {
    const auto& dataset = m_workbench.dataset();
    if (m_result && dataset && dataset->root == m_result->dataset->root) {
        m_before = {m_result->dataset->root, m_result->split};
    }
    forget();
}

bool SplitDetectionsService::canEvaluate() const {
    return (m_detector || !m_saved.empty()) && m_workbench.dataset() && !isRunning();
}

void SplitDetectionsService::evaluate() {
    if ((!m_detector && m_saved.empty()) || !m_workbench.dataset()) {
        return;
    }
    m_wanted = wanted();
    m_evaluator.start(
        tr("Evaluating"),
        [wanted = EvaluatedSplit{m_detector, m_workbench.dataset(), m_wanted.selection, m_origin,
                                 m_workbench.split().toStdString(), m_wanted.filter, m_floor},
         families = m_workbench.families()](const std::stop_token& stop, const ProgressFn& progress) {
            return evaluated(wanted, families, stop, progress);
        },
        [this](const Made& made) { receive(made); });
    Q_EMIT runningChanged();
}

void SplitDetectionsService::receive(const Made& made) {
    if (made->detector != m_detector || made->origin.checkpoint != m_origin.checkpoint ||
        made->floor != m_floor || !isOfPresentSplit(*made)) {
        return;
    }
    for (const std::vector<Sentence>& sentences :
         {made->not_kept, made->problems, notesOf(made->evaluation)}) {
        for (const Sentence& sentence : sentences) {
            m_jobs.log().append(LogLevel::warning, sentenceText(sentence));
        }
    }
    if (made->detector) {
        logCandidates(*made);
    }
    m_result = made;
    m_before.reset();
    Q_EMIT changed();
}

void SplitDetectionsService::logCandidates(const EvaluatedSplit& split) {
    if (split.was_kept) {
        m_jobs.log().append(
            LogLevel::info,
            tr("Candidates of this detector on these images were kept: the network did not run"));
    }
    const CandidateStore& candidates = split.detections.candidates;
    const QString count = countText(static_cast<std::int64_t>(candidates.candidateCount()));
    const auto size = [](std::size_t bytes) {
        return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1);
    };
    const QString memory = size(candidates.bytesInMemory());
    const QString disk = size(candidates.bytesOnDisk());
    m_jobs.log().append(LogLevel::info,
                        candidates.bytesOnDisk() == 0
                            ? tr("%1 candidates, %2 in memory").arg(count, memory)
                            : tr("%1 candidates, %2 in memory, %3 on disk").arg(count, memory, disk));
}

std::optional<ClassMapping> SplitDetectionsService::mapping() const {
    const auto& dataset = m_workbench.dataset();
    if (!dataset || (!m_detector && m_saved.empty())) {
        return std::nullopt;
    }
    return mapClasses(m_detector ? m_detector->spec().classes : dataset->classes, dataset->classes);
}

bool SplitDetectionsService::isOfPresentSplit(const EvaluatedSplit& split) const {
    return split.dataset == m_workbench.dataset() && Wanted{split.selection, split.filter} == wanted();
}

QString SplitDetectionsService::className(int label) const {
    if (!m_result || m_workbench.dataset() != m_result->dataset) {
        return m_workbench.className(label);
    }
    const std::vector<std::string>& names = m_result->detections.mapping.names;
    return label > 0 && static_cast<std::size_t>(label) <= names.size()
               ? QString::fromStdString(names[static_cast<std::size_t>(label) - 1])
               : QString();
}

QColor SplitDetectionsService::classColor(const Theme& theme, int label) const {
    return m_result ? theme.classColor(label - 1, std::max(label, m_result->detections.mapping.judged))
                    : m_workbench.classColor(theme, label);
}

void SplitDetectionsService::setShownOnly(bool is_on) {
    if (is_on != m_is_shown_only) {
        m_is_shown_only = is_on;
        followFilter();
    }
}

std::optional<ImageFilter> SplitDetectionsService::lookedAtFilter() const {
    if (!m_is_shown_only || !m_workbench.dataset()) {
        return std::nullopt;
    }
    ImageFilter filter = m_workbench.filter();
    std::erase_if(filter.marks, [](const MarkCondition& condition) { return condition.kind == "verdict"; });
    if (!filter.has(FilterField::input_side)) {
        filter.input = {};  // it follows the planned run
    }
    // Difficult objects are ignored anyway.
    const bool hides_nothing =
        filterText(filter, m_workbench.dataset()->classes).empty() && filter.truncated && filter.missing;
    return hides_nothing ? std::nullopt : std::optional(std::move(filter));
}

SplitDetectionsService::Wanted SplitDetectionsService::wanted() const {
    std::optional<ImageFilter> filter = lookedAtFilter();
    if (!filter) {
        return {m_workbench.splitSelection(), std::nullopt};
    }
    ImageSelection selection =
        filter->marks == m_workbench.filter().marks
            ? m_workbench.selection()
            : ImageSelection::ofFilter(*m_workbench.dataset(), m_workbench.split().toStdString(), *filter,
                                       m_workbench.marks(), m_workbench.figures());
    return {std::move(selection), std::move(filter)};
}

void SplitDetectionsService::followFilter() {
    Wanted now = wanted();
    if (now != m_wanted) {
        m_wanted = std::move(now);
        forget();
        Q_EMIT lookedAtChanged();
    }
}

void SplitDetectionsService::forget() {
    m_evaluator.cancel();
    m_result.reset();
    Q_EMIT changed();
    Q_EMIT runningChanged();
}

}  // namespace priorscope
