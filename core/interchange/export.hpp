// Exports a trained model for PyTorch, TorchScript or ONNX.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/progress.hpp"
#include "core/detection/operating_point.hpp"
#include "core/model/detector.hpp"

namespace priorscope {

enum class ExportFormat {
    state_dict,   ///< torch.load and load_state_dict(strict=True)
    safetensors,  ///< the same weights, without pickle
    torchscript,  ///< torch.jit.load: a self-contained network that needs neither our code nor torchvision
    onnx,         ///< OpenCV, ONNX Runtime and others; opset 13
};

/// The outputs of an exported network. N is the batch size, P the number of priors, in their order, C the
/// number of classes.
enum class ExportOutputs {
    raw,      ///< the heads: for SSD logits [N, P, C + 1] and offsets [N, P, 4]
    decoded,  ///< boxes [N, P, 4], fractions of the input, clipped to it; scores [N, P, C + 1], probabilities
    nms,      ///< boxes [N, top_k, 4], scores, labels [N, top_k], counts [N]; best first, zero-padded
};

enum class ExportBatch {
    one,  ///< ONNX: N is fixed to 1, which every runtime supports
    any,  ///< N is dynamic; in TorchScript it always is
};

struct ExportOptions {
    ExportFormat format = ExportFormat::state_dict;
    ExportOutputs outputs = ExportOutputs::decoded;  ///< for torchscript and onnx
    ExportBatch batch = ExportBatch::one;            ///< for torchscript and onnx
    /// Stored in the file of any format; nms outputs are the detections at it.
    std::optional<OperatingPoint> operating_point{};
    /// Stored in the file of any format: what the weights were trained on, as JSON, from
    /// provenanceForExport(). Empty: not known.
    std::string trained_on{};
    // For nms outputs; defaults are the operating point's values, else the spec's own.
    std::optional<float> min_score{};  ///< keep scores above; [0, 1)
    std::optional<float> nms_iou{};    ///< suppress boxes that overlap a better one by more; [0, 1]
    std::optional<int> per_class{};    ///< best candidates per class before suppression; > 0
    std::optional<int> top_k{};        ///< maximum number of detections per image; > 0

    bool runs() const { return format == ExportFormat::torchscript || format == ExportFormat::onnx; }
    std::vector<Problem> validate() const;
    bool operator==(const ExportOptions&) const = default;
};

/// Without the operating point and the training data, which are not the user's choice of a moment.
nlohmann::json toJson(const ExportOptions& options);
/// @param source  names the document in errors
/// @throws Error naming the unknown key or the invalid value
ExportOptions exportOptionsFromJson(const nlohmann::json& json, const std::string& source);

/// Names of formats, outputs and batch modes, as the command line and JSON spell them.
std::string exportName(ExportFormat format);
std::string exportName(ExportOutputs outputs);
std::string exportName(ExportBatch batch);
/// @throws Error that lists the names
ExportFormat exportFormatFromName(const std::string& name);
ExportOutputs exportOutputsFromName(const std::string& name);
ExportBatch exportBatchFromName(const std::string& name);
/// ".pth", ".safetensors", ".pt", ".onnx"
std::string exportSuffix(ExportFormat format);

/// What was written, and how much its results differ from the program's own network.
struct ExportReport {
    std::filesystem::path file;
    std::int64_t bytes = 0;
    std::int64_t tensors = 0;                ///< weights that were read back and compared equal
    int images = 0;                          ///< images that were run through the file; 0 for weights only
    double largest_box_difference_px = 0.0;  ///< pixels of the input, over every prior's box
    double largest_score_difference = 0.0;   ///< over every prior's class probabilities
    std::int64_t detections = 0;             ///< nms outputs: how many were compared and are equal
    /// Why torchvision's default box generator cannot produce the detector's priors: a program that loads
    /// only the weights needs another one. Empty if it can.
    Sentence not_torchvision{};
};

/// Writes the file under a temporary name, reads it back, runs it on a generated image (two if the batch is
/// dynamic) and compares the results with the program's own network; only then is the file renamed. Weights
/// must be equal, boxes within 0.05 input pixels, scores within 1e-5 (ONNX: 1e-4), detections identical.
/// @return none if stopped; then, and on any error, no new file is left behind and an existing one is
/// unchanged
/// @throws Error if an option is invalid, the file cannot be written, a layer has no counterpart in the
///         format, or the file gives different results
std::optional<ExportReport> exportDetector(const Detector& detector, const ExportOptions& options,
                                           const std::filesystem::path& file, std::stop_token stop = {},
                                           const ProgressFn& progress = {});

}  // namespace priorscope
