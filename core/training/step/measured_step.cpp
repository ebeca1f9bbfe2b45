#include "core/training/step/measured_step.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <random>

#include "core/base/compute_error.hpp"
#include "core/compute/compute.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/compute/torch_device.hpp"
#include "core/training/step/training_step.hpp"
#include "core/training/step/weight_average.hpp"

namespace priorscope {
namespace {

/// Pages of this process in memory now. @return 0 where the system does not tell
std::int64_t residentBytes() {
    std::ifstream in("/proc/self/statm");
    std::int64_t total = 0;
    std::int64_t resident = 0;
    return in >> total >> resident ? resident * sysconf(_SC_PAGESIZE) : 0;
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
    double seconds = 0.0;
    for (std::int64_t step = 0; step < 2; ++step) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        const auto started = Clock::now();
        trainer.train(step, kRate, [&batch] { return batch; });
        if (average) {
            average->add(*network, step + 1);
        }
        seconds = std::chrono::duration<double>(Clock::now() - started).count();
    }
    const bool knows = knows_peak && before > 0;
    return StepEstimate{.seconds = seconds,
                        .bytes = knows ? std::max<std::int64_t>(0, peakBytes() - before) : 0};
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
