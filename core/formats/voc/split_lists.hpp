// Lists of images by split: ImageSets/Main/train.txt and its kin. Internal to core/formats.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/formats/voc/voc_layout.hpp"

namespace priorscope {

/// An entry of a list that no annotation goes with.
struct UnknownEntry {
    std::string text;  ///< as written
    std::filesystem::path list;
    int line = 0;
};

struct SplitList {
    std::string name;
    std::vector<std::size_t> annotations{};  ///< positions among the annotation files, in the list's order
    std::vector<UnknownEntry> unknown{};     ///< the first thousand
    std::size_t unknown_count = 0;
    std::vector<DatasetIssue> issues{};
};

struct SplitLists {
    std::vector<SplitList> splits;
    std::map<std::string, std::string> unusable;  ///< as Dataset::unusable_lists
    std::vector<DatasetIssue> issues;             ///< about lists that are no splits

    /// @return nullptr where there is no such split
    const SplitList* find(const std::string& name) const;
};

/// Reads the lists of ImageSets/Main (or ImageSets, splits, lists; those of several years are joined by
/// name), else the text files in the root that are called as splits and name annotations, else makes splits
/// of the folders train, val, valid, test, … that annotations lie in.
///
/// A line is an id, a file name or a path, with or without ending, quoted or not; what stands behind it in
/// further columns is not looked at, unless commas divide several entries. A line that is an id as a whole is
/// that id, whatever it looks like. Lists of one class, with its presence (1, 0, -1) in a second column, are
/// no splits: they hold a -1, or are called as another list with the class in front (cat_train beside train).
/// A list whose lines name no annotation at all is unusable, with a finding; so is one that is no text.
/// @param files  sorted by id
SplitLists readSplitLists(const VocLayout& layout, const std::vector<AnnotationFile>& files);

}  // namespace priorscope
