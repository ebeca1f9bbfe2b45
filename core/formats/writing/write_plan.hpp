// What is written of a dataset, whatever the format. Internal to core/formats.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/formats/dataset_format.hpp"

namespace priorscope {

struct PlannedImage {
    std::size_t index = 0;  ///< into Dataset::images
    /// Unique path below a folder of annotations, without ending: the id without what leads out of a folder.
    std::string stem{};
    std::string name{};  ///< the same with the image's ending
};

struct WritePlan {
    std::vector<PlannedImage> images{};  ///< in the dataset's order
    /// Indices into images. The names can be those of files.
    std::map<std::string, std::vector<std::size_t>> splits{};

    /// Images that are in no split.
    std::vector<std::size_t> unlisted() const;
    /// Whether an image is in several splits.
    bool hasOverlaps() const;
};

/// @throws Error as Dataset::splitIndices
WritePlan planFor(const Dataset& dataset, const WriteOptions& options);

/// One split for each image: train, val and test come before others.
struct SingleSplits {
    std::vector<std::string> of{};       ///< [images] empty: none
    std::vector<std::string> reduced{};  ///< splits that lose images to others
};
SingleSplits singleSplits(const WritePlan& plan);
/// The folder that each image goes into: "train/"; none for images in no split, and where the stem begins
/// with it.
std::vector<std::string> foldersBySplit(const WritePlan& plan, const SingleSplits& splits);

/// The pixels that a format's boxes refer to.
enum class Frame { stored, shown };

struct FramedImage {
    int width = 0;
    int height = 0;
    std::vector<VocBox> boxes{};  ///< [objects]
};
/// The boxes of an image in that frame. What EXIF says is read from the file where the record does not tell.
FramedImage inFrame(const ImageRow& record, Frame frame);

/// What a format has a place for.
struct FormatHolds {
    std::string format{};  ///< its name, for sentences
    bool difficult = false;
    bool truncated = false;
    bool occluded = false;
    bool pose = false;
    bool crowd = false;
    bool verified = false;        ///< that somebody has checked an image's labels
    bool parts_of_pixels = true;  ///< boxes that do not end at whole pixels
    bool several_splits = true;   ///< an image in more than one
    bool outside = true;          ///< boxes that do not lie in their image
    bool class_order = true;      ///< classes are read in the order in which they are written
};
std::vector<Sentence> lossesOf(const Dataset& dataset, const WriteOptions& options, const FormatHolds& holds);

}  // namespace priorscope
