#include "core/training/training_session.hpp"

#include <ATen/autocast_mode.h>

#include <algorithm>
#include <array>

#include <chrono>
#include <cmath>
#include <condition_variable>
#include <ctime>
#include <mutex>
#include <utility>

#include "core/base/error.hpp"
#include "core/dataset/voc_reader.hpp"
#include "core/interchange/torch_archive.hpp"
#include "core/model/compute.hpp"
#include "core/model/detector_network.hpp"
#include "core/training/batch_loader.hpp"
#include "core/training/checkpoint_document.hpp"
#include "core/training/run_files.hpp"
#include "core/training/sgd.hpp"

namespace priorscope {
namespace {

using Clock = std::chrono::steady_clock;
using Path = std::filesystem::path;

std::string utcNow() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

/// The dataset with its labels renumbered for the detector's own class list.
std::shared_ptr<const Dataset> withClasses(const std::shared_ptr<const Dataset>& dataset,
                                           const std::vector<std::string>& classes) {
    if (dataset->classes == classes) {
        return dataset;
    }
    auto copy = std::make_shared<Dataset>(*dataset);
    copy->classes = classes;
    for (ImageRecord& record : copy->images) {
        for (Annotation& object : record.objects) {
            const std::string& name = dataset->className(object.label);
            const auto found = std::find(classes.begin(), classes.end(), name);
            if (found == classes.end()) {
                throw Error(
                    {.action = "starting the training",
                     .file = record.annotation_file.string(),
                     .line = object.line,
                     .reason = "the detector has no class \"" + name + "\"",
                     .remedy =
                         "Start from a preset, which takes the classes from the data, or add the class"});
            }
            object.label = static_cast<int>(found - classes.begin()) + 1;
        }
    }
    return copy;
}

/// Images of a split that can be trained on: present, and of known size.
std::vector<std::size_t> usableImages(const Dataset& dataset, const std::string& split) {
    std::vector<std::size_t> usable;
    for (const std::size_t index : dataset.splitIndices(split)) {
        const ImageRecord& record = dataset.images[index];
        if (record.image_exists && record.width > 0) {
            usable.push_back(index);
        }
    }
    if (usable.empty()) {
        throw Error({.action = "starting the training",
                     .file = dataset.root.string(),
                     .reason = "no image of the split \"" + split + "\" is there",
                     .remedy = "Choose another split, or put the images beside the annotations"});
    }
    return usable;
}

/// Convolutions in bfloat16 while it lives, where asked for.
class Autocast {
  public:
    explicit Autocast(bool enabled) : m_enabled(enabled) {
        if (m_enabled) {
            at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
            at::autocast::set_cpu_enabled(true);
        }
    }
    ~Autocast() {
        if (m_enabled) {
            at::autocast::clear_cache();
            at::autocast::set_cpu_enabled(false);
        }
    }
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;

  private:
    bool m_enabled;
};

/// Means over the steps of an epoch.
struct EpochMeans {
    double loss = 0.0;
    double confidence = 0.0;
    double localization = 0.0;
    std::int64_t steps = 0;
};

class Session final : public TrainingSession {
  public:
    Session(std::shared_ptr<const Dataset> dataset, std::shared_ptr<DetectorNetwork> network,
            TrainingOptions resolved, Path folder)
        : m_dataset(std::move(dataset)),
          m_network(std::move(network)),
          m_options(std::move(resolved)),
          m_folder(std::move(folder)),
          m_images(usableImages(*m_dataset, m_options.split)),
          m_sgd(*m_network, m_options.momentum, m_options.weight_decay, m_options.bias_rate) {}

    TrainingState run(std::stop_token stop, const TrainingObserver& observer) override;
    void setPaused(bool paused) override;
    void requestCheckpoint() override { m_checkpoint_requested = true; }
    Detector snapshot() override;

    const TrainingOptions& options() const override { return m_options; }
    const DetectorSpec& spec() const override { return m_network->spec(); }
    const Path& runFolder() const override { return m_folder; }
    std::int64_t startStep() const override { return m_start_step; }
    const std::optional<WeightReport>& weightReport() const override { return m_weight_report; }
    void setWeightReport(std::optional<WeightReport> report) { m_weight_report = std::move(report); }
    const std::vector<std::size_t>& images() const { return m_images; }

    void restore(const PickleValue& document, const std::string& source);
    void writeCheckpoint(const Path& file);

  private:
    StepMetrics trainOn(const TrainingBatch& batch);
    void afterStep(const StepMetrics& metrics, bool epoch_ends, const TrainingObserver& observer,
                   MetricsWriter& writer);
    void evaluate(const std::stop_token& stop, const TrainingObserver& observer, MetricsWriter& writer);
    void saveLast(const TrainingObserver& observer, bool must_succeed);
    void waitWhilePaused(const std::stop_token& stop, const TrainingObserver& observer);
    void announce(const TrainingObserver& observer, TrainingState state) const {
        if (observer.on_state) {
            observer.on_state(state);
        }
    }
    std::string namesOf(const TrainingBatch& batch) const;
    Path checkpoint(const std::string& name) const { return m_folder / "checkpoints" / name; }

    std::shared_ptr<const Dataset> m_dataset;
    std::shared_ptr<DetectorNetwork> m_network;
    TrainingOptions m_options;
    Path m_folder;
    std::vector<std::size_t> m_images;
    Sgd m_sgd;
    std::int64_t m_start_step = 0;
    std::optional<WeightReport> m_weight_report;
    std::int64_t m_step = 0;  ///< steps done
    std::int64_t m_evaluated_at = -1;
    double m_elapsed_s = 0.0;
    std::optional<double> m_best_map;
    std::optional<double> m_last_map;
    EpochMeans m_means;
    bool m_metrics_failed = false;

    std::mutex m_control_mutex;  ///< guards m_paused and m_waiters
    std::condition_variable_any m_control;
    bool m_paused = false;
    int m_waiters = 0;  ///< snapshots that want the network before the next step
    std::atomic<bool> m_checkpoint_requested{false};
};

void Session::setPaused(bool paused) {
    {
        const std::lock_guard lock(m_control_mutex);
        m_paused = paused;
    }
    m_control.notify_all();
}

Detector Session::snapshot() {
    {
        const std::lock_guard lock(m_control_mutex);
        ++m_waiters;
    }
    std::shared_ptr<DetectorNetwork> copy;
    {
        const std::lock_guard lock(m_network->mutex());
        copy = cloneNetwork(*m_network);
    }
    {
        const std::lock_guard lock(m_control_mutex);
        --m_waiters;
    }
    m_control.notify_all();
    return Detector(copy);
}

void Session::waitWhilePaused(const std::stop_token& stop, const TrainingObserver& observer) {
    std::unique_lock lock(m_control_mutex);
    m_control.wait(lock, stop, [this] { return m_waiters == 0; });
    if (!m_paused || stop.stop_requested()) {
        return;
    }
    lock.unlock();
    announce(observer, TrainingState::paused);
    lock.lock();
    m_control.wait(lock, stop, [this] { return !m_paused; });
    lock.unlock();
    announce(observer, TrainingState::running);
}

std::string Session::namesOf(const TrainingBatch& batch) const {
    std::string names;
    for (const TrainingSample& sample : batch.samples) {
        names += (names.empty() ? "" : ", ") + m_dataset->images[sample.index].id;
    }
    return names;
}

StepMetrics Session::trainOn(const TrainingBatch& batch) {
    std::vector<const Image*> images;
    std::vector<TrainingTargets> targets;
    for (const TrainingSample& sample : batch.samples) {
        images.push_back(&sample.image);
        targets.push_back(sample.targets);
    }
    StepMetrics metrics;
    metrics.step = batch.step + 1;
    metrics.epoch = batch.epoch;
    metrics.learning_rate = learningRateAt(m_options, batch.step);
    const std::lock_guard lock(m_network->mutex());
    try {
        m_network->train();
        m_sgd.clearGradients();
        const torch::Tensor input = imagesToTensor(images, m_network->spec());
        RawPredictions predictions;
        {
            const Autocast autocast(m_options.precision == "bf16");
            predictions = m_network->forward(input);
        }
        const LossParts loss =
            m_network->loss(predictions, targets,
                            {.match_iou = m_options.match_iou, .negative_ratio = m_options.negative_ratio});
        metrics.confidence_loss = loss.confidence.item<double>();
        metrics.localization_loss = loss.localization.item<double>();
        metrics.loss = metrics.confidence_loss + metrics.localization_loss;
        metrics.positives_per_image =
            static_cast<double>(loss.positives) / static_cast<double>(images.size());
        if (std::isfinite(metrics.loss)) {
            (loss.confidence + loss.localization).backward();
            metrics.gradient_norm = m_sgd.clipGradients(m_options.gradient_clip);
        }
        if (!std::isfinite(metrics.loss) || !std::isfinite(metrics.gradient_norm)) {
            throw Error(
                {.action = "training step " + std::to_string(metrics.step),
                 .reason = "the loss or its gradient is no longer a finite number; images: " + namesOf(batch),
                 .remedy = "Lower the learning rate, lengthen the warm-up or set gradient_clip; the weights "
                           "before this step are in last.pt"});
        }
        m_sgd.step(metrics.learning_rate);
    } catch (const c10::Error& e) {
        throw Error({.action = "training step " + std::to_string(metrics.step),
                     .reason = e.what_without_backtrace()});
    }
    return metrics;
}

void Session::writeCheckpoint(const Path& file) {
    const std::lock_guard lock(m_network->mutex());
    PickleValue document = checkpointDocument(*m_network, {.step = m_step, .map_voc07 = m_last_map});
    document.set("optimizer", m_sgd.state());
    PickleValue schedule = PickleValue::makeDict();
    schedule.set("elapsed_s", PickleValue::of(m_elapsed_s));
    schedule.set("best_map_voc07", PickleValue::of(m_best_map.value_or(-1.0)));
    schedule.set("evaluated_at", PickleValue::of(m_evaluated_at));
    schedule.set("epoch_loss", PickleValue::of(m_means.loss));
    schedule.set("epoch_confidence", PickleValue::of(m_means.confidence));
    schedule.set("epoch_localization", PickleValue::of(m_means.localization));
    schedule.set("epoch_steps", PickleValue::of(m_means.steps));
    document.set("schedule", schedule);
    // Order and augmentation follow from the seed and the position in the stream of samples.
    PickleValue rng = PickleValue::makeDict();
    rng.set("seed", PickleValue::of(static_cast<std::int64_t>(m_options.seed)));
    rng.set("position", PickleValue::of(m_step * m_options.batch_size));
    document.set("rng", rng);
    writeTorchArchive("saving the checkpoint", file, document);
}

void Session::restore(const PickleValue& document, const std::string& source) {
    const PickleValue* optimizer = document.find("optimizer");
    const PickleValue* schedule = document.find("schedule");
    if (optimizer == nullptr || schedule == nullptr) {
        throw Error({.action = "resuming",
                     .file = source,
                     .reason = "the checkpoint holds no optimizer state",
                     .remedy = "Start a new run with these weights instead"});
    }
    m_sgd.restore(*optimizer, source);
    const CheckpointInfo info = checkpointInfo(document);
    m_step = m_start_step = info.step;
    m_last_map = info.map_voc07;
    const auto real = [&](const char* key) {
        const PickleValue* value = schedule->find(key);
        return value == nullptr ? 0.0 : value->real;
    };
    m_elapsed_s = real("elapsed_s");
    m_means = {real("epoch_loss"), real("epoch_confidence"), real("epoch_localization"), 0};
    if (const PickleValue* value = schedule->find("epoch_steps"); value != nullptr) {
        m_means.steps = value->integer;
    }
    if (const PickleValue* value = schedule->find("evaluated_at"); value != nullptr) {
        m_evaluated_at = value->integer;
    }
    if (const double best = real("best_map_voc07"); best >= 0.0) {
        m_best_map = best;
    }
}

void Session::saveLast(const TrainingObserver& observer, bool must_succeed) {
    announce(observer, TrainingState::saving);
    try {
        writeCheckpoint(checkpoint("last.pt"));
        if (observer.on_checkpoint) {
            observer.on_checkpoint(checkpoint("last.pt"));
        }
    } catch (const Error& e) {
        // While the run goes on the weights are safe in memory, and the next save may find room again.
        if (must_succeed) {
            throw;
        }
        if (observer.on_problem) {
            observer.on_problem(e.what());
        }
    }
    announce(observer, TrainingState::running);
}

void Session::evaluate(const std::stop_token& stop, const TrainingObserver& observer, MetricsWriter& writer) {
    announce(observer, TrainingState::evaluating);
    const auto evaluation = evaluateDetector(Detector(m_network), *m_dataset, m_options.val_split, stop,
                                             observer.on_progress, observer.on_problem);
    announce(observer, TrainingState::running);
    if (!evaluation) {
        return;
    }
    m_evaluated_at = m_step;
    m_last_map = evaluation->map_voc07;
    EvaluationMetrics metrics{.step = m_step, .evaluation = *evaluation};
    metrics.best = m_last_map && (!m_best_map || *m_last_map > *m_best_map);
    if (metrics.best) {
        m_best_map = m_last_map;
        writeCheckpoint(checkpoint("best.pt"));
        if (observer.on_checkpoint) {
            observer.on_checkpoint(checkpoint("best.pt"));
        }
    }
    writer.evaluation(metrics, m_step * m_options.batch_size / static_cast<std::int64_t>(m_images.size()));
    if (observer.on_evaluation) {
        observer.on_evaluation(metrics);
    }
}

void Session::afterStep(const StepMetrics& metrics, bool epoch_ends, const TrainingObserver& observer,
                        MetricsWriter& writer) {
    writer.step(metrics);
    if (observer.on_step) {
        observer.on_step(metrics);
    }
    m_means.loss += metrics.loss;
    m_means.confidence += metrics.confidence_loss;
    m_means.localization += metrics.localization_loss;
    ++m_means.steps;
    if (epoch_ends) {
        const auto steps = static_cast<double>(m_means.steps);
        writer.epoch(m_step, metrics.epoch, m_means.loss / steps, m_means.confidence / steps,
                     m_means.localization / steps);
        m_means = {};
        const std::int64_t epoch = metrics.epoch + 1;
        if (m_options.keep_every_epochs > 0 && epoch % m_options.keep_every_epochs == 0) {
            std::string number = std::to_string(epoch);
            number.insert(0, number.size() < 4 ? 4 - number.size() : 0, '0');
            writeCheckpoint(checkpoint("epoch-" + number + ".pt"));
        }
    }
    if (!writer.good() && !m_metrics_failed) {
        m_metrics_failed = true;
        if (observer.on_problem) {
            observer.on_problem("writing " + (m_folder / "metrics.csv").string() +
                                ": a row could not be written; the curves on disk end here. Free some space");
        }
    }
    const bool due = m_step % m_options.checkpoint_every == 0 && m_step < m_options.steps;
    if (m_checkpoint_requested.exchange(false) || due) {
        saveLast(observer, false);
    }
}

TrainingState Session::run(std::stop_token stop, const TrainingObserver& observer) {
    announce(observer, TrainingState::preparing);
    prepareComputeThread(m_options.threads);
    const std::size_t listed = m_dataset->splitIndices(m_options.split).size();
    if (listed > m_images.size() && observer.on_problem) {
        observer.on_problem(std::to_string(listed - m_images.size()) + " of " + std::to_string(listed) +
                            " images of the split have no image file or no size and are left out");
    }
    MetricsWriter writer(m_folder, m_start_step);
    BatchLoader loader(m_dataset, m_images, m_network->spec(), m_options, m_step);
    const auto count = static_cast<std::int64_t>(m_images.size());
    announce(observer, TrainingState::running);
    while (m_step < m_options.steps) {
        waitWhilePaused(stop, observer);
        if (stop.stop_requested()) {
            break;
        }
        const auto started = Clock::now();
        const TrainingBatch batch = loader.next();
        for (const std::string& problem : batch.problems) {
            if (observer.on_problem) {
                observer.on_problem(problem);
            }
        }
        if (batch.samples.empty()) {
            throw Error({.action = "training step " + std::to_string(batch.step + 1),
                         .reason = "none of the batch's images can be read",
                         .remedy = "Look at the dataset's findings, or use a larger batch"});
        }
        StepMetrics metrics = trainOn(batch);
        const double seconds = std::chrono::duration<double>(Clock::now() - started).count();
        m_step = metrics.step;
        m_elapsed_s += seconds;
        metrics.elapsed_s = m_elapsed_s;
        metrics.images_per_second = static_cast<double>(batch.samples.size()) / seconds;
        const bool epoch_ends = m_step * m_options.batch_size / count > metrics.epoch;
        afterStep(metrics, epoch_ends, observer, writer);
        if (!m_options.val_split.empty() && m_step < m_options.steps &&
            m_step % m_options.evaluate_every == 0) {
            evaluate(stop, observer, writer);
        }
    }
    const bool complete = m_step >= m_options.steps;
    if (complete && !m_options.val_split.empty() && m_evaluated_at != m_step) {
        evaluate(stop, observer, writer);
    }
    saveLast(observer, true);
    const TrainingState end = complete ? TrainingState::finished : TrainingState::stopped;
    announce(observer, end);
    return end;
}

std::unique_ptr<Session> beginRun(const std::shared_ptr<const Dataset>& dataset,
                                  std::shared_ptr<DetectorNetwork> network, const TrainingOptions& options,
                                  const Path& folder) {
    throwOnProblems("starting the training", options.validate());
    if (std::filesystem::exists(folder / "run.json")) {
        throw Error({.action = "starting the training",
                     .file = folder.string(),
                     .reason = "the folder holds a run",
                     .remedy = "Choose another folder, or resume that run"});
    }
    if (!options.val_split.empty()) {
        usableImages(*dataset, options.val_split);
    }
    const auto data = withClasses(dataset, network->spec().classes);
    const auto count = static_cast<std::int64_t>(usableImages(*data, options.split).size());
    auto session = std::make_unique<Session>(data, network,
                                             resolvedOptions(options, network->spec().recipe, count), folder);
    std::error_code error;
    std::filesystem::create_directories(folder / "checkpoints", error);
    if (error) {
        throw Error({.action = "making the run folder",
                     .file = folder.string(),
                     .reason = error.message(),
                     .remedy = "Choose a folder that can be written"});
    }
    writeRunJson(folder, session->options(), network->spec(),
                 {.started = utcNow(),
                  .dataset_fingerprint = datasetFingerprint(*data, session->images()),
                  .images = count,
                  .initial_weights = options.weights});
    return session;
}

}  // namespace

std::unique_ptr<TrainingSession> TrainingSession::start(std::shared_ptr<const Dataset> dataset,
                                                        const DetectorSpec& spec,
                                                        const TrainingOptions& options,
                                                        const Path& run_folder) {
    DetectorSpec full = spec;
    if (full.classes.empty()) {
        full.classes = dataset->classes;
    }
    auto network = buildNetwork(full, options.seed);
    std::optional<WeightReport> report;
    if (!options.weights.empty()) {
        Detector detector(network);
        report = loadWeights(detector, options.weights);
    }
    auto session = beginRun(dataset, network, options, run_folder);
    session->setWeightReport(std::move(report));
    return session;
}

std::unique_ptr<TrainingSession> TrainingSession::resume(const Path& run_folder) {
    TrainingOptions options;
    DetectorSpec spec;
    RunHeader header;
    readRunJson(run_folder, options, spec, header);
    const Path file = run_folder / "checkpoints" / "last.pt";
    auto [network, document] = loadCheckpointDocument(file);
    auto dataset = std::make_shared<const Dataset>(readVocDataset(options.dataset).value());
    auto session = std::make_unique<Session>(withClasses(dataset, network->spec().classes), network, options,
                                             run_folder);
    const std::string fingerprint =
        datasetFingerprint(*withClasses(dataset, spec.classes), session->images());
    if (fingerprint != header.dataset_fingerprint) {
        throw Error(
            {.action = "resuming",
             .file = run_folder.string(),
             .reason = "the dataset " + options.dataset + " is no longer the one that the run began with",
             .remedy = "Start a new run from this run's last.pt"});
    }
    session->restore(document, file.string());
    return session;
}

}  // namespace priorscope
