#include "core/detection/operating_point.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>

#include "core/base/files/atomic_file.hpp"
#include "core/base/files/files.hpp"
#include "core/base/fingerprint.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/base/json/json_file.hpp"
#include "core/base/json/named_value.hpp"
#include "core/base/text/number_text.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr int kFormat = 1;
constexpr std::array<std::string_view, 3> kModes{"class", "all", "none"};

Sentence reading() {
    return Core::tr("reading the operating point");
}

NmsMode modeNamed(const std::string& name, const std::string& source) {
    return valueNamed<NmsMode>(kModes, name, source,
                               Core::tr("\"nms\" must be class, all or none, got \"%1\"").arg(name));
}

std::vector<float> scoresFromJson(const nlohmann::json& json, const std::string& source,
                                  const std::vector<std::string>& classes) {
    std::vector<float> scores;
    bool is_same = json.is_array() && json.size() == classes.size();
    for (std::size_t i = 0; is_same && i < classes.size(); ++i) {
        std::string name;
        float score = 0.0F;
        JsonFields fields(json[i], source);
        fields.required("class", name).required("at_least", score);
        fields.finish();
        scores.push_back(score);
        is_same = name == classes[i];
    }
    if (!is_same) {
        throw Error({.action = Core::tr("reading %1").arg(source),
                     .reason = Core::tr("its classes are not the detector's"),
                     .remedy = Core::tr("Choose the detector's thresholds again, or remove the file")});
    }
    return scores;
}

nlohmann::json toJson(const ChosenOn& chosen) {
    nlohmann::json json{{"by", chosen.aim}, {"dataset", chosen.dataset}, {"split", chosen.split}};
    if (!chosen.where.empty()) {
        json["where"] = chosen.where;
    }
    return json;
}

ChosenOn chosenOnFromJson(const nlohmann::json& json, const std::string& source) {
    ChosenOn chosen;
    JsonFields fields(json, source);
    fields.required("by", chosen.aim).required("dataset", chosen.dataset).required("split", chosen.split);
    fields.optional("where", chosen.where);
    fields.finish();
    return chosen;
}

/// The file of a checkpoint.
struct KeptFile {
    std::string contents;  ///< of the checkpoint that it was chosen for
    nlohmann::json point;
};

/// @return nothing if there is none
/// @throws Error if it cannot be read
std::optional<KeptFile> readKept(const fs::path& checkpoint) {
    const fs::path file = operatingPointFile(checkpoint);
    std::error_code error;
    if (!fs::exists(file, error) && !error) {
        return std::nullopt;
    }
    const nlohmann::json json = readJsonFile(file, reading());
    int format = 0;
    KeptFile kept;
    JsonFields fields(json, file.string());
    fields.required("priorscope_operating_point", format);
    if (format != kFormat) {
        throw Error({.action = reading(),
                     .file = file.string(),
                     .reason = Core::tr("it has format %1, this program knows %2").arg(format).arg(kFormat),
                     .remedy = Core::tr("Use the version of Priorscope that wrote it, or a newer one")});
    }
    fields.required("checkpoint", kept.contents).required("point", kept.point);
    fields.finish();
    return kept;
}

}  // namespace

std::pair<float, float> OperatingPoint::scoreRange() const {
    const auto [low, high] = std::minmax_element(scores.begin(), scores.end());
    return scores.empty() ? std::pair(0.0F, 0.0F) : std::pair(*low, *high);
}

std::vector<Problem> OperatingPoint::validate(std::size_t classes) const {
    std::vector<Problem> problems;
    if (scores.size() != classes) {
        problems.push_back(
            {"scores",
             Core::tr("must be one for each of %1 classes, got %2").arg(classes).arg(scores.size())});
    }
    if (!std::all_of(scores.begin(), scores.end(), [](float s) { return s >= 0.0F && s <= 1.0F; })) {
        problems.push_back({"scores", Core::tr("must be in [0, 1]")});
    }
    const std::vector<Problem> others = DetectionOptions{.nms_iou = nms_iou, .top_k = top_k}.validate();
    problems.insert(problems.end(), others.begin(), others.end());
    return problems;
}

OperatingPoint operatingPointAt(const DetectionOptions& options, std::size_t classes) {
    return {.scores = std::vector<float>(classes, options.min_score),
            .nms_iou = options.nms_iou,
            .nms = options.nms,
            .top_k = options.top_k};
}

std::vector<Detection> selectDetections(const Candidates& candidates, const OperatingPoint& point) {
    throwOnProblems(Core::tr("selecting detections"), point.validate(point.scores.size()));
    Candidates reaching;
    reaching.floor = candidates.floor;
    for (const Candidate& candidate : candidates.items) {
        if (candidate.score >= point.scores.at(static_cast<std::size_t>(candidate.label - 1))) {
            reaching.items.push_back(candidate);
        }
    }
    return selectDetections(
        reaching, DetectionOptions{
                      .min_score = 0.0F, .nms_iou = point.nms_iou, .top_k = point.top_k, .nms = point.nms});
}

nlohmann::json toJson(const OperatingPoint& point, const std::vector<std::string>& classes) {
    nlohmann::json scores = nlohmann::json::array();
    for (std::size_t i = 0; i < classes.size(); ++i) {
        scores.push_back({{"class", classes[i]}, {"at_least", decimalFromFloat(point.scores.at(i))}});
    }
    return {{"scores", std::move(scores)},
            {"nms_iou", decimalFromFloat(point.nms_iou)},
            {"nms", kModes.at(static_cast<std::size_t>(point.nms))},
            {"top_k", point.top_k},
            {"chosen", toJson(point.chosen_on)}};
}

OperatingPoint operatingPointFromJson(const nlohmann::json& json, const std::string& source,
                                      const std::vector<std::string>& classes) {
    OperatingPoint point;
    std::string mode;
    JsonFields fields(json, source);
    fields.required("nms_iou", point.nms_iou).required("nms", mode).required("top_k", point.top_k);
    if (fields.has("scores")) {
        point.scores = scoresFromJson(fields.at("scores"), source, classes);
    }
    if (fields.has("chosen")) {
        point.chosen_on = chosenOnFromJson(fields.at("chosen"), source);
    }
    fields.finish();
    point.nms = modeNamed(mode, source);
    throwOnProblems(Core::tr("reading %1").arg(source), point.validate(classes.size()));
    return point;
}

fs::path operatingPointFile(const fs::path& checkpoint) {
    fs::path file = checkpoint;
    file += ".operating-point.json";
    return file;
}

std::string checkpointContents(const fs::path& checkpoint) {
    Fingerprint hash;
    hash.add(readFile(checkpoint, reading()));
    return hash.hex();
}

KeptOperatingPoint keptOperatingPoint(const fs::path& checkpoint, const std::vector<std::string>& classes) {
    const std::optional<KeptFile> kept = readKept(checkpoint);
    if (!kept) {
        return {};
    }
    const fs::path file = operatingPointFile(checkpoint);
    if (kept->contents != checkpointContents(checkpoint)) {
        return {.ignored = Core::tr("The operating point in %1 is not used: it was chosen for other weights, "
                                    "the checkpoint has changed since")
                               .arg(file.filename().string())};
    }
    return {.point = operatingPointFromJson(kept->point, file.string(), classes)};
}

std::optional<ChosenOn> operatingPointChosenOn(const fs::path& checkpoint) {
    try {
        const std::optional<KeptFile> kept = readKept(checkpoint);
        if (kept && kept->contents == checkpointContents(checkpoint) && kept->point.contains("chosen")) {
            return chosenOnFromJson(kept->point.at("chosen"), operatingPointFile(checkpoint).string());
        }
    } catch (const Error&) {  // who uses the point is told
    }
    return std::nullopt;
}

void keepOperatingPoint(const fs::path& checkpoint, const std::string& contents, const OperatingPoint& point,
                        const std::vector<std::string>& classes) {
    const Sentence action = Core::tr("saving the operating point");
    throwOnProblems(action, point.validate(classes.size()));
    if (contents != checkpointContents(checkpoint)) {
        throw Error({.action = action,
                     .file = checkpoint.string(),
                     .reason = Core::tr("the checkpoint has changed since it was opened"),
                     .remedy = Core::tr("Open it again and evaluate it")});
    }
    const nlohmann::json json{
        {"priorscope_operating_point", kFormat}, {"checkpoint", contents}, {"point", toJson(point, classes)}};
    writeFileAtomically(action, operatingPointFile(checkpoint), json.dump(2) + '\n');
}

void forgetOperatingPoint(const fs::path& checkpoint) {
    const fs::path file = operatingPointFile(checkpoint);
    std::error_code error;
    fs::remove(file, error);
    if (error) {
        throw Error({.action = Core::tr("removing the operating point"),
                     .file = file.string(),
                     .reason = error.message(),
                     .remedy = Core::tr("Check the permissions")});
    }
}

Sentence describe(const OperatingPoint& point) {
    const auto [low, high] = point.scoreRange();
    const Sentence score = low == high ? Core::tr("score %1").arg(fixedText(static_cast<double>(low), 2))
                                       : Core::tr("score %1 to %2 by class")
                                             .arg(fixedText(static_cast<double>(low), 2))
                                             .arg(fixedText(static_cast<double>(high), 2));
    const Sentence nms =
        point.nms == NmsMode::none ? Core::tr("no NMS")
        : point.nms == NmsMode::agnostic
            ? Core::tr("NMS IoU %1 over all classes").arg(fixedText(static_cast<double>(point.nms_iou), 2))
            : Core::tr("NMS IoU %1").arg(fixedText(static_cast<double>(point.nms_iou), 2));
    return Core::tr("%1, %2, at most %3 an image").arg(score).arg(nms).arg(point.top_k);
}

}  // namespace priorscope
