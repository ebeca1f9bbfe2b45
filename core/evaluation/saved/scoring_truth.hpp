// Ground truth against which saved detections are scored.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/evaluation/scored_image.hpp"

namespace priorscope {

/// The number that an id spells: digits, between which there may be underscores; nothing for others.
std::optional<std::int64_t> spelledNumber(std::string id);

/// Images with their objects, and the names by which a file of detections may call them and their classes.
class ScoringTruth {
  public:
    /// Classes are numbered from 1 in their order, images by the number that their id spells: 7 is "000007"
    /// and 2007000027 is "2007_000027", as converters of VOC to COCO have it.
    /// @param chosen  indices into dataset.images; the others are known, but not scored
    ScoringTruth(const Dataset& dataset, const std::vector<std::size_t>& chosen);
    /// COCO's instances JSON: "images", "annotations" and "categories" by their ids. Objects are difficult
    /// where "ignore" or "difficult" is 1, which pycocotools overwrites, and crowds where "iscrowd" is.
    /// @throws Error naming what cannot be read, and the annotation
    /// @param rows  receives the same as a dataset, for filters: images named as their files are, taken to be
    /// there; null: not wanted
    explicit ScoringTruth(const std::filesystem::path& coco_file, Dataset* rows = nullptr);

    /// Scores these images only, and in them ignores the objects that a filter hides.
    /// @param rows    of which this is the truth
    /// @param chosen  indices into rows.images
    void lookAt(const Dataset& rows, std::span<const std::size_t> chosen, const ImageFilter& filter);

    /// Takes the numbers of images and classes from a file that says what they mean, by their names, in place
    /// of its own: {"images", "categories"} as in COCO's instances. Those that it has no image or class for
    /// belong to none.
    /// @throws Error naming what cannot be read
    void numberAs(const std::filesystem::path& names);

    const std::vector<std::string>& classes() const { return m_classes; }
    struct Size {
        std::int64_t width = 0;  ///< 0: not known
        std::int64_t height = 0;
    };
    /// Pixels that the boxes refer to.
    Size sizeOf(std::size_t image) const { return m_sizes[image]; }
    /// With the detections that were added; COCO's by rising id, as pycocotools goes through them.
    const std::vector<ScoredImage>& images() const { return m_images; }
    /// The id that the data has for it.
    const std::string& imageId(std::size_t image) const { return m_ids[image]; }
    bool isScored(std::size_t image) const { return m_is_scored[image]; }
    ScoredImage& image(std::size_t index) { return m_images[index]; }

    std::optional<std::size_t> imageNumbered(std::int64_t number) const;
    /// By its id, its file's name, or that without extension; of a path the longest end that one answers to.
    std::optional<std::size_t> imageNamed(const std::string& name) const;
    std::optional<int> labelNumbered(std::int64_t number) const;
    std::optional<int> labelNamed(std::string_view name) const;
    /// Of a COCO file's image.
    std::int64_t numberOfImage(std::size_t image) const;
    std::int64_t numberOfLabel(int label) const;

  private:
    void addImage(ScoredImage image, std::string id, Size size, bool is_scored);
    void nameLast(const std::string& name);
    void numberLast(std::int64_t number);
    /// @param records  receives its images; null: not wanted
    void readCoco(const std::filesystem::path& file, std::vector<ImageRecord>* records);

    std::vector<std::string> m_classes;
    std::vector<ScoredImage> m_images;
    std::vector<std::string> m_ids;
    std::vector<Size> m_sizes;
    std::vector<bool> m_is_scored;
    // Names and numbers that several images would answer to belong to none.
    std::unordered_map<std::string, std::optional<std::size_t>> m_image_by_name;
    std::unordered_map<std::int64_t, std::optional<std::size_t>> m_image_by_number;
    std::unordered_map<std::int64_t, int> m_label_by_number;
};

}  // namespace priorscope
