#include "core/training/evaluation/saved_split.hpp"

#include <algorithm>
#include <limits>

#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"
#include "core/evaluation/rescoring/judged_split.hpp"
#include "core/evaluation/saved/saved_detections.hpp"

namespace priorscope {
namespace {

Candidates candidatesOf(const ScoredImage& image, const TruthImage& size) {
    Candidates candidates{.floor = 0.0F, .items = {}};
    std::int32_t place = 0;
    for (const ScoredBox& detection : image.detections) {
        candidates.items.push_back({.label = detection.label,
                                    .score = static_cast<float>(detection.score),
                                    .box = size.fractionsOf(detection.box),
                                    .prior = place++});  // for the order of equal scores
    }
    std::stable_sort(candidates.items.begin(), candidates.items.end(),
                     [](const Candidate& a, const Candidate& b) {
                         return a.label != b.label ? a.label < b.label : isBetter(a, b);
                     });
    return candidates;
}

Postprocessing asSaved(std::size_t most, float least) {
    constexpr float kNothingOverlapsMore = 1.0F;
    const auto top_k = static_cast<int>(std::max<std::size_t>(most, 1));
    return {.min_score = std::clamp(least, 0.0F, 0.99F),
            .nms_iou = kNothingOverlapsMore,
            .per_class = top_k,
            .top_k = top_k};
}

}  // namespace

SplitDetections savedSplit(const Dataset& dataset, const ImageSelection& selection,
                           const std::filesystem::path& source) {
    const auto refuse = [&source](const Sentence& reason, const Sentence& remedy) {
        throw Error({.action = Core::tr("reading saved detections"),
                     .file = source.string(),
                     .reason = reason,
                     .remedy = remedy});
    };
    if (selection.isEmpty() || dataset.classes.empty()) {
        refuse(Core::tr("there are no annotated images to compare them with"),
               Core::tr("Open the dataset that they were made on"));
    }
    ScoringTruth truth(dataset, selection.images());
    const SavedDetections saved = addSavedDetections(truth, source);
    if (saved.read == saved.elsewhere) {
        refuse(saved.read == 0 ? Core::tr("it holds no detections")
                               : Core::tr("none of its %1 detections is in these images").arg(saved.read),
               Core::tr("Choose the split that they were made on"));
    }
    SplitDetections result{.selection = selection,
                           .mapping = mapClasses(dataset.classes, dataset.classes),
                           .images = selection.images(),
                           .candidates = {}};
    std::size_t most = 0;
    float least = std::numeric_limits<float>::max();
    for (const std::size_t index : selection.images()) {
        const Candidates candidates = candidatesOf(truth.images()[index], truthOf(dataset.images[index]));
        most = std::max(most, candidates.items.size());
        for (const Candidate& each : candidates.items) {
            if (!(each.score >= 0.0F && each.score <= 1.0F)) {
                refuse(Core::tr("it has a score of %1, and thresholds are from 0 to 1")
                           .arg(significantText(static_cast<double>(each.score), 4)),
                       Core::tr("Bring its scores into that range; their order is what counts"));
            }
            least = std::min(least, each.score);
        }
        result.candidates.add(candidates);
    }
    result.postprocessing = asSaved(most, least);
    return result;
}

}  // namespace priorscope
