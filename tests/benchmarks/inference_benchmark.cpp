// Times detection, from images of the network's size in memory to detections.
//
// usage: inference_benchmark CHECKPOINT BATCH RUNS fp32|bf16 IMAGE...
//
// Prints the seconds of each run as a JSON list, two runs to warm up left out. inference.py runs it beside
// torchvision.
#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/detection/detection.hpp"

using namespace priorscope;

namespace {

constexpr int kWarmUp = 3;

std::vector<double> measure(const std::vector<std::string>& arguments) {
    const auto batch = static_cast<std::size_t>(std::stoi(arguments[1]));
    const int runs = std::stoi(arguments[2]);
    const Detector detector =
        loadDetector(arguments[0]).detector.on({.precision = precisionFromText(arguments[3])});
    const Postprocessing& post = detector.spec().postprocessing;
    std::vector<Image> images;
    images.reserve(batch);
    for (std::size_t i = 0; i < batch; ++i) {
        images.push_back(decodeImage(arguments[4 + i % (arguments.size() - 4)]));
    }
    std::vector<double> seconds;
    for (int run = 0; run < runs + kWarmUp; ++run) {
        const auto start = std::chrono::steady_clock::now();
        std::size_t detections = 0;
        for (const Candidates& candidates : detector.detect(images, post.candidateOptions())) {
            detections += selectDetections(candidates, post.detectionOptions()).size();
        }
        const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
        if (run >= kWarmUp) {
            seconds.push_back(elapsed.count());
        }
        if (detections == 0) {
            throw Error({.action = "timing detection", .reason = "nothing was detected"});
        }
    }
    return seconds;
}

}  // namespace

int main(int argc, char** argv) {
    setComputeEnvironment();
    if (argc < 6) {
        std::cerr << "usage: inference_benchmark CHECKPOINT BATCH RUNS fp32|bf16 IMAGE...\n";
        return 2;
    }
    try {
        configureCompute();
        std::cout << nlohmann::json(measure({argv + 1, argv + argc})).dump() << '\n';
    } catch (const std::exception& e) {
        std::cerr << "inference_benchmark: " << e.what() << '\n';
        return 1;
    }
    return 0;
}
