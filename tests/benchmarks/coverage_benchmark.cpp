// Times the coverage of a dataset by a layout, on one thread: from nothing, and after an edit of each map.
//
// usage: coverage_benchmark VOC_FOLDER SPLIT PRIORS ROUNDS
//
// Prints {"objects", "priors", "scratch": [seconds], "edit": [[seconds] of each map]}. coverage.py runs it
// beside torchvision's box_iou.
#include <chrono>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/formats/voc/voc_reader.hpp"
#include "core/priors/coverage/coverage_engine.hpp"
#include "core/priors/prior_edit.hpp"
#include "tests/benchmarks/benchmark_main.hpp"
#include "tests/benchmarks/processor_time.hpp"

using namespace priorscope;

namespace {

nlohmann::json measure(const std::vector<std::string>& arguments) {
    const auto dataset = readVocDataset(arguments[0]);
    const PriorConfig config = loadPriorConfig(arguments[2]);
    const int rounds = std::stoi(arguments[3]);
    const auto objects = std::make_shared<const std::vector<CoverageObject>>(coverageObjects(
        dataset.value(), ImageSelection::ofSplit(dataset.value(), arguments[1]), false, ResizeMode::stretch));
    nlohmann::json result{{"objects", objects->size()}, {"priors", config.count()}};
    for (int round = 0; round < rounds; ++round) {
        result["scratch"].push_back(secondsOf([&] { CoverageEngine(objects).update(config, 0.5F); }));
    }
    for (std::size_t map = 0; map < config.maps.size(); ++map) {
        CoverageEngine engine(objects);
        PriorConfig edited = config;
        engine.update(edited, 0.5F);
        nlohmann::json seconds = nlohmann::json::array();
        for (int round = 0; round < rounds; ++round) {
            setMapScale(edited, map, edited.maps[map].scale * 1.01F);
            seconds.push_back(secondsOf([&] { engine.update(edited, 0.5F); }));
        }
        result["edit"].push_back(std::move(seconds));
    }
    return result;
}

}  // namespace

int main(int argc, char** argv) {
    return runBenchmark(argc, argv, "coverage_benchmark VOC_FOLDER SPLIT PRIORS ROUNDS",
                        [](const std::vector<std::string>& arguments) { return measure(arguments).dump(); });
}
