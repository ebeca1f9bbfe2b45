#include "core/training/run/provenance.hpp"

#include <nlohmann/json.hpp>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/interchange/weights/export_description.hpp"
#include "core/training/run/run_files.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostIdBytes = std::size_t{8} << 20;
constexpr const char* kTrainSelection = "train_selection";
constexpr const char* kValSelection = "val_selection";

std::vector<std::string> classesOf(const ExportDescription& description) {
    std::vector<std::string> classes;
    for (const nlohmann::json& name : description.spec.value("classes", nlohmann::json::array())) {
        classes.push_back(name.is_string() ? name.get<std::string>() : std::string());
    }
    return classes;
}

std::optional<Provenance> provenanceInRun(const fs::path& checkpoint, const DetectorFamilies& families) {
    const fs::path folder = fs::absolute(checkpoint).lexically_normal().parent_path().parent_path();
    std::error_code unreadable;  // then there is no run to read
    if (!fs::is_regular_file(folder / "run.json", unreadable)) {
        return std::nullopt;
    }
    TrainingOptions options;
    DetectorSpec spec;
    RunHeader header;
    readRunJson(folder, options, spec, header, families);
    return Provenance{.dataset = options.dataset,
                      .dataset_fingerprint = header.dataset_fingerprint,
                      .split = options.split,
                      .val_split = options.val_split,
                      .train_selection = std::move(header.train_selection),
                      .val_selection = std::move(header.val_selection),
                      .checkpoint = checkpoint.stem().string(),
                      .classes = std::move(spec.classes)};
}

std::optional<StoredSelection> selectionAt(JsonFields& fields, const char* key, const std::string& source) {
    return fields.has(key) ? std::optional(storedSelectionFromJson(fields.at(key), source + ", " + key))
                           : std::nullopt;
}

/// Keys of later versions are passed over: an export must open in this one.
Provenance provenanceFromJson(const nlohmann::json& json, const std::string& source) {
    Provenance provenance;
    JsonFields fields(json, source);
    fields.required("dataset", provenance.dataset)
        .required("fingerprint", provenance.dataset_fingerprint)
        .required("split", provenance.split)
        .required("val_split", provenance.val_split)
        .required("checkpoint", provenance.checkpoint);
    provenance.dataset = pathFromStored(provenance.dataset);
    provenance.train_selection = selectionAt(fields, kTrainSelection, source);
    provenance.val_selection = selectionAt(fields, kValSelection, source);
    return provenance;
}

void addSelection(nlohmann::json& json, const char* key, std::optional<StoredSelection> selection) {
    if (!selection) {
        return;
    }
    std::size_t bytes = 0;
    for (const std::string& id : selection->images) {
        bytes += id.size() + 3;
    }
    if (bytes > kMostIdBytes) {
        selection->images.clear();
    }
    json[key] = toJson(*selection);
}

}  // namespace

std::optional<Provenance> provenanceOf(const fs::path& checkpoint, const DetectorFamilies& families) {
    if (checkpoint.empty()) {  // weights of this moment
        return std::nullopt;
    }
    const std::optional<ExportDescription> description = exportDescription(checkpoint);
    // Anything else under that key is another program's.
    if (!description || !description->trained_on.is_object()) {
        return provenanceInRun(checkpoint, families);
    }
    Provenance provenance =
        provenanceFromJson(description->trained_on, checkpoint.string() + ", " + kTrainedOnKey);
    provenance.classes = classesOf(*description);
    return provenance;
}

nlohmann::json toJson(const Provenance& provenance) {
    nlohmann::json json{{"dataset", storedPath(provenance.dataset)},
                        {"fingerprint", provenance.dataset_fingerprint},
                        {"split", provenance.split},
                        {"val_split", provenance.val_split},
                        {"checkpoint", provenance.checkpoint}};
    addSelection(json, kTrainSelection, provenance.train_selection);
    addSelection(json, kValSelection, provenance.val_selection);
    return json;
}

std::optional<ChosenOn> thresholdsChosenOn(const fs::path& checkpoint) {
    if (const std::optional<ChosenOn> kept = operatingPointChosenOn(checkpoint)) {
        return kept;
    }
    try {
        const std::optional<ExportDescription> description = exportDescription(checkpoint);
        if (description && description->operating_point.is_object()) {
            return operatingPointFromJson(description->operating_point, checkpoint.string(),
                                          classesOf(*description))
                .chosen_on;
        }
    } catch (const Error&) {  // who uses the point is told
    }
    return std::nullopt;
}

}  // namespace priorscope
