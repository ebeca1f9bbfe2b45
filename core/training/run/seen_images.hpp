// Images that a run has seen: figures on them say less about others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"
#include "core/model/detector_family.hpp"

namespace priorscope {

/// A sentence for images that the run of a checkpoint was trained on, one for those on which it was chosen as
/// the run's best, and one for those on which its operating point was chosen. None of the former two where
/// the checkpoint is neither in a run folder nor an export of a run's, or its run had other data: data is the
/// same where its folder or the fingerprint of the training images is.
/// @param checkpoint  a file: a checkpoint, or exported weights
/// @param who         names the detector in the sentences
/// @param images      indices into dataset.images
std::vector<Sentence> notesOnSeenImages(const std::filesystem::path& checkpoint, const std::string& who,
                                        const Dataset& dataset, std::span<const std::size_t> images,
                                        const DetectorFamilies& families = detectorFamilies());

/// Images that the run of a checkpoint was trained on: indices into dataset.images, each once, rising. None
/// also where that is not known: the checkpoint is neither in a run folder nor an export of a run's, its run
/// cannot be read, or had other data.
std::vector<std::size_t> trainedImages(const std::filesystem::path& checkpoint, const Dataset& dataset,
                                       const DetectorFamilies& families = detectorFamilies());

/// The split to judge a checkpoint on first: its run's for validation, else one for validation, for testing,
/// or another, whose images the run was not trained on. Where that is not known, the names of the splits
/// tell, and only one for validation or testing is taken.
/// @return nothing if there is none
std::optional<std::string> splitToJudge(const std::filesystem::path& checkpoint, const Dataset& dataset,
                                        const DetectorFamilies& families = detectorFamilies());

/// What an export of a checkpoint has in it, so that as much is known of the file as of the checkpoint,
/// wherever it goes.
struct ExportProvenance {
    std::string trained_on{};  ///< for ExportOptions::trained_on; empty: nothing is known
    Sentence unknown{};        ///< why what should be known cannot be read; else empty
};
ExportProvenance provenanceForExport(const std::filesystem::path& checkpoint,
                                     const DetectorFamilies& families = detectorFamilies());

/// The images on which two detectors can be compared: those that neither run was trained on.
struct ComparableImages {
    std::vector<std::size_t> places{};  ///< among the given images, rising
    std::int64_t trained_on = 0;        ///< that are left out for both

    /// How many are left; empty if none is left out.
    Sentence note() const;
};
/// @param images                indices into one dataset's images
/// @param trained_a, trained_b  trainedImages() of both
/// @throws Error if there are images and none is left
ComparableImages comparableImages(std::span<const std::size_t> images, std::span<const std::size_t> trained_a,
                                  std::span<const std::size_t> trained_b);

}  // namespace priorscope
