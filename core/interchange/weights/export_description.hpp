// What exported weights say of themselves, read without their weights. Private to core: it needs no torch.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

namespace priorscope {

/// The keys of an export's description.
constexpr const char* kSpecKey = "spec";
constexpr const char* kOperatingPointKey = "operating_point";
constexpr const char* kTrainedOnKey = "trained_on";

/// Null where the file says nothing. Other keys are another program's, or of a later version.
struct ExportDescription {
    nlohmann::json spec{};
    nlohmann::json operating_point{};
    nlohmann::json trained_on{};
};

/// @return nothing if the file is no state dict and no safetensors file that this program exported, or cannot
///         be read: who loads it is told
std::optional<ExportDescription> exportDescription(const std::filesystem::path& file);

}  // namespace priorscope
