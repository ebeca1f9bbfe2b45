// How long a list of many long runs takes, and the curves of some of them.
//
// usage: run_list_benchmark FOLDER [RUNS [STEPS]]
// Makes the runs where the folder does not have them: 200 of 100,000 steps unless told otherwise.
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <vector>

#include "core/base/parallel.hpp"
#include "core/model/detector_spec.hpp"
#include "core/training/run/curves.hpp"
#include "core/training/run/metrics_rows.hpp"
#include "core/training/run/run_files.hpp"
#include "core/training/run/run_folder.hpp"

using namespace priorscope;
namespace fs = std::filesystem;

namespace {

constexpr int kEvaluations = 50;
constexpr std::size_t kCurves = 10;

void makeRun(const fs::path& folder, int steps, int number) {
    fs::create_directories(folder);
    DetectorSpec spec = loadDetectorSpec("ssd-tiny");
    spec.classes = {"one", "two", "three"};
    TrainingOptions options;
    options.steps = steps;
    options.val_split = "val";
    const MetricsColumns columns{spec.family->losses.size(), spec.classes.size()};
    std::string text = metricsHead(spec.family->losses, spec.classes);
    for (int step = 1; step <= steps; ++step) {
        const double loss = 3.0 / (1.0 + 1e-3 * step) + 1e-4 * ((step * 7919 + number) % 997);
        text += textOf(MetricsRow{.metrics = {.step = step,
                                              .epoch = step / 500,
                                              .loss = loss,
                                              .losses = {0.7 * loss, 0.3 * loss},
                                              .learning_rate = 0.001,
                                              .gradient_norm = 1.5 + 0.1 * loss,
                                              .positives_per_image = 41.25,
                                              .images_per_second = 118.03125,
                                              .elapsed_s = 0.27 * step,
                                              .wait_share = 0.0125}},
                       columns);
        if (step % (steps / kEvaluations) == 0) {
            text += textOf(MetricsRow{.kind = MetricsRow::Kind::evaluation,
                                      .metrics = {.step = step},
                                      .map_voc07 = 0.7,
                                      .map_voc10 = 0.72,
                                      .class_ap_voc07 = {0.6, 0.7, 0.8}},
                           columns);
        }
    }
    std::ofstream(folder / "metrics.csv", std::ios::binary) << text;
    RunHeader header;
    header.started = "2026-01-01T00:00:00Z";
    writeRunJson(folder, options, spec, header);
}

template <class Work>
void timed(const char* what, const Work& work) {
    using Clock = std::chrono::steady_clock;
    std::vector<double> seconds;
    for (int round = 0; round < 5; ++round) {
        const auto start = Clock::now();
        work();
        seconds.push_back(std::chrono::duration<double>(Clock::now() - start).count());
    }
    std::ranges::sort(seconds);
    std::cout << what << ": " << seconds[2] << " s (median of 5, least " << seconds.front() << ", most "
              << seconds.back() << ")\n";
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: run_list_benchmark FOLDER [RUNS [STEPS]]\n";
        return 2;
    }
    const fs::path folder = argv[1];
    const int runs = argc > 2 ? std::atoi(argv[2]) : 200;
    const int steps = argc > 3 ? std::atoi(argv[3]) : 100000;
    for (int i = 1; i <= runs; ++i) {
        const fs::path run = folder / ("run-" + std::to_string(1000 + i));
        if (!fs::exists(run / "run.json")) {
            makeRun(run, steps, i);
        }
    }
    std::size_t listed = 0;
    timed("list", [&] {
        const std::vector<fs::path> found = findRuns(folder);
        std::vector<RunOverview> overviews(found.size());
        parallelChunks(found.size(), {.chunk = 4}, {}, {},
                       [&](std::size_t begin, std::size_t end, int /*worker*/) {
                           for (std::size_t i = begin; i < end; ++i) {
                               overviews[i] = readRunOverview(found[i]);
                           }
                       });
        listed = overviews.size();
    });
    std::cout << listed << " runs\n";
    timed("ten read whole", [&] {
        const std::vector<fs::path> found = findRuns(folder);
        const std::size_t count = std::min(found.size(), kCurves);
        parallelChunks(count, {.chunk = 1}, {}, {}, [&](std::size_t begin, std::size_t end, int /*worker*/) {
            for (std::size_t i = begin; i < end; ++i) {
                const RunRecord whole = readRun(found[i]);
                (void)smoothed(figuresOf(whole.steps, &StepMetrics::loss), 0.6);
            }
        });
    });
    return 0;
}
