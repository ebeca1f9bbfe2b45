// The pass of a detector over a split, or detections that were saved, judged as Detect judges them.
#pragma once

#include <string>
#include <vector>

#include "app/cli/kept_pass.hpp"
#include "core/evaluation/rescoring/slices.hpp"

namespace priorscope::cli {

struct JudgedPassArguments {
    std::string checkpoint;
    std::string folder;
    std::string truth;       ///< in place of checkpoint and folder, with detections
    std::string detections;  ///< as savedSplit() takes them
    std::string split;
    FilterArguments filter;
    double match_iou = 0.5;
    bool has_brightness = false;  ///< whether the slices know the brightness of the images
    CacheArguments cache;
    ComputeArguments compute;

    const std::string& data() const { return folder.empty() ? truth : folder; }
};

/// Adds CHECKPOINT, DIR, --ground-truth, --detections and the options.
void addJudgedPass(CLI::App& command, JudgedPassArguments& arguments);

/// At the detector's own NMS and top k, and at every score; saved detections as they are.
struct JudgedPass {
    Dataset dataset;
    ChosenImages chosen;
    SplitDetections found;
    std::vector<TruthImage> truth;
    KeptCandidates kept;
    JudgedSplit judged;
    SplitSlices slices;
};
/// @param title, action  as passOverImages() takes them
/// @throws UsageError without a detector or saved detections, or with both; Error as passOverSplit and
/// savedSplit do
JudgedPass judgedPass(const JudgedPassArguments& arguments, const std::string& title,
                      const std::string& action, Context& context);

}  // namespace priorscope::cli
