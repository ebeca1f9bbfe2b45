// A run's options as text for people.
#pragma once

#include <string>

#include "core/model/detector_spec.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

/// A Markdown table: the detector, its classes and input, then every option with its unit. A value never
/// breaks the table.
std::string optionsAsMarkdown(const TrainingOptions& resolved, const DetectorSpec& spec);

}  // namespace priorscope
