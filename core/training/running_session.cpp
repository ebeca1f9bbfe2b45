#include "core/training/running_session.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/plain_message.hpp"
#include "core/checkpoint/checkpoint_document.hpp"
#include "core/compute/compute.hpp"
#include "core/compute/deterministic.hpp"
#include "core/compute/torch_device.hpp"
#include "core/model/network_runner.hpp"
#include "core/training/batch_loader.hpp"
#include "core/training/evaluation/run_evaluation.hpp"
#include "core/training/evaluation/validation_pictures.hpp"
#include "core/training/run/options_markdown.hpp"
#include "core/training/run/run_files.hpp"
#include "core/training/steering/steering_desk.hpp"

namespace priorscope {
namespace {

using Clock = std::chrono::steady_clock;

/// The entry of a checkpoint with the weights that a run goes on with, where "model" has their average.
constexpr const char* kTrainedWeights = "trained_model";

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

void announce(const TrainingObserver& observer, TrainingState state) {
    if (observer.on_state) {
        observer.on_state(state);
    }
}

RunningSession::RunningSession(OpenedRun opened, TrainedImages images,
                               std::shared_ptr<DetectorNetwork> network, TrainingOptions resolved)
    : m_opened(std::move(opened)),
      m_images(std::move(images)),
      m_options(std::move(resolved)),
      m_context(computeContext(m_options)),
      m_network(networkOn(network, torchDevice(m_context.device))),
      m_trainer(m_network, m_options, m_opened.class_weights, m_images.dataset),
      m_store(m_opened.folder),
      m_clock(m_options.checkpoint_every, 0, Clock::now()) {
    m_stored_course = m_opened.header.course;
    m_changes_ahead = m_stored_course.changes;
    if (m_options.ema_decay > 0.0) {
        m_average.emplace(*m_network, m_options.ema_decay);
    }
}

void RunningSession::restore(const PickleValue& document, const std::string& source) {
    m_progress = progressFrom(document, lossNames(), source);
    const PickleValue* optimizer = document.find("optimizer");
    if (optimizer == nullptr) {
        throw Error({.action = Core::tr("resuming"),
                     .file = source,
                     .reason = Core::tr("the checkpoint holds no optimizer state"),
                     .remedy = Core::tr("Start a new run with these weights instead")});
    }
    m_trainer.optimizer().restore(*optimizer, source);
    if (const PickleValue* of_loss = document.find("loss_scale"); of_loss && m_trainer.lossScale()) {
        m_trainer.lossScale()->restore(*of_loss);
    }
    if (m_average) {  // the network was loaded with the average
        const PickleValue* trained = document.find(kTrainedWeights);
        const std::string lacking = trained == nullptr || trained->kind != PickleValue::Kind::dict
                                        ? kTrainedWeights
                                        : copyState(*m_network, *trained);
        if (!lacking.empty()) {
            throw Error({.action = Core::tr("resuming"),
                         .file = source,
                         .reason = Core::tr("the checkpoint lacks %1").arg(lacking),
                         .remedy = Core::tr("Start a new run with these weights instead")});
        }
    }
    m_start_step = m_saved_step = m_progress.step;
    takeOverChanges();
}

void RunningSession::requestCheckpoint() {
    m_checkpoint_requested = true;
    m_gate.knock();
}

Detector RunningSession::snapshot() {
    const TrainingGate::Visit visit(m_gate);
    const std::lock_guard lock(delivered()->mutex());
    return detectorOf(cloneNetwork(*delivered()));
}

TrainingState RunningSession::run(std::stop_token stop, const TrainingObserver& observer) {
    std::stop_source stopping;
    const std::stop_callback passed_on(stop, [&stopping] { stopping.request_stop(); });
    SteeringDesk desk(*this, [&stopping] { stopping.request_stop(); });
    const TrainingObserver told = desk.observing(observer);
    announce(told, TrainingState::preparing);
    prepareComputeThread(m_context.threads);
    const DeterministicAlgorithms deterministic(m_options.deterministic &&
                                                m_context.device.kind == DeviceKind::cuda);
    for (const Sentence& note : m_opened.notes) {
        reportProblem(told, note);
    }
    TrainingState end = TrainingState::stopped;
    try {
        end = loop(stopping.get_token(), told);
    } catch (...) {
        endAfterFailure(stopping.get_token(), told, desk);
    }
    desk.end(end, {});
    m_opened.lock.reset();  // others that still hold this session may only look at the weights
    announce(observer, end);
    return end;
}

TrainingState RunningSession::loop(const std::stop_token& stop, const TrainingObserver& observer) {
    m_metrics.emplace(m_opened.folder,
                      MetricsPosition{.step = m_progress.step, .evaluated_at = m_progress.evaluated_at},
                      lossNames(), m_network->spec().classes);
    removeWatchedAfter(m_opened.folder, m_progress.evaluated_at);
    tellTensorBoard(stop);
    watchForTroubles(observer);
    std::optional<BatchLoader> loader;
    const auto reload = [&] {
        loader.emplace(m_images, m_network->spec(), m_options, m_progress.step, m_progress.course);
    };
    reload();
    storeCourse(observer);  // run.json may know a tail that the checkpoint does not have yet
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
        if (makeChanges(observer)) {
            reload();
        }
        if (stop.stop_requested()) {
            break;
        }
        saveWhereDue(observer);
        if (!is_open) {
            continue;
        }
        if (isEvaluationDue()) {
            const bool had_tail = m_progress.course.tail.has_value();
            evaluate(stop, observer);
            if (!had_tail && m_progress.course.tail) {
                tellEarlyStopping(observer);
                courseChanged(observer);
                reload();
            }
        } else if (m_progress.stepsLeft(m_options) > 0) {
            takeStep(*loader, observer);
        } else if (closeRequests()) {
            break;
        }
    }
    while (!closeRequests()) {
        makeChanges(observer);  // a run that is stopped has them when it is resumed
    }
    announce(observer, TrainingState::saving);
    writeLast(observer);
    storeCourse(observer);
    const bool complete = m_progress.stepsLeft(m_options) == 0 && !isEvaluationDue();
    return complete ? TrainingState::finished : TrainingState::stopped;
}

void RunningSession::tellTensorBoard(const std::stop_token& stop) {
    if (m_progress.step == 0) {
        m_metrics->options(optionsAsMarkdown(m_options, m_network->spec()));
    } else if (m_opened.images.validation && m_progress.evaluated_at == m_progress.step) {
        // It drops what it has of this step.
        m_metrics->pictures(m_progress.step,
                            validationPictures(detectorOf(delivered()), *m_images.dataset,
                                               *m_opened.images.validation, m_options.log_images, stop)
                                .drawn);
    }
}

void RunningSession::watchForTroubles(const TrainingObserver& observer) {
    m_troubles.emplace(
        m_opened.folder, m_options, m_network->spec().classes, m_network->priorShapes(),
        [this, &observer](const Trouble& trouble) {
            reportProblem(observer, trouble.text());
            if (observer.on_trouble) {
                observer.on_trouble(trouble);
            }
        },
        [this, &observer](const Sentence& problem) { reportDiskProblem(observer, problem); });
    m_troubles->setLength(runLength(m_options, m_progress.course));
    m_troubles->start(m_progress.step + 1, m_context);
}

void RunningSession::takeStep(BatchLoader& loader, const TrainingObserver& observer) {
    const auto started = Clock::now();
    const double rate = learningRateAt(m_options, m_progress.step, m_progress.course);
    std::vector<DatasetIssue> bad_images;  // told when the network is free again
    Clock::duration waited{};
    StepMetrics metrics = m_trainer.train(m_progress.step, rate, [&] {
        const auto asked = Clock::now();
        TrainingBatch batch = loader.next();
        waited += Clock::now() - asked;
        bad_images.insert(bad_images.end(), batch.bad_images.begin(), batch.bad_images.end());
        return batch;
    });
    if (m_average) {
        m_is_torn = true;  // unless the average follows
        m_average->add(*m_network, metrics.step);
        m_is_torn = false;
    }
    reportBadImages(bad_images, observer);
    const double seconds = std::chrono::duration<double>(Clock::now() - started).count();
    m_progress.step = metrics.step;
    m_progress.elapsed_s += seconds;
    metrics.elapsed_s = m_progress.elapsed_s;
    metrics.wait_share = std::chrono::duration<double>(waited).count() / seconds;
    metrics.images_per_second = static_cast<double>(metrics.images) / seconds;
    m_progress.means.add(metrics);  // before anything may throw: a checkpoint of this step includes it
    m_metrics->step(metrics);
    if (observer.on_step) {
        observer.on_step(metrics);
    }
    m_troubles->step(metrics, m_trainer.learnt(), static_cast<std::int64_t>(m_images.images.size()));
    endEpochs(metrics, observer);
    if (const Sentence problem = m_metrics->problem(); !problem.empty()) {
        reportDiskProblem(observer, Core::tr("%1. The rows wait in memory; free some space").arg(problem));
    }
}

void RunningSession::reportBadImages(const std::vector<DatasetIssue>& images,
                                     const TrainingObserver& observer) {
    for (const DatasetIssue& bad : images) {
        if (m_reported.insert(bad.file.string()).second) {
            if (observer.on_bad_image) {
                observer.on_bad_image(bad);
            }
            reportProblem(
                observer,
                Core::tr("%1: %2 Another image replaces it.").arg(bad.file.string()).arg(bad.detail));
        }
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
    const auto result = evaluateRun(
        delivered(), m_trainer.lossOptions(),
        {m_images.dataset, m_opened.images.validation.value(), m_opened.evaluated}, m_options, stop,
        observer.on_progress, [&](const Sentence& problem) { reportProblem(observer, problem); });
    announce(observer, TrainingState::running);
    if (!result) {
        return;
    }
    EvaluationMetrics metrics{
        .step = m_progress.step, .evaluation = result->evaluation, .losses = result->losses};
    metrics.best = m_progress.countEvaluation(m_options, result->evaluation.map_voc07);
    // The row first: if last.pt gets lost, the run resumes from best.pt, which counts it as written.
    m_metrics->evaluation(metrics, currentEpoch());
    m_metrics->pictures(metrics.step, result->pictures.drawn);
    keepFound(result->pictures.found, observer);
    m_troubles->evaluation(metrics);
    if (metrics.best) {
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

void RunningSession::keepFound(const std::vector<WatchedImage>& found, const TrainingObserver& observer) {
    if (!found.empty()) {
        m_unkept.push_back({.step = m_progress.step, .images = found});
    }
    keepPending(observer);
}

void RunningSession::keepPending(const TrainingObserver& observer) {
    try {
        while (!m_unkept.empty()) {
            writeWatchedImages(m_opened.folder, m_unkept.front());
            m_unkept.erase(m_unkept.begin());
        }
    } catch (const Error& error) {  // nothing else depends on it: it is tried again with the next checkpoint
        reportDiskProblem(observer, inOneLine(error.parts()));
    }
}

PickleValue RunningSession::document() const {
    PickleValue document =
        checkpointDocument(*delivered(), {.step = m_progress.step, .map_voc07 = m_progress.last_map});
    if (m_average) {
        document.set(kTrainedWeights, stateDictValue(*m_network));
    }
    document.set("optimizer", m_trainer.optimizer().state());
    if (const LossScale* scale = m_trainer.lossScale()) {
        document.set("loss_scale", scale->state());
    }
    document.set("schedule", scheduleValue(m_progress, lossNames()));
    // Order and augmentation follow from the seed and the position in the sample stream.
    PickleValue rng = PickleValue::makeDict();
    rng.set("seed", PickleValue::of(static_cast<std::int64_t>(m_options.seed)));
    rng.set("position", PickleValue::of(m_progress.step * m_options.batch_size * m_options.accumulate));
    document.set("rng", rng);
    return document;
}

void RunningSession::writeLast(const TrainingObserver& observer) {
    keepPending(observer);
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
            m_troubles->saved(m_progress.step, m_store.last());
        }
    }
    m_saved_step = m_progress.step;
    announceCheckpoint(observer, m_store.last());
}

void RunningSession::saveWhereDue(const TrainingObserver& observer) {
    // At the end last.pt is written anyway, unless an evaluation comes first.
    const bool goes_on = m_progress.stepsLeft(m_options) > 0 || isEvaluationDue();
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

}  // namespace priorscope
