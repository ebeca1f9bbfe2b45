// Times what follows the network for one image: candidates above the floor, decoded, NMS and top-k.
//
// usage: postprocessing_benchmark FOLDER PRIORS CLASSES ROUNDS
//
// FOLDER has scores.f32 [priors × (classes + 1)], offsets.f32 [priors × 4] and priors.f32 [priors × 4],
// centre and size, as postprocessing.py writes them. Prints {"seconds": [of each round], "detections":
// [[label, score, x0, y0, x1, y1]]}.
#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/detection/detection.hpp"
#include "core/image/image.hpp"
#include "tests/benchmarks/benchmark_main.hpp"

using namespace priorscope;

namespace {

std::vector<float> readFloats(const std::string& file, std::size_t count) {
    std::vector<float> values(count);
    std::ifstream stream(file, std::ios::binary);
    stream.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(count * sizeof(float)));
    if (!stream) {
        throw Error({.action = "reading the predictions", .file = file, .reason = "it is too short"});
    }
    return values;
}

nlohmann::json measure(const std::vector<std::string>& arguments) {
    const auto priors = static_cast<std::size_t>(std::stoul(arguments[1]));
    const auto columns = static_cast<std::size_t>(std::stoul(arguments[2])) + 1;
    const std::vector<float> scores = readFloats(arguments[0] + "/scores.f32", priors * columns);
    const std::vector<float> offsets = readFloats(arguments[0] + "/offsets.f32", priors * 4);
    const std::vector<float> centers = readFloats(arguments[0] + "/priors.f32", priors * 4);
    std::vector<CenterBox> boxes;
    for (std::size_t i = 0; i < priors; ++i) {
        boxes.push_back({centers[4 * i], centers[4 * i + 1], centers[4 * i + 2], centers[4 * i + 3]});
    }
    nlohmann::json result;
    std::vector<Detection> detections;
    for (int round = std::stoi(arguments[3]); round > 0; --round) {
        const auto started = std::chrono::steady_clock::now();
        const Candidates candidates =
            candidatesFromPredictions(scores, offsets, boxes, {}, ResizeMapping{}, {.floor = 0.01F});
        detections = selectDetections(candidates, {.min_score = 0.01F});
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - started;
        result["seconds"].push_back(seconds.count());
        result["candidates"] = candidates.items.size();
    }
    for (const Detection& each : detections) {
        result["detections"].push_back(
            {each.label, each.score, each.box.x_min, each.box.y_min, each.box.x_max, each.box.y_max});
    }
    return result;
}

}  // namespace

int main(int argc, char** argv) {
    return runBenchmark(argc, argv, "postprocessing_benchmark FOLDER PRIORS CLASSES ROUNDS",
                        [](const std::vector<std::string>& arguments) { return measure(arguments).dump(); });
}
