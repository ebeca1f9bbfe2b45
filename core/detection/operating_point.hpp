// The thresholds at which a detector is used: chosen on an evaluated split, kept beside its checkpoint.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/detection/detection.hpp"

namespace priorscope {

/// Where thresholds were chosen.
struct ChosenOn {
    std::string aim{};      ///< "score", "f1", "precision 0.9"
    std::string dataset{};  ///< folder, as storedPath() encodes it
    std::string split{};    ///< empty: all images
    std::string where{};    ///< the filter of images and objects; empty: none
    bool operator==(const ChosenOn&) const = default;
};

struct OperatingPoint {
    std::vector<float> scores{};  ///< [classes] detections of the class with it or a higher score; [0, 1]
    float nms_iou = 0.45F;        ///< [0, 1]
    NmsMode nms = NmsMode::per_class;
    int top_k = 200;  ///< > 0
    ChosenOn chosen_on{};

    /// The lowest and the highest score; both 0 without classes.
    std::pair<float, float> scoreRange() const;
    bool hasOneScore() const { return scoreRange().first == scoreRange().second; }
    /// @param classes  number of the detector's
    std::vector<Problem> validate(std::size_t classes) const;
    bool operator==(const OperatingPoint&) const = default;
};

/// The same score for every class.
OperatingPoint operatingPointAt(const DetectionOptions& options, std::size_t classes);

/// Detections at an operating point: first each class's score, then NMS, then the best top_k.
/// @param candidates  with labels 1 … point.scores.size()
/// @throws Error if a threshold is out of range
std::vector<Detection> selectDetections(const Candidates& candidates, const OperatingPoint& point);

/// @param classes  the detector's, [point.scores]
nlohmann::json toJson(const OperatingPoint& point, const std::vector<std::string>& classes);
/// @param classes  the detector's
/// @throws Error naming what is unknown, missing or out of range, or if its classes are others
OperatingPoint operatingPointFromJson(const nlohmann::json& json, const std::string& source,
                                      const std::vector<std::string>& classes);

/// The file in which the operating point of a checkpoint is kept: NAME.pt.operating-point.json.
std::filesystem::path operatingPointFile(const std::filesystem::path& checkpoint);

/// Names the contents of a checkpoint. @throws Error if it cannot be read
std::string checkpointContents(const std::filesystem::path& checkpoint);

struct KeptOperatingPoint {
    std::optional<OperatingPoint> point{};
    Sentence ignored{};  ///< why what is kept does not hold: the checkpoint has changed since; else empty
};
/// @throws Error if the file cannot be read or is not an operating point of these classes
KeptOperatingPoint keptOperatingPoint(const std::filesystem::path& checkpoint,
                                      const std::vector<std::string>& classes);
/// @param contents  checkpointContents() when the detector was loaded
/// @throws Error if it is not valid, the checkpoint has changed since, or the file cannot be written
void keepOperatingPoint(const std::filesystem::path& checkpoint, const std::string& contents,
                        const OperatingPoint& point, const std::vector<std::string>& classes);
/// Where the one that holds was chosen; none: there is none, or it cannot be read.
std::optional<ChosenOn> operatingPointChosenOn(const std::filesystem::path& checkpoint);
/// Does nothing if there is none. @throws Error if the file cannot be removed
void forgetOperatingPoint(const std::filesystem::path& checkpoint);

/// "score 0.35, NMS IoU 0.45, top 200", "score 0.31 to 0.62 by class, …".
Sentence describe(const OperatingPoint& point);

}  // namespace priorscope
