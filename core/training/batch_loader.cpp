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

namespace priorscope {
namespace {

constexpr std::int64_t kBatchesAhead = 4;
constexpr std::size_t kOrdersKept = 4;
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

SampleInput sampleInput(const DetectorSpec& spec) {
    return {
        .size = spec.inputSize(), .resize = spec.preprocessing.resize, .fill = fillColor(spec.preprocessing)};
}

struct BatchLoader::State {
    std::shared_ptr<const Dataset> dataset;
    std::vector<std::size_t> images;
    TrainingOptions options;
    SampleMaker maker;

    State(std::shared_ptr<const Dataset> of, std::vector<std::size_t> selection, const DetectorSpec& spec,
          const TrainingOptions& resolved)
        : dataset(std::move(of)),
          images(std::move(selection)),
          options(resolved),
          maker(dataset, images, options.train_on_difficult, options.augmentation, sampleInput(spec)) {}

    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::int64_t, TrainingBatch> ready;
    std::int64_t next_to_prepare = 0;
    std::int64_t next_to_give = 0;
    std::exception_ptr failure;
    std::mutex order_mutex;
    std::map<std::uint64_t, std::shared_ptr<const std::vector<std::size_t>>> orders;
    std::vector<std::jthread> workers;

    std::shared_ptr<const std::vector<std::size_t>> order(std::uint64_t epoch) {
        const std::lock_guard lock(order_mutex);
        std::shared_ptr<const std::vector<std::size_t>> result = orders[epoch];
        if (result == nullptr) {
            result = std::make_shared<const std::vector<std::size_t>>(
                epochOrder(options.seed, epoch, images.size()));
            orders[epoch] = result;
        }
        while (orders.size() > kOrdersKept) {
            orders.erase(orders.begin());
        }
        return result;
    }

    /// @param position  of the sample in the stream
    SamplePhase phaseAt(std::uint64_t position) const {
        const double steps = static_cast<double>(position) / options.batch_size;
        return {.has_mosaic = steps < options.augmentation.mosaic_until * options.steps};
    }

    TrainingSample sample(const SampleKey& key, const SamplePhase& phase) const {
        AugmentedSample made = maker.sample(key, phase);
        return {.image = std::move(made.pixels), .targets = targetsOf(made.objects), .index = made.image};
    }

    /// The sample at a position of the stream, or its first readable replacement.
    TrainingSample sampleAt(std::uint64_t position, std::vector<DatasetIssue>& bad_images) {
        constexpr int kMostStandIns = 100;
        const std::uint64_t count = images.size();
        const std::uint64_t epoch = position / count;
        std::size_t place = (*order(epoch))[position % count];
        std::uint64_t occurrence = 0;
        SampleRandom stand_ins(options.seed, epoch, position % count, kStandIns);
        Sentence reason;
        for (int tries = 0; tries <= kMostStandIns; ++tries) {
            try {
                return sample(
                    {.seed = options.seed, .epoch = epoch, .place = place, .occurrence = occurrence},
                    phaseAt(position));
            } catch (const Error& e) {
                reason = e.parts().reason;
                bad_images.push_back({.kind = IssueKind::bad_image,
                                      .file = e.parts().file,
                                      .detail = Core::tr("The image cannot be read: %1.").arg(reason)});
            }
            place = stand_ins.below(count);
            occurrence = position % count + 1;
        }
        throw Error({.action = Core::tr("preparing a batch"),
                     .file = dataset->images[images[place]].image_file.string(),
                     .reason = Core::tr("%1; hardly any image of the split can be read").arg(reason),
                     .remedy = Core::tr("`priorscope-cli dataset check` lists them all")});
    }

    TrainingBatch prepare(std::int64_t step) {
        TrainingBatch batch;
        batch.step = step;
        const auto count = static_cast<std::uint64_t>(images.size());
        for (int i = 0; i < options.batch_size; ++i) {
            const auto position =
                static_cast<std::uint64_t>(step) * static_cast<std::uint64_t>(options.batch_size) +
                static_cast<std::uint64_t>(i);
            if (i == 0) {
                batch.epoch = static_cast<std::int64_t>(position / count);
            }
            batch.samples.push_back(sampleAt(position, batch.bad_images));
        }
        return batch;
    }

    void work(const std::stop_token& stop) {
        for (;;) {
            std::int64_t step = 0;
            {
                std::unique_lock lock(mutex);
                changed.wait(lock, [&] {
                    return stop.stop_requested() || next_to_prepare < next_to_give + kBatchesAhead;
                });
                if (stop.stop_requested()) {
                    return;
                }
                step = next_to_prepare++;
            }
            try {
                TrainingBatch batch = prepare(step);
                const std::lock_guard lock(mutex);
                ready.emplace(step, std::move(batch));
            } catch (...) {
                const std::lock_guard lock(mutex);
                failure = std::current_exception();
            }
            changed.notify_all();
        }
    }
};

BatchLoader::BatchLoader(std::shared_ptr<const Dataset> dataset, std::vector<std::size_t> images,
                         const DetectorSpec& spec, const TrainingOptions& resolved, std::int64_t first_step)
    : m_state(std::make_unique<State>(std::move(dataset), std::move(images), spec, resolved)) {
    m_state->next_to_prepare = first_step;
    m_state->next_to_give = first_step;
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
    const std::int64_t step = m_state->next_to_give;
    m_state->changed.wait(lock, [&] { return m_state->ready.contains(step) || m_state->failure != nullptr; });
    if (m_state->failure != nullptr) {
        std::rethrow_exception(m_state->failure);
    }
    TrainingBatch batch = std::move(m_state->ready.at(step));
    m_state->ready.erase(step);
    ++m_state->next_to_give;
    lock.unlock();
    m_state->changed.notify_all();
    return batch;
}

}  // namespace priorscope
