#include "core/training/batch_loader.hpp"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "core/training/plan/input_sizes.hpp"
#include "core/training/plan/training_images.hpp"
#include "core/training/run_samples.hpp"

namespace priorscope {
namespace {

constexpr std::int64_t kBatchesAhead = 4;

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

struct BatchLoader::State {
    RunSamples samples;

    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::int64_t, TrainingBatch> ready;
    std::int64_t next_to_prepare = 0;
    std::int64_t next_to_give = 0;
    std::exception_ptr failure;
    std::vector<std::jthread> workers;

    State(TrainedImages images, const DetectorSpec& spec, const TrainingOptions& resolved,
          const RunCourse& course)
        : samples(std::move(images), sampleInput(spec), resolved, course,
                  trainingSizes(spec, resolved.input_scale)) {}

    TrainingBatch prepare(std::int64_t number) const {
        TrainingBatch batch;
        batch.number = number;
        batch.epoch = samples.turns().epochOf(number);
        for (const RunTurn& turn : samples.turns().ofBatch(number)) {
            AugmentedSample made = samples.sample(turn, batch.bad_images);
            batch.samples.push_back(
                {.image = std::move(made.pixels), .targets = targetsOf(made.objects), .index = made.image});
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
