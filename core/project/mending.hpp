// Changes of labels that mend findings.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/project/label_patch.hpp"

namespace priorscope {

struct Mend {
    std::size_t finding = 0;  ///< index into the findings
    LabelPatch patch{};
};

/// Whether annotations of its format are changed: VOC's are.
bool canBeMended(const Dataset& dataset);

/// A box outside the image is drawn to its edges; of two boxes of one class in one place, the second goes,
/// but not for one that is difficult, or that goes itself. Nothing is proposed for boxes that lie wholly
/// outside, and for those of images whose annotation tells another size than the file: there the size is what
/// is wrong.
/// Besides, an inverted box gets its corners in order, a missing or wrong <size> that of the image where the
/// boxes refer to it, and a file of a guessed encoding becomes UTF-8; their files are read for that.
/// @param findings  of reading the dataset or checking it
/// @return in their order, one for each object or file; none for other formats
std::vector<Mend> proposedMends(const Dataset& dataset, std::span<const DatasetIssue> findings);

}  // namespace priorscope
