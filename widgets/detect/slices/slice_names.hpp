// What groups of objects and detections are called.
#pragma once

#include <QString>

#include "core/evaluation/rescoring/slices.hpp"

namespace priorscope {

/// "Size at 300 px"
QString sliceKindTitle(SliceKind kind, const SplitSlices* slices);
/// How the groups are made, as a sentence.
QString sliceKindMeaning(SliceKind kind);
/// "16–32 px"
QString sliceName(const Slice& slice, const SplitSlices& slices);

}  // namespace priorscope
