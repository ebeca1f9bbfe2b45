// The parts of the page about a run. Internal to core/training/report.
#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "core/training/report/html.hpp"
#include "core/training/report/run_report.hpp"

namespace priorscope::report {

/// What every part speaks of.
struct RunPage {
    const RunReportSubject& subject;
    const RunRecord& run;
    const RunSystem& system;
    const Dataset* dataset;

    /// In the page's language, escaped.
    std::string said(const Sentence& sentence) const { return subject.voice.said(sentence); }
    /// The evaluation of the highest mAP@0.5 (VOC07), the first of several; null: none has one.
    const EvaluationRow* best() const;
};

std::string runCurvesPart(const RunPage& page);
/// What the drawings need beside the style sheet.
std::string runCurvesStyle();
std::string runOptionsPart(const RunPage& page);
/// @return nothing if stopped
std::optional<std::string> runPicturesPart(const RunPage& page, const std::stop_token& stop,
                                           const ProgressFn& progress);

}  // namespace priorscope::report
