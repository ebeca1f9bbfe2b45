// What an object of an image is called, and findings about it.
#pragma once

#include <cstddef>
#include <string>

#include "core/dataset/dataset.hpp"
#include "core/dataset/issue_kind.hpp"

namespace priorscope {

/// "person 2": class, and number within the image. @param object  < image.objects.size()
std::string objectName(const Dataset& dataset, const ImageRow& image, std::size_t object);

/// A finding about an object. It names the annotation's file, or the image's where one file describes many.
DatasetIssue objectFinding(const Dataset& dataset, IssueKind kind, std::size_t image, std::size_t object,
                           Sentence detail);

/// "12 more of this kind": those that are not told one by one.
DatasetIssue restOfFindings(const Dataset& dataset, IssueKind kind, std::size_t count);

}  // namespace priorscope
