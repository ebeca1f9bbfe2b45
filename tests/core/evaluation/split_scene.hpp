// Small splits with objects and candidates, by hand or at random, for tests of live scoring.
#pragma once

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

#include "core/detection/kept_candidates.hpp"
#include "core/evaluation/rescoring/judged_split.hpp"

namespace priorscope::split_scene {

inline constexpr int kClasses = 3;
inline constexpr int kLabels = 4;

inline Annotation object(int label, const Box& box, bool difficult = false) {
    Annotation annotation;
    annotation.label = label;
    annotation.box = box;
    annotation.difficult = difficult;
    return annotation;
}

/// Records with objects, and candidates around them; scores have two digits, so that many are equal.
struct Scene {
    Dataset dataset;
    CandidateStore store;
    std::vector<Candidates> candidates;  ///< [images]
    std::vector<TruthImage> truth;

    void add(std::vector<Annotation> objects, std::vector<Candidate> items) {
        ImageRecord record;
        record.width = 100;
        record.height = 80;
        record.objects = std::move(objects);
        dataset.images.push_back(std::move(record));
        std::stable_sort(items.begin(), items.end(), [](const Candidate& a, const Candidate& b) {
            return a.label != b.label ? a.label < b.label : isBetter(a, b);
        });
        candidates.push_back({.floor = 0.01F, .items = std::move(items)});
        store.add(candidates.back());
        truth.push_back(truthOf(dataset.images.back()));
    }
};

inline Box randomBox(std::mt19937& random) {
    std::uniform_int_distribution<int> side(1, 30);
    std::uniform_int_distribution<int> corner(0, 20);
    const float x = static_cast<float>(corner(random)) / 50.0F;
    const float y = static_cast<float>(corner(random)) / 50.0F;
    return {x, y, x + static_cast<float>(side(random)) / 50.0F, y + static_cast<float>(side(random)) / 50.0F};
}

inline Scene randomScene(std::mt19937& random, int images) {
    Scene scene;
    std::uniform_int_distribution<int> objects(0, 4);
    std::uniform_int_distribution<int> candidates(0, 60);
    std::uniform_int_distribution<int> label(1, kLabels);
    std::uniform_int_distribution<int> score(1, 99);
    std::uniform_int_distribution<int> one_in(0, 4);
    for (int i = 0; i < images; ++i) {
        std::vector<Annotation> annotations;
        for (int o = objects(random); o > 0; --o) {
            annotations.push_back(
                object(1 + label(random) % kClasses, randomBox(random), one_in(random) == 0));
        }
        std::vector<Candidate> items;
        for (int c = candidates(random); c > 0; --c) {
            const bool on_object = !annotations.empty() && one_in(random) < 2;
            const Box box = on_object ? annotations.front().box : randomBox(random);
            const int of = label(random);
            // The detector does not know class 3, nor the dataset class 4.
            items.push_back({of == 3 ? 4 : of, static_cast<float>(score(random)) / 100.0F, box, c});
        }
        scene.add(std::move(annotations), std::move(items));
    }
    return scene;
}

inline MatchOptions matchAt(double iou, MatchProtocol protocol) {
    return {.match_iou = iou,
            .background_iou = std::min(0.1, iou / 2.0),
            .judged_classes = kClasses,
            .protocol = protocol,
            .known = {false, true, true, false}};
}

/// The split as live scoring has it.
struct Live {
    KeptCandidates kept;
    JudgedSplit judged;
};

inline Live live(const Scene& scene, DetectionOptions options, const MatchOptions& match, int workers = 0) {
    options.min_score = 0.01F;
    Live result{keepCandidates(scene.store, options, {}, workers).value(), {}};
    result.judged = judgeKept(scene.store, result.kept, scene.truth, match, {}, workers).value();
    return result;
}

}  // namespace priorscope::split_scene
