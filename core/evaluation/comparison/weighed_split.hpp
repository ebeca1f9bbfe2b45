// Average precision of a split whose images count several times or not at all, as a bootstrap draws them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/evaluation/scored_image.hpp"

namespace priorscope {

struct ClassImage;
struct JudgedSplit;

/// How often each image counts. Nobody draws one image 65,536 times.
using ImageTimes = std::vector<std::uint16_t>;

/// Average precision of one class; none where no object of it counts.
struct ClassPrecision {
    std::optional<double> ap_voc07{};
    std::optional<double> ap_voc10{};
    bool operator==(const ClassPrecision&) const = default;
};

/// Detections judged once, by VOC's rules as Evaluator does, sorted once: other weights of the images only
/// change cumulative sums.
class WeighedSplit {
  public:
    /// @param images   their objects as treated() leaves them
    /// @param classes  labels 1 … classes
    /// @param known    [labels + 1] classes that were asked for; empty: all. The others have no figures
    /// @param workers  threads, which change nothing; 0: all cores
    /// @throws Error if a label is not among the classes
    WeighedSplit(std::span<const ScoredImage* const> images, std::size_t classes,
                 const std::vector<bool>& known = {}, int workers = 0);

    /// The same of detections that are judged already, at the IoU that they were judged with.
    /// @param classes  labels 1 … classes; detections and objects of others are left out
    WeighedSplit(const JudgedSplit& split, std::size_t classes);

    std::size_t imageCount() const { return m_images; }
    std::size_t classCount() const { return m_classes.size(); }
    /// Objects of a class that count, each image once.
    std::int64_t positives(std::size_t class_index) const;

    /// [classes] to the last bit what Evaluator says of a list of images in which each stands so many times,
    /// in the order of the images.
    /// @param times    [images]
    /// @param scratch  memory to use again
    void precisions(std::span<const std::uint16_t> times, std::span<ClassPrecision> into,
                    std::vector<double>& scratch) const;
    /// Each image once.
    std::vector<ClassPrecision> precisions() const;

  private:
    struct Objects {
        std::uint32_t image = 0;
        std::uint32_t count = 0;  ///< that count, > 0
    };
    struct Item {
        std::uint32_t image = 0;
        bool is_right = false;
        bool is_tied = false;  ///< with the next one, which is of the same image
    };
    /// A detection that counts under VOC.
    struct Judged {
        double score = 0.0;
        Item item{};
    };
    /// One class in some images.
    struct Part {
        std::vector<Objects> objects;
        std::vector<Judged> judged;
        void add(const ClassImage& of_class, std::size_t index);
    };
    /// One class.
    struct Series {
        std::vector<Objects> objects;
        std::vector<Item> items;  ///< by falling score; none behind the last right one, which change nothing
    };

    static ClassPrecision precisionOf(const Series& series, std::span<const std::uint16_t> times,
                                      std::vector<double>& scratch);
    static Series joined(const std::vector<std::vector<Part>>& parts, std::size_t class_index);
    static std::vector<Item> sorted(const std::vector<Judged>& judged);

    std::size_t m_images = 0;
    std::vector<Series> m_classes;
};

}  // namespace priorscope
