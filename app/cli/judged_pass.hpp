// The pass of a detector over a split, judged as Detect judges it.
#pragma once

#include <string>
#include <vector>

#include "app/cli/kept_pass.hpp"
#include "core/evaluation/rescoring/slices.hpp"

namespace priorscope::cli {

struct JudgedPassArguments {
    std::string checkpoint;
    std::string folder;
    std::string split;
    FilterArguments filter;
    double match_iou = 0.5;
    bool has_brightness = false;  ///< whether the slices know the brightness of the images
    CacheArguments cache;
    ComputeArguments compute;
};

/// Adds CHECKPOINT, DIR and the options.
void addJudgedPass(CLI::App& command, JudgedPassArguments& arguments);

/// At the detector's own NMS and top k, and at every score.
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
/// @throws Error as passOverSplit does
JudgedPass judgedPass(const JudgedPassArguments& arguments, const std::string& title,
                      const std::string& action, Context& context);

}  // namespace priorscope::cli
