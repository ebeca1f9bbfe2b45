#include "core/checkpoint/checkpoint_document.hpp"

#include <nlohmann/json.hpp>
#include <system_error>
#include <unordered_map>

#include "core/archive/torch_archive.hpp"
#include "core/base/error.hpp"
#include "core/model/detector_network.hpp"
#include "core/model/network_runner.hpp"

namespace priorscope {
namespace {

constexpr std::int64_t kFormat = 1;

Sentence loading() {
    return Core::tr("loading the checkpoint");
}

}  // namespace

std::string copyState(DetectorNetwork& network, const PickleValue& state) {
    std::unordered_map<std::string_view, const torch::Tensor*> given;
    for (std::size_t i = 0; i + 1 < state.items->size(); i += 2) {
        if ((*state.items)[i + 1].kind == PickleValue::Kind::tensor) {
            given.emplace((*state.items)[i].text, &(*state.items)[i + 1].tensor);
        }
    }
    const torch::NoGradGuard no_grad;
    for (const auto& [name, tensor] : namedState(network)) {
        const auto found = given.find(name);
        if (found == given.end() || found->second->sizes() != tensor.sizes()) {
            return name;
        }
        tensor.copy_(*found->second);
    }
    return {};
}

void throwWithoutSpec(const std::filesystem::path& file) {
    throw Error(
        {.action = loading(),
         .file = file.string(),
         .reason = Core::tr("it holds no detector spec, so Priorscope neither saved nor exported it"),
         .remedy = Core::tr("Make a checkpoint of bare weights with `priorscope-cli model create PRESET "
                            "--weights FILE --out NEW.pt`, and use that")});
}

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

std::pair<std::shared_ptr<DetectorNetwork>, PickleValue> loadCheckpointDocument(
    const std::filesystem::path& file, const DetectorFamilies& families) {
    PickleValue document = readTorchArchive(loading(), file);
    if (const PickleValue* format = document.find("priorscope_format");
        format != nullptr && (format->integer < 1 || format->integer > kFormat)) {
        throw Error(
            {.action = loading(),
             .file = file.string(),
             .reason = Core::tr("it has format %1, this program knows %2").arg(format->integer).arg(kFormat),
             .remedy = Core::tr("Use the version of Priorscope that wrote it, or a newer one")});
    }
    const PickleValue* spec = document.find("spec");
    const PickleValue* model = document.find("model");
    if (spec == nullptr || model == nullptr || spec->kind != PickleValue::Kind::string ||
        model->kind != PickleValue::Kind::dict) {
        throwWithoutSpec(file);
    }
    nlohmann::json json = nlohmann::json::parse(spec->text, nullptr, /*allow_exceptions=*/false);
    auto network = buildUnfilledNetwork(detectorSpecFromJson(json, file.string(), families));
    if (const std::string lacking = copyState(*network, *model); !lacking.empty()) {
        throw Error({.action = loading(),
                     .file = file.string(),
                     .reason = Core::tr("the weight %1 is missing or of another shape").arg(lacking)});
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

namespace torch_half {

void saveDetector(const Detector& detector, const std::filesystem::path& file, const CheckpointInfo& info) {
    DetectorNetwork& network = *networkOf(detector);
    const std::lock_guard lock(network.mutex());
    writeTorchArchive(Core::tr("saving the checkpoint"), file, checkpointDocument(network, info));
}

LoadedDetector loadCheckpoint(const std::filesystem::path& file, const DetectorFamilies& families) {
    auto [network, document] = loadCheckpointDocument(file, families);
    return {detectorOf(network), checkpointInfo(document), file};
}

}  // namespace torch_half
}  // namespace priorscope
