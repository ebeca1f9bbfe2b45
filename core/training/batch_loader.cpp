#include "core/training/batch_loader.hpp"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "core/augmentation/sample_maker.hpp"
#include "core/augmentation/sample_random.hpp"
#include "core/base/error.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/training/plan/schedule.hpp"
#include "core/training/plan/training_images.hpp"
#include "core/training/sample_stream.hpp"

namespace priorscope {
namespace {

constexpr std::int64_t kBatchesAhead = 4;
/// Repeated turns of an image get occurrences of their own, apart from those of replacements.
constexpr std::uint64_t kRepeated = std::uint64_t{1} << 40U;
/// Separates the negatives' order from that of the other images.
constexpr std::uint64_t kNegativesSeed = 0x6E65676174697665ULL;
/// Separates the random numbers that choose replacement images from those that augment samples.
constexpr std::uint64_t kStandIns = ~std::uint64_t{0};

}  // namespace

TrainingTargets targetsOf(const std::vector<AugmentedObject>& objects) {
    TrainingTargets targets;
    for (const AugmentedObject& object : objects) {
        if (object.is_target) {
            targets.boxes.push_back(object.box);
            targets.labels.push_back(object.label);
        } else {
            targets.ignored.push_back(object.box);
        }
    }
    return targets;
}

/// A stream's images among all those that samples are made of.
struct StreamPart {
    StreamPart(std::uint64_t seed, std::size_t first_place, std::size_t images, std::vector<double> weights,
               int images_in_batch)
        : stream(seed, images, std::move(weights)),
          first(first_place),
          count(images),
          in_batch(images_in_batch) {}

    SampleStream stream;
    std::size_t first;
    std::size_t count;
    int in_batch;
};

struct BatchLoader::State {
    TrainedImages trained;
    TrainingOptions options;
    RunCourse course;
    SampleMaker maker;
    std::vector<std::unique_ptr<StreamPart>> parts;  ///< the selection; then the negatives, if there are any

    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::int64_t, TrainingBatch> ready;
    std::int64_t next_to_prepare = 0;
    std::int64_t next_to_give = 0;
    std::exception_ptr failure;
    std::vector<std::jthread> workers;

    State(TrainedImages images, const DetectorSpec& spec, const TrainingOptions& resolved,
          RunCourse run_course)
        : trained(std::move(images)),
          options(resolved),
          course(std::move(run_course)),
          maker(trained.dataset, trained.all(), options.train_on_difficult, options.augmentation,
                sampleInput(spec), trained.crops) {
        const int labelled = labelledPerBatch(options);
        const std::size_t count = trained.images.size();
        parts.push_back(std::make_unique<StreamPart>(options.seed, 0, count, trained.weights, labelled));
        if (!trained.negatives.empty()) {
            parts.push_back(std::make_unique<StreamPart>(options.seed ^ kNegativesSeed, count,
                                                         trained.negatives.size(), std::vector<double>{},
                                                         options.batch_size - labelled));
        }
    }

    SamplePhase phaseOf(std::int64_t batch) const {
        return {.has_mosaic = shareOfRun(options, batch / options.accumulate, course) <
                              options.augmentation.mosaic_until};
    }

    TrainingSample sample(const SampleKey& key, const SamplePhase& phase) const {
        AugmentedSample made = maker.sample(key, phase);
        return {.image = std::move(made.pixels), .targets = targetsOf(made.objects), .index = made.image};
    }

    /// The sample at a position of a stream, or its first readable replacement.
    TrainingSample sampleAt(const StreamPart& part, std::uint64_t position, const SamplePhase& phase,
                            std::vector<DatasetIssue>& bad_images) const {
        constexpr int kMostStandIns = 100;
        const SampleTurn turn = part.stream.at(position);
        SampleKey key{.seed = options.seed,
                      .epoch = turn.epoch,
                      .place = part.first + turn.place,
                      .occurrence = turn.occurrence == 0 ? 0 : kRepeated + turn.occurrence};
        const std::uint64_t in_epoch = position % part.count;
        SampleRandom stand_ins(options.seed, turn.epoch, part.first + in_epoch, kStandIns);
        Sentence reason;
        for (int tries = 0; tries <= kMostStandIns; ++tries) {
            try {
                return sample(key, phase);
            } catch (const Error& e) {
                reason = e.parts().reason;
                bad_images.push_back({.kind = IssueKind::bad_image,
                                      .file = e.parts().file,
                                      .detail = Core::tr("The image cannot be read: %1.").arg(reason)});
            }
            key.place = part.first + stand_ins.below(part.count);
            key.occurrence = in_epoch + 1;
        }
        throw Error({.action = Core::tr("preparing a batch"),
                     .file = bad_images.back().file.string(),
                     .reason = Core::tr("%1; hardly any image of the split can be read").arg(reason),
                     .remedy = Core::tr("`priorscope-cli dataset check` lists them all")});
    }

    TrainingBatch prepare(std::int64_t number) const {
        TrainingBatch batch;
        batch.number = number;
        for (const auto& part : parts) {
            const auto first =
                static_cast<std::uint64_t>(number) * static_cast<std::uint64_t>(part->in_batch);
            if (part == parts.front()) {
                batch.epoch = static_cast<std::int64_t>(first / part->count);
            }
            for (int i = 0; i < part->in_batch; ++i) {
                batch.samples.push_back(sampleAt(*part, first + static_cast<std::uint64_t>(i),
                                                 phaseOf(number), batch.bad_images));
            }
        }
        return batch;
    }

    void work(const std::stop_token& stop) {
        for (;;) {
            std::int64_t number = 0;
            {
                std::unique_lock lock(mutex);
                changed.wait(lock, [&] {
                    return stop.stop_requested() || next_to_prepare < next_to_give + kBatchesAhead;
                });
                if (stop.stop_requested()) {
                    return;
                }
                number = next_to_prepare++;
            }
            try {
                TrainingBatch batch = prepare(number);
                const std::lock_guard lock(mutex);
                ready.emplace(number, std::move(batch));
            } catch (...) {
                const std::lock_guard lock(mutex);
                failure = std::current_exception();
            }
            changed.notify_all();
        }
    }
};

BatchLoader::BatchLoader(TrainedImages images, const DetectorSpec& spec, const TrainingOptions& resolved,
                         std::int64_t first_step, const RunCourse& course)
    : m_state(std::make_unique<State>(std::move(images), spec, resolved, course)) {
    m_state->next_to_prepare = first_step * resolved.accumulate;
    m_state->next_to_give = m_state->next_to_prepare;
    const int workers = resolved.workers > 0
                            ? resolved.workers
                            : std::clamp(static_cast<int>(std::thread::hardware_concurrency()) / 2, 1, 8);
    for (int i = 0; i < workers; ++i) {
        m_state->workers.emplace_back(
            [state = m_state.get()](const std::stop_token& stop) { state->work(stop); });
    }
}

BatchLoader::~BatchLoader() {
    {
        const std::lock_guard lock(m_state->mutex);
        for (std::jthread& worker : m_state->workers) {
            worker.request_stop();
        }
    }
    m_state->changed.notify_all();
    m_state->workers.clear();
}

TrainingBatch BatchLoader::next() {
    std::unique_lock lock(m_state->mutex);
    const std::int64_t number = m_state->next_to_give;
    m_state->changed.wait(lock,
                          [&] { return m_state->ready.contains(number) || m_state->failure != nullptr; });
    if (m_state->failure != nullptr) {
        std::rethrow_exception(m_state->failure);
    }
    TrainingBatch batch = std::move(m_state->ready.at(number));
    m_state->ready.erase(number);
    ++m_state->next_to_give;
    lock.unlock();
    m_state->changed.notify_all();
    return batch;
}

}  // namespace priorscope
