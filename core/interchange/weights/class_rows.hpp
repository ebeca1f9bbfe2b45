// The rows of the heads, class by class. Private to core's interchange: it speaks of tensors.
#pragma once

#include "core/interchange/weights/source_detector.hpp"
#include "core/interchange/weights/weights.hpp"

namespace priorscope {

/// How many outputs a prior has in the file: its classes and the background; 0 where its heads are not there.
std::int64_t outputsPerPrior(const MappedWeights& mapped, const DetectorNetwork& network);

/// Puts the rows of the file's heads where the detector has their classes, by name. Rows of names that the
/// file lacks stay as the detector has them; the background's is always taken. Without names the order stays
/// as it is. Heads for another number of priors are marked as refused.
/// @param mapped  receives the tensors as the detector has them
ClassRowReport arrangeClassRows(const SourceDetector& source, const DetectorNetwork& network,
                                MappedWeights& mapped);

/// Sentences about the rows, for the report.
std::vector<std::string> classRowNotes(const ClassRowReport& rows);

}  // namespace priorscope
