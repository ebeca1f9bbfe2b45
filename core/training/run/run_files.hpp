// The files of a training run. Private to core's training.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/training/plan/schedule.hpp"
#include "core/training/run/run_lock.hpp"
#include "core/training/run/stored_selection.hpp"
#include "core/training/training_session.hpp"

namespace priorscope {

/// The contents of run.json besides options and spec.
struct RunHeader {
    int format = 0;                   ///< of the file that was read; kRunFormat is what is written
    std::string started;              ///< ISO 8601, UTC
    std::string dataset_fingerprint;  ///< of the training images
    std::int64_t images = 0;
    std::string initial_weights{};      ///< empty: random
    std::string weights_fingerprint{};  ///< of that file's contents; empty: random, or format 1
    std::string val_fingerprint{};      ///< of the validation images; empty: none, or not recorded
    std::optional<StoredSelection> train_selection{};  ///< none before format 3: the options' split
    std::optional<StoredSelection> val_selection{};    ///< also none if nothing is evaluated
    std::string priorscope{};                          ///< versions of the program that started the run
    std::string torch{};
    std::string device{};                     ///< that started it: "cuda:0 (NVIDIA H200)"; empty: unknown
    std::vector<std::string> continued_on{};  ///< other devices that continued it, each with its step
    std::vector<std::string> continued_by{};  ///< other programs that continued it, each with its step
    std::string negatives_fingerprint{};      ///< of the folder of negatives; empty: none
    std::string weights_of_images{};          ///< fingerprint of the weights of sampling; empty: none
    std::string hard_negatives{};             ///< fingerprint of what is pasted; empty: nothing
    RunCourse course{};                       ///< what has happened to the run
};

/// 4: an image without positives has a quota of negatives of its own, and counts; before, it had the batch's
/// mean. 3: the image selections are stored; 2: random draws depend on an image's position in the training
/// selection; 1: on its position in the dataset.
constexpr int kRunFormat = 4;
/// The first format whose random draws depend on the position in the selection.
constexpr int kRunFormatWithPositions = 2;
/// The first format in which images without positives count.
constexpr int kRunFormatWithEmptyImages = 4;

/// A hash of the file's contents. @throws Error if it cannot be read
std::string fileFingerprint(const std::filesystem::path& file);

/// "0.1.0, torch 1.13.1"
std::string programText(const std::string& priorscope, const std::string& torch);

/// Changes if any image, object, flag or orientation of the listed images changes.
std::string datasetFingerprint(const Dataset& dataset, const std::vector<std::size_t>& images);

/// Of the weights of sampling; empty if there are none.
std::string weightsFingerprint(const std::vector<double>& weights);

void writeRunJson(const std::filesystem::path& folder, const TrainingOptions& options,
                  const DetectorSpec& spec, const RunHeader& header);
/// @throws Error if it is missing, not a run's, or of a newer format
void readRunJson(const std::filesystem::path& folder, TrainingOptions& options, DetectorSpec& spec,
                 RunHeader& header, const DetectorFamilies& families = detectorFamilies());

/// Undoes a run without checkpoints: removes only what the run has written, then releases its
/// lock, then removes the folder if it was created for the run and is empty.
void undoRun(const std::filesystem::path& folder, std::unique_ptr<RunLock>& lock, bool made_folder);

/// A row of ours with the AP of some 40,000 classes.
constexpr std::size_t kLongestMetricsLine = std::size_t{1} << 20U;

/// Calls visit with each complete line, without its line break; an unterminated last line is ignored, as are
/// lines that are too long to be a row of ours. Does nothing if the file is missing.
/// @throws Error if it cannot be read
void forEachMetricsLine(const std::filesystem::path& file,
                        const std::function<void(std::string_view line)>& visit);

}  // namespace priorscope
