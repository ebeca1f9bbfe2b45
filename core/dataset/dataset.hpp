// A detection dataset as values: images, their objects, splits, and the problems found while reading.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/dataset/image_table.hpp"

namespace priorscope {

/// What a finding is about: core/dataset/issue_kind.hpp lists the kinds.
enum class IssueKind : int;

struct DatasetIssue {
    IssueKind kind{};
    std::filesystem::path file{};
    int line = 0;          ///< 1-based; 0 where it does not apply
    std::string object{};  ///< "person 2": class and 1-based count within the image; empty for a whole file
    Sentence detail{};     ///< one or two sentences: the figures, how they were interpreted and what to do
    bool fixable = false;
};

/// Immutable once read; shared between threads as std::shared_ptr<const Dataset>.
struct Dataset {
    std::filesystem::path root;  ///< the folder that contains Annotations, or the flat folder
    std::string name;            ///< display name: the folder's name
    std::vector<std::string> classes;
    ImageTable images;  ///< sorted by id
    std::map<std::string, std::vector<std::size_t>>
        splits;                                      ///< name → indices into images, in the list's order
    std::map<std::string, Sentence> unusable_lists;  ///< lists that are not splits: name → why
    std::vector<DatasetIssue> issues;
    double seconds = 0.0;  ///< time taken by reading and parsing

    /// Indices of a split's images; all images for the empty name.
    /// @throws Error listing the existing splits
    std::vector<std::size_t> splitIndices(const std::string& split) const;
    const std::string& className(int label) const { return classes.at(static_cast<std::size_t>(label - 1)); }
};

/// The twenty classes of Pascal VOC 2007–2012 in the customary alphabetical order.
const std::vector<std::string>& vocClasses();

}  // namespace priorscope
