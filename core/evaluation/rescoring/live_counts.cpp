#include "core/evaluation/rescoring/live_counts.hpp"

#include <algorithm>

namespace priorscope {
namespace {

/// Calls take(image, pair) for each pair that the matrix counts.
template <class Take>
void forEachConfused(const JudgedSplit& split, float min_score, const Take& take) {
    std::vector<bool> is_taken;
    for (std::size_t image = 0; image < split.imageCount(); ++image) {
        const std::size_t first = split.first_pair[image];
        const std::size_t end = split.first_pair[image + 1];
        if (first == end) {
            continue;
        }
        const std::size_t objects = split.first_object[image];
        is_taken.assign(split.first_object[image + 1] - objects, false);
        std::size_t i = first;
        while (i < end) {
            const std::uint32_t detection = split.pairs[i].detection;
            if (split.scores[split.first_detection[image] + detection] < min_score) {
                break;
            }
            bool has_object = false;
            for (; i < end && split.pairs[i].detection == detection; ++i) {
                const ConfusedPair& pair = split.pairs[i];
                // Detections that are right have their objects first.
                if (has_object || is_taken[pair.object] ||
                    split.found_at[objects + pair.object] >= min_score) {
                    continue;
                }
                has_object = true;
                is_taken[pair.object] = true;
                take(image, pair);
            }
        }
    }
}

/// Detections and objects of each class, without confusion.
void countVerdicts(const JudgedSplit& split, float min_score, std::vector<VerdictCounts>& classes) {
    for (std::size_t image = 0; image < split.imageCount(); ++image) {
        for (std::size_t i = split.first_detection[image];
             i < split.first_detection[image + 1] && split.scores[i] >= min_score; ++i) {
            ++classes[split.labels[i]].detections[static_cast<std::size_t>(split.outcomes[i])];
        }
    }
    for (std::size_t i = 0; i < split.counts.size(); ++i) {
        if (split.counts[i]) {
            VerdictCounts& of_class = classes[split.object_labels[i]];
            ++of_class.objects;
            of_class.found += split.found_at[i] >= min_score ? 1 : 0;
        }
    }
}

}  // namespace

std::int64_t ConfusionMatrix::rowSum(int object) const {
    std::int64_t sum = 0;
    for (int detected = 0; detected <= m_classes; ++detected) {
        sum += at(object, detected);
    }
    return sum;
}

std::int64_t ConfusionMatrix::columnSum(int detected) const {
    std::int64_t sum = 0;
    for (int object = 0; object <= m_classes; ++object) {
        sum += at(object, detected);
    }
    return sum;
}

LiveCounts countAt(const JudgedSplit& split, float min_score, int classes) {
    LiveCounts counts;
    counts.classes.resize(static_cast<std::size_t>(std::max(split.maxLabel(), classes)) + 1);
    countVerdicts(split, min_score, counts.classes);
    counts.confusion = ConfusionMatrix(classes);
    ConfusionMatrix& matrix = counts.confusion;
    for (std::size_t label = 0; label < counts.classes.size(); ++label) {
        const VerdictCounts& of_class = counts.classes[label];
        for (std::size_t i = 0; i < kOutcomeCount; ++i) {
            counts.total.detections[i] += of_class.detections[i];
        }
        counts.total.objects += of_class.objects;
        counts.total.found += of_class.found;
        if (label > 0 && static_cast<int>(label) <= classes) {
            const int row = static_cast<int>(label);
            matrix.at(row, row) = of_class.found;
            matrix.at(row, 0) = of_class.missed();
            matrix.at(0, row) = of_class.falsePositives();
        }
    }
    forEachConfused(split, min_score, [&](std::size_t image, const ConfusedPair& pair) {
        const int object = split.object_labels[split.first_object[image] + pair.object];
        const int detected = split.labels[split.first_detection[image] + pair.detection];
        ++matrix.at(object, detected);
        --matrix.at(object, 0);
        --matrix.at(0, detected);
    });
    return counts;
}

std::vector<ConfusedObject> confusedObjects(const JudgedSplit& split, float min_score) {
    std::vector<ConfusedObject> found;
    forEachConfused(split, min_score, [&](std::size_t image, const ConfusedPair& pair) {
        found.push_back({image, pair});
    });
    return found;
}

}  // namespace priorscope
