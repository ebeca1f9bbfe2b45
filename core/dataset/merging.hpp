// Several datasets as one, and other classes than the annotations name.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "core/dataset/dataset.hpp"

namespace priorscope {

/// What becomes of the classes of a dataset.
struct ClassMap {
    /// Old and new name; several classes with one new name become one.
    std::vector<std::pair<std::string, std::string>> renamed{};
    std::vector<std::string> dropped{};  ///< old names: their objects go, their images stay
    std::vector<std::string> order{};    ///< new names that come first, in this order; the others keep theirs
};

/// @throws Error naming a class that the dataset does not have, that is both renamed and dropped, or renamed
///         twice, or a new name that is empty
void mapClasses(Dataset& dataset, const ClassMap& map);

struct MergedDataset {
    Dataset dataset{};
    bool has_prefixes = false;  ///< ids got the names of their folders, for some were those of two datasets
    std::size_t repeated_files = 0;  ///< image files that belong to more than one of the datasets
    std::size_t unlisted = 0;        ///< images in no split, where there are splits
};

/// The images of all, sorted by id, with their splits joined by name. Classes of one name are one; those of
/// the first dataset come first, in its order.
/// @param parts  at least one
MergedDataset mergedDataset(const std::vector<Dataset>& parts);

}  // namespace priorscope
