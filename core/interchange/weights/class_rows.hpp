// Transfers the class rows of the heads by class. Private to core's interchange: it uses torch types.
#pragma once

#include "core/base/text/sentence.hpp"
#include "core/interchange/weights/source_detector.hpp"
#include "core/interchange/weights/weights.hpp"

namespace priorscope {

/// Number of class outputs per prior in the file, including background; 0 if it has no heads.
std::int64_t outputsPerPrior(const MappedWeights& mapped, const DetectorNetwork& network);

/// Moves the rows of the file's heads to the detector's classes of the same name. Rows of classes that the
/// file lacks keep the detector's values; the background row is always taken. Without class names the order
/// is kept. Heads for a different number of priors are marked as refused.
/// @param mapped  receives the tensors in the detector's layout
ClassRowReport arrangeClassRows(const SourceDetector& source, const DetectorNetwork& network,
                                MappedWeights& mapped);

/// Sentences about the rows, for the report.
std::vector<Sentence> classRowNotes(const ClassRowReport& rows);

}  // namespace priorscope
