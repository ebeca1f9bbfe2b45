// A run folder without training: what a run has seen, and a checkpoint.
#pragma once

#include <filesystem>
#include <string>

#include "core/checkpoint/checkpoint.hpp"
#include "core/dataset/dataset.hpp"
#include "core/training/run/run_files.hpp"

namespace priorscope {

/// @param val_split  empty: none
/// @return the checkpoint
inline std::filesystem::path writeRunFolder(const std::filesystem::path& folder, const Detector& detector,
                                            const Dataset& dataset, const std::string& split,
                                            const std::string& val_split) {
    std::filesystem::create_directories(folder / "checkpoints");
    TrainingOptions options;
    options.dataset = dataset.root.string();
    options.split = split;
    options.val_split = val_split;
    RunHeader header;
    header.started = "2026-01-01T00:00:00Z";
    writeRunJson(folder, options, detector.spec(), header);
    const std::filesystem::path checkpoint = folder / "checkpoints" / "last.pt";
    saveDetector(detector, checkpoint, {.step = 1});
    return checkpoint;
}

}  // namespace priorscope
