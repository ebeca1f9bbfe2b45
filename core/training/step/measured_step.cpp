#include "core/training/step/measured_step.hpp"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <limits>
#include <random>

#include "core/base/compute_error.hpp"
#include "core/base/memory_use.hpp"
#include "core/compute/compute.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/compute/torch_device.hpp"
#include "core/training/step/training_step.hpp"
#include "core/training/step/weight_average.hpp"

namespace priorscope {
namespace {

/// Pages of this process in memory now, without those that it has freed. @return 0 where the system does not
/// tell
std::int64_t residentBytes() {
    malloc_trim(0);
    return processMemory().resident;
}

/// The most since forgetPeak(). @return 0 where the system does not tell
std::int64_t peakBytes() {
    std::ifstream in("/proc/self/status");
    for (std::string word; in >> word;) {
        std::int64_t kilobytes = 0;
        if (word == "VmHWM:" && in >> kilobytes) {
            return kilobytes * 1024;
        }
    }
    return 0;
}

bool forgetPeak() {
    std::ofstream out("/proc/self/clear_refs");
    out << '5' << std::flush;
    return out.good();
}

TrainingBatch randomBatch(const DetectorSpec& spec, int images) {
    std::mt19937 random(1);
    const int side = spec.inputSize();
    TrainingBatch batch;
    for (int i = 0; i < images; ++i) {
        TrainingSample sample;
        sample.image.width = side;
        sample.image.height = side;
        sample.image.rgb.resize(static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * 3);
        std::generate(sample.image.rgb.begin(), sample.image.rgb.end(),
                      [&random] { return static_cast<std::uint8_t>(random()); });
        sample.targets.boxes = {{0.1F, 0.1F, 0.3F, 0.4F}, {0.4F, 0.3F, 0.9F, 0.9F}, {0.6F, 0.1F, 0.8F, 0.2F}};
        sample.targets.labels = {1, 1, 1};
        batch.samples.push_back(std::move(sample));
    }
    return batch;
}

/// Weights, their gradients, the optimizer's state and the average.
std::int64_t fixedBytes(const DetectorNetwork& network, const TrainingOptions& options) {
    std::int64_t weights = 0;
    std::int64_t learning = 0;  // frozen ones have neither gradient nor state
    for (const torch::Tensor& each : network.parameters()) {
        weights += static_cast<std::int64_t>(each.nbytes());
        learning += each.requires_grad() ? static_cast<std::int64_t>(each.nbytes()) : 0;
    }
    const int of_optimizer = options.optimizer == "adamw" ? 2 : 1;
    return weights * (options.ema_decay > 0.0 ? 2 : 1) + learning * (1 + of_optimizer);
}

std::optional<StepEstimate> measureOn(const Device& device, const DetectorSpec& spec,
                                      const TrainingOptions& resolved, const std::stop_token& stop) {
    using Clock = std::chrono::steady_clock;
    prepareComputeThread(resolved.threads);
    const bool knows_peak = forgetPeak() && device.kind == DeviceKind::cpu;
    const std::int64_t before = residentBytes();
    TrainingOptions options = resolved;
    options.thaw.clear();  // as at the start
    constexpr double kRate = 1e-6;
    const auto network = networkOn(buildNetwork(spec, options.seed), torchDevice(device));
    Dataset unnamed;
    unnamed.images.push_back(ImageRecord{});
    StepTrainer trainer(network, options, {}, std::make_shared<const Dataset>(std::move(unnamed)));
    std::optional<WeightAverage> average;
    if (options.ema_decay > 0.0) {
        average.emplace(*network, options.ema_decay);
    }
    const TrainingBatch batch = randomBatch(spec, options.batch_size);
    // Short steps are repeated: what else the machine does disturbs some of them.
    constexpr std::int64_t kMostSteps = 6;
    constexpr double kEnough = 1.0;  // seconds
    double seconds = std::numeric_limits<double>::infinity();
    double total = 0.0;
    for (std::int64_t step = 0; step < 2 || (step < kMostSteps && total < kEnough); ++step) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        const auto started = Clock::now();
        trainer.train(step, kRate, [&batch] { return batch; });
        if (average) {
            average->add(*network, step + 1);
        }
        const double taken = std::chrono::duration<double>(Clock::now() - started).count();
        total += taken;
        if (step > 0) {  // the first one takes memory, and prepares what the next ones use
            seconds = std::min(seconds, taken);
        }
    }
    const bool knows = knows_peak && before > 0;
    return StepEstimate{.seconds = seconds,
                        .bytes = knows ? std::max<std::int64_t>(0, peakBytes() - before) : 0,
                        .fixed_bytes = fixedBytes(*network, options)};
}

}  // namespace

namespace torch_half {

std::optional<StepEstimate> measureStep(const DetectorSpec& spec, const TrainingOptions& resolved,
                                        const std::stop_token& stop) {
    const Device device = chosenDevice(resolved.device).device;
    requirePrecision(precisionFromText(resolved.precision), device);
    return measureOn(device, spec, resolved, stop);
}

std::optional<int> fittingBatch(const DetectorSpec& spec, const TrainingOptions& resolved,
                                const Device& device, const std::stop_token& stop) {
    TrainingOptions options = resolved;
    for (options.batch_size /= 2; options.batch_size > 0; options.batch_size /= 2) {
        try {
            return measureOn(device, spec, options, stop) ? std::optional(options.batch_size) : std::nullopt;
        } catch (const OutOfDeviceMemory&) {  // a smaller one is tried
        }
    }
    return 0;
}

}  // namespace torch_half
}  // namespace priorscope
