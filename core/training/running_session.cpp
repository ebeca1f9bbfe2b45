#include "core/training/running_session.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/plain_message.hpp"
#include "core/checkpoint/checkpoint_document.hpp"
#include "core/compute/compute.hpp"
#include "core/compute/torch_device.hpp"
#include "core/model/network_runner.hpp"
#include "core/training/batch_loader.hpp"
#include "core/training/evaluation/evaluate_detector.hpp"
#include "core/training/run/run_files.hpp"
#include "core/training/training_step.hpp"

namespace priorscope {
namespace {

using Clock = std::chrono::steady_clock;

void announce(const TrainingObserver& observer, TrainingState state) {
    if (observer.on_state) {
        observer.on_state(state);
    }
}

void announceCheckpoint(const TrainingObserver& observer, const std::filesystem::path& file) {
    if (observer.on_checkpoint) {
        observer.on_checkpoint(file);
    }
}

void tellOnce(const TrainingObserver& observer, std::set<std::string>& told, const Sentence& problem) {
    if (observer.on_problem && told.insert(problem.text()).second) {
        observer.on_problem(problem);
    }
}

}  // namespace

RunningSession::RunningSession(OpenedRun opened, TrainedImages images,
                               std::shared_ptr<DetectorNetwork> network, TrainingOptions resolved)
    : m_opened(std::move(opened)),
      m_images(std::move(images)),
      m_options(std::move(resolved)),
      m_context(computeContext(m_options)),
      m_network(networkOn(network, torchDevice(m_context.device))),
      m_sgd(*m_network, m_options.momentum, m_options.weight_decay, m_options.bias_rate),
      m_store(m_opened.folder),
      m_clock(m_options.checkpoint_every, 0, Clock::now()) {}

void RunningSession::restore(const PickleValue& document, const std::string& source) {
    m_progress = progressFrom(document, lossNames(), source);
    const PickleValue* optimizer = document.find("optimizer");
    if (optimizer == nullptr) {
        throw Error({.action = Core::tr("resuming"),
                     .file = source,
                     .reason = Core::tr("the checkpoint holds no optimizer state"),
                     .remedy = Core::tr("Start a new run with these weights instead")});
    }
    m_sgd.restore(*optimizer, source);
    m_start_step = m_saved_step = m_progress.step;
}

void RunningSession::requestCheckpoint() {
    m_checkpoint_requested = true;
    m_gate.knock();
}

Detector RunningSession::snapshot() {
    const TrainingGate::Visit visit(m_gate);
    const std::lock_guard lock(m_network->mutex());
    return detectorOf(cloneNetwork(*m_network));
}

TrainingState RunningSession::run(std::stop_token stop, const TrainingObserver& observer) {
    announce(observer, TrainingState::preparing);
    prepareComputeThread(m_context.threads);
    for (const Sentence& note : m_opened.notes) {
        reportProblem(observer, note);
    }
    TrainingState end = TrainingState::stopped;
    try {
        end = loop(stop, observer);
    } catch (...) {
        endAfterFailure(observer);
    }
    m_opened.lock.reset();  // others that still hold this session may only look at the weights
    announce(observer, end);
    return end;
}

TrainingState RunningSession::loop(const std::stop_token& stop, const TrainingObserver& observer) {
    m_metrics.emplace(m_opened.folder,
                      MetricsPosition{.step = m_progress.step, .evaluated_at = m_progress.evaluated_at},
                      lossNames(), m_network->spec().classes);
    BatchLoader loader(m_images, m_network->spec(), m_options, m_progress.step);
    m_clock = CheckpointClock(m_options.checkpoint_every, m_progress.step, Clock::now());
    announce(observer, TrainingState::running);
    // What is due depends only on the progress, so that a killed run resumes with the same work.
    for (;;) {
        const bool is_open = m_gate.pass(
            stop,
            [&] {
                // A pause may last for days.
                if (m_progress.step > m_saved_step) {
                    save(observer);
                }
                announce(observer, TrainingState::paused);
            },
            [&] { announce(observer, TrainingState::running); });
        if (stop.stop_requested()) {
            break;
        }
        saveWhereDue(observer);
        if (!is_open) {
            continue;
        }
        if (isEvaluationDue()) {
            evaluate(stop, observer);
        } else if (m_progress.step < m_options.steps) {
            takeStep(loader, observer);
        } else {
            break;
        }
    }
    announce(observer, TrainingState::saving);
    writeLast(observer);
    const bool complete = m_progress.step >= m_options.steps && !isEvaluationDue();
    return complete ? TrainingState::finished : TrainingState::stopped;
}

void RunningSession::takeStep(BatchLoader& loader, const TrainingObserver& observer) {
    const auto started = Clock::now();
    const TrainingBatch batch = loader.next();
    for (const DatasetIssue& bad : batch.bad_images) {
        if (m_reported.insert(bad.file.string()).second) {
            if (observer.on_bad_image) {
                observer.on_bad_image(bad);
            }
            reportProblem(
                observer,
                Core::tr("%1: %2 Another image replaces it.").arg(bad.file.string()).arg(bad.detail));
        }
    }
    StepMetrics metrics = trainStep(*m_network, m_sgd, m_options, m_context, *m_images.dataset, batch);
    const double seconds = std::chrono::duration<double>(Clock::now() - started).count();
    m_progress.step = metrics.step;
    m_progress.elapsed_s += seconds;
    metrics.elapsed_s = m_progress.elapsed_s;
    metrics.images_per_second = static_cast<double>(batch.samples.size()) / seconds;
    m_progress.means.add(metrics);  // before anything may throw: a checkpoint of this step includes it
    m_metrics->step(metrics);
    if (observer.on_step) {
        observer.on_step(metrics);
    }
    endEpochs(metrics, observer);
    if (const Sentence problem = m_metrics->problem(); !problem.empty()) {
        reportDiskProblem(observer, Core::tr("%1. The rows wait in memory; free some space").arg(problem));
    }
}

std::int64_t RunningSession::currentEpoch() const {
    return epochAt(m_options, m_progress.step, static_cast<std::int64_t>(m_images.images.size()));
}

void RunningSession::endEpochs(const StepMetrics& metrics, const TrainingObserver& observer) {
    const std::int64_t epoch = currentEpoch();
    if (epoch <= metrics.epoch) {
        return;
    }
    const EpochMeans means = std::exchange(m_progress.means, {});
    m_metrics->epoch(means.means(m_progress.step, metrics.epoch));
    // A batch may complete several epochs of a small selection.
    const std::int64_t kept = m_options.keep_every_epochs > 0
                                  ? epoch / m_options.keep_every_epochs * m_options.keep_every_epochs
                                  : 0;
    if (kept > metrics.epoch) {
        const std::lock_guard lock(m_network->mutex());
        if (const auto waits = m_store.write(m_store.ofEpoch(kept), document())) {
            reportDiskProblem(observer, *waits);
        }
    }
}

bool RunningSession::isEvaluationDue() const {
    return m_opened.images.validation && m_progress.isEvaluationDue(m_options);
}

void RunningSession::evaluate(const std::stop_token& stop, const TrainingObserver& observer) {
    announce(observer, TrainingState::evaluating);
    const ImageSelection& selection = m_opened.images.validation.value();
    const auto evaluation =
        evaluateDetector(detectorOf(m_network), *m_images.dataset, selection, stop, observer.on_progress,
                         [&](const Sentence& problem) { reportProblem(observer, problem); });
    announce(observer, TrainingState::running);
    if (!evaluation) {
        return;
    }
    for (const Sentence& note : notesOf(*evaluation)) {
        reportProblem(observer, Core::tr("The evaluation on %1: %2").arg(selection.text()).arg(note));
    }
    m_progress.evaluated_at = m_progress.step;
    m_progress.last_map = evaluation->map_voc07;
    EvaluationMetrics metrics{.step = m_progress.step, .evaluation = *evaluation};
    metrics.best =
        evaluation->map_voc07 && (!m_progress.best_map || *evaluation->map_voc07 > *m_progress.best_map);
    // The row first: if last.pt gets lost, the run resumes from best.pt, which counts it as written.
    m_metrics->evaluation(metrics, currentEpoch());
    if (metrics.best) {
        m_progress.best_map = evaluation->map_voc07;
        const std::lock_guard lock(m_network->mutex());
        if (const auto waits = m_store.write(m_store.best(), document())) {
            reportDiskProblem(observer, *waits);
        } else {
            announceCheckpoint(observer, m_store.best());
        }
    }
    if (observer.on_evaluation) {
        observer.on_evaluation(metrics);
    }
}

PickleValue RunningSession::document() const {
    PickleValue document =
        checkpointDocument(*m_network, {.step = m_progress.step, .map_voc07 = m_progress.last_map});
    document.set("optimizer", m_sgd.state());
    document.set("schedule", scheduleValue(m_progress, lossNames()));
    // Order and augmentation follow from the seed and the position in the sample stream.
    PickleValue rng = PickleValue::makeDict();
    rng.set("seed", PickleValue::of(static_cast<std::int64_t>(m_options.seed)));
    rng.set("position", PickleValue::of(m_progress.step * m_options.batch_size));
    document.set("rng", rng);
    return document;
}

void RunningSession::writeLast(const TrainingObserver& observer) {
    // Rows first, then the checkpoint: a resumed run only writes those after it.
    if (!m_metrics->flush()) {
        throw Error({.action = m_metrics->problem(), .remedy = Core::tr("Free some space")});
    }
    {
        const std::lock_guard lock(m_network->mutex());
        if (const auto waits = m_store.writeLast(document())) {
            reportDiskProblem(observer, *waits);
        } else {
            m_reported_of_disk.clear();
        }
    }
    m_saved_step = m_progress.step;
    announceCheckpoint(observer, m_store.last());
}

void RunningSession::saveWhereDue(const TrainingObserver& observer) {
    // At the end last.pt is written anyway, unless an evaluation comes first.
    const bool goes_on = m_progress.step < m_options.steps || isEvaluationDue();
    const bool due = goes_on && m_clock.isDue(m_progress.step, Clock::now());
    if (m_checkpoint_requested.exchange(false) || due) {
        save(observer);
        announce(observer, TrainingState::running);
    }
}

void RunningSession::save(const TrainingObserver& observer) {
    announce(observer, TrainingState::saving);
    try {
        writeLast(observer);
    } catch (const Error& error) {
        // While the run continues the weights are safe in memory, and the next save may succeed.
        reportDiskProblem(observer, inOneLine(error.parts()));
    }
    m_clock.tried(m_progress.step, Clock::now());
}

void RunningSession::reportProblem(const TrainingObserver& observer, const Sentence& problem) {
    tellOnce(observer, m_reported, problem);
}

void RunningSession::reportDiskProblem(const TrainingObserver& observer, const Sentence& problem) {
    tellOnce(observer, m_reported_of_disk, problem);
}

void RunningSession::endAfterFailure(const TrainingObserver& observer) {
    ErrorParts parts;
    try {
        throw;
    } catch (const Error& error) {
        parts = error.parts();
    } catch (const std::exception& error) {
        parts = {.action = Core::tr("training step %1").arg(m_progress.step + 1),
                 .reason = plainMessage(error)};
    }
    if (m_progress.step == 0 && m_saved_step < 0 && m_opened.made_here) {
        removeRun();
    } else {
        Sentence saved = saveAfterFailure(observer, parts.reason);
        parts.remedy = parts.remedy.empty() ? std::move(saved)
                                            : Core::tr("%1. %2").arg(parts.remedy).arg(std::move(saved));
        m_opened.lock.reset();
    }
    throw Error(parts);
}

Sentence RunningSession::saveAfterFailure(const TrainingObserver& observer, const Sentence& told) {
    Sentence why;
    if (m_progress.step > m_saved_step && m_metrics) {
        try {
            announce(observer, TrainingState::saving);
            writeLast(observer);
        } catch (const Error& error) {
            // The reason of the failure itself is not repeated.
            why = error.parts().reason == told ? Core::tr("for the same reason") : inOneLine(error.parts());
        } catch (const std::exception& error) {
            why = plainMessage(error);
        }
    }
    if (m_saved_step < 0) {
        return (why.empty()
                    ? Core::tr("No checkpoint could be written; the run can be resumed from its start")
                    : Core::tr("No checkpoint could be written (%1); the run can be resumed from its start"))
            .arg(why);
    }
    return (why.empty()
                ? Core::tr("The weights after step %1 are in %2")
                : Core::tr("The weights after step %1 are in %2; later ones could not be written (%3)"))
        .arg(m_saved_step)
        .arg(m_store.last().string())
        .arg(why);
}

void RunningSession::removeRun() {
    m_metrics.reset();
    undoRun(m_opened.folder, m_opened.lock, m_opened.made_folder);
}

}  // namespace priorscope
