#include "core/model/traced_network.hpp"

#include <torch/csrc/jit/frontend/tracer.h>

#include "core/base/error.hpp"
#include "core/compute/torch_device.hpp"
#include "core/model/network_constants.hpp"

namespace priorscope {
namespace {

using CompilationUnit = torch::jit::CompilationUnit;

/// A copy of the module tree sharing its tensors, except constants, which exports store under other names.
/// Types in one compilation unit need unique names, which mangling provides.
torch::jit::Module mirrored(const torch::nn::Module& from, const std::shared_ptr<CompilationUnit>& unit) {
    torch::jit::Module module(c10::QualifiedName("__torch__.priorscope.Layer"), unit, /*shouldMangle=*/true);
    module.register_attribute("training", c10::BoolType::get(), false);  // Python's eval() requires it
    for (const auto& item : from.named_parameters(/*recurse=*/false)) {
        module.register_parameter(item.key(), item.value(), /*is_buffer=*/false);
    }
    for (const auto& item : from.named_buffers(/*recurse=*/false)) {
        module.register_buffer(item.key(), item.value());
    }
    for (const auto& child : from.named_children()) {
        if (child.value()->as<NetworkConstants>() == nullptr) {
            module.register_module(child.key(), mirrored(*child.value(), unit));
        }
    }
    return module;
}

torch::Tensor perChannel(const std::array<float, 3>& values, const torch::Device& device) {
    return torch::tensor({values[0], values[1], values[2]}).view({1, 3, 1, 1}).to(device);
}

/// The only place that calls torch's tracer.
std::shared_ptr<torch::jit::Graph> recorded(
    torch::jit::Module& module, const torch::Tensor& example, bool out_of_place,
    const std::function<std::vector<torch::Tensor>(const torch::Tensor&)>& run) {
    const auto function = [&run](torch::jit::Stack inputs) -> torch::jit::Stack {
        std::vector<c10::IValue> outputs;
        for (torch::Tensor& output : run(inputs.at(0).toTensor())) {
            outputs.emplace_back(std::move(output));
        }
        return {c10::ivalue::Tuple::create(std::move(outputs))};
    };
    const auto no_names = [](const torch::autograd::Variable&) { return std::string(); };
    return torch::jit::tracer::trace({example}, function, no_names, /*strict=*/true, out_of_place, &module,
                                     {"images"})
        .first->graph;
}

[[noreturn]] void throwNotRecorded(const DetectorNetwork& network, const c10::Error& e) {
    throw Error(
        {.action = Core::tr("recording the detector %1").arg(network.spec().name),
         .reason =
             Core::tr("its network cannot be traced: %1").arg(std::string(e.what_without_backtrace()))});
}

}  // namespace

TracedNetwork traceNetwork(DetectorNetwork& network, bool decoded) {
    TraceableNetwork& traceable =
        requireTraceable(network, Core::tr("recording the detector %1").arg(network.spec().name));
    TracedNetwork traced;
    traced.module = mirrored(network, std::make_shared<CompilationUnit>());
    for (const auto& [name, tensor] : traceable.constants()) {
        traced.module.register_buffer(name, tensor);
    }
    const Preprocessing& preprocessing = network.spec().preprocessing;
    const torch::Device device = deviceOf(network);
    const torch::Tensor mean = perChannel(preprocessing.mean, device);
    const torch::Tensor std = perChannel(preprocessing.std, device);
    traced.module.register_buffer("input_mean", mean);
    traced.module.register_buffer("input_std", std);
    traced.outputs =
        decoded
            ? std::vector<
                  TensorMeaning>{{"boxes",
                                  "[N, P, 4] of each prior: x_min, y_min, x_max, y_max as fractions of the "
                                  "input, clipped to [0, 1]"},
                                 {"scores",
                                  "[N, P, C + 1] class probabilities of each prior, background first"}}
            : traceable.rawMeanings();

    const bool flipped = preprocessing.channels == ChannelOrder::bgr;
    const torch::NoGradGuard no_grad;
    network.eval();
    const std::int64_t side = network.spec().inputSize();
    try {
        // Not in place, so that no operation changes the result of an earlier one: other formats have no
        // equivalent.
        traced.graph = recorded(traced.module, torch::full({2, 3, side, side}, 0.5F, device),
                                /*out_of_place=*/true, [&](const torch::Tensor& images) {
                                    const RawPredictions raw = traceable.forward(
                                        ((flipped ? images.flip({1}) : images) - mean) / std);
                                    if (!decoded) {
                                        return raw.tensors;
                                    }
                                    const DecodedPredictions result = traceable.decoded(raw);
                                    return std::vector<torch::Tensor>{result.boxes, result.scores};
                                });
    } catch (const c10::Error& e) {
        throwNotRecorded(network, e);
    }
    return traced;
}

namespace {

TracedNetwork tracedHere(DetectorNetwork& network,
                         const std::function<std::vector<torch::Tensor>(const torch::Tensor&)>& run) {
    TracedNetwork traced;
    traced.module = mirrored(network, std::make_shared<CompilationUnit>());
    const torch::NoGradGuard no_grad;
    network.eval();
    const std::int64_t side = network.spec().inputSize();
    const torch::Tensor example =
        torch::zeros({2, 3, side, side}, deviceOf(network)).contiguous(at::MemoryFormat::ChannelsLast);
    try {
        traced.graph = recorded(traced.module, example, /*out_of_place=*/false, run);
    } catch (const c10::Error& e) {
        throwNotRecorded(network, e);
    }
    return traced;
}

}  // namespace

TracedNetwork traceForward(DetectorNetwork& network) {
    TraceableNetwork& traceable =
        requireTraceable(network, Core::tr("recording the detector %1").arg(network.spec().name));
    TracedNetwork traced =
        tracedHere(network, [&](const torch::Tensor& images) { return traceable.forward(images).tensors; });
    traced.outputs = traceable.rawMeanings();
    return traced;
}

TracedNetwork traceFeatureMaps(DetectorNetwork& network) {
    return tracedHere(network, [&](const torch::Tensor& images) { return network.featureMaps(images); });
}

std::string inputMeaning(const DetectorSpec& spec) {
    const std::string side = std::to_string(spec.inputSize());
    const bool letterbox = spec.preprocessing.resize == ResizeMode::letterbox;
    return "[N, 3, " + side + ", " + side + "] float, RGB in [0, 1]; the image " +
           (letterbox ? "scaled to fit, its aspect ratio kept, and padded with the mean"
                      : "stretched to that size, bilinear without antialiasing") +
           "; normalisation is inside";
}

std::vector<TensorMeaning> suppressedMeanings() {
    return {{"boxes",
             "[N, top_k, 4] of each detection, best first, filled with zeros: x_min, y_min, x_max, "
             "y_max as fractions of the input"},
            {"scores", "[N, top_k] probabilities"},
            {"labels", "[N, top_k] 1-based class, 0 where there is no detection"},
            {"counts", "[N] number of detections"}};
}

void addMethod(torch::jit::Module& module, const std::string& name,
               const std::shared_ptr<torch::jit::Graph>& graph) {
    module.type()->addMethod(module._ivalue()->compilation_unit()->create_function(
        c10::QualifiedName(*module.type()->name(), name), graph));
}

}  // namespace priorscope
