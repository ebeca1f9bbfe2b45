#include "core/model/network_runner.hpp"

#include <torch/version.h>

#include <string>
#include <utility>

#include "core/base/compute_error.hpp"
#include "core/base/error.hpp"
#include "core/base/fingerprint.hpp"
#include "core/compute/compute.hpp"
#include "core/compute/torch_device.hpp"

namespace priorscope {

std::int64_t NetworkRunner::parameterCount() const {
    std::int64_t count = 0;
    for (const auto& parameter : m_network->parameters()) {
        count += parameter.numel();
    }
    return count;
}

std::string NetworkRunner::fingerprint() const {
    const std::lock_guard lock(m_network->mutex());
    Fingerprint hash;
    // Another device, torch or version of this program rounds differently.
    hash.add(PRIORSCOPE_VERSION " torch " TORCH_VERSION);
    hash.add(deviceOf(*m_network).is_cpu() ? "cpu" : "accelerator");
    hash.add(precisionNames().at(static_cast<std::size_t>(m_precision)));
    for (const auto& [name, tensor] : namedState(*m_network)) {
        const torch::Tensor values = tensor.detach().to(torch::kCPU).contiguous();
        hash.add(name);
        for (const std::int64_t size : values.sizes()) {
            hash.add(std::to_string(size));
        }
        hash.add(torch::toString(values.scalar_type()));
        hash.add({static_cast<const char*>(values.data_ptr()), values.nbytes()});
    }
    return hash.hex();
}

std::shared_ptr<DetectorRunner> NetworkRunner::on(const ComputeContext& context) const {
    return std::make_shared<NetworkRunner>(networkOn(m_network, torchDevice(context.device)), context);
}

std::vector<Candidates> NetworkRunner::run(const std::vector<PreparedImage>& batch,
                                           const CandidateOptions& options) {
    prepareComputeThread(m_threads);
    std::vector<const Image*> images;
    std::vector<ResizeMapping> mappings;
    for (const PreparedImage& item : batch) {
        images.push_back(&item.image);
        mappings.push_back(item.mapping);
    }
    const std::lock_guard lock(m_network->mutex());
    try {
        const torch::NoGradGuard no_grad;
        const torch::Tensor input = imagesToTensor(images, spec(), deviceOf(*m_network));
        if (const TraceableNetwork* traceable = m_network->traceable()) {
            return traceable->candidates(m_inference.forward(input), mappings, options);
        }
        m_network->eval();
        return m_network->predict(input, mappings, options);
    } catch (const std::exception&) {
        rethrowAsError({.action = Core::tr("running the detector"),
                        .images = static_cast<std::int64_t>(batch.size()),
                        .input_size = spec().inputSize(),
                        .detector = spec().name});
    }
}

Detector detectorOf(std::shared_ptr<DetectorNetwork> network) {
    return Detector(std::make_shared<NetworkRunner>(std::move(network)));
}

NetworkRunner& runnerOf(const Detector& detector) {
    auto* runner = dynamic_cast<NetworkRunner*>(detector.runner().get());
    if (runner == nullptr) {
        throw Error({.action = Core::tr("using the detector %1").arg(detector.spec().name),
                     .reason = Core::tr("it has no network, and so no weights")});
    }
    return *runner;
}

const std::shared_ptr<DetectorNetwork>& networkOf(const Detector& detector) {
    return runnerOf(detector).network();
}

namespace torch_half {

std::shared_ptr<DetectorRunner> createRunner(const DetectorSpec& spec, std::uint64_t seed) {
    return std::make_shared<NetworkRunner>(buildNetwork(spec, seed));
}

}  // namespace torch_half
}  // namespace priorscope
