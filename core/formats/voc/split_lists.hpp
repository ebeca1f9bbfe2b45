// Lists of images per split: ImageSets/Main/train.txt and similar. Internal to core/formats.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"
#include "core/formats/voc/voc_layout.hpp"

namespace priorscope {

/// A list entry without a matching annotation.
struct UnknownEntry {
    std::string text;  ///< as written
    std::filesystem::path list;
    int line = 0;
};

struct SplitList {
    std::string name;
    std::vector<std::size_t> annotations{};  ///< indices into the annotation files, in the list's order
    std::vector<UnknownEntry> unknown{};     ///< only the first thousand
    std::size_t unknown_count = 0;
    std::vector<DatasetIssue> issues{};
};

struct SplitLists {
    std::vector<SplitList> splits;
    std::map<std::string, Sentence> unusable;  ///< as Dataset::unusable_lists
    std::vector<DatasetIssue> issues;          ///< about lists that are not splits

    /// @return nullptr if there is no such split
    const SplitList* find(const std::string& name) const;
};

/// Reads the lists in ImageSets/Main (or ImageSets, splits, lists; lists of several years are merged by
/// name); else the text files in the root that have split names and list annotations; else uses the folders
/// train, val, valid, test, … that contain annotations as splits.
///
/// A line is an id, a file name or a path, with or without extension or quotes; further columns are ignored
/// unless commas separate several entries. A line that is an id as a whole is that id, whatever it looks
/// like. Per-class lists, with presence (1, 0, -1) in a second column, are not splits: they contain a -1, or
/// their name is a class followed by the name of another list (cat_train beside train). A list with no line
/// that refers to an annotation is unusable and gives a finding; so does a file that is not text.
/// @param files  sorted by id
SplitLists readSplitLists(const VocLayout& layout, const std::vector<AnnotationFile>& files);

/// The folder below the root in which there are lists: ImageSets/Main, or another that readSplitLists() looks
/// into first. Not those of several years.
std::optional<std::filesystem::path> folderOfSplitLists(const std::filesystem::path& root);

}  // namespace priorscope
