// A page about a training run, for people who do not have the program.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

#include "core/base/progress.hpp"
#include "core/dataset/dataset.hpp"
#include "core/training/report/page_voice.hpp"
#include "core/training/run/run_folder.hpp"
#include "core/training/run/system_log.hpp"

namespace priorscope {

struct RunReportSubject {
    std::string version{};  ///< of the program
    std::string date{};     ///< "2007-06-07T12:34:56Z"
    PageVoice voice{};
};

/// One XHTML page with everything in it: no script, nothing from elsewhere. Figures, curves, average
/// precision by class, what went wrong, every option with the recipe's own value, and validation images with
/// what the best evaluation found in them.
/// @param run      with its troubles
/// @param dataset  the run's; null: the page has no pictures, and says so
/// @return nothing if stopped
std::optional<std::string> runReportPage(const RunReportSubject& subject, const RunRecord& run,
                                         const RunSystem& system, const Dataset* dataset,
                                         std::stop_token stop = {}, const ProgressFn& progress = {});

}  // namespace priorscope
