#include "core/training/checkpoint.hpp"

#include <nlohmann/json.hpp>
#include <unordered_map>

#include "core/base/error.hpp"
#include "core/interchange/torch_archive.hpp"
#include "core/model/detector_network.hpp"
#include "core/training/checkpoint_document.hpp"

namespace priorscope {
namespace {

constexpr const char* kSaving = "saving the checkpoint";
constexpr const char* kLoading = "loading the checkpoint";
constexpr std::int64_t kFormat = 1;

/// The state dict inside a document: under "model" or "state_dict", or the document itself.
const PickleValue& stateDictOf(const PickleValue& document, const std::filesystem::path& file) {
    for (const char* key : {"model", "state_dict"}) {
        if (const PickleValue* inner = document.find(key);
            inner != nullptr && inner->kind == PickleValue::Kind::dict) {
            return *inner;
        }
    }
    if (document.kind != PickleValue::Kind::dict) {
        throw Error(
            {.action = kLoading, .file = file.string(), .reason = "it holds no dictionary of weights"});
    }
    return document;
}

}  // namespace

PickleValue stateDictValue(const DetectorNetwork& network) {
    PickleValue dict = PickleValue::makeDict();
    for (const auto& [name, tensor] : namedState(network)) {
        dict.set(name, PickleValue::of(tensor));
    }
    return dict;
}

PickleValue checkpointDocument(const DetectorNetwork& network, const CheckpointInfo& info) {
    PickleValue document = PickleValue::makeDict();
    document.set("priorscope_format", PickleValue::of(kFormat));
    document.set("spec", PickleValue::of(toJson(network.spec()).dump()));
    document.set("model", stateDictValue(network));
    document.set("step", PickleValue::of(info.step));
    document.set("map_voc07", info.map_voc07 ? PickleValue::of(*info.map_voc07) : PickleValue{});
    return document;
}

WeightReport copyWeights(DetectorNetwork& network, const PickleValue& state) {
    WeightReport report;
    std::unordered_map<std::string, torch::Tensor> given;
    for (std::size_t i = 0; i + 1 < state.items->size(); i += 2) {
        if ((*state.items)[i + 1].kind == PickleValue::Kind::tensor) {
            given.emplace((*state.items)[i].text, (*state.items)[i + 1].tensor);
        }
    }
    const torch::NoGradGuard no_grad;
    for (const auto& [name, tensor] : namedState(network)) {
        const auto found = given.find(name);
        if (found == given.end()) {
            report.missing.push_back(name);
            continue;
        }
        if (found->second.sizes() != tensor.sizes()) {
            report.reshaped.push_back(name);
        } else {
            tensor.copy_(found->second);
            report.taken.push_back(name);
        }
        given.erase(found);
    }
    for (std::size_t i = 0; i + 1 < state.items->size(); i += 2) {
        if (given.contains((*state.items)[i].text)) {
            report.unexpected.push_back((*state.items)[i].text);
        }
    }
    return report;
}

std::pair<std::shared_ptr<DetectorNetwork>, PickleValue> loadCheckpointDocument(
    const std::filesystem::path& file) {
    PickleValue document = readTorchArchive(kLoading, file);
    const PickleValue* spec = document.find("spec");
    const PickleValue* model = document.find("model");
    if (spec == nullptr || model == nullptr || spec->kind != PickleValue::Kind::string ||
        model->kind != PickleValue::Kind::dict) {
        throw Error({.action = kLoading,
                     .file = file.string(),
                     .reason = "it holds no detector spec, so it is no Priorscope checkpoint",
                     .remedy = "For bare weights use `model create PRESET --weights FILE`"});
    }
    nlohmann::json json = nlohmann::json::parse(spec->text, nullptr, /*allow_exceptions=*/false);
    auto network = buildNetwork(detectorSpecFromJson(json, file.string()), 0);
    const WeightReport report = copyWeights(*network, *model);
    const std::vector<std::string>& lacking = report.missing.empty() ? report.reshaped : report.missing;
    if (!lacking.empty()) {
        throw Error({.action = kLoading,
                     .file = file.string(),
                     .reason = std::to_string(report.missing.size() + report.reshaped.size()) +
                               " weights are missing or of another shape, the first is " + lacking.front()});
    }
    return {network, std::move(document)};
}

CheckpointInfo checkpointInfo(const PickleValue& document) {
    CheckpointInfo info;
    if (const PickleValue* step = document.find("step"); step != nullptr) {
        info.step = step->integer;
    }
    if (const PickleValue* map = document.find("map_voc07");
        map != nullptr && map->kind == PickleValue::Kind::real) {
        info.map_voc07 = map->real;
    }
    return info;
}

void saveDetector(const Detector& detector, const std::filesystem::path& file, const CheckpointInfo& info) {
    const std::lock_guard lock(detector.network()->mutex());
    writeTorchArchive(kSaving, file, checkpointDocument(*detector.network(), info));
}

LoadedDetector loadDetector(const std::filesystem::path& file) {
    auto [network, document] = loadCheckpointDocument(file);
    return {Detector(network), checkpointInfo(document)};
}

WeightReport loadWeights(Detector& detector, const std::filesystem::path& file) {
    const PickleValue document = readTorchArchive("loading weights", file);
    const PickleValue& state = stateDictOf(document, file);
    const std::lock_guard lock(detector.network()->mutex());
    WeightReport report = copyWeights(*detector.network(), state);
    if (report.taken.empty()) {
        throw Error({.action = "loading weights",
                     .file = file.string(),
                     .reason = "none of its " + std::to_string(state.items->size() / 2) +
                               " entries fits the detector " + detector.spec().name});
    }
    return report;
}

}  // namespace priorscope
