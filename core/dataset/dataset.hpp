// A detection dataset as values: images, their objects, splits and what was found wrong while reading.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/geometry/box.hpp"

namespace priorscope {

/// A box as VOC writes it: pixels, the first pixel is 1, both ends inclusive. Fractions of a pixel are kept.
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
/// The inverse, rounded to the nearest integers within 0.01 px, so that integers return exactly.
VocBox vocFromFractions(const Box& box, int width, int height);

/// One object of an image.
struct Annotation {
    int label = 0;  ///< 0 is background and never occurs here; classes[label - 1] is the name
    Box box{};      ///< fractions of the image, as annotated (it may lie outside: see DatasetIssue)
    VocBox voc{};   ///< as written in the file
    bool difficult = false;
    bool truncated = false;
    bool occluded = false;
    std::string pose{};
    int line = 0;  ///< 1-based line of <object> in the annotation file
};

/// One image and its annotation.
struct ImageRecord {
    /// The annotation's path below the folder of annotations, without ending, as split lists name it: valid
    /// UTF-8, composed.
    std::string id{};
    std::filesystem::path annotation_file{};
    std::filesystem::path image_file{};  ///< where the image should be; image_exists says whether it is
    bool image_exists = false;
    int width = 0;  ///< pixels that boxes refer to; 0 where no size is known
    int height = 0;
    int orientation = 1;  ///< EXIF's, 1 to 8: how decoding turns the stored pixels so that boxes fit; 1: not
    std::vector<Annotation> objects{};
};

/// Kinds of findings. Their names in JSON are these with hyphens: cut-off, no-size, …
enum class IssueKind {
    cut_off,  ///< the XML ends early or is malformed; the image is left out
    no_size,  ///< no usable <size>: the image's header was asked; where that failed too, width and height are
              ///< 0
    outside,  ///< a box reaches outside the image
    empty_box,      ///< xmax < xmin or ymax < ymin, or a coordinate that is no number; the object is left out
    missing_image,  ///< the image that the annotation names is not there
    bad_image,      ///< a file that is not an image or cannot be decoded
    missing_annotation,  ///< a split names an id that has no annotation, or an image has none; left out
    no_name,             ///< an object without a class name; left out
    unknown_class,       ///< an object whose class is not in a given class list; left out
    wrong_name,       ///< <filename> names another image than the annotation's own; the detail says which is
                      ///< taken
    ambiguous_image,  ///< several images fit one annotation; the detail says which is taken
    shared_image,     ///< several annotations claim one image and nothing tells whose it is: none has it
    wrong_size,       ///< <size> is not the image's; the detail says what the boxes were taken to refer to
    orientation,      ///< a picture turned by EXIF, and nothing tells whether boxes refer to it as shown
    encoding,         ///< text in an encoding that was guessed, or could not be read
    decimal_comma,    ///< a coordinate was written with a comma; read as a point
    several_boxes,    ///< an <object> with several boxes: each is taken as an object of its own
    unusual_element,  ///< objects under other elements than VOC's, or parts that were not read
    unreadable_folder,  ///< a folder that cannot be opened; what lies in it is not read
    near_class,         ///< two class names that differ in spelling only
    background_class,   ///< a class called background: the detectors have their own
    repeated_id,        ///< a split names an image more than once
    bad_list,           ///< a split list that cannot be used
    box_in_fractions,   ///< a box whose coordinates are fractions of the image, not pixels; left out
    repeated_object,    ///< an annotation that is written once more in its file, to the letter; read once
    split_overlap,      ///< two splits that should be apart share images
};
/// The name in JSON: "cut-off".
const char* issueKindName(IssueKind kind);

struct DatasetIssue {
    IssueKind kind = IssueKind::cut_off;
    std::filesystem::path file{};
    int line = 0;          ///< 1-based; 0 where it does not apply
    std::string object{};  ///< "person 2": class and 1-based count within the image; empty for whole files
    std::string detail{};  ///< one or two sentences: the figures, what was made of them and what to do
    bool fixable = false;
};

/// Immutable once read; shared between threads as std::shared_ptr<const Dataset>.
struct Dataset {
    std::filesystem::path root;  ///< the folder that holds Annotations, or the flat folder
    std::string name;            ///< for display: the folder's name
    std::vector<std::string> classes;
    std::vector<ImageRecord> images;  ///< sorted by id
    std::map<std::string, std::vector<std::size_t>>
        splits;                                         ///< name → indices into images, in the list's order
    std::map<std::string, std::string> unusable_lists;  ///< lists that are no splits: name → why
    std::vector<DatasetIssue> issues;
    double seconds = 0.0;  ///< reading and parsing took this long

    /// Indices of a split's images; every image for the empty name.
    /// @throws Error naming the splits that exist
    std::vector<std::size_t> splitIndices(const std::string& split) const;
    const std::string& className(int label) const { return classes.at(static_cast<std::size_t>(label - 1)); }
};

/// The twenty classes of Pascal VOC 2007–2012 in the customary alphabetical order.
const std::vector<std::string>& vocClasses();

}  // namespace priorscope
