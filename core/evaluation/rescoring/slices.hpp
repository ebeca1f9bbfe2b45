// Objects and detections of a split in groups: by size, shape, what surrounds them, and what the priors make
// of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/evaluation/rescoring/error_items.hpp"
#include "core/image/image.hpp"

namespace priorscope {

/// What groups are made by.
enum class SliceKind {
    input_size,  ///< square root of the area, pixels of the network's input
    area,        ///< COCO's small, medium and large, pixels of the image
    shape,       ///< width / height, in pixels
    overlap,     ///< highest IoU with another object of the image
    company,     ///< objects in the image
    brightness,  ///< mean luma of the image, [0, 1]
    truncated,
    occluded,
    difficult,
    best_prior,  ///< highest IoU with a prior, before any training
    map,         ///< feature map: of the best prior of an object, of the prior that a detection comes from
};
inline constexpr std::size_t kSliceKinds = 11;
/// "input-size"
const char* sliceKindName(SliceKind kind);

/// Boundaries of the bins: bin 0 is below the first, the last one at or above the last. Empty: the kind has
/// two bins (no, yes), or one for each feature map.
std::span<const double> sliceBounds(SliceKind kind);

/// "below 16", "16 to 32", "192 and more"; "no", "yes"; of a feature map: its number, from 1.
std::string sliceBinName(SliceKind kind, int bin);

/// One group.
struct Slice {
    SliceKind kind = SliceKind::input_size;
    int bin = 0;
    bool operator==(const Slice&) const = default;
};

/// What the network adds; without one the kinds that need it have no bins.
struct SliceNetwork {
    int input_size = 0;  ///< side of the input, pixels
    ResizeMode resize = ResizeMode::stretch;
    std::vector<float> best_iou{};           ///< [objects of the split] < 0: not known; empty: no priors
    std::vector<std::int32_t> best_prior{};  ///< [objects of the split] -1: none
    std::vector<std::size_t> map_offsets{};  ///< [maps + 1] as PriorSet's
    std::vector<std::string> map_names{};    ///< [maps]
};

/// The bins of every object of a split. A detection belongs to the bin of the object that its verdict is
/// about; one of background to that of its own box where the kind speaks of boxes, and to none where it
/// speaks of what only an object has.
class SplitSlices {
  public:
    /// @param images  indices into Dataset::images
    /// @param truth       [images]
    /// @param brightness  [images] < 0: not known; empty: of no image
    SplitSlices(const Dataset& dataset, std::span<const std::size_t> images,
                std::span<const TruthImage> truth, SliceNetwork network, std::vector<float> brightness = {});

    /// 0: the kind is not known here.
    int bins(SliceKind kind) const;
    /// @param object  of the image's
    /// @return -1: not known
    int ofObject(SliceKind kind, std::size_t image, std::size_t object) const {
        return m_objects[static_cast<std::size_t>(kind)][m_first_object[image] + object];
    }
    /// @param object  that the verdict is about, of the image's; -1: none
    int ofDetection(SliceKind kind, std::size_t image, const Box& box, std::int32_t prior,
                    std::int32_t object) const;
    /// Of an error, or of a right detection.
    int ofItem(SliceKind kind, const ErrorItem& item, const CandidateStore& store) const;

    const SliceNetwork& network() const { return m_network; }
    /// Highest IoU of an object with a prior; none: not known.
    std::optional<float> bestPriorIou(std::size_t image, std::size_t object) const;

  private:
    void addImage(const ImageRow& record, const TruthImage& truth);
    int ofBox(SliceKind kind, std::size_t image, double width, double height) const;
    int mapOf(std::int32_t prior) const;

    int ofImage(SliceKind kind, std::size_t image) const;

    SliceNetwork m_network;
    std::vector<float> m_brightness;                              ///< [images]; empty: not known
    std::vector<std::array<int, 2>> m_sizes;                      ///< [images] width, height, pixels
    std::vector<std::size_t> m_first_object{0};                   ///< [images + 1]
    std::array<std::vector<std::int8_t>, kSliceKinds> m_objects;  ///< [kinds][objects]
};

/// What a threshold on the score leaves in one group.
struct SliceCounts {
    std::int64_t objects = 0;  ///< that count; of the difficult ones: all
    std::int64_t found = 0;
    std::int64_t right = 0;  ///< detections
    std::int64_t wrong = 0;
    std::optional<double> precision() const;
    std::optional<double> recall() const;
};
/// @return [bins of the kind]
std::vector<SliceCounts> countSlices(const SplitSlices& slices, SliceKind kind, const CandidateStore& store,
                                     const KeptCandidates& kept, const JudgedSplit& split, float min_score);

/// Objects that are missed because no candidate fits them, and how many of these no prior reaches either.
struct WithoutPrior {
    std::int64_t objects = 0;
    std::int64_t without = 0;  ///< best prior below the match
};
/// @param prospects  [objects of the split]
/// @return none if nothing is known of priors
std::optional<WithoutPrior> countWithoutPrior(const SplitSlices& slices, const JudgedSplit& split,
                                              std::span<const ObjectProspects> prospects, float min_score);

/// The split as one group sees it: objects of other groups are ignored, and with them the detections of
/// other groups, as COCO's ranges of area do; those of no group stay wrong.
JudgedSplit splitOfSlice(const SplitSlices& slices, const Slice& slice, const CandidateStore& store,
                         const KeptCandidates& kept, JudgedSplit split);

}  // namespace priorscope
