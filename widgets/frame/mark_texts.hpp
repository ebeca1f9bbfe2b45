// What marks of images, and conditions on them, are called.
#pragma once

#include <QString>
#include <string>

#include "core/dataset/image_filter.hpp"

namespace priorscope {

/// @param kind  one of markKinds()
QString markKindTitle(const std::string& kind);

/// Findings by their titles; what the user named as it is.
QString shownMarkName(const std::string& kind, const std::string& name);

/// "night or rain", "not done"
QString shownMark(const MarkCondition& condition);
QString markTip(const MarkCondition& condition);

}  // namespace priorscope
