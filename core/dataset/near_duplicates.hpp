// Images of a dataset that show the same picture, or nearly: copies in two splits make every figure too good.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/progress.hpp"
#include "core/dataset/dataset.hpp"
#include "core/dataset/found_images.hpp"
#include "core/image/image.hpp"

namespace priorscope {

/// How two images are alike.
enum class LikenessKind : std::uint8_t {
    same_bytes,    ///< the files are equal
    same_picture,  ///< encoded again, of another size, brighter or darker, or the next frame of a film
    part,          ///< one shows nine tenths of the other, along each side
    mirrored,
};
/// "same-bytes"
const char* likenessKindName(LikenessKind kind);

/// Two images that are alike.
struct NearDuplicate {
    std::size_t first = 0;  ///< index into Dataset::images; below second
    std::size_t second = 0;
    LikenessKind kind = LikenessKind::same_picture;
    float likeness = 0.0F;  ///< correlation of both in grey, at 32 × 32 pixels; [-1, 1]
    bool operator==(const NearDuplicate&) const = default;
};

/// What is compared of a picture.
struct PictureSignature {
    static constexpr int kSide = 32;
    static constexpr std::size_t kViews = 11;

    std::array<std::uint8_t, std::size_t{kSide} * kSide> grey{};
    /// Perceptual hashes of views of it: all of it, nine tenths at nine places, and mirrored.
    /// Source: Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions" (2010),
    /// section 3.2.1: signs of the lowest frequencies of the discrete cosine transform against their median
    std::array<std::uint64_t, kViews> views{};
    bool is_blank = false;  ///< without any contrast: only its bytes can be compared
};
PictureSignature signatureOf(const Image& image);

/// Correlation of an image's grey with a view of another's, best over the views; with which view.
struct Likeness {
    float value = -1.0F;
    LikenessKind kind = LikenessKind::same_picture;
};
Likeness likenessOf(const PictureSignature& whole, const PictureSignature& viewed);

struct DuplicateOptions {
    float least = 0.75F;  ///< likeness of those that are told
};

/// Every pair of images whose files are equal, or whose pictures are alike, by first, then second. Of an
/// image that cannot be decoded nothing is told but equal files.
/// @param images  indices into dataset.images, each once
/// @return nothing if stopped
std::optional<std::vector<NearDuplicate>> nearDuplicates(const Dataset& dataset,
                                                         std::span<const std::size_t> images,
                                                         const DuplicateOptions& options = {},
                                                         std::stop_token stop = {},
                                                         const ProgressFn& progress = {});

/// Pairs among signatures: places in them, not images.
/// @return nothing if stopped
std::optional<std::vector<NearDuplicate>> alikePairs(std::span<const PictureSignature> signatures,
                                                     const DuplicateOptions& options = {},
                                                     std::stop_token stop = {});

/// Pairs of which one image is in a split that has to be apart from a split of the other: findings, each
/// named after the image of the split that comes first.
/// @param images  if given, gets both images of each
std::vector<DatasetIssue> splitLeaks(const Dataset& dataset, std::span<const NearDuplicate> pairs,
                                     FoundImages* images = nullptr);

/// The same, of all images of a dataset whose splits have to be apart; of others nothing is compared.
/// @return nothing if stopped
std::optional<std::vector<DatasetIssue>> findSplitLeaks(const Dataset& dataset, std::stop_token stop = {},
                                                        const ProgressFn& progress = {},
                                                        FoundImages* images = nullptr);

/// Numbers groups of images that are connected by pairs: equal numbers for those of one group, rising from 0
/// in the order of the images.
/// @param images  in dataset.images
std::vector<std::size_t> duplicateGroups(std::size_t images, std::span<const NearDuplicate> pairs);

}  // namespace priorscope
