// What steps of label edits are called.
#pragma once

#include <QString>

#include "core/project/label_journal.hpp"

namespace priorscope {

/// What an undo menu calls a step.
QString stepText(const LabelStep& step);

}  // namespace priorscope
