#include "core/training/step/measured_rates.hpp"

#include <cmath>

#include "core/compute/compute.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/compute/torch_device.hpp"
#include "core/training/initial_network.hpp"
#include "core/training/plan/class_weights.hpp"
#include "core/training/plan/fitting_options.hpp"
#include "core/training/plan/trained_images.hpp"
#include "core/training/run/curves.hpp"
#include "core/training/running_session.hpp"
#include "core/training/step/training_step.hpp"

namespace priorscope {
namespace {

constexpr double kSmoothing = 0.9;
constexpr double kDiverged = 4.0;  ///< times the lowest smoothed loss
constexpr int kFirstSteps = 10;    ///< the smoothed loss of the very first steps says little

/// The planned options as far as they matter to a sweep.
TrainingOptions optionsOfSweep(const TrainingOptions& options, const RateSweepOptions& sweep) {
    TrainingOptions own = options;
    own.steps = sweep.steps;
    own.epochs = 0;
    own.schedule = "constant";
    own.warmup_steps = 0;
    own.learning_rate = sweep.from;
    own.early_stopping = 0;
    own.thaw.clear();
    return own;
}

double rateAt(const RateSweepOptions& sweep, int step) {
    return sweep.from * std::pow(sweep.to / sweep.from, static_cast<double>(step) / (sweep.steps - 1));
}

}  // namespace

namespace torch_half {

std::optional<RateSweep> sweepRate(const std::shared_ptr<const Dataset>& dataset, const DetectorSpec& spec,
                                   const TrainingImages& images, const TrainingOptions& options,
                                   const RateSweepOptions& sweep, const std::stop_token& stop,
                                   const ProgressFn& progress) {
    TrainingOptions own = optionsOfSweep(options, sweep);
    throwOnProblems(Core::tr("looking for a learning rate"), own.validate());
    const DeviceInfo device = chosenDevice(own.device);
    requirePrecision(precisionFromText(own.precision), device.device);
    const DetectorSpec full = specForData(spec, dataset->classes).spec;
    requireFitting(own, full, false);
    const auto data = withClasses(dataset, full.classes);
    std::vector<std::size_t> trained = trainableImages(*data, images.train);
    own = resolvedOptions(own, full.recipe, static_cast<std::int64_t>(trained.size()));
    own.device = deviceText(device.device);
    own.threads = own.threads > 0 ? own.threads : computeThreads();
    prepareComputeThread(own.threads);
    const TrainedImages sampled = trainedImages(data, std::move(trained), own);
    std::optional<WeightReport> report;
    const auto network = networkOn(initialNetwork(full, own, report), torchDevice(device.device));
    StepTrainer trainer(
        network, own,
        classWeights(own.class_weights, full.classes, objectsOf(sampled, own.train_on_difficult)),
        sampled.dataset);
    BatchLoader loader(sampled, full, own, 0);
    Smoother smoother(kSmoothing);
    RateSweep result;
    double lowest = std::numeric_limits<double>::infinity();
    for (int step = 0; step < sweep.steps && !result.diverged; ++step) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        try {
            const double rate = rateAt(sweep, step);
            const double loss = trainer.train(step, rate, [&] { return loader.next(); }).loss;
            const double smoothed = smoother.next(loss);
            result.points.push_back({.rate = rate, .loss = loss, .smoothed = smoothed});
            lowest = std::min(lowest, smoothed);
            result.diverged = step >= kFirstSteps && smoothed > kDiverged * lowest;
        } catch (const NotFiniteError&) {
            result.diverged = true;
        }
        if (progress) {
            progress({step + 1, sweep.steps, "steps"});
        }
    }
    result.suggested = steepestRate(result.points);
    return result;
}

}  // namespace torch_half
}  // namespace priorscope
