#include "core/interchange/onnx/onnx_file.hpp"

#include <onnx/checker.h>

#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/files/files.hpp"
#include "core/interchange/onnx/onnx_builder.hpp"
#include "core/interchange/onnx/onnx_converter.hpp"
#include "core/interchange/onnx/onnx_evaluator.hpp"
#include "core/interchange/onnx/onnx_suppression.hpp"

namespace priorscope {
namespace {

constexpr int kOpset = 13;
constexpr int kIrVersion = 7;  // goes with opset 13
constexpr const char* kInput = "images";
// The inputs of the suppression, as intermediate values for anyone who needs them.
constexpr const char* kDecodedBoxes = "decoded_boxes";
constexpr const char* kDecodedScores = "decoded_scores";

/// The shape of a traced output, with the batch dimension dynamic or fixed to one.
std::vector<std::int64_t> outputSizes(const torch::jit::Value& value, ExportBatch batch) {
    std::vector<std::int64_t> sizes =
        value.type()->expect<c10::TensorType>()->sizes().concrete_sizes().value();
    sizes.at(0) = batch == ExportBatch::any ? -1 : 1;
    return sizes;
}

void describeModel(onnx::ModelProto& model, const nlohmann::json& metadata) {
    model.set_ir_version(kIrVersion);
    model.set_producer_name("Priorscope");
    model.set_producer_version(PRIORSCOPE_VERSION);
    model.add_opset_import()->set_version(kOpset);
    for (const auto& item : metadata.items()) {
        onnx::StringStringEntryProto* entry = model.add_metadata_props();
        entry->set_key(item.key());
        entry->set_value(item.value().is_string() ? item.value().get<std::string>() : item.value().dump());
    }
}

void addOutputs(OnnxBuilder& builder, const TracedNetwork& traced, const ExportOptions& options,
                const DetectorSpec& spec, const ExportLimits& limits,
                const std::vector<TensorMeaning>& outputs, const std::vector<OnnxValue>& values) {
    constexpr int kFloat = onnx::TensorProto_DataType_FLOAT;
    const auto traced_values = traced.graph->outputs().at(0)->node()->inputs();
    if (options.outputs != ExportOutputs::nms) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            builder.rename(values[i], outputs[i].name);
            builder.addOutput(outputs[i].name, kFloat, outputSizes(*traced_values[i], options.batch),
                              outputs[i].meaning);
        }
        return;
    }
    builder.rename(values[0], kDecodedBoxes);
    builder.rename(values[1], kDecodedScores);
    const std::vector<OnnxValue> found =
        addOnnxSuppression(builder,
                           {.boxes = kDecodedBoxes,
                            .scores = kDecodedScores,
                            .priors = outputSizes(*traced_values[0], options.batch).at(1),
                            .classes = static_cast<std::int64_t>(spec.classes.size())},
                           limits);
    const std::int64_t batch = options.batch == ExportBatch::any ? -1 : 1;
    const std::vector<std::vector<std::int64_t>> sizes = {
        {batch, limits.all.top_k, 4}, {batch, limits.all.top_k}, {batch, limits.all.top_k}, {batch}};
    for (std::size_t i = 0; i < found.size(); ++i) {
        const int type = i < 2 ? kFloat : static_cast<int>(onnx::TensorProto_DataType_INT64);
        builder.rename(found[i], outputs[i].name);
        builder.addOutput(outputs[i].name, type, sizes[i], outputs[i].meaning);
    }
}

}  // namespace

void writeOnnx(const TracedNetwork& traced, const ExportOptions& options, const DetectorSpec& spec,
               const ExportLimits& limits, const std::vector<TensorMeaning>& outputs,
               const nlohmann::json& metadata, const std::filesystem::path& file) {
    onnx::ModelProto model;
    describeModel(model, metadata);
    model.mutable_graph()->set_name(spec.name.empty() ? "detector" : spec.name);
    OnnxBuilder builder(*model.mutable_graph());
    const std::int64_t side = spec.inputSize();
    builder.addInput(kInput, {options.batch == ExportBatch::any ? -1 : 1, 3, side, side}, inputMeaning(spec));
    addOutputs(builder, traced, options, spec, limits, outputs,
               OnnxConverter(builder, traced.module, *traced.graph, kInput).convert());
    builder.dropUnreadInitializers();
    std::string bytes;
    if (!model.SerializeToString(&bytes)) {
        throw Error({.action = Core::tr("exporting to ONNX"),
                     .file = file.string(),
                     .reason = Core::tr("the model is larger than the 2 GB that an ONNX file can hold")});
    }
    AtomicFile out(Core::tr("exporting to ONNX"), file);
    out.write(bytes.data(), bytes.size());
    out.commit();
}

FileResult runOnnx(const std::filesystem::path& file, ExportOutputs outputs, const torch::Tensor& pixels) {
    onnx::ModelProto model;
    if (!model.ParseFromString(readFile(file, Core::tr("checking the export")))) {
        throw Error({.action = Core::tr("checking the export"),
                     .file = file.string(),
                     .reason = Core::tr("it is no ONNX model")});
    }
    try {
        onnx::checker::check_model(model);
    } catch (const std::exception& e) {  // the checker's own exceptions have no other base class
        throw Error({.action = Core::tr("checking the export"), .file = file.string(), .reason = e.what()});
    }
    std::vector<std::string> wanted;
    for (const onnx::ValueInfoProto& output : model.graph().output()) {
        wanted.push_back(output.name());
    }
    const std::size_t count = wanted.size();
    if (outputs == ExportOutputs::nms) {
        wanted.insert(wanted.end(), {kDecodedBoxes, kDecodedScores});
    }
    std::vector<torch::Tensor> values = evaluateOnnx(model, {{kInput, pixels}}, wanted);
    FileResult result;
    if (outputs == ExportOutputs::nms) {
        result.decoded = {values[count], values[count + 1]};
    }
    values.resize(count);
    result.outputs = std::move(values);
    return result;
}

}  // namespace priorscope
