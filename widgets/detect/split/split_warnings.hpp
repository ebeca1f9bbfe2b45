// What the figures of an evaluated split do not say of themselves.
#pragma once

#include <QString>

namespace priorscope {

struct EvaluatedSplit;

/// Sentences: that a filter chose what counts, images that the detector has seen, images without annotations,
/// images left out. Empty: none.
QString warningsOf(const EvaluatedSplit& split);

}  // namespace priorscope
