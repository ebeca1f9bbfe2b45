// The boundary to the half of core that needs torch: a separate library, loaded on first use.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.hpp"

namespace priorscope {

class Detector;
class DetectorNetwork;
class DetectorRunner;
class InitialWeights;
class TrainingSession;
struct AvailableDevices;
struct CheckpointInfo;
struct Dataset;
struct DetectorFamily;
struct DetectorSpec;
struct ExportOptions;
struct ExportReport;
struct LoadedDetector;
struct ReceptiveField;
struct RateSweep;
struct RateSweepOptions;
struct RunMove;
struct StepEstimate;
struct TrainingImages;
struct TrainingOptions;
struct WeightReport;

using DetectorFamilies = std::vector<std::shared_ptr<const DetectorFamily>>;

/// The functions of that half. Each is documented at the public function of the same name, which calls it.
struct TorchHalf {
    AvailableDevices (*available_devices)();
    std::shared_ptr<DetectorNetwork> (*build_ssd)(const DetectorSpec& spec, InitialWeights& initial);
    std::shared_ptr<DetectorRunner> (*create_runner)(const DetectorSpec& spec, std::uint64_t seed);
    std::optional<std::vector<ReceptiveField>> (*receptive_fields)(const std::string& backbone,
                                                                   int input_size, std::uint64_t seed,
                                                                   const std::stop_token& stop,
                                                                   const ProgressFn& progress);
    void (*save_detector)(const Detector& detector, const std::filesystem::path& file,
                          const CheckpointInfo& info);
    LoadedDetector (*load_detector)(const std::filesystem::path& file, const DetectorFamilies& families);
    WeightReport (*load_weights)(Detector& detector, const std::filesystem::path& file);
    std::optional<ExportReport> (*export_detector)(const Detector& detector, const ExportOptions& options,
                                                   const std::filesystem::path& file,
                                                   const std::stop_token& stop, const ProgressFn& progress);
    std::unique_ptr<TrainingSession> (*start_training)(const std::shared_ptr<const Dataset>& dataset,
                                                       const DetectorSpec& spec, const TrainingImages& images,
                                                       const TrainingOptions& options,
                                                       const std::filesystem::path& run_folder);
    std::unique_ptr<TrainingSession> (*resume_training)(const std::filesystem::path& run_folder,
                                                        const RunMove& move, const std::stop_token& stop,
                                                        const ProgressFn& progress,
                                                        const DetectorFamilies& families);
    std::optional<StepEstimate> (*measure_step)(const DetectorSpec& spec, const TrainingOptions& resolved,
                                                const std::stop_token& stop);
    std::optional<RateSweep> (*sweep_rate)(const std::shared_ptr<const Dataset>& dataset,
                                           const DetectorSpec& spec, const TrainingImages& images,
                                           const TrainingOptions& options, const RateSweepOptions& sweep,
                                           const std::stop_token& stop, const ProgressFn& progress);
};

/// Loads torch on the first call, which takes half a second; callable from any thread at any time.
/// @throws Error if the library is missing or cannot be loaded
const TorchHalf& torchHalf();

}  // namespace priorscope
