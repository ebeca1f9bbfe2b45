// Options of an export, and their spelling.
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/json/json_fields.hpp"
#include "core/compute/torch_half.hpp"
#include "core/interchange/export.hpp"

namespace priorscope {
namespace {

template <class Value, std::size_t count>
using Names = std::array<std::pair<Value, const char*>, count>;

constexpr Names<ExportFormat, 4> kFormats = {{{ExportFormat::state_dict, "state-dict"},
                                              {ExportFormat::safetensors, "safetensors"},
                                              {ExportFormat::torchscript, "torchscript"},
                                              {ExportFormat::onnx, "onnx"}}};
constexpr Names<ExportOutputs, 3> kOutputs = {
    {{ExportOutputs::raw, "raw"}, {ExportOutputs::decoded, "decoded"}, {ExportOutputs::nms, "nms"}}};
constexpr Names<ExportBatch, 2> kBatches = {{{ExportBatch::one, "1"}, {ExportBatch::any, "N"}}};

template <class Value, std::size_t count>
std::string nameOf(const Names<Value, count>& names, Value value) {
    for (const auto& [known, name] : names) {
        if (known == value) {
            return name;
        }
    }
    return {};
}

template <class Value, std::size_t count>
Value valueOf(const Names<Value, count>& names, const char* field, const std::string& wanted) {
    std::string all;
    for (const auto& [value, name] : names) {
        if (wanted == name) {
            return value;
        }
        all += (all.empty() ? "" : ", ") + std::string(name);
    }
    throw Error({.action = Core::tr("choosing the export"),
                 .reason = Core::tr("\"%1\" must be one of %2, got \"%3\"").arg(field).arg(all).arg(wanted)});
}

template <class Value>
void readOptional(JsonFields& fields, const std::string& key, std::optional<Value>& value) {
    if (Value given{}; fields.has(key)) {
        fields.optional(key, given);
        value = given;
    }
}

}  // namespace

std::string exportName(ExportFormat format) {
    return nameOf(kFormats, format);
}

std::string exportName(ExportOutputs outputs) {
    return nameOf(kOutputs, outputs);
}

std::string exportName(ExportBatch batch) {
    return nameOf(kBatches, batch);
}

ExportFormat exportFormatFromName(const std::string& name) {
    return valueOf(kFormats, "format", name);
}

ExportOutputs exportOutputsFromName(const std::string& name) {
    return valueOf(kOutputs, "outputs", name);
}

ExportBatch exportBatchFromName(const std::string& name) {
    return valueOf(kBatches, "batch", name == "n" ? "N" : name);
}

std::string exportSuffix(ExportFormat format) {
    constexpr Names<ExportFormat, 4> kSuffixes = {{{ExportFormat::state_dict, ".pth"},
                                                   {ExportFormat::safetensors, ".safetensors"},
                                                   {ExportFormat::torchscript, ".pt"},
                                                   {ExportFormat::onnx, ".onnx"}}};
    return nameOf(kSuffixes, format);
}

std::vector<Problem> ExportOptions::validate() const {
    std::vector<Problem> problems;
    if (min_score && !(*min_score >= 0.0F && *min_score < 1.0F)) {
        problems.push_back({"min_score", Core::tr("must be in [0, 1)")});
    }
    if (nms_iou && !(*nms_iou >= 0.0F && *nms_iou <= 1.0F)) {
        problems.push_back({"nms_iou", Core::tr("must be in [0, 1]")});
    }
    if (per_class && *per_class <= 0) {
        problems.push_back({"per_class", Core::tr("must be above 0")});
    }
    if (top_k && *top_k <= 0) {
        problems.push_back({"top_k", Core::tr("must be above 0")});
    }
    const bool suppresses = runs() && outputs == ExportOutputs::nms;
    if (!suppresses && (min_score || nms_iou || per_class || top_k)) {
        problems.push_back({"min_score, nms_iou, per_class, top_k",
                            Core::tr("are for outputs nms of the formats torchscript and onnx")});
    }
    return problems;
}

nlohmann::json toJson(const ExportOptions& options) {
    nlohmann::json json{{"format", exportName(options.format)},
                        {"outputs", exportName(options.outputs)},
                        {"batch", exportName(options.batch)}};
    if (options.min_score) {
        json["min_score"] = decimalFromFloat(*options.min_score);
    }
    if (options.nms_iou) {
        json["nms_iou"] = decimalFromFloat(*options.nms_iou);
    }
    if (options.per_class) {
        json["per_class"] = *options.per_class;
    }
    if (options.top_k) {
        json["top_k"] = *options.top_k;
    }
    return json;
}

ExportOptions exportOptionsFromJson(const nlohmann::json& json, const std::string& source) {
    ExportOptions options;
    std::string format = exportName(options.format);
    std::string outputs = exportName(options.outputs);
    std::string batch = exportName(options.batch);
    JsonFields fields(json, source);
    fields.required("format", format).optional("outputs", outputs).optional("batch", batch);
    readOptional(fields, "min_score", options.min_score);
    readOptional(fields, "nms_iou", options.nms_iou);
    readOptional(fields, "per_class", options.per_class);
    readOptional(fields, "top_k", options.top_k);
    fields.finish();
    options.format = exportFormatFromName(format);
    options.outputs = exportOutputsFromName(outputs);
    options.batch = exportBatchFromName(batch);
    return options;
}

std::optional<ExportReport> exportDetector(const Detector& detector, const ExportOptions& options,
                                           const std::filesystem::path& file, std::stop_token stop,
                                           const ProgressFn& progress) {
    throwOnProblems(Core::tr("exporting the detector"), options.validate());
    return torchHalf().export_detector(detector, options, file, stop, progress);
}

}  // namespace priorscope
