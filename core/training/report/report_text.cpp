#include "core/base/text/number_text.hpp"
#include "core/base/text/xml_text.hpp"
#include "core/training/report/report_parts.hpp"

namespace priorscope::report {

std::string Page::className(int label) const {
    return xmlText(split.mapping.names.at(static_cast<std::size_t>(label - 1)));
}

Sentence causeTitle(ErrorCause cause) {
    switch (cause) {
        case ErrorCause::classification:
            return Core::tr("Classification");
        case ErrorCause::localization:
            return Core::tr("Localisation");
        case ErrorCause::both:
            return Core::tr("Both");
        case ErrorCause::duplicate:
            return Core::tr("Duplicate");
        case ErrorCause::background:
            return Core::tr("Background");
        case ErrorCause::missed:
            return Core::tr("Missed");
    }
    return {};
}

Sentence causeMeaning(ErrorCause cause) {
    switch (cause) {
        case ErrorCause::classification:
            return Core::tr("On an object of another class");
        case ErrorCause::localization:
            return Core::tr("On an object of its class, but with too little overlap");
        case ErrorCause::both:
            return Core::tr("On an object of another class, and with too little overlap");
        case ErrorCause::duplicate:
            return Core::tr("On an object that a detection with a higher score has found");
        case ErrorCause::background:
            return Core::tr("On no object");
        case ErrorCause::missed:
            return Core::tr("An object that no detection finds");
    }
    return {};
}

Sentence reasonTitle(MissedReason reason) {
    switch (reason) {
        case MissedReason::suppressed:
            return Core::tr("A fitting candidate was suppressed by NMS");
        case MissedReason::beyond_top_k:
            return Core::tr("A fitting candidate was beyond the most detections of an image");
        case MissedReason::given_away:
            return Core::tr("A fitting detection was given to another object");
        case MissedReason::low_score:
            return Core::tr("A fitting candidate has too low a score");
        case MissedReason::other_class:
            return Core::tr("A fitting detection has another class");
        case MissedReason::misplaced:
            return Core::tr("A detection of its class lies on it, with too little overlap");
        case MissedReason::no_candidate:
            return Core::tr("No candidate fits");
    }
    return {};
}

}  // namespace priorscope::report
