#include "core/interchange/torchscript.hpp"

#include <torch/csrc/jit/runtime/jit_exception.h>

#include <iomanip>
#include <sstream>

#include "core/base/compute_error.hpp"
#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"

namespace priorscope {
namespace {

constexpr const char* kMetadataFile = "priorscope.json";

/// Greedy suppression of all classes of an image at once: one step per rank, not per candidate. Sorting is
/// stable, so that ties keep the order of priors and classes, as in the program's own rule.
constexpr const char* kSuppression = R"python(
def suppress(self, boxes: Tensor, scores: Tensor) -> Tuple[Tensor, Tensor, Tensor, Tensor]:
    images = boxes.size(0)
    found_boxes = torch.zeros([images, TOP_K, 4], dtype=boxes.dtype, device=boxes.device)
    found_scores = torch.zeros([images, TOP_K], dtype=scores.dtype, device=boxes.device)
    found_labels = torch.zeros([images, TOP_K], dtype=INT64, device=boxes.device)
    counts = torch.zeros([images], dtype=INT64, device=boxes.device)
    for n in range(images):
        foreground = FOREGROUND
        priors = (foreground > MIN_SCORE).any(dim=1).nonzero().squeeze(1)
        if priors.numel() > 0:
            of_class = foreground[priors].transpose(0, 1)
            depth = min(PER_CLASS, int((of_class > MIN_SCORE).sum(dim=1).max()))
            ranked, order = torch.sort(of_class, stable=True, dim=1, descending=True)
            ranked = ranked[:, :depth]
            corners = boxes[n][priors][order[:, :depth]]
            x0, y0, x1, y1 = corners.unbind(2)
            area = (x1 - x0).clamp(min=0) * (y1 - y0).clamp(min=0)
            across = torch.min(x1.unsqueeze(2), x1.unsqueeze(1)) - torch.max(x0.unsqueeze(2), x0.unsqueeze(1))
            down = torch.min(y1.unsqueeze(2), y1.unsqueeze(1)) - torch.max(y0.unsqueeze(2), y0.unsqueeze(1))
            shared = across.clamp(min=0) * down.clamp(min=0)
            overlaps = shared / (area.unsqueeze(2) + area.unsqueeze(1) - shared) > NMS_IOU
            overlaps = overlaps.triu(1)
            alive = (ranked > MIN_SCORE) & torch.isfinite(corners).all(dim=2)
            for rank in range(depth - 1):
                alive = alive & ~(overlaps[:, rank] & alive[:, rank:rank + 1])
            kept = torch.where(alive, ranked, torch.zeros_like(ranked)).flatten()
            best, place = torch.sort(kept, stable=True, dim=0, descending=True)
            count = min(TOP_K, int(alive.sum()))
            place = place[:count]
            found_boxes[n, :count] = corners.flatten(0, 1)[place]
            found_scores[n, :count] = best[:count]
            found_labels[n, :count] = torch.div(place, depth, rounding_mode="floor") + 1
            counts[n] = count
    return found_boxes, found_scores, found_labels, counts

def forward(self, images: Tensor) -> Tuple[Tensor, Tensor, Tensor, Tensor]:
    boxes, scores = self.decode(images)
    return self.suppress(boxes, scores)
)python";

std::string replaced(std::string text, const std::string& word, const std::string& value) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + value.size())) {
        text.replace(at, word.size(), value);
    }
    return text;
}

/// All digits, so that the script compares with exactly the same number.
std::string literal(float value) {
    std::ostringstream text;
    text << std::setprecision(17) << std::fixed << static_cast<double>(value);
    return text.str();
}

/// Scores that reach their class's threshold, and 0 for the others; without thresholds the scores themselves.
std::string foregroundSource(const std::vector<float>& class_scores) {
    if (class_scores.empty()) {
        return "scores[n, :, 1:]";
    }
    std::string thresholds;
    for (const float score : class_scores) {
        thresholds += (thresholds.empty() ? "" : ", ") + literal(score);
    }
    return "torch.where(scores[n, :, 1:] >= torch.tensor([" + thresholds +
           "], dtype=scores.dtype, device=scores.device), scores[n, :, 1:], torch.zeros_like(scores[n, :, "
           "1:]))";
}

std::string suppressionSource(const ExportLimits& given) {
    const Postprocessing& limits = given.all;
    // The C++ compiler for TorchScript source does not know torch.long, only the type's number.
    const auto int64 = std::to_string(static_cast<int>(torch::kInt64));
    std::string source = replaced(kSuppression, "FOREGROUND", foregroundSource(given.class_scores));
    source = replaced(source, "INT64", int64);
    source = replaced(source, "TOP_K", std::to_string(limits.top_k));
    source = replaced(source, "PER_CLASS", std::to_string(limits.per_class));
    source = replaced(source, "MIN_SCORE", literal(limits.min_score));
    return replaced(source, "NMS_IOU", literal(limits.nms_iou));
}

std::vector<torch::Tensor> tensorsOf(const c10::IValue& tuple) {
    std::vector<torch::Tensor> tensors;
    for (const c10::IValue& element : tuple.toTupleRef().elements()) {
        tensors.push_back(element.toTensor());
    }
    return tensors;
}

}  // namespace

void writeTorchScript(TracedNetwork traced, const ExportOptions& options, const ExportLimits& limits,
                      const std::string& metadata, const std::filesystem::path& file) {
    AtomicFile out(Core::tr("exporting to TorchScript"), file);
    try {
        if (options.outputs == ExportOutputs::nms) {
            addMethod(traced.module, "decode", traced.graph);
            traced.module.define(suppressionSource(limits));
        } else {
            addMethod(traced.module, "forward", traced.graph);
        }
        traced.module.eval();
        std::ostringstream archive;
        traced.module.save(archive, {{kMetadataFile, metadata}});
        const std::string bytes = std::move(archive).str();
        out.write(bytes.data(), bytes.size());
    } catch (const std::exception&) {
        rethrowAsError({.action = Core::tr("exporting to TorchScript"), .file = file.string()});
    }
    out.commit();
}

FileResult runTorchScript(const std::filesystem::path& file, ExportOutputs outputs,
                          const torch::Tensor& pixels) {
    const torch::NoGradGuard no_grad;
    try {
        torch::jit::Module module = torch::jit::load(file.string());
        if (outputs != ExportOutputs::nms) {
            return {tensorsOf(module.forward({pixels})), {}};
        }
        const std::vector<torch::Tensor> decoded = tensorsOf(module.get_method("decode")({pixels}));
        return {tensorsOf(module.get_method("suppress")({decoded.at(0), decoded.at(1)})),
                {decoded.at(0), decoded.at(1)}};
    } catch (const std::exception&) {
        rethrowAsError({.action = Core::tr("checking the export"), .file = file.string()});
    }
}

}  // namespace priorscope
