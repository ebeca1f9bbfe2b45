// A page about what was found in a split, for people who do not have the program.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.hpp"
#include "core/evaluation/rescoring/class_curves.hpp"
#include "core/evaluation/rescoring/live_counts.hpp"
#include "core/evaluation/rescoring/missed_reasons.hpp"
#include "core/evaluation/tide.hpp"
#include "core/training/evaluation/split_detections.hpp"
#include "core/training/report/page_voice.hpp"

namespace priorscope {

struct ReportOptions {
    DetectionOptions detection{};  ///< counts, verdicts and pictures are of this score
    double match_iou = 0.5;        ///< (0, 1]
    std::size_t pictures = 8;      ///< of each cause of errors, at most
};

/// The figures that the page shows, each as the rest of the program has it.
struct ReportFigures {
    std::vector<TruthImage> truth{};  ///< [images]
    KeptCandidates kept{};            ///< of every score
    JudgedSplit judged{};
    LiveCounts counts{};  ///< at the score
    SplitCurves curves{};
    std::vector<ObjectProspects> prospects{};
    std::array<std::int64_t, kMissedReasons> reasons{};
    Evaluation evaluation{};  ///< VOC at an IoU of 0.5, and COCO
    TideResult tide{};
};
/// @return nothing if stopped
/// @throws Error if an option is out of range
std::optional<ReportFigures> reportFigures(const Dataset& dataset, const SplitDetections& split,
                                           const ReportOptions& options, std::stop_token stop = {});

/// What the page is about.
struct ReportSubject {
    std::string detector{};              ///< its name; of saved detections that of the file
    std::filesystem::path checkpoint{};  ///< or file of saved detections; its last folders are named
    std::string version{};               ///< of the program
    std::string date{};                  ///< "2007-06-07T12:34:56Z"
    std::vector<Sentence> remarks{};  ///< why figures say less than they seem to: images that were seen, …
    PageVoice voice{};
};

/// One XHTML page with everything in it: no script, nothing from elsewhere. Of errors the first of each
/// cause, highest score first, are shown as pictures.
/// @return nothing if stopped
std::optional<std::string> reportPage(const ReportSubject& subject, const Dataset& dataset,
                                      const SplitDetections& split, const ReportFigures& figures,
                                      const ReportOptions& options, std::stop_token stop = {},
                                      const ProgressFn& progress = {});

}  // namespace priorscope
