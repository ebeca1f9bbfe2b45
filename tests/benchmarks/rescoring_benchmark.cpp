// Times what the sliders of Detect do: over a split, counts after each kind of move, curves, reasons, and
// what errors cost; on one image, detections, verdicts and explanation.
//
// usage: rescoring_benchmark VOC_FOLDER SPLIT CANDIDATES_A_CLASS ROUNDS
//
// The objects are the split's own, the candidates are made up: of each class as many for each image, a tenth
// of them around objects. Prints medians and maxima in milliseconds of wall time, on all cores.
#include <algorithm>
#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "core/base/parallel.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/evaluation/rescoring/class_curves.hpp"
#include "core/evaluation/rescoring/decision.hpp"
#include "core/evaluation/rescoring/error_costs.hpp"
#include "core/evaluation/rescoring/live_counts.hpp"
#include "core/evaluation/rescoring/missed_reasons.hpp"
#include "core/evaluation/rescoring/slices.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "core/training/evaluation/split_costs.hpp"
#include "tests/benchmarks/benchmark_main.hpp"

using namespace priorscope;

namespace {

Box shifted(const Box& box, std::mt19937& random, float most) {
    std::uniform_real_distribution<float> shift(-most, most);
    const float x = shift(random) * box.width();
    const float y = shift(random) * box.height();
    const float w = shift(random) * box.width();
    const float h = shift(random) * box.height();
    return clippedToImage({box.x_min + x - w, box.y_min + y - h, box.x_max + x + w, box.y_max + y + h});
}

Box anyBox(std::mt19937& random) {
    std::uniform_real_distribution<float> place(0.0F, 0.8F);
    std::uniform_real_distribution<float> side(0.05F, 0.6F);
    const float x = place(random);
    const float y = place(random);
    return clippedToImage({x, y, x + side(random), y + side(random)});
}

CandidateStore madeUp(const Dataset& dataset, const std::vector<std::size_t>& images, int per_class) {
    std::mt19937 random(7);
    std::exponential_distribution<float> low(12.0F);
    std::uniform_real_distribution<float> high(0.05F, 1.0F);
    CandidateStore store;
    for (const std::size_t image : images) {
        const std::span<const Annotation> objects = dataset.images[image].objects;
        Candidates candidates;
        for (int label = 1; label <= static_cast<int>(dataset.classes.size()); ++label) {
            for (int i = 0; i < per_class; ++i) {
                const bool is_on_object = i % 10 == 0 && !objects.empty();
                const Annotation* object =
                    is_on_object ? &objects[static_cast<std::size_t>(i) % objects.size()] : nullptr;
                const bool is_right = object != nullptr && object->label == label;
                candidates.items.push_back(
                    {label, is_right ? high(random) : std::min(0.99F, 0.01F + low(random) / 10.0F),
                     object != nullptr ? shifted(object->box, random, 0.2F) : anyBox(random), i});
            }
        }
        store.add(candidates);
    }
    return store;
}

template <class Work>
nlohmann::json timed(int rounds, const Work& work) {
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const auto started = std::chrono::steady_clock::now();
        work(round);
        times.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count());
    }
    std::sort(times.begin(), times.end());
    return {{"median", times[times.size() / 2]}, {"most", times.back()}};
}

nlohmann::json measure(const std::vector<std::string>& arguments) {
    const Dataset dataset = readVocDataset(arguments[0]).value();
    const std::vector<std::size_t> images = ImageSelection::ofSplit(dataset, arguments[1]).images();
    const int rounds = std::stoi(arguments[3]);
    const int classes = static_cast<int>(dataset.classes.size());
    SplitDetections split;
    split.mapping = mapClasses(dataset.classes, dataset.classes);
    split.images = images;
    split.candidates = madeUp(dataset, images, std::stoi(arguments[2]));
    const CandidateStore& store = split.candidates;
    const std::vector<TruthImage> truth = truthOf(dataset, images);
    const MatchOptions match{.judged_classes = classes};
    DetectionOptions options{.min_score = 0.0F};
    KeptCandidates kept = keepCandidates(store, options).value();
    JudgedSplit judged = judgeKept(store, kept, truth, match).value();
    nlohmann::json result{{"images", images.size()},
                          {"candidates", store.candidateCount()},
                          {"kept", kept.candidates.size()},
                          {"threads", defaultWorkers()}};
    result["score"] = timed(rounds, [&](int round) {
        const float score = 0.01F * static_cast<float>(1 + round % 99);
        countAt(judged, score, classes);
        calibrationError(judged, score);
    });
    result["nms"] = timed(rounds, [&](int round) {
        options.nms_iou = 0.01F * static_cast<float>(20 + round * 7 % 70);
        kept = keepCandidates(store, options).value();
        judged = judgeKept(store, kept, truth, match).value();
        countAt(judged, 0.3F, classes);
    });
    result["match"] = timed(rounds, [&](int round) {
        MatchOptions moved = match;
        moved.match_iou = 0.05 * (4 + round % 15);
        judged = judgeKept(store, kept, truth, moved).value();
        countAt(judged, 0.3F, classes);
    });
    result["curves"] = timed(rounds, [&](int) { curvesOf(judged, classes).value(); });
    result["reasons"] = timed(rounds, [&](int) { prospectsOf(store, kept, judged, truth).value(); });
    const int few = std::min(rounds, 5);
    result["tide_and_coco"] =
        timed(few, [&](int) { splitCosts(dataset, split, kept, judged.options).value(); });
    result["error_costs"] = timed(few, [&](int) { errorCosts(judged, classes); });
    const SplitSlices slices(dataset, images, truth, {.input_size = 300});
    result["slices"] = timed(few, [&](int) {
        countSlices(slices, SliceKind::input_size, store, kept, judged, 0.3F);
        for (int bin = 0; bin < slices.bins(SliceKind::input_size); ++bin) {
            curvesOf(splitOfSlice(slices, {SliceKind::input_size, bin}, store, kept, judged), classes)
                .value();
        }
    });
    result["one_image"] = timed(rounds, [&](int round) {
        const std::size_t at = static_cast<std::size_t>(round) * 97 % images.size();
        const ImageRow record = dataset.images[images[at]];
        const Candidates candidates = store.candidatesOf(at);
        const DetectionOptions moved{.min_score = 0.3F, .nms_iou = 0.01F * static_cast<float>(20 + round)};
        matchDetections(record, selectDetections(candidates, moved), match);
        ExplainedImage(candidates, record, moved, match);
    });
    return result;
}

}  // namespace

int main(int argc, char** argv) {
    return runBenchmark(argc, argv, "rescoring_benchmark VOC_FOLDER SPLIT CANDIDATES_A_CLASS ROUNDS",
                        [](const std::vector<std::string>& arguments) { return measure(arguments).dump(1); });
}
