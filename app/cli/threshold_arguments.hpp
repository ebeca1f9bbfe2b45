// Thresholds as commands take them.
#pragma once

#include <optional>

#include "app/cli/command.hpp"
#include "core/detection/detection.hpp"

namespace priorscope::cli {

/// NMS and top-k; what is not given is the detector's own.
struct SuppressionArguments {
    std::optional<float> nms_iou{};
    std::optional<NmsMode> nms{};
    std::optional<int> top_k{};

    bool isGiven() const { return nms_iou || nms || top_k; }
    DetectionOptions over(DetectionOptions own) const;
};

/// Adds --nms-iou, --nms and --top-k.
void addSuppression(CLI::App& command, SuppressionArguments& arguments);
/// "class", "all", "none"
const char* nmsName(NmsMode mode);

/// Adds --match-iou.
void addMatchIou(CLI::App& command, double& match_iou);

}  // namespace priorscope::cli
