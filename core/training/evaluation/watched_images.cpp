#include "core/training/evaluation/watched_images.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/base/json/json_file.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr int kFormat = 1;
constexpr const char* kFolder = "evaluations";
constexpr std::string_view kPrefix = "step-";
constexpr std::string_view kSuffix = ".json";

fs::path fileOf(const fs::path& run_folder, std::int64_t step) {
    constexpr std::size_t kDigits = 8;  // so that a list by names is in order
    std::string digits = std::to_string(step);
    digits.insert(0, kDigits - std::min(kDigits, digits.size()), '0');
    return run_folder / kFolder / (std::string(kPrefix) + digits + std::string(kSuffix));
}

std::optional<std::int64_t> stepOf(std::string_view name) {
    if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) {
        return std::nullopt;
    }
    const std::string_view digits =
        name.substr(kPrefix.size(), name.size() - kPrefix.size() - kSuffix.size());
    std::int64_t step = -1;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), step);
    const bool is_whole = error == std::errc() && end == digits.data() + digits.size();
    return is_whole && step >= 0 ? std::optional(step) : std::nullopt;
}

nlohmann::json asJson(const Detection& detection) {
    nlohmann::json json = nlohmann::json::array({detection.label});
    for (const float value : {detection.score, detection.box.x_min, detection.box.y_min, detection.box.x_max,
                              detection.box.y_max}) {
        json.push_back(decimalFromFloat(value));
    }
    return json;
}

[[noreturn]] void refuse(const fs::path& file, const Sentence& reason) {
    throw Error({.action = Core::tr("reading what an evaluation found"),
                 .file = file.string(),
                 .reason = reason,
                 .remedy = Core::tr("Remove the file: nothing else depends on it")});
}

Detection detectionFrom(const nlohmann::json& json, std::size_t classes, const fs::path& file) {
    const bool has_numbers =
        json.is_array() && json.size() == 6 && json[0].is_number_integer() &&
        std::ranges::all_of(json, [](const nlohmann::json& each) { return each.is_number(); });
    if (!has_numbers) {
        refuse(file, Core::tr("a detection is not a label, a score and four numbers"));
    }
    const auto label = json[0].get<std::int64_t>();
    const auto number = [&](std::size_t place) { return json[place].get<float>(); };
    const Detection detection{.label = static_cast<std::int32_t>(label),
                              .score = number(1),
                              .box = {number(2), number(3), number(4), number(5)}};
    const auto is_share = [](float value) { return value >= 0.0F && value <= 1.0F; };
    const Box& box = detection.box;
    const bool is_fine = label >= 1 && label <= static_cast<std::int64_t>(classes) &&
                         is_share(detection.score) && is_share(box.x_min) && is_share(box.y_min) &&
                         is_share(box.x_max) && is_share(box.y_max) && box.x_min <= box.x_max &&
                         box.y_min <= box.y_max;
    if (!is_fine) {
        refuse(file, Core::tr("a detection is out of range"));
    }
    return detection;
}

}  // namespace

std::vector<Detection> shownDetections(const WatchedImage& image, const ClassMapping& mapping) {
    std::vector<Detection> shown;
    for (Detection each : image.detections) {
        if (each.score >= kDrawnWatchedScore) {
            each.label = mapping.label_of[static_cast<std::size_t>(each.label)];
            shown.push_back(each);
        }
    }
    return shown;
}

void writeWatchedImages(const fs::path& run_folder, const WatchedImages& images) {
    nlohmann::json json{{"format", kFormat}, {"step", images.step}, {"images", nlohmann::json::array()}};
    for (const WatchedImage& image : images.images) {
        nlohmann::json detections = nlohmann::json::array();
        for (const Detection& each : image.detections) {
            detections.push_back(asJson(each));
        }
        json["images"].push_back({{"id", storedPath(image.id)}, {"detections", std::move(detections)}});
    }
    const fs::path file = fileOf(run_folder, images.step);
    const Sentence action = Core::tr("keeping what an evaluation found");
    std::error_code failure;
    fs::create_directories(file.parent_path(), failure);
    if (failure) {
        throw Error({.action = action, .file = file.parent_path().string(), .reason = failure.message()});
    }
    writeFileAtomically(action, file, json.dump() + "\n");
}

std::vector<std::int64_t> watchedSteps(const fs::path& run_folder) {
    std::vector<std::int64_t> steps;
    std::error_code absent;
    for (fs::directory_iterator it(run_folder / kFolder, absent), end; !absent && it != end;
         it.increment(absent)) {
        if (const auto step = stepOf(it->path().filename().string())) {
            steps.push_back(*step);
        }
    }
    std::ranges::sort(steps);
    return steps;
}

WatchedImages readWatchedImages(const fs::path& run_folder, std::int64_t step, std::size_t classes) {
    const fs::path file = fileOf(run_folder, step);
    const nlohmann::json json = readJsonFile(file, Core::tr("reading what an evaluation found"));
    WatchedImages result;
    int format = 0;
    nlohmann::json images;
    JsonFields(json, file.string())
        .required("format", format)
        .required("step", result.step)
        .required("images", images)
        .finish();
    if (format != kFormat || result.step != step || !images.is_array()) {
        refuse(file, Core::tr("it is not what an evaluation at step %1 has kept").arg(step));
    }
    for (const nlohmann::json& each : images) {
        WatchedImage image;
        nlohmann::json detections;
        JsonFields(each, file.string()).required("id", image.id).required("detections", detections).finish();
        image.id = pathFromStored(image.id);
        for (const nlohmann::json& detection : detections) {
            image.detections.push_back(detectionFrom(detection, classes, file));
        }
        result.images.push_back(std::move(image));
    }
    return result;
}

void removeWatchedAfter(const fs::path& run_folder, std::int64_t step) {
    std::error_code ignored;  // a leftover is written over, or is of a step that no evaluation has
    std::vector<fs::path> files;
    for (fs::directory_iterator it(run_folder / kFolder, ignored), end; !ignored && it != end;
         it.increment(ignored)) {
        const auto of = stepOf(it->path().filename().string());
        if ((of && *of > step) || isPartOfWrite(it->path())) {
            files.push_back(it->path());
        }
    }
    for (const fs::path& file : files) {
        fs::remove(file, ignored);
    }
    if (step < 0) {
        fs::remove(run_folder / kFolder, ignored);  // only if it is empty
    }
}

}  // namespace priorscope
