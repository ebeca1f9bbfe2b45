#include "app/cli/compared_sides.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/checkpoint/checkpoint.hpp"
#include "core/evaluation/saved/saved_detections.hpp"
#include "core/training/run/seen_images.hpp"

namespace priorscope::cli {
namespace {

namespace fs = std::filesystem;

/// A JSON or text file, or a folder of text files that is no run.
bool isSaved(const fs::path& source) {
    const auto isText = [](const fs::path& file) { return file.extension() == ".txt"; };
    std::error_code unreadable;  // then it is read as a checkpoint, which says why
    if (!fs::is_directory(source, unreadable)) {
        return isText(source) || source.extension() == ".json";
    }
    bool has_text = false;
    for (fs::directory_iterator at(source, unreadable), end; !unreadable && at != end;
         at.increment(unreadable)) {
        has_text = has_text || isText(at->path());
    }
    return has_text && !fs::exists(source / "run.json", unreadable);
}

/// Below the detector's own only where lower scores are wanted.
float floorOf(const SideArguments& side, const Postprocessing& own) {
    return side.min_score
               ? std::min(own.min_score, std::min(static_cast<float>(*side.min_score), 0.99F) * 0.999F)
               : own.min_score;
}

}  // namespace

double SideArguments::errorsAt() const {
    constexpr double kShown = 0.2;  // as `detect`
    return errors_at.value_or(min_score.value_or(kShown));
}

ComparedSide SideReader::read(const SideArguments& side, const std::string& who) {
    if (isSaved(side.source)) {
        return saved(side);
    }
    if (!m_data.dataset) {
        throw UsageError(who + " is a checkpoint: give the folder of the images, not a COCO file");
    }
    return detected(side, who);
}

ComparedSide SideReader::saved(const SideArguments& side) const {
    if (side.nms_iou || side.top_k) {
        throw UsageError("--nms-iou and --top-k are for checkpoints: saved detections stay as they are");
    }
    constexpr int kAllCores = 0;
    ScoringTruth truth = m_data.truth;
    addDetections(truth, side.source, m_data.chosen.filter.has_value(), kAllCores, m_context);
    ComparedSide result{.errors_at = side.errorsAt(), .errors_from = side.errorsAt()};
    for (std::size_t i = 0; i < truth.images().size(); ++i) {
        ScoredImage& image = truth.image(i);
        image.objects = treated(std::move(image.objects), m_difficult);
        std::erase_if(image.detections, [&](const ScoredBox& detection) {
            return detection.score < side.min_score.value_or(0.0);
        });
        if (truth.isScored(i)) {
            result.images.push_back(i);
            result.scored.push_back(image);
        }
    }
    result.evaluation = scoreDetections(truth, DifficultObjects::ignore, kAllCores);
    result.known.assign(truth.classes().size() + 1, true);
    return result;
}

void SideReader::runDetector(const SideArguments& side, const std::string& who) {
    const fs::path checkpoint = checkpointFile(side.source);
    std::error_code different;  // two files
    if (m_pass && fs::equivalent(m_pass->checkpoint, checkpoint, different) &&
        m_pass->floor == floorOf(side, m_pass->own)) {
        return;
    }
    m_pass.reset();
    const ComputeContext compute = m_compute.context(m_context.console);
    const Detector detector = loadDetector(checkpoint).detector.on(compute);
    const Postprocessing own = detector.spec().postprocessing;
    Postprocessing kept = own;
    kept.min_score = floorOf(side, own);
    SplitDetections found = passOverSplit(detector, *m_data.dataset, m_data.chosen, m_cache,
                                          "Detecting with " + who, "detecting", m_context, kept);
    m_pass.emplace(Pass{checkpoint, own, kept.min_score, std::move(found)});
}

ComparedSide SideReader::detected(const SideArguments& side, const std::string& who) {
    runDetector(side, who);
    const SplitDetections& found = m_pass->found;
    DetectionOptions options = m_pass->own.detectionOptions();
    options.min_score = static_cast<float>(side.min_score.value_or(options.min_score));
    options.nms_iou = side.nms_iou.value_or(options.nms_iou);
    options.top_k = side.top_k.value_or(options.top_k);
    ScoredSplit split = scoreSplit(*m_data.dataset, found, options, m_difficult).value();
    ComparedSide result{.images = found.images,
                        .scored = std::move(split.images),
                        .known = knownLabels(found.mapping),
                        .evaluation = std::move(split.evaluation),
                        .errors_at = side.errorsAt(),
                        // A detector's scores are floats.
                        .errors_from = static_cast<float>(side.errorsAt())};
    for (const Sentence& note : notesOf(result.evaluation)) {
        result.notes.push_back(who + ": " + note.text());
    }
    for (const Sentence& note : notesOnSeenImages(m_pass->checkpoint, who, *m_data.dataset, found.images)) {
        result.notes.push_back(note);
    }
    result.trained = trainedImages(m_pass->checkpoint, *m_data.dataset);
    return result;
}

}  // namespace priorscope::cli
