// A detection dataset as values: images, their objects, splits, and the problems found while reading.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/geometry/box.hpp"

namespace priorscope {

/// A box as VOC writes it: pixels, 1-based, both ends inclusive. Fractions of a pixel are kept.
struct VocBox {
    double xmin = 0.0;
    double ymin = 0.0;
    double xmax = 0.0;
    double ymax = 0.0;
    bool operator==(const VocBox&) const = default;
};

/// Covers (xmin - 1) / W … xmax / W.
/// @param width, height  pixels, > 0
Box fractionsFromVoc(const VocBox& box, int width, int height);
/// The inverse; coordinates within 0.01 px of an integer are rounded to it, so integers round-trip exactly.
VocBox vocFromFractions(const Box& box, int width, int height);

/// One object of an image.
struct Annotation {
    int label = 0;  ///< 0 is background and never occurs here; classes[label - 1] is the name
    Box box{};      ///< fractions of the image, as annotated (may extend outside the image: see DatasetIssue)
    VocBox voc{};   ///< as written in the file
    bool difficult = false;
    bool truncated = false;
    bool occluded = false;
    bool crowd = false;  ///< a region of several objects, as in COCO: difficult too, and never a target
    std::string pose{};
    int line = 0;  ///< 1-based line of the object in the annotation file; 0 where it has none

    /// Whether training wants the object found.
    bool isTarget(bool use_difficult) const { return !crowd && (use_difficult || !difficult); }
};

/// One image and its annotation.
struct ImageRecord {
    /// The annotation's path relative to the annotations folder, without extension, as split lists name it:
    /// valid UTF-8, composed.
    std::string id{};
    std::filesystem::path annotation_file{};  ///< of this image alone; empty where one file describes many
    std::filesystem::path image_file{};  ///< where the image should be; image_exists tells if it is there
    bool image_exists = false;
    int width = 0;  ///< pixels that the boxes refer to; 0 if no size is known
    int height = 0;
    int orientation = 1;  ///< EXIF orientation, 1 to 8, that decoding applies so that boxes fit; 1: none
    std::vector<Annotation> objects{};
};

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
    std::vector<ImageRecord> images;  ///< sorted by id
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
