#include "core/evaluation/rescoring/suspect_findings.hpp"

#include <cstddef>

#include "core/base/text/number_text.hpp"
#include "core/dataset/issue_kind.hpp"

namespace priorscope {
namespace {

/// "11, 9, 30, 24": the edges in pixels, as VOC writes them
std::string edgesText(const Box& box, const TruthImage& image) {
    const VocBox edges = vocFromFractions(box, image.width, image.height);
    std::string text;
    for (const double edge : {edges.xmin, edges.ymin, edges.xmax, edges.ymax}) {
        text += (text.empty() ? "" : ", ") + fixedText(edge, 0);
    }
    return text;
}

Sentence detailOf(const Suspect& suspect, const ErrorBoxes& boxes, const TruthImage& image,
                  const std::vector<std::string>& names) {
    const auto name = [&](int label) { return names.at(static_cast<std::size_t>(label - 1)); };
    const Sentence suspicion = fixedText(static_cast<double>(suspect.suspicion), 2);
    const Sentence score = fixedText(static_cast<double>(suspect.item.score), 2);
    if (!suspect.item.outcome) {
        return Core::tr(
                   "%1: the detector never proposes this object, though it does %2 of those of its class "
                   "and size")
            .arg(suspicion)
            .arg(suspicion);
    }
    const Sentence seen =
        boxes.object
            ? Core::tr("%1: the detector sees %2 here, with score %3 (box %4)")
            : Core::tr("%1: the detector sees %2 where nothing is annotated, with score %3 (box %4)");
    return seen.arg(suspicion)
        .arg(name(suspect.item.label))
        .arg(score)
        .arg(edgesText(*boxes.detection, image));
}

}  // namespace

std::vector<DatasetIssue> suspectFindings(const Dataset& dataset, std::span<const std::size_t> images,
                                          std::span<const Suspect> suspects, const CandidateStore& store,
                                          std::span<const TruthImage> truth,
                                          const std::vector<std::string>& names) {
    std::vector<DatasetIssue> findings;
    for (const Suspect& suspect : suspects) {
        const ErrorItem& item = suspect.item;
        const ImageRow record = dataset.images.at(images[item.image]);
        DatasetIssue finding{
            .kind = IssueKind::suspected_label,
            .file = record.annotation_file.empty() ? record.image_file : record.annotation_file};
        const ErrorBoxes boxes = boxesOf(item, store, truth);
        if (boxes.object && item.object >= 0) {
            const auto object = static_cast<std::size_t>(item.object);
            finding.line = record.object(object).line;
            finding.object =
                names.at(static_cast<std::size_t>(boxes.object_label - 1)) + " " + std::to_string(object + 1);
        }
        finding.detail = detailOf(suspect, boxes, truth[item.image], names);
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace priorscope
