// Where exports describe their detector.
#pragma once

namespace priorscope {

/// Name of the entry of a zip archive with the description, JSON: {"program", "spec", …}. In a file of
/// safetensors its keys are those of the metadata.
constexpr const char* kDetectorNote = "priorscope.json";

}  // namespace priorscope
