// A run as the plan of the next one.
#pragma once

#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/model/detector_family.hpp"
#include "core/training/plan/run_draft.hpp"
#include "core/training/run/run_folder.hpp"

namespace priorscope {

struct SameAgain {
    RunDraft draft;
    std::vector<Sentence> left_out{};  ///< what of the run is not in the draft, and why; phrases
};

/// The draft that trains as a run did: its model, priors, resize, options and splits. What is not in the
/// draft then stays as planned: a model that there is no preset for, a layout that the planned model cannot
/// take, splits that the open dataset lacks. The device is the machine's, and stays as planned, too.
/// @param planned  the draft as it is
/// @param dataset  that is open; null: none, then the draft is for the run's
/// @throws Error if the planned model cannot be read
SameAgain sameAgain(const RunOverview& run, const RunDraft& planned, const Dataset* dataset,
                    const DetectorFamilies& families);

}  // namespace priorscope
