#pragma once

#include <QString>

#include "core/priors/prior_config.hpp"

namespace priorscope {

/// Whether the name is that of a built-in layout.
bool isPriorPreset(const std::string& name);
/// The layout's name; "ssd-tiny, edited" if it is named after a built-in layout but differs from it.
QString layoutName(const PriorConfig& config);
QString editedName(const QString& name);

}  // namespace priorscope
