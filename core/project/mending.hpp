// Changes of labels that mend findings.
#pragma once

#include <cstddef>
#include <span>
#include <string>
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

/// Every object of a class gets another one, which may be new.
/// @param from, to  names
/// @throws Error listing the classes if there is none of that name, or if it is to get its own or no name
std::vector<LabelPatch> renamingPatches(const Dataset& dataset, const std::string& from,
                                        const std::string& to);

}  // namespace priorscope
