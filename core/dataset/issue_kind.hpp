// The kinds of findings about a dataset, apart from its values: many files need those, few need these.
#pragma once

namespace priorscope {

/// Kinds of findings. In JSON they are spelt with hyphens: cut-off, no-size, …
enum class IssueKind : int {
    cut_off,  ///< the XML is truncated or malformed; the image is left out
    no_size,  ///< no usable <size>: the image header is read instead; if that fails too, width and height are
              ///< 0
    outside,  ///< a box extends outside the image
    empty_box,      ///< xmax < xmin or ymax < ymin, or a coordinate is not a number; the object is left out
    tiny_box,       ///< a side of a box is at most two pixels long: likely a slip of the mouse; kept
    missing_image,  ///< the image that the annotation refers to does not exist
    bad_image,      ///< a file that is not an image or cannot be decoded
    missing_annotation,  ///< a split lists an id without an annotation, or an image has none; left out
    no_name,             ///< an object without a class name; left out
    unknown_class,       ///< an object whose class is not in a given class list; left out
    wrong_name,       ///< <filename> names an image other than the annotation's own; the detail says which is
                      ///< used
    ambiguous_image,  ///< several images match one annotation; the detail says which is used
    shared_image,     ///< several annotations claim the same image and none can be preferred: none gets it
    wrong_size,       ///< <size> differs from the image; the detail says what boxes are assumed to refer to
    orientation,      ///< an image with EXIF rotation, and it is unclear whether boxes apply to it as shown
    encoding,         ///< text whose encoding was guessed, or that could not be decoded
    decimal_comma,    ///< a coordinate was written with a decimal comma; read as a point
    several_boxes,    ///< an <object> with several boxes: each becomes a separate object
    unusual_element,  ///< objects inside other elements than VOC's, or parts that were not read
    unreadable_folder,  ///< a folder that cannot be opened; its contents are not read
    near_class,         ///< two class names that differ only in spelling
    background_class,   ///< a class called background: detectors have their own
    repeated_id,        ///< a split lists an image more than once
    bad_list,           ///< a split list that is not usable
    box_in_fractions,   ///< a box whose coordinates are fractions of the image, not pixels; left out
    repeated_object,    ///< an exact duplicate of an annotation in the same file; read once
    split_overlap,      ///< two splits that should be disjoint share images
    suspected_label,    ///< a label that a detector calls into question
    near_duplicate,     ///< images in two splits show the same picture, or nearly
    duplicate_box,      ///< two objects of one class in the same place
    two_classes,        ///< two objects of different classes in the same place
    sliver,             ///< an object so long that hardly any prior overlaps it
    small_object,       ///< an object that a network's input makes too small
    class_missing,      ///< a split without an object of some class
    size_outlier,       ///< an object much smaller or larger than others of its class
    uncovered,          ///< an object that no prior overlaps enough
    class_once,         ///< a split with a single object of some class
    unlisted_image,     ///< images that no split has, where there are splits
    channels,           ///< <depth> differs from the image's channels
};
inline constexpr int kIssueKinds = static_cast<int>(IssueKind::channels) + 1;

/// The name in JSON: "cut-off".
const char* issueKindName(IssueKind kind);

}  // namespace priorscope
