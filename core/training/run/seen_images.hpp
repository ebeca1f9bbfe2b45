// Images that a run has seen: figures on them say less about others.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"
#include "core/model/detector_family.hpp"

namespace priorscope {

/// A sentence for images that the run of a checkpoint was trained on, one for those on which it was chosen as
/// the run's best, and one for those on which its operating point was chosen. None of the former two where
/// the checkpoint is not in a run folder, or its run had other data: data is the same where its folder or the
/// fingerprint of the training images is.
/// @param checkpoint  a file
/// @param who         names the detector in the sentences
/// @param images      indices into dataset.images
std::vector<Sentence> notesOnSeenImages(const std::filesystem::path& checkpoint, const std::string& who,
                                        const Dataset& dataset, std::span<const std::size_t> images,
                                        const DetectorFamilies& families = detectorFamilies());

}  // namespace priorscope
