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

std::vector<Sentence> describe(const ClassGaps& gaps) {
    std::vector<Sentence> lines;
    if (!gaps.without_objects.empty()) {
        lines.push_back(Core::tr("Left out of the mean, since no object of theirs counts here: %1")
                            .arg(joined(gaps.without_objects)));
    }
    if (!gaps.unknown.empty()) {
        lines.push_back(
            Core::tr("Classes of the data that the detector does not know, which are not asked for and "
                     "left out of the mean: %1")
                .arg(joined(gaps.unknown)));
    }
    for (const auto& [own, name] : gaps.differ_in_spelling) {
        lines.push_back(Core::tr("The detector's class \"%1\" and the data's \"%2\" differ only in spelling: "
                                 "they were taken as two classes")
                            .arg(own)
                            .arg(name));
    }
    return lines;
}

std::vector<Sentence> notesOf(const Evaluation& evaluation) {
    std::vector<Sentence> lines;
    if (const std::int64_t count = evaluation.absent; count > 0) {
        lines.push_back(
            (count == 1
                 ? Core::tr("%1 image of the split without an image file: left out, with the objects on them")
                 : Core::tr(
                       "%1 images of the split without an image file: left out, with the objects on them"))
                .arg(count));
    }
    if (const std::int64_t count = evaluation.unreadable; count > 0) {
        lines.push_back(
            (count == 1
                 ? Core::tr(
                       "%1 image of the split that cannot be decoded: left out, with the objects on them")
                 : Core::tr(
                       "%1 images of the split that cannot be decoded: left out, with the objects on them"))
                .arg(count));
    }
    const std::vector<Sentence> gaps = describe(evaluation.gaps);
    lines.insert(lines.end(), gaps.begin(), gaps.end());
    return lines;
}

}  // namespace priorscope
