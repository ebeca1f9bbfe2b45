#include "app/cli/kept_pass.hpp"

#include <utility>

#include "core/training/evaluation/kept_split.hpp"

namespace priorscope::cli {

bool DetectionSource::isSaved() const {
    const bool has_saved = !truth.empty() && !detections.empty();
    const bool has_detector = !checkpoint.empty() && !folder.empty();
    if (has_saved == has_detector || checkpoint.empty() != folder.empty() ||
        truth.empty() != detections.empty()) {
        throw UsageError("Give CHECKPOINT and DIR, or --ground-truth and --detections");
    }
    return has_saved;
}

void addCache(CLI::App& command, CacheArguments& cache) {
    command.add_flag("--no-cache", cache.is_off,
                     "Run the network also where its candidates on these images were kept, and keep none");
}

SplitDetections passOverSplit(const Detector& detector, const Dataset& dataset, const ChosenImages& chosen,
                              const CacheArguments& cache, const std::string& title,
                              const std::string& action, Context& context,
                              const std::optional<Postprocessing>& postprocessing) {
    const CandidateCache candidates = cache.is_off ? CandidateCache() : userCandidateCache();
    KeptSplit found = passOverImages(context, title, action, [&](const auto& progress, const auto& problem) {
        return chosen.filter ? keptPart(detector, dataset, chosen.selection, chosen.whole, candidates,
                                        context.stop, progress, problem, postprocessing)
                             : keptSplit(detector, dataset, chosen.selection, candidates, context.stop,
                                         progress, problem, postprocessing);
    });
    for (const Sentence& problem : found.problems) {
        context.console.note(problem);
    }
    if (found.was_kept) {
        context.console.note(
            "Candidates of this detector on these images were kept: the network did not run");
    }
    found.detections.filter = chosen.filter;
    return std::move(found.detections);
}

}  // namespace priorscope::cli
