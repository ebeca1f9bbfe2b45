// The lists of a dataset's splits, byte for byte.
#pragma once

#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"

namespace priorscope {

/// An entry of a list.
struct ListedImage {
    std::size_t image = 0;  ///< index into Dataset::images
    std::size_t begin = 0;  ///< of its line, bytes
    std::size_t end = 0;    ///< behind the line's end
    bool is_alone = true;   ///< false: the line names other images, too
    std::string text{};     ///< as written, UTF-8; empty: the image's id
};

/// The list of one split.
struct SplitFile {
    std::string name{};
    std::filesystem::path file{};
    std::string bytes{};
    std::vector<ListedImage> entries{};  ///< in the list's order; lines that name no image are not among them
    bool takes_utf8 = true;              ///< any name can be written as it is

    std::vector<std::size_t> images() const;
    /// Whether images are named by their ids alone.
    bool hasIds() const;
};

/// A list that has exactly the images of others, as trainval has those of train and val.
struct SplitUnion {
    std::size_t list = 0;              ///< index into SplitFiles::lists
    std::vector<std::size_t> parts{};  ///< ≥ 2 lists that are no unions themselves, the largest first
};

struct SplitFiles {
    Sentence obstacle{};             ///< why no image can be moved between splits; empty: they can be
    std::vector<SplitFile> lists{};  ///< by name
    std::vector<SplitUnion> unions{};
    std::vector<std::string> others{};  ///< names of lists beside them that are no splits

    /// Null: it is no union.
    const SplitUnion* unionOf(std::size_t list) const;
    /// Index into lists. @throws Error listing them if there is none of that name
    std::size_t named(const std::string& name) const;
};

/// Reads the lists of the dataset's own splits.
/// @throws Error if a list is no longer as it was when the dataset was read, or in an encoding in which it
///         cannot be changed in place
/// @return as far as it came if stopped
SplitFiles readSplitFiles(const Dataset& dataset, const std::stop_token& stop = {});

/// A list with some images less and some more: lines that go take their line ends with them, and new ones
/// come last, with the line end of the first line. All other bytes stay.
/// @param removed  [images of the dataset] whether all its entries go
/// @param added    texts of new lines, UTF-8
/// @throws Error naming a line that cannot go, since it names other images too, or a text that the list's
///         encoding may lack
std::string withEntries(const SplitFile& list, const std::vector<bool>& removed,
                        const std::vector<std::string>& added);

}  // namespace priorscope
