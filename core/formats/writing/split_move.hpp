// Images moved from one split of a dataset to another: worked out, not written.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"
#include "core/formats/writing/split_files.hpp"

namespace priorscope {

struct SplitMoveOptions {
    std::vector<std::size_t> images{};  ///< indices into Dataset::images, in any order
    std::string to{};                   ///< a list of SplitFiles that is no union
    /// Lists that the images leave; nothing: defaultSources().
    std::optional<std::vector<std::string>> from{};
};

/// What a list becomes.
struct SplitChange {
    std::string name{};
    std::filesystem::path file{};
    std::vector<std::size_t>
        before{};  ///< images, in the list's order; one that is listed twice is there twice
    std::vector<std::size_t> after{};
    std::string original{};  ///< bytes
    std::string result{};
};

struct SplitMove {
    std::vector<SplitChange> changes{};  ///< of the lists that change: the target, then others by name
    std::vector<Sentence> notes{};       ///< what should be known before it is done
    std::size_t images = 0;              ///< that are not in the target yet
};

/// The lists that images leave when they go to another: those that have no image in common with it, or whose
/// names say that none may be in both, as train and val. Unions are not among them: they follow their parts.
/// @param to  index into files.lists
std::vector<std::size_t> defaultSources(const SplitFiles& files, std::size_t to, std::size_t images);

/// Images that are in no list are added. What was the union of other lists is it afterwards.
/// @param files  readSplitFiles() of this dataset
/// @throws Error if there is no such list, the target is a union, or a list cannot be changed in place
SplitMove plannedMove(const Dataset& dataset, const SplitFiles& files, const SplitMoveOptions& options);

}  // namespace priorscope
