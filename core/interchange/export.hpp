// Leaving with a trained model: for PyTorch, for TorchScript, for ONNX.
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
#include "core/model/detector.hpp"

namespace priorscope {

enum class ExportFormat {
    state_dict,   ///< torch.load and load_state_dict(strict=True)
    safetensors,  ///< the same weights, without pickle
    torchscript,  ///< torch.jit.load: the network itself, no code of ours and no torchvision needed
    onnx,         ///< OpenCV, ONNX Runtime and others; opset 13
};

/// What a network that was exported puts out. N is the batch, P the number of priors, in their order, C the
/// number of classes.
enum class ExportOutputs {
    raw,      ///< the heads: for SSD logits [N, P, C + 1] and offsets [N, P, 4]
    decoded,  ///< boxes [N, P, 4], fractions of the input, clipped to it; scores [N, P, C + 1], probabilities
    nms,      ///< boxes [N, top_k, 4], scores, labels [N, top_k], counts [N]; best first, filled with zeros
};

enum class ExportBatch {
    one,  ///< ONNX: N is 1, which every reader can plan for
    any,  ///< N is free; TorchScript's always is
};

struct ExportOptions {
    ExportFormat format = ExportFormat::state_dict;
    ExportOutputs outputs = ExportOutputs::decoded;  ///< for torchscript and onnx
    ExportBatch batch = ExportBatch::one;            ///< for torchscript and onnx
    // For outputs nms; where not given, the spec's own.
    std::optional<float> min_score{};  ///< keep scores above; [0, 1)
    std::optional<float> nms_iou{};    ///< suppress boxes that overlap a better one by more; [0, 1]
    std::optional<int> per_class{};    ///< best candidates of a class before suppression; > 0
    std::optional<int> top_k{};        ///< most detections an image; > 0

    bool runs() const { return format == ExportFormat::torchscript || format == ExportFormat::onnx; }
    std::vector<Problem> validate() const;
    bool operator==(const ExportOptions&) const = default;
};

nlohmann::json toJson(const ExportOptions& options);
/// @param source  names the document in errors
/// @throws Error naming the unknown key or the value that is none
ExportOptions exportOptionsFromJson(const nlohmann::json& json, const std::string& source);

/// The names of a format's, an output's or a batch's values, as the command line and JSON spell them.
std::string exportName(ExportFormat format);
std::string exportName(ExportOutputs outputs);
std::string exportName(ExportBatch batch);
/// @throws Error that lists the names
ExportFormat exportFormatFromName(const std::string& name);
ExportOutputs exportOutputsFromName(const std::string& name);
ExportBatch exportBatchFromName(const std::string& name);
/// ".pth", ".safetensors", ".pt", ".onnx"
std::string exportSuffix(ExportFormat format);

/// What was written, and by how much it differs from the program's own network.
struct ExportReport {
    std::filesystem::path file;
    std::int64_t bytes = 0;
    std::int64_t tensors = 0;                ///< weights that were read back and are equal
    int images = 0;                          ///< images that were run through the file; 0 for bare weights
    double largest_box_difference_px = 0.0;  ///< pixels of the input, over every prior's box
    double largest_score_difference = 0.0;   ///< of every prior's class probabilities
    std::int64_t detections = 0;             ///< outputs nms: how many were compared and are equal
    /// Why torchvision's generator of default boxes cannot make the detector's priors: a program that takes
    /// the weights alone needs another one. Empty where it can.
    std::string not_torchvision{};
};

/// Writes the file under a temporary name, reads it back, runs it on a drawn image (two where the batch is
/// free) and compares with the program's own network; only then the file takes its name. Weights must be
/// equal, boxes within 0.05 pixels of the input, scores within 1e-5 (ONNX: 1e-4), detections the same.
/// @return none if stopped; then, and on any error, no file is left behind and one that was there is as it
/// was
/// @throws Error where an option is wrong, the file cannot be written, a layer has no counterpart in the
///         format, or the file gives other results
std::optional<ExportReport> exportDetector(const Detector& detector, const ExportOptions& options,
                                           const std::filesystem::path& file, std::stop_token stop = {},
                                           const ProgressFn& progress = {});

}  // namespace priorscope
