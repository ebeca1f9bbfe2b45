#include "core/evaluation/class_gaps.hpp"

#include <algorithm>
#include <set>

#include "core/base/text/joined.hpp"
#include "core/dataset/class_names.hpp"

namespace priorscope {
ClassGaps classGaps(const ClassMapping& mapping, const Evaluation& evaluation) {
    std::set<std::int32_t> known;  // labels that the detector predicts; 0 is background
    for (std::size_t own = 1; own < mapping.label_of.size(); ++own) {
        known.insert(mapping.label_of[own]);
    }
    ClassGaps gaps;
    for (const std::int32_t label : known) {
        const bool counts =
            label <= mapping.judged && evaluation.classes[static_cast<std::size_t>(label - 1)].positives > 0;
        if (!counts) {
            gaps.without_objects.push_back(mapping.names[static_cast<std::size_t>(label - 1)]);
        }
    }
    for (const ClassEvaluation& each : evaluation.classes) {
        if (each.positives > 0 && !known.contains(each.label)) {
            gaps.unknown.push_back(each.name);
        }
    }
    // Only unmatched names can be misspellings: names on both sides differ intentionally.
    for (std::int32_t label : known) {
        for (int other = 1; label > mapping.judged && other <= mapping.judged; ++other) {
            const std::string& own = mapping.names[static_cast<std::size_t>(label - 1)];
            const std::string& name = mapping.names[static_cast<std::size_t>(other - 1)];
            if (!known.contains(other) && isSpelledAlike(own, name)) {
                gaps.differ_in_spelling.emplace_back(own, name);
            }
        }
    }
    return gaps;
}

std::vector<std::string> describe(const ClassGaps& gaps) {
    std::vector<std::string> lines;
    if (!gaps.without_objects.empty()) {
        lines.push_back("Left out of the mean, since no object of theirs counts here: " +
                        joined(gaps.without_objects));
    }
    if (!gaps.unknown.empty()) {
        lines.push_back(
            "Classes of the data that the detector does not know, all of whose objects count as missed: " +
            joined(gaps.unknown));
    }
    for (const auto& [own, name] : gaps.differ_in_spelling) {
        lines.push_back("The detector's class \"" + own + "\" and the data's \"" + name +
                        "\" differ only in spelling: they were taken as two classes");
    }
    return lines;
}

std::vector<std::string> notesOf(const Evaluation& evaluation) {
    std::vector<std::string> lines;
    const auto leftOut = [&lines](std::int64_t count, const char* why) {
        if (count > 0) {
            lines.push_back(std::to_string(count) + (count == 1 ? " image" : " images") + " of the split " +
                            why + ": left out, with the objects on them");
        }
    };
    leftOut(evaluation.absent, "without an image file");
    leftOut(evaluation.unreadable, "that cannot be decoded");
    const std::vector<std::string> gaps = describe(evaluation.gaps);
    lines.insert(lines.end(), gaps.begin(), gaps.end());
    return lines;
}

}  // namespace priorscope
