#include "widgets/detect/split/split_warnings.hpp"

#include <QCoreApplication>
#include <QStringList>

#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/split/split_detections_service.hpp"

namespace priorscope {
namespace {

struct SplitWarnings {
    Q_DECLARE_TR_FUNCTIONS(priorscope::SplitWarnings)
};

}  // namespace

QString warningsOf(const EvaluatedSplit& split) {
    QStringList sentences;
    for (const Sentence& seen : split.seen) {
        sentences.append(SplitWarnings::tr("%1.").arg(sentenceText(seen)));
    }
    if (split.filter) {
        sentences.append(
            SplitWarnings::tr(
                "Only what the filter shows counts. Images: %1; objects: %2; objects that it hides "
                "in these images are ignored: %3.")
                .arg(countText(split.looked_at.images), countText(split.looked_at.objects),
                     countText(split.looked_at.ignored)));
    }
    if (split.dataset->classes.empty()) {
        sentences.append(SplitWarnings::tr(
            "These images have no annotations: every detection counts as false, which is right only if they "
            "show no object."));
    }
    if (const std::int64_t left_out = split.evaluation.absent + split.evaluation.unreadable; left_out > 0) {
        sentences.append(
            SplitWarnings::tr(
                "Images that are missing or cannot be decoded are left out: %1. The log names them.")
                .arg(countText(left_out)));
    }
    return sentences.join(u' ');
}

}  // namespace priorscope
