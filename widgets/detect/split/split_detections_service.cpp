#include "widgets/detect/split/split_detections_service.hpp"

#include <utility>

#include "widgets/components/sentence_text.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

using Made = std::shared_ptr<const EvaluatedSplit>;

/// @return nothing if stopped
std::optional<Made> evaluated(EvaluatedSplit wanted, const std::stop_token& stop,
                              const ProgressFn& progress) {
    auto detections = detectSplit(*wanted.detector, *wanted.dataset, wanted.selection, stop, progress,
                                  [&wanted](const Sentence& problem) { wanted.problems.push_back(problem); });
    auto evaluation = detections ? evaluateSplit(*wanted.dataset, *detections, stop) : std::nullopt;
    if (!evaluation) {
        return std::nullopt;
    }
    wanted.truth = truthOf(*wanted.dataset, detections->images);
    wanted.detections = std::move(*detections);
    wanted.evaluation = std::move(*evaluation);
    return std::make_shared<const EvaluatedSplit>(std::move(wanted));
}

}  // namespace

SplitDetectionsService::SplitDetectionsService(Workbench& workbench, JobList& jobs, QObject* parent)
    : QObject(parent), m_workbench(workbench), m_jobs(jobs), m_evaluator(&jobs) {
    connect(&workbench, &Workbench::datasetChanged, this, &SplitDetectionsService::forget);
    connect(&workbench, &Workbench::splitChanged, this, &SplitDetectionsService::forget);
    connect(&m_evaluator, &JobRunner::failed, this, &SplitDetectionsService::failed);
    for (const auto signal : {&JobRunner::started, &JobRunner::finished, &JobRunner::cancelled}) {
        connect(&m_evaluator, signal, this, &SplitDetectionsService::runningChanged);
    }
    connect(&m_evaluator, &JobRunner::failed, this, &SplitDetectionsService::runningChanged);
}

void SplitDetectionsService::setDetector(std::shared_ptr<const Detector> detector) {
    m_detector = std::move(detector);
    forget();
}

bool SplitDetectionsService::canEvaluate() const {
    return m_detector && m_workbench.dataset() && !isRunning();
}

void SplitDetectionsService::evaluate() {
    if (!m_detector || !m_workbench.dataset()) {
        return;
    }
    m_evaluator.start(
        tr("Evaluating"),
        [wanted = EvaluatedSplit{m_detector, m_workbench.dataset(), m_workbench.splitSelection()}](
            const std::stop_token& stop, const ProgressFn& progress) {
            return evaluated(wanted, stop, progress);
        },
        [this](const Made& made) { receive(made); });
    Q_EMIT runningChanged();
}

void SplitDetectionsService::receive(const Made& made) {
    if (made->detector != m_detector || made->dataset != m_workbench.dataset() ||
        made->selection != m_workbench.splitSelection()) {
        return;
    }
    for (const Sentence& problem : made->problems) {
        m_jobs.log().append(LogLevel::warning, sentenceText(problem));
    }
    for (const Sentence& note : notesOf(made->evaluation)) {
        m_jobs.log().append(LogLevel::warning, sentenceText(note));
    }
    m_result = made;
    Q_EMIT changed();
}

void SplitDetectionsService::forget() {
    m_evaluator.cancel();
    m_result.reset();
    Q_EMIT changed();
    Q_EMIT runningChanged();
}

}  // namespace priorscope
