#include "core/evaluation/rescoring/slices.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/text/number_text.hpp"

namespace priorscope {
namespace {

constexpr std::array<double, 5> kInputSizes{16.0, 32.0, 64.0, 96.0, 192.0};
constexpr std::array<double, 2> kAreas{32.0 * 32.0, 96.0 * 96.0};
constexpr std::array<double, 4> kShapes{0.5, 0.8, 1.25, 2.0};
constexpr std::array<double, 3> kOverlaps{0.01, 0.25, 0.5};
constexpr std::array<double, 3> kCompanies{2.0, 5.0, 10.0};
constexpr std::array<double, 4> kBrightness{0.2, 0.35, 0.5, 0.65};
constexpr std::array<double, 3> kBestPriors{0.3, 0.5, 0.7};

constexpr std::array<const char*, kSliceKinds> kNames{"input-size", "area",       "shape",     "overlap",
                                                      "company",    "brightness", "truncated", "occluded",
                                                      "difficult",  "best-prior", "map"};

int binOf(SliceKind kind, double value) {
    const std::span<const double> bounds = sliceBounds(kind);
    return static_cast<int>(std::upper_bound(bounds.begin(), bounds.end(), value) - bounds.begin());
}

double highestOverlap(const TruthImage& truth, std::size_t object) {
    double highest = 0.0;
    for (std::size_t i = 0; i < truth.objects.size(); ++i) {
        if (i != object) {
            highest =
                std::max(highest, intersectionOverUnion(truth.objects[i].box, truth.objects[object].box));
        }
    }
    return highest;
}

bool isOfYesOrNo(SliceKind kind) {
    return kind == SliceKind::truncated || kind == SliceKind::occluded || kind == SliceKind::difficult;
}

std::optional<double> shareOf(std::int64_t part, std::int64_t whole) {
    return whole > 0 ? std::optional(static_cast<double>(part) / static_cast<double>(whole)) : std::nullopt;
}

/// Calls with the image, the detection's place in the split and its bin.
template <class Visit>
void visitDetections(const SplitSlices& slices, SliceKind kind, const CandidateStore& store,
                     const KeptCandidates& kept, const JudgedSplit& split, const Visit& visit) {
    for (std::size_t image = 0; image < split.imageCount(); ++image) {
        const StoredCandidates candidates = store.image(image);
        const std::span<const std::uint32_t> chosen = kept.image(image);
        const std::size_t first = split.first_detection[image];
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            visit(image, first + i,
                  slices.ofDetection(kind, image, candidates.boxes[chosen[i]], candidates.priors[chosen[i]],
                                     split.objects[first + i]));
        }
    }
}

}  // namespace

const char* sliceKindName(SliceKind kind) {
    return kNames[static_cast<std::size_t>(kind)];
}

std::span<const double> sliceBounds(SliceKind kind) {
    switch (kind) {
        case SliceKind::input_size:
            return kInputSizes;
        case SliceKind::area:
            return kAreas;
        case SliceKind::shape:
            return kShapes;
        case SliceKind::overlap:
            return kOverlaps;
        case SliceKind::company:
            return kCompanies;
        case SliceKind::brightness:
            return kBrightness;
        case SliceKind::best_prior:
            return kBestPriors;
        case SliceKind::truncated:
        case SliceKind::occluded:
        case SliceKind::difficult:
        case SliceKind::map:
            break;
    }
    return {};
}

std::string sliceBinName(SliceKind kind, int bin) {
    if (isOfYesOrNo(kind)) {
        return bin == 1 ? "yes" : "no";
    }
    const std::span<const double> bounds = sliceBounds(kind);
    const auto at = static_cast<std::size_t>(bin);
    if (bounds.empty()) {
        return std::to_string(bin + 1);
    }
    const std::string above = bin == 0 ? std::string() : numberText(bounds[at - 1]);
    const std::string below = at == bounds.size() ? std::string() : numberText(bounds[at]);
    return above.empty() ? "below " + below : below.empty() ? above + " and more" : above + " to " + below;
}

SplitSlices::SplitSlices(const Dataset& dataset, std::span<const std::size_t> images,
                         std::span<const TruthImage> truth, SliceNetwork network,
                         std::vector<float> brightness)
    : m_network(std::move(network)), m_brightness(std::move(brightness)) {
    for (std::size_t i = 0; i < images.size(); ++i) {
        addImage(dataset.images.at(images[i]), truth[i]);
    }
}

void SplitSlices::addImage(const ImageRow& record, const TruthImage& truth) {
    const std::size_t image = m_sizes.size();
    m_sizes.push_back({truth.width, truth.height});
    const std::size_t first = m_first_object.back();
    for (std::size_t i = 0; i < truth.objects.size(); ++i) {
        const PixelBox& box = truth.objects[i].box;
        const auto put = [&](SliceKind kind, int bin) {
            m_objects[static_cast<std::size_t>(kind)].push_back(static_cast<std::int8_t>(bin));
        };
        for (const SliceKind kind : {SliceKind::input_size, SliceKind::area, SliceKind::shape}) {
            put(kind, ofBox(kind, image, box.width, box.height));
        }
        put(SliceKind::overlap, binOf(SliceKind::overlap, highestOverlap(truth, i)));
        put(SliceKind::company, binOf(SliceKind::company, static_cast<double>(truth.objects.size())));
        put(SliceKind::brightness, ofImage(SliceKind::brightness, image));
        put(SliceKind::truncated, record.objects[i].truncated ? 1 : 0);
        put(SliceKind::occluded, record.objects[i].occluded ? 1 : 0);
        put(SliceKind::difficult, truth.objects[i].is_hidden ? -1 : truth.objects[i].difficult ? 1 : 0);
        const std::optional<float> iou = m_network.best_iou.empty() || m_network.best_iou[first + i] < 0.0F
                                             ? std::nullopt
                                             : std::optional(m_network.best_iou[first + i]);
        put(SliceKind::best_prior, iou ? binOf(SliceKind::best_prior, static_cast<double>(*iou)) : -1);
        put(SliceKind::map, m_network.best_prior.empty() ? -1 : mapOf(m_network.best_prior[first + i]));
    }
    m_first_object.push_back(first + truth.objects.size());
}

int SplitSlices::bins(SliceKind kind) const {
    if (isOfYesOrNo(kind)) {
        return 2;
    }
    if ((kind == SliceKind::input_size && m_network.input_size == 0) ||
        (kind == SliceKind::brightness && m_brightness.empty()) ||
        (kind == SliceKind::best_prior && m_network.best_iou.empty()) ||
        (kind == SliceKind::map && m_network.map_offsets.empty())) {
        return 0;
    }
    return kind == SliceKind::map ? static_cast<int>(m_network.map_offsets.size()) - 1
                                  : static_cast<int>(sliceBounds(kind).size()) + 1;
}

int SplitSlices::ofImage(SliceKind kind, std::size_t image) const {
    if (kind == SliceKind::company) {
        return binOf(kind, static_cast<double>(m_first_object[image + 1] - m_first_object[image]));
    }
    const float brightness = m_brightness.empty() ? -1.0F : m_brightness.at(image);
    return brightness < 0.0F ? -1 : binOf(SliceKind::brightness, static_cast<double>(brightness));
}

int SplitSlices::ofBox(SliceKind kind, std::size_t image, double width, double height) const {
    if (kind == SliceKind::area) {
        return binOf(kind, width * height);
    }
    if (kind == SliceKind::shape) {
        return height > 0.0 ? binOf(kind, width / height) : -1;
    }
    const double input = m_network.input_size;
    const double image_width = m_sizes[image][0];
    const double image_height = m_sizes[image][1];
    double scale_x = input / image_width;
    double scale_y = input / image_height;
    if (m_network.resize == ResizeMode::letterbox) {
        scale_x = scale_y = std::min(scale_x, scale_y);
    }
    return binOf(SliceKind::input_size, std::sqrt(width * scale_x * height * scale_y));
}

int SplitSlices::mapOf(std::int32_t prior) const {
    if (prior < 0 || m_network.map_offsets.empty() ||
        static_cast<std::size_t>(prior) >= m_network.map_offsets.back()) {
        return -1;
    }
    const auto next = std::upper_bound(m_network.map_offsets.begin(), m_network.map_offsets.end(),
                                       static_cast<std::size_t>(prior));
    return static_cast<int>(next - m_network.map_offsets.begin()) - 1;
}

int SplitSlices::ofDetection(SliceKind kind, std::size_t image, const Box& box, std::int32_t prior,
                             std::int32_t object) const {
    if (kind == SliceKind::map) {
        return mapOf(prior);
    }
    if (object >= 0) {
        return ofObject(kind, image, static_cast<std::size_t>(object));
    }
    if (kind == SliceKind::company || kind == SliceKind::brightness) {
        return ofImage(kind, image);
    }
    if (kind == SliceKind::input_size || kind == SliceKind::area || kind == SliceKind::shape) {
        return ofBox(kind, image, static_cast<double>(box.width()) * m_sizes[image][0],
                     static_cast<double>(box.height()) * m_sizes[image][1]);
    }
    return -1;
}

int SplitSlices::ofItem(SliceKind kind, const ErrorItem& item, const CandidateStore& store) const {
    if (!item.outcome) {
        return ofObject(kind, item.image, static_cast<std::size_t>(item.object));
    }
    const StoredCandidates candidates = store.image(item.image);
    const auto at = static_cast<std::size_t>(item.candidate);
    return ofDetection(kind, item.image, candidates.boxes[at], candidates.priors[at], item.object);
}

std::optional<float> SplitSlices::bestPriorIou(std::size_t image, std::size_t object) const {
    if (m_network.best_iou.empty() || m_network.best_iou[m_first_object[image] + object] < 0.0F) {
        return std::nullopt;
    }
    return m_network.best_iou[m_first_object[image] + object];
}

std::optional<double> SliceCounts::precision() const {
    return shareOf(right, right + wrong);
}

std::optional<double> SliceCounts::recall() const {
    return shareOf(found, objects);
}

std::vector<SliceCounts> countSlices(const SplitSlices& slices, SliceKind kind, const CandidateStore& store,
                                     const KeptCandidates& kept, const JudgedSplit& split, float min_score) {
    std::vector<SliceCounts> counts(static_cast<std::size_t>(slices.bins(kind)));
    if (counts.empty()) {
        return counts;
    }
    // Difficult objects do not count, and are "found" by a detection that is ignored because of them.
    std::vector<bool> is_found(split.counts.size(), false);
    visitDetections(slices, kind, store, kept, split, [&](std::size_t image, std::size_t i, int bin) {
        if (split.scores[i] < min_score) {
            return;
        }
        if (split.outcomes[i] == Outcome::ignored && split.objects[i] >= 0) {
            is_found[split.first_object[image] + static_cast<std::size_t>(split.objects[i])] = true;
        }
        if (bin >= 0) {
            counts[static_cast<std::size_t>(bin)].right +=
                split.outcomes[i] == Outcome::true_positive ? 1 : 0;
            counts[static_cast<std::size_t>(bin)].wrong += isFalsePositive(split.outcomes[i]) ? 1 : 0;
        }
    });
    for (std::size_t image = 0; image < split.imageCount(); ++image) {
        for (std::size_t i = split.first_object[image]; i < split.first_object[image + 1]; ++i) {
            const int bin = slices.ofObject(kind, image, i - split.first_object[image]);
            const bool is_difficult = kind == SliceKind::difficult && bin == 1;
            if (bin >= 0 && (split.counts[i] || is_difficult)) {
                SliceCounts& each = counts[static_cast<std::size_t>(bin)];
                ++each.objects;
                each.found += (split.counts[i] ? split.found_at[i] >= min_score : is_found[i]) ? 1 : 0;
            }
        }
    }
    return counts;
}

std::optional<WithoutPrior> countWithoutPrior(const SplitSlices& slices, const JudgedSplit& split,
                                              std::span<const ObjectProspects> prospects, float min_score) {
    if (slices.bins(SliceKind::best_prior) == 0) {
        return std::nullopt;
    }
    WithoutPrior result;
    for (std::size_t image = 0; image < split.imageCount(); ++image) {
        for (std::size_t i = split.first_object[image]; i < split.first_object[image + 1]; ++i) {
            if (missedReason(split, i, prospects[i], min_score) == MissedReason::no_candidate) {
                const auto iou = slices.bestPriorIou(image, i - split.first_object[image]);
                ++result.objects;
                result.without += iou && static_cast<double>(*iou) < split.options.match_iou ? 1 : 0;
            }
        }
    }
    return result;
}

JudgedSplit splitOfSlice(const SplitSlices& slices, const Slice& slice, const CandidateStore& store,
                         const KeptCandidates& kept, JudgedSplit split) {
    for (std::size_t image = 0; image < split.imageCount(); ++image) {
        for (std::size_t i = split.first_object[image]; i < split.first_object[image + 1]; ++i) {
            if (slices.ofObject(slice.kind, image, i - split.first_object[image]) != slice.bin) {
                split.counts[i] = false;
            }
        }
    }
    visitDetections(slices, slice.kind, store, kept, split, [&](std::size_t image, std::size_t i, int bin) {
        const bool is_right = split.outcomes[i] == Outcome::true_positive;
        if (!is_right && !isFalsePositive(split.outcomes[i])) {
            return;
        }
        // A right detection goes with its object, whatever prior it comes from.
        const int own =
            is_right ? slices.ofObject(slice.kind, image, static_cast<std::size_t>(split.objects[i])) : bin;
        if (own != slice.bin && (is_right || own >= 0)) {
            split.outcomes[i] = Outcome::ignored;
        }
    });
    return split;
}

}  // namespace priorscope
