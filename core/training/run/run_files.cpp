#include "core/training/run/run_files.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "core/base/files/atomic_file.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/base/fingerprint.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/base/json/json_file.hpp"
#include "core/base/json/named_value.hpp"
#include "core/base/text/line_splitter.hpp"
#include "core/base/text/number_text.hpp"
#include "core/training/evaluation/watched_images.hpp"
#include "core/training/plan/fitting_options.hpp"
#include "core/training/plan/training_option_table.hpp"
#include "core/training/steering/run_requests.hpp"

namespace priorscope {
namespace {

constexpr const char* kTrainSelection = "train_selection";
constexpr const char* kValSelection = "val_selection";

void addWhereKept(nlohmann::json& json, const char* key, const std::optional<StoredSelection>& selection) {
    if (selection) {
        json[key] = toJson(*selection);
    }
}

constexpr std::array<std::string_view, 4> kChanges{"rate", "steps", "finish", "evaluate"};

nlohmann::json toJson(const RunChange& change) {
    nlohmann::json json = {{"step", change.step},
                           {"evaluated_at", change.evaluated_at},
                           {"kind", kChanges[static_cast<std::size_t>(change.kind)]}};
    if (hasValue(change.kind)) {
        json["value"] = change.value;
    }
    return json;
}

RunChange changeFromJson(const nlohmann::json& json, const std::string& source) {
    RunChange change;
    std::string kind;
    JsonFields fields(json, source);
    fields.required("step", change.step)
        .required("evaluated_at", change.evaluated_at)
        .required("kind", kind)
        .optional("value", change.value)
        .finish();
    const auto known = findNamed<RunChange::Kind>(kChanges, kind);
    if (!known) {
        throwOnProblems(Core::tr("reading %1").arg(source),
                        {{"kind", Core::tr("there is no kind %1").arg(kind)}});
    }
    change.kind = known.value();
    if (const auto problem = problemWith(change.kind, change.value)) {
        throwOnProblems(Core::tr("reading %1").arg(source), {*problem});
    }
    return change;
}

std::vector<RunChange> changesOf(JsonFields& fields, const std::string& source) {
    std::vector<RunChange> changes;
    if (fields.has("changes")) {
        for (const nlohmann::json& each : fields.at("changes")) {
            changes.push_back(changeFromJson(each, source + ", changes"));
        }
    }
    return changes;
}

std::optional<RunTail> tailOf(JsonFields& fields, const std::string& source) {
    if (!fields.has("tail")) {
        return std::nullopt;
    }
    RunTail tail;
    JsonFields of_tail(fields.at("tail"), source + ", tail");
    of_tail.required("from", tail.from).required("steps", tail.steps).finish();
    return tail;
}

std::optional<StoredSelection> selectionOf(JsonFields& fields, const char* key, const std::string& source) {
    return fields.has(key) ? std::optional(storedSelectionFromJson(fields.at(key), source + ", " + key))
                           : std::nullopt;
}

}  // namespace

std::string datasetFingerprint(const Dataset& dataset, const std::vector<std::size_t>& images) {
    Fingerprint hash;
    for (const std::size_t index : images) {
        const ImageRow record = dataset.images[index];
        hash.add(record.id);
        hash.add(std::to_string(record.width) + "x" + std::to_string(record.height) +
                 (record.orientation == 1 ? "" : " turned " + std::to_string(record.orientation)));
        for (const Annotation& object : record.objects) {
            hash.add(dataset.className(object.label));
            hash.add(numberText(object.voc.xmin) + " " + numberText(object.voc.ymin) + " " +
                     numberText(object.voc.xmax) + " " + numberText(object.voc.ymax) +
                     (object.difficult ? " difficult" : "") + (object.crowd ? " crowd" : ""));
        }
    }
    return hash.hex();
}

std::string weightsFingerprint(const std::vector<double>& weights) {
    Fingerprint hash;
    for (const double weight : weights) {
        hash.add(numberText(weight));
    }
    return weights.empty() ? std::string() : hash.hex();
}

std::string programText(const std::string& priorscope, const std::string& torch) {
    return priorscope + ", torch " + torch;
}

std::string fileFingerprint(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string buffer(std::size_t{1} << 20, '\0');
    Fingerprint hash;
    while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0) {
        hash.add({buffer.data(), static_cast<std::size_t>(in.gcount())});
    }
    if (!in.eof()) {
        throw Error({.action = Core::tr("reading the weights"),
                     .file = file.string(),
                     .reason = Core::tr("the file cannot be read"),
                     .remedy = Core::tr("Check the path and its permissions")});
    }
    return hash.hex();
}

void writeRunJson(const std::filesystem::path& folder, const TrainingOptions& options,
                  const DetectorSpec& spec, const RunHeader& header) {
    TrainingOptions stored = options;
    stored.dataset = storedPath(options.dataset);
    stored.weights = storedPath(options.weights);
    stored.negatives = storedPath(options.negatives);
    stored.sampling_weights = storedPath(options.sampling_weights);
    stored.hard_negatives = storedPath(options.hard_negatives);
    nlohmann::json json = {{"format", kRunFormat},
                           {"priorscope", header.priorscope},
                           {"torch", header.torch},
                           {"continued_by", header.continued_by},
                           {"device", header.device},
                           {"continued_on", header.continued_on},
                           {"started", header.started},
                           {"dataset_fingerprint", header.dataset_fingerprint},
                           {"images", header.images},
                           {"val_fingerprint", header.val_fingerprint},
                           {"initial_weights", storedPath(header.initial_weights)},
                           {"weights_fingerprint", header.weights_fingerprint},
                           {"negatives_fingerprint", header.negatives_fingerprint},
                           {"weights_of_images", header.weights_of_images},
                           {"hard_negatives", header.hard_negatives},
                           {"options", toJson(stored)},
                           {"spec", toJson(spec)}};
    if (header.course.tail) {
        json["tail"] = {{"from", header.course.tail->from}, {"steps", header.course.tail->steps}};
    }
    for (const RunChange& change : header.course.changes) {
        json["changes"].push_back(toJson(change));
    }
    addWhereKept(json, kTrainSelection, header.train_selection);
    addWhereKept(json, kValSelection, header.val_selection);
    writeFileAtomically(Core::tr("writing the run's options"), folder / "run.json", json.dump(2) + "\n");
}

void readRunJson(const std::filesystem::path& folder, TrainingOptions& options, DetectorSpec& spec,
                 RunHeader& header, const DetectorFamilies& families) {
    const Sentence action = Core::tr("reading the run");
    const std::filesystem::path file = folder / "run.json";
    if (!std::filesystem::exists(file)) {
        throw Error({.action = action,
                     .file = folder.string(),
                     .reason = Core::tr("it holds no run.json"),
                     .remedy = Core::tr("Choose the folder of a training run")});
    }
    const nlohmann::json json = readJsonFile(file, action);
    if (json.is_object() && json.contains("format") && json["format"].is_number_integer() &&
        (json["format"] < 1 || json["format"] > kRunFormat)) {
        throw Error({.action = action,
                     .file = file.string(),
                     .reason = Core::tr("it has format %1, this program knows 1 to %2")
                                   .arg(json["format"].dump())
                                   .arg(kRunFormat),
                     .remedy = Core::tr("Use the version of Priorscope that wrote it, or a newer one")});
    }
    nlohmann::json options_json;
    nlohmann::json spec_json;
    JsonFields fields(json, file.string());
    header.train_selection = selectionOf(fields, kTrainSelection, file.string());
    header.val_selection = selectionOf(fields, kValSelection, file.string());
    header.course = {.changes = changesOf(fields, file.string()), .tail = tailOf(fields, file.string())};
    fields.required("format", header.format)
        .optional("priorscope", header.priorscope)
        .optional("torch", header.torch)
        .optional("continued_by", header.continued_by)
        .optional("device", header.device)
        .optional("continued_on", header.continued_on)
        .optional("val_fingerprint", header.val_fingerprint)
        .required("started", header.started)
        .required("dataset_fingerprint", header.dataset_fingerprint)
        .required("images", header.images)
        .optional("initial_weights", header.initial_weights)
        .optional("weights_fingerprint", header.weights_fingerprint)
        .optional("negatives_fingerprint", header.negatives_fingerprint)
        .optional("weights_of_images", header.weights_of_images)
        .optional("hard_negatives", header.hard_negatives)
        .required("options", options_json)
        .required("spec", spec_json)
        .finish();
    header.initial_weights = pathFromStored(header.initial_weights);
    if (options_json.is_object() && !options_json.contains("device")) {
        options_json["device"] = "cpu";  // earlier versions only ran on the CPU
    }
    const std::string of_options = file.string() + ", options";
    options = trainingOptionTable().uncheckedFromJson(options_json, of_options);
    throwOnProblems(Core::tr("reading %1").arg(of_options),
                    problemsOf(options, header.val_selection.has_value()));
    options.dataset = pathFromStored(options.dataset);
    options.weights = pathFromStored(options.weights);
    options.negatives = pathFromStored(options.negatives);
    options.sampling_weights = pathFromStored(options.sampling_weights);
    options.hard_negatives = pathFromStored(options.hard_negatives);
    spec = detectorSpecFromJson(spec_json, file.string() + ", spec", families);
}

void undoRun(const std::filesystem::path& folder, std::unique_ptr<RunLock>& lock, bool made_folder) {
    std::error_code ignored;  // leftovers must not hide the failure being reported
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator it(folder, ignored), end; !ignored && it != end;
         it.increment(ignored)) {
        const std::string name = it->path().filename().string();
        const bool events = name.starts_with("events.out.tfevents.") && name.ends_with(".priorscope");
        if (events || name == "run.json" || name == "metrics.csv" || name == "troubles.json" ||
            name == "status.json" || name == "system.csv" || isPartOfWrite(it->path())) {
            files.push_back(it->path());
        }
    }
    for (const std::filesystem::path& file : files) {
        std::filesystem::remove(file, ignored);
    }
    std::filesystem::remove(folder / "checkpoints", ignored);  // only if it is empty
    removeWatchedAfter(folder, -1);
    removeRequests(folder);
    lock.reset();
    if (made_folder) {
        std::filesystem::remove(folder, ignored);
    }
}

void forEachMetricsLine(const std::filesystem::path& file,
                        const std::function<void(std::string_view line)>& visit) {
    constexpr std::size_t kChunk = std::size_t{1} << 20;
    if (!std::filesystem::exists(file)) {
        return;
    }
    std::ifstream in;
    if (std::filesystem::is_regular_file(file)) {
        in.open(file, std::ios::binary);
    }
    if (!in.is_open()) {
        throw Error({.action = Core::tr("reading the run's metrics"),
                     .file = file.string(),
                     .reason = Core::tr("the file cannot be read"),
                     .remedy = Core::tr("Check its permissions")});
    }
    std::string buffer(kChunk, '\0');
    LineSplitter lines(kLongestMetricsLine);
    while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0) {
        lines.take(std::string_view(buffer.data(), static_cast<std::size_t>(in.gcount())), visit);
    }
    if (!in.eof()) {
        throw Error({.action = Core::tr("reading the run's metrics"),
                     .file = file.string(),
                     .reason = Core::tr("reading it failed midway"),
                     .remedy = Core::tr("Check the disk; nothing in the run was changed")});
    }
}

}  // namespace priorscope
