// The parts of the report. Internal to core/training/report.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

#include "core/training/report/html.hpp"
#include "core/training/report/report.hpp"

namespace priorscope::report {

/// What every part speaks of.
struct Page {
    const ReportSubject& subject;
    const Dataset& dataset;
    const SplitDetections& split;
    const ReportFigures& figures;
    const ReportOptions& options;

    /// In the page's language, escaped.
    std::string said(const Sentence& sentence) const { return subject.voice.said(sentence); }
    /// Of the dataset's classes and those that only the detector has, escaped.
    std::string className(int label) const;
    int classes() const { return split.mapping.judged; }
};

std::string aboutPart(const Page& page);
std::string figuresPart(const Page& page);
std::string curvesPart(const Page& page);
std::string classesPart(const Page& page);
std::string causesPart(const Page& page);
std::string reasonsPart(const Page& page);
std::string confusionPart(const Page& page);
/// @return nothing if stopped
std::optional<std::string> picturesPart(const Page& page, const std::stop_token& stop,
                                        const ProgressFn& progress);

/// "Localisation"
Sentence causeTitle(ErrorCause cause);
Sentence causeMeaning(ErrorCause cause);
Sentence reasonTitle(MissedReason reason);

}  // namespace priorscope::report
