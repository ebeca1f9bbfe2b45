// What goes wrong in a training run, as values that are kept with it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"

namespace priorscope {

enum class TroubleKind {
    not_finite,      ///< the loss or its gradient; names: the images, then the folder where the batch is
    spike,           ///< figures: the loss, the median before it
    plateau,         ///< figures: the steps over which the loss has not fallen, their mean loss
    overfitting,     ///< figures: the validation loss, its lowest, the step of that
    starvation,      ///< figures: the part of the time that is waited, [0, 1]
    idle_classes,    ///< names: classes whose objects no prior has learnt in a whole epoch
    idle_maps,       ///< names: groups of priors of which none has learnt an object in a whole epoch
    full_disk_soon,  ///< figures: bytes left, bytes of a checkpoint
    slow_precision,  ///< isSlow()
    idle_shapes,  ///< names: map and shape of priors that learnt no object in a whole epoch, of maps that did
};

struct Trouble {
    TroubleKind kind = TroubleKind::spike;
    std::int64_t step = 0;  ///< 1-based, when it was noticed
    std::vector<double> figures{};
    std::vector<std::string> names{};

    /// What was seen, and what helps.
    Sentence text() const;
    bool operator==(const Trouble&) const = default;
};

/// Those that were noticed in a run, oldest first; empty if there is no such file.
/// @throws Error if troubles.json cannot be read
std::vector<Trouble> readTroubles(const std::filesystem::path& run_folder);
/// The same for those who show a run: empty where they cannot be read, of a later version for one.
std::vector<Trouble> readableTroubles(const std::filesystem::path& run_folder);
/// @throws Error if it cannot be written
void writeTroubles(const std::filesystem::path& run_folder, const std::vector<Trouble>& troubles);

}  // namespace priorscope
