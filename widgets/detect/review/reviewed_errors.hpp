// Detections and objects in the form in which they are reviewed.
#pragma once

#include <QString>
#include <optional>
#include <string>

#include "core/dataset/dataset.hpp"
#include "core/evaluation/rescoring/error_items.hpp"
#include "core/project/review.hpp"

namespace priorscope {

struct EvaluatedSplit;

/// The folder of a dataset as reviews have it.
std::string reviewedDataset(const Dataset& dataset);

/// @param run  DetectorOrigin::run
ReviewedError reviewedError(const Dataset& dataset, const ImageRow& record, const std::string& class_name,
                            const Box& box, bool is_object, const std::string& run);
ReviewedError reviewedError(const EvaluatedSplit& split, const ErrorItem& item);

/// Whether both are the same error, up to rounding.
bool isSameError(const ReviewedError& a, const ReviewedError& b);

/// "Model wrong"
QString verdictName(ReviewVerdict verdict);
/// "M", "L", "?"
QString verdictMark(ReviewVerdict verdict);

}  // namespace priorscope
