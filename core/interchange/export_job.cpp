#include "core/interchange/export_job.hpp"

#include <unistd.h>

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "core/archive/torch_archive.hpp"
#include "core/base/compute_error.hpp"
#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/checkpoint/checkpoint_document.hpp"
#include "core/compute/compute.hpp"
#include "core/compute/torch_device.hpp"
#include "core/interchange/export_check.hpp"
#include "core/interchange/onnx/onnx_file.hpp"
#include "core/interchange/torchscript.hpp"
#include "core/interchange/weights/export_description.hpp"
#include "core/interchange/weights/safetensors.hpp"
#include "core/model/network_runner.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/priors/torchvision_layout.hpp"

namespace priorscope {
namespace {

// TorchScript runs the same operations; ONNX operators round in another order, which shows with large
// logits.
constexpr double kTorchScriptTolerance = 1e-5;
constexpr double kOnnxTolerance = 1e-4;
constexpr int kSteps = 4;  // record, write, read back, compare

/// A temporary name beside the target for an unverified file. It is deleted unless accepted.
class UncheckedFile {
  public:
    explicit UncheckedFile(std::filesystem::path target) : m_target(std::move(target)), m_path(m_target) {
        m_path += ".unchecked-" + std::to_string(::getpid());
    }
    ~UncheckedFile() {
        std::error_code ignored;  // there may be none
        std::filesystem::remove(m_path, ignored);
    }
    UncheckedFile(const UncheckedFile&) = delete;
    UncheckedFile& operator=(const UncheckedFile&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    void accept() const { renameDurably(Core::tr("exporting the detector"), m_path, m_target); }

  private:
    std::filesystem::path m_target;
    std::filesystem::path m_path;
};

/// Metadata stored in the file: everything needed to prepare images and to name detections.
nlohmann::json metadataOf(const DetectorSpec& spec, const ExportOptions& options) {
    nlohmann::json json{{"program", std::string("Priorscope ") + PRIORSCOPE_VERSION},
                        {kSpecKey, toJson(spec)}};
    if (options.operating_point) {
        json[kOperatingPointKey] = toJson(*options.operating_point, spec.classes);
    }
    if (!options.trained_on.empty()) {
        json[kTrainedOnKey] = nlohmann::json::parse(options.trained_on);
    }
    return json;
}

nlohmann::json metadataOf(DetectorSpec spec, const ExportOptions& options, const ExportLimits& limits,
                          const std::vector<TensorMeaning>& outputs) {
    spec.postprocessing = limits.all;
    nlohmann::json json = metadataOf(spec, options);
    if (!limits.class_scores.empty()) {
        json["class_scores"] = nlohmann::json::array();
        for (const float score : limits.class_scores) {
            json["class_scores"].push_back(decimalFromFloat(score));
        }
    }
    json["outputs"] = exportName(options.outputs);
    json["batch"] = exportName(options.batch);
    json["input"] = {{"name", "images"}, {"meaning", inputMeaning(spec)}};
    for (const TensorMeaning& output : outputs) {
        json["output"].push_back({{"name", output.name}, {"meaning", output.meaning}});
    }
    return json;
}

/// One export: its steps in order, each preceded by a check of the stop token.
class Export {
  public:
    Export(const Detector& detector, const ExportOptions& options, const std::filesystem::path& file,
           std::stop_token stop, const ProgressFn& progress)
        : m_on_cpu(networkOn(networkOf(detector), torchDevice({}))),
          m_network(*m_on_cpu),
          m_options(options),
          m_limits(effectiveLimits(options, detector.spec())),
          m_unchecked(file),
          m_stop(std::move(stop)),
          m_progress(progress) {
        m_report.file = file;
        if (const SsdBlock* ssd = findSsd(detector.spec())) {
            m_report.not_torchvision = notTorchvisionLayout(ssd->priors).value_or("");
        }
    }

    std::optional<ExportReport> run() {
        const std::lock_guard lock(m_network.mutex());
        if (!(m_options.runs() ? runNetworkFormat() : runWeightFormat()) || !step()) {
            return std::nullopt;
        }
        m_report.bytes = static_cast<std::int64_t>(std::filesystem::file_size(m_unchecked.path()));
        m_unchecked.accept();
        return m_report;
    }

    const std::filesystem::path& uncheckedPath() const { return m_unchecked.path(); }

  private:
    /// Reports one more step. @return whether to continue
    bool step() {
        if (m_progress) {
            m_progress({.done = m_done, .total = kSteps, .unit = "steps"});
        }
        ++m_done;
        return !m_stop.stop_requested();
    }

    bool runWeightFormat() {
        if (!step()) {
            return false;
        }
        const bool is_safetensors = m_options.format == ExportFormat::safetensors;
        writeWeights(is_safetensors);
        if (!step() || !step()) {
            return false;
        }
        const std::function<torch::Tensor(const std::string&)> back =
            is_safetensors ? safetensorsReader() : stateDictReader();
        if (!step()) {
            return false;
        }
        for (const auto& [name, tensor] : namedState(m_network)) {
            const torch::Tensor written = back(name);
            if (!written.defined() || written.scalar_type() != tensor.scalar_type() ||
                !written.equal(tensor)) {
                throw Error(
                    {.action = Core::tr("checking the export"),
                     .file = m_unchecked.path().string(),
                     .reason = Core::tr("the weight %1 did not read back as it was written").arg(name)});
            }
            ++m_report.tensors;
        }
        return true;
    }

    void writeWeights(bool is_safetensors) const {
        const nlohmann::json metadata = metadataOf(m_network.spec(), m_options);
        if (!is_safetensors) {
            writeTorchArchive(Core::tr("exporting the detector"), m_unchecked.path(),
                              stateDictValue(m_network), {{kDetectorNote, metadata.dump()}});
            return;
        }
        std::map<std::string, std::string> texts{{"format", "pt"}};  // as in PyTorch's own files
        for (const auto& item : metadata.items()) {
            texts[item.key()] =
                item.value().is_string() ? item.value().get<std::string>() : item.value().dump();
        }
        writeSafetensors(Core::tr("exporting the detector"), m_unchecked.path(), namedState(m_network),
                         texts);
    }

    /// The tensor that the file has under a name; undefined if there is none.
    std::function<torch::Tensor(const std::string&)> stateDictReader() const {
        return [document = readTorchArchive(Core::tr("checking the export"), m_unchecked.path())](
                   const std::string& name) {
            const PickleValue* value = document.find(name);
            const bool is_tensor = value != nullptr && value->kind == PickleValue::Kind::tensor;
            return is_tensor ? value->tensor : torch::Tensor();
        };
    }

    std::function<torch::Tensor(const std::string&)> safetensorsReader() const {
        std::map<std::string, torch::Tensor> tensors;
        for (auto& [name, tensor] :
             readSafetensors(Core::tr("checking the export"), m_unchecked.path()).tensors) {
            tensors.emplace(name, tensor);
        }
        return [tensors = std::move(tensors)](const std::string& name) {
            const auto found = tensors.find(name);
            return found == tensors.end() ? torch::Tensor() : found->second;
        };
    }

    bool runNetworkFormat() {
        if (!step()) {
            return false;
        }
        TracedNetwork traced = traceNetwork(m_network, m_options.outputs != ExportOutputs::raw);
        const std::vector<TensorMeaning> outputs =
            m_options.outputs == ExportOutputs::nms ? suppressedMeanings() : traced.outputs;
        const nlohmann::json metadata = metadataOf(m_network.spec(), m_options, m_limits, outputs);
        if (!step()) {
            return false;
        }
        const bool is_onnx = m_options.format == ExportFormat::onnx;
        const std::filesystem::path& path = m_unchecked.path();
        if (is_onnx) {
            writeOnnx(traced, m_options, m_network.spec(), m_limits, outputs, metadata, path);
        } else {
            writeTorchScript(std::move(traced), m_options, m_limits, metadata.dump(), path);
        }
        if (!step()) {
            return false;
        }
        const CheckImages images = runCheckImages(m_network, m_options.batch == ExportBatch::any ? 2 : 1);
        const FileResult result = is_onnx ? runOnnx(path, m_options.outputs, images.pixels)
                                          : runTorchScript(path, m_options.outputs, images.pixels);
        if (!step()) {
            return false;
        }
        const double tolerance = is_onnx ? kOnnxTolerance : kTorchScriptTolerance;
        if (m_options.outputs == ExportOutputs::nms) {
            checkPredictions(m_network, images, ExportOutputs::decoded,
                             {result.decoded.boxes, result.decoded.scores}, tolerance, m_report);
            checkSuppression(result.decoded, result.outputs, m_limits, m_report);
        } else {
            checkPredictions(m_network, images, m_options.outputs, result.outputs, tolerance, m_report);
        }
        return true;
    }

    std::shared_ptr<DetectorNetwork> m_on_cpu;  ///< the output must not depend on the detector's device
    DetectorNetwork& m_network;
    ExportOptions m_options;
    ExportLimits m_limits;
    UncheckedFile m_unchecked;
    std::stop_token m_stop;
    const ProgressFn& m_progress;
    ExportReport m_report;
    std::int64_t m_done = 0;
};

}  // namespace

namespace torch_half {

std::optional<ExportReport> exportDetector(const Detector& detector, const ExportOptions& options,
                                           const std::filesystem::path& file, const std::stop_token& stop,
                                           const ProgressFn& progress) {
    if (options.runs()) {
        requireTraceable(*networkOf(detector), Core::tr("exporting the detector"));
    }
    prepareComputeThread();
    Export job(detector, options, file, stop, progress);
    try {
        return job.run();
    } catch (const Error& e) {
        // The user only knows the requested file name.
        ErrorParts parts = e.parts();
        if (parts.file.empty() || parts.file == job.uncheckedPath().string()) {
            parts.file = file.string();
        }
        throw Error(std::move(parts));
    } catch (const std::exception&) {
        rethrowAsError({.action = Core::tr("exporting the detector"),
                        .file = file.string(),
                        .images = 2,
                        .input_size = detector.spec().inputSize(),
                        .detector = detector.spec().name});
    }
}

}  // namespace torch_half
}  // namespace priorscope
