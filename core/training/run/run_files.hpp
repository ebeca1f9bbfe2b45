// The files that a training run keeps. Private to core's training.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/training/run/run_lock.hpp"
#include "core/training/run/stored_selection.hpp"
#include "core/training/training_session.hpp"

namespace priorscope {

/// What run.json says besides options and spec.
struct RunHeader {
    int format = 0;                   ///< of the file that was read; kRunFormat is written
    std::string started;              ///< ISO 8601, UTC
    std::string dataset_fingerprint;  ///< of the images trained on
    std::int64_t images = 0;
    std::string initial_weights{};      ///< empty: random
    std::string weights_fingerprint{};  ///< of that file's bytes; empty: random, or format 1
    std::string val_fingerprint{};      ///< of the images evaluated on; empty: none, or not recorded
    std::optional<StoredSelection> train_selection{};  ///< none before format 3: the options' split
    std::optional<StoredSelection> val_selection{};    ///< none as well where nothing evaluates
    std::string priorscope{};                          ///< versions of what began the run
    std::string torch{};
    std::string device{};                     ///< that began it: "cuda:0 (NVIDIA H200)"; empty: not recorded
    std::vector<std::string> continued_on{};  ///< others that went on with it, each with its step
    std::vector<std::string> continued_by{};  ///< other programs that went on with it, each with its step
};

/// 3: the selections of images are kept; 2: random draws go by an image's place in the selection that trains;
/// 1: by its place in the dataset.
constexpr int kRunFormat = 3;
/// The first of them whose draws go by the place in the selection.
constexpr int kRunFormatOfPlaces = 2;

/// Changes where a byte of the file changes. @throws Error where it cannot be read
std::string fileFingerprint(const std::filesystem::path& file);

/// "0.1.0, torch 1.13.1"
std::string programText(const std::string& priorscope, const std::string& torch);

/// Changes where an image, an object, a flag or the orientation of the listed images changes.
std::string datasetFingerprint(const Dataset& dataset, const std::vector<std::size_t>& images);

void writeRunJson(const std::filesystem::path& folder, const TrainingOptions& options,
                  const DetectorSpec& spec, const RunHeader& header);
/// @throws Error where it is missing, not a run's, or of a newer format
void readRunJson(const std::filesystem::path& folder, TrainingOptions& options, DetectorSpec& spec,
                 RunHeader& header, const DetectorFamilies& families = detectorFamilies());

/// Takes back a run without checkpoints: removes what it has written and nothing else, then gives up its
/// lock, then removes the folder where that was made for it and is empty.
void takeBackRun(const std::filesystem::path& folder, std::unique_ptr<RunLock>& lock, bool made_folder);

/// Calls visit with each whole line, without its end; a last one without an end was cut off. Lines that no
/// row of ours can fill are passed over. Nothing where the file is missing.
/// @throws Error where it cannot be read
void forEachMetricsLine(const std::filesystem::path& file,
                        const std::function<void(std::string_view line)>& visit);

}  // namespace priorscope
