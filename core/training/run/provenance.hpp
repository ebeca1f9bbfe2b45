// The data that weights were trained on, as their run or an export of them tells it. Private to core's
// training.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/detection/operating_point.hpp"
#include "core/model/detector_family.hpp"
#include "core/training/run/stored_selection.hpp"

namespace priorscope {

struct Provenance {
    std::string dataset{};                             ///< folder
    std::string dataset_fingerprint{};                 ///< of the training images and their objects
    std::string split{};                               ///< trained on; empty: all images
    std::string val_split{};                           ///< evaluated on; empty: none, or a selection
    std::optional<StoredSelection> train_selection{};  ///< none in old runs: the split
    std::optional<StoredSelection> val_selection{};
    std::string checkpoint{};            ///< name in its run, without suffix: "best"
    std::vector<std::string> classes{};  ///< the detector's
};

/// As the run whose folder the checkpoint is in tells it, or an export: wherever that lies now, it speaks of
/// the run that it comes from.
/// @param checkpoint  a file; empty: weights that are in none
/// @return nothing if neither says anything
/// @throws Error if what is said cannot be read
std::optional<Provenance> provenanceOf(const std::filesystem::path& checkpoint,
                                       const DetectorFamilies& families);

/// Without the classes, which are the spec's. Ids of images that would take more than some megabytes are left
/// out: then it is not known which they are.
nlohmann::json toJson(const Provenance& provenance);

/// Where the thresholds of a checkpoint were chosen: of what is kept beside it, else of what an export has in
/// it. None: there are none, or they cannot be read.
std::optional<ChosenOn> thresholdsChosenOn(const std::filesystem::path& checkpoint);

}  // namespace priorscope
