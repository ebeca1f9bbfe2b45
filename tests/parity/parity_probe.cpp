// Gives Python scripts access to internals: raw predictions, loss, gradients and the resized image.
//
// usage: parity_probe CHECKPOINT IN OUT
//
// IN and OUT are files of torch.save / torch.load. IN holds a dictionary with
//   "images"             [N, 3, S, S] float, preprocessed
//   "boxes0", "labels0"  [M, 4] fractions of the input and [M] int64 of the first image, and so on up to N -
//   1 "file"               an image to resize
// and OUT one with "logits", "offsets" (evaluation mode), "confidence", "localization" (training mode),
// "resized" [S, S, 3] and "gradient NAME" of every parameter, the gradients computed in double precision.
#include <cstring>
#include <iostream>
#include <string>

#include "core/archive/torch_archive.hpp"
#include "core/base/error.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/image/image.hpp"
#include "core/model/network_runner.hpp"

using namespace priorscope;

namespace {

const PickleValue& entry(const PickleValue& document, const std::string& key) {
    const PickleValue* found = document.find(key);
    if (found == nullptr) {
        throw Error({.action = "reading the probe's input", .reason = "there is no \"" + key + "\""});
    }
    return *found;
}

TrainingTargets targetsOf(const PickleValue& in, std::int64_t image) {
    const torch::Tensor boxes = entry(in, "boxes" + std::to_string(image)).tensor;
    const torch::Tensor labels = entry(in, "labels" + std::to_string(image)).tensor;
    TrainingTargets targets;
    for (std::int64_t i = 0; i < boxes.size(0); ++i) {
        const torch::Tensor box = boxes[i];
        targets.boxes.push_back(
            {box[0].item<float>(), box[1].item<float>(), box[2].item<float>(), box[3].item<float>()});
        targets.labels.push_back(static_cast<int>(labels[i].item<std::int64_t>()));
    }
    return targets;
}

torch::Tensor resized(const std::string& file, const DetectorSpec& spec) {
    const Image image = resizedToInput(decodeImage(file), spec.inputSize(), spec.preprocessing.resize,
                                       fillColor(spec.preprocessing));
    torch::Tensor tensor = torch::empty({image.height, image.width, 3}, torch::kUInt8);
    std::memcpy(tensor.data_ptr(), image.rgb.data(), image.rgb.size());
    return tensor;
}

void probe(const std::string& checkpoint, const std::string& in_file, const std::string& out_file) {
    const LoadedDetector loaded = loadDetector(checkpoint);
    DetectorNetwork& network = *networkOf(loaded.detector);
    const PickleValue in = readTorchArchive("reading the probe's input", in_file);
    PickleValue out = PickleValue::makeDict();
    out.set("resized", PickleValue::of(resized(entry(in, "file").text, network.spec())));

    const torch::Tensor images = entry(in, "images").tensor;
    {
        const torch::NoGradGuard no_grad;
        network.eval();
        const RawPredictions raw = network.traceable()->forward(images);
        out.set("logits", PickleValue::of(raw.tensors[0].contiguous()));
        out.set("offsets", PickleValue::of(raw.tensors[1].contiguous()));
    }

    std::vector<TrainingTargets> targets;
    for (std::int64_t i = 0; i < images.size(0); ++i) {
        targets.push_back(targetsOf(in, i));
    }
    network.train();
    {
        const torch::NoGradGuard no_grad;
        for (const LossTerm& term : network.losses(images, targets, {}).terms) {
            out.set(term.name, PickleValue::of(term.sum / std::max(1.0, term.count)));
        }
    }
    network.to(torch::kFloat64);
    const std::vector<LossTerm> terms = network.losses(images.to(torch::kFloat64), targets, {}).terms;
    ((terms[0].sum + terms[1].sum) / std::max(1.0, terms[0].count)).backward();
    for (const auto& item : network.named_parameters()) {
        out.set("gradient " + item.key(), PickleValue::of(item.value().grad().contiguous()));
    }
    writeTorchArchive("writing the probe's output", out_file, out);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: parity_probe CHECKPOINT IN OUT\n";
        return 2;
    }
    try {
        configureCompute();
        probe(argv[1], argv[2], argv[3]);
    } catch (const std::exception& e) {
        std::cerr << "parity_probe: " << e.what() << '\n';
        return 1;
    }
    return 0;
}
