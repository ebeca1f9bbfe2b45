#include "core/training/initial_network.hpp"

#include <cmath>

#include "core/base/error.hpp"
#include "core/interchange/weights/weights_in.hpp"
#include "core/model/network_runner.hpp"

namespace priorscope {
namespace {

/// Sets the biases of background such that an untrained network finds an object at each prior with a
/// probability of 1 %, or the many negatives would drown the rest of the loss.
/// Source: "Focal Loss for Dense Object Detection" (2017), section 4.1; for softmax over C classes and
/// background it is log(C (1 − p) / p)
void expectBackground(DetectorNetwork& network) {
    constexpr double kObject = 0.01;
    const auto classes = static_cast<double>(network.spec().classes.size());
    const double bias = std::log(classes * (1.0 - kObject) / kObject);
    const torch::NoGradGuard no_grad;
    const auto parameters = network.named_parameters();
    const auto columns = static_cast<std::int64_t>(network.spec().classes.size()) + 1;
    for (const ClassRows& rows : network.classRows()) {
        torch::Tensor parameter = parameters[rows.name];
        if (parameter.dim() == 1) {
            parameter.view({-1, columns}).select(1, 0).fill_(bias);
        }
    }
}

}  // namespace

std::shared_ptr<DetectorNetwork> initialNetwork(const DetectorSpec& spec, const TrainingOptions& options,
                                                std::optional<WeightReport>& report) {
    auto network = buildNetwork(spec, options.seed);
    if (options.confidence_loss == "focal") {
        expectBackground(*network);
    }
    if (!options.weights.empty()) {
        Detector detector = detectorOf(network);
        report = torch_half::loadWeights(detector, options.weights);
    }
    return network;
}

std::shared_ptr<DetectorNetwork> networkFromStart(const RunHeader& header, const TrainingOptions& options,
                                                  const DetectorSpec& spec,
                                                  const std::filesystem::path& run_folder,
                                                  std::optional<WeightReport>& report) {
    if (!options.weights.empty() && !header.weights_fingerprint.empty() &&
        fileFingerprint(options.weights) != header.weights_fingerprint) {
        throw Error(
            {.action = Core::tr("resuming"),
             .file = run_folder.string(),
             .reason =
                 Core::tr("it has no checkpoint yet, and the weights that it began with, %1, have changed")
                     .arg(options.weights),
             .remedy = Core::tr("Start a new run")});
    }
    return initialNetwork(spec, options, report);
}

}  // namespace priorscope
