// A dataset of any format but VOC before its images have been looked at, and how it becomes a Dataset.
// Internal to core/formats.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/dataset/class_names.hpp"
#include "core/dataset/dataset.hpp"
#include "core/formats/dataset_format.hpp"
#include "core/formats/images/placed_boxes.hpp"

namespace priorscope {

/// What a dataset's boxes are given in.
enum class BoxUnit { pixels, fractions };

/// An image as an annotation file describes it.
struct GatheredImage {
    /// Path of the image as its file names it, with '/' and without a drive; UTF-8, composed. Its id is made
    /// of that.
    std::string name{};
    std::size_t source = 0;  ///< index into Gathering::sources
    int line = 0;            ///< in the source; 0 where it does not apply
    int said_width = 0;      ///< pixels; 0 if the source gives none
    int said_height = 0;
    /// Without id and size. image_file is set only if the image itself was found first. Of the objects, label
    /// is an id of Gathering::names, and voc is in VOC's pixels, or for fractions has the four edges.
    ImageRecord record{};
    std::vector<std::int64_t> object_ids{};  ///< [objects] their numbers in the source; empty: none
    std::vector<DatasetIssue> issues{};
};

/// A file that describes images.
struct GatheredSource {
    std::filesystem::path file{};
    std::vector<std::filesystem::path> folders{};  ///< where its images may lie, the likeliest first
    std::string split{};                           ///< that all of its images belong to; empty: none
};

/// Images of a split, in its order.
struct GatheredSplit {
    std::string name{};
    std::vector<std::size_t> images{};  ///< indices into Gathering::images
};

struct Gathering {
    std::filesystem::path root{};
    BoxUnit unit = BoxUnit::pixels;
    /// What boxes refer to in an image that EXIF turns, if its size does not tell.
    OrientationSetting orientation = OrientationSetting::stored;
    Sentence size_name{};  ///< what gives the sizes, for findings
    BoxText box_text = cornersText;
    /// Whether to report images that nothing describes.
    bool reports_other_images = true;
    NameTable names{};
    std::vector<std::string> classes{};  ///< in the format's order; empty: those that occur, sorted bytewise
    std::vector<GatheredSource> sources{};
    std::vector<GatheredImage> images{};
    std::vector<GatheredSplit> splits{};
    std::vector<DatasetIssue> issues{};
    std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();

    /// The split of that name, which is added if there is none.
    GatheredSplit& split(const std::string& name);
    void report(IssueKind kind, const std::filesystem::path& file, int line, std::string object,
                Sentence detail);
    /// @param encoding  empty: nothing to report
    void reportEncoding(const std::filesystem::path& file, const std::string& encoding);
    void reportCrowds(const std::filesystem::path& file, std::size_t count);
    /// @throws Error listing the splits, if one is asked for that does not exist
    void keepSplit(const std::string& name);
};

/// Finds the images, reads their headers, places the boxes and names the classes. Images that several sources
/// describe become one; ids are made unique.
/// @return nothing if stopped
std::optional<Dataset> datasetFrom(Gathering gathering, const ReadOptions& options,
                                   const std::stop_token& stop, const ProgressFn& progress);

/// Finds the image of each record; one that is not there, or is that of another record, becomes a finding.
/// Descriptions of one image are merged.
void findImages(Gathering& gathering, bool check_images);

/// "person 2": the second person among the objects of the image; with the object's number in its file, if it
/// has one.
std::string describedObject(const GatheredImage& image, std::size_t object, const NameTable& names);

/// A path as an annotation file has it: '/' for '\', without a drive, "." and ".."; UTF-8, composed.
std::string plainImageName(std::string_view name);

/// Whether a folder has VOC's layout: Annotations with XML files.
bool hasVocLayout(const std::filesystem::path& folder);

}  // namespace priorscope
