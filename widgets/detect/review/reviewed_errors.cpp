#include "widgets/detect/review/reviewed_errors.hpp"

#include <QCoreApplication>
#include <algorithm>

#include "core/base/files/stored_path.hpp"
#include "widgets/detect/split/split_detections_service.hpp"

namespace priorscope {
namespace {

struct ReviewTexts {
    Q_DECLARE_TR_FUNCTIONS(priorscope::ReviewTexts)
};

}  // namespace

std::string reviewedDataset(const Dataset& dataset) {
    return storedFolder(dataset.root);
}

ReviewedError reviewedError(const Dataset& dataset, const ImageRow& record, const std::string& class_name,
                            const Box& box, bool is_object, const std::string& run) {
    return {.dataset = reviewedDataset(dataset),
            .image = record.id,
            .class_name = class_name,
            .box = box,
            .is_object = is_object,
            .run = run};
}

ReviewedError reviewedError(const EvaluatedSplit& split, const ErrorItem& item) {
    const ErrorBoxes boxes = boxesOf(item, split.detections.candidates, split.truth);
    const std::vector<std::string>& names = split.detections.mapping.names;
    const auto label = static_cast<std::size_t>(item.label);
    const std::optional<Box> box = item.outcome ? boxes.detection : boxes.object;
    return reviewedError(*split.dataset, split.dataset->images[split.detections.images[item.image]],
                         label > 0 && label <= names.size() ? names[label - 1] : std::string(),
                         box.value_or(Box{}), !item.outcome, split.origin.run);
}

bool isSameError(const ReviewedError& a, const ReviewedError& b) {
    return concerns({.error = a, .verdict = ReviewVerdict::model_wrong}, b);
}

QString verdictName(ReviewVerdict verdict) {
    switch (verdict) {
        case ReviewVerdict::model_wrong:
            return ReviewTexts::tr("Model wrong");
        case ReviewVerdict::label_wrong:
            return ReviewTexts::tr("Label wrong");
        case ReviewVerdict::unsure:
            return ReviewTexts::tr("Unsure");
    }
    return {};
}

QString verdictMark(ReviewVerdict verdict) {
    switch (verdict) {
        case ReviewVerdict::model_wrong:
            return QStringLiteral("M");
        case ReviewVerdict::label_wrong:
            return QStringLiteral("L");
        case ReviewVerdict::unsure:
            return QStringLiteral("?");
    }
    return {};
}

}  // namespace priorscope
