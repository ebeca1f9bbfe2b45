#include "app/cli/threshold_arguments.hpp"

#include <map>
#include <string>

namespace priorscope::cli {

DetectionOptions SuppressionArguments::over(DetectionOptions own) const {
    own.nms_iou = nms_iou.value_or(own.nms_iou);
    own.nms = nms.value_or(own.nms);
    own.top_k = top_k.value_or(own.top_k);
    return own;
}

const char* nmsName(NmsMode mode) {
    return mode == NmsMode::per_class ? "class" : mode == NmsMode::agnostic ? "all" : "none";
}

void addSuppression(CLI::App& command, SuppressionArguments& arguments) {
    static const std::map<std::string, NmsMode> kModes{
        {"class", NmsMode::per_class}, {"all", NmsMode::agnostic}, {"none", NmsMode::none}};
    command
        .add_option("--nms-iou", arguments.nms_iou,
                    "Boxes that overlap a better one by more are suppressed; default: the detector's own")
        ->check(between(0.0, 1.0));
    command
        .add_option_function<std::string>(
            "--nms", [&arguments](const std::string& name) { arguments.nms = kModes.at(name); },
            "What suppresses a box: a better one of its class, of all classes, or none; default: class")
        ->check(CLI::IsMember({"class", "all", "none"}));
    command
        .add_option("--top-k", arguments.top_k, "Maximum detections per image; default: the detector's own")
        ->check(CLI::Range(1, 100000));
}

void addMatchIou(CLI::App& command, double& match_iou) {
    command.add_option("--match-iou", match_iou, "IoU at or above which a detection is right")
        ->check(between(0.01, 1.0))
        ->capture_default_str();
}

}  // namespace priorscope::cli
